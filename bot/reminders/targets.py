"""What a wish can name: which sessions a target covers, and how people call it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from schedule.answering.answer import Target, TargetKind
from schedule.models import Schedule, Session

_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            TargetKind.SESSION,
            TargetKind.AGENDA,
            TargetKind.PERSON,
            TargetKind.ROOM,
            TargetKind.TRACK,
            TargetKind.KIND,
            TargetKind.EVERYTHING,
        )
    )
}


def rank(kind: TargetKind) -> int:
    """Specificity: of two wishes for one session, the one of the lower rank decides."""
    return _RANKS[kind]


def targets_of(session: Session) -> tuple[Target, ...]:
    """Every target that covers the session, the most specific first; the agenda is a matter of its owner."""
    return (
        Target(TargetKind.SESSION, session.id),
        Target(TargetKind.AGENDA),
        *(Target(TargetKind.PERSON, person.id) for person in session.people),
        *(Target(TargetKind.ROOM, room.id) for room in session.rooms),
        *((Target(TargetKind.TRACK, session.track),) if session.track else ()),
        *(Target(TargetKind.KIND, word) for word in kind_words(session.kind or "")),
        Target(TargetKind.EVERYTHING),
    )


def sessions_of(target: Target, schedule: Schedule, agenda: Collection[str] = ()) -> tuple[Session, ...]:
    """The sessions that a target covers, in the schedule's order."""
    wanted = normal(target)
    if wanted.kind is TargetKind.AGENDA:
        return tuple(session for session in schedule if session.id in agenda)
    return tuple(session for session in schedule if wanted in targets_of(session))


def normal(target: Target) -> Target:
    """The target as it is stored: a kind in its canonical word, no value where none is meant."""
    if target.kind is TargetKind.KIND:
        return Target(target.kind, " ".join(_singular(word) for word in _WORD.findall(target.value.casefold())))
    if target.kind in {TargetKind.AGENDA, TargetKind.EVERYTHING}:
        return Target(target.kind)
    return target


def kind_words(kind: str) -> tuple[str, ...]:
    """What people may call a kind: all of it, and each word of it, in the singular."""
    words = [_singular(word) for word in _WORD.findall(kind.casefold())]
    return tuple(dict.fromkeys((" ".join(words), *words))) if words else ()


def describe(target: Target, schedule: Schedule) -> str:
    """The target in a sentence: `all spotlights`, `the sessions of Dawn Song`."""
    return _DESCRIBED[target.kind](target.value, schedule)


def _session(id_: str, schedule: Schedule) -> str:
    session = schedule.session(id_)
    return f"“{session.title}”" if session else "a session that is not in the schedule any more"


def _person(id_: str, schedule: Schedule) -> str:
    name = next((person.name for person in schedule.people if person.id == id_), None)
    return f"the sessions of {name}" if name else "somebody who is not in the schedule any more"


def _room(id_: str, schedule: Schedule) -> str:
    return f"the sessions in {next((room.name for room in schedule.rooms if room.id == id_), id_)}"


_DESCRIBED: dict[TargetKind, Callable[[str, Schedule], str]] = {
    TargetKind.SESSION: _session,
    TargetKind.PERSON: _person,
    TargetKind.ROOM: _room,
    TargetKind.TRACK: lambda name, _: f"the track {name}",
    TargetKind.KIND: lambda word, _: f"all {_plural(word)}",
    TargetKind.AGENDA: lambda _, __: "your agenda",
    TargetKind.EVERYTHING: lambda _, __: "every session",
}
_WORD = re.compile(r"[^\W_]+")
_ES = ("ches", "shes", "sses", "xes", "zes")


def _singular(word: str) -> str:
    if word.endswith(_ES):
        return word[:-2]
    if word.endswith("ies") and len(word) > len("pies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _plural(words: str) -> str:
    if words.endswith(("ch", "sh", "ss", "x", "z")):
        return words + "es"
    if words.endswith("y") and not words.endswith(("ay", "ey", "oy", "uy")):
        return words[:-1] + "ies"
    return words + "s"
