"""When, where, who, what is on, what is it about: answers that are sessions, shown with what was asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from schedule.answering.aims import free, topics
from schedule.answering.aims.lengths import spoken
from schedule.answering.aims.nothing import not_found, too_many, unlocated
from schedule.answering.answer import Answer, Detail, Verdict
from schedule.answering.asked import Asked
from schedule.answering.finder import PEOPLE_MOST
from schedule.answering.kinds import POSTER, POSTER_SESSION, TALK
from schedule.answering.question import Aim, Phrase, Relation
from schedule.answering.selection import Selection, overlap, select
from schedule.answering.times import Flow
from schedule.models import Session

LISTED_MOST = 25
_ONE_WORK = 4  # an entry asked for by its title stands in a programme a few times at most


def sessions_of(asked: Asked) -> tuple[Session, ...]:
    return select(asked).sessions


def answer(asked: Asked) -> Answer:
    question = asked.question
    if not asked.found.complete:
        return not_found(asked)
    if not asked.anchor.complete:
        return not_found(asked, anchor=True)
    if len(asked.found.people) > PEOPLE_MOST and not asked.found.together:
        return too_many(asked)
    if not topics.fit(asked):
        return not_found(asked)
    if (
        question.aim is Aim.WHERE
        and (asked.found.rooms or asked.found.tracks)
        and not asked.found.named
        and not question.subject.kinds
        and not question.time
    ):
        return unlocated(asked)
    if (meal := free.no_meal(asked)) is not None:
        return meal
    if _is_workshop(asked):
        question = replace(question, event=True, subject=Phrase())
        asked = replace(asked, question=question)
    if (
        question.subject.pronoun
        and asked.referred is None
        and question.aim is Aim.WHEN
        and " start" in f" {question.source}"
    ):
        question = replace(question, event=True)
        asked = replace(asked, question=question)
    if question.aim is Aim.WHO and question.bare and _SPEAKERS.search(question.source):
        question = replace(question, subject=Phrase(kinds=(TALK,)), plural=True)
        asked = replace(asked, question=question)
    if (
        question.relation is Relation.DURING
        and not question.anchor
        and asked.referred is None
        and (both := _parallel(asked)) is not None
    ):
        return both
    pointless = question.subject.pronoun and not (
        question.subject.words
        or question.subject.kinds
        or question.time
        or question.language
        or question.relation
        or question.subject.order
    )
    if (question.bare or pointless) and asked.referred is None and not question.event:
        return not_found(asked, unclear=True)
    if question.event and (event := _event(asked)) is not None:
        return event
    selection = select(asked)
    if not selection.sessions:
        return _nothing(asked)
    return _shown(asked, selection)


_SPEAKERS = re.compile(r"\b(?:speakers|author|talking|presenting)\b")


def _parallel(asked: Asked) -> Answer | None:
    """`which sessions run in parallel?`"""
    if not asked.question.plural:
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
    if question.subject.words or question.subject.order or question.relation or asked.referred is not None:
        return None
    sessions = [s for s in asked.world.programme.timed if asked.window is None or asked.window.holds(s)]
    if not sessions:
        return None
    if question.aim is Aim.WHEN:
        first = [s for s in sessions if s.starts_at == sessions[0].starts_at]
        return _found(asked, first, f"The programme {_when_label(asked)}begins with {first[0].title}.")
    if question.aim is Aim.WHAT and not question.time:
        return _found(asked, sessions, "The programme:")
    return None


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
        sessions = sessions[:_ONE_WORK]
    if sessions[0].starts_at is None and asked.question.aim in (Aim.WHEN, Aim.WHAT):
        return _undated(asked, sessions, selection)
    return _found(asked, sessions, _headline(asked, sessions, selection), notes=_dropped(asked, selection))


def _wants_one(asked: Asked) -> bool:
    found = asked.found
    return bool(found.titled) and not (asked.question.topical or asked.question.plural or found.together)


def _undated(asked: Asked, sessions: list[Session], selection: Selection) -> Answer:
    """A poster has no time of its own: says so, and names the poster sessions."""
    notes = [*_dropped(asked, selection)]
    one = len([s for s in sessions if s.starts_at is None]) == 1
    notes.append(f"No time is listed for {'it' if one else 'these'}.")
    slots = _poster_sessions(asked) if asked.world.kinds.main(sessions[0]) == POSTER else []
    if (
        slots
        and len(sessions) <= _ONE_WORK
        and (asked.question.aim is Aim.WHEN or asked.question.time or _asks_session(asked))
    ):
        notes.append("It may be shown in the poster sessions." if one else "They may be shown in the poster sessions.")
        sessions = [*sessions, *(s for s in slots if s not in sessions)]
    return _found(asked, sessions, _headline(asked, sessions, selection), notes=tuple(notes))


def _asks_session(asked: Asked) -> bool:
    return POSTER_SESSION in asked.question.subject.kinds


def _poster_sessions(asked: Asked) -> list[Session]:
    if not asked.world.kinds.timed(POSTER_SESSION):
        return []
    return [s for s in asked.world.kinds.of(POSTER_SESSION)[:LISTED_MOST] if s.starts_at]


def _found(asked: Asked, sessions: list[Session], headline: str, notes: tuple[str, ...] = ()) -> Answer:
    return Answer(
        Verdict.FOUND,
        _intent(asked),
        headline,
        tuple(sessions[:LISTED_MOST]),
        more=max(0, len(sessions) - LISTED_MOST),
        notes=notes + _room_note(asked, sessions) + _people_note(asked, sessions),
        details=_details(asked),
    )


def _room_note(asked: Asked, sessions: list[Session]) -> tuple[str, ...]:
    if Aim.WHERE not in asked.question.aims or any(s.rooms for s in sessions):
        return ()
    return ("No room is listed for it." if len(sessions) == 1 else "No room is listed for these.",)


def _people_note(asked: Asked, sessions: list[Session]) -> tuple[str, ...]:
    if Aim.WHO not in asked.question.aims or any(session.people for session in sessions):
        return ()
    return ("No speaker is listed for it." if len(sessions) == 1 else "No speakers are listed for these.",)


def _dropped(asked: Asked, selection: Selection) -> tuple[str, ...]:
    if not selection.dropped:
        return ()
    if asked.window is not None and selection.dropped == asked.window.label:
        return (f"Not {selection.dropped}, but:",) if selection.dropped else ()
    return (f"No {selection.dropped} of that name is listed.",) if selection.dropped != "talk" else ()


def _headline(asked: Asked, sessions: list[Session], selection: Selection) -> str:
    question = asked.question
    if _COUNTDOWN.search(question.source) and sessions[0].starts_at and sessions[0].starts_at > asked.now:
        return f"In {spoken(sessions[0].starts_at - asked.now)}:"
    if (standing := _standing(asked, sessions[0])) and len(sessions) <= _ONE_WORK:
        return standing
    if question.time.flow is Flow.NOW:
        return "On now:"
    if question.time.flow is Flow.NEXT:
        return "Next:"
    if question.relation is Relation.AFTER and asked.anchored:
        return f"After {asked.anchored[0].title}:"
    if question.relation is Relation.BEFORE and asked.anchored:
        return f"Before {asked.anchored[0].title}:"
    if question.relation is Relation.DURING and asked.anchored:
        return f"At the same time as {asked.anchored[0].title}:"
    if len(sessions) > 1 and not asked.found.titled and not selection.dropped:
        return f"{len(sessions)} entries:"
    return ""


_COUNTDOWN = re.compile(r"\bcountdown\b")
_STANDS = re.compile(r"^(?:have|is|do)\b.* (?:start|end|over|already|yet|miss|missed|begin)\b")


def _standing(asked: Asked, session: Session) -> str:
    """`has it started?`, `did I miss it?`: where a session stands at the moment of asking."""
    if not _STANDS.search(asked.question.source) or session.starts_at is None:
        return ""
    if asked.now < session.starts_at:
        return f"Not yet: {session.title} is still to come."
    if session.ends_at is not None and asked.now >= session.ends_at:
        return f"{session.title} is over."
    return f"{session.title} is on now."


def _intent(asked: Asked) -> str:
    return asked.question.aim.value


def _details(asked: Asked) -> frozenset[Detail]:
    details = {Detail.PEOPLE}
    if Aim.ABOUT in asked.question.aims:
        details.add(Detail.ABSTRACT)
    if asked.question.language:
        details.add(Detail.LANGUAGE)
    return frozenset(details)
