"""Words to rooms and tracks. See `names`, which puts people, rooms and tracks together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schedule.answering.match import Match, MatchKind
from schedule.answering.tokens import words
from schedule.answering.vocabulary import Vocabulary
from schedule.models import Room, Schedule

# Words that say what a place is rather than which; they may be left out of a question.
# fmt: off
_PLAIN = frozenset({
    "room", "hall", "stage", "track", "devroom", "auditorium", "theatre", "theater", "area", "floor", "level",
    "building", "the", "of", "and", "a", "an", "in", "for", "on", "to", "saal", "raum", "halle", "salle", "sala",
    "aula", "amphi", "session", "sessions",
})
# fmt: on
_NEAR = 0.82  # one slip in six letters
_SHORTEST = 4  # a slip in a shorter word, or in a number, is another room
_SEARCHED_MOST = 8  # words of a question that are searched for slips


@dataclass(frozen=True, slots=True)
class _Place:
    kind: MatchKind
    target: Room | str
    name: str
    words: frozenset[int]
    needed: frozenset[int]


class Places:
    """`known` tells words of people and titles, which are never taken for a misspelt place."""

    def __init__(self, schedule: Schedule, known: Callable[[str], bool]) -> None:
        self._known = known
        tracks = dict.fromkeys(session.track for session in schedule.sessions if session.track)
        named: list[tuple[MatchKind, Room | str, tuple[str, ...]]] = [
            *((MatchKind.ROOM, room, words(room.name)) for room in schedule.rooms),
            *((MatchKind.TRACK, track, words(track)) for track in tracks),
        ]
        self._vocabulary = Vocabulary(word for _, _, name in named for word in name)
        self._places = [self._place(kind, target, name) for kind, target, name in named]
        self._written_as_one = {"".join(name): place for (_, _, name), place in zip(named, self._places, strict=True)}
        self._having: dict[int, list[_Place]] = {}
        for place in self._places:
            for word in place.words:
                self._having.setdefault(word, []).append(place)

    @property
    def judged(self) -> int:
        return self._vocabulary.judged

    def find(self, typed: Sequence[str]) -> list[Match]:
        """Places all of whose telling words were typed."""
        likes = self._likes(typed)
        places = {id(place): place for like in likes for word in like for place in self._having.get(word, ())}
        found = [match for place in places.values() if (match := self._match(place, likes)) is not None]
        return found + self._as_one(typed)

    def _place(self, kind: MatchKind, target: Room | str, name: Sequence[str]) -> _Place:
        needed = [word for word in name if word not in _PLAIN] or name
        own, telling = self._vocabulary.ids(name), self._vocabulary.ids(needed)
        return _Place(
            kind, target, target if isinstance(target, str) else target.name, frozenset(own), frozenset(telling)
        )

    def _likes(self, typed: Sequence[str]) -> list[Mapping[int, float]]:
        likes: list[Mapping[int, float]] = []
        searched = 0
        for word in typed:
            number = self._vocabulary.id(word)
            may_slip = number is None and searched < _SEARCHED_MOST and self._may_slip(word)
            searched += may_slip
            near = self._vocabulary.near(word, _NEAR) if may_slip else ()
            likes.append(dict(near) if number is None else {number: 1.0})
        return likes

    def _may_slip(self, word: str) -> bool:
        return len(word) >= _SHORTEST and word.isalpha() and not self._known(word)

    def _match(self, place: _Place, likes: Sequence[Mapping[int, float]]) -> Match | None:
        fits: dict[int, float] = {}
        held: set[int] = set()
        for position, like in enumerate(likes):
            best = max((word for word in like if word in place.words), key=lambda word: like[word], default=None)
            if best is not None and best not in held:
                held.add(best)
                fits[position] = like[best]
        if not fits or not place.needed <= held:
            return None
        score = sum(fits.values()) / len(fits)
        return Match(place.kind, place.target, place.name, score, sure=True, words=frozenset(fits))

    def _as_one(self, typed: Sequence[str]) -> list[Match]:
        """Names typed without their spaces and marks: `h1302`, `roomb`."""
        found = []
        for start in range(len(typed)):
            for end in range(start + 1, min(len(typed), start + 3) + 1):
                place = self._written_as_one.get("".join(typed[start:end]))
                if place and len(place.words) != end - start:
                    words_ = frozenset(range(start, end))
                    found.append(Match(place.kind, place.target, place.name, 1.0, sure=True, words=words_))
        return found
