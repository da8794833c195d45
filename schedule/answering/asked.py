"""What an answer is made from: the schedule's indexes, and one question with everything that was found out about it.

Values only; the answers themselves are made in `aims`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from schedule.answering.answer import Span, Target
from schedule.answering.finder import Finder
from schedule.answering.found import Found
from schedule.answering.kinds import Kinds
from schedule.answering.language.word_lists import chatter, frame
from schedule.answering.matching.affiliations import Affiliations
from schedule.answering.moments import Window
from schedule.answering.programme import Programme
from schedule.answering.question import Question
from schedule.answering.subjects import Subjects
from schedule.answering.tokens import Folding, folded_once, words
from schedule.models import Schedule, Session

_SHORTEST_NAME = 4  # letters of a programme's name; shorter words are too often something else


class World:
    """Everything that is computed once for a schedule."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        folding = folded_once()
        self.finder = Finder(schedule, folding)
        self.kinds = Kinds(schedule, folding)
        self.subjects = Subjects(self.finder, self.kinds, Affiliations(schedule))
        self.programme = Programme(schedule)
        self.vocabulary = _vocabulary(schedule, folding)
        self.own_name = frozenset(word for word in words(schedule.title) if _tells(word))
        self.listed: tuple[Session, ...] = tuple(in_order(s for s in schedule.sessions if not s.cancelled))
        self.by_title: dict[str, list[Session]] = {}  # timed ones first
        self.by_room: dict[str, list[Session]] = {}
        self.by_track: dict[str, list[Session]] = {}
        for session in schedule.sessions:
            self.by_title.setdefault(_key(session), []).append(session)
            for room in session.rooms:
                self.by_room.setdefault(room.id, []).append(session)
            if session.track:
                self.by_track.setdefault(session.track, []).append(session)
        self.by_title |= {key: in_order(twins) for key, twins in self.by_title.items() if len(twins) > 1}

    def twins(self, session: Session) -> Sequence[Session]:
        """All entries of the same work, as a spotlight and its poster: timed ones first."""
        return self.by_title.get(_key(session), [session])


@dataclass(frozen=True, slots=True)
class Asked:
    """`referred`: the sessions that `it` or `the second one` stand for; None where the question names its own."""

    world: World
    question: Question
    found: Found
    anchor: Found
    window: Window | None
    now: datetime
    referred: tuple[Session, ...] | None = None
    wished: tuple[Target, ...] = ()  # the reminders that `it` or `the second one` stands for
    anchored: tuple[Session, ...] | None = None  # what the anchor stands for
    anchor_span: Span | None = None  # its time; also of a meal that is no entry, but a gap
    addressed: bool = True
    edged: bool = False  # what begins or ends each day is wanted (see `edges`)

    @property
    def rooms(self) -> frozenset[str]:
        """The ids of the rooms that the question names."""
        named = frozenset([room.id for room in self.found.rooms])
        chosen = self.question.room
        return named.union(room.id for room in self.world.schedule.rooms if room.name == chosen) if chosen else named

    @property
    def tracks(self) -> frozenset[str]:
        return frozenset(self.found.tracks) | ({self.question.track} if self.question.track else frozenset())


def distinct(sessions: Iterable[Session]) -> list[Session]:
    """Each session once. By id: comparing all that a session holds would cost more than the search."""
    return list({session.id: session for session in sessions}.values())


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """Timed sessions by their start, then those without a time; the given order decides between equals."""
    listed = list(sessions)
    timed = sorted((s for s in listed if s.starts_at), key=lambda s: s.starts_at.timestamp() if s.starts_at else 0.0)
    return [*timed, *(s for s in listed if s.starts_at is None)]


def _tells(word: str) -> bool:
    """Whether a word of the programme's title may stand for it: `FOSDEM`, not `2024` or `the`."""
    return len(word) >= _SHORTEST_NAME and word.isalpha() and word not in frame() and word not in chatter()


def _vocabulary(schedule: Schedule, folding: Folding) -> frozenset[str]:
    """The words of names, titles, rooms and tracks: never taken for a misspelt frame word, never passed over."""
    texts = [session.title for session in schedule.sessions]
    texts += [person.name for person in schedule.people] + [room.name for room in schedule.rooms]
    texts += list({session.track for session in schedule.sessions if session.track})
    return frozenset(chain.from_iterable(map(folding, texts)))


def _key(session: Session) -> str:
    return " ".join(session.title.casefold().split())
