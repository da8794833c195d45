"""Questions for what is good, which no programme says: the keynotes are told, and that it is not said."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at

_ENGINE = Engine(DEMO)
_BEFORE = at(FRIDAY, 8)
_SAID = "The schedule does not say which sessions are good"
_KEYNOTE = ["The Tide Tables"]


@pytest.mark.parametrize(
    "asked",
    [
        "what should i not miss?",
        "which talks are the best?",
        "what do you recommend?",
        "any must see talks?",
        "what is the most interesting talk today?",
        "which sessions are worth seeing",
    ],
)
def test_the_keynotes_to_come_are_told(asked: str) -> None:
    answer = _ENGINE.answer(asked, _BEFORE)
    assert answer.headline == f"{_SAID}; its keynotes to come:"
    assert [session.title for session in answer.sessions] == _KEYNOTE


def test_where_no_keynote_is_to_come_it_is_merely_said() -> None:
    answer = _ENGINE.answer("what should i not miss?", at(FRIDAY, 23) + timedelta(days=30))
    assert (answer.verdict, answer.sessions) == (Verdict.NOTHING, ())
    assert answer.headline == f"{_SAID}; name a topic and I look for it."


@pytest.mark.parametrize("asked", ["which talk was the best?", "what do you recommend", "best talks today?"])
def test_nobody_is_interrupted_with_it(asked: str) -> None:
    assert not _ENGINE.answer(asked, _BEFORE, addressed=False).replied


@pytest.mark.parametrize(
    ("asked", "now"),
    [("which talk about charts is the best?", _BEFORE), ("what should i not miss at 10:20?", _BEFORE)],
)
def test_what_is_narrowed_is_a_list(asked: str, now: datetime) -> None:
    assert "Maps, Charts and Lies" in [session.title for session in _ENGINE.answer(asked, now).sessions]


def test_a_hall_that_no_room_is_called_is_not_passed_over() -> None:
    answer = _ENGINE.answer("what is next in the big room?", _BEFORE)
    assert answer.notes == ("No room is called “big room” in the schedule.",)
    assert _ENGINE.answer("what is next in the main hall?", _BEFORE).notes == ()  # there is one
