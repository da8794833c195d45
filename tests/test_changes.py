"""What is different between two states of one schedule."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from schedule.changes import Change, ChangeKind, changes
from schedule.formats import Context, Source, read
from schedule.models import Person, Room, Schedule, Session

START = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TALK = Session(
    id="a",
    title="Caches that learn",
    starts_at=START,
    ends_at=START + HOUR,
    rooms=(Room(id="1", name="Hall 1"),),
    speakers=(Person(id="p", name="Ada Moor"),),
)


def schedule_of(*sessions: Session) -> Schedule:
    return Schedule(timezone="UTC", sessions=sessions)


def kinds(old: Session, new: Session) -> list[ChangeKind]:
    return [change.kind for change in changes(schedule_of(old), schedule_of(new))]


def test_nothing_changed():
    assert changes(schedule_of(TALK), schedule_of(TALK)) == ()


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ({"starts_at": START + HOUR / 2}, [ChangeKind.MOVED]),
        ({"starts_at": START + HOUR, "ends_at": START + 2 * HOUR}, [ChangeKind.MOVED]),
        ({"starts_at": None, "ends_at": None}, [ChangeKind.MOVED]),
        ({"ends_at": START + 2 * HOUR}, [ChangeKind.RESIZED]),
        ({"rooms": (Room(id="2", name="Hall 2"),)}, [ChangeKind.RELOCATED]),
        ({"rooms": (Room(id="new id", name="Hall 1"),)}, []),
        ({"title": "Caches"}, [ChangeKind.RETITLED]),
        ({"speakers": (Person(id="q", name="Bo Lund"),)}, [ChangeKind.RECAST]),
        ({"cancelled": True, "title": "CANCELLED: Caches that learn"}, [ChangeKind.CANCELLED]),
        ({"abstract": "Words."}, []),
        (
            {"starts_at": START + HOUR / 2, "rooms": (), "title": "Caches"},
            [ChangeKind.MOVED, ChangeKind.RELOCATED, ChangeKind.RETITLED],
        ),
    ],
)
def test_each_difference_has_its_kind(update, expected):
    assert kinds(TALK, TALK.model_copy(update=update)) == expected


def test_the_same_moment_in_another_zone_is_no_move():
    assert kinds(TALK, TALK.model_copy(update={"starts_at": START.astimezone(), "ends_at": START + HOUR})) == []


def test_a_session_that_vanished_is_cancelled_once():
    cancelled = TALK.model_copy(update={"cancelled": True})
    assert changes(schedule_of(TALK), schedule_of()) == (Change(ChangeKind.CANCELLED, TALK, None),)
    assert changes(schedule_of(cancelled), schedule_of()) == ()
    assert kinds(cancelled, cancelled) == []


def test_a_cancelled_session_that_comes_back_is_reinstated():
    assert kinds(TALK.model_copy(update={"cancelled": True}), TALK) == [ChangeKind.REINSTATED]


def test_new_sessions_come_last():
    other = TALK.model_copy(update={"id": "b"})
    moved = TALK.model_copy(update={"starts_at": START + HOUR / 2})
    assert changes(schedule_of(TALK), schedule_of(other, moved)) == (
        Change(ChangeKind.MOVED, TALK, moved),
        Change(ChangeKind.ADDED, None, other),
    )


def counted(shared, old, new):
    states = [
        read(Source(name, {name: (shared / "schedules" / name).read_bytes()}), Context(timezone="Europe/Berlin"))
        for name in (old, new)
    ]
    return Counter(change.kind.value for change in changes(*states))


def test_a_real_programme_between_two_publications(shared):
    """Ten days before the congress against its second day.

    One code stood twice in the earlier file, so that 33 entries are gone but 32 codes; three further sessions have
    the same people in another order, which nobody needs to be told.
    """
    found = counted(shared, "versions/36c3-stages-2019-12-18.json", "versions/36c3-stages-2019-12-28.json")
    assert {kind: found[kind] for kind in ("added", "cancelled", "moved", "relocated", "retitled", "recast")} == {
        "added": 173,
        "cancelled": 33,
        "moved": 16,
        "relocated": 2,
        "retitled": 15,
        "recast": 27,
    }


def test_a_real_programme_against_its_final_state(shared):
    found = counted(shared, "versions/36c3-stages-2019-12-28.json", "frab_json/36c3-stages.schedule.json")
    assert {kind: found[kind] for kind in ("added", "cancelled", "moved", "retitled")} == {
        "added": 20,
        "cancelled": 1,
        "moved": 13,
        "retitled": 7,
    }
