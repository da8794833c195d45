"""Watches what people know of the schedule, and announces a change once it has stood for a while.

Why not in the same second: a message cannot be unsent. Somebody who read that a talk moved goes by that, and would
need a second message, or an edit that nobody is notified of, once a slip of the pen is mended or the rest of a file is
saved. A minute later hardly anybody has lost anything, and every change and its reminder is told once and holds.

Nobody is told here: an announcement becomes deliveries, which the sender sends. What people know is kept in the
store, so that a change made while the bot was away is announced, too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.reminders.planner import USEFUL
from bot.reminders.standing import difference, session_in, snapshot, targets_in, vanished
from bot.reminders.store import Announcement, Standing, Store
from bot.reminders.targets import rank, targets_of
from schedule.answering.answer import Target
from schedule.models import Schedule, Session

# A schedule that lacks more of what people know than this is another conference's, not one full of cancellations.
_OTHER_CONFERENCE = 0.2
_LONG_USEFUL = timedelta(days=1)  # a change of a session that has no time, before and after

_log = logging.getLogger(__name__)


class Changes:
    """`settle`: how long a change must stand before it is announced."""

    def __init__(self, store: Store, settle: timedelta) -> None:
        self._store = store
        self._settle = settle
        self._pending: dict[str, Standing] = {}
        self._started = False

    @property
    def settles_at(self) -> Mapping[str, datetime]:
        """When each change is told of, unless it is taken back before."""
        return {id_: changed_at + self._settle for id_, changed_at in self.changed_at.items()}

    def told(self, session_id: str) -> str:
        """What people know of a session that changed; empty where it did not."""
        standing = self._pending.get(session_id)
        return standing.told if standing is not None else ""

    @property
    def changed_at(self) -> Mapping[str, datetime]:
        """Since when each session differs from what people know."""
        return {id_: standing.changed_at for id_, standing in self._pending.items() if standing.changed_at is not None}

    def before(self, session: Session) -> Session | None:
        """What people know of a session that changed just now; None where they know it as it is."""
        standing = self._pending.get(session.id)
        if standing is None:
            return None
        known = session_in(session.id, standing.told)
        return known if difference(known, session) else None

    def next_at(self) -> datetime | None:
        return min(self.settles_at.values(), default=None)

    async def compare(self, schedule: Schedule, now: datetime) -> None:
        """Takes note of a schedule, new or read again."""
        known = {standing.session_id: standing for standing in await self._store.standings.all()}
        dropped = frozenset() if self._started else _of_another_conference(known, schedule, now)
        self._started = True
        for id_ in dropped:
            del known[id_]
        # In a thread: a large conference takes longer than a chat should wait.
        learnt, marks, starts = await asyncio.to_thread(_sort, known, schedule, now)
        await self._store.standings.learn(learnt, dropped)
        await self._store.standings.mark(marks, now)
        await self._store.standings.rearm(starts)
        await self._reload()

    async def announce(self, schedule: Schedule, now: datetime) -> int:
        """Writes the deliveries of changes that have stood long enough; how many changes those were."""
        ripe = [
            standing
            for id_, standing in self._pending.items()
            # One marked in the future was marked before the clock was set back.
            if not now - self._settle < self.changed_at[id_] <= now + self._settle
        ]
        for standing in ripe:
            await self._announce(standing, schedule, now)
        if ripe:
            await self._reload()
        return len(ripe)

    async def _announce(self, standing: Standing, schedule: Schedule, now: datetime) -> None:
        before = session_in(standing.session_id, standing.told)
        after, told = _present(standing, schedule)
        reason = difference(before, after)
        if reason is None:
            await self._store.standings.learn({standing.session_id: told})
            await self._store.standings.mark({standing.session_id: None}, now)
            return
        changed_at = standing.changed_at or now
        announcement = Announcement(
            session_id=standing.session_id,
            reason=reason,
            starts_at=after.starts_at,
            revision=standing.revision,
            changed_at=changed_at,
            due_at=min(changed_at + self._settle, now),
            expires_at=_useful_until(before, after, now),
            targets=_covering(standing, after),
            before=standing.told,
            told=told,
        )
        written = await self._store.deliveries.announce(announcement)
        _log.info("session %s is %s: %s to be told", standing.session_id, reason, written)

    async def _reload(self) -> None:
        self._pending = {standing.session_id: standing for standing in await self._store.standings.changed()}


def _sort(
    known: Mapping[str, Standing], schedule: Schedule, now: datetime
) -> tuple[dict[str, str], dict[str, str | None], dict[str, datetime | None]]:
    """What to learn in silence, what to mark as changed (None: changed back), and whose reminders to re-arm."""
    learnt = {session.id: snapshot(session) for session in schedule if session.id not in known}
    marks: dict[str, str | None] = {}
    starts: dict[str, datetime | None] = {}
    for id_, standing in known.items():
        after, told = _present(standing, schedule)
        if told == standing.told and standing.changed_at is None:
            continue
        before = session_in(id_, standing.told)
        differs = difference(before, after) is not None
        marks[id_] = told if differs and _matters(before, after, now) else None
        if marks[id_] is None:
            learnt[id_] = told
        if differs or standing.changed_at is not None:
            starts[id_] = None if after.cancelled else after.starts_at
    return learnt, marks, starts


def _of_another_conference(known: Mapping[str, Standing], schedule: Schedule, now: datetime) -> frozenset[str]:
    """Every known session, where too many of those to come are not in the schedule at all."""
    to_come = [id_ for id_, standing in known.items() if _is_to_come(session_in(id_, standing.told), now)]
    missing = [id_ for id_ in to_come if schedule.session(id_) is None]
    if len(missing) <= _OTHER_CONFERENCE * len(to_come):
        return frozenset()
    _log.warning("%d of %d sessions to come are unknown: taken for another conference", len(missing), len(to_come))
    return frozenset(known)


def _is_to_come(session: Session, now: datetime) -> bool:
    return not session.cancelled and (session.starts_at is None or session.starts_at > now)


def _present(standing: Standing, schedule: Schedule) -> tuple[Session, str]:
    """The session as it is now, and as the text to know it by."""
    session = schedule.session(standing.session_id)
    if session is not None:
        return session, snapshot(session)
    told = vanished(standing.told)
    return session_in(standing.session_id, told), told


def _matters(before: Session, after: Session, now: datetime) -> bool:
    """Whether somebody may still act on it: a change of what is over is no news."""
    starts = _starts(before, after)
    return not starts or max(starts) > now


def _useful_until(before: Session, after: Session, now: datetime) -> datetime:
    starts = _starts(before, after)
    return max(starts) + USEFUL if starts else now + _LONG_USEFUL


def _starts(*sessions: Session) -> list[datetime]:
    return [session.starts_at.astimezone(UTC) for session in sessions if session.starts_at is not None]


def _covering(standing: Standing, after: Session) -> tuple[Target, ...]:
    """Whoever asked for it as it was, or as it is now."""
    targets = dict.fromkeys((*targets_in(standing.told), *targets_of(after)))
    return tuple(sorted(targets, key=lambda target: rank(target.kind)))
