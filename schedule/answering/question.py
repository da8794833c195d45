"""What a question is once it has been read: what is wanted, of what, when. `grammar` makes these of text.

Plain values; knows nothing of the schedule and no present moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from schedule.answering.times import ALWAYS, TimePhrase


class Aim(StrEnum):
    """What is asked for."""

    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    WHAT = "what"  # what is on, or the entry itself
    ABOUT = "about"
    COUNT = "count"
    DURATION = "duration"
    END = "end"
    LINK = "link"
    VIDEO = "video"
    SLIDES = "slides"
    PAPER = "paper"
    LANGUAGE = "language"
    CANCELLED = "cancelled"
    KIND = "kind"  # is it a talk or a poster?
    COMPARE = "compare"
    LENGTH = "length"  # which of two lasts longer, which of all the longest
    CLASH = "clash"
    FREE = "free"
    AGENDA = "agenda"
    ADD = "add"  # to the asker's agenda
    DROP = "drop"  # from it
    REMIND = "remind"
    STOP = "stop"
    SHOW = "show"
    PAUSE = "pause"
    RESUME = "resume"
    HELP = "help"
    GREETING = "greeting"


class Relation(StrEnum):
    """How what is asked for stands to another session."""

    AFTER = "after"
    BEFORE = "before"
    DURING = "during"
    BETWEEN = "between"
    EXCEPT = "except"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What names something: words that the grammar did not take, kinds, a place in an order, or a word for `it`."""

    words: tuple[str, ...] = ()
    breaks: frozenset[int] = frozenset()  # before these words stood `and`, `or` or `with`
    either: bool = False  # one of them was `or`
    kinds: tuple[str, ...] = ()
    order: int | None = None  # 1 first, 2 second, …, -1 last
    pronoun: bool = False
    soft: frozenset[int] = frozenset()  # words that may as well be chatter
    placed: frozenset[int] = frozenset()  # words behind `room` or `hall`, which can name nothing but a place
    inside: bool = False  # a lone word behind `in`: nobody whose name is merely like it
    themed: int = 0  # so many of the words stand before `track` or `devroom`
    whole_breaks: frozenset[int] = frozenset()  # as `breaks`, among the words of `whole`
    whole: tuple[str, ...] = ()  # the words together with those that name a kind
    labels: tuple[str, ...] = ()  # words that the source uses for kinds, as `recorded`

    def __bool__(self) -> bool:
        return bool(self.words or self.kinds or self.order or self.pronoun or self.labels)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `room` and `track` are set by commands, by name; in text they are part of the subject's words."""

    aims: tuple[Aim, ...] = (Aim.WHAT,)
    subject: Phrase = Phrase()
    time: TimePhrase = ALWAYS
    relation: Relation | None = None
    anchor: Phrase = Phrase()
    inner_relation: Relation | None = None  # of the anchor itself, as in `after the break after X`
    inner_anchor: Phrase = Phrase()
    topical: bool = False  # `about`, `on`: several sessions are wanted
    plural: bool = False
    edge: int = 0  # speaks of a beginning (1) or an end (-1)
    event: bool = False  # the conference itself or its day, as in `when does it all start`
    language: str | None = None
    other_language: bool = False  # any language but that
    leads: tuple[timedelta, ...] = ()
    room: str | None = None
    track: str | None = None
    asked: bool = False  # shaped as a question or a request
    opens: bool = False  # begins as a question does
    stands: bool = False  # whether it is over, on or still to come
    loose: frozenset[str] = frozenset()  # frame words that no pattern took
    follows: bool = False  # begins with `and` or `what about`
    same_room: bool = False  # `in that hall`
    same_day: bool = False  # `that day`
    others: bool = False  # `what else does she do?`
    personal: bool = False  # about the asker or somebody in the chat
    chatter: int = 0  # words that carry nothing, beside those of the frame
    source: str = field(default="", compare=False)

    @property
    def aim(self) -> Aim:
        return self.aims[0]

    @property
    def bare(self) -> bool:
        """Whether nothing in it names anything."""
        return not (
            self.subject or self.anchor or self.time or self.language or self.room or self.track or self.relation
        )
