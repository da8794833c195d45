"""Candidates to what was found: the best of them, and those that fit as well. See `finder`, which chooses the kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schedule.answering.found import Found, merged
from schedule.answering.language.word_lists import FILLING
from schedule.answering.match import Match, MatchKind
from schedule.models import Person, Room, Session

TIE = 0.02  # scores this near are equally good
_TITLE_TIE = 0.06
_IN_A_ROW = 0.99  # a title that has all the words as they were typed: one that has them scattered fits less
_TOPIC_TIE = 0.12  # sessions about one thing differ more than spellings of one name


def titled(titles: Sequence[Match], about: Sequence[Match], words: Sequence[str], matches: tuple[Match, ...]) -> Found:
    """Sessions by title; a word that their titles lack may name the room or the track."""
    best = titles[0]
    missing = frozenset(range(len(words))) - best.words
    places = [m for m in matches if m.kind in (MatchKind.ROOM, MatchKind.TRACK) and m.sure and m.words <= missing]
    place = placed(places, ()) if places else Found()
    return Found(
        titled=_sessions(titles, TIE if best.score >= _IN_A_ROW else _TITLE_TIE),
        further=tuple(m.target for m in titles if len(m.words) == len(words) and isinstance(m.target, Session)),
        about=_sessions(about),
        rooms=place.rooms,
        tracks=place.tracks,
        score=best.score,
        uncovered=len(missing) - max((len(m.words) for m in places), default=0) - _filling(words, missing),
        matches=matches,
    )


def _filling(words: Sequence[str], missing: Iterable[int]) -> int:
    return sum(words[position] in FILLING for position in missing)


def mentioned(about: Sequence[Match], words: Sequence[str], matches: tuple[Match, ...]) -> Found:
    missing = frozenset(range(len(words))) - about[0].words
    uncovered = len(missing) - _filling(words, missing)
    return Found(about=_sessions(about), score=about[0].score, uncovered=uncovered, matches=matches)


def placed(places: Sequence[Match], matches: tuple[Match, ...]) -> Found:
    best = max(match.score for match in places)
    fitting = [match for match in places if match.score >= best - TIE]
    rooms = tuple({m.target.id: m.target for m in fitting if isinstance(m.target, Room)}.values())
    tracks = tuple(match.target for match in fitting if isinstance(match.target, str))
    return Found(rooms=rooms, tracks=() if rooms else tracks, matches=matches)


def together(groups: Sequence[Found]) -> Found:
    """What several names that are joined stand for."""
    return Found(
        people=merged(group.people for group in groups),
        titled=merged(group.titled for group in groups),
        about=merged(group.about for group in groups if not group.titled),
        rooms=merged(group.rooms for group in groups),
        tracks=merged(group.tracks for group in groups),
        together=True,
        groups=tuple(groups),
        score=min(group.score for group in groups),
        uncovered=sum(group.uncovered for group in groups),
        matches=merged(group.matches for group in groups),
    )


def people_of(people: Sequence[Match]) -> tuple[Person, ...]:
    best = max(match.score for match in people)
    return tuple(m.target for m in people if m.score >= best - TIE and isinstance(m.target, Person))


def _sessions(matches: Sequence[Match], tie: float = _TOPIC_TIE) -> tuple[Session, ...]:
    if not matches:
        return ()
    best = max(match.score for match in matches)
    return tuple(m.target for m in matches if m.score >= best - tie and isinstance(m.target, Session))
