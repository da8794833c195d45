"""Answering an interaction: only its user sees it, once or with more to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord
from discord import app_commands, ui

from bot.gateway.dialogue import Asker, Reply
from bot.gateway.mistakes import MistakeError
from bot.gateway.packing import Shown, pack, pages
from bot.gateway.patience import turn
from bot.gateway.render import fulfilled_lines, show_text
from bot.gateway.wishing import Wishing
from schedule.answering.answer import Wish, WishAction

Interaction = discord.Interaction[Any]
Page = app_commands.Range[int, 1, 1000]


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


def page_of(lines: Sequence[str], number: int, command: str) -> Shown:
    """One page of a list, and the option of its command that shows the next. Raises MistakeError beyond the last."""
    cut = pages(lines)
    if number > len(cut):
        raise MistakeError("There is only one page." if len(cut) == 1 else f"There are only {len(cut)} pages.")
    onward = f"; `/{command} page:{number + 1}` shows the next" if number < len(cut) else ""
    below = f"Page {number} of {len(cut)}{onward}." if len(cut) > 1 else ""
    return pack(cut[number - 1], last=below)


async def grant(interaction: Interaction, wishing: Wishing, wish: Wish, now: datetime, *, once: bool = False) -> None:
    granted = await wishing.grant(wish, interaction.user, now, once=once)
    back = await wishing.back(interaction.user, now)
    lines = fulfilled_lines(granted.done, wishing.feed.schedule.zone)
    rest = len(granted.done.rest)
    below = f"… and {rest} more; `/remind list` shows them." if rest else ""
    await respond(interaction, pack([*lines, *([back] if back else [])], last=below))
    if granted.first or back:
        await _see_that_messages_arrive(interaction, wishing)


async def show_reminders(interaction: Interaction, wishing: Wishing, now: datetime, page: int) -> None:
    """All of somebody's reminders and what they bring, a page at a time."""
    done = (await wishing.grant(Wish(WishAction.SHOW), interaction.user, now)).done
    back = await wishing.back(interaction.user, now)
    whole = replace(done, sessions=(*done.sessions, *done.rest))
    headline, *lines = fulfilled_lines(whole, wishing.feed.schedule.zone)
    await respond(interaction, page_of([headline, *([back] if back else []), *lines], page, "remind list"))
    if back:
        await _see_that_messages_arrive(interaction, wishing)


async def _see_that_messages_arrive(interaction: Interaction, wishing: Wishing) -> None:
    """After the answer, since opening a direct message may take longer than Discord waits for one."""
    trouble = await wishing.trouble(interaction.user)
    if trouble is not None:
        await respond(interaction, trouble.shown, trouble.view)
