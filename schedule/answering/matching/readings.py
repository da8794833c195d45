"""How well a title fits the typed words: the few that were found by the rarity of their words, read word by word.

Knows nothing of how a title is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from schedule.answering.language.word_lists import frame
from schedule.answering.matching.initials import TOLD, Initials
from schedule.answering.matching.neighbours import in_a_row

SLIP = 0.75  # one slip in four letters; a title's word less like is another word
SHORTEST_SLIP = 3  # letters
JOINED = 0.97  # of a word: two words of the title that were typed as one, or the other way round
_ROUGH, _ROUGHLY = 0.6, 0.9  # likeness in a title that other words led to, and what it counts
_CLIPPED = 4  # letters of the beginning of a word that stand for it beside other words
_ORDER = 0.12  # of the score: whether the words stand together and in order
_WHOLE = 0.95  # of the weight: every word, some in another form
_NO_WORD = -1
_NOT_HELD = -2  # in place of the title's word


class Reading(NamedTuple):
    """How well a session's title fits the typed words."""

    session: int
    score: float
    share: float  # of the typed words' weight
    places: frozenset[int]
    missing: int  # typed words that tell something and are not in the title
    whole: float  # how much of the title is accounted for

    @property
    def is_whole(self) -> bool:
        """Whether the words are the title, no more and no less."""
        return self.whole == 1 and self.share >= _WHOLE


@dataclass(slots=True)
class Sense:
    """What one typed word may stand for, and what it tells.

    `linking` words are passed over in a title, `small` ones tell next to nothing.
    """

    typed: str
    likes: dict[int, float]
    weight: float
    pairs: Sequence[tuple[int, int]] = ()  # two title words that were typed as one
    abbreviates: frozenset[int] = frozenset()  # sessions whose title has these initials
    linking: bool = False
    small: bool = False

    def best(self, session: int, held: Sequence[int]) -> tuple[float, int]:
        """How well the title has the word, and which of its words that is."""
        fitting = [(like, word) for word, like in self.likes.items() if word in held]
        if self.pairs:
            fitting += [(JOINED, one) for one, other in self.pairs if one in held and other in held]
        if session in self.abbreviates:
            fitting.append((TOLD, _NO_WORD))
        return max(fitting) if fitting else (0.0, _NO_WORD)

    @property
    def only(self) -> tuple[float, int] | None:
        """The one word that it stands for, if there is no more to it, as with most words."""
        if len(self.likes) != 1 or self.pairs or self.abbreviates:
            return None
        ((word, like),) = self.likes.items()
        return like, word


class Readings:
    """`texts` and `runs` give each title's words as numbers in `words`, the latter without linking words.

    `kinds` gives the words of each session's kind, which people say beside its title: `the heat spotlight`.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[int]],
        runs: Sequence[Sequence[int]],
        words: Sequence[str],
        kinds: Sequence[Collection[str]],
        initials: Initials,
    ) -> None:
        self._texts, self._runs, self._words, self._kinds, self._initials = texts, runs, words, kinds, initials
        small = {number for number, word in enumerate(words) if word in frame()}
        self._contents = [tuple(word for word in text if word not in small) or text for text in texts]
        self._sizes = [len(set(text)) for text in texts]
        self._known = frozenset(words)
        self.judged = 0

    def read(self, sessions: Iterable[int], senses: Sequence[Sense]) -> list[Reading]:
        total = sum(sense.weight for sense in senses)
        lone = [sense.only for sense in senses]
        return [self._reading(session, senses, lone, total) for session in sessions]

    def _reading(
        self, session: int, senses: Sequence[Sense], lone: Sequence[tuple[float, int] | None], total: float
    ) -> Reading:
        self.judged += 1
        held = self._texts[session]
        got = 0.0
        places: list[int] = []
        found: list[int] = []
        held_by: set[int] = set()
        absent = missing = 0
        for place, sense in enumerate(senses):
            if (only := lone[place]) is None:
                like, word = sense.best(session, held)
            else:
                like, word = only if only[1] in held else (0.0, _NO_WORD)
            if like or (like := self._otherwise(sense, session)):
                held_by.add(word)
                got += like * sense.weight
                places.append(place)
                if not sense.linking:
                    found.append(word)
            elif not (sense.linking or sense.small):
                found.append(_NOT_HELD)
                absent += 1
                missing = place
        if absent == 1 and (like := self._slipped(senses[missing].typed, session)):
            got += like * senses[missing].weight
            places.append(missing)
            found[found.index(_NOT_HELD)] = _NO_WORD
            absent = 0
        share = got / total if total else 0.0
        held_by.discard(_NO_WORD)
        whole = len(held_by) / self._sizes[session]
        order = 1.0 if whole == 1 else in_a_row(found, self._runs[session])
        score = share * (1 - _ORDER + _ORDER * order)
        return Reading(session, score, share, frozenset(places), absent, whole)

    def _otherwise(self, sense: Sense, session: int) -> float:
        """How well a word fits that no title has: as the session's kind, or as initials."""
        if sense.typed in self._kinds[session]:
            return 1.0
        if sense.likes or sense.pairs or sense.small:
            return 0.0
        return TOLD if self._initials.has(session, sense.typed) else self._roughly(sense.typed, session, _ROUGH)

    def _slipped(self, typed: str, session: int) -> float:
        """How like one of the title's words a word is that other titles have: it may be a slip nevertheless."""
        return self._roughly(typed, session, SLIP if typed in self._known else _ROUGH)

    def _roughly(self, typed: str, session: int, least: float) -> float:
        """How like one of the title's words, where the other words led to this title already."""
        if len(typed) < SHORTEST_SLIP or not typed.isalpha():
            return 0.0
        held = [self._words[word] for word in self._contents[session]]
        self.judged += len(held)
        if len(typed) >= _CLIPPED and any(word.startswith(typed) for word in held):  # `photo` for photograph
            return _ROUGHLY
        best = process.extractOne(typed, held, scorer=OSA.normalized_similarity, processor=None, score_cutoff=least)
        return best[1] * _ROUGHLY if best else 0.0
