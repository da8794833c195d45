"""How fast to send: a token bucket below Discord's limit, and a line that stops when refusals pile up.

Knows nothing of what is sent. The pace and a tick take their time from the event loop, so that a wall clock that
jumps does not change it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# Of the 50 calls a second that Discord allows a bot. With the burst it is 49 in the worst second: what is left is for
# answers in chat, and those to commands do not count.
PER_SECOND = 46.0
_BURST = 1 / 15  # seconds' worth: so long may something else keep the event loop without a loss of pace

INVALID_WINDOW = timedelta(minutes=10)
_FARTHEST = INVALID_WINDOW + timedelta(minutes=1)  # a tick's own reckoning may be ahead of the clock by some of that
INVALID_LIMIT = 5_000  # half of the invalid requests in that time after which Discord bars an address


class Pace:
    """Lets `per_second` calls pass, in the order of asking. Give the same one to all that makes paced calls."""

    def __init__(
        self,
        per_second: float = PER_SECOND,
        burst: float | None = None,
        *,
        seconds: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._per_second = per_second
        self._burst = max(1.0, per_second * _BURST) if burst is None else burst
        self._seconds = seconds or (lambda: asyncio.get_running_loop().time())
        self._sleep = sleep
        self._tokens = self._burst
        self._filled_at: float | None = None
        self._turn = asyncio.Lock()

    async def take(self, calls: int = 1) -> None:
        """Returns once that many calls may be made."""
        async with self._turn:
            while (wait := self._missing(calls)) > _INSTANT:
                await self._sleep(wait)
            self._tokens -= calls

    def _missing(self, calls: int) -> float:
        """Seconds until that many tokens are there."""
        present = self._seconds()
        if self._filled_at is None:
            self._filled_at = present
        self._tokens = min(self._burst, self._tokens + (present - self._filled_at) * self._per_second)
        self._filled_at = present
        lacking = (min(float(calls), self._burst) - self._tokens) / self._per_second
        return max(lacking, 0.0)


_INSTANT = 1e-6  # seconds: what floating point leaves over is no reason to wait


@dataclass(frozen=True, slots=True)
class Tick:
    """Claims and settlements go by the moment at which it began; a pause, by the one at which it was asked for."""

    now: datetime
    _began: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    @property
    def age(self) -> timedelta:
        return timedelta(seconds=asyncio.get_running_loop().time() - self._began)

    @property
    def present(self) -> datetime:
        return self.now + self.age


class Line:
    """Open while sending makes sense: closed for a while when faults follow one another or refusals pile up."""

    def __init__(self, invalid_limit: int = INVALID_LIMIT) -> None:
        self._invalid_limit = invalid_limit
        self._invalid: deque[tuple[datetime, int]] = deque()
        self._invalid_sum = 0
        self._faults = 0
        self._closed_until: datetime | None = None

    @property
    def faulty(self) -> bool:
        """Whether several sends in a row have failed: then the fault is not that of one message."""
        return self._faults >= _FAULTS_IN_A_ROW

    def closed_until(self, now: datetime) -> datetime | None:
        """When it opens again; None: it is open. A clock that was set back opens it, too."""
        until = self._closed_until
        return until if until is not None and now < until <= now + _FARTHEST else None

    def passed(self) -> None:
        """A send got an answer, be it a refusal."""
        self._faults = 0

    def fault(self, now: datetime, retry_after: timedelta | None = None) -> None:
        """A send failed for the moment; `retry_after` is what Discord asked for."""
        if retry_after is None and self.closed_until(now) is not None:
            return  # it was under way when the line closed, and tells nothing new
        self._faults += 1
        if retry_after is not None:
            self._close(now + min(retry_after, INVALID_WINDOW))
        elif self.faulty:
            self._close(now + min(timedelta(seconds=2 ** min(self._faults - _FAULTS_IN_A_ROW, 10)), _LONGEST))

    def invalid(self, now: datetime, requests: int) -> bool:
        """Counts answers of 401, 403 and 429; True when that closed the line."""
        self._invalid.append((now, requests))
        self._invalid_sum += requests
        while self._invalid[0][0] <= now - INVALID_WINDOW:
            self._invalid_sum -= self._invalid.popleft()[1]
        if self._invalid_sum < self._invalid_limit:
            return False
        self._close(self._invalid[0][0] + INVALID_WINDOW)
        return True

    def _close(self, until: datetime) -> None:
        self._closed_until = until if self._closed_until is None else max(self._closed_until, until)


_FAULTS_IN_A_ROW = 3
_LONGEST = timedelta(seconds=15)  # an outage that ends is noticed soon after
