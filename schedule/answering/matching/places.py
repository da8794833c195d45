"""Words to rooms and tracks. See `names`, which puts people, rooms and tracks together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schedule.answering.match import Match, MatchKind
from schedule.answering.matching.vocabulary import Vocabulary
from schedule.answering.tokens import words
from schedule.models import Room, Schedule

# Words that say what a place is rather than which; they may be left out of a question, or another may be said.
# fmt: off
NOUNS = frozenset({
    "room", "hall", "stage", "track", "devroom", "auditorium", "theatre", "theater", "area", "floor", "level",
    "building", "lecture", "ballroom", "saal", "raum", "halle", "buehne", "salle", "sala", "aula", "amphi", "zaal",
})
_PLAIN = NOUNS | {"the", "of", "and", "an", "in", "for", "on", "to", "session", "sessions"}
# fmt: on
_PARTS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_BUILDING = re.compile(r"^[A-Z]{1,3}-(?=[A-Z])")  # `CC-West 301` is West 301 to those who are in the building
_EITHER = re.compile(r"\s*[+/&|]\s*")
_ABBREVIATED = 3  # letters of such a word that stand for it: `aud 15`
_OTHER_NOUN = 0.95  # `room 2` for Hall 2, where there is no Room 2
_NEAR = 0.82  # one slip in six letters
_NEAR_AT_A_TIME = 0.74  # one slip in four letters: where a time beside the word leaves nothing else that it may be
_SHORTEST = 4  # a slip in a shorter word, or in a number, is another room
_PART_OF_NAME = 6  # letters of a word of a room's name that may stand for all of it
_NOUN_SLIP = 6  # letters of such a word that is known with a slip in it: `auditorim 15`
_SEARCHED_MOST = 8  # words of a question that are searched for slips


@dataclass(frozen=True, slots=True)
class _Place:
    """One way to name a room or a track. `telling` words must be typed; of the others any may."""

    kind: MatchKind
    target: Room | str
    name: str
    telling: frozenset[int]
    nouns: frozenset[str]
    lone: bool  # a mere letter or digit tells it, which means a place only beside a noun


class Places:
    """`known` tells words of people and titles, which are never taken for a misspelt place."""

    def __init__(self, schedule: Schedule, known: Callable[[str], bool]) -> None:
        self._known = known
        tracks = dict.fromkeys(session.track for session in schedule.sessions if session.track)
        named: list[tuple[MatchKind, Room | str, tuple[str, ...]]] = [
            *((MatchKind.ROOM, room, form) for room in schedule.rooms for form in _forms(room.name)),
            *((MatchKind.TRACK, track, form) for track in tracks for form in _forms(track)),
            *((MatchKind.TRACK, track, words(part)) for track, part in _parts_of_lists(tracks)),
        ]
        self._vocabulary = Vocabulary(word for _, _, name in named for word in name)
        self._nouns = Vocabulary(sorted(NOUNS))
        self._places = [self._place(kind, target, name) for kind, target, name in named]
        self._written_as_one = {"".join(name): place for (_, _, name), place in zip(named, self._places, strict=True)}
        self._first_letters = {name[0] for name in self._written_as_one if name}
        self._having: dict[int, list[_Place]] = {}
        for place in self._places:
            for word in place.telling:
                self._having.setdefault(word, []).append(place)

    @property
    def judged(self) -> int:
        return self._vocabulary.judged

    def find(self, typed: Sequence[str]) -> list[Match]:
        """Places all of whose telling words were typed."""
        likes = self._likes(typed)
        places = {id(place): place for like in likes for word in like for place in self._having.get(word, ())}
        found = [match for place in places.values() if (match := self._match(place, typed, likes)) is not None]
        return _best_of_each([*found, *self._as_one(typed)])

    def nearest(self, word: str) -> Room | None:
        """The only room that a single word, or one like it, tells; a longer word may be part of the room's name."""
        if len(word) < _SHORTEST or not word.isalpha() or self._known(word):
            return None
        own = self._vocabulary.id(word)
        near = self._vocabulary.near(word, _NEAR_AT_A_TIME) if own is None else ((own, 1.0),)
        best = {number for number, like in near if like == max(like for _, like in near)}
        having = ((number, place) for number in best for place in self._having.get(number, ()))
        places = [place for number, place in having if place.telling == {number} or len(word) >= _PART_OF_NAME]
        rooms = {place.target.id: place.target for place in places if isinstance(place.target, Room)}
        return next(iter(rooms.values())) if len(rooms) == 1 else None

    def _place(self, kind: MatchKind, target: Room | str, name: Sequence[str]) -> _Place:
        telling = [word for word in name if word not in _PLAIN] or name
        return _Place(
            kind=kind,
            target=target,
            name=target if isinstance(target, str) else target.name,
            telling=frozenset(self._vocabulary.ids(telling)),
            nouns=frozenset(name) & NOUNS,
            lone=all(len(word) == 1 for word in telling),
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

    def _match(self, place: _Place, typed: Sequence[str], likes: Sequence[Mapping[int, float]]) -> Match | None:
        fits: dict[int, float] = {}
        held: set[int] = set()
        for position, like in enumerate(likes):
            best = max((word for word in like if word in place.telling), key=lambda word: like[word], default=None)
            if best is not None and best not in held:
                held.add(best)
                fits[position] = like[best]
        if not place.telling <= held:
            return None
        score = sum(fits.values()) / len(fits)
        nouns = self._nouns_beside(typed, fits)
        if place.lone and not nouns:
            return None
        if any(place.nouns and not _names(typed[position], place.nouns) for position in nouns):
            score *= _OTHER_NOUN
        return Match(place.kind, place.target, place.name, score, sure=True, words=frozenset({*fits, *nouns}))

    def _nouns_beside(self, typed: Sequence[str], fits: Collection[int]) -> list[int]:
        beside = {position + step for position in fits for step in (-1, 1)} - set(fits)
        return [at for at in beside if 0 <= at < len(typed) and (_names(typed[at], NOUNS) or self._is_noun(typed[at]))]

    def _is_noun(self, word: str) -> bool:
        """Whether a word that nothing in the schedule has is such a noun with a slip in it."""
        return len(word) >= _NOUN_SLIP and not self._known(word) and bool(self._nouns.slips(word, _NEAR))

    def _as_one(self, typed: Sequence[str]) -> list[Match]:
        """Names typed without their spaces and marks: `h1302`, `roomb`."""
        found = []
        for start in range(len(typed)):
            if typed[start][:1] not in self._first_letters:
                continue
            for end in range(start + 1, min(len(typed), start + 3) + 1):
                place = self._written_as_one.get("".join(typed[start:end]))
                if place and end - start < len(place.telling) + len(place.nouns):
                    words_ = frozenset(range(start, end))
                    found.append(Match(place.kind, place.target, place.name, 1.0, sure=True, words=words_))
        return found


def _parts_of_lists(tracks: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`Server, Tools`, where other sessions are of `Server` or of `Tools, Languages`: two tracks in one field.

    The comma in `Ethics, Society & Politics` is part of a name: no other track has such a part.
    """
    parts = {track: track.split(", ") for track in tracks}
    held = Counter(part for each in parts.values() for part in each)
    for track, each in parts.items():
        if len(each) > 1:
            yield from ((track, part) for part in each if held[part] > 1 and words(part))


def _forms(name: str) -> list[tuple[str, ...]]:
    """Ways to say a name: all of it, without what is in brackets, that alone, and each of `11+12`."""
    inside = [part for found in _PARTS.finditer(name) for part in found.groups() if part]
    forms = [name, _BUILDING.sub("", name), _PARTS.sub(" ", name), *inside]
    either = _EITHER.split(name)
    if len(either) > 1 and all(len(words(part)) == 1 for part in either[1:]):
        first, *rest = either
        forms += [first, *(f"{first.rsplit(maxsplit=1)[0]} {part}" for part in rest)]
    return list(dict.fromkeys(form for form in map(words, forms) if form))


def _names(word: str, nouns: Iterable[str]) -> bool:
    return any(noun == word or (len(word) >= _ABBREVIATED and noun.startswith(word)) for noun in nouns)


def _best_of_each(found: Iterable[Match]) -> list[Match]:
    """The best match of each room and track."""
    best: dict[tuple[MatchKind, str], Match] = {}
    for match in sorted(found, key=lambda match: (-len(match.words), -match.score)):
        target = match.target
        best.setdefault((match.kind, target.id if isinstance(target, Room) else match.name), match)
    return list(best.values())
