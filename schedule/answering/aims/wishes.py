"""Reminders in words: understood here, carried out by the application."""

from __future__ import annotations

from schedule.answering.aims.nothing import not_found, too_many
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
}


def answer(asked: Asked) -> Answer:
    if asked.question.aim is Aim.AGENDA:
        wish = Wish(WishAction.SHOW, (Target(TargetKind.AGENDA),))
        return Answer(Verdict.FOUND, "agenda", "Your agenda:", wish=wish)
    if asked.question.aim is Aim.SHOW:
        return Answer(Verdict.FOUND, "show", "Your reminders:", wish=Wish(WishAction.SHOW))
    return _of_targets(asked, _ACTIONS[asked.question.aim])


def _of_targets(asked: Asked, action: WishAction) -> Answer:
    if not asked.found.complete:
        return not_found(asked)
    if len(asked.found.people) > PEOPLE_MOST:
        return too_many(asked)
    targets, sessions, what = _targets(asked)
    if action is WishAction.REMIND and not targets:
        return _unknown(asked)
    if action is WishAction.STOP and not targets and asked.question.subject.pronoun:
        return Answer(Verdict.UNCLEAR, "stop", _STOP_WHICH)  # `forget it` is no wish to end all of them
    wish = Wish(action, targets, asked.question.leads)
    return Answer(
        Verdict.FOUND, action.value, _HEADLINES[action].format(what=what or "everything"), sessions, wish=wish
    )


_HEADLINES = {
    WishAction.REMIND: "A reminder for {what}.",
    WishAction.STOP: "No more reminders for {what}.",
    WishAction.PAUSE: "Reminders for {what} are paused.",
    WishAction.RESUME: "Reminders for {what} come again.",
}


_STOP_WHICH = "Which reminder do you mean? Name it, or say “stop all reminders”."


def _unknown(asked: Asked) -> Answer:
    if asked.question.subject or asked.question.time:
        return not_found(asked)
    headline = "What shall I remind you of? Name a session, a person, a kind, a track or a room."
    return Answer(Verdict.UNCLEAR, "remind", headline)


_Targets = tuple[tuple[Target, ...], tuple[Session, ...], str]


def _targets(asked: Asked) -> _Targets:
    """What the wish is about, its sessions where they are few, and how it is called."""
    found, subject = asked.found, asked.question.subject
    if asked.question.event and not subject:
        return (Target(TargetKind.EVERYTHING),), (), "everything"
    if found.people and not subject.kinds and not _narrow(asked):
        names = " and ".join(person.name for person in found.people)
        return tuple(Target(TargetKind.PERSON, person.id) for person in found.people), select(asked).sessions, names
    if _narrow(asked) or found.named or asked.referred is not None:
        return _of_sessions(asked)
    return _of_group(asked)


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


def _of_sessions(asked: Asked) -> _Targets:
    sessions = [s for s in select(asked).sessions if s.starts_at] or list(select(asked).sessions)
    if asked.found.titled:  # one entry of each work, the timed one
        works = {session.title: session for session in reversed(sessions)}
        sessions = [session for session in sessions if works[session.title].id == session.id]
        sessions = sessions if asked.found.together else sessions[:1]
    sessions = sessions[:_SHOWN_MOST]
    what = sessions[0].title if len(sessions) == 1 else f"{len(sessions)} sessions"
    return tuple(Target(TargetKind.SESSION, s.id) for s in sessions), tuple(sessions), what
