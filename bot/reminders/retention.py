"""What is not needed any more goes: deliveries two weeks after their use, wishes two weeks after the conference.

Until then people may ask why a message came, and organisers what became of them. A batch at a time, when there is
nothing to send. A clock that jumps ahead for less than a day removes nothing: what is too old is judged by the moment
of an earlier look.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from bot.reminders.store import Retention
from schedule.models import Schedule

KEPT = timedelta(days=14)
BATCH = 2_000  # rows at a time: some tens of milliseconds
_BETWEEN_LOOKS = timedelta(days=1)

_log = logging.getLogger(__name__)


class Purge:
    def __init__(self, store: Retention) -> None:
        self._store = store
        self._looked_at: datetime | None = None
        self._before: datetime | None = None  # while there is something left to remove
        self._removed = 0

    async def step(self, schedule: Schedule, now: datetime) -> int:
        """Removes some of what is too old; how many rows. Call it again and again."""
        if self._before is None:
            self._before = await self._look(now)
        if self._before is None:
            return 0
        removed = await self._store.remove(self._before, wishes=is_over(schedule, self._before), limit=BATCH)
        self._removed += removed
        if not removed:
            if self._removed:
                _log.info("%d rows of before %s are removed", self._removed, self._before)
            self._before, self._removed = None, 0
        return removed

    async def _look(self, now: datetime) -> datetime | None:
        """Before when things are too old; None on all but one call a day."""
        if self._looked_at is not None and self._looked_at <= now < self._looked_at + _BETWEEN_LOOKS:
            return None
        earlier = await self._store.last_look(now, _BETWEEN_LOOKS)
        self._looked_at = now
        return None if earlier is None else earlier - KEPT


def is_over(schedule: Schedule, moment: datetime) -> bool:
    """Whether the whole conference was over by then; one without any time never is."""
    ends = [(session.ends_at or session.starts_at or moment).astimezone(UTC) for session in schedule.timed]
    return max(ends, default=moment) < moment
