"""What a claimed delivery has to say by the present schedule: a Reminder, nothing any more, or not yet. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.reminders import notices as noticeboard
from bot.reminders.changes import Changes
from bot.reminders.models import Notices, Reason, Reminder
from bot.reminders.planner import WORTH_SAYING, has_start, start_of
from bot.reminders.standing import difference, session_in, vanished
from bot.reminders.store import Claimed
from schedule.models import Schedule, Session


class Silence(StrEnum):
    """Why there is nothing to send."""

    CHANGED_BACK = "nothing has changed after all"
    NOTHING_LEFT = "nothing starts then any more"
    UNKNOWN = "the schedule of this moment has no such start"  # another process may know better: try again


@dataclass(frozen=True, slots=True)
class Composed:
    reminder: Reminder
    names: str | None = None  # of a notice: what its message says


def compose(
    claimed: Claimed, schedule: Schedule, changes: Changes, notices: Notices, now: datetime
) -> Composed | Silence:
    late = now - claimed.due_at
    composed = _compose(claimed, schedule, changes, notices)
    if isinstance(composed, Silence) or late < WORTH_SAYING or composed.reminder.edits:
        return composed
    whole_minutes = timedelta(minutes=late // timedelta(minutes=1))
    return replace(composed, reminder=replace(composed.reminder, late=whole_minutes))


def _compose(claimed: Claimed, schedule: Schedule, changes: Changes, notices: Notices) -> Composed | Silence:
    if not claimed.session_id:
        return _notice(claimed, schedule, notices)
    if claimed.reason is Reason.STARTING:
        return _starting(claimed, schedule, changes)
    return _change(claimed, schedule)


def _notice(claimed: Claimed, schedule: Schedule, notices: Notices) -> Composed | Silence:
    if claimed.starts_at is None:
        return Silence.NOTHING_LEFT
    sessions = noticeboard.named(schedule, notices, claimed.recipient, claimed.starts_at, claimed.detail)
    if not sessions:
        return Silence.NOTHING_LEFT
    reminder = Reminder(
        id=claimed.id,
        recipient=claimed.recipient,
        reason=Reason.STARTING,
        sessions=sessions,
        starts_at=claimed.starts_at,
        roles=noticeboard.roles_of(sessions, notices),
        edits=claimed.edits,
    )
    return Composed(reminder, noticeboard.names(sessions))


def _starting(claimed: Claimed, schedule: Schedule, changes: Changes) -> Composed | Silence:
    session = schedule.session(claimed.session_id)
    if session is None or not has_start(session) or start_of(session) != claimed.starts_at:
        return Silence.UNKNOWN
    before = session_in(claimed.session_id, claimed.detail) if claimed.detail else changes.before(session)
    if before is not None and difference(before, session) is None:
        before = None
    return Composed(Reminder(claimed.id, claimed.recipient, Reason.STARTING, (session,), session.starts_at, before))


def _change(claimed: Claimed, schedule: Schedule) -> Composed | Silence:
    """Told by what holds now, not by what held when it was announced."""
    before = session_in(claimed.session_id, claimed.detail)
    after = schedule.session(claimed.session_id) or _gone(claimed)
    reason = difference(before, after)
    if reason is None:
        return Silence.CHANGED_BACK
    return Composed(Reminder(claimed.id, claimed.recipient, reason, (after,), after.starts_at, before))


def _gone(claimed: Claimed) -> Session:
    return session_in(claimed.session_id, vanished(claimed.detail))
