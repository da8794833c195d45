"""How often one person is answered without having asked the bot."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

_MOST = 3
_WITHIN = timedelta(minutes=2)
_PEOPLE = 1000  # beyond so many, those who were answered longest ago are forgotten


class Restraint:
    def __init__(self) -> None:
        self._answered: dict[int, deque[datetime]] = {}

    def allows(self, user_id: int, now: datetime) -> bool:
        """Counts as an answer where it says yes."""
        times = self._answered.pop(user_id, deque(maxlen=_MOST))
        allowed = len(times) < _MOST or now - times[0] >= _WITHIN
        if allowed:
            times.append(now)
        self._answered[user_id] = times
        if len(self._answered) > _PEOPLE:
            del self._answered[next(iter(self._answered))]
        return allowed
