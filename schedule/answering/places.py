"""Words to rooms and tracks. See `names`, which puts people, rooms and tracks together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schedule.answering.match import Match, MatchKind
from schedule.answering.tokens import words
from schedule.answering.vocabulary import likeness
from schedule.models import Room, Schedule

# Words that say what a place is rather than which; they may be left out of a question.
# fmt: off
_PLAIN = frozenset({
    "room", "hall", "stage", "track", "devroom", "auditorium", "theatre", "theater", "area", "floor", "level",
    "building", "the", "of", "and", "a", "an", "in", "for", "on", "to", "saal", "raum", "halle", "salle", "sala",
    "aula", "amphi", "session", "sessions",
})
# fmt: on
_NEAR = 0.8  # of a word of five letters or more; shorter ones and numbers must be exact
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class _Place:
    kind: MatchKind
    target: Room | str
    name: str
    words: tuple[str, ...]
    needed: frozenset[str]


class Places:
    def __init__(self, schedule: Schedule) -> None:
        rooms = [_place(MatchKind.ROOM, room, room.name) for room in schedule.rooms]
        tracks = dict.fromkeys(session.track for session in schedule.sessions if session.track)
        self._places = [*rooms, *(_place(MatchKind.TRACK, track, track) for track in tracks)]
        self.judged = 0

    def find(self, typed: Sequence[str]) -> list[Match]:
        return [match for place in self._places if (match := self._match(place, typed)) is not None]

    def _match(self, place: _Place, typed: Sequence[str]) -> Match | None:
        fits: dict[int, float] = {}
        missing = set(place.words)
        for position, word in enumerate(typed):
            if word in missing:
                fits[position] = 1.0
                missing.discard(word)
        for position, word in enumerate(typed):
            if position in fits or len(word) < _SHORTEST or not missing:
                continue
            self.judged += len(missing)
            best = max(missing, key=lambda part: likeness(word, part))
            if likeness(word, best) >= _NEAR:
                fits[position] = likeness(word, best)
                missing.discard(best)
        if missing & place.needed or not fits:
            return None
        score = sum(fits.values()) / len(fits)
        return Match(place.kind, place.target, place.name, score, True, frozenset(fits))  # noqa: FBT003


def _place(kind: MatchKind, target: Room | str, name: str) -> _Place:
    found = words(name)
    needed = frozenset(word for word in found if word not in _PLAIN)
    return _Place(kind, target, name, found, needed or frozenset(found))
