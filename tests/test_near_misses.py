"""Names that are merely like what was asked for: suggested where they are near, and never told as the answer."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Link, Person, Room, Schedule, Session
from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from schedule.answering.wording import word

_ZONE = ZoneInfo("Europe/Prague")
_NOW = datetime(2027, 4, 2, 10, 10, tzinfo=_ZONE)
_HALL = Room(id="hall", name="Mill Hall")
_ROWS = [
    (10, "Weirs and Sluices", "Pavel Jansen", ()),
    (11, "Millstones", "K. Dressler", ()),
    (12, "Turbines", "Rumen Wolff", (("Video of the talk", "v"), ("Blog: turbines", "b"), ("Slides (PDF)", "s"))),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    sessions = [
        Session(
            id=title,
            title=title,
            kind="talk",
            starts_at=_NOW.replace(hour=hour, minute=0),
            ends_at=_NOW.replace(hour=hour, minute=45),
            rooms=(_HALL,),
            speakers=(Person(id=name, name=name),),
            links=tuple(Link(label=label, url=f"https://mill.example/{path}") for label, path in links),
        )
        for hour, title, name, links in _ROWS
    ]
    return Engine(Schedule(title="Mill days", timezone="Europe/Prague", sessions=tuple(sessions)))


@pytest.mark.parametrize(
    ("asked", "suggested"),
    [
        ("what's on in janson?", ("Pavel Jansen",)),  # asks for a room, and nobody is one
        ("was läuft im janson?", ("Pavel Jansen",)),
        ("whats next in K.1.105", ()),  # a lone letter is nobody's name
        ("turbines lessons?", ("Turbines",)),  # half of what was asked for
        ("any talks by women?", ()),  # two letters of five are another word
    ],
)
def test_a_name_that_is_merely_like_the_word_is_no_answer(
    engine: Engine, asked: str, suggested: tuple[str, ...]
) -> None:
    answer = engine.answer(asked, _NOW)
    assert (answer.verdict, answer.suggestions, answer.sessions) == (Verdict.NOTHING, suggested, ())


@pytest.mark.parametrize("asked", ["when is janson?", "what's in jansen's talk?", "who is in weirs and sluices?"])
def test_a_slip_in_a_name_is_forgiven_elsewhere(engine: Engine, asked: str) -> None:
    assert [session.title for session in engine.answer(asked, _NOW).sessions] == ["Weirs and Sluices"]


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ("is there a video of turbines?", ["Video of the talk"]),
        ("which talks are recorded?", ["Video of the talk"]),
        ("slides of turbines?", ["Slides (PDF)"]),
        ("links for turbines?", ["Video of the talk", "Blog: turbines", "Slides (PDF)"]),
    ],
)
def test_only_the_links_that_were_asked_for_are_shown(engine: Engine, asked: str, labels: list[str]) -> None:
    lines = word(engine.answer(asked, _NOW), engine.world.schedule, _NOW).splitlines()
    assert [line.strip().rsplit(": https", 1)[0] for line in lines if "https" in line] == labels
