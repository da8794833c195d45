"""What people know of a session against what the schedule says now: a snapshot as text, and the difference. Pure.

A snapshot holds what a change is told by (title, times, rooms, whether it takes place) and which wishes cover the
session, since a session that vanished can be asked for nothing any more.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from bot.reminders.models import Reason
from bot.reminders.targets import targets_of
from schedule.answering.answer import Target, TargetKind
from schedule.models import Room, Session


def snapshot(session: Session) -> str:
    """Equal texts mean that there is nothing to tell."""
    return _write(session, [[target.kind.value, target.value] for target in targets_of(session)])


def vanished(told: str) -> str:
    """The snapshot of a session that the schedule does not hold any more."""
    return json.dumps(json.loads(told) | {"cancelled": True}, sort_keys=True)


def session_in(session_id: str, told: str) -> Session:
    """The session as people know it, without its people and its abstract."""
    values = json.loads(told)
    return Session(
        id=session_id,
        title=values["title"],
        kind=values["kind"],
        starts_at=_time(values["starts_at"]),
        ends_at=_time(values["ends_at"]),
        rooms=tuple(Room(id=id_, name=name) for id_, name in values["rooms"]),
        cancelled=values["cancelled"],
    )


def targets_in(told: str) -> tuple[Target, ...]:
    return tuple(Target(TargetKind(kind), value) for kind, value in json.loads(told)["targets"])


def difference(before: Session, after: Session) -> Reason | None:
    """What to tell those who asked; None: nothing that changes anybody's way."""
    if after.cancelled:
        return None if before.cancelled else Reason.CANCELLED
    if before.cancelled:
        return Reason.REINSTATED
    # By seconds: a time of an hour that comes twice equals no time of another zone.
    if _seconds(before.starts_at) != _seconds(after.starts_at):
        return Reason.MOVED
    if _names(before) != _names(after) and after.rooms:
        return Reason.RELOCATED
    return None


def _names(session: Session) -> list[str]:
    return sorted(room.name for room in session.rooms)


def _write(session: Session, targets: list[list[str]]) -> str:
    values = {
        "title": session.title,
        "kind": session.kind,
        "starts_at": _seconds(session.starts_at),
        "ends_at": _seconds(session.ends_at),
        "rooms": [[room.id, room.name] for room in session.rooms],
        "cancelled": session.cancelled,
        "targets": targets,
    }
    return json.dumps(values, sort_keys=True)


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
