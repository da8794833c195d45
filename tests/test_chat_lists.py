"""Lists that one message of Discord cannot hold: cut where its size ends, gone on with where they were cut."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from schedule import Person, Schedule, Session
from schedule.answering.answer import Target, TargetKind

pytestmark = pytest.mark.usefixtures("hallway")

_MANY = 50
_WORDS = "of vessels and harbours in the early navigation manuals of the northern coast and of its islands"


def _session(number: int) -> Session:
    start = datetime(2022, 12, 3, 15, tzinfo=UTC) + timedelta(minutes=5 * number)
    return Session(
        id=f"t{number}",
        title=f"Lecture {number:02} {_WORDS}",
        kind="Talk",
        starts_at=start,
        ends_at=start + timedelta(minutes=5),
        speakers=tuple(Person(id=f"{number}-{n}", name=f"Speaker {number} of the long name {n}") for n in range(4)),
    )


@pytest.fixture
def workshop() -> Schedule:
    """Fifty talks on one day, each a long line."""
    return Schedule(title="Vessels", timezone="America/Chicago", sessions=tuple(map(_session, range(_MANY))))


@pytest.mark.parametrize("place", ["direct", "hall", "mention"])
async def test_a_list_goes_on_where_its_message_was_full(discord_server, place) -> None:
    server = discord_server
    where = {"direct": server.direct(server.ada), "hall": server.hall, "mention": server.notices}[place]
    mention = f"{server.bot.mention} " if place == "mention" else ""
    seen: list[int] = []
    left = _MANY
    for text in ["which talks are on today?", *["show more"] * _MANY]:
        said = (await server.reply(await server.say(server.ada, where, f"{mention}{text}"))).text
        shown = [int(number) for number in re.findall(r"\*\*Lecture (\d+)", said)]
        seen += shown
        left -= len(shown)
        assert shown
        assert re.findall(r"… and (\d+) more; say “more”", said) == ([str(left)] if left else [])
        if not left:
            break
    assert seen == list(range(_MANY))


@pytest.mark.parametrize("command", ["remind list", "agenda show"])
async def test_a_commands_list_has_pages(hallway, discord_server, command) -> None:
    server = discord_server
    name, *_ = command.split()
    if name == "remind":
        await server.command(server.ada, server.hall, "remind everything")
    else:
        for session in hallway.feed.schedule:
            await hallway.reminders.add_to_agenda(f"discord:{server.ada.id}", session.id, hallway.clock.now())
    seen: list[int] = []
    for page in range(1, _MANY):
        said = (await server.command(server.ada, server.hall, command, page=page)).text
        seen += [int(number) for number in re.findall(r"\*\*Lecture (\d+)", said)]
        onward = re.findall(rf"`/{command} page:(\d+)` shows the next", said)
        if not onward:
            break
        assert onward == [str(page + 1)]
    assert seen == list(range(_MANY))
    assert page > 1
    beyond = await server.command(server.ada, server.hall, command, page=page + 1)
    assert beyond.text == f"There are only {page} pages."


async def test_more_reminders_than_a_message_holds_are_shown_by_the_command(hallway, discord_server) -> None:
    server = discord_server
    for session in hallway.feed.schedule:
        target = Target(TargetKind.SESSION, session.id)
        await hallway.reminders.subscribe(f"discord:{server.ada.id}", target, hallway.clock.now())
    said = await server.reply(await server.say(server.ada, server.direct(server.ada), "what are my reminders?"))
    assert said.text.splitlines()[-1] == "`/remind list` shows all of them, page by page."


async def test_a_promise_says_where_the_sessions_behind_it_are(discord_server) -> None:
    server = discord_server
    said = (await server.command(server.ada, server.hall, "remind everything")).text
    assert said.splitlines()[-1] == f"… and {_MANY - 5} more; `/remind list` shows them."


async def test_what_one_asked_another_does_not_go_on_with(discord_server) -> None:
    server = discord_server
    await server.reply(await server.say(server.ada, server.notices, f"{server.bot.mention} which talks are on today?"))
    said = await server.reply(await server.say(server.grace, server.notices, f"{server.bot.mention} more"))
    assert said.text.startswith("More of what?")


async def test_a_part_that_was_held_back_is_not_passed_over(hallway, discord_server) -> None:
    server = discord_server

    async def answered(text: str) -> list[int]:
        said = (await server.reply(await server.say(server.ada, server.hall, text))).text
        return [int(number) for number in re.findall(r"\*\*Lecture (\d+)", said)]

    for text in ("when is lecture 07?", "what is on at 9:30?"):
        await answered(text)
    seen = await answered("which talks are on today?")
    await server.say(server.ada, server.hall, "more")  # was answered three times unasked
    await hallway.heard()
    assert len(server.said(server.hall)) == 3
    hallway.clock.pass_by(timedelta(minutes=2))
    seen += await answered("more")
    assert seen == list(range(len(seen)))
    assert len(seen) > 25
