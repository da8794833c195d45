"""What an organiser is told about a schedule: overlaps in a room, repeats, and what is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schedule.models import Note, NoteLevel, Room, Schedule, Session
from schedule.report import programme, repeated_titles, report, room_overlaps, warnings
from tests.demo import DEMO

HALL = Room(id="hall", name="Hall")


def session(id_: str, start: tuple[int, int], end: tuple[int, int], **fields: object) -> Session:
    starts_at, ends_at = (datetime(2027, 6, 11, *clock, tzinfo=UTC) for clock in (start, end))
    return Session(id=id_, title=id_, starts_at=starts_at, ends_at=ends_at, **({"rooms": (HALL,)} | fields))


def overlaps(*sessions: Session) -> list[tuple[str, str]]:
    schedule = Schedule(timezone="UTC", sessions=sessions)
    return [(first.id, second.id) for first, second in room_overlaps(schedule)]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (session("b", (9, 30), (10, 30)), [("a", "b")]),
        (session("b", (9, 0), (10, 0)), [("a", "b")]),
        (session("b", (10, 0), (11, 0)), []),
        (session("b", (9, 30), (10, 30), rooms=(Room(id="deck", name="Deck"),)), []),
        (session("b", (9, 30), (10, 30), rooms=()), []),
        (session("b", (9, 30), (10, 30), cancelled=True), []),
        (session("b", (9, 30), (10, 0), part_of="a"), []),
        (session("b", (0, 0), (23, 0), all_day=True), []),
    ],
)
def test_only_two_that_need_one_room_at_one_time_overlap(second: Session, expected: list[tuple[str, str]]) -> None:
    assert overlaps(session("a", (9, 0), (10, 0)), second) == expected


def test_repeated_titles_are_counted() -> None:
    twice = Schedule(timezone="UTC", sessions=(*DEMO.sessions, DEMO.sessions[0].model_copy(update={"id": "again"})))
    assert repeated_titles(twice) == {"Registration & Coffee": 2}


def test_notes_stand_under_their_levels() -> None:
    notes = (
        Note(level=NoteLevel.LEFT_OUT, where="row 4", text="has no title"),
        Note(level=NoteLevel.WARNING, where="row 3", text="ends before it begins"),
    )
    schedule = DEMO.model_copy(update={"notes": notes})
    lines = report(schedule, "demo.csv", "a table").splitlines()
    begin = lines.index("Warnings: 1")
    assert lines[begin : begin + 7] == [
        "Warnings: 1",
        "  row 3: ends before it begins",
        "",
        "Guessed: none",
        "",
        "Left out: 1",
        "  row 4: has no title",
    ]
    assert warnings(schedule) == 1


def test_long_lists_are_cut_unless_all_is_wanted() -> None:
    notes = tuple(Note(level=NoteLevel.WARNING, where=f"row {n}", text="is odd") for n in range(50))
    schedule = DEMO.model_copy(update={"notes": notes})
    short, full = (report(schedule, "demo.csv", "a table", full=full) for full in (False, True))
    assert ("  ... and 10 more; --full lists them" in short, "row 49" in short, "row 49" in full) == (True, False, True)


def test_programme_shows_cancelled_and_all_day_entries() -> None:
    regatta = session("Regatta", (0, 0), (23, 59), all_day=True, rooms=())
    off = session("Tides", (9, 0), (10, 0), cancelled=True, kind="Talk")
    assert programme(Schedule(timezone="UTC", sessions=(regatta, off))) == (
        "Friday 11 June 2027 (UTC)\n  all day        Regatta\n  09:00-10:00    CANCELLED Tides  [Talk]  (Hall)"
    )
