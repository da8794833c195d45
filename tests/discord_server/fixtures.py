"""Fixtures around the stand-in, for every test that needs Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.discord_server.running import connected
from tests.discord_server.schema import DESCRIPTIONS
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import User


class Conference(DiscordServer):
    """The stand-in with one server, two channels and two attendees in it."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.patience = 60.0  # a busy machine must not decide a test; the three seconds have a test of their own
        self.bot = self.world.bot
        self.guild = self.world.add_guild("Demo Conference")
        self.hall = self.world.add_channel(self.guild, "hall")
        self.notices = self.world.add_channel(self.guild, "notices")
        self.ada = self.attendee("ada")
        self.grace = self.attendee("grace")

    def attendee(self, name: str) -> User:
        user = self.world.add_user(name)
        self.world.add_member(self.guild, user)
        return user


@pytest.fixture
async def discord_server() -> AsyncIterator[Conference]:
    """The stand-in, which discord.py talks to while the test runs; nobody may have said anything wrong."""
    async with Conference(DESCRIPTIONS if DESCRIPTIONS.parent.is_dir() else None) as server:
        yield server
    assert "\n".join(map(str, server.complaints)) == ""


@pytest.fixture
async def plain_client(discord_server: Conference) -> AsyncIterator[discord.Client]:
    """A bare discord.Client, connected."""
    client = discord.Client(intents=discord.Intents.all(), guild_ready_timeout=0.0)
    async with connected(client, discord_server):
        yield client


@pytest.fixture
async def echo(plain_client: discord.Client) -> discord.Client:
    """A client that answers whatever people say with the same words."""

    async def on_message(message: discord.Message) -> None:
        if message.author != plain_client.user:
            await message.reply(message.content or "(nothing)", mention_author=False)

    plain_client.on_message = on_message
    return plain_client


@pytest.fixture
def no_naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """discord.py's own pauses pass at once; the list says how long they would have been."""
    pauses: list[float] = []
    nap = asyncio.sleep

    async def skip(delay: float, result: Any = None) -> Any:
        if delay:
            pauses.append(delay)
        return await nap(0, result)

    monkeypatch.setattr(asyncio, "sleep", skip)
    return pauses
