"""The names of a schedule as an index: which people bear a word, and which words a person's name is made of.

A part of a name may be written in more than one way (`van Doorn` and `vandoorn`, `Müller` and `mueller`); the other
ways are alternates of that part. Knows nothing of questions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from schedule.answering.matching.postings import Items, Postings, distinct
from schedule.answering.matching.vocabulary import Vocabulary
from schedule.answering.tokens import HONORIFICS, Folding, words

Alternate = tuple[int, int]  # a word, and the parts of the name it stands for, as bits
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_JOINED_MOST = 3  # words of a name that people write as one: `delacruz`
_GRID = 4  # parts of a name that are looked at when the word beside one of them is misspelt
_PARTS_MOST = 16  # of a name; a longer one is a list of people, or no name


class Bearers:
    """Immutable once built. People are numbered in the order of `names`."""

    def __init__(self, names: Sequence[str], folding: Folding) -> None:
        self.names = [_parts(folding(name)) for name in names]
        others = {number: found for number, name in enumerate(names) if (found := _others(name, self.names[number]))}
        spelt = chain.from_iterable(self.names), (word for found in others.values() for word, _ in found)
        self.vocabulary = Vocabulary(sorted(set(chain.from_iterable(spelt))))
        self.parts = [self.vocabulary.ids(name) for name in self.names]
        self._alternates: dict[int, tuple[Alternate, ...]] = {
            number: tuple((self.vocabulary.ids([word])[0], bits) for word, bits in found)
            for number, found in others.items()
        }
        held = ({*parts, *(word for word, _ in self.alternates(n))} for n, parts in enumerate(self.parts))
        self.words = Postings(held, len(self.vocabulary))
        self._grid = _grid(self.parts)
        self._first_letters = _letters(self.names, shortest_only=False)
        self._lone_letters = _letters(self.names, shortest_only=True)
        self._leads = bytearray(len(self.vocabulary))
        self._ends = bytearray(len(self.vocabulary))
        for parts in self.parts:
            if len(parts) > 1:
                self._leads[parts[0]] = self._ends[parts[-1]] = 1
        self._whole = _Whole(self.names)

    def alternates(self, person: int) -> tuple[Alternate, ...]:
        return self._alternates.get(person, ())

    def written_as_one(self, word: str) -> list[int]:
        """People whose whole name is this word without its spaces: `jeffdean`, `deanjeff`."""
        return [] if word in self.vocabulary else self._whole.find(word)

    def with_initial(self, people: Items, letter: str) -> Items:
        """Those of the people who have a part that begins with the letter."""
        return _having(people, self._first_letters, letter)

    def with_lone_initial(self, people: Items, letter: str) -> Items:
        """Those of the people who have a part that is this letter only."""
        return _having(people, self._lone_letters, letter)

    def parts_of(self, people: Items) -> Items:
        """The words that these people's names are made of, each once."""
        found = distinct(list(self._grid[people].T))
        return found[found >= 0]

    def leads(self, word: int) -> bool:
        """Whether somebody's name begins with the word."""
        return bool(self._leads[word])

    def ends(self, word: int) -> bool:
        """Whether somebody's name ends with the word."""
        return bool(self._ends[word])


def _parts(name: tuple[str, ...]) -> tuple[str, ...]:
    found = name[:_PARTS_MOST]
    if HONORIFICS.isdisjoint(found):
        return found
    return tuple(part for part in found if part not in HONORIFICS) or found


def _others(name: str, parts: Sequence[str]) -> list[tuple[str, int]]:
    others = []
    if not name.isascii():
        transcribed = _parts(words(name.translate(_UMLAUTS)))
        if len(transcribed) == len(parts):
            others = [(word, 1 << at) for at, word in enumerate(transcribed) if word != parts[at]]
    return [*others, *_joins(parts)]


def _joins(parts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Neighbouring parts as one word; never the whole name, which `written_as_one` knows."""
    for length in range(2, min(_JOINED_MOST, len(parts) - 1) + 1):
        for at in range(len(parts) - length + 1):
            yield "".join(parts[at : at + length]), ((1 << length) - 1) << at


def _grid(names: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    padding = [-1] * _GRID
    rows = chain.from_iterable((*parts[:_GRID], *padding[len(parts) :]) for parts in names)
    return np.fromiter(rows, dtype=np.int32, count=len(names) * _GRID).reshape(len(names), _GRID)


def _letters(names: Sequence[Sequence[str]], *, shortest_only: bool) -> NDArray[np.int64]:
    def of(name: Sequence[str]) -> int:
        letters = 0
        for part in name:
            if len(part) == 1 or not shortest_only:
                letters |= 1 << _bit(part)
        return letters

    return np.fromiter(map(of, names), dtype=np.int64, count=len(names))


def _having(people: Items, letters: NDArray[np.int64], letter: str) -> Items:
    chosen: Items = people[(letters[people] >> _bit(letter)) & 1 == 1]
    return chosen


def _bit(word: str) -> int:
    return ord(word[0]) % 61  # two letters of other scripts may share a bit; the closer look tells them apart


class _Whole:
    """Whole names without spaces, in both orders, as sorted hashes."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        hashes, owners = [], []
        for person, name in enumerate(names):
            if len(name) > 1:
                for spelt in (name, name[::-1]):
                    hashes.append(hash("".join(spelt)))
                    owners.append(person)
        keys = np.array(hashes, dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order].data  # of which a single number is read sooner than of an array
        self._owners = np.array(owners, dtype=np.int32)[order]

    def find(self, word: str) -> list[int]:
        key = hash(word)
        start = end = bisect_left(self._keys, key)
        while end < len(self._keys) and self._keys[end] == key:
            end += 1
        if start == end:
            return []
        found: list[int] = self._owners[start:end].tolist()
        return list(dict.fromkeys(found))
