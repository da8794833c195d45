"""What is said above the sessions of an answer, and below them: one plain sentence each, without clock times."""

from __future__ import annotations

import re

from schedule.answering.aims.lengths import spoken
from schedule.answering.asked import Asked
from schedule.answering.kinds import TALK
from schedule.answering.question import Aim, Relation
from schedule.answering.selection import Selection
from schedule.answering.times import Flow
from schedule.models import Session

ONE_WORK = 4  # an entry asked for by its title stands in a programme a few times at most


def room_note(asked: Asked, sessions: list[Session]) -> tuple[str, ...]:
    if Aim.WHERE not in asked.question.aims or any(s.rooms for s in sessions):
        return ()
    return ("No room is listed for it." if len(sessions) == 1 else "No room is listed for these.",)


def people_note(asked: Asked, sessions: list[Session]) -> tuple[str, ...]:
    if Aim.WHO not in asked.question.aims or any(session.people for session in sessions):
        return ()
    return ("No speaker is listed for it." if len(sessions) == 1 else "No speakers are listed for these.",)


def dropped_note(asked: Asked, selection: Selection) -> tuple[str, ...]:
    if not selection.dropped:
        return ()
    if asked.window is not None and selection.dropped == asked.window.label:
        return (f"Not {selection.dropped}, but:",) if selection.dropped else ()
    if selection.dropped == TALK:
        return ()
    which = "about that" if asked.found.about and not asked.found.titled else "of that name"
    return (f"No {selection.dropped} {which} is listed.",)


def headline(asked: Asked, sessions: list[Session], selection: Selection) -> str:
    return _of_moment(asked, sessions) or _of_list(asked, sessions, selection)


def _of_moment(asked: Asked, sessions: list[Session]) -> str:
    """How a session stands to the moment of asking, where that is what was asked."""
    question = asked.question
    if (
        "countdown" in question.source
        and _COUNTDOWN.search(question.source)
        and sessions[0].starts_at
        and sessions[0].starts_at > asked.now
    ):
        return f"In {spoken(sessions[0].starts_at - asked.now)}:"
    if len(sessions) <= ONE_WORK and (standing := _standing(asked, sessions[0])):
        return standing
    return ""


def _of_list(asked: Asked, sessions: list[Session], selection: Selection) -> str:
    question = asked.question
    if question.relation in _BESIDE and asked.anchored:
        return f"{_BESIDE[question.relation]} {asked.anchored[0].title}:"
    elsewhen = asked.window is not None and selection.dropped == asked.window.label != ""
    if question.time.flow in _FLOWS and not elsewhen:
        return _FLOWS[question.time.flow]
    if days := _days_of_track(asked, sessions):
        return days
    several = len(sessions) > 1 and not asked.found.titled and not selection.dropped
    if asked.edged:
        return _EDGES[question.subject.order] if several else ""
    if asked.found.rooms and not asked.found.named and not question.time and len(sessions) <= ONE_WORK:
        return _in_rooms(asked, sessions)
    return f"{len(sessions)} entries:" if several else ""


_WHICH_DAY = re.compile(r"\b(?:today or tomorrow|tomorrow or today|\w+day or \w+day)\b")


def _days_of_track(asked: Asked, sessions: list[Session]) -> str:
    """`which day is the Rust track?`."""
    if len(asked.found.tracks) != 1 or asked.found.named or asked.edged or asked.question.relation:
        return ""
    if Aim.WHEN not in asked.question.aims and not _WHICH_DAY.search(asked.question.source):
        return ""
    zone = asked.world.programme.zone
    days = dict.fromkeys(f"{s.starts_at.astimezone(zone):%A}" for s in sessions if s.starts_at)
    return f"{asked.found.tracks[0]} is on {' and '.join(days)}:" if days else ""


def _in_rooms(asked: Asked, sessions: list[Session]) -> str:
    rooms = " and ".join(room.name for room in asked.found.rooms)
    first = sessions[0].starts_at
    if first is None or len(asked.found.rooms) > 1:
        return ""
    return f"In {rooms}, now and next:" if first <= asked.now else f"Next in {rooms}:"


_FLOWS: dict[Flow | None, str] = {Flow.NOW: "On now:", Flow.NEXT: "Next:", Flow.NOW_NEXT: "Now and next:"}
_BESIDE: dict[Relation | None, str] = {
    Relation.AFTER: "After",
    Relation.BEFORE: "Before",
    Relation.DURING: "At the same time as",
}


_EDGES = {1: "First:", -1: "Last:", None: ""}
_COUNTDOWN = re.compile(r"\bcountdown\b")


def _standing(asked: Asked, session: Session) -> str:
    """`has it started?`, `did I miss it?`: where a session stands at the moment of asking."""
    if not asked.question.stands or session.starts_at is None:
        return ""
    if asked.now < session.starts_at:
        return f"Not yet: {session.title} is still to come."
    if session.ends_at is not None and asked.now >= session.ends_at:
        return f"{session.title} is over."
    return f"{session.title} is on now."
