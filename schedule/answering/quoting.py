"""Titles and names that a question writes out in full: their words are a name and carry no grammar.

`when does "How to end a talk" start?` asks for the start, `is May Wong on today?` for no month. Exact words only;
misspelt titles are found by `topics`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from schedule.answering.kinds import take_kinds
from schedule.answering.language.reading import Reading
from schedule.answering.language.word_lists import chatter, frame, spellings
from schedule.answering.matching.places import NOUNS
from schedule.answering.tokens import Folding, words
from schedule.models import Person, Room, Schedule, Session

_MARK = "\u00a7"  # no word begins so
_SLIP = 0.79  # one slip in five letters
_SHORTEST_SLIP = 5
_LONG = 5  # words; so many in the right order are no accident even where each is an everyday one


class Quoting:
    def __init__(self, schedule: Schedule, folding: Folding = words) -> None:
        self._sessions: dict[str, tuple[Session, ...]] = {}
        self._titles: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        by_words: dict[tuple[str, ...], list[Session]] = {}
        for session in schedule.sessions:
            by_words.setdefault(folding(session.title), []).append(session)
        for number, (title, sessions) in enumerate(by_words.items()):
            if title:
                name = f"{_MARK}{number}"
                self._sessions[name] = tuple(sessions)
                self._titles.setdefault(title[:2], []).append((title, name))
        self._people: dict[str, tuple[Person, ...]] = {}
        # A word of names that means something else, and what stands on either side of it in them.
        self._beside: dict[str, dict[int, tuple[list[str], list[str]]]] = {}
        self._places: dict[str, tuple[Room | str, ...]] = {}
        self._add_people(schedule, folding)
        self._add_places(schedule)
        for titles in self._titles.values():
            titles.sort(key=lambda entry: -len(entry[0]))

    def find(self, typed: tuple[str, ...]) -> tuple[int, int, str] | None:
        """Where a title stands among folded words, and the word for it; the first, and the longest there."""
        for start in range(len(typed)):
            for title, name in self._titles.get(typed[start : start + 2], ()):
                end = start + len(title)
                if typed[start:end] != title:
                    continue
                if name in self._people or name in self._places or _telling(title) or len(title) == len(typed):
                    return start, end, name
                if _is_numbered(title) and (not start or typed[start - 1] in frame()):
                    return start, end, name
        return self._misspelt(typed)

    def _misspelt(self, typed: tuple[str, ...]) -> tuple[int, int, str] | None:
        """A name of two words, of which one means something else and the other has a slip in it: `Meliisa Hall`."""
        if self._beside.keys().isdisjoint(typed):
            return None
        for place, word in enumerate(typed):
            for step, (others, marks) in self._beside.get(word, {}).items():
                near = place + step
                if not 0 <= near < len(typed) or typed[near] in frame() or len(typed[near]) < _SHORTEST_SLIP:
                    continue
                best = process.extractOne(typed[near], others, scorer=OSA.normalized_similarity, score_cutoff=_SLIP)
                if best is not None:
                    return min(place, near), max(place, near) + 1, marks[best[2]]
        return None

    def sessions(self, name: str) -> tuple[Session, ...]:
        """The sessions that a word of `find` stands for; none for any other word."""
        return self._sessions.get(name, ())

    def written(self, name: str) -> tuple[str, ...]:
        """The words of the title that a word of `find` stands for; any other word as it is."""
        return words(self._sessions[name][0].title) if name in self._sessions else (name,)

    def spoken(self, name: str) -> str:
        """What a word of `find` stands for as people write it; any other word as it is."""
        named = (*self.sessions(name), *self.people(name), *self.places(name))
        first = named[0] if named else name
        return first.title if isinstance(first, Session) else first if isinstance(first, str) else first.name

    def people(self, name: str) -> tuple[Person, ...]:
        """The people that a word of `find` stands for; none for any other word."""
        return self._people.get(name, ())

    def places(self, name: str) -> tuple[Room | str, ...]:
        """The rooms and tracks that a word of `find` stands for; none for any other word."""
        return self._places.get(name, ())

    def _add_places(self, schedule: Schedule) -> None:
        """Rooms and tracks with a word in them that means something else, as the track `Go devroom`."""
        tracks = dict.fromkeys(session.track for session in schedule.sessions if session.track)
        named: dict[tuple[str, ...], list[Room | str]] = {}
        listed: list[tuple[str, Room | str]] = [(room.name, room) for room in schedule.rooms]
        listed += [(track, track) for track in tracks]
        for text, place in listed:
            name = words(text)
            leads = len(name) > 1 and name[0] in frame() and any(word not in frame() for word in name)
            if leads or (isinstance(place, Room) and _is_called_by_kind(name)):
                named.setdefault(name, []).append(place)
            if leads and name[-1] in NOUNS:  # `the Go room` for the track `Go devroom`
                for noun in ("room", "track"):
                    named.setdefault((*name[:-1], noun), []).append(place)
        for number, (name, places) in enumerate(named.items()):
            mark = f"{_MARK}r{number}"
            self._places[mark] = tuple(places)
            self._titles.setdefault(name[:2], []).append((name, mark))

    def _add_people(self, schedule: Schedule, folding: Folding) -> None:
        """Names with a word in them that means something else, as `May Wong`; other names need no such care."""
        foreign = {typed for table in spellings().values() for typed in table}  # `du` asks nobody in English
        meaning = frame() | foreign
        by_words: dict[tuple[str, ...], list[Person]] = {}
        for person in schedule.people:
            name = folding(person.name)
            if len(name) > 1 and not meaning.isdisjoint(name):
                by_words.setdefault(name, []).append(person)
        for number, (name, people) in enumerate(by_words.items()):
            mark = f"{_MARK}p{number}"
            self._people[mark] = tuple(people)
            for order in dict.fromkeys(
                (name, (*name[1:], name[0]), (name[-1], *name[:-1]))
            ):  # family name first or last
                self._titles.setdefault(order[:2], []).append((order, mark))
            if len(name) == len(("first", "last")):
                self._add_beside(name, mark)

    def _add_beside(self, name: tuple[str, ...], mark: str) -> None:
        for word, other in (name, name[::-1]):
            for step in (-1, 1) if word in frame() and other not in frame() else ():
                others, marks = self._beside.setdefault(word, {}).setdefault(step, ([], []))
                others.append(other)
                marks.append(mark)


_HALLS = frozenset(
    ("room", "hall", "stage", "area", "lounge", "auditorium", "foyer", "ballroom", "saal", "raum", "salle", "sala")
)


def _is_called_by_kind(name: Sequence[str]) -> bool:
    """`Keynote room`, `Poster hall`: a place, although it is called by what is held there."""
    if len(name) < 2 or _HALLS.isdisjoint(name):  # noqa: PLR2004 - a kind and a word for a place
        return False
    return bool(take_kinds(Reading((word, 0) for word in name)))


def _is_numbered(title: Sequence[str]) -> bool:
    """`Session 2`: nothing else is meant by it where an entry is called so."""
    return len(title) == len(("session", "2")) and title[0] in _COUNTED and title[1].isdigit()


_COUNTED = frozenset(("session", "block", "part", "slot", "round"))


def _telling(title: Sequence[str]) -> bool:
    if len(title) >= _LONG:
        return True
    reading = Reading((word, 0) for word in title)
    take_kinds(reading)  # `Coffee Break` is read by the grammar
    rest = [word for word, _ in reading.words()]
    return len(title) > 1 and any(word not in frame() and word not in chatter() and not word.isdigit() for word in rest)
