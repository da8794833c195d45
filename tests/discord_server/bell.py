"""Waiting for something to become true, on events and with an end, never by napping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE = 20.0  # seconds; far beyond what anything on loopback takes, also on a busy machine


class Bell:
    """Rung on every change; those who wait look again each time."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, look: Callable[[], Found | None], what: str, *, patience: float = PATIENCE) -> Found:
        """The first result of `look` that is true; AssertionError after `patience` seconds."""
        try:
            async with asyncio.timeout(patience):
                while True:
                    found = look()
                    if found:
                        return found
                    await self._next_ring()
        except TimeoutError:
            raise AssertionError(f"waited {patience:g} s in vain for {what}") from None

    async def _next_ring(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
