"""What a wish can name: which sessions a target covers, and how people call it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bot.reminders.wording import enumerate_words
from schedule.answering.answer import Target, TargetKind
from schedule.answering.kinds import Kinds, kinds_of
from schedule.models import Schedule, Session

_NAMED_MOST = 3
_WEEK = timedelta(days=6)
_SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)
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
        *(Target(TargetKind.KIND, kind) for kind in kind_words(session)),
        Target(TargetKind.EVERYTHING),
    )


def covers(target: Target, session: Session, agenda: Collection[str] = ()) -> bool:
    """Whether the target, as it is stored, covers the session."""
    return _COVERS[target.kind](target.value, session, agenda)


def sessions_of(target: Target, schedule: Schedule, agenda: Collection[str] = ()) -> tuple[Session, ...]:
    """The sessions that a target covers, in the schedule's order."""
    wanted = normal(target, schedule)
    return tuple(session for session in schedule if covers(wanted, session, agenda))


def normal(target: Target, schedule: Schedule | None = None) -> Target:
    """The target as it is stored: a kind in its canonical word, no value where none is meant.

    A kind that the schedule has none of becomes the one that others call the same, as an answer would have it.
    """
    if target.kind is TargetKind.KIND:
        word = kind_word(target.value)
        if schedule is not None and not any(word in kind_words(session) for session in schedule):
            word = kind_word(Kinds(schedule).standing(word))
        return Target(target.kind, word)
    if target.kind in {TargetKind.AGENDA, TargetKind.EVERYTHING}:
        return Target(target.kind)
    return target


def kind_words(session: Session) -> tuple[str, ...]:
    """What people may call the session's kind: what answers take it for, and the source's words for it."""
    return _kind_words(session.kind or "", session.title, is_timed=session.starts_at is not None)


def kind_word(kind: str) -> str:
    """A kind as wishes and schedules are compared by: lower case, in the singular."""
    return " ".join(_singular(word) for word in _WORD.findall(kind.casefold()))


@lru_cache(maxsize=2**15)  # a schedule is looked through at every change and every wish
def _kind_words(kind: str, title: str, *, is_timed: bool) -> tuple[str, ...]:
    """A title tells an opening only of what has a time, whichever that is."""
    label = kind_word(kind)
    known = sorted(kinds_of(Session(id="-", title=title, kind=kind, starts_at=_SOME_TIME if is_timed else None)))
    return tuple(dict.fromkeys(word for word in (label, *label.split(), *map(kind_word, known)) if word))


_COVERS: dict[TargetKind, Callable[[str, Session, Collection[str]], bool]] = {
    TargetKind.SESSION: lambda id_, session, _: session.id == id_,
    TargetKind.AGENDA: lambda _, session, agenda: session.id in agenda,
    TargetKind.PERSON: lambda id_, session, _: any(p.id == id_ for p in (*session.speakers, *session.authors)),
    TargetKind.ROOM: lambda id_, session, _: any(room.id == id_ for room in session.rooms),
    TargetKind.TRACK: lambda name, session, _: session.track == name,
    TargetKind.KIND: lambda word, session, _: word in kind_words(session),
    TargetKind.EVERYTHING: lambda *_: True,
}


def describe(target: Target, schedule: Schedule) -> str:
    """The target in a sentence: `all spotlights`, `the sessions of Dawn Song`."""
    return _DESCRIBED[target.kind](target.value, schedule)


def named(targets: Sequence[Target], schedule: Schedule, last: str = "and") -> str:
    """Several targets in a sentence; of many only the first, since a sentence is no list."""
    if len(targets) <= _NAMED_MOST:
        return enumerate_words([describe(target, schedule) for target in targets], last)
    if all(target.kind is TargetKind.SESSION for target in targets):
        return f"{len(targets)} sessions"
    first = [describe(target, schedule) for target in targets[: _NAMED_MOST - 1]]
    return enumerate_words([*first, f"{len(targets) - len(first)} more"])


def _session(id_: str, schedule: Schedule) -> str:
    session = schedule.session(id_)
    if session is None:
        return "a session that is not in the schedule any more"
    mark = telling(session, schedule)
    return f"“{session.title}” ({mark})" if mark else f"“{session.title}”"


def telling(session: Session, schedule: Schedule) -> str:
    """What tells a session from the others of its title: its kind, else its time too, else its room; or nothing."""
    namesakes = [other for other in schedule if other.title == session.title and other.id != session.id]
    marks: list[str] = []
    for mark in (_kind_mark, _time_mark, _room_mark):
        if not namesakes:
            break
        own = mark(session, schedule)
        marks += [own] if own else []
        namesakes = [other for other in namesakes if mark(other, schedule) == own]
    return ", ".join(marks)


def apart(sessions: Sequence[Session], schedule: Schedule) -> tuple[str, ...]:
    """The titles as choices: where two are alike, each with its time, and with its room where that is alike too."""
    names = [session.title for session in sessions]
    for mark in (_time_mark, _room_mark):
        alike = {name for name, count in Counter(names).items() if count > 1}
        marks = [mark(session, schedule) for session in sessions]
        names = [f"{n} ({m})" if n in alike and m else n for n, m in zip(names, marks, strict=True)]
    return tuple(dict.fromkeys(names))


def _kind_mark(session: Session, _: Schedule) -> str:
    return (session.kind or "").lower()


def _time_mark(session: Session, schedule: Schedule) -> str:
    if session.starts_at is None:
        return "no time"
    start = session.starts_at.astimezone(schedule.zone)
    # A weekday that comes twice tells nothing.
    return f"{start:%a} {start.day} {start:%b} {start:%H:%M}" if _lasts_weeks(schedule) else f"{start:%a %H:%M}"


def _lasts_weeks(schedule: Schedule) -> bool:
    starts = [session.starts_at for session in schedule.timed if session.starts_at]
    return bool(starts) and starts[-1] - starts[0] > _WEEK


def _room_mark(session: Session, _: Schedule) -> str:
    return session.room or ""


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
