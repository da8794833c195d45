"""What holds for every question: no text makes the engine fail, and a name is found however it is dressed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.bundled import WORKSHOP
from bot.sources import load_source
from schedule import Context, Person, Schedule, Session, read
from schedule.answering.answer import Turn, Verdict
from schedule.answering.engine import Engine
from schedule.answering.silence import doubt
from schedule.answering.tokens import MAX_CHARACTERS
from schedule.answering.why import explain
from schedule.answering.wording import word
from tests.demo import DEMO

_WORKSHOP = read(load_source(WORKSHOP.source), Context(day=WORKSHOP.date, timezone=WORKSHOP.timezone))
_ENGINE = Engine(_WORKSHOP)
_AGAIN = Engine(_WORKSHOP)
_NOW = datetime(2022, 12, 3, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
_SPEAKERS = [person for session in _WORKSHOP for person in session.people]
_NAMES = [
    part for person in _SPEAKERS for part in person.name.split() if len(part) >= 6 and part.isascii() and part.isalpha()
]
_FRAME = [
    "when",
    "where",
    "who",
    "what",
    "is",
    "on",
    "next",
    "now",
    "at",
    "after",
    "before",
    "remind",
    "me",
    "how",
    "long",
    "many",
    "and",
    "?",
    ",",
    "2",
    "14:00",
    "in",
    "the",
    "poster",
]
_texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*_FRAME, *_NAMES]), max_size=40).map(" ".join),
    st.text(alphabet="\u200b\u200d\ufeff \u0301e?", max_size=80),
)
_moments = st.integers(-45 * 24 * 60, 45 * 24 * 60).map(lambda minutes: _NOW + timedelta(minutes=minutes))


@settings(deadline=None, max_examples=300)
@given(text=_texts, now=_moments, addressed=st.booleans())
def test_no_text_at_any_moment_makes_it_fail(*, text: str, now: datetime, addressed: bool) -> None:
    turn = Turn(at=now, sessions=_WORKSHOP.sessions[:3])
    answer = _ENGINE.answer(text, now, addressed=addressed, turn=turn)
    assert isinstance(word(answer, _WORKSHOP, now), str)
    assert isinstance(explain(_ENGINE, text, now, addressed=addressed, turn=turn), str)


@settings(deadline=None, max_examples=100)
@given(text=_texts, addressed=st.booleans())
def test_same_question_at_the_same_moment_gives_the_same_answer(*, text: str, addressed: bool) -> None:
    assert _ENGINE.answer(text, _NOW, addressed=addressed) == _AGAIN.answer(text, _NOW, addressed=addressed)


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=60))
def test_who_speaks_to_the_bot_gets_a_reply(text: str) -> None:
    answer = _ENGINE.answer(text, _NOW)
    assert answer.replied
    assert word(answer, _WORKSHOP, _NOW).strip()


@pytest.mark.parametrize(
    "text",
    ["x" * 4000, "when is " * 500, "🎉" * 4000, "?" * 4000, "is " * 1300, "(" * 4000, "a b " * 1000, "between " * 500],
)
def test_long_text_is_read_as_far_as_a_question_goes(text: str) -> None:
    before = _ENGINE.world.finder.names.judged + _ENGINE.world.finder.topics.judged
    assert _ENGINE.answer(text, _NOW) == _ENGINE.answer(text[: 2 * MAX_CHARACTERS], _NOW)
    judged = _ENGINE.world.finder.names.judged + _ENGINE.world.finder.topics.judged - before
    assert judged < 20_000


@settings(deadline=None, max_examples=200)
@given(name=st.sampled_from(_NAMES), place=st.integers(1, 30), letter=st.sampled_from("aeiouxrtn"))
def test_one_wrong_letter_in_a_long_name_still_leads_to_its_bearer(name: str, place: int, letter: str) -> None:
    place %= len(name)
    slip = f"{name[:place]}{letter}{name[place + 1 :]}"
    answer = _ENGINE.answer(f"when is {slip}?", _NOW)
    named = [person.name for session in answer.sessions for person in session.people] + list(answer.suggestions)
    # `Robero` is Robert or Roberto.
    near = {part for part in _NAMES if OSA.distance(part.lower(), slip.lower()) <= 1}
    assert name in near
    assert [found for found in named if not near.isdisjoint(found.split())] != []


@settings(deadline=None, max_examples=100)
@given(person=st.sampled_from(_SPEAKERS), before=st.sampled_from(["hey ", "hello, ", "pls ", "sorry, ", ""]))
def test_case_accents_and_politeness_do_not_change_the_answer(person: Person, before: str) -> None:
    plain = _ENGINE.answer(f"when is {person.name}?", _NOW).sessions
    assert plain != ()
    assert _ENGINE.answer(f"{before}WHEN IS {person.name.upper()}???", _NOW).sessions == plain
    assert _ENGINE.answer(f"{before}when is {person.name.lower()} please, thanks", _NOW).sessions == plain


@pytest.mark.parametrize("schedule", [_WORKSHOP, DEMO], ids=["workshop", "demo"])
@pytest.mark.parametrize("question", ["{}", "when is {}?", "where is “{}”", "how long is {}"])
def test_every_session_is_found_by_its_own_title(schedule: Schedule, question: str) -> None:
    engine = Engine(schedule)
    missed = [s.title for s in schedule if s.title not in _titles(engine, question.format(s.title), s)]
    assert missed == []


def _titles(engine: Engine, text: str, session: Session) -> list[str]:
    now = session.starts_at or engine.schedule.timed[0].starts_at or _NOW
    return [found.title for found in engine.answer(text, now).sessions]


def test_a_name_that_is_not_in_the_programme_is_not_found() -> None:
    answer = _ENGINE.answer("when is mark dean?", _NOW)
    assert (answer.verdict, answer.sessions) == (Verdict.NOTHING, ())


def test_two_people_of_one_name_stay_two() -> None:
    start = _NOW
    people = [Person(id="1", name="Kim Lee"), Person(id="2", name="Kim Lee")]
    sessions = tuple(
        Session(id=p.id, title=f"Talk {p.id}", starts_at=start, ends_at=start, speakers=(p,)) for p in people
    )
    answer = Engine(Schedule(timezone="America/Chicago", sessions=sessions)).answer("when is kim lee?", _NOW)
    assert [session.id for session in answer.sessions] == ["1", "2"]


def test_an_empty_programme_is_answered_plainly() -> None:
    engine = Engine(Schedule(timezone="America/Chicago", sessions=()))
    for text in (
        "what is on now?",
        "when is jeff dean?",
        "next",
        "how many talks",
        "when is lunch",
        "day 2",
        "my agenda",
    ):
        assert engine.answer(text, _NOW).sessions == ()


@given(
    st.lists(st.sampled_from([*_FRAME, *_NAMES, "I", "your", "hall", "theree", "talks", "anyone", "."]), max_size=12)
)
@settings(max_examples=300)
def test_what_is_not_read_to_its_end_in_passing_would_have_been_left_alone(said: list[str]) -> None:
    text = " ".join(said)
    whole, passed = _ENGINE.read(text), _ENGINE.read(text, in_passing=True)
    assert [question for question in whole if not doubt(question)] == [
        question for question in passed if not doubt(question)
    ]
    assert {question.source for question in passed} <= {question.source for question in whole}


def test_small_talk_is_not_read_to_its_end_in_passing() -> None:
    assert _ENGINE.read("is your laptop still at the poster?")
    assert _ENGINE.read("is your laptop still at the poster?", in_passing=True) == ()
    assert _ENGINE.read("when is the poster session?", in_passing=True) == _ENGINE.read("when is the poster session?")
