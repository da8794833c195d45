"""What a phrase stands for in the schedule, as `finder` gives it. Values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from schedule.answering.match import Match, MatchKind
from schedule.models import Person, Room, Session

_T = TypeVar("_T")
PEOPLE_MOST = 5  # of one name; beyond that the bot asks back
SUGGESTED_MOST = 3
_NEAR = 0.65  # likeness of what is suggested: one slip in three letters is another word
_SHARE = 0.5  # of the letters asked for, that a name accounts for
_TOLD = 0.4  # of what the words asked for tell, that a title accounts for: one word of two


@dataclass(frozen=True, slots=True)
class Found:
    """What a subject's words stand for. `left`: words that nothing accounts for."""

    people: tuple[Person, ...] = ()
    titled: tuple[Session, ...] = ()
    further: tuple[Session, ...] = ()  # other titles that have all the words, for lists
    about: tuple[Session, ...] = ()  # by topic, best first
    rooms: tuple[Room, ...] = ()
    tracks: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    uncovered: int = 0  # words that were passed over, because the others told enough
    score: float = 0.0  # how well the words fit, 1 for letter by letter
    exact: bool = False  # a title was written out
    by_kind: bool = False  # titles that speak of a kind of which no session is: `the party`
    together: bool = False  # several names were joined by `and`
    groups: tuple[Found, ...] = ()  # one for each of the joined names
    matches: tuple[Match, ...] = field(default=(), compare=False)  # all candidates, for suggestions and for `why`

    @property
    def complete(self) -> bool:
        return not self.left

    @property
    def named(self) -> bool:
        return bool(self.people or self.titled or self.about)

    @property
    def suggestions(self) -> tuple[str, ...]:
        near = (match.name for match in self.matches if self._is_near(match))
        return tuple(dict.fromkeys(near))[:SUGGESTED_MOST]

    def _is_near(self, match: Match) -> bool:
        if match.kind in (MatchKind.TITLE, MatchKind.TOPIC):  # its score is of all that was asked for
            return match.score >= _TOLD
        letters = [len(word) for word in self.left]
        told = sum(letters[place] for place in match.words if place < len(letters))
        return match.kind is MatchKind.PERSON and match.score >= _NEAR and match.score * told >= _SHARE * sum(letters)


def merged(parts: Iterable[Iterable[_T]]) -> tuple[_T, ...]:
    """Each item once, in the order of the parts."""
    items: list[_T] = []
    for part in parts:
        items += [item for item in part if item not in items]
    return tuple(items)
