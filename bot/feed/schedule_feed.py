"""The schedule that is in force, and its engine.

A new schedule is checked first and then takes the place of the old one by a single assignment, so that whoever
asks meanwhile gets either. A source that fails, or that suddenly lacks much of the programme, changes nothing:
half a download must not cancel half a conference. Nothing here decides who is told of a change.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError
from watchfiles import Change, awatch

from bot.clock import Clock
from schedule.answering.engine import Engine
from schedule.models import Schedule, ScheduleError

log = logging.getLogger(__name__)

# More than this share of the sessions gone at once is a broken source, not a change of plan.
MOST_LOST = 0.2

# Reads the source; None where it is known to be unchanged. A plain function runs off the event loop.
Load = Callable[[], "Schedule | None"] | Callable[[], Awaitable["Schedule | None"]]
Listener = Callable[[Schedule, Schedule, datetime], Awaitable[None]]


class LastGood(Protocol):
    """Keeps one opaque text of bytes per origin over restarts."""

    async def load(self, origin: str) -> bytes | None: ...

    async def save(self, origin: str, data: bytes) -> None: ...


class ScheduleFeed:
    """Holds `schedule` and `engine`; both exist once the first `refresh` has returned.

    `origin` names the source for `last_good`: a file's path or an address, with all that changes its reading.
    `path` is what `watch` looks at; without it, the source is read again after every `pause` of real time,
    whatever the clock's speed. `build` makes the engine, off the event loop.
    """

    schedule: Schedule
    engine: Engine
    problem: str | None  # why the newest reading was refused, one line; None while all is well

    def __init__(
        self,
        load: Load,
        *,
        last_good: LastGood | None = None,
        origin: str = "",
        path: Path | None = None,
        build: Callable[[Schedule], Engine] = Engine,
        pause: timedelta = timedelta(minutes=5),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.problem = None
        self._refused: Schedule | None = None  # readable, but with too much gone; an unchanged source still means it
        self._load = load
        self._last_good = last_good
        self._origin = origin
        self._path = path
        self._build = build
        self._pause = pause
        self._sleep = sleep
        self._listeners: list[Listener] = []
        self._one_at_a_time = asyncio.Lock()

    def on_change(self, listener: Listener) -> None:
        """`listener(old, new, now)` is awaited after each swap, in the order of calls."""
        self._listeners.append(listener)

    async def refresh(self, now: datetime, *, accept_losses: bool = False) -> bool:
        """Reads the source; True where another schedule is in force afterwards.

        The first call takes up the copy kept by an earlier run, so that changes made meanwhile are noticed. It
        raises ScheduleError where neither the copy nor the source gives a schedule; later calls never do:
        `problem` says what is wrong. `accept_losses` takes a schedule although much of the programme is gone.
        """
        async with self._one_at_a_time:
            if not hasattr(self, "schedule"):
                await self._restore()
            try:
                new = await self._read() or self._refused
                if new is None:
                    return False
                if not accept_losses:
                    self._check_losses(new)
            except ScheduleError as error:
                self._refuse(error)
                return False
            self.problem = self._refused = None
            return await self._swap(new, now)

    @property
    def has_refused(self) -> bool:
        """Whether a schedule waits that was refused for what is missing in it."""
        return self._refused is not None

    async def accept_refused(self, now: datetime) -> bool:
        """Puts in force what was refused for its losses; False where nothing was.

        As it was read then: what the source has come to since is for the next refresh to judge.
        """
        async with self._one_at_a_time:
            if self._refused is None:
                return False
            accepted, self.problem, self._refused = self._refused, None, None
            return await self._swap(accepted, now)

    async def watch(self, clock: Clock) -> None:
        """Refreshes whenever the source may have changed; runs until it is cancelled."""
        if self._path is None:
            while True:
                await self._sleep(self._pause.total_seconds())
                await self._refresh_or_log(clock)
        await self._refresh_or_log(clock)  # it may have changed before anybody looked
        async for _ in awatch(_watched_folder(self._path), watch_filter=self._concerns, recursive=self._path.is_dir()):
            await self._refresh_or_log(clock)

    async def _refresh_or_log(self, clock: Clock) -> None:
        try:
            await self.refresh(clock.now())
        except Exception:
            # A listener that fails once must not end the watching: the next change has to be seen.
            log.exception("A change of the schedule was not dealt with to the end")

    def _concerns(self, _: Change, changed: str) -> bool:
        # Editors write a new file and rename it over the old one, so the folder is watched, not the file.
        return self._path is not None and (self._path.is_dir() or Path(changed).name == self._path.name)

    async def _read(self) -> Schedule | None:
        result = await asyncio.to_thread(self._load)
        return await result if inspect.isawaitable(result) else result

    def _check_losses(self, new: Schedule) -> None:
        if not hasattr(self, "schedule"):
            return
        known = [session.id for session in self.schedule.sessions]
        lost = sum(new.session(id_) is None for id_ in known)
        if lost > MOST_LOST * len(known):
            self._refused = new
            raise ScheduleError(
                f"{self._origin or 'the schedule'}: {lost} of {len(known)} sessions are missing now, which looks like "
                "a broken source; mark sessions as cancelled instead of deleting them, or accept the loss on purpose"
            )

    def _refuse(self, error: ScheduleError) -> None:
        if not hasattr(self, "schedule"):
            raise error
        if self.problem != str(error):
            log.warning("Kept the last good schedule: %s", error)
        self.problem = str(error)

    async def _swap(self, new: Schedule, now: datetime) -> bool:
        old = getattr(self, "schedule", None)
        if new == old:
            return False
        await self._put(new)
        if self._last_good is not None:
            await self._last_good.save(self._origin, await asyncio.to_thread(_pack, new))
        if old is not None:
            for listener in self._listeners:
                await listener(old, new, now)
        return True

    async def _put(self, schedule: Schedule) -> None:
        engine = await asyncio.to_thread(self._build, schedule)
        self.schedule, self.engine = schedule, engine

    async def _restore(self) -> None:
        data = None if self._last_good is None else await self._last_good.load(self._origin)
        if data is None:
            return
        try:
            schedule = await asyncio.to_thread(Schedule.model_validate_json, data)
        except ValidationError:
            # Written by a release with other models: the source itself is read next anyway.
            log.info("The kept copy of the schedule is of another release; reading the source afresh")
            return
        await self._put(schedule)


def _pack(schedule: Schedule) -> bytes:
    return schedule.model_dump_json(exclude_defaults=True).encode()


def _watched_folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent
