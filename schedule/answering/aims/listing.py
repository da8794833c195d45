"""When, where, who, what is on, what is it about: answers that are sessions, shown with what was asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from schedule.answering import paging
from schedule.answering.aims import free, topics
from schedule.answering.aims.headlines import ONE_WORK, dropped_note, headline, people_note, room_note
from schedule.answering.aims.nothing import not_found, too_many, unlocated, unplaced, vague_room
from schedule.answering.answer import Answer, Detail, Verdict
from schedule.answering.asked import Asked
from schedule.answering.followup import speaks_of_one
from schedule.answering.found import PEOPLE_MOST
from schedule.answering.kinds import POSTER, POSTER_SESSION, TALK
from schedule.answering.programme import containing
from schedule.answering.question import Aim, Phrase, Question, Relation
from schedule.answering.selection import Selection, overlap, select
from schedule.answering.times import Flow
from schedule.models import Session

_SLOTS_MOST = 4  # poster sessions that one line can name


def sessions_of(asked: Asked) -> tuple[Session, ...]:
    return select(asked).sessions


def answer(asked: Asked) -> Answer:
    asked = _meant(asked)
    for check in (_unknown, free.no_meal, _parallel, _pointless, _event):
        if (found := check(asked)) is not None:
            return found
    if (parts := _parts(asked)) is not None:
        return parts
    selection = select(asked)
    return _shown(asked, selection) if selection.sessions else _nothing(asked)


def _meant(asked: Asked) -> Asked:
    """The question with what it leaves unsaid: that the whole programme, or its talks, are meant."""
    question = asked.question
    if _is_workshop(asked):
        question = replace(question, event=True, subject=Phrase())
    elif asked.referred is None and question.subject.pronoun and question.aim is Aim.WHEN:
        question = replace(question, event=question.event or _STARTS.search(question.source) is not None)
    elif asked.referred is None and question.stands and _says_only_it(question):  # `has it started?`
        question = replace(question, event=True, subject=Phrase())
    elif question.aim is Aim.WHO and question.bare and _SPEAKERS.search(question.source):
        question = replace(question, subject=Phrase(kinds=(TALK,)), plural=True)
    return asked if question is asked.question else replace(asked, question=question)


def _unknown(asked: Asked) -> Answer | None:
    """What the question names and the schedule has not, or has too often."""
    if not asked.found.complete or not topics.fit(asked):
        return not_found(asked)
    if not asked.anchor.complete:
        return not_found(asked, anchor=True)
    if len(asked.found.people) > PEOPLE_MOST and not asked.found.together:
        return too_many(asked)
    question, found = asked.question, asked.found
    only_place = (found.rooms or found.tracks) and not (found.named or question.subject.kinds or question.time)
    return unlocated(asked) if question.aim is Aim.WHERE and only_place else None


def _pointless(asked: Asked) -> Answer | None:
    """A question that names nothing, or only an `it` that nothing was said of."""
    question, subject = asked.question, asked.question.subject
    if asked.referred is not None or question.event:
        return None
    named = (
        subject.words, subject.kinds, subject.labels, subject.order,
        question.time, question.language, question.relation,
    )  # fmt: skip
    unsaid = (subject.pronoun and not any(named)) or (speaks_of_one(question) and question.relation is None)
    if question.aim is Aim.WHERE and (question.bare or unsaid) and len(asked.world.schedule.rooms) == 1:
        return unplaced(asked)  # `which room is it?`, where all is in one
    return not_found(asked, unclear=True) if question.bare or unsaid else None


def _says_only_it(question: Question) -> bool:
    subject = question.subject
    named = subject.words or subject.kinds or subject.order or question.time or question.relation
    return subject.pronoun and question.aim is Aim.WHAT and not named


_STARTS = re.compile(r"\bstart\b")
_SPEAKERS = re.compile(r"\b(?:speakers|author|talking|presenting)\b")


def _parallel(asked: Asked) -> Answer | None:
    """`which sessions run in parallel?`."""
    question = asked.question
    if question.relation is not Relation.DURING or question.anchor or asked.referred is not None or not question.plural:
        return None
    if question.others and asked.anchored:  # `which other sessions are on at the same time?`: as what was spoken of
        return None
    timed = [s for s in asked.world.programme.timed if asked.window is None or asked.window.holds(s)]
    pairs = [pair for pair in pairwise(timed) if overlap(*pair)]
    sessions = list(dict.fromkeys(session for pair in pairs for session in pair))
    if not sessions:
        return Answer(Verdict.FOUND, "clash", "No sessions run at the same time.")
    return _found(asked, sessions, "These run beside others:")


def _event(asked: Asked) -> Answer | None:
    """The conference or its day as a whole: its beginning, its end, or all of it."""
    question = asked.question
    if not question.event or question.subject.words or question.subject.order or question.relation:
        return None
    if asked.referred is not None or set(question.subject.kinds) - {TALK}:  # `the closing of the conference`
        return None
    return unplaced(asked) if question.aim is Aim.WHERE and not question.time else _whole(asked)


def _whole(asked: Asked) -> Answer | None:
    question = asked.question
    programme = asked.world.programme
    sessions = [s for s in programme.timed if asked.window is None or asked.window.holds(s)]
    if not sessions:
        return None
    if question.aim is Aim.WHAT and question.stands:
        return _where_it_stands(asked)
    if question.aim is Aim.WHEN:
        sessions = list(programme.parts(sessions))
        first = [s for s in sessions if s.starts_at == sessions[0].starts_at]
        return _found(asked, first, f"The programme {_when_label(asked)}begins with {first[0].title}.")
    if question.aim is Aim.WHAT and not question.time:
        return _found(asked, sessions, "The programme:")
    return None


def _where_it_stands(asked: Asked) -> Answer:
    """`has it started already?`: whether today's programme has begun, and whether it is over."""
    programme = asked.world.programme
    today = programme.sessions_of(programme.day_of(asked.now)) or programme.timed
    running = [s for s in today if s.starts_at and s.starts_at <= asked.now < (s.ends_at or s.starts_at)]
    coming = [s for s in today if s.starts_at and s.starts_at > asked.now]
    first = [s for s in coming if s.starts_at == coming[0].starts_at]
    if len(coming) == len(today):
        return _found(asked, first, f"Not yet: the programme begins with {first[0].title}.")
    if running:
        return _found(asked, running, "It has begun. On now:")
    return _found(asked, first, "Nothing is on now. Next:" if first else "The programme is over.")


_WHICH_TRACK = re.compile(r"\b(?:which|what) (?:\w+ )?(?:track|devroom)\b")
_INSIDE = re.compile(r"^(?:what|which|who) .*\b(?:in|part of|during)\b")


def _parts(asked: Asked) -> Answer | None:
    """`what is in session 2?`: the papers that are part of it."""
    question = asked.question
    if question.aim not in (Aim.WHAT, Aim.WHO) or not _INSIDE.search(question.source):
        return None
    named = asked.found.titled or (_sessions_of_kind(asked) if question.subject.order or question.subject.words else ())
    ids = {session.id for session in named if not session.cancelled}
    parts = [s for s in asked.world.schedule.sessions if s.part_of in ids] if ids else []
    if not parts:
        return None
    return _found(asked, parts, f"{len(parts)} are part of {named[0].title}:")


def _sessions_of_kind(asked: Asked) -> tuple[Session, ...]:
    return select(asked).sessions[:1] if asked.question.subject.kinds else ()


def _is_workshop(asked: Asked) -> bool:
    """Whether `the workshop` is the whole programme: no session of it is one."""
    return asked.question.subject.kinds == ("workshop",) and not (
        asked.question.subject.words or asked.question.plural or asked.world.kinds.of("workshop")
    )


def _when_label(asked: Asked) -> str:
    return f"{asked.window.label} " if asked.window and asked.window.label else ""


def _nothing(asked: Asked) -> Answer:
    question = asked.question
    if question.relation is Relation.DURING and asked.anchored:
        return Answer(Verdict.FOUND, "clash", f"Nothing else is on during {asked.anchored[0].title}.", asked.anchored)
    if question.relation and asked.anchor_span and asked.anchored:
        return Answer(
            Verdict.NOTHING, _intent(asked), f"Nothing is on {question.relation.value} {asked.anchored[0].title}."
        )
    if question.time.flow is Flow.NOW or (asked.window and asked.window.spans):
        return free.nothing_on(asked)
    kinds = question.subject.kinds
    if kinds and not any(asked.world.kinds.listed(kind) for kind in kinds):
        return not_found(asked)
    if question.time.flow is Flow.NEXT:
        return Answer(Verdict.NOTHING, _intent(asked), _over(asked))
    return not_found(asked)


def _over(asked: Asked) -> str:
    what = f"No {asked.question.subject.kinds[0]}" if asked.question.subject.kinds else "Nothing"
    rooms = " or ".join(room.name for room in asked.found.rooms)
    return f"{what} comes after this{f' in {rooms}' if rooms else ''}: the programme is over."


def _shown(asked: Asked, selection: Selection) -> Answer:
    sessions = list(selection.sessions)
    if _wants_one(asked):
        sessions = sessions[:ONE_WORK]
    if sessions[0].starts_at is None and asked.question.aim in (Aim.WHEN, Aim.WHAT, Aim.WHERE):
        return _undated(asked, sessions, selection)
    return _found(asked, sessions, headline(asked, sessions, selection), notes=dropped_note(asked, selection))


def _wants_one(asked: Asked) -> bool:
    found = asked.found
    return bool(found.titled) and not (asked.question.topical or asked.question.plural or found.together)


def _undated(asked: Asked, sessions: list[Session], selection: Selection) -> Answer:
    """A poster has no time of its own: says so, and names the poster sessions."""
    notes = [*dropped_note(asked, selection)]
    one = len([s for s in sessions if s.starts_at is None]) == 1
    if not all(s.starts_at or containing(s, asked.world.schedule) for s in sessions):
        notes.append(f"No time is listed for {'it' if one else 'these'}.")
    if one and (whole := containing(sessions[0], asked.world.schedule)) is not None:
        notes += [f"It is part of {whole.title}."]
        return _found(asked, [*sessions, whole], headline(asked, sessions, selection), notes=tuple(notes))
    slots = _poster_sessions(asked) if asked.world.kinds.main(sessions[0]) == POSTER else []
    if (
        slots
        and len(sessions) <= ONE_WORK
        and (asked.question.aim is Aim.WHEN or asked.question.time or _asks_session(asked))
    ):
        notes.append("It may be shown in the poster sessions." if one else "They may be shown in the poster sessions.")
        sessions = [*sessions, *(s for s in slots if s not in sessions)]
    elif slots and one and _only_named(asked):
        notes.append(f"It may be shown in {' or '.join(_slot(asked, slot) for slot in slots[:_SLOTS_MOST])}.")
    return _found(asked, sessions, headline(asked, sessions, selection), notes=tuple(notes))


def _only_named(asked: Asked) -> bool:
    """Whether a message is a title and nothing else: what it wants to know may be the time."""
    question = asked.question
    return question.aim is Aim.WHAT and not (question.asked or question.opens) and bool(asked.found.titled)


def _slot(asked: Asked, session: Session) -> str:
    if session.starts_at is None:
        return session.title
    start = session.starts_at.astimezone(asked.world.programme.zone)
    return f"{session.title} ({start:%a %H:%M})"


def _asks_session(asked: Asked) -> bool:
    return POSTER_SESSION in asked.question.subject.kinds


def _poster_sessions(asked: Asked) -> list[Session]:
    if not asked.world.kinds.timed(POSTER_SESSION):
        return []
    return [s for s in asked.world.kinds.of(POSTER_SESSION)[: paging.LISTED_MOST] if s.starts_at]


def _found(asked: Asked, sessions: list[Session], said: str, notes: tuple[str, ...] = ()) -> Answer:
    details = _details(asked)
    shown, rest = paging.listed(sessions, details)
    notes += room_note(asked, sessions) + people_note(asked, sessions) + vague_room(asked)
    return Answer(Verdict.FOUND, _intent(asked), said, shown, rest, notes=notes, details=details)


def _intent(asked: Asked) -> str:
    return asked.question.aim.value


def _details(asked: Asked) -> frozenset[Detail]:
    details = {Detail.PEOPLE}
    if Aim.ABOUT in asked.question.aims:
        details.add(Detail.ABSTRACT)
    if asked.question.language:
        details.add(Detail.LANGUAGE)
    source = asked.question.source
    if ("track" in source or "devroom" in source) and _WHICH_TRACK.search(source):
        details.add(Detail.TRACK)
    return frozenset(details)
