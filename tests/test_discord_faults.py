"""What goes wrong between a bot and Discord, as the stand-in plays it: refusals, limits, broken connections."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord_server import Fault, connected, permissions
from tests.discord_server.errors import Refusal
from tests.discord_server.faults import GlobalLimit
from tests.discord_server.storm import KINDS, Storm

POST = "POST /channels/{channel_id}/messages"


# --- nonces


async def test_a_repeated_nonce_gives_the_earlier_message(discord_server, plain_client) -> None:
    channel = plain_client.get_channel(discord_server.hall.id)
    first = await channel.send("one", nonce="n1")
    again = await channel.send("two", nonce="n1")
    other = await channel.send("three", nonce="n2")
    assert (again.id, again.content) == (first.id, "one")
    assert [message.content for message in discord_server.said()] == ["one", "three"]
    await other.delete()
    with pytest.raises(discord.NotFound) as caught:
        await channel.send("four", nonce="n2")
    assert caught.value.code == 10008


async def test_an_old_nonce_is_forgotten(discord_server, plain_client) -> None:
    channel = plain_client.get_channel(discord_server.hall.id)
    await channel.send("one", nonce="n1")
    discord_server.nonces.forget()
    await channel.send("two", nonce="n1")
    assert [message.content for message in discord_server.said()] == ["one", "two"]


# --- people who cannot be reached, places that may not be entered


async def test_closed_messages_refuse(discord_server, plain_client) -> None:
    server = discord_server
    server.ada.closed = True
    with pytest.raises(discord.Forbidden) as caught:
        await (await plain_client.create_dm(discord.Object(server.ada.id))).send("hello")
    assert caught.value.code == 50007


async def test_somebody_without_a_shared_server_is_out_of_reach(discord_server, plain_client) -> None:
    server = discord_server
    await server.leave(server.ada)
    with pytest.raises(discord.Forbidden) as caught:
        await (await plain_client.create_dm(discord.Object(server.ada.id))).send("hello")
    assert caught.value.code == 50278


@pytest.mark.parametrize(("denied", "code"), [(permissions.VIEW_CHANNEL, 50001), (permissions.SEND_MESSAGES, 50013)])
async def test_a_channel_may_be_closed_to_the_bot(discord_server, plain_client, denied, code) -> None:
    server = discord_server
    server.hall.denied[server.bot.id] = denied
    with pytest.raises(discord.Forbidden) as caught:
        await plain_client.get_partial_messageable(server.hall.id).send("hello")
    assert caught.value.code == code


async def test_a_channel_that_is_gone_is_unknown(discord_server, plain_client) -> None:
    server = discord_server
    server.remove_channel(server.hall)
    with pytest.raises(discord.NotFound) as caught:
        await plain_client.get_partial_messageable(server.hall.id).send("hello")
    assert caught.value.code == 10003


# --- faults


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_limit_is_waited_out(discord_server, plain_client, scope) -> None:
    discord_server.fail(Fault.limited(scope, 0.02), POST)
    await plain_client.get_channel(discord_server.hall.id).send("hello")
    assert discord_server.served(POST) == [429, 200]


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_server_error_is_tried_again(discord_server, plain_client, status, no_naps) -> None:
    discord_server.fail(Fault.server_error(status), POST, times=2)
    await plain_client.get_channel(discord_server.hall.id).send("hello")
    assert discord_server.served(POST) == [status, status, 200]
    assert no_naps == [1, 3]


async def test_a_503_is_raised_at_once(discord_server, plain_client) -> None:
    discord_server.fail(Fault.server_error(503), POST)
    with pytest.raises(discord.DiscordServerError):
        await plain_client.get_channel(discord_server.hall.id).send("hello")
    assert discord_server.served(POST) == [503]


@pytest.mark.parametrize(("when", "kept"), [("before", []), ("after", ["hello"]), ("middle", ["hello"])])
async def test_a_connection_breaks(discord_server, plain_client, when, kept) -> None:
    discord_server.fail(Fault.reset(when), POST)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await plain_client.get_channel(discord_server.hall.id).send("hello", nonce="n")
    assert (discord_server.served(POST), [each.text for each in discord_server.said()]) == ([0], kept)
    await plain_client.get_channel(discord_server.hall.id).send("hello", nonce="n")
    assert [each.text for each in discord_server.said()] == ["hello"]


async def test_a_fault_waits_for_its_turn(discord_server, plain_client) -> None:
    discord_server.fail(Fault.refused(403, 50013), POST, skip=1)
    channel = plain_client.get_channel(discord_server.hall.id)
    await channel.send("one")
    with pytest.raises(discord.Forbidden):
        await channel.send("two")
    await channel.send("three")
    assert (discord_server.served(POST), len(discord_server.said())) == ([200, 403, 200], 2)


async def test_an_answer_is_held_back(discord_server, plain_client) -> None:
    released = asyncio.Event()
    discord_server.fail(Fault.held_back(released), POST)
    sending = asyncio.create_task(plain_client.get_channel(discord_server.hall.id).send("hello"))
    await plain_client.fetch_channel(discord_server.hall.id)
    assert (sending.done(), discord_server.said()) == (False, [])
    released.set()
    await sending
    assert len(discord_server.said()) == 1


async def test_an_interaction_answered_too_late_is_unknown(discord_server, plain_client) -> None:
    refused = asyncio.get_running_loop().create_future()

    async def on_interaction(interaction: discord.Interaction) -> None:
        try:
            await interaction.response.send_message("at last")
        except discord.NotFound as error:
            refused.set_result(error.code)

    server = discord_server
    plain_client.on_interaction = on_interaction
    server.offer({"name": "ping", "description": "Pings"})
    server.patience = -1.0  # its three seconds are over at once
    asking = asyncio.create_task(server.command(server.ada, server.hall, "ping"))
    assert await refused == 10062
    asking.cancel()


async def test_more_calls_than_the_limit_are_refused(discord_server) -> None:
    server = discord_server
    server.rest.limit.rate = 0
    headers = {"Authorization": f"Bot {server.token}"}
    async with (
        aiohttp.ClientSession(server.http_url, headers=headers) as http,
        http.get("/api/v10/users/@me") as answer,
    ):
        body = await answer.json()
        assert (answer.status, body["global"], answer.headers["X-RateLimit-Scope"]) == (429, True, "global")


def test_the_limit_counts_the_calls_of_each_second() -> None:
    limit = GlobalLimit(50)

    def admitted(moment: float) -> bool:
        try:
            limit.admit(moment)
        except Refusal:
            return False
        return True

    counts = [sum(admitted(moment) for _ in range(60)) for moment in (10.0, 10.5, 11.0, 12.5)]
    assert counts == [50, 0, 50, 50]


async def test_a_storm_brings_every_kind_of_fault_to_its_routes_alone() -> None:
    storms = [Storm(1.0, seed, [POST]) for seed in range(100)]
    assert [storm.next("GET /users/@me") for storm in storms] == [None] * 100
    for storm in storms:
        storm.next(POST)
    assert {kind for storm in storms for kind in storm.met} == KINDS.keys()


async def test_a_global_limit_in_a_storm_refuses_everything_meanwhile() -> None:
    storm = next(storm for storm in (Storm(1.0, seed, [POST]) for seed in range(100)) if is_global(storm.next(POST)))
    assert is_global(storm.next("GET /users/@me"))
    assert storm.met.total() == 1


def is_global(fault: Fault) -> bool:
    return fault.status == 429 and fault.body["global"]


# --- the gateway


@pytest.mark.usefixtures("echo")
async def test_a_lost_connection_is_resumed_with_what_was_missed(discord_server) -> None:
    server = discord_server
    for lose in (server.gateway.drop, server.gateway.reconnect, lambda: server.gateway.invalidate(resumable=True)):
        lose()
        asked = await server.say(server.ada, server.hall, "did you miss this?")
        assert (await server.reply(asked)).text == "did you miss this?"
    assert [entry for entry in server.gateway.log if entry in ("identify", "resume")] == ["identify", *["resume"] * 3]
    assert [message.text for message in server.said()] == ["did you miss this?"] * 3


@pytest.mark.usefixtures("echo")
@pytest.mark.parametrize("code", [1000, 4000])
async def test_a_closed_connection_is_resumed(discord_server, code) -> None:
    server = discord_server
    await server.gateway.close(code)
    asked = await server.say(server.ada, server.hall, "still there?")
    assert (await server.reply(asked)).text == "still there?"
    assert server.gateway.log.count("resume") == 1


@pytest.mark.usefixtures("echo", "no_naps")
async def test_an_invalid_session_begins_anew(discord_server) -> None:
    server = discord_server
    server.gateway.invalidate()
    await server.bell.until(lambda: server.gateway.log.count("identify") == 2, "a new start")
    await server.ready()
    asked = await server.say(server.ada, server.hall, "hello again")
    assert (await server.reply(asked)).text == "hello again"


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_a_final_close_ends_the_bot(discord_server, code) -> None:
    server = discord_server
    client = discord.Client(intents=discord.Intents.none())
    task = asyncio.create_task(client.start(server.token))
    await server.ready()
    await server.gateway.close(code)
    with pytest.raises(discord.PrivilegedIntentsRequired if code == 4014 else discord.ConnectionClosed):
        await task
    await client.close()


async def test_intents_that_were_not_granted_end_the_bot(discord_server) -> None:
    discord_server.privileged = 0
    client = discord.Client(intents=discord.Intents.all())
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.start(discord_server.token)
    await client.close()


async def test_a_wrong_token_cannot_log_in(discord_server) -> None:
    client = discord.Client(intents=discord.Intents.none())
    with pytest.raises(discord.LoginFailure):
        await client.start("wrong")
    await client.close()
    assert discord_server.served("GET /users/@me") == [401]


async def test_events_reach_only_those_who_asked_for_them(discord_server) -> None:
    server = discord_server
    client = discord.Client(intents=discord.Intents(guilds=True, guild_reactions=True), guild_ready_timeout=0.0)
    heard: list[str] = []
    client.on_socket_event_type = record(heard)
    async with connected(client, server):
        message = await server.say(server.ada, server.hall, "hello")
        server.react(server.grace, message, "👍")
        await server.say(server.ada, server.direct(server.ada), "psst")
        server.world.add_channel(server.guild, "new")
        server.dispatch_channel("CHANNEL_CREATE", server.guild.channels[next(reversed(server.guild.channels))])
        await server.gateway.caught_up()
    assert heard == ["READY", "GUILD_CREATE", "MESSAGE_REACTION_ADD", "CHANNEL_CREATE"]


async def test_members_come_in_a_chunk(discord_server, plain_client) -> None:
    guild = plain_client.guilds[0]
    named = await guild.query_members(user_ids=[discord_server.ada.id])
    everyone = await guild.chunk()
    assert [member.name for member in named] == ["ada"]
    assert sorted(member.name for member in everyone) == ["ada", "grace", "hallway", "owner of Demo Conference"]


def record(heard: list[str]) -> Any:
    async def on_event(name: str) -> None:
        heard.append(name)

    return on_event
