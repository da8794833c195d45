"""A clock that a test moves."""

from __future__ import annotations

from datetime import datetime, timedelta


class SettableClock:
    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def wall(self, moment: datetime) -> datetime:
        return moment

    def set(self, moment: datetime) -> None:
        self._now = moment

    def pass_by(self, span: timedelta) -> datetime:
        self._now += span
        return self._now
