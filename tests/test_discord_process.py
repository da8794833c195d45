"""The stand-in as a process of its own, which outlives the bots that are killed beside it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord_server import redirect


@pytest.fixture
async def process() -> AsyncIterator[dict[str, Any]]:
    command = (sys.executable, "-m", "tests.discord_server", "--rate", "50")
    running = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    about = json.loads(await running.stdout.readline())
    undo = redirect(about["http"], about["gateway"])
    yield about
    undo()
    running.terminate()
    assert await running.wait() == 0


async def test_it_serves_a_bot_and_tells_what_it_said(process) -> None:
    client = discord.Client(intents=discord.Intents.none())
    async with aiohttp.ClientSession(process["http"]) as admin:
        await client.login(process["token"])
        channel = await client.create_dm(discord.Object(1234567890123456789))
        await channel.send("hello", nonce="n1")
        await channel.send("hello again", nonce="n1")
        await fault(admin, {"status": 503, "route": "POST /channels/{channel_id}/messages"})
        with pytest.raises(discord.DiscordServerError):
            await channel.send("lost", nonce="n2")
        counts = await read(admin, "counts")
        messages = await read(admin, "messages?from=0")
        await client.close()
    assert (counts["messages"], counts["repeated_nonces"], counts["statuses"]["503"]) == (1, 1, 1)
    assert [(message["recipient"], message["nonce"], message["text"]) for message in messages] == [
        ("1234567890123456789", "n1", "hello")
    ]


async def fault(admin: aiohttp.ClientSession, body: dict[str, Any]) -> None:
    async with admin.post("/stand-in/fault", json=body) as answer:
        assert answer.status == 200


async def read(admin: aiohttp.ClientSession, what: str) -> Any:
    async with admin.get(f"/stand-in/{what}") as answer:
        return await answer.json()
