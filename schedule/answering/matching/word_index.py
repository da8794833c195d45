"""Which sessions have a word, in one text of each: the titles, or the abstracts. A word's inflections are found too.

Keeps the texts as numbers, so that it can tell whether words stand near one another. Knows nothing of fields.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log

import numpy as np

from schedule.answering.matching.postings import Items, Postings
from schedule.answering.matching.remembered import Remembered
from schedule.answering.matching.stems import stems

INFLECTED = 0.97  # the typed word's plural, past or participle
DERIVED = 0.9  # another word of the same stem: `transformer` and `transformation`
COMPOUND = 0.85  # a longer word that begins with the typed one
_HELD = 64  # groups of words whose sessions are kept: one question looks for them in more than one way
_COMPOUNDS_MOST = 48  # words that begin as the typed one
_REMEMBERED = 4_096  # words whose forms are kept: people ask for the same things
_WINDOW = 2  # words that may stand between those of a phrase, and two more for each of them
_FEWEST = 3  # letters that two forms of a word share at least
_PREFIX = 5  # letters of a word that compounds begin with
_REST = 3  # letters that a compound adds at least


class WordIndex:
    """Immutable once built; `texts` gives the folded words of session 0, of session 1 and so on."""

    def __init__(self, texts: Sequence[Sequence[str]], spoken: tuple[str, ...]) -> None:
        self.words: Sequence[str] = sorted(set().union(*texts))
        self._ids = {word: number for number, word in enumerate(self.words)}
        numbered = [array("i", map(self._ids.__getitem__, text)) for text in texts]
        self.postings = Postings([frozenset(text) for text in numbered], len(self.words))
        self._text = np.frombuffer(b"".join(text.tobytes() for text in numbered), dtype=np.int32)
        self._starts: list[int] = [0, *np.cumsum([len(text) for text in numbered]).tolist()]
        self._spoken = spoken
        stemmed = sorted((stem, number) for number, word in enumerate(self.words) for stem in stems(word, spoken))
        self._stems, self._stemmed = [stem for stem, _ in stemmed], array("i", (number for _, number in stemmed))
        self._forms: Remembered[str, Mapping[int, float]] = Remembered(_REMEMBERED)
        self._held: Remembered[tuple[int, ...], Items] = Remembered(_HELD)
        self.size = len(texts)

    def __contains__(self, word: object) -> bool:
        return word in self._ids

    def id(self, word: str) -> int | None:
        return self._ids.get(word)

    def holders(self, word: int) -> Items:
        return self.postings[word]

    def any_of(self, words: Collection[int]) -> Items:
        """Every session that has one of the words."""
        if len(words) < 2:  # noqa: PLR2004 - nothing to put together
            return self.postings.any_of(words)
        key = tuple(words)
        held = self._held.get(key)
        return self._held.keep(key, self.postings.any_of(key)) if held is None else held

    def weight(self, words: Collection[int]) -> float:
        """How much it tells that a session has one of these words: the fewer have, the more; most for none."""
        held = sum(self.postings.count(word) for word in words)
        return log(1 + self.size / max(1, min(held, self.size)))

    @property
    def heaviest(self) -> float:
        return log(1 + self.size)

    def forms(self, word: str) -> Mapping[int, float]:
        """The word itself and its inflections, as far as the schedule has them, with how well they fit."""
        forms = self._forms.get(word)
        return self._forms.keep(word, self._find_forms(word)) if forms is None else forms

    def _find_forms(self, word: str) -> Mapping[int, float]:
        root = _root(word)
        found = {other: INFLECTED if _root(self.words[other]) == root else DERIVED for other in self._family(word)}
        for other in (f"{word}s", word.removesuffix("s")):  # abbreviations have no stem, but a plural
            if len(other) >= _FEWEST and (number := self._ids.get(other)) is not None:
                found[number] = INFLECTED
        if (number := self._ids.get(word)) is not None:
            found[number] = 1.0
        return found

    def same(self, word: str) -> tuple[int, ...]:
        """The word itself and its other number, as far as the schedule has them."""
        forms = dict.fromkeys((word, f"{word}s", word.removesuffix("s")))
        return tuple(number for form in forms if (number := self._ids.get(form)) is not None)

    def compounds(self, word: str) -> dict[int, float]:
        """Longer words that begin with this one: `datenschutz` in `datenschutzgrundverordnung`."""
        if len(word) < _PREFIX or not word.isalpha():
            return {}
        long = (number for number in self._beginning(word) if len(self.words[number]) >= len(word) + _REST)
        return dict.fromkeys(long, COMPOUND)

    def together(self, session: int, words: Sequence[Collection[int]]) -> bool:
        """Whether a session's text has one of each of the words within a few words of one another."""
        text = self._text[self._starts[session] : self._starts[session + 1]]
        places = sorted(
            (place, which)
            for which, forms in enumerate(words)
            for place in np.flatnonzero(np.isin(text, list(forms))).tolist()
        )
        width = _WINDOW + 2 * len(words)
        for at, (start, _) in enumerate(places):
            inside = {which for place, which in places[at : at + width] if place < start + width}
            if len(inside) == len(words):
                return True
        return False

    def _family(self, word: str) -> Iterator[int]:
        """The words of the same stem; a stem of few letters says too little."""
        for stem in stems(word, self._spoken) if word.isalpha() else ():
            at = bisect_left(self._stems, stem) if len(stem) > _FEWEST else len(self._stems)
            while at < len(self._stems) and self._stems[at] == stem:
                yield self._stemmed[at]
                at += 1

    def _beginning(self, prefix: str) -> range:
        start = bisect_left(self.words, prefix)
        end = bisect_left(self.words, prefix + "\U0010ffff", start, min(len(self.words), start + _COMPOUNDS_MOST))
        return range(start, end)


def _root(word: str) -> str:
    """The word without the endings that do not make another word of it."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + _FEWEST:
            return word.removesuffix(ending)
    return word
