"""What a question is anchored to: the sessions and the time that `after X` or `before the break` speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from schedule.answering import excluding
from schedule.answering.aims import free, listing
from schedule.answering.answer import Span, Turn
from schedule.answering.asked import Asked, distinct, in_order
from schedule.answering.found import Found
from schedule.answering.kinds import TALK
from schedule.answering.question import Phrase, Question
from schedule.answering.times import ALWAYS, Flow
from schedule.models import Room, Session

Ask = Callable[[Question, Found], Asked]


def anchored(asked: Asked, turn: Turn | None, ask: Ask) -> Asked:
    """The question with what it is anchored to, and when that is; `ask` makes a question of the anchor itself."""
    phrase, anchor = asked.world.subjects.find(asked.question.anchor)
    if excluding.excludes(asked.question):
        return excluding.anchored(asked, phrase, anchor)
    if anchor.rooms and not anchor.named and not phrase.kinds:  # `after that in hall 2`
        asked = replace(asked, found=replace(asked.found, rooms=asked.found.rooms or anchor.rooms))
        phrase = replace(phrase, words=())
    elif anchor.rooms:  # `after X in hall 2`
        asked = replace(asked, found=replace(asked.found, rooms=asked.found.rooms or anchor.rooms))
    asked = replace(asked, anchor=anchor)
    if asked.question.inner_relation is not None and phrase:
        sessions: Sequence[Session] = _inner(asked, phrase, anchor, ask)
    elif not phrase.words and not phrase.order and (not phrase.kinds or (phrase.pronoun and phrase.kinds == (TALK,))):
        sessions = (
            turn.sessions[:1]
            if turn is not None and turn.question is not None
            else tuple(asked.world.programme.running(asked.now))
        )
    else:
        sessions = _sessions(asked, phrase, anchor)
        if not sessions and anchor.rooms and (anchor.named or phrase.kinds):
            there = _in_rooms((*anchor.further, *anchor.about), anchor.rooms)
            sessions = there or _sessions(asked, phrase, replace(anchor, rooms=()))  # X is elsewhere
    timed = [s for s in sessions if s.starts_at]
    span = free.meal_span(asked, phrase) if not timed else None
    if timed and timed[0].starts_at:
        first = timed[0].starts_at
        span = Span(first, max([s.ends_at or s.starts_at or first for s in timed[:1]]))
        if asked.question.same_room and phrase.words and not asked.rooms:  # `after X in the same room`
            asked = replace(asked, found=replace(asked.found, rooms=timed[0].rooms))
    return replace(asked, anchored=tuple(timed[:1]), anchor_span=span)


def _inner(asked: Asked, phrase: Phrase, anchor: Found, ask: Ask) -> tuple[Session, ...]:
    """`the break after X`, itself an anchor."""
    question = asked.question
    inner = Question(subject=phrase, relation=question.inner_relation, anchor=question.inner_anchor, time=question.time)
    return listing.sessions_of(ask(inner, anchor))


def _sessions(asked: Asked, phrase: Phrase, anchor: Found) -> tuple[Session, ...]:
    on_day = asked.window is not None and bool(asked.window.days) and not anchor.named
    # Of what repeats from day to day all are looked at where a day is named, not only the next one.
    # `what is next after X?`: X itself may be on, or over.
    time = asked.question.time
    if anchor.named and time.flow is Flow.NEXT:
        time = ALWAYS
        if anchor.titled:  # of titles with all the words the one that is on or comes first, however well it fits
            anchor = replace(anchor, titled=tuple(distinct([*anchor.titled, *anchor.further])))
    inner = replace(asked.question, subject=phrase, time=time, relation=None, plural=on_day, topical=False)
    pool = listing.sessions_of(replace(asked, question=inner, found=anchor, window=None, referred=None))
    timed = [s for s in pool if s.starts_at]
    if asked.window is not None and asked.window.days:  # `before lunch on Sunday`: that day's lunch
        timed = [s for s in timed if asked.window.holds(s)] or timed
    if len(timed) > 1 and phrase.order is None and (not anchor.named or not asked.question.time.days):
        # `after the break`, `after Ana Souza`, who has two: the one that runs or comes next
        timed = in_order([s for s in timed if (s.ends_at or s.starts_at or asked.now) > asked.now] or timed)
    return tuple(timed)


def _in_rooms(sessions: Iterable[Session], rooms: Sequence[Room]) -> tuple[Session, ...]:
    return tuple(session for session in sessions if any(room in rooms for room in session.rooms))
