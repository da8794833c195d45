"""Words to people. See `names`, which puts people, rooms and tracks together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from math import log

from schedule.answering.match import Match
from schedule.answering.matching.bearers import Bearers
from schedule.answering.matching.completions import Completions
from schedule.answering.matching.fits import Fit, Piece, add_initials, add_slips, best_of, covered_by, discount, fit
from schedule.answering.matching.nicknames import forms
from schedule.answering.matching.postings import Items, among, distinct, repeated
from schedule.answering.matching.sureness import CERTAIN, NICKNAME, Sureness, is_sure
from schedule.answering.matching.unspaced import Unspaced, is_unspaced
from schedule.answering.matching.vocabulary import Near
from schedule.answering.tokens import Folding
from schedule.models import Person, Schedule

WORDS_MOST = 24  # of a question; names further behind are not looked for
PEOPLE_MOST = 100  # bearers of one word that are given
LOOKED_AT_MOST = 256  # people that are looked at closely in one step
_SEARCHED_MOST = 8  # words of a question that are searched for slips
_NEAR = 0.6  # a word less like is another word, whatever stands beside it
_NEAR_BESIDE = 0.5  # the same, of a word beside one that the person bears
_ANCHOR = 0.8  # a word so like that the one beside it is looked for among its bearers
_OFFERED_MOST = 8  # people whose names are merely near
_COMPLETED_MOST = 8  # people that are looked at for a word beside those of theirs
_JOINED_MOST = 3
_OTHER_CHARACTER = 0.7  # a name with another character in it: offered, never taken
_AHEAD = 0.05  # of a score: such a name before others of the same family
_FAMILY_NAME = 0.7  # of a run of characters; more of it is a whole name
_IN_A_RUN = 0.9  # a name that hardly anything of a run of characters is
Likes = dict[int, float]  # vocabulary word -> how like the typed word it is


class People:
    """`ordinary` are the schedule's own words that are not names: the words of its titles."""

    def __init__(self, schedule: Schedule, ordinary: Collection[str], folding: Folding) -> None:
        people = _people(schedule)
        self._people = tuple(people.values())
        self._bearers = Bearers([person.name for person in self._people], folding)
        self._unspaced = Unspaced(self._bearers.names)
        self._ordinary = ordinary
        self._sureness = Sureness(schedule, self._people, self._bearers, ordinary)
        self._looked_at = 0

    @property
    def judged(self) -> int:
        return self._looked_at + self._bearers.vocabulary.judged

    def rarity(self, word: str) -> float:
        number = self._bearers.vocabulary.id(word)
        if number is None:
            return 0.0
        return 1.0 - log(self._bearers.words.count(number)) / log(len(self._people) + 1)

    @property
    def people(self) -> Sequence[Person]:
        return self._people

    def completions(self) -> Completions:
        """For what is typed of a name; the items are the places in `people`."""
        return Completions(self._bearers.names, self._bearers.vocabulary, self._bearers.words)

    def knows(self, word: str) -> bool:
        """Whether a name has exactly this word, or a title has it: no slip made it."""
        return word in self._ordinary or word in self._bearers.vocabulary

    def bears(self, word: str) -> bool:
        """Whether a name has exactly this word."""
        return word in self._bearers.vocabulary

    def find(self, typed: Sequence[str], *, forgiving: bool = True) -> list[Match]:
        """Whole names first, then names with slips in them, then single words of names."""
        typed = typed[:WORDS_MOST]
        exact = self._exact_pieces(typed)
        joined = self._written_as_one(typed)
        told = self._together(typed, exact)
        fits = [*self._in_own_script(typed), *told]
        # Beside other words a name without its space may as well be a misspelt word: `Ao Ma` and Kangrui `Maao`.
        covered = covered_by(found for found in (fits if len(typed) > 1 else joined) if found.weakest >= CERTAIN)
        fits += joined
        if forgiving and covered != (1 << len(typed)) - 1:
            fits += self._forgiving(typed, exact, told, covered)
        return self._sureness.matches(typed, best_of(fits))

    def _forgiving(self, typed: Sequence[str], exact: Sequence[Piece], told: Sequence[Fit], covered: int) -> list[Fit]:
        """Wider and wider, until somebody is found who accounts for a word that nobody did.

        `told` are the people whom the words name as they stand; where they are no wider than before, it is the same.
        """
        wide = self._widened(typed, exact, covered, self._slips)
        fits = self._together(typed, wide, exact)
        if not _settled(fits, covered):
            told = told if wide is exact else self._together(typed, wide)
            fits += told
        for search in (self._beside, self._far):
            if _settled(fits, covered):
                break
            wider = self._widened(typed, wide, covered, partial(search, typed, wide))
            if wider is not wide:
                wide, told = wider, self._together(typed, wider)
            fits += told
        fits += self._alone(wide, covered_by(found for found in fits if is_sure(found)))
        return fits + self._completed(typed, wide, fits)

    def _completed(self, typed: Sequence[str], pieces: Sequence[Piece], fits: Sequence[Fit]) -> list[Fit]:
        """The best of the people looked at once more, for the words beside those that they account for."""
        free = {
            place: word in self._bearers.vocabulary
            for place, word in enumerate(typed)
            if len(word) > 1 and word not in self._ordinary and self._may_be_name(typed, place, pieces)
        }
        best = [found for found in fits if any(not found.places >> place & 1 for place in free)]
        best.sort(key=lambda found: (-found.width, -found.score))
        people = dict.fromkeys(found.person for found in best[:_COMPLETED_MOST])
        return [self._fit(person, typed, pieces, free) for person in people]

    def _exact_pieces(self, typed: Sequence[str]) -> list[Piece]:
        vocabulary = self._bearers.vocabulary
        pieces = [self._piece(1 << place, word, self._exactly(word)) for place, word in enumerate(typed)]
        for length in range(2, _JOINED_MOST + 1):
            for place in range(len(typed) - length + 1):
                joined = "".join(typed[place : place + length])
                if (number := vocabulary.id(joined)) is not None:
                    alone = not all(pieces[at].likes for at in range(place, place + length))
                    pieces.append(self._piece(((1 << length) - 1) << place, joined, {number: 1.0}, alone=alone))
        return pieces

    def _piece(self, places: int, word: str, likes: Likes, *, alone: bool = True) -> Piece:
        known = 1.0 in likes.values()
        return Piece(places, len(word), likes, alone, known, self._bearers.words.any_of(likes))

    def _exactly(self, word: str) -> Likes:
        vocabulary = self._bearers.vocabulary
        like = {number: NICKNAME for form in sorted(forms(word)) if (number := vocabulary.id(form)) is not None}
        if (number := vocabulary.id(word)) is not None:
            like[number] = 1.0
        return like

    def _widened(
        self, typed: Sequence[str], pieces: Sequence[Piece], covered: int, search: Callable[[int, str], Sequence[Near]]
    ) -> Sequence[Piece]:
        """The same pieces, each standing for words like it too, where nothing accounts for it yet."""
        wide: list[Piece] = []
        searched = 0
        for place, word in enumerate(typed):
            if covered >> place & 1 or searched == _SEARCHED_MOST or not self._may_be_name(typed, place, pieces):
                continue
            searched += 1
            if near := search(place, word):
                wide = wide or list(pieces)
                wide[place] = self._piece(1 << place, word, {**dict(near), **pieces[place].likes})
        return wide or pieces

    def _may_be_name(self, typed: Sequence[str], place: int, pieces: Sequence[Piece]) -> bool:
        """Whether a slip in a name may have made this word: a word of the titles needs a likelier one beside it."""
        if not typed[place].isalpha():
            return False
        if pieces[place].likes or typed[place] not in self._ordinary:
            return True
        beside = (place - 1, place + 1)
        return any(0 <= at < len(typed) and (pieces[at].likes or typed[at] not in self._ordinary) for at in beside)

    def _slips(self, _: int, word: str) -> Sequence[Near]:
        return self._bearers.vocabulary.slips(word, _NEAR)

    def _beside(self, typed: Sequence[str], pieces: Sequence[Piece], place: int, word: str) -> Sequence[Near]:
        """Words like this one in the names of those who bear the word beside it, or one very like that."""
        near: list[Near] = []
        for neighbour in (place - 1, place + 1):
            anchors = [
                part
                for part, like in (pieces[neighbour].likes if 0 <= neighbour < len(typed) else {}).items()
                if like >= _ANCHOR
            ]
            if anchors:
                bearers = self._bearers.words.any_of(anchors)
                near += self._bearers.vocabulary.near_among(word, self._bearers.parts_of(bearers), _NEAR_BESIDE)
        return near

    def _far(self, _typed: Sequence[str], _pieces: Sequence[Piece], _place: int, word: str) -> Sequence[Near]:
        return () if word in self._ordinary else self._bearers.vocabulary.near(word, _NEAR)

    def _in_own_script(self, typed: Sequence[str]) -> list[Fit]:
        fits: list[Fit] = []
        for place, word in enumerate(typed):
            if not is_unspaced(word):
                continue
            before = len(fits)
            beside = place + 1 < len(typed) and is_unspaced(typed[place + 1])
            for form, people in self._unspaced.find(word + typed[place + 1] if beside else word):
                places = 1 << place | (1 << place + 1 if beside and form not in word else 0)
                # The more of the run is no name, the sooner it is a part of some title.
                score = _IN_A_RUN + (1 - _IN_A_RUN) * min(1.0, len(form) / len(word))
                fits += [Fit(person, places, 1, score, 1.0) for person in people[:PEOPLE_MOST]]
            fits += self._with_another_character(1 << place, word, fits[before:])
        return fits

    def _with_another_character(self, places: int, word: str, told: Sequence[Fit]) -> list[Fit]:
        """Whoever bears a whole name but for one character: offered, or first among those of the same family name."""
        best = max((found.score for found in told), default=_OTHER_CHARACTER)
        if any(found.score > _IN_A_RUN + (1 - _IN_A_RUN) * _FAMILY_NAME for found in told):
            return []
        near = self._unspaced.near(word)
        if near is None or (told and all(found.person != near for found in told)):
            return []
        score = min(1.0, best + _AHEAD) if told else best
        return [Fit(near, places, 1, score, score)]

    def _written_as_one(self, typed: Sequence[str]) -> list[Fit]:
        return [
            Fit(person, 1 << place, (1 << len(self._bearers.names[person])) - 1, 1.0, 1.0)
            for place, word in enumerate(typed)
            for person in self._bearers.written_as_one(word)[:PEOPLE_MOST]
        ]

    def _together(self, typed: Sequence[str], pieces: Sequence[Piece], beside: Sequence[Piece] = ()) -> list[Fit]:
        """People whom two words or more name; with `beside`, only those whom one of its pieces names."""
        bearers = [piece.bearers for piece in pieces if piece.likes]
        if not bearers:
            return []
        seeds = repeated(bearers)
        if beside and len(seeds):
            also = [piece.bearers for piece in beside if piece.likes]
            seeds = among(seeds, also) if also else seeds[:0]
        joined = [piece.bearers for piece in pieces if piece.places.bit_count() > 1]
        runs = [run for run in (seeds, *joined, *self._initialled(typed, pieces, lone=bool(beside))) if len(run)]
        if not runs:
            return []
        seeds = distinct(runs)
        fits = [self._fit(person, typed, pieces) for person in seeds[:LOOKED_AT_MOST].tolist()]
        never = {piece.places for piece in pieces if not piece.alone}
        return [found for found in fits if found.width > 1 and not (found.places in never and _is_one(found.parts))]

    def _initialled(self, typed: Sequence[str], pieces: Sequence[Piece], *, lone: bool) -> list[Items]:
        """Bearers of a word who have a part that begins as the initial beside it; or, where `lone`, is only that."""
        found = []
        for place, word in enumerate(typed):
            if len(word) > 1 and not lone:
                continue
            for neighbour in (place - 1, place + 1):
                if 0 <= neighbour < len(typed) and pieces[neighbour].likes:
                    bearers = pieces[neighbour].bearers
                    with_initial = self._bearers.with_initial if len(word) == 1 else self._bearers.with_lone_initial
                    found.append(with_initial(bearers, word))
        return found

    def _fit(
        self, person: int, typed: Sequence[str], pieces: Sequence[Piece], free: Mapping[int, bool] | None = None
    ) -> Fit:
        self._looked_at += 1
        found, letters = fit(
            person,
            self._bearers.parts[person],
            self._bearers.alternates(person),
            pieces,
            self._bearers.vocabulary.lengths,
        )
        names = self._bearers.names[person]
        if found.width < len(typed):
            found = add_initials(found, letters, names, typed)
        if free:
            found = add_slips(found, names, typed, free)
        return discount(found, names)

    def _alone(self, pieces: Sequence[Piece], covered: int) -> list[Fit]:
        """Bearers of single words that nothing else accounts for: all of the word itself, few of words like it."""
        fits = []
        for piece in pieces:
            if not piece.likes or covered & piece.places:
                continue
            best = max(piece.likes.values())
            most = PEOPLE_MOST if best >= NICKNAME else _OFFERED_MOST
            for word in (word for word, like in piece.likes.items() if like == best or like >= NICKNAME):
                like = piece.likes[word]
                bearers = self._bearers.words[word][:most].tolist()
                fits += [Fit(person, piece.places, 1, like, like) for person in bearers]
        return fits


def _people(schedule: Schedule) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for session in schedule.sessions:
        for person in (*session.speakers, *session.authors):
            people.setdefault(person.id, person)
    return people


def _settled(fits: Iterable[Fit], covered: int) -> bool:
    return any(is_sure(found) and found.places & ~covered for found in fits)


def _is_one(bits: int) -> bool:
    return bits.bit_count() == 1
