"""The alarm clock: APScheduler wakes the reminder service, and holds no truth of its own.

One job for the next due moment and a short tick behind it. The tick counts real time, not the system's clock: a job
waits for its time on that clock, so that one set back by an hour would leave everybody without reminders for an hour.
Everything is planned anew at each start, so nothing is stored here; what is due is always asked of the service.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

# A job that fires late still runs, once, and never beside itself: the service works off all that is due.
_NEVER_DROPPED = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


_log = logging.getLogger(__name__)


class Woken(Protocol):
    """What the alarm wakes."""

    async def tick(self, now: datetime) -> object: ...

    def next_moment(self, now: datetime) -> datetime | None: ...


class Alarm:
    """`every`: real time between two ticks, which catch what the moments' job cannot know, as another's wish."""

    def __init__(self, woken: Woken, clock: Clock, every: timedelta) -> None:
        self._woken = woken
        self._clock = clock
        self._every = every
        self._scheduler = AsyncIOScheduler(job_defaults=_NEVER_DROPPED, timezone="UTC")
        self._beating: asyncio.Task[None] | None = None
        self._ringing = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Needs a running event loop."""
        self._scheduler.start()
        self._beating = asyncio.create_task(self._beat())
        self.arm()

    async def stop(self) -> None:
        """Returns once a ring in progress has ended."""
        self._scheduler.shutdown(wait=False)
        if self._beating is not None:
            self._beating.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def ring(self) -> None:
        # APScheduler cancels its jobs when it is shut down, and logs that as their failure; but a message that was
        # sent must still be noted as sent. `stop` waits for the work itself.
        with suppress(asyncio.CancelledError):
            await asyncio.shield(self._begin())

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._every.total_seconds())
            try:
                await asyncio.shield(self._begin())
            except Exception:  # noqa: BLE001 - as APScheduler does with its jobs: the next one may find the fault gone
                _log.exception("A tick failed; the next one comes in %s", self._every)

    def _begin(self) -> asyncio.Task[None]:
        task = asyncio.create_task(self._work())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _work(self) -> None:
        async with self._ringing:
            await self._woken.tick(self._clock.now())
            self.arm()

    def arm(self) -> None:
        """Asks for the next moment again; call it whenever that may have come nearer."""
        moment = self._woken.next_moment(self._clock.now())
        if moment is not None and self._scheduler.running:
            at = self._clock.wall(moment)
            self._scheduler.add_job(self.ring, "date", run_date=at, id="moment", replace_existing=True)
