"""The distinct words of a schedule, and which of them a misspelt word may stand for.

Two ways to candidates, both without comparing letters: words that become equal when one letter is taken out of each
(every slip of one letter, found by hashes), and where there are none, words that share rare letter trigrams (two
slips, or spelt by ear). Then the candidates are judged letter by letter, a bounded number. Knows nothing of people
or sessions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from schedule.answering.postings import Items, Postings
from schedule.answering.sounds import sound

CANDIDATES_MOST = 64  # of one word and one way
_JUDGED_MOST = 32  # of these, by sound too: the nearest in letters
_LONGEST = 32  # letters; longer words are compared whole only
_SHORTEST = 3  # shorter words have too many neighbours that differ in one letter
_SHORTEST_TRIGRAM = 5  # of fewer letters two slips leave nothing to know the word by
_LEAST = 1e-9  # any trigram shared at all
_SHARED = 0.3  # of a word's trigram weight; two slips in eight letters leave about a third


class Near(NamedTuple):
    """A word of the vocabulary and how like the searched word it is, from 0 to 1."""

    word: int
    likeness: float


class Vocabulary:
    """Immutable once built. `judged` counts the letter-by-letter comparisons made so far."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = tuple(dict.fromkeys(words))
        self.lengths = array("B", (min(len(word), 255) for word in self.words))
        self.judged = 0
        self._ids = {word: number for number, word in enumerate(self.words)}
        self._slips = _Slips(self.words)
        self._trigrams = _Trigrams(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._ids

    def id(self, word: str) -> int | None:
        return self._ids.get(word)

    def ids(self, words: Iterable[str]) -> tuple[int, ...]:
        """Of words that are all in the vocabulary."""
        return tuple(self._ids[word] for word in words)

    def slips(self, word: str, least: float) -> list[Near]:
        """Words one slip away, nearest first; the word itself is not among them."""
        if not _SHORTEST <= len(word) <= _LONGEST:
            return []
        return self._judge(word, self._slips.find(word), least)

    def near(self, word: str, least: float) -> list[Near]:
        """Words like this one, nearest first; the word itself is not among them."""
        if found := self.slips(word, least):
            return found
        if not _SHORTEST_TRIGRAM <= len(word) <= _LONGEST:
            return []
        return self._judge(word, self._trigrams.find(word), least)

    def near_among(self, word: str, among: Items, least: float) -> list[Near]:
        """Words like this one among the given ones, nearest first; the word itself is not among them."""
        if not 1 < len(word) <= _LONGEST:
            return []
        return self._judge(word, self._trigrams.rank(word, among), least)

    def _judge(self, word: str, candidates: list[int], least: float) -> list[Near]:
        candidates = candidates[:CANDIDATES_MOST]
        self.judged += len(candidates)
        letters = process.extract(
            word,
            [self.words[number] for number in candidates],
            scorer=OSA.normalized_similarity,
            processor=None,
            limit=_JUDGED_MOST,
        )
        near = [Near(candidates[at], likeness(word, other)) for other, _, at in letters if other != word]
        return sorted((found for found in near if found.likeness >= least), key=lambda found: -found.likeness)


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
    return max(0.0, 1.0 - slips / max(len(one), len(other)))


class _Slips:
    """Hashes of every word and of the word with one letter taken out, sorted, with the words they come from."""

    def __init__(self, words: Sequence[str]) -> None:
        hashes, owners = array("q"), array("i")
        for number, word in enumerate(words):
            if _SHORTEST - 1 <= len(word) <= _LONGEST:
                variants = {hash(variant) for variant in _one_letter_less(word)}
                hashes.extend(variants)
                owners.extend([number] * len(variants))
        keys = np.array(hashes, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._owners = np.array(owners, dtype=np.int32)[order]

    def find(self, word: str) -> list[int]:
        hashes = np.array([hash(variant) for variant in _one_letter_less(word)], dtype=np.int64)
        starts = self._keys.searchsorted(hashes, side="left").tolist()
        ends = self._keys.searchsorted(hashes, side="right").tolist()
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
        held = [self._number(word) if len(word) <= _LONGEST else () for word in words]
        self._words = Postings(held, len(self._ids))
        self._weights = [float(np.log1p(self._size / self._words.count(key))) for key in range(len(self._ids))]

    def _number(self, word: str) -> Sequence[int]:
        return [self._ids.setdefault(gram, len(self._ids)) for gram in _trigrams(word)]

    def find(self, word: str) -> list[int]:
        shared, weight = self._shared(word)
        return _heaviest(shared, np.flatnonzero(shared >= max(_SHARED * weight, _LEAST)))

    def rank(self, word: str, among: Items) -> list[int]:
        shared, _ = self._shared(word)
        return _heaviest(shared, among[shared[among] >= _LEAST])

    def _shared(self, word: str) -> tuple[NDArray[np.float64], float]:
        """For each word of the vocabulary the weight of the trigrams it shares, and what they weigh together."""
        grams = [number for gram in _trigrams(word) if (number := self._ids.get(gram)) is not None]
        runs = [self._words[gram] for gram in grams]
        weights = [self._weights[gram] for gram in grams]
        if not grams:
            return np.zeros(self._size), 0.0
        heavy = np.repeat(weights, [len(run) for run in runs])
        shared = np.bincount(np.concatenate(runs), heavy, minlength=self._size).astype(np.float64, copy=False)
        return shared, sum(weights)


def _heaviest(shared: NDArray[np.float64], found: NDArray[np.integer[Any]]) -> list[int]:
    best: list[int] = found[np.argsort(-shared[found], kind="stable")[:CANDIDATES_MOST]].tolist()
    return best


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
