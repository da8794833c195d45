"""Completions for what somebody is typing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedule import Schedule
from schedule.answering.suggest import LIMIT, Suggest
from schedule.models import Person, Session

NINE = datetime(2027, 6, 11, 9, 0, tzinfo=UTC)
TALKS = (
    ("Learning to Drive Cranes", "Jeff Dean"),
    ("Lattice Quantisation", "Stephen Keckler"),
    ("Deep Learning at Sea", "Zoë Ångström"),
    ("Tide Tables", "Dawn Song"),
)


@pytest.fixture(scope="module")
def suggest() -> Suggest:
    return Suggest(programme())


def programme() -> Schedule:
    sessions = [
        Session(
            id=str(n),
            title=title,
            speakers=(Person(id=who, name=who),),
            starts_at=NINE + timedelta(hours=n),
            ends_at=NINE + timedelta(hours=n + 1),
        )
        for n, (title, who) in enumerate(TALKS)
    ]
    return Schedule(title="Harbour", timezone="UTC", sessions=(Session(id="poster", title="Untimed"), *sessions))


def shown(items: tuple[Session | Person, ...]) -> list[str]:
    return [item.title if isinstance(item, Session) else item.name for item in items]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("l", ["Lattice Quantisation", "Learning to Drive Cranes", "Deep Learning at Sea"]),
        ("lear", ["Learning to Drive Cranes", "Deep Learning at Sea"]),
        ("learning to dr", ["Learning to Drive Cranes"]),
        ("cranes lear", ["Learning to Drive Cranes"]),
        ("quantisaton", ["Lattice Quantisation"]),
        ("qantis", ["Lattice Quantisation"]),
        ("dea", ["Jeff Dean"]),
        ("dean j", ["Jeff Dean"]),
        ("kekl", ["Stephen Keckler"]),
        ("ang", ["Zoë Ångström"]),
        ("steve", ["Stephen Keckler"]),
        ("d", ["Deep Learning at Sea", "Dawn Song", "Learning to Drive Cranes", "Jeff Dean"]),
        ("xyzzy", []),
    ],
)
def test_beginnings_and_misspelt_parts_are_completed(suggest: Suggest, typed: str, found: list[str]) -> None:
    assert shown(suggest.find(typed)) == found


def test_nothing_typed_gives_the_programme_in_order(suggest: Suggest) -> None:
    titles = [title for title, _ in TALKS]
    assert shown(suggest.find("")) == titles
    assert shown(suggest.find("  ", now=NINE + timedelta(minutes=90))) == titles[1:]
    assert shown(suggest.find("", 2)) == titles[:2]
    assert suggest.find("", 0) == ()


def test_programme_without_times_is_still_offered() -> None:
    suggest = Suggest(Schedule(timezone="UTC", sessions=(Session(id="1", title="Untimed"),)))
    assert shown(suggest.find("")) == ["Untimed"]


@settings(deadline=None)
@given(number=st.integers(0, len(TALKS) - 1), length=st.integers(1, 30), person=st.booleans())
def test_every_beginning_offers_its_session_and_its_person(
    suggest: Suggest,
    number: int,
    length: int,
    person: bool,  # noqa: FBT001
) -> None:
    text = TALKS[number][person]
    assert text in shown(suggest.find(text[:length]))


@settings(deadline=None)
@given(text=st.text(max_size=200), limit=st.integers(0, LIMIT))
def test_any_text_gives_a_bounded_list(suggest: Suggest, text: str, limit: int) -> None:
    found = suggest.find(text, limit)
    assert len(found) <= limit
    assert found == suggest.find(text, limit)
