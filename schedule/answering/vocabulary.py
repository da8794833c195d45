"""The distinct words of a schedule, and which of them a misspelt word may stand for.

Three steps, each tried only where the one before gave nothing: the word itself; words that become equal when one
letter is taken out of each (every slip of one letter, found by looking up hashes); words that share rare letter
trigrams (two slips, or spelt by ear). Candidates are then judged letter by letter, never more than `JUDGED_MOST`
for one word. Knows nothing of people or sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from schedule.answering.sounds import sound

JUDGED_MOST = 64  # candidates of one word that are compared letter by letter
_LONGEST = 32  # letters; longer words are compared whole only
_SHORTEST = 3  # shorter words have too many neighbours that differ in one letter
_SHARED = 0.34  # of a word's trigram weight; a slip in the middle of six letters leaves about half


class Near(NamedTuple):
    """A word of the vocabulary and how like the searched word it is, from 0 to 1."""

    word: int
    likeness: float


class Vocabulary:
    """Immutable once built. `judged` counts the letter-by-letter comparisons made so far."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = tuple(dict.fromkeys(words))
        self.judged = 0
        self._ids = {word: number for number, word in enumerate(self.words)}
        self._slips = _Slips(self.words)
        self._trigrams = _Trigrams(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def id(self, word: str) -> int | None:
        return self._ids.get(word)

    def slips(self, word: str, least: float) -> list[Near]:
        """Words one slip away, nearest first; the word itself is not among them."""
        if not _SHORTEST <= len(word) <= _LONGEST:
            return []
        return self._judge(word, self._slips.find(word), least)

    def near(self, word: str, least: float) -> list[Near]:
        """Words like this one, nearest first; the word itself is not among them."""
        if found := self.slips(word, least):
            return found
        if not _SHORTEST + 2 <= len(word) <= _LONGEST:
            return []
        return self._judge(word, self._trigrams.find(word), least)

    def _judge(self, word: str, candidates: list[int], least: float) -> list[Near]:
        candidates = candidates[:JUDGED_MOST]
        self.judged += len(candidates)
        near = [Near(number, likeness(word, self.words[number])) for number in candidates]
        near = [found for found in near if found.likeness >= least and self.words[found.word] != word]
        return sorted(near, key=lambda found: (-found.likeness, found.word))


def likeness(one: str, other: str) -> float:
    """1 for equal words; letters that sound alike count half, a wrong first letter counts more."""
    if one == other:
        return 1.0
    slips: float = OSA.distance(one, other)
    heard = OSA.distance(sound(one), sound(other))
    if heard < slips:
        slips = heard + (slips - heard) / 2
    if one[:1] != other[:1] and one[:2] != other[1::-1]:
        slips += 0.5
    return float(max(0.0, 1.0 - slips / max(len(one), len(other))))


class _Slips:
    """Hashes of every word and of the word with one letter taken out, sorted, with the words they come from."""

    def __init__(self, words: Sequence[str]) -> None:
        hashes: list[int] = []
        owners: list[int] = []
        for number, word in enumerate(words):
            if _SHORTEST - 1 <= len(word) <= _LONGEST:
                variants = {hash(variant) for variant in _one_letter_less(word)}
                hashes += variants
                owners += [number] * len(variants)
        keys = np.array(hashes, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._owners: NDArray[np.int32] = np.array(owners, dtype=np.int32)[order]

    def find(self, word: str) -> list[int]:
        hashes = np.array([hash(variant) for variant in _one_letter_less(word)], dtype=np.int64)
        starts = np.searchsorted(self._keys, hashes, side="left").tolist()
        ends = np.searchsorted(self._keys, hashes, side="right").tolist()
        runs = (self._owners[start:end].tolist() for start, end in zip(starts, ends, strict=True) if start < end)
        return list(dict.fromkeys(chain.from_iterable(runs)))


def _one_letter_less(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


class _Trigrams:
    """For each trigram the words that have it, and a weight: the rarer, the heavier."""

    def __init__(self, words: Sequence[str]) -> None:
        self._size = len(words)
        self._ids: dict[str, int] = {}
        grams: list[int] = []
        owners: list[int] = []
        for number, word in enumerate(words):
            if _SHORTEST < len(word) <= _LONGEST:
                found = [self._ids.setdefault(gram, len(self._ids)) for gram in _trigrams(word)]
                grams += found
                owners += [number] * len(found)
        keys = np.array(grams, dtype=np.int32)
        self._owners: NDArray[np.int32] = np.array(owners, dtype=np.int32)[np.argsort(keys, kind="stable")]
        counts = np.bincount(keys, minlength=len(self._ids))
        self._starts: list[int] = [0, *np.cumsum(counts).tolist()]
        self._weights: list[float] = np.log1p(self._size / np.maximum(counts, 1)).tolist()
        self._unknown = float(np.log1p(self._size))

    def find(self, word: str) -> list[int]:
        known = [(self._ids.get(gram), gram) for gram in _trigrams(word)]
        numbers = [number for number, _ in known if number is not None]
        if not numbers:
            return []
        weights = [self._weights[number] for number in numbers]
        total = sum(weights) + self._unknown * (len(known) - len(numbers)) / 2
        lists = [self._owners[self._starts[number] : self._starts[number + 1]] for number in numbers]
        shared = np.bincount(
            np.concatenate(lists), np.repeat(weights, [len(owners) for owners in lists]), minlength=self._size
        )
        found = np.flatnonzero(shared >= _SHARED * total)
        best = found[np.argsort(-shared[found], kind="stable")[:JUDGED_MOST]]
        return [int(number) for number in best]


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
