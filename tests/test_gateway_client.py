"""The bot's own side of Discord, through the wire: starting, whom it answers, opting in, and when things go wrong."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.config import Config, ConfigError, DiscordConfig, NoticesConfig
from bot.gateway.client import APOLOGY, ConferenceBot, run
from bot.gateway.invitation import permissions
from bot.gateway.wishing import WENT_ON
from schedule import Person, Room, Schedule, Session
from tests.discord_server import Fault, connected

NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)  # in Chicago
COMMANDS = "PUT /applications/{application_id}/commands"
OPEN = "POST /users/@me/channels"


def session(id_: str, title: str, minutes: int | None, speaker: str, *, kind: str = "Talk", track: str = "") -> Session:
    start = None if minutes is None else NINE + timedelta(minutes=minutes)
    return Session(
        id=id_,
        title=title,
        kind=kind,
        starts_at=start,
        ends_at=start + timedelta(minutes=30) if start else None,
        rooms=(Room(id="hall", name="Hall B"),) if start else (),
        track=track or None,
        speakers=(Person(id=speaker.casefold(), name=speaker),),
    )


@pytest.fixture
def workshop() -> Schedule:
    return Schedule(
        title="Demo Workshop",
        timezone="America/Chicago",
        sessions=(
            session("open", "Opening Remarks", 0, "Grace Hopperton", kind="Opening"),
            session("index", "Learned Indexes in Practice", 30, "Ada Byronsson", track="Storage"),
            session("heat", "HEAT: Scheduling by Temperature", 60, "Ruben Okafor", kind="Spotlight"),
            session("poster", "Compilers That Remember", None, "Mina Castellanos", kind="Poster"),
        ),
    )


@pytest.fixture
def clock(clock):
    clock.set(NINE + timedelta(minutes=5))
    return clock


@pytest.fixture
def server(discord_server, hallway):  # noqa: ARG001 - the bot is to be connected
    return discord_server


INDEX = "**Learned Indexes in Practice** · Talk · <t:1796484600:F>–<t:1796486400:t> (<t:1796484600:R>; Sat 09:30–10:00 Chicago) · Hall B"  # noqa: E501
HEAT = "**HEAT: Scheduling by Temperature** · Spotlight · <t:1796486400:F>–<t:1796488200:t> (<t:1796486400:R>; Sat 10:00–10:30 Chicago) · Hall B"  # noqa: E501


# --- whom it answers


async def test_mentioned_it_replies_without_a_ping(server):
    question = await server.say(server.ada, server.notices, f"{server.bot.mention} when is ada byronsson?")
    answer = await server.reply(question)
    assert (answer.content, answer.pings) == (f"{INDEX} · Ada Byronsson", [])


async def test_its_own_role_is_a_mention_too(server):
    role = next(role for role in server.guild.roles.values() if role.managed)
    question = await server.say(server.ada, server.notices, f"{role.mention} when is ruben okafor?")
    assert (await server.reply(question)).content == f"{HEAT} · Ruben Okafor"


async def test_somebody_mentioned_can_be_asked_after(server):
    speaker = server.attendee("ruben okafor")
    question = await server.say(server.ada, server.notices, f"{server.bot.mention} when is {speaker.mention}?")
    assert (await server.reply(question)).content == f"{HEAT} · Ruben Okafor"


async def test_other_channels_and_other_bots_hear_nothing(server, hallway):
    other = server.world.add_user("otherbot", bot=True)
    server.world.add_member(server.guild, other)
    await server.say(server.ada, server.notices, "when is ada byronsson?")
    await server.say(other, server.hall, f"{server.bot.mention} when is ada byronsson?")
    await hallway.heard()
    assert server.said() == []


async def test_unasked_it_answers_a_person_three_times_in_two_minutes(server, hallway):
    asked = [await server.say(server.ada, server.hall, "when is ada byronsson?") for _ in range(4)]
    for question in asked[:3]:
        await server.reply(question)
    others = await server.say(server.grace, server.hall, "when is ruben okafor?")
    await server.reply(others)
    assert [message.reference for message in server.said(server.hall)] == [*asked[:3], others]
    hallway.clock.pass_by(timedelta(minutes=2))
    again = await server.say(server.ada, server.hall, "when is ada byronsson?")
    assert (await server.reply(again)).content == f"{INDEX} · Ada Byronsson"


async def test_where_it_may_not_write_it_says_so_in_the_log(server, hallway, caplog):
    server.fail(Fault.refused(403, 50013), "POST /channels/{channel_id}/messages")
    await server.say(server.ada, server.notices, f"{server.bot.mention} when is ada byronsson?")
    await hallway.heard()
    await hallway.bot.close()  # which waits for answers under way
    assert [record.getMessage() for record in caplog.records if record.name.endswith("chat")] == [
        f"Channel {server.notices.id}: not allowed to answer there (50013)"
    ]


async def test_where_it_may_not_reply_it_answers_all_the_same(server):
    server.fail(Fault.refused(403, 160002), "POST /channels/{channel_id}/messages")
    await server.say(server.ada, server.notices, f"{server.bot.mention} when is ada byronsson?")
    answer = await server.next_message(server.notices)
    assert (answer.content, answer.reference) == (f"{INDEX} · Ada Byronsson", None)


@pytest.mark.parametrize("fault", [Fault.server_error(503), Fault.reset("before"), Fault.reset("after")])
async def test_an_answer_survives_a_broken_connection_and_is_said_once(server, hallway, no_naps, fault):
    server.fail(fault, "POST /channels/{channel_id}/messages", times=2)
    question = await server.say(server.ada, server.notices, f"{server.bot.mention} when is ada byronsson?")
    await server.reply(question)
    await hallway.bot.close()  # which waits for answers under way
    assert ([said.content for said in server.said()], no_naps[:2]) == ([f"{INDEX} · Ada Byronsson"], [1, 2])


async def test_two_processes_that_hear_one_question_answer_it_once(server, hallway):
    async with connected(ConferenceBot(hallway.bot.services, listens=True), server):
        question = await server.say(server.ada, server.notices, f"{server.bot.mention} when is ada byronsson?")
        await server.reply(question)
    await hallway.bot.close()
    assert [said.content for said in server.said()] == [f"{INDEX} · Ada Byronsson"]


@pytest.mark.parametrize("code", [10062, 40060])
async def test_a_command_that_was_answered_elsewhere_is_left_at_that(server, hallway, caplog, code):
    server.fail(Fault.refused(400, code), "POST /interactions/{interaction_id}/{interaction_token}/callback")
    using = asyncio.create_task(server.command(server.ada, server.hall, "next"))
    await hallway.heard()
    await hallway.bot.close()
    using.cancel()
    assert [r.getMessage() for r in caplog.records if r.name == "bot.gateway.client"] == [
        f"A command was answered elsewhere or too late to be heard ({code})"
    ]


# --- opting in


async def test_whoever_opts_in_directly_needs_no_first_message(server, hallway):
    ada = server.direct(server.ada)
    await server.reply(await server.say(server.ada, ada, "remind me before learned indexes"))
    await hallway.tick_at(NINE + timedelta(minutes=20))
    assert (await server.next_message(ada)).content == f"Coming up: {INDEX} · Ada Byronsson"
    assert server.served(OPEN) == []


async def test_the_button_under_an_answer_opts_in(server, hallway):
    question = await server.say(server.ada, server.hall, "when is ruben okafor?")
    answer = await server.reply(question)
    pressed = await server.press(server.grace, answer, "Remind me")
    assert pressed.text.splitlines()[0] == "I will remind you 10 minutes before “HEAT: Scheduling by Temperature”."
    await server.next_message(server.direct(server.grace))
    await hallway.tick_at(NINE + timedelta(minutes=50))
    reminder = await server.next_message(server.direct(server.grace))
    assert reminder.content == f"Coming up: {HEAT} · Ruben Okafor"


async def test_closed_direct_messages_are_said_and_a_mention_is_offered(server):
    server.ada.closed = True
    answer = await server.command(server.ada, server.hall, "remind kind", kind="Spotlight")
    (trouble,) = await server.bell.until(lambda: answer.followups or None, "a word about the trouble")
    assert trouble.content.splitlines()[0] == (
        "I cannot send you a direct message (direct messages are closed), so your reminders will not reach you."
    )
    agreed = await server.press(server.ada, trouble, "Mention me in the channel")
    assert agreed.text == "Agreed: I will mention you in the channel whenever my direct messages do not reach you."


async def test_somebody_unknown_to_the_schedule_is_answered_with_what_it_has(server):
    answer = await server.command(server.ada, server.hall, "next", room="Hall X")
    assert answer.text == "The schedule has no room “Hall X”. It has “Hall B”."


async def test_a_part_of_a_title_is_enough_where_one_work_has_it(server):
    answer = await server.command(server.ada, server.hall, "remind session", session="learned INDEXES")
    assert answer.text.splitlines()[0] == "I will remind you 10 minutes before “Learned Indexes in Practice”."


async def test_somebody_whose_reminders_had_stopped_is_told_at_the_next_word(server, hallway):
    ada = server.direct(server.ada)
    await server.reply(await server.say(server.ada, ada, "remind me before learned indexes"))
    people = hallway.reminders._store.people
    await people.note_outcome(f"discord:{server.ada.id}", refused=True, limit=1, now=hallway.clock.now())
    answer = await server.reply(await server.say(server.ada, ada, "when is ruben okafor?"))
    assert answer.content == f"{HEAT} · Ruben Okafor\n{WENT_ON}"
    again = await server.reply(await server.say(server.ada, ada, "when is ruben okafor?"))
    assert again.content == f"{HEAT} · Ruben Okafor"


# --- commands


async def test_the_permissions_of_the_invitation_are_enough(server, hallway):
    everyone, own = server.guild.roles[server.guild.id], next(r for r in server.guild.roles.values() if r.managed)
    everyone.permissions, own.permissions = 0, permissions().value
    await hallway.restart()
    question = await server.say(server.ada, server.hall, f"{server.bot.mention} what is on today?")
    assert (await server.reply(question)).content.startswith("3 entries:")
    await hallway.tick_at(NINE + timedelta(minutes=20))
    assert (await server.next_message(server.notices)).content == f"Coming up: {INDEX} · Ada Byronsson"


@pytest.mark.parametrize(
    ("command", "options", "text"),
    [
        ("next", {}, f"Next: {INDEX} · Ada Byronsson"),
        ("next", {"kind": "Spotlight"}, f"Next: {HEAT} · Ruben Okafor"),
        ("next", {"track": "Storage"}, f"Next: {INDEX} · Ada Byronsson"),
        ("next", {"room": "Hall B"}, f"Next: {INDEX} · Ada Byronsson"),
        ("ask", {"question": "when is heat?"}, f"{HEAT} · Ruben Okafor"),
    ],
)
async def test_commands_answer_their_user_alone(server, command, options, text):
    answer = await server.command(server.ada, server.hall, command, **options)
    assert (answer.text, answer.ephemeral) == (text, True)


async def test_failing_on_a_question_it_apologises_to_whoever_asked(server, hallway, caplog, monkeypatch):
    monkeypatch.setattr(hallway.feed, "engine", None)
    await server.say(server.ada, server.hall, "when is ada byronsson?")
    question = await server.say(server.ada, server.hall, f"{server.bot.mention} when is ada byronsson?")
    assert (await server.reply(question)).content == APOLOGY
    assert [record.getMessage() for record in caplog.records if record.name == "bot.gateway.client"] == [
        "on_message failed",
        "on_message failed",
    ]


async def test_nothing_is_remembered_of_people_and_messages(hallway):
    state = hallway.bot._connection
    assert (state.member_cache_flags, state.max_messages) == (discord.MemberCacheFlags.none(), None)


# --- starting and ending


@pytest.fixture
async def services(hallway):
    await hallway.bot.close()
    return hallway.bot.services


async def until_ready(server, services, token: str) -> asyncio.Task[None]:
    """Runs the bot until it is connected or fails."""
    running = asyncio.create_task(run(services, token))
    ready = asyncio.create_task(server.ready())
    await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    return running


async def ended(running: asyncio.Task[None]) -> None:
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_wrong_token_is_one_line(services):
    with pytest.raises(ConfigError) as error:
        await run(services, "wrong")
    assert str(error.value) == (
        "DISCORD_TOKEN: Discord refuses this token; copy it again from the application's page under Bot"
    )


async def test_an_outage_at_the_start_is_waited_for(discord_server, services, caplog, no_naps):
    discord_server.fail(Fault.server_error(503), "GET /users/@me", times=2)
    running = await until_ready(discord_server, services, discord_server.token)
    await ended(running)
    warnings = [r.getMessage() for r in caplog.records if r.name == "bot.gateway.client"]
    assert [text.partition(" (")[0] for text in warnings] == ["Discord cannot be reached"] * 2
    assert no_naps[:2] == [2, 5]


async def test_a_token_exchanged_while_it_runs_is_one_line(discord_server, services):
    running = await until_ready(discord_server, services, discord_server.token)
    await discord_server.gateway.close(4004)
    with pytest.raises(ConfigError, match="DISCORD_TOKEN: Discord refuses this token"):
        await running


@pytest.mark.parametrize("button", [False, True])
async def test_a_slow_answer_is_announced_and_comes_when_it_is_there(server, hallway, monkeypatch, button):
    ready, wishes = asyncio.Event(), hallway.reminders.subscriptions

    async def slowly(recipient: str) -> object:
        await ready.wait()
        return await wishes(recipient)

    answer = await server.reply(await server.say(server.ada, server.direct(server.ada), "when is ruben okafor?"))
    monkeypatch.setattr("bot.gateway.patience.MOMENT", 0.0)
    monkeypatch.setattr(hallway.reminders, "subscriptions", slowly)
    if button:
        using = asyncio.create_task(server.press(server.ada, answer, "Remind me"))
    else:
        using = asyncio.create_task(server.command(server.ada, server.hall, "remind session", session="heat"))
    await server.bell.until(lambda: any(each.deferred for each in server.interactions.values()), "an announcement")
    ready.set()
    used = await using
    assert (used.deferred, used.text.splitlines()[0], used.message.ephemeral) == (
        True,
        "I will remind you 10 minutes before “HEAT: Scheduling by Temperature”.",
        True,
    )


async def test_configured_channels_that_it_cannot_see_are_named_in_the_log(discord_server, services, caplog):
    server = discord_server
    closed = server.world.add_channel(server.guild, "closed")
    closed.denied[server.bot.id] = permissions().value
    config = Config(
        discord=DiscordConfig(listen_channels=(server.hall.id,)),
        notices=NoticesConfig(channel=1, rooms={"Hall B": closed.id, "Hall C": server.notices.id}),
    )
    running = await until_ready(server, replace_config(services, config), server.token)
    await ended(running)
    assert [r.getMessage().partition(":")[0] for r in caplog.records if r.name == "bot.gateway.preflight"] == [
        f'[notices.rooms] "Hall B" = {closed.id}',
        "[notices] channel = 1",
    ]


async def test_commands_that_cannot_be_registered_do_not_stop_it(discord_server, hallway, caplog):
    discord_server.commands[None].popitem()
    discord_server.fail(Fault.refused(400, 30034), COMMANDS)
    await hallway.restart()
    assert [record.name for record in caplog.records if record.levelno >= logging.ERROR] == ["bot.gateway.registration"]


async def test_without_the_content_intent_it_runs_and_says_so_once(discord_server, services, caplog):
    discord_server.privileged = 0
    running = await until_ready(discord_server, services, discord_server.token)
    question = await discord_server.say(
        discord_server.ada, discord_server.hall, f"{discord_server.bot.mention} when is ruben okafor?"
    )
    assert (await discord_server.reply(question)).content == f"{HEAT} · Ruben Okafor"
    await ended(running)
    warnings = [r.getMessage() for r in caplog.records if r.name == "bot.gateway.client" and r.levelno >= logging.INFO]
    assert [text.partition(":")[0] for text in warnings] == ["Discord withholds the message content"]


async def test_the_content_intent_is_asked_for_only_where_channels_are_listened_to(discord_server, services, caplog):
    unlistening = Config(notices=services.config.notices)
    discord_server.privileged = 0
    running = await until_ready(discord_server, replace_config(services, unlistening), discord_server.token)
    await ended(running)
    assert [record.getMessage() for record in caplog.records if record.name == "bot.gateway.client"] == []


def replace_config(services, config):
    return type(services)(
        services.feed, services.reminders, services.clock, config, services.conversations, services.delivery
    )
