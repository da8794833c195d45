"""Buttons that work after any restart: what they do is written in their `custom_id`, nothing is remembered.

A button knows what it stands for; what happens is done by the cog that hears it.
"""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.gateway.choices import key

REMIND = "hallway_remind"
MENTION = "hallway_mention"


class RemindButton(ui.DynamicItem[ui.Button[ui.View]], template=r"hallway:remind:(?P<key>[\s\S]+)"):
    """Under an answer: be reminded of its session. Pressed, it is the event `hallway_remind`."""

    def __init__(self, session_key: str) -> None:
        super().__init__(ui.Button(label="Remind me", custom_id=f"hallway:remind:{session_key}"))
        self._key = session_key

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:  # noqa: ARG003
        return cls(match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        interaction.client.patience.watch(interaction)
        interaction.client.dispatch(REMIND, interaction, self._key)


class MentionButton(ui.DynamicItem[ui.Button[ui.View]], template=r"hallway:mention"):
    """Where direct messages are closed: agree to be mentioned. Pressed, it is the event `hallway_mention`."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label="Mention me in the channel", custom_id="hallway:mention"))

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:  # noqa: ARG003
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        interaction.client.patience.watch(interaction)
        interaction.client.dispatch(MENTION, interaction)


def view_of(button: RemindButton | MentionButton) -> ui.View:
    """Discord keeps the button for as long as the message; this process need not keep the view."""
    view = ui.View(timeout=None).add_item(button)
    view.stop()
    return view


def remind_button(session_id: str) -> ui.View:
    return view_of(RemindButton(key(session_id)))
