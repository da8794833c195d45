"""Discord waits three seconds for a first answer: what takes longer is announced, and answered when it is there."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord

from bot.gateway.faults import BROKEN_CONNECTION

log = logging.getLogger(__name__)

MOMENT = 1.5  # seconds; the rest is for the way to Discord
_TURN = "turn"


class Patience:
    """Watches over interactions until they are answered."""

    def __init__(self) -> None:
        self._watches: set[asyncio.Task[None]] = set()

    def watch(self, interaction: discord.Interaction[Any]) -> None:
        task = asyncio.create_task(_announce_if_slow(interaction))
        self._watches.add(task)
        task.add_done_callback(self._watches.discard)

    def end(self) -> None:
        for task in self._watches:
            task.cancel()


def turn(interaction: discord.Interaction[Any]) -> asyncio.Lock:
    """Held by whoever answers first: Discord takes one first answer only."""
    lock: asyncio.Lock = interaction.extras.setdefault(_TURN, asyncio.Lock())
    return lock


async def _announce_if_slow(interaction: discord.Interaction[Any]) -> None:
    await asyncio.sleep(MOMENT)
    async with turn(interaction):
        if interaction.response.is_done():
            return
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
        except (discord.HTTPException, *BROKEN_CONNECTION) as error:
            log.warning("A slow answer could not be announced: %s", error)
