"""The bot where Discord withholds the content of messages that are not addressed to it."""

from __future__ import annotations

import asyncio

import pytest

from bot.gateway import client as gateway
from tests.running_bot import Hallway, titles

DEAN = "Jeff Dean - Invited Talk"
SONG = "Dawn Song - Invited Talk"
QUESTION = "when is jeff dean?"


@pytest.fixture
async def withheld(discord_server, workshop, clock, config, tmp_path):
    discord_server.privileged = 0
    running = Hallway(discord_server, workshop, clock, tmp_path / "withheld.db", config, listens=False)
    await running.start()
    yield running
    await running.stop()


@pytest.mark.usefixtures("withheld")
async def test_without_the_message_content_whoever_addresses_the_bot_is_answered(discord_server) -> None:
    server = discord_server
    first = await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} {QUESTION}"))
    second = await server.reply(await server.say(server.ada, server.hall, "and after that?", reply_to=first))
    third = await server.reply(await server.say(server.ada, server.direct(server.ada), QUESTION))
    assert [titles(message.text) for message in (first, second, third)] == [[DEAN], [SONG], [DEAN]]


@pytest.mark.usefixtures("withheld")
async def test_without_the_message_content_nothing_is_overheard(discord_server) -> None:
    server = discord_server
    await server.say(server.ada, server.hall, QUESTION)
    await server.reply(await server.say(server.grace, server.direct(server.grace), "when is dawn song?"))
    assert [titles(message.text) for message in server.said()] == [[SONG]]


async def test_refused_the_message_content_the_bot_connects_without(hallway, discord_server, caplog) -> None:
    server, services = discord_server, hallway.bot.services
    await hallway.bot.close()
    server.privileged = 0
    running = asyncio.create_task(gateway.run(services, server.token))
    await server.ready()
    answered = await server.reply(await server.say(server.ada, server.notices, f"{server.bot.mention} {QUESTION}"))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert titles(answered.text) == [DEAN]
    assert [record.levelname for record in caplog.records if "withholds" in record.message] == ["WARNING"]
