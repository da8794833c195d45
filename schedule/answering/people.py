"""Words to people. See `names`, which puts people, rooms and tracks together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from schedule.answering.match import Match, MatchKind
from schedule.answering.nicknames import forms
from schedule.answering.tokens import HONORIFICS, words
from schedule.answering.vocabulary import Vocabulary
from schedule.models import Person, Schedule

WORDS_MOST = 24  # of a question; names further behind are not looked for
SEEDS_MOST = 512  # people that are looked at closely for one question
_NEAR = 0.6  # a word less like is another word, whatever stands beside it
_INITIAL = 0.9  # an initial fits, but it fits many
_NICKNAME = 0.97
_SURE_ALONE = 0.8  # one word that is not letter for letter
_SURE_WHOLE = 0.8  # mean likeness of a name of several words

Likes = dict[int, float]  # vocabulary word -> how like the typed word it is


class People:
    def __init__(self, schedule: Schedule) -> None:
        self._people: tuple[Person, ...] = _people(schedule)
        parts = [tuple(part for part in words(person.name) if part not in HONORIFICS) for person in self._people]
        self._vocabulary = Vocabulary(part for name in parts for part in name)
        self._parts: list[tuple[int, ...]] = [tuple(self._id(part) for part in name) for name in parts]
        self._bearers = _postings(self._parts, len(self._vocabulary))
        self._joined = _joined(parts)
        self._judged = 0

    @property
    def judged(self) -> int:
        return self._judged + self._vocabulary.judged

    def rarity(self, word: str) -> float:
        number = self._vocabulary.id(word)
        if number is None:
            return 0.0
        return 1.0 - log(len(self._bearers[number])) / log(len(self._people) + 1)

    def find(self, typed: Sequence[str]) -> list[Match]:
        typed = typed[:WORDS_MOST]
        likes = [self._exactly(word) for word in typed]
        found = self._search(typed, likes)
        if _settled(found, typed):
            return found
        wider = [{**self._nearly(word), **like} for word, like in zip(typed, likes, strict=True)]
        return self._search(typed, wider)

    def _id(self, part: str) -> int:
        number = self._vocabulary.id(part)
        if number is None:
            raise KeyError(part)
        return number

    def _exactly(self, word: str) -> Likes:
        like = {number: _NICKNAME for form in forms(word) if (number := self._vocabulary.id(form)) is not None}
        if (number := self._vocabulary.id(word)) is not None:
            like[number] = 1.0
        return like

    def _nearly(self, word: str) -> Likes:
        return dict(self._vocabulary.near(word, _NEAR))

    def _search(self, typed: Sequence[str], likes: Sequence[Likes]) -> list[Match]:
        people = self._seeds(typed, likes)
        return _best([match for person in people if (match := self._match(person, typed, likes))])

    def _seeds(self, typed: Sequence[str], likes: Sequence[Likes]) -> list[int]:
        """People who bear two of the words; where there are none, all who bear one."""
        bearers = [np.unique(np.concatenate([self._bearers[number] for number in like])) for like in likes if like]
        seeds = [number for word in _pairs(typed) for number in self._joined.get(word, ())]
        if not bearers:
            return seeds
        people, counts = np.unique(np.concatenate(bearers), return_counts=True)
        several = people[counts > 1]
        initials = any(len(word) == 1 for word in typed)
        chosen = several if len(several) and not initials else people[np.argsort(-counts, kind="stable")]
        return list(dict.fromkeys([*seeds, *chosen[:SEEDS_MOST].tolist()]))

    def _match(self, person: int, typed: Sequence[str], likes: Sequence[Likes]) -> Match | None:
        self._judged += 1
        parts = self._parts[person]
        fits: dict[int, float] = {}
        left = list(parts)
        for place, like in enumerate(likes):
            best = max(left, key=lambda part: like.get(part, 0.0), default=-1)
            if best in like:
                fits[place] = like[best]
                left.remove(best)
        joined = {place: 1.0 for place, word in enumerate(_singles(typed)) if person in self._joined.get(word, ())}
        fits.update(joined)
        for place, word in enumerate(typed):
            if place not in fits and fits and left and (part := self._initial(word, left)) is not None:
                fits[place] = _INITIAL
                left.remove(part)
        return self._judge(person, typed, fits) if fits else None

    def _initial(self, word: str, left: Iterable[int]) -> int | None:
        for part in left:
            name = self._vocabulary.words[part]
            if name[0] == word[0] and 1 in (len(name), len(word)):
                return part
        return None

    def _judge(self, person: int, typed: Sequence[str], fits: dict[int, float]) -> Match:
        places = frozenset(fits)
        score = sum(fits.values()) / len(fits)
        least = _SURE_WHOLE if len(fits) > 1 else _SURE_ALONE
        sure = score >= least and not self._contradicted(typed, places)
        target = self._people[person]
        return Match(MatchKind.PERSON, target, target.name, score, sure, places)

    def _contradicted(self, typed: Sequence[str], places: frozenset[int]) -> bool:
        """Whether a word beside the name looks like a part of it that this person does not bear."""
        beside = {place + step for place in places for step in (-1, 1)} - places
        return any(
            typed[place] not in HONORIFICS and typed[place].isalpha() for place in beside if 0 <= place < len(typed)
        )


def _people(schedule: Schedule) -> tuple[Person, ...]:
    people: dict[str, Person] = {}
    for session in schedule.sessions:
        for person in (*session.speakers, *session.authors):
            people.setdefault(person.id, person)
    return tuple(people.values())


def _postings(parts: Sequence[tuple[int, ...]], size: int) -> list[NDArray[np.int32]]:
    bearers: list[list[int]] = [[] for _ in range(size)]
    for person, numbers in enumerate(parts):
        for number in set(numbers):
            bearers[number].append(person)
    return [np.array(people, dtype=np.int32) for people in bearers]


def _joined(parts: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    """Names written without a space: `jeffdean`."""
    joined: dict[str, list[int]] = {}
    for person, name in enumerate(parts):
        if len(name) > 1:
            joined.setdefault("".join(name), []).append(person)
            joined.setdefault("".join(reversed(name)), []).append(person)
    return joined


def _pairs(typed: Sequence[str]) -> list[str]:
    return [*typed, *(one + other for one, other in pairwise(typed))]


def _singles(typed: Sequence[str]) -> Sequence[str]:
    return typed


def _settled(found: Sequence[Match], typed: Sequence[str]) -> bool:
    return bool(found) and found[0].sure and len(found[0].words) == len(typed)


def _best(matches: list[Match]) -> list[Match]:
    """Best first; who accounts for fewer of the same words than another is left out."""
    ranked = sorted(matches, key=lambda match: (-len(match.words), -match.score))
    kept: list[Match] = []
    for match in ranked:
        if not any(match.words < other.words for other in kept):
            kept.append(match)
    return kept
