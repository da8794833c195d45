"""Answers in chat: as a reply without a ping, tried again where the connection breaks, and never said twice."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any

import discord

from bot.gateway.dialogue import Reply
from bot.gateway.faults import BROKEN_CONNECTION

log = logging.getLogger(__name__)

_NO_HISTORY = 160002  # a reply needs the permission to read the channel's history
_PAUSES = (1, 2, 4)  # seconds; discord.py has waited out most faults before


async def post_reply(message: discord.Message, said: Reply, *, part: str = "") -> None:
    """`part` tells apart several replies to one message. Raises discord.HTTPException where Discord refuses."""
    # The same text for the same question: whatever arrived already is not created again, be it from an earlier
    # attempt or from another process that hears the same channel.
    nonce = f"{part}{message.id}"
    more: dict[str, Any] = {} if said.view is None else {"view": said.view}
    send = partial(message.channel.send, said.shown.content, embeds=list(said.shown.embeds), nonce=nonce, **more)
    # Deleted meanwhile, the question is no reason to fail.
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await _send(partial(send, reference=reference, mention_author=False))
    except discord.HTTPException as error:
        if error.code != _NO_HISTORY:
            raise
        await _send(send)


async def _send(send: partial[Any]) -> None:
    for pause in _PAUSES:
        try:
            await send()
        except (*BROKEN_CONNECTION, discord.DiscordServerError) as error:
            log.info("An answer did not arrive (%s); trying again", type(error).__name__)
            await asyncio.sleep(pause)
        else:
            return
    await send()
