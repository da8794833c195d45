"""Autocompletion: what Discord offers while somebody types, and what the chosen text stands for.

Discord shows at most 25 choices of at most 100 letters. A choice carries a session's or a person's id where that
is short enough, else its digest (see `key`); somebody may also send words without choosing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from discord.app_commands import Choice

from bot.feed import ScheduleFeed
from bot.gateway.markdown import fold, shorten
from bot.gateway.mistakes import MistakeError
from schedule.models import Person, Schedule, Session

LIMIT = 25
_LENGTH = 100
_OFFERED = 3
_TELLING = 3  # letters below which a part of a name says nothing
_NEVER = datetime.max.replace(tzinfo=UTC)
_T = TypeVar("_T")
_KEY_LENGTH = 80  # fits a button's custom_id as well, with its prefix
_CANDIDATES = 100  # people and sessions come mixed; so many give enough of either


def sessions(feed: ScheduleFeed, typed: str) -> list[Choice[str]]:
    found = [item for item in feed.engine.suggest(fold(typed), _CANDIDATES) if isinstance(item, Session)]
    return choices(labelled(found, feed.schedule))


def labelled(found: Sequence[Session], schedule: Schedule) -> list[tuple[str, str]]:
    """Each session's label and key; of sessions that run at once under one title, the room is said as well."""
    labels = [label(session, schedule.zone) for session in found]
    alike = {name for name, count in Counter(labels).items() if count > 1}
    return [
        (_with_room(name, session) if name in alike else name, key(session.id))
        for name, session in zip(labels, found, strict=True)
    ]


def _with_room(name: str, session: Session) -> str:
    day = f"{session.starts_at.day} {session.starts_at:%b}" if session.starts_at else ""
    mark = shorten(" · ".join(filter(None, [day, session.room])), _LENGTH // 3)
    return f"{shorten(name, _LENGTH - len(mark) - len(' · '))} · {mark}" if mark else name


def people(feed: ScheduleFeed, typed: str) -> list[Choice[str]]:
    if not fold(typed):
        return choices((_who(person), key(person.id)) for person in feed.schedule.people)
    found = [item for item in feed.engine.suggest(fold(typed), _CANDIDATES) if isinstance(item, Person)]
    return choices((_who(person), key(person.id)) for person in found)


def kinds_of(feed: ScheduleFeed) -> list[str]:
    return list(dict.fromkeys(session.kind for session in feed.schedule if session.kind))


def tracks_of(feed: ScheduleFeed) -> list[str]:
    return list(dict.fromkeys(session.track for session in feed.schedule if session.track))


def rooms_of(feed: ScheduleFeed) -> list[str]:
    return list(dict.fromkeys(room.name for room in feed.schedule.rooms))


def words(values: Iterable[str], typed: str) -> list[Choice[str]]:
    """Those that contain what was typed; those that begin with it first."""
    wanted = fold(typed).casefold()
    fitting = [value for value in values if wanted in value.casefold()]
    fitting.sort(key=lambda value: not value.casefold().startswith(wanted))
    return choices((value, key(value)) for value in fitting)


def label(session: Session, zone: ZoneInfo) -> str:
    """The title with what tells apart two sessions of one title."""
    time = f"{session.starts_at.astimezone(zone):%a %H:%M}" if session.starts_at and not session.all_day else None
    marks = " · ".join(filter(None, [session.kind, time]))
    if not 0 < len(marks) < _LENGTH // 2:
        return session.title
    return f"{shorten(session.title, _LENGTH - len(marks) - len(' ()'))} ({marks})"


def within(text: str) -> str:
    """The text as a choice can show it, with room for a number behind it."""
    return shorten(text, _LENGTH - len(" #1234567"))


def choices(pairs: Iterable[tuple[str, str]]) -> list[Choice[str]]:
    """Two of one label would look like one; the later ones are left out."""
    unique: dict[str, str] = {}
    for name, value in pairs:
        unique.setdefault(shorten(name, _LENGTH) or value, value)
        if len(unique) == LIMIT:
            break
    return [Choice(name=name, value=value) for name, value in unique.items()]


def key(id_: str) -> str:
    """Stands for an id where Discord bounds the length."""
    return id_ if 0 < len(id_) <= _KEY_LENGTH else hashlib.sha256(id_.encode()).hexdigest()


def find_session(feed: ScheduleFeed, chosen: str) -> Session | None:
    """By the choice's value, else by a title that was typed in full."""
    by_key = _by_key(feed, chosen)
    return by_key or next(iter(_one_work(session for session in feed.schedule if _same(session.title, chosen))), None)


def known_sessions(feed: ScheduleFeed, chosen: str) -> list[Session]:
    """All entries of the work that was chosen, earliest first: one by its value, several by their common title.

    Also by a part of a title that only one work has; raises MistakeError with the nearest titles.
    """
    by_key = _by_key(feed, chosen)
    if by_key is not None:
        return [by_key]
    found = _one_work(s for s in feed.schedule if _same(s.title, chosen))
    found = found or _one_work(s for s in feed.schedule if _holds(s.title, chosen))
    if not found:
        raise MistakeError(_unknown("session", chosen, (choice.name for choice in sessions(feed, chosen))))
    return found


def to_come(found: Sequence[Session], now: datetime) -> list[Session]:
    """Of the entries of one work those that are still to come; where none is, all that have a time, or the first."""
    timed = [session for session in found if session.starts_at is not None]
    return [s for s in timed if (s.starts_at or now) > now and not s.cancelled] or timed or list(found[:1])


def known_person(feed: ScheduleFeed, chosen: str) -> Person:
    """Also by a part of a name that only one person has; raises MistakeError with the nearest names."""
    everyone = feed.schedule.people
    found = (
        next((person for person in everyone if key(person.id) == chosen), None)
        or _only(person for person in everyone if _same(person.name, chosen))
        or _only(person for person in everyone if _holds(person.name, chosen))
    )
    if found is None:
        raise MistakeError(_unknown("person", chosen, (choice.name for choice in people(feed, chosen))))
    return found


def known_word(values: Iterable[str], chosen: str, what: str) -> str:
    """A kind, a track or a room by the choice's value or by its name; raises MistakeError."""
    known = list(values)
    found = next((value for value in known if key(value) == chosen or _same(value, chosen)), None)
    if found is None:
        raise MistakeError(_unknown(what, chosen, known))
    return found


def _by_key(feed: ScheduleFeed, chosen: str) -> Session | None:
    return feed.schedule.session(chosen) or next((s for s in feed.schedule if key(s.id) == chosen), None)


def _unknown(what: str, chosen: str, near: Iterable[str]) -> str:
    offered = ", ".join(f"“{shorten(name, 60)}”" for name in list(near)[:_OFFERED])
    return f"The schedule has no {what} “{shorten(chosen, 60)}”." + (f" It has {offered}." if offered else "")


def _only(found: Iterable[_T]) -> _T | None:
    items = list(found)
    return items[0] if len(items) == 1 else None


def _one_work(found: Iterable[Session]) -> list[Session]:
    """The entries of one title, as a talk and its poster, by their starts; nothing where the titles differ."""
    items = list(found)
    if len({fold(session.title).casefold() for session in items}) != 1:
        return []
    return sorted(items, key=lambda session: session.starts_at or _NEVER)


def _holds(name: str, typed: str) -> bool:
    wanted = fold(typed).casefold()
    return len(wanted) >= _TELLING and wanted in fold(name).casefold()


def _same(name: str, typed: str) -> bool:
    return fold(name).casefold() == fold(typed).casefold()


def _who(person: Person) -> str:
    return f"{person.name} ({person.affiliation})" if person.affiliation else person.name
