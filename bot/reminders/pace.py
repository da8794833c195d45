"""How fast to send: a token bucket below Discord's limit, and a line that stops when refusals pile up.

Knows nothing of what is sent. Time comes from the event loop, so that a wall clock that jumps changes no pace.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

PER_SECOND = 45.0  # of the 50 calls a second that Discord allows a bot; the rest answers commands
_BURST = 5.0

INVALID_WINDOW = timedelta(minutes=10)
INVALID_LIMIT = 5_000  # half of the invalid requests in that time after which Discord bars an address


class Pace:
    """Lets `per_second` calls pass, in the order of asking. Give the same one to all that makes paced calls."""

    def __init__(
        self,
        per_second: float = PER_SECOND,
        burst: float = _BURST,
        *,
        seconds: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._per_second = per_second
        self._burst = burst
        self._seconds = seconds or (lambda: asyncio.get_running_loop().time())
        self._sleep = sleep
        self._tokens = burst
        self._filled_at: float | None = None
        self._free_at = 0.0
        self._turn = asyncio.Lock()

    async def take(self, calls: int = 1) -> None:
        """Returns once that many calls may be made."""
        async with self._turn:
            while (wait := self._missing(calls)) > 0:
                await self._sleep(wait)
            self._tokens -= calls

    def hold(self, pause: timedelta) -> None:
        """Nothing passes for that long: Discord asked for it, or nothing gets through."""
        self._free_at = max(self._free_at, self._seconds() + pause.total_seconds())

    def _missing(self, calls: int) -> float:
        """Seconds until that many tokens are there."""
        present = self._seconds()
        if self._filled_at is None:
            self._filled_at = present
        self._tokens = min(self._burst, self._tokens + (present - self._filled_at) * self._per_second)
        self._filled_at = present
        lacking = (min(float(calls), self._burst) - self._tokens) / self._per_second
        return max(lacking, self._free_at - present, 0.0)


class Line:
    """Open while sending makes sense: closed for a while when faults follow one another or refusals pile up."""

    def __init__(self, seconds: Callable[[], float], invalid_limit: int = INVALID_LIMIT) -> None:
        self._seconds = seconds
        self._invalid_limit = invalid_limit
        self._invalid: deque[tuple[float, int]] = deque()
        self._invalid_sum = 0
        self._faults = 0
        self._closed_until = 0.0

    @property
    def faulty(self) -> bool:
        """Whether several sends in a row have failed: the fault is not that of one message."""
        return self._faults >= _FAULTS_IN_A_ROW

    def closed_for(self) -> timedelta | None:
        """How long to wait before the next send; None: not at all."""
        left = self._closed_until - self._seconds()
        return timedelta(seconds=left) if left > 0 else None

    def passed(self) -> None:
        """A send got an answer, be it a refusal."""
        self._faults = 0

    def fault(self, retry_after: timedelta | None = None) -> None:
        self._faults += 1
        if retry_after is not None:
            self._close(min(retry_after, _LONGEST).total_seconds())
        elif self.faulty:
            self._close(min(2.0 ** (self._faults - _FAULTS_IN_A_ROW), _LONGEST_FAULT))

    def invalid(self, requests: int) -> bool:
        """Counts answers of 401, 403 and 429; True when that closed the line."""
        present = self._seconds()
        self._invalid.append((present, requests))
        self._invalid_sum += requests
        while self._invalid and self._invalid[0][0] <= present - INVALID_WINDOW.total_seconds():
            self._invalid_sum -= self._invalid.popleft()[1]
        if self._invalid_sum < self._invalid_limit:
            return False
        self._close(self._invalid[0][0] + INVALID_WINDOW.total_seconds() - present)
        return True

    def _close(self, seconds: float) -> None:
        self._closed_until = max(self._closed_until, self._seconds() + seconds)


_FAULTS_IN_A_ROW = 3
_LONGEST_FAULT = 15.0  # seconds: an outage that ends is noticed soon after
_LONGEST = timedelta(minutes=5)
