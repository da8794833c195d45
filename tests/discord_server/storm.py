"""Faults of every kind at random moments: what a long run meets, where `Faults` has what a test orders."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence

from tests.discord_server.faults import Break, Fault

_GLOBAL = "429 global"
_PAUSE = (0.05, 0.4)  # seconds: between these a limit asks to wait
_SILENCE = (0.5, 4.0)  # seconds: between these a request lies about

_Make = Callable[[float], Fault]  # from a number between 0 and 1


def _between(bounds: tuple[float, float], roll: float) -> float:
    return round(bounds[0] + roll * (bounds[1] - bounds[0]), 3)


KINDS: dict[str, _Make] = {
    "429 route": lambda roll: Fault.limited("user", _between(_PAUSE, roll)),
    _GLOBAL: lambda roll: Fault.limited("global", _between(_PAUSE, roll)),
    "429 shared": lambda roll: Fault.limited("shared", _between(_PAUSE, roll)),
    "500": lambda _: Fault.server_error(500),
    "502": lambda _: Fault.server_error(502),
    "503": lambda _: Fault.server_error(503),
    "504": lambda _: Fault.server_error(504),
    "reset before": lambda _: Fault.reset(Break.BEFORE),
    "reset after": lambda _: Fault.reset(Break.AFTER),
    "cut in the middle": lambda _: Fault.reset(Break.MIDDLE),
    "silence": lambda roll: _silent(_between(_SILENCE, roll)),
}


class Storm:
    """`share` of the requests of `routes` meets a fault; a global limit refuses all others until it is over."""

    def __init__(
        self, share: float = 0.0, seed: int = 1, routes: Sequence[str] = (), kinds: Sequence[str] = tuple(KINDS)
    ) -> None:
        self._share = share
        self._kinds = kinds
        self._rolls = random.Random(seed)
        self._routes = frozenset(routes)
        self._closed_until = float("-inf")
        self.met: Counter[str] = Counter()  # not counting those that a global limit refused meanwhile

    def next(self, route: str) -> Fault | None:
        present = asyncio.get_running_loop().time()
        if present < self._closed_until:
            return Fault.limited("global", round(self._closed_until - present, 3))
        if route not in self._routes or self._rolls.random() >= self._share:
            return None
        kind = self._rolls.choice(self._kinds)
        fault = KINDS[kind](self._rolls.random())
        if kind == _GLOBAL:
            self._closed_until = present + fault.body["retry_after"]
        self.met[kind] += 1
        return fault


def _silent(seconds: float) -> Fault:
    """The request is taken up that much later, whether or not anybody still waits for its answer."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    return Fault.held_back(over)
