"""The only place that reads the current time: the system's clock, and a rehearsal clock on fast-forward."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def wall(self, moment: datetime) -> datetime:
        """The system's time at which `now()` will be `moment`: what an alarm must be set to."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def wall(self, moment: datetime) -> datetime:
        return moment.astimezone(UTC)


class RehearsalClock:
    """Starts at `start` and runs `speed` times as fast as the world: 60 makes a minute of a second."""

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._began = time.monotonic()

    @property
    def speed(self) -> float:
        return self._speed

    def set(self, moment: datetime) -> None:
        """Another present moment; the speed stays."""
        self._start, self._began = moment.astimezone(UTC), time.monotonic()

    def run_at(self, speed: float) -> None:
        """Another speed from this moment on; `speed` must be above 0."""
        self._start, self._began = self.now(), time.monotonic()
        self._speed = speed

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    def wall(self, moment: datetime) -> datetime:
        return datetime.now(UTC) + (moment - self.now()) / self._speed
