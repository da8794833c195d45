"""Reminders in words: understood here, carried out by the application."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from schedule.answering.aims import listing
from schedule.answering.aims.nothing import UNSAID, not_found, too_many
from schedule.answering.answer import Answer, Target, TargetKind, Verdict, Wish, WishAction
from schedule.answering.asked import Asked
from schedule.answering.found import PEOPLE_MOST
from schedule.answering.question import Aim
from schedule.answering.selection import select
from schedule.models import Session

_SHOWN_MOST = 25
_ACTIONS = {
    Aim.REMIND: WishAction.REMIND,
    Aim.STOP: WishAction.STOP,
    Aim.PAUSE: WishAction.PAUSE,
    Aim.RESUME: WishAction.RESUME,
    Aim.ADD: WishAction.ADD,
    Aim.DROP: WishAction.DROP,
}


def answer(asked: Asked) -> Answer:
    if asked.question.aim is Aim.AGENDA:
        wish = Wish(WishAction.SHOW, (Target(TargetKind.AGENDA),))
        return Answer(Verdict.FOUND, "agenda", "Your agenda:", wish=wish)
    if asked.question.aim is Aim.SHOW:
        return Answer(Verdict.FOUND, "show", "Your reminders:", wish=Wish(WishAction.SHOW))
    return _of_targets(asked, _ACTIONS[asked.question.aim])


def _of_targets(asked: Asked, action: WishAction) -> Answer:
    if action is WishAction.REMIND and (answer := _undoable(asked) or _changed(asked)) is not None:
        return answer
    if asked.wished:
        return _granted(Wish(action, asked.wished, asked.question.leads), "it")
    if not asked.found.complete:
        return not_found(asked)
    if len(asked.found.people) > PEOPLE_MOST:
        return too_many(asked)
    return _of_found(asked, action)


def _of_found(asked: Asked, action: WishAction) -> Answer:
    targets, sessions, what = _targets(asked)
    if action in _NEEDING and not targets:
        return _unknown(asked)
    if action is WishAction.STOP and not targets and asked.question.subject.pronoun:
        return Answer(Verdict.UNCLEAR, "stop", _STOP_WHICH)  # `forget it` is no wish to end all of them
    if len(targets) > _TARGETS_MOST:
        return Answer(Verdict.NOTHING, UNSAID, f"That is {len(targets)} sessions. {_FEWER}")
    return _granted(Wish(action, targets, asked.question.leads), what or "everything", sessions)


def _granted(wish: Wish, what: str, sessions: tuple[Session, ...] = ()) -> Answer:
    return Answer(Verdict.FOUND, wish.action.value, _HEADLINES[wish.action].format(what=what), sessions, wish=wish)


def _undoable(asked: Asked) -> Answer | None:
    """Reminders come before a start, a day before it at the most."""
    if any(lead > _LEAD_MOST for lead in asked.question.leads):
        return Answer(Verdict.NOTHING, UNSAID, "I can remind you a day (24 hours) before a start at the most.")
    if _OF_END.search(asked.question.source) and not asked.found.exact:
        return Answer(Verdict.NOTHING, UNSAID, "I remind you before a start, not of an end; name what comes after it.")
    return None


def _changed(asked: Asked) -> Answer | None:
    """`change my reminders to 5 minutes`: all of them, where none is named."""
    question = asked.question
    named = question.subject or question.time or asked.wished
    if named or not question.leads or not _CHANGES.search(question.source):
        return None
    return _granted(Wish(WishAction.CHANGE, leads=question.leads), "everything")


_NEEDING = frozenset({WishAction.REMIND, WishAction.ADD, WishAction.DROP})
_OWN_AGENDA = re.compile(r"\bmy (?:agenda|schedule|plan|list|calendar)$")
_LEAD_MOST = timedelta(days=1)
_TARGETS_MOST = 100
_FEWER = "Name a room, a track, a kind or a time, so that there are fewer."
_OF_END = re.compile(r"\b(?:when|once|after) (?:\S+ ){1,12}(?:end|over)$|\b(?:before|at|of|for) (?:the )?end of\b")
_CHANGES = re.compile(r"\b(?:change|set|move)\b.* to\b")
_HEADLINES = {
    WishAction.REMIND: "A reminder for {what}.",
    WishAction.STOP: "No more reminders for {what}.",
    WishAction.PAUSE: "Reminders for {what} are paused.",
    WishAction.RESUME: "Reminders for {what} come again.",
    WishAction.ADD: "{what}: into your agenda.",
    WishAction.DROP: "{what}: out of your agenda.",
    WishAction.CHANGE: "The reminders for {what} change.",
}


_STOP_WHICH = "Which reminder do you mean? Name it, or say “stop all reminders”."


def _unknown(asked: Asked) -> Answer:
    subject = asked.question.subject
    if subject.words or subject.kinds or subject.labels or subject.order or asked.question.time:
        # Nothing of it is then, or left: said as to whoever asks what is on.
        return listing.answer(replace(asked, question=replace(asked.question, aims=(Aim.WHAT,))))
    if asked.question.aim is not Aim.REMIND:
        return Answer(Verdict.UNCLEAR, asked.question.aim.value, "Which session do you mean? Name it, or its speaker.")
    headline = "What shall I remind you of? Name a session, a person, a kind, a track or a room."
    return Answer(Verdict.UNCLEAR, "remind", headline)


_Targets = tuple[tuple[Target, ...], tuple[Session, ...], str]


def _targets(asked: Asked) -> _Targets:
    """What the wish is about, its sessions where they are few, and how it is called."""
    found, subject = asked.found, asked.question.subject
    if asked.question.aim in (Aim.ADD, Aim.DROP):
        named = subject.words or subject.kinds or subject.labels or asked.question.time or asked.referred
        return _of_sessions(asked) if named else _NO_TARGETS
    if not subject and (wide := _wide(asked)) is not None:
        return wide
    if found.people and not subject.kinds and not _narrow(asked):
        names = " and ".join(person.name for person in found.people)
        return tuple(Target(TargetKind.PERSON, person.id) for person in found.people), select(asked).sessions, names
    if _narrow(asked) or found.named or asked.referred is not None:
        return _of_sessions(asked)
    return _of_group(asked)


_NO_TARGETS: _Targets = ((), (), "")


def _wide(asked: Asked) -> _Targets | None:
    """The agenda, or everything."""
    if _OWN_AGENDA.search(asked.question.source):
        return (Target(TargetKind.AGENDA),), (), "your agenda"
    if not asked.question.event:
        return None
    # `stop everything` ends all reminders there are.
    return ((Target(TargetKind.EVERYTHING),) if asked.question.aim is Aim.REMIND else ()), (), "everything"


def _of_group(asked: Asked) -> _Targets:
    """A track, a room or a kind."""
    found = asked.found
    if found.tracks:
        return tuple(Target(TargetKind.TRACK, track) for track in found.tracks), (), " and ".join(found.tracks)
    if found.rooms:
        rooms = " and ".join(room.name for room in found.rooms)
        return tuple(Target(TargetKind.ROOM, room.id) for room in found.rooms), (), rooms
    kinds = [kind for kind in asked.question.subject.kinds if asked.world.kinds.of(kind)]
    if not kinds:
        return (), (), ""
    sessions = select(asked).sessions[:_SHOWN_MOST]
    standing = dict.fromkeys(asked.world.kinds.standing(kind) for kind in kinds)
    return tuple(Target(TargetKind.KIND, kind) for kind in standing), sessions, f"every {kinds[0]}"


def _narrow(asked: Asked) -> bool:
    """Whether a time, an order or a relation picks single sessions."""
    question = asked.question
    return bool(question.time or question.subject.order or question.relation)


def _starting(asked: Asked, sessions: list[Session]) -> list[Session]:
    """`remind me at 14:00`: of what starts then; where nothing does, of what is on."""
    if asked.window is None or not asked.question.time.clocks:
        return sessions
    spans = asked.window.spans
    return [s for s in sessions if s.starts_at and any(start <= s.starts_at <= end for start, end in spans)] or sessions


def _of_sessions(asked: Asked) -> _Targets:
    selected = select(asked).sessions
    sessions = _starting(asked, [s for s in selected if s.starts_at]) or list(selected)
    if asked.found.titled:  # one entry of each work, the timed one
        works = {session.title: session for session in reversed(sessions)}
        sessions = [session for session in sessions if works[session.title].id == session.id]
        sessions = sessions if asked.found.together else sessions[:1]
    what = sessions[0].title if len(sessions) == 1 else f"{len(sessions)} sessions"
    return tuple(Target(TargetKind.SESSION, s.id) for s in sessions), tuple(sessions), what
