"""Two states of one schedule -> what is different, session by session.

Pure: who is told, and when, is decided elsewhere. Sessions are matched by id alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from schedule.models import Schedule, Session


class ChangeKind(StrEnum):
    """One session may have several: moved and retitled at once. A cancelled one has no other."""

    CANCELLED = "cancelled"  # marked so, or no longer in the schedule: then `after` is None
    REINSTATED = "reinstated"  # no longer marked as cancelled
    MOVED = "moved"  # another start; also one that had none, or lost it
    RELOCATED = "relocated"  # other rooms
    RESIZED = "resized"  # the same start, another end
    RETITLED = "retitled"
    RECAST = "recast"  # other people
    ADDED = "added"  # `before` is None


@dataclass(frozen=True, slots=True)
class Change:
    kind: ChangeKind
    before: Session | None
    after: Session | None


def changes(before: Schedule, after: Schedule) -> tuple[Change, ...]:
    """In the order of `before`, then what is new in the order of `after`."""
    return (
        *(change for old in before.sessions for change in _of(old, after.session(old.id))),
        *(Change(ChangeKind.ADDED, None, new) for new in after.sessions if before.session(new.id) is None),
    )


def _of(old: Session, new: Session | None) -> Iterator[Change]:
    if new is None or new.cancelled:
        if not old.cancelled:
            yield Change(ChangeKind.CANCELLED, old, new)
        return
    differences = {
        ChangeKind.REINSTATED: old.cancelled,
        ChangeKind.MOVED: old.starts_at != new.starts_at,
        ChangeKind.RELOCATED: _rooms(old) != _rooms(new),
        ChangeKind.RESIZED: old.starts_at == new.starts_at and old.ends_at != new.ends_at,
        ChangeKind.RETITLED: old.title != new.title,
        ChangeKind.RECAST: _names(old) != _names(new),
    }
    for kind, differs in differences.items():
        if differs:
            yield Change(kind, old, new)


def _rooms(session: Session) -> frozenset[str]:
    """By name: that is what people walk to. The order of several rooms says nothing."""
    return frozenset(room.name for room in session.rooms)


def _names(session: Session) -> frozenset[str]:
    return frozenset(person.name for person in session.people)
