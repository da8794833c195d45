"""What the engine gives back: a verdict, a sentence and the sessions it speaks of.

Plain values. Times stay in `sessions` and `spans`, so that Discord can show each reader's own clock and the
terminal the conference's; `wording` and the gateway make text of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from schedule.answering.question import Question
from schedule.models import Session


class Verdict(StrEnum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"  # several fit; asks back with suggestions
    NOTHING = "nothing"  # understood, and the schedule has no such thing
    UNCLEAR = "unclear"  # not understood, or no question about a schedule


class Detail(StrEnum):
    """What a reader should see of each session besides title, time and room."""

    PEOPLE = "people"
    ABSTRACT = "abstract"
    LINKS = "links"  # all of them; the next three only those of their sort
    VIDEO = "video"
    SLIDES = "slides"
    PAPER = "paper"
    DURATION = "duration"
    TRACK = "track"
    LANGUAGE = "language"


class TargetKind(StrEnum):
    """What a reminder can be about."""

    SESSION = "session"  # value: the session's id
    PERSON = "person"  # value: the person's id
    KIND = "kind"  # value: a kind's canonical word: spotlight, talk, poster, break, …
    TRACK = "track"  # value: the track's name
    ROOM = "room"  # value: the room's id
    AGENDA = "agenda"  # value: empty; the asker's own agenda
    EVERYTHING = "everything"  # value: empty


@dataclass(frozen=True, slots=True)
class Target:
    kind: TargetKind
    value: str = ""


class WishAction(StrEnum):
    REMIND = "remind"
    STOP = "stop"  # of the target; of everything where `targets` is empty
    SHOW = "show"  # "what are my reminders?"
    PAUSE = "pause"
    RESUME = "resume"
    CHANGE = "change"  # the leads of all
    ADD = "add"  # the sessions to the asker's agenda
    DROP = "drop"  # them from it
    STORED = "stored"  # what is stored about the asker
    FORGET = "forget"  # all of that
    UNDO = "undo"  # what the asker's last wish changed


@dataclass(frozen=True, slots=True)
class Wish:
    """What the asker wants done; the engine only understands it, the application carries it out."""

    action: WishAction
    targets: tuple[Target, ...] = ()
    leads: tuple[timedelta, ...] = ()  # empty: the configured lead


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, as a free gap: [start, end); a moment where both are one."""

    start: datetime
    end: datetime

    @property
    def is_moment(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Rest:
    """What fits an answer as well and is not shown yet, for `more`: sessions, or the names that were asked back."""

    sessions: tuple[Session, ...] = ()
    names: tuple[str, ...] = ()
    beyond: int = 0  # so many more were counted, but are not kept
    details: frozenset[Detail] = frozenset({Detail.PEOPLE})

    def __len__(self) -> int:
        return len(self.sessions) + len(self.names) + self.beyond


@dataclass(frozen=True, slots=True)
class Offer:
    """What an answer named instead of what was asked for: `yes` takes it (see `offering`)."""

    names: tuple[str, ...]
    question: Question  # what was asked
    at: datetime
    listed: bool = False  # the names are those of the turn's `listed`


@dataclass(frozen=True, slots=True)
class Turn:
    """What a conversation remembers of its last answer, for `and after that?`; never shared between people."""

    at: datetime
    sessions: tuple[Session, ...] = ()
    subject: str = ""
    question: Question | None = None  # what was asked, for `and on Saturday?`
    listed: tuple[Session, ...] = ()  # what `both` and `the other one` are chosen from (see `shown`)
    rest: Rest = Rest()  # what `more` shows (see `paging`)
    wished: tuple[Target, ...] = ()  # what was asked for, or shown as one's reminders: `cancel the second one`
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`headline` is one plain sentence without markup or clock times. `replied` False: say nothing at all."""

    verdict: Verdict
    intent: str
    headline: str = ""
    sessions: tuple[Session, ...] = ()  # best first
    rest: Rest = Rest()  # what else fits, but is not listed
    suggestions: tuple[str, ...] = ()  # things to ask instead, as names or titles
    notes: tuple[str, ...] = ()  # plain sentences on what the schedule does not say
    spans: tuple[Span, ...] = ()
    details: frozenset[Detail] = frozenset({Detail.PEOPLE})
    wish: Wish | None = None
    further: tuple[Answer, ...] = ()  # to the other questions of the same message
    replied: bool = True
    turn: Turn | None = field(default=None, compare=False)  # hand it back with the next message

    @property
    def found(self) -> bool:
        return self.verdict is Verdict.FOUND

    @property
    def more(self) -> int:
        """How many further ones fit but are not listed."""
        return len(self.rest)

    def remembered(self, turn: Turn | None) -> Answer:
        """The same answer with what the conversation remembers of it; `replace` would take three times as long."""
        return Answer(
            self.verdict,
            self.intent,
            self.headline,
            self.sessions,
            self.rest,
            self.suggestions,
            self.notes,
            self.spans,
            self.details,
            self.wish,
            self.further,
            self.replied,
            turn,
        )
