"""Words to sessions: by a title or a distinctive part of it, then by what a session is about.

Slips are forgiven in titles. A topic is found by its words and their inflections only: a word that is merely like
one of the schedule's names nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from schedule.answering.match import Match, MatchKind
from schedule.answering.stems import stem
from schedule.answering.tokens import fold, words
from schedule.answering.vocabulary import Vocabulary
from schedule.models import Schedule, Session

WORDS_MOST = 32  # of a question; a title further behind is not looked for
SHOWN_MOST = 25
_NEAR = 0.7
_SURE_SHARE = 0.75  # of the searched words' weight
_FIELDS = ((1.0, "title"), (0.5, "abstract"), (0.4, "track"))


class Topics:
    """Built once for a schedule; `find` is read-only, so that many may ask at once."""

    def __init__(self, schedule: Schedule) -> None:
        self._sessions: tuple[Session, ...] = schedule.sessions
        self._titles = _Field([words(session.title) for session in self._sessions])
        self._others = {
            MatchKind.TOPIC: _Field([words(f"{s.abstract} {s.track or ''} {s.kind or ''}") for s in self._sessions])
        }

    def find(self, typed: Sequence[str]) -> tuple[Match, ...]:
        """Sessions by title, then by topic, best first."""
        folded = tuple(fold(word) for word in typed[:WORDS_MOST])
        titled = self._titles.find(folded, forgiving=True)
        matches = [self._match(MatchKind.TITLE, *found) for found in titled]
        seen = {number for number, _, _ in titled}
        about = [found for found in self._titles.find(folded, forgiving=False) if found[0] not in seen]
        about += self._others[MatchKind.TOPIC].find(folded, forgiving=False)
        matches += [self._match(MatchKind.TOPIC, *found) for found in about if found[0] not in seen]
        return tuple(matches[:SHOWN_MOST])

    def rarity(self, word: str) -> float:
        """0 for a word that no title and no abstract has, up to 1 for one that a single session has."""
        word = fold(word)
        return max(field.rarity(word) for field in (self._titles, *self._others.values()))

    @property
    def judged(self) -> int:
        return self._titles.judged

    def _match(self, kind: MatchKind, number: int, score: float, places: frozenset[int]) -> Match:
        session = self._sessions[number]
        return Match(kind, session, session.title, score, score >= _SURE_SHARE, places)


class _Field:
    """One text of every session: which sessions have a word, and how much that tells."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._size = len(texts)
        self._vocabulary = Vocabulary(word for text in texts for word in text)
        ids = {word: number for number, word in enumerate(self._vocabulary.words)}
        holders: list[list[int]] = [[] for _ in ids]
        for number, text in enumerate(texts):
            for word in set(text):
                holders[ids[word]].append(number)
        self._holders: list[NDArray[np.int32]] = [np.array(found, dtype=np.int32) for found in holders]
        self._stems: dict[str, list[int]] = {}
        for word, number in ids.items():
            self._stems.setdefault(stem(word), []).append(number)

    @property
    def judged(self) -> int:
        return self._vocabulary.judged

    def rarity(self, word: str) -> float:
        number = self._vocabulary.id(word)
        return 0.0 if number is None else self._weight(len(self._holders[number])) / self._weight(1)

    def find(self, typed: Sequence[str], *, forgiving: bool) -> list[tuple[int, float, frozenset[int]]]:
        scores = np.zeros(self._size)
        total = 0.0
        held: list[tuple[int, set[int]]] = []
        for place, word in enumerate(typed):
            likes = self._likes(word, forgiving=forgiving)
            weight = self._weight(min((len(self._holders[number]) for number in likes), default=1))
            total += weight
            gain = np.zeros(self._size)
            for number, like in sorted(likes.items(), key=lambda item: item[1]):
                gain[self._holders[number]] = like * weight
            scores += gain
            held.append((place, set(np.flatnonzero(gain).tolist())))
        found = np.flatnonzero(scores >= 0.5 * total) if total else np.array([], dtype=np.int64)
        best = found[np.argsort(-scores[found], kind="stable")[:SHOWN_MOST]].tolist()
        return [
            (number, float(scores[number]) / total, frozenset(place for place, holders in held if number in holders))
            for number in best
        ]

    def _likes(self, word: str, *, forgiving: bool) -> dict[int, float]:
        number = self._vocabulary.id(word)
        likes = dict.fromkeys(self._stems.get(stem(word), ()), 0.95)
        if number is not None:
            likes[number] = 1.0
        if not likes and forgiving:
            likes = dict(self._vocabulary.near(word, _NEAR))
        return likes

    def _weight(self, holders: int) -> float:
        return log(1 + self._size / holders)
