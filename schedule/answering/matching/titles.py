"""Words to sessions by their title: the whole, a distinctive part, initials, with slips forgiven.

Sessions are collected by the rarity of the words they share with the question; the best few are then read word by
word, in order. Knows nothing of abstracts and tracks, which `topics` adds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np

from schedule.answering.language.word_lists import chatter, frame
from schedule.answering.matching.abbreviations import Abbreviations
from schedule.answering.matching.camel_case import later_pieces
from schedule.answering.matching.completions import Completions
from schedule.answering.matching.initials import TOLD, Initials
from schedule.answering.matching.neighbours import LINKING, Neighbours
from schedule.answering.matching.postings import Items
from schedule.answering.matching.readings import JOINED, SHORTEST_SLIP, SLIP, Reading, Readings, Sense
from schedule.answering.matching.unspaced import cut_text
from schedule.answering.matching.vocabulary import Vocabulary
from schedule.answering.matching.word_index import COMPOUND, WordIndex
from schedule.answering.tokens import Folding, shouted_words

_READ_MOST = 10  # titles that are read word by word for one question
_INITIALS_MOST = 50
_SHORTEST_PART, _SHORTEST_APART = 2, 3  # letters of a half of a compound; of one that may stand anywhere in the title
_TWO_SLIPS = 8  # letters of a word in which two slips are forgiven: of fewer they leave less than `_SLIP`
_EMPTY = 0.5  # of its weight: what a word of everyday talk tells
_UNKNOWN = 0.8  # of the greatest weight: what a word tells that no title has
SMALL_WEIGHT = 0.1  # of its weight: what such a word tells
_LEAST = 0.4  # of the weight that the best session has, or that all words have
_TAILS = frozenset({"ll", "re", "s", "ve"})  # of a word with its apostrophe left out: `poisson s`
_BESIDE = 0.1  # of the lighter word's weight: that two words stand side by side in a title as they were typed
_NEIGHBOURS_MOST = 3  # words that a typed one may stand for and that are looked for beside another


class Titles:
    """`kinds` gives the words of each session's kind, which people say beside its title: `the heat spotlight`."""

    def __init__(
        self, titles: Sequence[str], kinds: Sequence[Collection[str]], spoken: tuple[str, ...], folding: Folding
    ) -> None:
        self._small = frame().union(_TAILS, *kinds)
        texts = [folding(title) for title in titles]
        pieces = [cut_text(list(text)) for text in texts]
        self.index = WordIndex(pieces, spoken)
        self._vocabulary = Vocabulary(self.index.words)
        self.texts = [self._vocabulary.ids(text) for text in pieces]
        self._inside: dict[str, dict[int, float]] = {}
        for piece, whole in later_pieces(titles):
            if (number := self.index.id(whole)) is not None:
                self._inside.setdefault(piece, {})[number] = COMPOUND
        self.linking = frozenset(number for number, word in enumerate(self.index.words) if word in LINKING)
        runs = [tuple(word for word in text if word not in self.linking) for text in self.texts]
        self.neighbours = Neighbours(runs, len(self.index.words))
        self._initials = Initials(texts, map(shouted_words, titles), frame())
        self._abbreviations = Abbreviations(texts, frame())
        self._readings = Readings(self.texts, runs, self.index.words, kinds, self._initials)

    @property
    def judged(self) -> int:
        return self._readings.judged + self._vocabulary.judged

    def find(self, typed: Sequence[str], within: Items | None = None) -> tuple[list[Reading], list[list[Items]]]:
        """The titles that fit best, the best first; and those that have two of the words side by side, for each two.

        `within` are the sessions that may be meant, in ascending order; all where it is None.
        """
        senses = self._senses(typed)
        beside = list(self._side_by_side(typed, senses))
        readings = self._readings.read(self._candidates(senses, beside, within), senses)
        readings.sort(key=lambda found: (not found.is_whole, -found.score, -found.whole))
        return readings, [runs for runs, _ in beside]

    def completions(self) -> Completions:
        """For what is typed of a title."""
        texts = [tuple(self.index.words[word] for word in text) for text in self.texts]
        return Completions(texts, self._vocabulary, self.index.postings)

    def stands_for(self, word: str) -> str | None:
        """What an abbreviation that no title has means in the titles: `reinforcement learning` for `rl`."""
        return None if word in self.index else self.written_out(word)

    def written_out(self, word: str) -> str | None:
        """What an abbreviation means in most titles that have words for it, whether or not others have it as it is."""
        return self._abbreviations.expand(word)

    def near(self, word: str) -> dict[int, float]:
        """The title words that a misspelt word may stand for, with how like they are."""
        # A word of everyday talk names no title; a name that is like it is rather a name.
        return {other: like for other, like in self.like(word).items() if self.index.words[other] not in everyday()}

    def like(self, word: str) -> dict[int, float]:
        """The words of titles, everyday ones too, that a word is like."""
        if len(word) < SHORTEST_SLIP or word in self._small or word.isdigit():
            return {}
        near = self._vocabulary.near(word, SLIP, _TWO_SLIPS)
        if word.isalpha():
            return dict(near)
        # The number of a thing is no slip: `alphafodl3` is AlphaFold3, never AlphaFold2.
        return {other: like for other, like in near if _digits(self.index.words[other]) == _digits(word)}

    def _senses(self, typed: Sequence[str]) -> list[Sense]:
        senses = [self._sense(word) for word in typed]
        for place, word in enumerate(typed):
            if not senses[place].likes and (common := self._common(word, senses[max(0, place - 1) : place + 2])):
                senses[place] = self._simple(word, common)
        for place in range(len(typed) - 1):
            joined = self.index.id(typed[place] + typed[place + 1])
            if joined is not None:
                senses[place].likes[joined] = senses[place + 1].likes[joined] = JOINED
        return senses

    def _common(self, word: str, around: Sequence[Sense]) -> dict[int, float]:
        """The everyday words that a word is like and that a title has beside one of the words around it."""
        beside = [sense.likes for sense in around if sense.likes]
        return {
            other: like
            for other, like in (self.like(word).items() if beside else ())
            if any(
                self.neighbours.having((other,), likes) or self.neighbours.having(likes, (other,)) for likes in beside
            )
        }

    def _sense(self, word: str) -> Sense:
        likes = dict(self.index.forms(word))
        if word in self._small or 1.0 in likes.values():
            return self._simple(word, likes)
        pairs = self._pairs(word)
        if not pairs:
            likes |= self.near(word) | self.index.compounds(word) | self._inside.get(word, {}) | likes
        abbreviates = () if pairs or likes else self._initials.find(word, _INITIALS_MOST)
        return replace(self._simple(word, likes), pairs=pairs, abbreviates=frozenset(abbreviates))

    def _simple(self, word: str, likes: dict[int, float]) -> Sense:
        weight = self._weight(word, likes)
        return Sense(word, likes, weight, linking=word in LINKING, small=word in self._small)

    def _weight(self, word: str, likes: Collection[int]) -> float:
        weight = self.index.weight(likes) if likes else self.index.heaviest * _UNKNOWN
        return weight * (SMALL_WEIGHT if word in self._small else _EMPTY if word in chatter() else 1.0)

    def _pairs(self, word: str) -> list[tuple[int, int]]:
        """Ways to cut a word in two that a title has both of, as `multiagent`; side by side if short, as `wifi`."""
        found = []
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            one, other = self.index.id(word[:at]), self.index.id(word[at:])
            if one is None or other is None:
                continue
            apart = min(at, len(word) - at) >= _SHORTEST_APART
            if len(self._holders_of_both(one, other)) if apart else self.neighbours.having((one,), (other,)):
                found.append((one, other))
        return found

    def _holders_of_both(self, one: int, other: int) -> Items:
        both: Items = np.intersect1d(self.index.holders(one), self.index.holders(other), assume_unique=True)
        return both

    def _candidates(
        self, senses: Sequence[Sense], beside: Sequence[tuple[list[Items], float]], within: Items | None
    ) -> list[int]:
        runs = [(run, weight) for together, weight in beside for run in together]
        for sense in senses:
            runs.append((self.index.any_of(sense.likes), sense.weight))
            runs += [(self._holders_of_both(one, other), JOINED * sense.weight) for one, other in sense.pairs]
            if sense.abbreviates:
                runs.append((np.array(sorted(sense.abbreviates), dtype=np.int32), TOLD * sense.weight))
        held = [run for run, _ in runs]
        if not any(map(len, held)):
            return []
        weights = np.repeat([weight for _, weight in runs], [len(run) for run in held])
        scores = np.bincount(np.concatenate(held), weights, minlength=self.index.size)
        least = _LEAST * max(float(scores.max()), sum(sense.weight for sense in senses))
        found = (scores >= least).nonzero()[0] if within is None else within[scores[within] >= least]
        best: list[int] = found[(-scores[found]).argsort(kind="stable")[:_READ_MOST]].tolist()
        return best

    def _side_by_side(self, typed: Sequence[str], senses: Sequence[Sense]) -> Iterator[tuple[list[Items], float]]:
        """For each two neighbours among the typed words the titles in which they are neighbours too."""
        known = [sense for word, sense in zip(typed, senses, strict=True) if word not in LINKING]
        for one, other in pairwise(known):
            if one.likes and other.likes:
                yield self.neighbours.having(_likest(one), _likest(other)), _BESIDE * min(one.weight, other.weight)


def _likest(sense: Sense) -> Sequence[int]:
    if len(sense.likes) <= _NEIGHBOURS_MOST:
        return tuple(sense.likes)
    return sorted(sense.likes, key=sense.likes.__getitem__, reverse=True)[:_NEIGHBOURS_MOST]


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


@cache
def everyday() -> frozenset[str]:
    """Words that name nothing by themselves."""
    return frame() | chatter()
