"""Words to the people of an affiliation: `anyone from Google here?`.

Whole words only, letter by letter: an affiliation is asked for by its name, and a near-miss is another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schedule.answering.tokens import words
from schedule.models import Person, Schedule

# Words that many affiliations have; they tell none apart.
_GENERIC = frozenset({
    "university", "universitat", "universite", "universidad", "universita", "institute", "institut", "college",
    "school", "department", "research", "researcher", "lab", "labs", "laboratory", "center", "centre", "inc",
    "ltd", "gmbh", "llc", "group", "team", "company", "technology", "technologies", "science", "sciences",
    "national", "state", "international", "of", "and", "the", "for", "in", "at", "student", "professor",
    "engineer", "independent", "phd", "ai",
})  # fmt: skip
_MOST = 40  # people; of a larger group no question means each


class Affiliations:
    """Built once for a schedule; read-only, so that many may ask at once."""

    def __init__(self, schedule: Schedule) -> None:
        self._people: Sequence[Person] = schedule.people
        self._bearers = _bearers(self._people)

    def find(self, typed: Sequence[str]) -> tuple[Person, ...]:
        """The people whose affiliation has all the words that tell something."""
        telling = [word for word in typed if word not in _GENERIC]
        bearers = [self._bearers.get(word, frozenset()) for word in telling]
        found = sorted(frozenset.intersection(*bearers)) if bearers else []
        return tuple(self._people[number] for number in found) if len(found) <= _MOST else ()


def _bearers(people: Sequence[Person]) -> Mapping[str, frozenset[int]]:
    """By each telling word of an affiliation the places of its people. Many share one, which is read once."""
    members: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        if person.affiliation:
            members.setdefault(person.affiliation, []).append(number)
    bearers: dict[str, set[int]] = {}
    for affiliation, numbers in members.items():
        for word in words(affiliation):
            if word not in _GENERIC:
                bearers.setdefault(word, set()).update(numbers)
    return {word: frozenset(numbers) for word, numbers in bearers.items()}
