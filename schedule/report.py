"""What was read, in words: for the organiser who checks a file before trusting it to the bot.

Pure text out of a schedule; judges nothing that the schedule does not hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from schedule.models import NoteLevel, Schedule, Session

# Enough to see what kind of entries they are; the count stands before them.
_SHOWN = 8
_NOTES_SHOWN = 40
_HEADINGS = {
    NoteLevel.WARNING: "Warnings",
    NoteLevel.GUESSED: "Guessed",
    NoteLevel.LEFT_OUT: "Left out",
}


def report(schedule: Schedule, name: str, format_name: str, *, full: bool = False) -> str:
    """What was read of the source called `name`: a summary, then notes, then what deserves a look.

    `full` lists every note and entry instead of the first few.
    """
    return "\n".join(
        [
            f"{name}: read as {format_name}",
            *_summary(schedule),
            *_notes(schedule, _NOTES_SHOWN if not full else None),
            *_worth_a_look(schedule, _SHOWN if not full else None),
        ]
    )


def programme(schedule: Schedule) -> str:
    """The sessions by day in the conference's own clock time, then those without a time."""
    lines = [schedule.title] if schedule.title else []
    for day, sessions in _by_day(schedule).items():
        lines += ["", f"{_day(day)} ({schedule.timezone})"]
        lines += [f"  {_clock_times(session, schedule):<13}  {_entry(session)}" for session in sessions]
    if untimed := [session for session in schedule.sessions if session.starts_at is None]:
        lines += ["", "Without a time", *(f"  {_entry(session)}" for session in untimed)]
    return "\n".join(lines).lstrip("\n")


def warnings(schedule: Schedule) -> int:
    """How many notes say that the source is wrong or contradicts itself."""
    return sum(note.level is NoteLevel.WARNING for note in schedule.notes)


def room_overlaps(schedule: Schedule) -> list[tuple[Session, Session]]:
    """Sessions that are in one room at one time, in pairs of neighbours; cancelled ones need no room."""
    by_room: dict[str, list[Session]] = defaultdict(list)
    for session in schedule.timed:
        if not session.all_day and not session.cancelled:
            for room in session.rooms:
                by_room[room.id].append(session)
    return [(first, second) for sessions in by_room.values() for first, second in _clashes(sessions)]


def repeated_titles(schedule: Schedule) -> dict[str, int]:
    """Titles that stand more than once, and how often."""
    counts = Counter(session.title for session in schedule.sessions)
    return {title: count for title, count in counts.items() if count > 1}


def days(schedule: Schedule) -> list[date]:
    """The days on which sessions begin, in the conference's zone."""
    return list(_by_day(schedule))


def _clashes(sessions: Sequence[Session]) -> Iterator[tuple[Session, Session]]:
    """Each session with the one before it that is still running; `sessions` come in order of their start.

    A block that holds many short talks is named once, with the first of them. Parts of a session are inside it.
    """
    for before, session in pairwise(sessions):
        is_part = session.part_of == before.id or (session.part_of is not None and session.part_of == before.part_of)
        if not is_part and session.starts_at is not None and session.starts_at < _end(before):
            yield before, session


def _end(session: Session) -> datetime:
    end = session.ends_at or session.starts_at
    assert end is not None  # noqa: S101 - only sessions with a start are compared
    return end


def _summary(schedule: Schedule) -> Iterator[str]:
    timed = len(schedule.timed)
    if schedule.title:
        yield f"  title     {schedule.title}"
    yield f"  sessions  {len(schedule.sessions)}: {timed} with a time, {len(schedule.sessions) - timed} without"
    kinds = Counter(session.kind or "no kind" for session in schedule.sessions)
    yield f"  kinds     {_counted(kinds)}"
    by_day = _by_day(schedule)
    yield f"  days      {len(by_day)}, in {schedule.timezone}"
    for day, sessions in by_day.items():
        first, last = (_local(session.starts_at, schedule) for session in (sessions[0], sessions[-1]))
        yield f"            {_day(day)}: {len(sessions)}, the first at {first}, the last at {last}"
    yield f"  rooms     {_counted(Counter(room.name for session in schedule.sessions for room in session.rooms))}"
    yield f"  tracks    {_counted(Counter(session.track for session in schedule.sessions if session.track))}"
    yield f"  people    {len(schedule.people)}"
    if cancelled := sum(session.cancelled for session in schedule.sessions):
        yield f"  cancelled {cancelled}"


def _notes(schedule: Schedule, most: int | None) -> Iterator[str]:
    for level, heading in _HEADINGS.items():
        notes = [note for note in schedule.notes if note.level is level]
        yield ""
        yield f"{heading}: {len(notes) or 'none'}"
        yield from (f"  {note.where}: {note.text}" if note.where else f"  {note.text}" for note in notes[:most])
        if most is not None and len(notes) > most:
            yield f"  ... and {len(notes) - most} more; --full lists them"


def _worth_a_look(schedule: Schedule, most: int | None) -> Iterator[str]:
    overlaps = [
        f"{first.room}: {first.title} [{first.id}] runs until {_local(_end(first), schedule)}, "
        f"{second.title} [{second.id}] begins {_local(second.starts_at, schedule)}"
        for first, second in room_overlaps(schedule)
    ]
    yield ""
    yield "Worth a look"
    yield from _listed("at the same time in one room", overlaps, most)
    repeats = (f"{title} ({count} times)" for title, count in repeated_titles(schedule).items())
    yield from _listed("titles that repeat", list(repeats), most)
    for what, lacking in _lacking(schedule).items():
        if len(lacking) == len(schedule.sessions) > 1:
            # The source does not say it at all: a list would tell nothing.
            yield f"  without {what}: all {len(lacking)}"
        else:
            yield from _listed(f"without {what}", [_named(session) for session in lacking], most)


def _lacking(schedule: Schedule) -> dict[str, list[Session]]:
    sessions = schedule.sessions
    return {
        "a time": [session for session in sessions if session.starts_at is None],
        "an end": [session for session in sessions if session.starts_at and session.ends_at is None],
        "a speaker or author": [session for session in sessions if not session.people],
        "a room": [session for session in sessions if not session.rooms],
    }


def _listed(heading: str, entries: Sequence[str], most: int | None) -> Iterator[str]:
    yield f"  {heading}: {len(entries) or 'none'}"
    yield from (f"    {entry}" for entry in entries[:most])
    if most is not None and len(entries) > most:
        yield f"    ... and {len(entries) - most} more; --full lists them"


def _counted(counts: Counter[str]) -> str:
    if not counts:
        return "none"
    first = ", ".join(f"{name} ({count})" for name, count in counts.most_common(_SHOWN))
    more = f", and {len(counts) - _SHOWN} more" if len(counts) > _SHOWN else ""
    return f"{len(counts)}: {first}{more}"


def _by_day(schedule: Schedule) -> dict[date, list[Session]]:
    by_day: dict[date, list[Session]] = defaultdict(list)
    for session in schedule.timed:
        if session.starts_at is not None:
            by_day[session.starts_at.astimezone(schedule.zone).date()].append(session)
    return by_day


def _clock_times(session: Session, schedule: Schedule) -> str:
    if session.all_day:
        return "all day"
    return "-".join(_local(moment, schedule) for moment in (session.starts_at, session.ends_at) if moment is not None)


def _local(moment: datetime | None, schedule: Schedule) -> str:
    return "" if moment is None else f"{moment.astimezone(schedule.zone):%H:%M}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _entry(session: Session) -> str:
    names = ", ".join(person.name for person in session.people)
    title = f"CANCELLED {session.title}" if session.cancelled else session.title
    kind = f"[{session.kind}]" if session.kind else None
    return "  ".join(_present((title, kind, names, session.room and f"({session.room})")))


def _named(session: Session) -> str:
    return f"{session.title} [{session.id}]"


def _present(parts: Iterable[str | None]) -> list[str]:
    return [part for part in parts if part]
