"""Follow-ups that move the moment spoken of: an hour later, the day after, the same time tomorrow."""

from __future__ import annotations

import pytest

from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at

_MAPS, _COAST = "Maps, Charts and Lies", "Küstenlinien messen"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize(
    ("talk", "titles"),
    [
        (["what is on at 9:30", "an hour later?"], [_MAPS, _COAST]),
        (["what is on at 9:30", "1h later"], [_MAPS, _COAST]),
        (["what is on at 9:30 in the main hall", "and an hour later?"], [_MAPS]),
        (["what is on at 9:30 in the main hall", "an hour later in deck 2?"], [_COAST]),
        (["what is on at 10:20", "three quarters of an hour earlier?"], ["The Tide Tables"]),
        (["what is on at 10:20", "an hour before that"], ["The Tide Tables"]),
        (["what is on at 9:30", "half an hour later?", "half an hour after that?"], [_MAPS, _COAST]),
        (["when is knots for beginners", "two hours later?"], ["Knots for Beginners"]),
        (["what is on at 9:30", "eine Stunde später?"], [_MAPS, _COAST]),
        (["what is on at 9:30", "une heure plus tard ?"], [_MAPS, _COAST]),
        (["what is on at 9:30", "una hora después?"], [_MAPS, _COAST]),
        (["what is on at 9:30", "un'ora dopo?"], [_MAPS, _COAST]),
        (["what is on at 9:30", "uma hora depois?"], [_MAPS, _COAST]),
        (["what is on friday morning in the main hall", "the day after?"], ["Closing"]),
        (["what is on on saturday", "the day before?", "and the next day?"], ["Closing"]),
        (["was läuft am freitag im main hall", "am Tag danach?"], ["Closing"]),
        (["what is on at 16:10", "same time tomorrow?"], ["Closing"]),
        (["when is knots for beginners", "at the same time the day after"], ["Closing"]),
        (["an hour later?"], [_MAPS, _COAST]),  # from now, where nothing was spoken of
    ],
)
def test_follow_up_moves_the_moment_spoken_of(engine: Engine, talk: list[str], titles: list[str]) -> None:
    turn = None
    for text in talk:
        answer = engine.answer(text, at(FRIDAY, 9, 30), turn=turn)
        turn = answer.turn or turn
    assert [session.title for session in answer.sessions] == titles


def test_topic_is_kept_on_another_day(engine: Engine) -> None:
    turn = engine.answer("talks about tides today", at(FRIDAY, 8)).turn
    again = engine.answer("and the day after?", at(FRIDAY, 8), turn=turn)
    assert ([session.title for session in again.sessions], again.notes) == (
        ["The Tide Tables"],
        ("Not on Saturday, 12 June, but:",),
    )


@pytest.mark.parametrize("text", ["remind me 10 minutes before that", "is it before the closing?"])
def test_other_words_of_time_move_nothing(engine: Engine, text: str) -> None:
    turn = engine.answer("when is knots for beginners", at(FRIDAY, 8)).turn
    again = engine.answer(text, at(FRIDAY, 8), turn=turn)
    assert again.sessions[0].title == "Knots for Beginners"
