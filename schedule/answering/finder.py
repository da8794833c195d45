"""A question's subject, found in the schedule: people, sessions, rooms and tracks that account for its words.

Decides between readings of the same words by how many of them each accounts for. A reading that leaves a word over is
no answer, only a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from schedule.answering.found import Found
from schedule.answering.language.word_lists import FILLING
from schedule.answering.match import Match, MatchKind
from schedule.answering.matching.places import NOUNS
from schedule.answering.names import Names
from schedule.answering.question import Phrase
from schedule.answering.quoting import Quoting
from schedule.answering.room_codes import RoomCodes
from schedule.answering.tokens import Folding
from schedule.answering.tokens import words as fold_words
from schedule.answering.topics import GIVEN_MOST, Topics
from schedule.answering.verbatim import Verbatim
from schedule.answering.weighing import TIE, mentioned, people_of, placed, titled, together
from schedule.models import Person, Room, Schedule, Session

_THEME_MOST = 4  # words of a track's name
_THEME_PREFIX = 5  # letters of a word that stand for all of it, as `postgres`
_CROSSED = 0.8  # likeness of a name beside words of a title
_CROSSED_MOST = 3  # people that are tried with the other words
_DESCRIBED = 0.72  # of a score: only descriptions have the words
_TELLING = 2  # words of titles that no name has


class Finder:
    def __init__(self, schedule: Schedule, folding: Folding = fold_words) -> None:
        self.names = Names(schedule, folding)
        self.topics = Topics(schedule, folding)
        self.quoting = Quoting(schedule, folding)
        self.verbatim = Verbatim(self.topics.titles, [folding(person.name) for person in schedule.people])
        self._rooms = RoomCodes(schedule, self.names)
        self._themes = [(track, frozenset(fold_words(track))) for track in _tracks(schedule)]
        self._of_person: dict[str, list[Session]] = {}
        for session in schedule.sessions:
            for person in {person.id for person in (*session.speakers, *session.authors)}:
                self._of_person.setdefault(person, []).append(session)

    def sessions_of(self, person: Person) -> Sequence[Session]:
        return self._of_person.get(person.id, ())

    def find(self, phrase: Phrase) -> Found:
        words = phrase.words
        if not words:
            return Found()
        if (written := self._written(phrase)) is not None:
            return written
        if phrase.themed and (themed := self._in_theme(phrase)) is not None:
            return themed
        whole = self._whole(words)
        if phrase.inside and whole.people and whole.score < 1 - TIE:
            whole = Found(left=words, matches=whole.matches)
        if whole.complete:
            return self._sides(phrase, whole) or self._in_room(words, whole) or whole
        if phrase.breaks and (joined := self._joined(words, phrase.breaks, either=phrase.either)):
            return joined
        found = self._with_places(words, whole)
        return found if found.complete else self._without_chatter(phrase) or found

    def _without_chatter(self, phrase: Phrase) -> Found | None:
        """What the words stand for when those that may be small talk are passed over."""
        if not phrase.soft or len(phrase.soft) == len(phrase.words):
            return None
        harder = tuple(word for position, word in enumerate(phrase.words) if position not in phrase.soft)
        found = self.find(Phrase(words=harder, breaks=_shifted(phrase.breaks, phrase.soft)))
        passed = sum(phrase.words[position] not in FILLING for position in phrase.soft)
        return replace(found, uncovered=found.uncovered + passed) if found.complete else None

    def _written(self, phrase: Phrase) -> Found | None:
        """What is named by a title, a place or a person written out, or by `hall` and a number."""
        if quoted := [session for word in phrase.words for session in self.quoting.sessions(word)]:
            return (self._beside_quoted(phrase) if phrase.breaks else None) or self._quoted(quoted, phrase)
        if places := [place for word in phrase.words for place in self.quoting.places(word)]:
            return self._somewhere(places, phrase)
        if people := tuple(person for word in phrase.words for person in self.quoting.people(word)):
            return self._named(people, phrase)
        return self._in_place(phrase) if phrase.placed else None

    def _quoted(self, sessions: Sequence[Session], phrase: Phrase) -> Found:
        """A title written out; of the other words only a room or a track narrows it."""
        rest = tuple(word for word in phrase.words if not self.quoting.sessions(word))
        places = [m for m in self.names.find(rest) if m.kind is MatchKind.ROOM and m.sure] if rest else []
        rooms = placed(places, ()).rooms if places else ()
        uncovered = len(rest) - max((len(m.words) for m in places), default=0)
        if uncovered and (longer := self._longer(phrase.words)) is not None:
            return longer
        return Found(titled=tuple(sessions), rooms=rooms, score=1.0, uncovered=uncovered, exact=True)

    def _beside_quoted(self, phrase: Phrase) -> Found | None:
        """A title written out `and` something else; None where one side of the `and` names nothing."""
        groups = [self.find(Phrase(words=part)) for part in _split(phrase.words, phrase.breaks)]
        return together(groups) if all(group.complete and group.named for group in groups) else None

    def _longer(self, words: Sequence[str]) -> Found | None:
        """A title that has all the words, of which another title has some: `data science`, `data science education`."""
        plain = [part for word in words for part in self.quoting.written(word)]
        titles = [m for m in self.topics.find(plain) if m.kind is MatchKind.TITLE and m.sure]
        whole = [match for match in titles if len(match.words) == len(plain)]
        return titled(whole, (), plain, tuple(titles)) if whole else None

    def _somewhere(self, places: Sequence[Room | str], phrase: Phrase) -> Found:
        """A room or a track written out, and what else is named."""
        rest = tuple(word for word in phrase.words if not self.quoting.places(word))
        found = self.find(Phrase(words=rest))
        if not found.complete:
            return found
        rooms = tuple(place for place in places if isinstance(place, Room))
        tracks = tuple(place for place in places if isinstance(place, str))
        return replace(found, rooms=(*found.rooms, *rooms), tracks=(*found.tracks, *tracks))

    def _named(self, people: tuple[Person, ...], phrase: Phrase) -> Found:
        """A person written out; other words name another one, or which of their sessions is meant."""
        rest = tuple(word for word in phrase.words if not self.quoting.people(word))
        found = self.find(Phrase(words=rest))
        if not found.complete:
            return found
        own = {session.id for person in people for session in self.sessions_of(person)}
        meant = tuple(s for s in (*found.titled, *found.about) if s.id in own)
        if meant:
            return replace(found, titled=meant, about=())
        both = (*people, *found.people)
        return replace(found, people=both, together=len(both) > len(people), score=1.0)

    def _in_place(self, phrase: Phrase) -> Found:
        """`in hall 5`: that word names a room or nothing."""
        place = tuple(phrase.words[position] for position in sorted(phrase.placed))
        rest = tuple(word for position, word in enumerate(phrase.words) if position not in phrase.placed)
        rooms = self._rooms.named(place)
        if not rooms:
            return Found(left=place)
        if not rest:
            return Found(rooms=rooms)
        return replace(self.find(Phrase(words=rest)), rooms=rooms)

    def _in_theme(self, phrase: Phrase) -> Found | None:
        """`the postgres devroom`: words of one track's name only, however long that is."""
        end = phrase.themed
        for start in range(max(0, end - _THEME_MOST), end):
            tracks = [track for track, own in self._themes if _begins_with(own, phrase.words[start:end])]
            if len(tracks) == 1:
                rest = (*phrase.words[:start], *(word for word in phrase.words[end:] if word not in NOUNS))
                found = self.find(Phrase(words=rest))
                return replace(found, tracks=(tracks[0],)) if found.complete else None
        return None

    def groups(self, phrase: Phrase) -> tuple[Found, ...]:
        """The names on both sides of `and`, `or`; one group where there is no such word."""
        found = tuple(self.find(Phrase(words=part)) for part in _split(phrase.words, phrase.breaks))
        if not phrase.whole_breaks or all(group.complete for group in found):
            return found
        # `social bots` on one side: a word for a kind that is rather part of a title
        whole = tuple(self.find(Phrase(words=part)) for part in _split(phrase.whole, phrase.whole_breaks))
        return whole if all(group.complete for group in whole) else found

    def _whole(self, words: Sequence[str]) -> Found:
        """The best reading of all words at once."""
        sought = self.topics.find(words) if self._may_be_title(words) else None
        by_title = sought and sought[0].kind is MatchKind.TITLE and _covers(sought[0], words)
        # A search for misspelt names costs more than everything else.
        named = (*self._rooms.coded(words), *self.names.find(words, forgiving=not by_title))
        places = [m for m in named if m.kind in (MatchKind.ROOM, MatchKind.TRACK) and _covers(m, words)]
        people = [m for m in named if m.kind is MatchKind.PERSON and _covers(m, words)]
        if people and not places and self._settles(people[0], words):
            sought = ()
        topics = self.topics.find(words) if sought is None else sought
        matches = (*named, *topics)
        titles = [m for m in topics if m.kind is MatchKind.TITLE and m.sure]
        about = [m for m in topics if m.kind is MatchKind.TOPIC and m.sure]
        best = max((m.score for m in (*people, *titles)), default=0.0)
        if places and max(m.score for m in places) >= best - TIE:
            return placed(places, matches)
        if people and (not titles or people[0].score >= best - TIE):
            return Found(people=people_of(people), score=people[0].score, matches=matches)
        if titles:
            return titled(titles, about, words, matches)
        found = self._mentioned(about, words, matches) if about else self._crossed(words, named)
        return found or Found(left=tuple(words), matches=matches)

    def _mentioned(self, about: Sequence[Match], words: Sequence[str], matches: tuple[Match, ...]) -> Found:
        """What words are a topic of; of more than a search gives, every title that has them."""
        found = mentioned(about, words, matches)
        if len(found.about) < GIVEN_MOST:
            return found
        every = {session.id: session for session in (*found.about, *self.topics.titled(words))}
        return replace(found, about=tuple(every.values()))

    def _may_be_title(self, words: Sequence[str]) -> bool:
        """Whether most of the words stand in titles and name nobody."""
        telling = [word for word in words if word in self.topics.titles.index and not self.names.bears(word)]
        return len(telling) >= _TELLING and len(telling) * 2 >= len(words)

    def _settles(self, person: Match, words: Sequence[str]) -> bool:
        """Whether no title can fit better than a person: letter for letter, or by words that no title has."""
        return person.score >= 1 - TIE or (len(words) > 1 and not any(word in self.topics for word in words))

    def _crossed(self, words: Sequence[str], named: Sequence[Match]) -> Found | None:
        """`adams superoptimizer`: a person, and words of one of this person's sessions."""
        people = [m for m in named if m.kind is MatchKind.PERSON and m.score >= _CROSSED and len(m.words) < len(words)]
        for person in people[:_CROSSED_MOST]:
            if not isinstance(person.target, Person):
                continue
            rest = [word for place, word in enumerate(words) if place not in person.words]
            topics = self.topics.find(rest, self.sessions_of(person.target))
            meant = [m.target for m in topics if m.sure and isinstance(m.target, Session)]
            if meant:
                return Found(titled=tuple(meant), score=person.score, matches=(person, *topics))
        return None

    def _sides(self, phrase: Phrase, whole: Found) -> Found | None:
        """What both sides of an `and` name, where one title has the words of one; either topic of an `or`."""
        mixed = phrase.either and whole.about and not whole.titled
        if not phrase.breaks or not (whole.uncovered or mixed):
            return None
        joined = self._joined(phrase.words, phrase.breaks)
        if joined is None or joined.uncovered > max(0, whole.uncovered - 1):
            return None
        return joined if all(group.named for group in joined.groups) else None

    def _in_room(self, words: Sequence[str], whole: Found) -> Found | None:
        """`security in Ada`: what is in that room, rather than a description that happens to have both words."""
        if whole.titled or not whole.about or whole.score >= _DESCRIBED or len(words) < _TELLING:
            return None
        found = self._with_places(words, replace(whole, left=tuple(words)))
        return found if found.complete and found.rooms else None

    def _joined(self, words: Sequence[str], breaks: frozenset[int], *, either: bool = False) -> Found | None:
        """All the names; of `either`, as in `chainmail or armour`, those that are there."""
        groups = [self._with_places(part, self._whole(part)) for part in _split(words, breaks)]
        there = [group for group in groups if group.complete and (group.named or not either)]
        if not there or (len(there) < len(groups) and not either):
            return None
        lacking = sum(len(group.left) for group in groups)
        return replace(together(there), uncovered=sum(group.uncovered for group in there) + lacking)

    def _with_places(self, words: Sequence[str], whole: Found) -> Found:
        """Takes rooms and tracks out of the words and finds the rest."""
        if whole.complete:
            return whole
        places = [m for m in whole.matches if m.kind in (MatchKind.ROOM, MatchKind.TRACK) and m.sure]
        for place in sorted(places, key=lambda m: (-len(m.words), -m.score)):
            rest = [word for position, word in enumerate(words) if position not in place.words]
            if not rest or len(rest) == len(words):
                continue
            found = self._with_places(rest, self._whole(rest))
            if found.complete:
                same = [m for m in places if m.words == place.words and m.score >= place.score - TIE]
                own = placed(same, ())
                return Found(
                    people=found.people,
                    titled=found.titled,
                    about=found.about,
                    rooms=(*own.rooms, *found.rooms),
                    tracks=(*own.tracks, *found.tracks),
                    score=found.score,
                    uncovered=found.uncovered,
                    matches=(*whole.matches, *found.matches),
                )
        return whole


def _tracks(schedule: Schedule) -> Iterable[str]:
    return dict.fromkeys(session.track for session in schedule.sessions if session.track)


def _begins_with(own: frozenset[str], typed: Sequence[str]) -> bool:
    """Whether a name has each of the words, or one that begins with it."""
    return all(word in own or (len(word) >= _THEME_PREFIX and any(o.startswith(word) for o in own)) for word in typed)


def _shifted(breaks: frozenset[int], gone: frozenset[int]) -> frozenset[int]:
    return frozenset(place - sum(other < place for other in gone) for place in breaks)


def _covers(match: Match, words: Sequence[str]) -> bool:
    return match.sure and len(match.words) == len(words)


def _split(words: Sequence[str], breaks: Iterable[int]) -> list[tuple[str, ...]]:
    edges = [0, *sorted(breaks), len(words)]
    return [tuple(words[start:end]) for start, end in pairwise(edges) if start < end]
