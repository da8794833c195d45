"""Answering an interaction: only its user sees it, once or with more to follow."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.gateway.dialogue import Asker, Reply
from bot.gateway.packing import Shown, pack
from bot.gateway.patience import turn
from bot.gateway.render import fulfilled_lines, show_text
from bot.gateway.wishing import Wishing
from schedule.answering.answer import Wish

Interaction = discord.Interaction[Any]


def asker_of(interaction: Interaction) -> Asker:
    return Asker(interaction.user, interaction.channel_id or 0)


async def respond(interaction: Interaction, shown: Shown, view: ui.View | None = None) -> None:
    """The first answer, or a further one."""
    more: dict[str, Any] = {} if view is None else {"view": view}
    async with turn(interaction):
        if interaction.response.is_done():
            await interaction.followup.send(shown.content, embeds=list(shown.embeds), ephemeral=True, **more)
        else:
            await interaction.response.send_message(shown.content, embeds=list(shown.embeds), ephemeral=True, **more)


async def say(interaction: Interaction, *sentences: str) -> None:
    await respond(interaction, show_text(*sentences))


async def reply(interaction: Interaction, said: Reply | None, wishing: Wishing) -> None:
    if said is None:
        # Somebody who uses a command is always answered.
        await say(interaction, "I have no answer to that; /help shows what can be asked.")
        return
    await respond(interaction, said.shown, said.view)
    if said.first_wish:
        await _see_that_messages_arrive(interaction, wishing)


async def grant(interaction: Interaction, wishing: Wishing, wish: Wish, now: datetime, *, once: bool = False) -> None:
    granted = await wishing.grant(wish, interaction.user, now, once=once)
    back = await wishing.back(interaction.user, now)
    lines = fulfilled_lines(granted.done, wishing.feed.schedule.zone)
    rest = len(granted.done.rest)
    below = f"… and {rest} more." if rest else ""
    await respond(interaction, pack([*lines, *([back] if back else [])], last=below))
    if granted.first or back:
        await _see_that_messages_arrive(interaction, wishing)


async def _see_that_messages_arrive(interaction: Interaction, wishing: Wishing) -> None:
    """After the answer, since opening a direct message may take longer than Discord waits for one."""
    trouble = await wishing.trouble(interaction.user)
    if trouble is not None:
        await respond(interaction, trouble.shown, trouble.view)
