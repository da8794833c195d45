"""Which of the people that words were found to fit may be answered with, and which are only near.

The bot must rather say that it does not know than name the wrong person: another first name before the right surname
is another person, and so is a name with too many slips.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_

from schedule.answering.match import Match, MatchKind
from schedule.answering.matching.bearers import Bearers
from schedule.answering.matching.fits import Fit
from schedule.answering.matching.nicknames import forms
from schedule.answering.matching.postings import Postings
from schedule.answering.matching.unspaced import is_unspaced
from schedule.answering.tokens import HONORIFICS, index_words
from schedule.models import Person, Schedule

NICKNAME = 0.93  # how like a familiar form is to the name
# Measured at 105, 738 and 23,906 people, with misspelt names of the programme (found) and names of other conferences
# (false hits). The weakest word at 0.60 instead of 0.66 finds 95, 97 and 89% of the names with two slips instead of 91,
# 94 and 87%, and has 0.4, 0.2 and 4.8% false hits instead of 0.3, 0.2 and 3.5%; so that is allowed only to somebody who
# stands out. At 0.50 it would be 99, 99 and 91% with 0.9, 1.0 and 11%. All with one slip are found at any of these.
_SURE_TOGETHER = 0.75
_SURE_WEAKEST = 0.66  # of a word with more than one slip
_FIRST_TOGETHER = 0.72  # the same for somebody whom nobody else of the programme comes near
_FIRST_WEAKEST = 0.6
_LEAD = 0.05
_SURE_ALONE = 0.8  # one word alone has no other to confirm it
CERTAIN = 0.9  # words as the name has them: exact, a nickname, an initial
_RIVAL = 0.04  # how much less like than the best of the same words somebody may be and still be meant
# Beside a single word, these begin or continue a surname that is not the one found.
_PARTICLES = frozenset(
    {
        *("da", "dal", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "la", "le", "los"),
        *("ten", "ter", "van", "vande", "vander", "von", "zu", "zur"),
    }
)


class Sureness:
    """`ordinary` are the schedule's own words that are not names: the words of its titles."""

    def __init__(
        self, schedule: Schedule, people: Sequence[Person], bearers: Bearers, ordinary: Collection[str]
    ) -> None:
        self._people = people
        self._bearers = bearers
        self._ordinary = ordinary
        self._sessions = schedule.sessions
        self._sessions_of = _sessions_of(schedule, [person.id for person in people])

    def matches(self, typed: Sequence[str], fits: Sequence[Fit]) -> list[Match]:
        whole = list(dict.fromkeys(found.places for found in fits if self._is_whole(found)))
        groups: dict[int, list[float]] = {}
        for found in fits:
            groups.setdefault(found.places, []).append(found.score)
        matches = []
        for group, scores in groups.items():
            most, *rest = sorted(scores, reverse=True)
            lead = most - rest[0] if rest else most
            places = frozenset(place for place in range(len(typed)) if group >> place & 1)
            others = reduce(or_, (other for other in whole if not other & group), 0)
            for found in (found for found in fits if found.places == group):
                near = found.score >= most - _RIVAL
                sure = (
                    near
                    and (is_sure(found) or _stands_out(found, lead))
                    and not self._contradicted(typed, found, others)
                )
                person = self._people[found.person]
                matches.append(Match(MatchKind.PERSON, person, person.name, found.score, sure, places))
        return matches

    def _is_whole(self, found: Fit) -> bool:
        """Whether it is somebody's whole name, without slips."""
        every = (1 << len(self._bearers.names[found.person])) - 1
        return found.width > 1 and found.parts == every and found.weakest >= NICKNAME

    def _contradicted(self, typed: Sequence[str], found: Fit, others: int) -> bool:
        """Whether a word beside the name looks like a part of it that this person does not bear.

        `others` are the places that other people's names account for.
        """
        beside = (found.places << 1 | found.places >> 1) & ~found.places & ~others
        return any(self._looks_like_name(word, found.person) for place, word in enumerate(typed) if beside >> place & 1)

    def _looks_like_name(self, word: str, person: int) -> bool:
        if word in HONORIFICS or not word.isalpha() or is_unspaced(word):
            return False
        if len(word) == 1 or word in _PARTICLES:
            return True
        number = self._bearers.vocabulary.id(word)
        if forms(word) or (number is not None and self._bearers.leads(number)):
            return True
        return word not in self._ordinary or not any(word in index_words(title) for title in self._titles(person))

    def _titles(self, person: int) -> Iterable[str]:
        return (self._sessions[number].title for number in self._sessions_of[person].tolist())


def is_sure(found: Fit) -> bool:
    least = _SURE_TOGETHER if found.width > 1 else _SURE_ALONE
    return found.score >= least and found.weakest >= _SURE_WEAKEST and not found.other


def _stands_out(found: Fit, lead: float) -> bool:
    """Whether nobody else of the programme is nearly as near."""
    if found.width < 2 or found.other or lead < _LEAD:  # noqa: PLR2004 - a single word has no other to confirm it
        return False
    return found.score >= _FIRST_TOGETHER and (found.weakest >= _FIRST_WEAKEST or found.close)


def _sessions_of(schedule: Schedule, people: Iterable[str]) -> Postings:
    numbers = {id_: number for number, id_ in enumerate(people)}
    held = [{numbers[person.id] for person in (*s.speakers, *s.authors)} for s in schedule.sessions]
    return Postings(held, len(numbers))
