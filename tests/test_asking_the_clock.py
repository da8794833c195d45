"""`What time is it?`: the conference's clock and zone in one line for who asks the bot, and silence among others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schedule import Schedule
from schedule.answering.answer import Answer
from schedule.answering.engine import Engine
from schedule.answering.wording import word
from tests.running_bot import moments

_NOW = datetime(2022, 12, 3, 14, 0, tzinfo=UTC)
_LINE = "It is now Sat 3 Dec, 08:00 (America/Chicago)"
_ASKED = [
    "what time is it?", "What time is it now?", "what's the time", "what is the time please", "time now?",
    "and what time is it?", "the current time?", "can you tell me the time?", "do you know what time it is?",
    "what's the local time there?", "what day is it today?", "what time is it at the conference?",
    "what is the date and time?", "wie spät ist es?", "Wie viel Uhr ist es gerade?", "welche Uhrzeit haben wir?",
    "quelle heure est-il ?", "il est quelle heure", "¿qué hora es?", "¿qué hora es ahora?", "che ore sono?",
    "che ora è adesso?", "que horas são?",
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(workshop: Schedule) -> Engine:
    return Engine(workshop)


def _lines(answer: Answer, engine: Engine) -> list[str]:
    return word(answer, engine.schedule, _NOW).splitlines()


@pytest.mark.parametrize("text", _ASKED)
def test_the_clock_is_told_in_one_line(engine: Engine, text: str) -> None:
    assert _lines(engine.answer(text, _NOW), engine) == [_LINE]


@pytest.mark.parametrize("text", _ASKED)
def test_among_others_it_is_not(engine: Engine, text: str) -> None:
    assert not engine.answer(text, _NOW, addressed=False).replied


@pytest.mark.parametrize(
    "text", ["what time zone is this in?", "which timezone are the times?", "in welcher Zeitzone?"]
)
def test_the_zone_is_told_with_it(engine: Engine, text: str) -> None:
    assert _lines(engine.answer(text, _NOW), engine) == [
        "All times are the conference's own, where it is now Sat 3 Dec, 08:00 (America/Chicago)"
    ]


def test_after_a_session_its_time_is_told_as_well(engine: Engine) -> None:
    turn = engine.answer("who is dawn song?", _NOW).turn
    first, *rest = _lines(engine.answer("what time is it?", _NOW, turn=turn), engine)
    assert (first, [line.partition(":")[0] for line in rest]) == (_LINE, ["Dawn Song - Invited Talk (Talk)"])
    assert _lines(engine.answer("what time is it now?", _NOW, turn=turn), engine) == [_LINE]


@pytest.mark.parametrize(
    "text", ["what time is dawn song?", "what time?", "what time is lunch?", "at what time is it?"]
)
def test_the_time_of_a_session_is_another_question(engine: Engine, text: str) -> None:
    turn = engine.answer("when is dawn song?", _NOW).turn
    assert engine.answer(text, _NOW, turn=turn).intent != "clock"


@pytest.mark.usefixtures("hallway")
async def test_on_discord_each_reader_sees_their_own_clock_beside_it(discord_server) -> None:
    server = discord_server
    said = await server.reply(await server.say(server.ada, server.direct(server.ada), "what time is it?"))
    assert said.text == f"It is now <t:{int(_NOW.timestamp())}:F> (Sat 08:00 Chicago)"
    assert moments(said.text) == [_NOW]
