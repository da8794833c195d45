"""A topic at a time: what is on then is found behind better finds of other days, posters by the session they are in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from schedule.models import Schedule, Session

FRIDAY, SATURDAY = (datetime(2027, 6, day, 9, tzinfo=UTC) for day in (11, 12))
_WORDS = ("Salt", "Sand", "Rope", "Rain", "Moss", "Wind", "Fog", "Ice", "Oil", "Mud")
PROGRAMME = Schedule(
    title="Shoreline 2027",
    timezone="UTC",
    sessions=(
        Session(id="F", title="Posters One", kind="Poster Session", starts_at=FRIDAY, ends_at=FRIDAY.replace(hour=12)),
        Session(
            id="S", title="Posters Two", kind="Poster Session", starts_at=SATURDAY, ends_at=SATURDAY.replace(hour=12)
        ),
        *(
            Session(id=f"F{n}{word}", title=f"Kelp and {word} {n}", kind="Poster", part_of="F")
            for n in range(3)
            for word in _WORDS
        ),
        Session(id="S1", title="Under the Ice", abstract="Where kelp survives.", kind="Poster", part_of="S"),
        Session(id="S2", title="Cranes", abstract="They fold.", kind="Poster", part_of="S"),
        Session(
            id="S3", title="Gauges", abstract="Brass, and radar.", kind="Talk", starts_at=SATURDAY.replace(hour=14)
        ),
    ),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(PROGRAMME)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anything about kelp on saturday", ["S1"]),
        ("kelp posters tomorrow morning", ["S1"]),
        ("posters about cranes on saturday", ["S2"]),
        ("something on radar tomorrow afternoon", ["S3"]),
    ],
)
def test_topic_is_found_at_its_time(engine: Engine, text: str, found: list[str]) -> None:
    answer = engine.answer(text, FRIDAY)
    assert (answer.verdict, [session.id for session in answer.sessions][:1]) == (Verdict.FOUND, found)
    assert not any(note.startswith("Not ") for note in answer.notes)


def test_topic_that_is_not_on_then_is_said_to_be_on_another_day(engine: Engine) -> None:
    answer = engine.answer("posters about cranes on friday", FRIDAY)
    assert ([session.id for session in answer.sessions][:1], answer.notes[0]) == (["S2"], "Not on Friday, but:")
