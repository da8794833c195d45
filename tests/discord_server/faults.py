"""What can go wrong on demand: refusals, limits, broken connections, and the limit that Discord enforces."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.discord_server.errors import Refusal


class Break(StrEnum):
    """How a connection ends."""

    BEFORE = "before"  # nothing was done
    AFTER = "after"  # the work was done, the answer is lost
    MIDDLE = "middle"  # half the answer arrives


@dataclass(slots=True)
class Fault:
    """One kind of failure; the constructors below say which."""

    status: int | None = None
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    breaks: Break | None = None
    held: asyncio.Event | None = None  # the answer waits for it

    @classmethod
    def server_error(cls, status: int = 500) -> Fault:
        """As a proxy answers: text, not JSON."""
        return cls(status, "upstream connect error", {"Content-Type": "text/plain"})

    @classmethod
    def refused(cls, status: int, code: int, message: str = "refused on demand") -> Fault:
        return cls(status, {"message": message, "code": code})

    @classmethod
    def limited(cls, scope: str = "user", retry_after: float = 0.05) -> Fault:
        """429; the scope is `user` (this route), `global` or `shared`."""
        body, headers = rate_limited(scope, retry_after)
        return cls(429, body, headers)

    @classmethod
    def reset(cls, when: Break | str = Break.BEFORE) -> Fault:
        return cls(breaks=Break(when))

    @classmethod
    def held_back(cls, until: asyncio.Event) -> Fault:
        return cls(held=until)


def rate_limited(scope: str, retry_after: float) -> tuple[dict[str, Any], dict[str, str]]:
    """Body and headers of a 429."""
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": scope == "global"}
    headers = {
        "Retry-After": str(max(1, round(retry_after))),
        "X-RateLimit-Scope": scope,
        "X-RateLimit-Reset-After": f"{retry_after:.3f}",
    }
    if scope == "global":
        return body, headers | {"X-RateLimit-Global": "true"}
    return body, headers | {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Bucket": "demand"}


@dataclass(slots=True)
class _Order:
    fault: Fault
    route: str | None
    skip: int
    times: int | None  # None: until it is cleared


class Faults:
    """Those that were ordered and are still to come."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []
        self.met = 0

    def order(self, fault: Fault, route: str | None = None, *, times: int | None = 1, skip: int = 0) -> None:
        """The next `times` requests of `route` (as `POST /channels/{channel_id}/messages`; None: of any) after
        `skip` others meet `fault`."""
        self._orders.append(_Order(fault, route, skip, times))

    def clear(self) -> None:
        self._orders.clear()

    def next(self, route: str) -> Fault | None:
        for order in self._orders:
            if order.route not in (None, route):
                continue
            if order.skip:
                order.skip -= 1
                continue
            if order.times is not None:
                order.times -= 1
                if order.times <= 0:
                    self._orders.remove(order)
            self.met += 1
            return order.fault
        return None


class GlobalLimit:
    """So many calls a second for all routes together; interaction answers do not count."""

    def __init__(self, rate: int | None) -> None:
        self.rate = rate
        self._began = float("-inf")
        self._count = 0

    def admit(self, now: float) -> None:
        """Counts one call; Refusal where the second is full."""
        if self.rate is None:
            return
        if now - self._began >= 1.0:
            self._began, self._count = now, 0
        self._count += 1
        if self._count > self.rate:
            body, headers = rate_limited("global", round(self._began + 1.0 - now, 3))
            refusal = Refusal(429, 0, **body)
            refusal.headers = headers
            raise refusal
