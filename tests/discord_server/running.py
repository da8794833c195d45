"""Keeps a client connected to the stand-in for the length of a block."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer


@asynccontextmanager
async def connected(client: discord.Client, server: DiscordServer) -> AsyncIterator[None]:
    """Starts it, waits until it knows its servers, closes it behind the block."""
    task = asyncio.create_task(client.start(server.token))
    ready = asyncio.create_task(server.ready())
    await asyncio.wait((task, ready), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        ready.cancel()
        task.result()
    await ready
    try:
        yield
    finally:
        await client.close()
        await task
