"""Results of look-ups by word that are kept for the next one, bounded in number.

People ask for the same words, and one question looks its words up in more than one way. Unlike `functools.lru_cache`
on a method this makes no cycle with its owner: a replaced index goes at once, also where the collector passes it over.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Remembered(Generic[_Key, _Value]):
    """The latest `most` results. No result is None. Many may ask at once."""

    __slots__ = ("_most", "_results")

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[_Key, _Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._results)

    def get(self, key: _Key) -> _Value | None:
        return self._results.get(key)

    def keep(self, key: _Key, result: _Value) -> _Value:
        """The same result, kept; the oldest one gives way to it."""
        self._results[key] = result
        if len(self._results) > self._most:
            self._results.popitem(last=False)
        return result
