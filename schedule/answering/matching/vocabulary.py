"""The distinct words of a schedule, and which of them a misspelt word may stand for.

Two ways to candidates, both without comparing letters: words that become equal when one letter is taken out of each
(every slip of one letter, found by hashes), and where there are none, words that share rare letter trigrams (two
slips, or spelt by ear). Then the candidates are judged letter by letter, a bounded number. Knows nothing of people
or sessions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, DamerauLevenshtein

from schedule.answering.matching.postings import Items
from schedule.answering.matching.remembered import Remembered
from schedule.answering.matching.sounds import sound

CANDIDATES_MOST = 64  # of one word and one way
_JUDGED_MOST = 32  # of these, by sound too: the nearest in letters
_LONGEST = 32  # letters; longer words are compared whole only
_SHORTEST = 3  # shorter words have too many neighbours that differ in one letter
_SHORTEST_TRIGRAM = 5  # of fewer letters two slips leave nothing to know the word by
_REMEMBERED = 1_024  # words whose neighbours are kept: one question looks for them in more than one way
_PADDING = 3  # two blanks before a word and one behind, so that its ends count
_LETTER, _TWO_LETTERS = 21, 42  # bits
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
        self._one_away: Remembered[tuple[str, float], Sequence[Near]] = Remembered(_REMEMBERED)
        self._near: Remembered[tuple[str, float, int], Sequence[Near]] = Remembered(_REMEMBERED)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._ids

    def id(self, word: str) -> int | None:
        return self._ids.get(word)

    def ids(self, words: Iterable[str]) -> tuple[int, ...]:
        """Of words that are all in the vocabulary."""
        return tuple(map(self._ids.__getitem__, words))

    def near(self, word: str, least: float, shortest: int = _SHORTEST_TRIGRAM) -> Sequence[Near]:
        """Words like this one, nearest first; the word itself is not among them.

        Of fewer letters than `shortest`, only those one slip away.
        """
        if found := self.slips(word, least):
            return found
        if not self.words or not shortest <= len(word) <= _LONGEST:
            return ()
        key = word, least, shortest
        if (near := self._near.get(key)) is not None:
            return near
        return self._near.keep(key, tuple(self._judge(word, self._trigrams.find(word), least)))

    def slips(self, word: str, least: float) -> Sequence[Near]:
        """Words one slip away from this one, nearest first; the word itself is not among them."""
        if (near := self._one_away.get((word, least))) is not None:
            return near
        known = bool(self.words) and _SHORTEST <= len(word) <= _LONGEST
        return self._one_away.keep(
            (word, least), tuple(self._judge(word, self._slips.find(word), least)) if known else ()
        )

    def near_among(self, word: str, among: Items, least: float) -> list[Near]:
        """Words like this one among the given ones, nearest first; the word itself is not among them."""
        if not 1 < len(word) <= _LONGEST:
            return []
        return self._judge(word, self._trigrams.rank(word, among), least)

    def _judge(self, word: str, candidates: list[int], least: float) -> list[Near]:
        if not candidates:
            return []
        candidates = candidates[:CANDIDATES_MOST]
        self.judged += len(candidates)
        letters = process.extract(
            word,
            [self.words[number] for number in candidates],
            scorer=OSA.normalized_similarity,
            processor=None,
            limit=_JUDGED_MOST if len(word) < _SHORTEST_TRIGRAM else _JUDGED_MOST // 2,
        )
        near = [Near(candidates[at], likeness(word, other)) for other, _, at in letters if other != word]
        return sorted((found for found in near if found.likeness >= least), key=lambda found: -found.likeness)


def likeness(one: str, other: str) -> float:
    """1 for equal words; letters that sound alike count half, a wrong first letter counts more."""
    if one == other:
        return 1.0
    slips: float = DamerauLevenshtein.distance(one, other)
    heard = DamerauLevenshtein.distance(sound(one), sound(other))
    if heard < slips:
        slips = heard + (slips - heard) / 2
    if one[:1] != other[:1] and one[:2] != other[1::-1]:
        slips += 0.5
    return max(0.0, 1.0 - slips / max(len(one), len(other)))


class _Slips:
    """Hashes of every word and of the word with one letter taken out, in a flat hash table, with the words they are of.

    A dictionary would take ten times the memory; arrays of so few numbers as are looked up at a time are slower.
    """

    def __init__(self, words: Sequence[str]) -> None:
        hashes, owners, lengths = array("q"), array("i"), array("i")
        for number, word in enumerate(words):
            if _SHORTEST - 1 <= len(word) <= _LONGEST:
                variants = {hash(word), *[hash(word[:at] + word[at + 1 :]) for at in range(len(word))]}
                hashes.extend(variants)
                owners.append(number)
                lengths.append(len(variants))
        keys = np.array(hashes, dtype=np.int64)
        self._mask = (1 << len(keys).bit_length()) - 1  # so many buckets that most hold one hash or none
        buckets = keys & self._mask
        order = np.argsort(buckets, kind="stable")
        starts = np.zeros(self._mask + 2, dtype=np.int32)
        np.cumsum(np.bincount(buckets, minlength=self._mask + 1), out=starts[1:])
        # As buffers, of which a single number is read sooner than of an array.
        self._starts = starts.data
        self._keys = keys[order].data
        self._owners = np.repeat(np.array(owners, dtype=np.int32), np.array(lengths, dtype=np.int64))[order].data

    def find(self, word: str) -> list[int]:
        starts, keys = self._starts, self._keys
        found: dict[int, None] = {}
        for variant in _one_letter_less(word):
            key = hash(variant)
            bucket = key & self._mask
            for at in range(starts[bucket], starts[bucket + 1]):
                if keys[at] == key:
                    found[self._owners[at]] = None
        return list(found)


def _one_letter_less(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


class _Trigrams:
    """For each trigram the words that have it, and a weight: the rarer, the heavier. Trigrams are kept as numbers."""

    def __init__(self, words: Sequence[str]) -> None:
        self._size = len(words)
        chosen = [number for number, word in enumerate(words) if 0 < len(word) <= _LONGEST]
        text = "".join([f"  {words[number]} " for number in chosen])
        letters = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
        lengths = np.array([len(words[number]) + _PADDING for number in chosen], dtype=np.int64)
        owners = np.repeat(np.array(chosen, dtype=np.int32), lengths)[:-2]
        grams = letters[:-2] << _TWO_LETTERS | letters[1:-1] << _LETTER | letters[2:]
        inside = np.ones(len(grams), dtype=np.bool_)
        ends = np.cumsum(lengths)[:-1]
        inside[ends - 1] = inside[ends - 2] = False  # these would begin in one word and end in the next
        order = np.argsort(grams[inside], kind="stable")
        self._owners: Items = owners[inside][order]
        self._grams, starts = np.unique(grams[inside][order], return_index=True)
        self._starts = np.append(starts, len(self._owners))
        self._weights: NDArray[np.float64] = np.log1p(self._size / np.maximum(np.diff(self._starts), 1))

    def find(self, word: str) -> list[int]:
        shared, weight = self._shared(word)
        return _heaviest(shared, np.flatnonzero(shared >= max(_SHARED * weight, _LEAST)))

    def rank(self, word: str, among: Items) -> list[int]:
        shared, _ = self._shared(word)
        return _heaviest(shared, among[shared[among] >= _LEAST])

    def _shared(self, word: str) -> tuple[NDArray[np.float64], float]:
        """For each word of the vocabulary the weight of the trigrams it shares, and what they weigh together."""
        grams = np.array(_trigrams(word), dtype=np.int64)
        places = self._grams.searchsorted(grams)
        known = places < len(self._grams)
        known[known] = self._grams[places[known]] == grams[known]
        found = places[known].tolist()
        if not found:
            return np.zeros(self._size), 0.0
        runs = [self._owners[self._starts[place] : self._starts[place + 1]] for place in found]
        weights = self._weights[found]
        heavy = np.repeat(weights, [len(run) for run in runs])
        shared = np.bincount(np.concatenate(runs), heavy, minlength=self._size).astype(np.float64, copy=False)
        return shared, float(weights.sum())


def _heaviest(shared: NDArray[np.float64], found: NDArray[np.integer[Any]]) -> list[int]:
    best: list[int] = found[np.argsort(-shared[found], kind="stable")[:CANDIDATES_MOST]].tolist()
    return best


def _trigrams(word: str) -> list[int]:
    letters = [ord(letter) for letter in f"  {word} "]
    windows = zip(letters, letters[1:], letters[2:], strict=False)
    return list({one << _TWO_LETTERS | two << _LETTER | three for one, two, three in windows})
