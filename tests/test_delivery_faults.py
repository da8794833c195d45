"""What goes wrong while reminders are sent, as the stand-in plays it: each arrives once, or is given up openly."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.reminders.models import DeliveryState
from schedule.answering.answer import Target, TargetKind
from tests.discord_server import Fault, permissions
from tests.running_bot import Hallway, titles

POST = "POST /channels/{channel_id}/messages"
OPEN = "POST /users/@me/channels"

DEAN = "Jeff Dean - Invited Talk"
SONG = "Dawn Song - Invited Talk"


def utc(hour: int, minute: int) -> datetime:
    return datetime(2022, 12, 3, hour, minute, tzinfo=UTC)


@pytest.fixture
def hallway(quiet_hallway):
    return quiet_hallway


async def opt_in(server, user, name: str = "remind session", **options: str) -> None:
    """Asks, reads the message that shows whether messages arrive, and forgets what was served until then."""
    await server.command(user, server.hall, name, **options)
    await server.next_message(server.direct(user))
    server.rest.exchanges.clear()


def told(server, user) -> list[str]:
    return [title for message in server.said(server.direct(user)) for title in titles(message.text)]


async def states(hallway, user, title: str) -> list[DeliveryState]:
    """What became of each reminder of one session."""
    session = next(session for session in hallway.feed.schedule if session.title == title)
    explained = await hallway.reminders.explain(f"discord:{user.id}", session.id, hallway.clock.now())
    return [attempted.state for attempted in explained.deliveries]


FAULTS = {
    "route limit": (Fault.limited("user", 0.02), 429),
    "global limit": (Fault.limited("global", 0.02), 429),
    "shared limit": (Fault.limited("shared", 0.02), 429),
    "500": (Fault.server_error(500), 500),
    "502": (Fault.server_error(502), 502),
    "503": (Fault.server_error(503), 503),
    "504": (Fault.server_error(504), 504),
    "reset before": (Fault.reset("before"), 0),
    "reset after": (Fault.reset("after"), 0),
    "cut in the middle": (Fault.reset("middle"), 0),
}


@pytest.mark.usefixtures("no_naps")
@pytest.mark.parametrize(("fault", "status"), FAULTS.values(), ids=FAULTS.keys())
async def test_a_fault_delays_a_reminder_and_does_not_repeat_it(hallway, discord_server, fault, status) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    server.fail(fault, POST)
    await hallway.tick_at(utc(14, 30))
    await hallway.play(utc(14, 36), step=timedelta(seconds=20))
    assert (told(server, server.ada), server.served(POST)) == ([DEAN], [status, 200])
    assert await states(hallway, server.ada, DEAN) == [DeliveryState.DELIVERED]


@pytest.mark.usefixtures("no_naps")
@pytest.mark.parametrize(("fault", "status"), FAULTS.values(), ids=FAULTS.keys())
async def test_an_outage_of_minutes_is_survived_in_due_order(hallway, discord_server, fault, status) -> None:
    server = discord_server
    await opt_in(server, server.ada, "remind everything", before="10")
    await opt_in(server, server.grace, session=SONG)
    server.fail(fault, times=None)
    await hallway.play(utc(14, 25))
    served = server.served(POST)
    server.rest.faults.clear()
    await hallway.play(utc(15, 25))
    assert (set(served), len(served) > 5) == ({status}, True)
    assert (told(server, server.ada), told(server, server.grace)) == (["Opening Remarks", DEAN, SONG], [SONG])


@pytest.mark.usefixtures("no_naps")
@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_pause_that_discord_asks_for_is_kept(hallway, discord_server, scope) -> None:
    """One longer than discord.py waits by itself."""
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await opt_in(server, server.grace, session=DEAN)
    server.fail(Fault.limited(scope, 95.0), POST, times=2)
    await hallway.play(utc(14, 31), step=timedelta(seconds=10))
    during = server.served(POST)
    await hallway.play(utc(14, 33), step=timedelta(seconds=10))
    assert (during, server.served(POST)) == ([429, 429], [429, 429, 200, 200])
    assert (told(server, server.ada), told(server, server.grace)) == ([DEAN], [DEAN])


@pytest.mark.usefixtures("no_naps")
async def test_a_pause_counts_from_the_answer_that_asks_for_it(hallway, discord_server, monkeypatch) -> None:
    """Not from the beginning of a tick that waited long for it."""
    server, go_on, loop = discord_server, asyncio.Event(), asyncio.get_running_loop()
    await opt_in(server, server.ada, session=DEAN)
    late = Fault.limited("user", 95.0)
    late.held = go_on
    server.fail(late, POST)
    tick = asyncio.create_task(hallway.tick_at(utc(14, 30)))
    await server.bell.until(lambda: server.rest.faults.met, "the reminder to be sent")
    seconds = loop.time
    monkeypatch.setattr(loop, "time", lambda: seconds() + 20)
    go_on.set()
    await tick
    await hallway.tick_at(utc(14, 30) + timedelta(seconds=20 + 95 - 1))
    during = server.served(POST)
    await hallway.tick_at(utc(14, 30) + timedelta(seconds=20 + 95 + 10))
    assert (during, server.served(POST)) == ([429], [429, 200])


@pytest.mark.usefixtures("no_naps")
@pytest.mark.parametrize("how", ["drop", "reconnect", "close", "invalidate", "forget"])
async def test_a_gateway_that_breaks_each_minute_delays_no_reminder(hallway, discord_server, how) -> None:
    server = discord_server
    await opt_in(server, server.ada, "remind everything", before="10")
    while hallway.clock.now() < utc(14, 31):
        await server.ready()
        await break_gateway(server.gateway, how)
        await hallway.tick_at(hallway.clock.now() + timedelta(minutes=1))
    assert told(server, server.ada) == ["Opening Remarks", DEAN]
    await hallway.heard()
    question = await server.say(server.ada, server.direct(server.ada), "when is jeff dean?")
    assert titles((await server.reply(question)).text) == [DEAN]


async def break_gateway(gateway, how: str) -> None:
    match how:
        case "drop":
            gateway.drop()
        case "reconnect":
            gateway.reconnect()
        case "close":
            await gateway.close(4000)
        case "invalidate":
            gateway.invalidate()
        case "forget":  # so that the session cannot be resumed
            gateway.sessions.clear()
            gateway.drop()


@pytest.mark.usefixtures("no_naps")
@pytest.mark.parametrize("how", ["drop", "close", "invalidate"])
async def test_a_gateway_that_breaks_in_the_middle_of_an_answer_gives_it_once(hallway, discord_server, how) -> None:
    server, go_on = discord_server, asyncio.Event()
    server.fail(Fault.held_back(go_on), POST)
    question = await server.say(server.ada, server.direct(server.ada), "when is jeff dean?")
    await hallway.heard()
    await break_gateway(server.gateway, how)
    await server.bell.until(lambda: server.gateway.log.count("identify") + server.gateway.log.count("resume") > 1, how)
    go_on.set()
    answer = await server.reply(question)
    await hallway.heard()
    assert (titles(answer.text), len(server.said())) == ([DEAN], 1)


async def test_reminders_go_out_while_the_gateway_is_closed(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    server.gateway.refusing = True
    server.gateway.drop()
    await server.bell.until(lambda: not server.gateway.ready, "the connection to end")
    await hallway.tick_at(utc(14, 30))
    assert told(server, server.ada) == [DEAN]


async def test_a_reminder_that_its_reader_deleted_is_not_sent_again(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    server.fail(Fault.reset("after"), POST)
    await hallway.tick_at(utc(14, 30))
    await server.delete(server.said(server.direct(server.ada))[-1])
    await hallway.play(utc(14, 36), step=timedelta(seconds=20))
    assert (server.served(POST), len(server.said(server.direct(server.ada)))) == ([0, 404], 2)
    assert await states(hallway, server.ada, DEAN) == [DeliveryState.DELIVERED]


@pytest.mark.parametrize("how", ["closed", "left"])
async def test_whoever_cannot_be_reached_is_given_up_openly(hallway, discord_server, how) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await opt_in(server, server.grace, session=DEAN)
    if how == "closed":
        server.ada.closed = True
    else:
        await server.leave(server.ada)
    await hallway.play(utc(14, 40))
    assert sorted(server.served(POST)) == [200, 403]
    assert (told(server, server.ada), told(server, server.grace)) == ([], [DEAN])
    assert await states(hallway, server.ada, DEAN) == [DeliveryState.REFUSED]


async def test_after_repeated_refusals_it_stops_and_says_so_when_spoken_to(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, "remind everything")
    server.ada.closed = True
    await hallway.play(utc(17, 0), step=timedelta(minutes=5))
    refused = server.served(POST)
    server.ada.closed = False
    answer = await server.command(server.ada, server.hall, "remind list")
    await hallway.play(utc(17, 20))
    assert (refused, "stopped" in answer.text) == ([403, 403, 403], True)
    assert told(server, server.ada)[-1:] == [
        "HEAT: Hardware-Efficient Automatic Tensor Decomposition for Transformer Compression"
    ]


async def test_a_closed_notice_channel_keeps_nobody_from_being_told(
    discord_server, workshop, clock, config, tmp_path
) -> None:
    server = discord_server
    server.notices.denied[server.bot.id] = permissions.SEND_MESSAGES
    hallway = Hallway(server, workshop, clock, tmp_path / "noisy.db", config)
    await hallway.start()
    await opt_in(server, server.ada, session=DEAN)
    await hallway.play(utc(14, 40), step=timedelta(minutes=5))
    await hallway.stop()
    assert (told(server, server.ada), server.said(server.notices)) == ([DEAN], [])


async def test_the_bots_own_pace_stays_below_the_limit(hallway, discord_server) -> None:
    server = discord_server
    people = [server.attendee(f"attendee{number}") for number in range(40)]
    session = next(session for session in hallway.feed.schedule if session.title == DEAN)
    for person in people:
        await hallway.reminders.subscribe(f"discord:{person.id}", Target(TargetKind.SESSION, session.id), utc(14, 0))
    server.rest.limit.rate = 50
    await hallway.tick_at(utc(14, 30))
    assert [told(server, person) for person in people] == [[DEAN]] * 40
    assert (server.served(OPEN), server.served(POST)) == ([200] * 40, [200] * 40)
