"""Parts of titles and names whose words mean something in a question too: `time series`, `two-stage`, `Carlo Long`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedule import Person, Schedule, Session
from schedule.answering.engine import Engine
from schedule.answering.verbatim import Verbatim
from schedule.models import Room

_START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
_TITLES = (
    "Time Series of Harbour Levels",
    "Two-Stage Filtering in a Clean Room",
    "Link Prediction between Quays and Ferries",
    "Video Question Answering for Lighthouse Keepers",
    "Think Before You Anchor: Pilots with Working Memory",
    "Keepers That Really Retrieve What You Drop",
    "End-to-End Mooring without Ropes",
    "Reasoning within Fog: Have We Reached the Shore?",
    "Learning Next-Level Knots from Instruction-Following Crews",
    "Signals during Path Planning with Internal Charts",
    "Foundations of Knots",
    "Teaching the Foundations of Knots at Sea",
)
_NAMES = ("Carol Xuan Long", "Zhipeng Du", "Melissa Hall", "Ingrid May", "Jonas Keckler")
_ROOMS = (Room(id="stage", name="Main Stage"), Room(id="quay", name="Quay Room"))
_SESSIONS = tuple(
    Session(
        id=str(number),
        title=title,
        starts_at=_START + timedelta(hours=number),
        ends_at=_START + timedelta(hours=number, minutes=50),
        rooms=(_ROOMS[number % 2],),
        speakers=(Person(id=str(number), name=_NAMES[number]),) if number < len(_NAMES) else (),
    )
    for number, title in enumerate(_TITLES)
)
_ENGINE = Engine(Schedule(title="Harbour", timezone="UTC", sessions=_SESSIONS))


def found(text: str) -> list[str]:
    return [session.title for session in _ENGINE.answer(text, _START).sessions]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("where is the time series paper", 0),
        ("two-stage filtering", 1),
        ("when is filtering clean room?", 1),
        ("the one about link prediciton between quays", 2),
        ("beween quays ferries", 2),
        ("is there a talk called video question answering", 3),
        ("who gives think before you anchor", 4),
        ("really retrieve what you", 5),
        ("when is end-to-end mooring without", 6),
        ("reasoning within fog have we", 7),
        ("when is next-level knots", 8),
        ("instruction-following crews", 8),
        ("dlring path planning internal", 9),
        ("Carlo Long", 0),
        ("when is Zhipegn Du", 1),
        ("Mellisa Hall", 2),
        ("when is Ingrod May on?", 3),
        ("keepers thaat really retrieve", 5),
        ("what did zhipeng du write", 1),
        ("what has Mellisa Hall published?", 2),
        ("who teaches teaching foundations of knots sea", 11),
        ("when is foundations of knots?", 10),
    ],
)
def test_words_that_a_title_or_name_has_in_a_row_ask_for_nothing_else(text: str, number: int) -> None:
    assert found(text) == [_TITLES[number]]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("what is on after link prediction", [_TITLES[3]]),
        ("what is on before keckler", [_TITLES[3]]),
        ("what is on next", [_TITLES[1]]),
        ("what time is foundations of knots", [_TITLES[10]]),
        ("how long is carol on", [_TITLES[0]]),
    ],
)
def test_words_of_a_question_keep_their_meaning_beside_a_title(text: str, titles: list[str]) -> None:
    assert found(text) == titles


def test_title_that_has_the_words_in_a_row_comes_alone() -> None:
    titles = ("Preference Models for Pilots", "Models for the Preference of Pilots", "Pilots and Preference Models")
    sessions = tuple(Session(id=str(number), title=title) for number, title in enumerate(titles))
    engine = Engine(Schedule(title="Harbour", timezone="UTC", sessions=sessions))
    answer = engine.answer("when is preference models pilots", _START)
    assert [session.title for session in answer.sessions] == [titles[0]]


def test_room_is_asked_for_although_a_title_has_the_word() -> None:
    answer = _ENGINE.answer("what is on in the quay room at 10:10?", _START)
    assert [session.title for session in answer.sessions] == [_TITLES[1]]


@settings(deadline=None, max_examples=150)
@given(title=st.sampled_from(_TITLES[:-1]), start=st.integers(0, 9), length=st.integers(3, 6))
def test_any_three_words_of_a_title_in_a_row_lead_to_it(title: str, start: int, length: int) -> None:
    words = title.lower().replace(":", "").replace("?", "").split()
    start = min(start, len(words) - 3)
    part = words[start : start + length]
    assert title in found(f"is there something called {' '.join(part)}")


def test_a_name_is_no_slip_in_a_word_of_a_title() -> None:
    titles = _ENGINE.world.finder.topics.titles
    nobody, somebody = Verbatim(titles, []), Verbatim(titles, [("jonas", "seriez"), ("ada", "habour")])
    typed = ("when", "is", "time", "seriez", "of", "habour")
    assert nobody.find(typed, ()) == {2, 4}
    assert somebody.find(typed, ()) == frozenset()
