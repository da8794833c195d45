"""Rooms by a part of their name that tells them: a number, a letter, a code. See `names` for whole names."""

from __future__ import annotations

from collections.abc import Sequence

from schedule.answering.match import Match, MatchKind
from schedule.answering.matching.vocabulary import likeness
from schedule.answering.names import Names
from schedule.answering.tokens import words
from schedule.models import Room, Schedule

_SHORTEST = 4
_NEAR = 0.65  # one wrong letter in four, two in six


class RoomCodes:
    def __init__(self, schedule: Schedule, names: Names) -> None:
        self._names = names
        self._rooms = [(room, frozenset(words(room.name))) for room in schedule.rooms]
        self._codes = frozenset(word for _, own in self._rooms for word in own if _is_code(word))

    def named(self, place: tuple[str, ...]) -> tuple[Room, ...]:
        """`5` behind `hall`: the rooms that these words name, or that have all of them in their name."""
        matches = [
            m for m in self._names.find(place) if m.kind is MatchKind.ROOM and m.sure and len(m.words) == len(place)
        ]
        rooms = tuple(match.target for match in matches if isinstance(match.target, Room))
        return rooms or tuple(room for room, own in self._rooms if set(place) <= own) or self._nearly(place)

    def _nearly(self, place: tuple[str, ...]) -> tuple[Room, ...]:
        """Behind `hall` a word names a room, so that a name may be further off than elsewhere."""
        if len(place) != 1 or len(place[0]) < _SHORTEST or not place[0].isalpha():
            return ()
        near = {room: max(likeness(place[0], word) for word in own) for room, own in self._rooms}
        best = max(near.values(), default=0.0)
        return tuple(room for room, like in near.items() if like == best) if best >= _NEAR else ()

    def coded(self, typed: Sequence[str]) -> list[Match]:
        """Rooms by a code in their name, as `K.1.105` of `K.1.105 (La Fontaine)`."""
        first = next((place for place, word in enumerate(typed) if word in self._codes), None)
        if first is None:
            return []
        found = [
            Match(MatchKind.ROOM, room, room.name, 1.0, sure=True, words=_around(first, typed, own))
            for room, own in self._rooms
            if typed[first] in own
        ]
        most = max(len(match.words) for match in found)
        return [match for match in found if len(match.words) == most]


def _is_code(word: str) -> bool:
    return len(word) > 1 and any(letter.isdigit() for letter in word)


def _around(first: int, typed: Sequence[str], own: frozenset[str]) -> frozenset[int]:
    """The code's place, and those beside it whose words are in the room's name too."""
    places = {first}
    for step in (-1, 1):
        at = first + step
        while 0 <= at < len(typed) and typed[at] in own:
            places.add(at)
            at += step
    return frozenset(places)
