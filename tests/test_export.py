"""What is exported is read again as it was, in each form; what is shown of it is the whole of it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from schedule.export import Target, export
from schedule.formats import Context, Source, read
from schedule.models import Link, Person, Room, Schedule, Session, Venue
from tests.demo import DEMO

MADE_AT = datetime(2027, 6, 1, 12, tzinfo=UTC)
SESSION_KEYS = (
    "id title kind start end room track speakers authors abstract links language cancelled".split()  # noqa: SIM905
)

# What formulas, separators, line ends and calendars stumble over.
ODD = Schedule(
    title="Odd, but ours",
    timezone="Australia/Adelaide",
    sessions=(
        Session(
            id="=1+1",
            title='"Quoted", with; marks\\and -- a [bracket] (cancelled?)',
            kind="A, B; C",
            starts_at=datetime(2027, 4, 3, 15, 30, tzinfo=UTC),  # the night in which summer time ends there
            ends_at=datetime(2027, 4, 3, 17, 0, tzinfo=UTC),
            rooms=(Room(id="Hall 1, left", name="Hall 1, left"), Room(id="Hall 2", name="Hall 2")),
            track="Arts & Crafts",
            speakers=(Person(id="@ana", name="@ana"), Person(id="Kern, Ada", name="Kern, Ada")),
            authors=(Person(id="李 威 (Wei Li)", name="李 威 (Wei Li)"),),
            abstract="First line.\nSecond line: https://quaylight.example/a?b=c&d\n=SUM(A1)",
            url="https://quaylight.example/odd",
            links=(Link(label="Notes: part 1", url="https://quaylight.example/notes"),),
            language="en",
            part_of="whole",
        ),
        Session(id="whole", title="The whole", cancelled=True),
        Session(
            id="day",
            title="Regatta",
            starts_at=datetime(2027, 4, 3, 13, 30, tzinfo=UTC),
            ends_at=datetime(2027, 4, 4, 14, 30, tzinfo=UTC),
            all_day=True,
        ),
    ),
)  # fmt: skip


def again(schedule: Schedule, target: Target) -> Schedule:
    name = f"export.{target}"
    text = export(schedule, target, made_at=MADE_AT)
    return read(Source(name, {name: text.encode()}), Context())


def facts(session: Session) -> dict[str, Any]:
    """All of a session; of its people the names, since calendars and tables have no place for their ids."""
    return session.model_dump() | {
        "speakers": [person.name for person in session.speakers],
        "authors": [person.name for person in session.authors],
        "rooms": [room.name for room in session.rooms],
    }


@pytest.mark.parametrize("schedule", [DEMO, ODD], ids=["demo", "odd"])
@pytest.mark.parametrize("target", list(Target))
def test_export_reads_the_same_again(schedule: Schedule, target: Target) -> None:
    read_again = again(schedule, target)
    assert (read_again.title, read_again.timezone) == (schedule.title, schedule.timezone)
    assert [facts(session) for session in read_again.sessions] == [facts(session) for session in schedule.sessions]


@pytest.mark.parametrize("target", list(Target))
def test_export_of_an_export_is_the_same_text(target: Target) -> None:
    assert export(again(ODD, target), target, made_at=MADE_AT) == export(ODD, target, made_at=MADE_AT)


def test_json_keeps_people_of_one_name_apart_and_what_is_known_of_them() -> None:
    two = tuple(Person(id=id_, name="Yang Liu", affiliation=place) for id_, place in (("1", "Jena"), ("2", None)))
    schedule = Schedule(
        title="Two of one name",
        timezone="UTC",
        version="3",
        venue=Venue(name="Port", address="Quay 1"),
        sessions=(
            Session(id="a", title="A", speakers=(two[0],), rooms=(Room(id="7", name="Hall"),)),
            Session(id="b", title="B", authors=(two[1],)),
        ),
    )
    assert again(schedule, Target.JSON).model_copy(update={"notes": ()}) == schedule


def test_json_has_the_keys_that_others_read() -> None:
    document = json.loads(export(DEMO, Target.JSON, made_at=MADE_AT))
    assert [list(session)[: len(SESSION_KEYS)] for session in document["sessions"]] == [SESSION_KEYS] * 9
    assert list(document)[:3] == ["title", "timezone", "sessions"]
    keynote = document["sessions"][1]
    assert (keynote["start"], keynote["end"], keynote["speakers"]) == (
        "2027-06-11T09:00:00-03:00",
        "2027-06-11T10:00:00-03:00",
        ["Zoë Ångström"],
    )


def test_no_cell_of_a_table_runs_as_a_formula() -> None:
    rows = csv.reader(io.StringIO(export(ODD, Target.CSV, made_at=MADE_AT)))
    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
