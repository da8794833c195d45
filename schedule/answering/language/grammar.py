"""Text to questions. Frame words are taken out layer by layer; what is left over is the subject.

Frame words only: which person, room or session a subject is, `finder` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from schedule.answering.language import politeness
from schedule.answering.language.circumstances import (
    read_missing,
    take_inner_relation,
    take_language,
    take_relation,
    take_same,
)
from schedule.answering.language.clauses import Clause, Quoted, Verbatim, clauses_of, without_numbers
from schedule.answering.language.clocks import Bound
from schedule.answering.language.leads import take_leads
from schedule.answering.language.lexicon import unrepaired
from schedule.answering.language.phrases import read_phrase, take_relative
from schedule.answering.language.reading import Reading, whole_words
from schedule.answering.language.requests import read_request
from schedule.answering.language.turns_of_phrase import take_turns_of_phrase
from schedule.answering.language.wants import OPENS, read_aims
from schedule.answering.language.word_lists import FILLING, chatter, frame
from schedule.answering.question import Aim, Phrase, Question, Relation
from schedule.answering.times import ALWAYS, Flow, TimePhrase, read_time
from schedule.answering.tokens import clean
from schedule.answering.verdicts import stands, take_standing

CLAUSES_MOST = 5  # of one message
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{1,40}:)\d{1,25}>")  # of somebody, a channel, a picture; as chats write it

_AT_SIGN = re.compile(r"(?<!\S)@ ?(?=\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]m)?(?!\w))|(?<!\S)@ ")  # `what starts @ 9`


def parse_question(
    text: str,
    vocabulary: Collection[str] = (),
    month_days: frozenset[tuple[int, int]] = frozenset(),
    quoted: Quoted | None = None,
    verbatim: Verbatim | None = None,
    *,
    in_passing: bool = False,
) -> tuple[Question, ...]:
    """The questions of a message, in order; empty for a text without a word.

    `vocabulary` holds the schedule's words, which are never repaired; `month_days` its dates, which decide what
    `3.12` means; `quoted` finds a title that is written out, whose words then carry no grammar;
    `verbatim` words of one that is written in part. `in_passing`: nobody asked the bot, so that a clause that begins as
    small talk is not read to its end, and gives no question.
    """
    text = _MENTION.sub(" ", clean(text))
    text = _AT_SIGN.sub("at ", text) if "@" in text else text
    text = without_numbers(text)
    clauses = clauses_of(text, vocabulary, quoted, verbatim)
    first = zip(clauses, range(CLAUSES_MOST), strict=False)
    read = [_sensible(clause, vocabulary, month_days, in_passing=in_passing) for clause, _ in first]
    return tuple([question for question in read if question is not None])


def _sensible(
    clause: Clause, vocabulary: Collection[str], month_days: frozenset[tuple[int, int]], *, in_passing: bool
) -> Question | None:
    """The clause read; where it names nothing, with its last word as it was typed: `when is Thiere?` is not `there`."""
    begun = _begin(clause)
    if in_passing and not begun.wishes.asks and not _as_typed(clause, vocabulary):
        return None
    question = _read(clause, begun, vocabulary, month_days)
    if not question.bare or not question.asked or not (typed := _as_typed(clause, vocabulary)):
        return question
    return _read(typed, _begin(typed), vocabulary, month_days)


def _as_typed(clause: Clause, vocabulary: Collection[str]) -> Clause | None:
    """The clause with its last word as it was typed, where that was repaired."""
    words = unrepaired(clause.words, [token.word for token in clause.tokens], vocabulary)
    return Clause(words, clause.tokens, clause.asking) if words else None


def _begin(clause: Clause) -> _Begun:
    reading = Reading(clause.words)
    take_turns_of_phrase(reading)
    return _Begun(reading, reading.text, _read_wishes(reading, clause))


def _read(
    clause: Clause, begun: _Begun, vocabulary: Collection[str], month_days: frozenset[tuple[int, int]]
) -> Question:
    reading, source, wishes = begun
    language, other_language = take_language(reading, vocabulary)
    time = read_time(reading, month_days)
    relation, at = take_relation(reading)
    take_relative(reading)
    end = at if relation else len(reading.text)
    tail = _question_behind(reading, source, at) if relation in _NESTING else len(reading.text)
    topical = reading.said(_TOPICAL_WORDS) and reading.has(_TOPICAL, end)
    plural = reading.said(_PLURAL_WORDS) and reading.has(_PLURAL, end)
    inner, until, inner_at = take_inner_relation(reading, at) if relation in _NESTING else (None, tail, 0)
    until = min(until, tail)
    inner_anchor = read_phrase(reading, clause, vocabulary, inner_at, tail) if inner else _NO_PHRASE
    anchor = read_phrase(reading, clause, vocabulary, at, until) if relation else _NO_PHRASE
    event = reading.said(_EVENT_WORDS) and reading.take(_EVENT) is not None
    if reading.said(_HERE_WORDS):
        reading.take_all(_HERE)
    begin, end = (tail, len(reading.text)) if tail < len(reading.text) else (0, end)
    subject = read_phrase(reading, clause, vocabulary, begin, end)
    aims = wishes.aims
    if not relation and Aim.WHEN in aims and subject and _ELSE.search(source):  # `what else is on when X speaks?`
        aims, relation, subject, anchor = (Aim.WHAT,), Relation.DURING, _NO_PHRASE, subject
    event = event or _starts_all(wishes.aims, subject, source)
    if not (relation or event or language):
        time = _implied(wishes.aims, subject, time, source)
    if time.bound is Bound.UNTIL and time.flow is None and _STILL.search(source):  # `what can I still see before 4?`
        time = replace(time, flow=Flow.REMAINING)
    if wishes.stands and subject.words and time == _REMAINING:  # `is X still to come?`, today or later
        time = ALWAYS
    rest = reading.left()
    framing = frame()
    small = [word for word in rest if word in chatter() and word not in framing and word not in FILLING]
    return Question(
        aims=aims,
        relation=relation,
        language=language,
        other_language=other_language,
        topical=topical,
        plural=plural,
        subject=subject,
        anchor=anchor,
        inner_relation=inner,
        inner_anchor=inner_anchor,
        time=time,
        edge=_edge(aims, source),
        event=event,
        leads=wishes.leads,
        asked=wishes.asked,
        opens=wishes.opens,
        stands=wishes.stands,
        loose=framing.intersection(rest),
        follows=wishes.follows,
        same_room=wishes.same_room,
        same_day=wishes.same_day,
        others=reading.said(_OTHERS),
        personal=wishes.personal,
        chatter=len([word for word in small if word not in vocabulary]),
        source=source.strip(),
    )


class _Wishes(NamedTuple):
    """What is wanted, and how it is asked for: the fields of a question that are read first."""

    aims: tuple[Aim, ...]
    leads: tuple[timedelta, ...]
    asked: bool
    opens: bool
    stands: bool
    follows: bool
    same_room: bool
    same_day: bool
    personal: bool

    @property
    def asks(self) -> bool:
        """Whether a message that nobody addressed to the bot may be for it; `silence` wants more than that."""
        return self.opens and self.asked and not (self.personal or self.follows)


class _Begun(NamedTuple):
    """A clause of which it is read what is wanted, and what it was before that."""

    reading: Reading
    source: str
    wishes: _Wishes


def _read_wishes(reading: Reading, clause: Clause) -> _Wishes:
    source = reading.text
    leads = take_leads(reading)
    verdict = take_standing(reading)
    read_missing(reading)
    same_room, same_day = take_same(reading)
    request = read_request(reading)
    politeness.take_politeness(reading)
    opens = verdict or politeness.opens(reading, source)
    follows = politeness.take_and(reading)
    aims, shaped = ((request,), True) if request else read_aims(reading)
    return _Wishes(
        aims=aims or (Aim.WHAT,),
        leads=leads,
        asked=clause.asking or bool(aims) or shaped or verdict,
        opens=opens,
        stands=verdict or stands(reading, source),
        follows=follows,
        same_room=same_room,
        same_day=same_day,
        personal=politeness.is_personal(reading),
    )


_NO_PHRASE = Phrase()
_REMAINING = TimePhrase(flow=Flow.REMAINING)
_NESTING = (Relation.AFTER, Relation.BEFORE, Relation.DURING)
_ELSE = re.compile(r" (?:what|anything) else ")
_OTHERS = frozenset({"else", "other", "another", "more"})
# A pattern is searched for only where one of its words was said: a look-up is cheaper than a search.
_TOPICAL_WORDS = frozenset({
    "about", "on_topic", "anything", "something", "talks", "session", "sessions", "stuff", "paper", "papers", "poster",
    "posters", "work", "any", "related", "which", "all", "list", "everything",
})  # fmt: skip
_TOPICAL = whole_words(
    r"about|on_topic|(?:anything|something|talks|sessions?|stuff|papers?|posters?|work) on|any|anything|something|stuff"
    r"|related|which|all|list|everything"
)
_PLURAL_WORDS = frozenset({
    "talks", "sessions", "papers", "posters", "events", "spotlights", "keynotes", "things", "all", "any", "list",
    "which", "every", "everything", "those", "these", "ones", "lectures", "options", "choices", "orals", "demos",
    "tutorials", "workshops", "panels",
})  # fmt: skip
_PLURAL = whole_words("|".join(sorted(_PLURAL_WORDS)))
_EVENT = whole_words(
    r"(?:the )?(?:whole |entire |full )?(?:conference|event|congress|con|conf|symposium|meeting|programme?|schedule"
    r"|day)|everything|it all|this thing"
)
_EVENT_WORDS = frozenset({
    "conference", "event", "congress", "con", "conf", "symposium", "meeting", "program", "programm", "programme",
    "schedule", "day", "everything", "it", "this",
})  # fmt: skip
_HERE_WORDS = frozenset({"this", "here"})
_HERE = whole_words(r"this (?:year|week|time)|here")


_BEHIND = re.compile(r"(?<= )(?:what|which|who|where|when|how|anything|something|any|is there|next) ")


def _question_behind(reading: Reading, source: str, at: int) -> int:
    """Where, behind an anchor that leads, what is asked begins: `after the opening, what is in hall 2?`."""
    found = _BEHIND.search(source, at + 1)
    leads = found is not None and frame().issuperset(reading.left(0, at))
    return found.start() if found is not None and leads else len(source)


def _starts_all(aims: Collection[Aim], subject: Phrase, source: str) -> bool:
    """`when does it start?` without a subject: the programme."""
    return Aim.WHEN in aims and not subject and " start " in source and " again " not in source


def _edge(aims: tuple[Aim, ...], source: str) -> int:
    """1 where the words speak of a beginning, -1 of an end."""
    if " start " in source or (Aim.WHEN in aims and " open " in source and OPENS.search(source)):
        return 1
    return -1 if " end " in source and Aim.END not in aims else 0


def _implied(aims: Sequence[Aim], subject: Phrase, time: TimePhrase, source: str) -> TimePhrase:
    """`anything on?` means now, `when does it go on?` what comes next."""
    if time or subject.words or subject.order:
        return time
    if Aim.WHEN in aims and _GOES_ON.search(source):
        return TimePhrase(flow=Flow.NEXT)
    if aims == (Aim.COUNT,) and (counted := _COUNTED.search(source)):  # `how many talks are running?`
        return TimePhrase(flow=Flow.NOW if counted[1] == "on" else Flow.PAST)
    talks = aims == (Aim.WHO,) and _TALKS.search(source)
    if not subject.kinds and (talks or (aims == (Aim.WHAT,) and _ON.search(source))):
        return TimePhrase(flow=Flow.NOW)
    return time


_STILL = re.compile(
    r"^ (?:and |so )?(?:what|which|who|any|anything|is there|how many) (?:\S+ )*?(?:still|left|remaining|else) "
)
_GOES_ON = re.compile(r" (?:resume|go on|on again|back on|carry on|start again|again start) ")
_ON = re.compile(r" on(?: stage| there| here)?(?: yet| already)? $")
_COUNTED = re.compile(r" is (?:already )?(on|over)(?: already)? $")
_TALKS = re.compile(r" (?:on|talking|presenting)(?: stage| there| here)? $")
