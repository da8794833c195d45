"""Which sessions have a word, in one text of each: the titles, or the abstracts. A word's inflections are found too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log

from schedule.answering.postings import Items, Postings
from schedule.answering.stems import stems

INFLECTED = 0.97  # another form of the typed word
COMPOUND = 0.85  # a longer word that begins with the typed one
_FAMILY_MOST = 48  # vocabulary words that begin alike and are compared by their stems
_REMEMBERED = 4_096  # words whose forms are kept: people ask for the same things
_FEWEST = 3  # letters that two forms of a word share at least
_PREFIX = 5  # letters of a word that compounds begin with
_REST = 3  # letters that a compound adds at least


class WordIndex:
    """Immutable once built; `texts` gives the folded words of session 0, of session 1 and so on."""

    def __init__(self, texts: Sequence[Collection[str]], spoken: tuple[str, ...]) -> None:
        self.words: Sequence[str] = sorted(set().union(*texts))
        self._ids = {word: number for number, word in enumerate(self.words)}
        self._postings = Postings(({self._ids[word] for word in text} for text in texts), len(self.words))
        self._spoken = spoken
        # The word itself and its inflections, as far as the schedule has them, with how well they fit.
        self.forms: Callable[[str], Mapping[int, float]] = lru_cache(_REMEMBERED)(self._forms)
        self.size = len(texts)

    def __contains__(self, word: object) -> bool:
        return word in self._ids

    def id(self, word: str) -> int | None:
        return self._ids.get(word)

    def holders(self, word: int) -> Items:
        return self._postings[word]

    def any_of(self, words: Collection[int]) -> Items:
        """Every session that has one of the words."""
        return self._postings.any_of(words)

    def weight(self, words: Collection[int]) -> float:
        """How much it tells that a session has one of these words: the fewer have, the more; most for none."""
        held = sum(self._postings.count(word) for word in words)
        return log(1 + self.size / max(1, min(held, self.size)))

    @property
    def heaviest(self) -> float:
        return log(1 + self.size)

    def _forms(self, word: str) -> Mapping[int, float]:
        found = dict.fromkeys(self._family(word), INFLECTED)
        if (number := self._ids.get(word)) is not None:
            found[number] = 1.0
        return found

    def compounds(self, word: str) -> dict[int, float]:
        """Longer words that begin with this one: `datenschutz` in `datenschutzgrundverordnung`."""
        if len(word) < _PREFIX or not word.isalpha():
            return {}
        long = (number for number in self._beginning(word) if len(self.words[number]) >= len(word) + _REST)
        return dict.fromkeys(long, COMPOUND)

    def _family(self, word: str) -> Iterator[int]:
        wanted = stems(word, self._spoken)
        prefix = min((stem[:-1] for stem in wanted if len(stem) > _FEWEST), key=len, default="")
        if prefix and word.isalpha():
            for number in self._beginning(prefix):
                if not wanted.isdisjoint(stems(self.words[number], self._spoken)):
                    yield number

    def _beginning(self, prefix: str) -> range:
        start = bisect_left(self.words, prefix)
        end = bisect_left(self.words, prefix + "\U0010ffff", start, min(len(self.words), start + _FAMILY_MOST))
        return range(start, end)
