"""Which items hold a key: one array of items, cut into a run for each key. Small, quick to build, never changed."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Items = NDArray[np.int32]
_ROUNDED = 1e-9  # sums of the same weights in another order differ by less


class Postings:
    """`held` gives the keys of item 0, of item 1 and so on; keys are numbers below `size`."""

    def __init__(self, held: Iterable[Collection[int]], size: int) -> None:
        keys, lengths = array("i"), array("i")
        for found in held:
            keys.extend(found)
            lengths.append(len(found))
        flat = np.array(keys, dtype=np.int32)
        items = np.repeat(np.arange(len(lengths), dtype=np.int32), np.array(lengths, dtype=np.int64))
        self._items: Items = items[np.argsort(flat, kind="stable")]
        self._starts: list[int] = [0, *np.cumsum(np.bincount(flat, minlength=size)).tolist()]

    def __getitem__(self, key: int) -> Items:
        """In ascending order."""
        return self._items[self._starts[key] : self._starts[key + 1]]

    def between(self, start: int, end: int) -> Items:
        """The items of neighbouring keys, one run behind the other."""
        return self._items[self._starts[start] : self._starts[end]]

    def count(self, key: int) -> int:
        return self._starts[key + 1] - self._starts[key]

    def any_of(self, keys: Collection[int]) -> Items:
        """Every item that holds one of the keys, once, in ascending order."""
        if len(keys) == 1:
            return self[next(iter(keys))]
        return distinct([self[key] for key in keys]) if keys else self._items[:0]


def distinct(runs: Sequence[Items]) -> Items:
    """Every item of the runs once, in ascending order."""
    items: Items = np.sort(np.concatenate(runs))
    first = np.empty(len(items), dtype=np.bool_)
    first[:1] = True
    np.not_equal(items[1:], items[:-1], out=first[1:])
    return items[first]


def weigh(items: Items, runs: Iterable[tuple[Items, float]]) -> NDArray[np.float64]:
    """For each of the items the sum of the weights of the runs it is in."""
    weights = np.zeros(len(items))
    for run, weight in runs:
        if len(run):
            weights += weight * (run.take(run.searchsorted(items), mode="clip") == items)
    return weights


def may_weigh(runs: Sequence[tuple[Items, float]], least: float) -> Items:
    """Every item in runs that weigh `least` or more together, and some that do not, in ascending order.

    What is only in the longest runs, those of the commonest words, is not among them where these weigh too little: most
    of a large programme is never looked at.
    """
    left = sum(weight for _, weight in runs)
    looked_at: list[Items] = []
    for run, weight in sorted(runs, key=lambda entry: len(entry[0])):
        if left < least - _ROUNDED:
            break
        looked_at.append(run)
        left -= weight
    return looked_at[0] if len(looked_at) == 1 else distinct(looked_at)


def repeated(runs: Sequence[Items]) -> Items:
    """What is in more than one of the runs, each of which holds nothing twice."""
    if len(runs) == 1:
        return runs[0][:0]
    every = np.sort(np.concatenate(runs))
    twice: Items = every[1:][every[1:] == every[:-1]]
    return twice


def among(items: Items, runs: Sequence[Items]) -> Items:
    """Those of the items that one of the runs has."""
    held = np.sort(np.concatenate(runs))
    if not len(held):
        return items[:0]
    found: Items = items[held.take(held.searchsorted(items), mode="clip") == items]
    return found
