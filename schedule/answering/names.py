"""Words to people, rooms and tracks, in whatever form they were typed.

A name is matched word by word: order, hyphens and accents are free, an initial stands for any name that begins with
it, a nickname for the full form, and a slip or a spelling by ear counts a little less. Knows nothing of grammar, and
a near-miss is never sure: another first name before the right surname is another person.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from schedule.answering.match import Match
from schedule.answering.matching.completions import Completions
from schedule.answering.matching.people import People
from schedule.answering.matching.places import Places
from schedule.answering.tokens import Folding, fold
from schedule.answering.tokens import words as fold_words
from schedule.models import Person, Room, Schedule

_NOTHING = "-"  # stands where a word folds to nothing; no name has it


class Names:
    """Built once for a schedule; `find` is read-only, so that many may ask at once."""

    def __init__(self, schedule: Schedule, folding: Folding = fold_words) -> None:
        ordinary = frozenset(chain.from_iterable(folding(session.title) for session in schedule.sessions))
        self._people = People(schedule, ordinary, folding)
        self._places = Places(schedule, self._people.knows)

    def find(self, words: Sequence[str], *, forgiving: bool = True) -> tuple[Match, ...]:
        """People, rooms and tracks that the words name, best first; people without slips only if not `forgiving`."""
        folded = tuple(fold(word) or _NOTHING for word in words)
        found = [*self._people.find(folded, forgiving=forgiving), *self._places.find(folded)]
        return tuple(sorted(found, key=lambda match: (not match.sure, -len(match.words), -match.score)))

    def nearest_room(self, word: str) -> Room | None:
        """The only room that a single word nearly names."""
        return self._places.nearest(fold(word))

    def bears(self, word: str) -> bool:
        """Whether a name has exactly this word."""
        return self._people.bears(fold(word))

    @property
    def people(self) -> Sequence[Person]:
        return self._people.people

    def completions(self) -> Completions:
        """For what is typed of a name; the items are the places in `people`."""
        return self._people.completions()

    def rarity(self, word: str) -> float:
        """0 for a word that is in no name of this schedule, up to 1 for one that a single person bears."""
        return self._people.rarity(fold(word))

    @property
    def judged(self) -> int:
        """How many candidates were compared so far: what the work of a search is counted by."""
        return self._people.judged + self._places.judged
