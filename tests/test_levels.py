"""A level that the source states is a condition of its own: who asks for it does not look for a word in titles."""

from __future__ import annotations

import pytest

from schedule import Schedule
from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at

_LEVELS = {"Q2": "Introductory and overview", "Q3": "Advanced", "Q4": "Advanced", "Q5": "Beginner"}
LEVELLED = Schedule(
    title=DEMO.title,
    timezone=DEMO.timezone,
    sessions=tuple(
        session.model_copy(update={"abstract": f"{session.abstract} No advanced tides.\nLevel: {_LEVELS[session.id]}"})
        if session.id in _LEVELS
        else session
        for session in DEMO.sessions
    ),
)


@pytest.fixture(scope="module")
def levelled() -> Engine:
    return Engine(LEVELLED)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("which sessions of advanced level are offered on Friday?", ["Q3", "Q4"]),
        ("advanced sessions", ["Q3", "Q4"]),
        ("anything at an expert level on friday morning?", ["Q3", "Q4"]),
        ("which talks are introductory?", ["Q2", "Q5"]),
        ("knots for beginners", ["Q5"]),
        ("anything on intermediate level?", []),
    ],
)
def test_a_level_is_asked_for_by_any_of_its_names(levelled: Engine, text: str, shown: list[str]) -> None:
    assert [session.id for session in levelled.answer(text, at(FRIDAY, 8)).sessions] == shown


def test_where_no_level_is_stated_its_word_is_a_topic_like_others() -> None:
    answer = Engine(DEMO).answer("anything for beginners?", at(FRIDAY, 8))
    assert [session.id for session in answer.sessions] == ["Q5"]
