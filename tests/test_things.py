"""Which rooms and tracks there are, at a time too, and by the word that this programme has for them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Room, Schedule, Session
from schedule.answering.engine import Engine

_ZONE = ZoneInfo("Europe/Brussels")
_NOW = datetime(2027, 2, 6, 10, 10, tzinfo=_ZONE)  # a Saturday
_ROWS = [
    (6, 10, "Knots", "Rope yard", "Loft"),
    (6, 11, "Splices", "Rope yard", "Loft"),
    (6, 10, "Tar, pitch and oakum", "Hull, Deck and Keel yard", "Shed"),
    (7, 10, "Canvas", "Sail yard", "Loft"),
    (7, 12, "Welcome to the sail yard", "Plenary", "Slipway"),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    sessions = [
        Session(
            id=title,
            title=title,
            starts_at=datetime(2027, 2, day, hour, tzinfo=_ZONE),
            ends_at=datetime(2027, 2, day, hour, 45, tzinfo=_ZONE),
            track=track,
            rooms=(Room(id=room, name=room),),
        )
        for day, hour, title, track, room in _ROWS
    ]
    return Engine(Schedule(title="Docks", timezone="Europe/Brussels", sessions=tuple(sessions)))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("which yards are there?", "3 yards are listed: Rope yard; Hull, Deck and Keel yard; Sail yard."),
        ("how many yards are there?", "3 yards are listed: Rope yard; Hull, Deck and Keel yard; Sail yard."),
        ("which tracks are there today?", "2 tracks are listed today: Rope yard; Hull, Deck and Keel yard."),
        ("what tracks are on sunday?", "2 tracks are listed on Sunday: Sail yard, Plenary."),
        ("which rooms are used tomorrow?", "2 rooms are listed tomorrow: Loft, Slipway."),
        ("which rooms are there?", "3 rooms are listed: Loft, Shed, Slipway."),
    ],
)
def test_they_are_listed(engine: Engine, asked: str, said: str) -> None:
    assert engine.answer(asked, _NOW).headline == said


@pytest.mark.parametrize(
    ("asked", "titles"),
    [("which talks are there today?", ["Knots", "Splices", "Tar, pitch and oakum"]), ("canvas?", ["Canvas"])],
)
def test_other_words_are_no_things(engine: Engine, asked: str, titles: list[str]) -> None:
    assert sorted(session.title for session in engine.answer(asked, _NOW).sessions) == titles
