"""Who is told what and when, computed from the present schedule. Pure: no store, no clock, no network."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.reminders.store import Moment
from bot.reminders.targets import targets_of
from schedule.models import Schedule, Session

USEFUL = timedelta(minutes=15)  # how long after its start a reminder still helps somebody on the way
_AT_LEAST = timedelta(minutes=5)  # the same for a session that is shorter than that
WORTH_SAYING = timedelta(minutes=2)  # a message later than this says so

NO_TIME = timedelta(0)
_SETTLING = timedelta(minutes=10)  # no change takes longer


def has_start(session: Session) -> bool:
    """Whether reminders can be due: a time of its own, and not cancelled. A whole day has no start to remind of."""
    return session.starts_at is not None and not session.all_day and not session.cancelled


def expires_at(session: Session) -> datetime:
    """When a reminder of its start is of no use any more."""
    start = start_of(session)
    if session.ends_at is None:
        return start + USEFUL
    return min(start + USEFUL, max(session.ends_at.astimezone(UTC), start + _AT_LEAST))


def start_of(session: Session) -> datetime:
    """The start of a session that has one, in whole seconds as the store keeps it.

    In UTC: two times of one zone are subtracted and compared by its clock's hands, which is wrong where it is changed.
    """
    if session.starts_at is None:
        raise ValueError(f"session {session.id!r} has no start")
    return session.starts_at.astimezone(UTC).replace(microsecond=0)


def moments(
    schedule: Schedule,
    leads: Collection[timedelta],
    defaults: Collection[timedelta],
    *,
    since: datetime,
    now: datetime,
    changed: Mapping[str, datetime],
) -> tuple[Moment, ...]:
    """All moments due at `now` that were of use at some time after `since`, earliest first.

    `leads` are those that wishes name, `defaults` those of wishes that name none. `changed` says until when a change
    of a session may be taken back: only then is it told of, or at its start, and late only from then on.
    """
    every = sorted({*leads, *defaults})
    longest = every[-1] if every else NO_TIME
    found = [
        moment
        for session in starting(schedule, since - USEFUL, now + longest)
        if expires_at(session) > since and not _may_be_taken_back(session, now, changed.get(session.id))
        for moment in _moments_of(session, every, defaults, now, changed.get(session.id))
    ]
    return tuple(sorted(found, key=lambda moment: (moment.due_at, moment.starts_at)))


def next_due(
    schedule: Schedule, leads: Collection[timedelta], defaults: Collection[timedelta], now: datetime
) -> datetime | None:
    """The earliest moment after `now` at which some lead of some session is due."""
    longest = max((*leads, *defaults), default=NO_TIME)
    best: datetime | None = None
    for session in starting(schedule, now, None):
        start = start_of(session)
        if best is not None and start - longest >= best:
            return best
        due = min((start - lead for lead in {*leads, *defaults} if start - lead > now), default=None)
        if due is not None and (best is None or due < best):
            best = due
    return best


def starting(schedule: Schedule, after: datetime, until: datetime | None) -> Iterator[Session]:
    """Sessions with a start in (after, until], earliest first."""
    timed = schedule.timed
    for session in timed[bisect_left(timed, after, key=start_of) :]:
        if until is not None and start_of(session) > until:
            return
        if has_start(session):
            yield session


def _may_be_taken_back(session: Session, now: datetime, settles_at: datetime | None) -> bool:
    # One that settles long from now changed before the clock was set back.
    return settles_at is not None and now < min(settles_at, start_of(session)) and settles_at - now <= _SETTLING


def _moments_of(
    session: Session,
    leads: Collection[timedelta],
    defaults: Collection[timedelta],
    now: datetime,
    settles_at: datetime | None,
) -> Iterator[Moment]:
    start = start_of(session)
    due = [lead for lead in leads if start - lead <= now]
    due_defaults = [lead for lead in due if lead in defaults]
    targets = targets_of(session)
    for lead in due:
        moment_at = start - lead
        yield Moment(
            session_id=session.id,
            starts_at=start,
            lead=lead,
            due_at=moment_at if settles_at is None else max(moment_at, min(settles_at, now)),
            expires_at=expires_at(session),
            targets=targets,
            default=bool(due_defaults) and lead == min(due_defaults),
            shorter=tuple(other for other in due if other < lead),
        )


def whole_minutes(leads: Sequence[timedelta]) -> tuple[timedelta, ...]:
    """Stored in minutes: a lead of seconds becomes the minute above."""
    minute = timedelta(minutes=1)
    return tuple(sorted({max(-(-lead // minute), 0) * minute for lead in leads}, reverse=True))
