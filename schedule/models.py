"""The conference as data: people, rooms, sessions and the schedule that holds them.

Everything is validated and frozen; a changed schedule is a new object. Nothing here reads files, knows a
format or looks at the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ScheduleError(Exception):
    """A schedule that cannot be used. The message is one line: what, where, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))  # what it quotes of a file may have lines of its own


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Model):
    """Somebody of the programme. `id` tells apart two people of one name; it is stable within one source."""

    id: NonEmpty
    name: NonEmpty
    affiliation: Text | None = None
    url: Text | None = None


class Room(_Model):
    """A place inside the venue."""

    id: NonEmpty
    name: NonEmpty


class Link(_Model):
    """An address that belongs to a session; `label` says what is behind it, as `paper`, `video` or `slides`."""

    label: NonEmpty
    url: NonEmpty


class Venue(_Model):
    """The building or the city."""

    name: NonEmpty
    address: Text | None = None
    url: Text | None = None


class NoteLevel(StrEnum):
    """What became of something a reader stumbled over."""

    GUESSED = "guessed"  # the source did not say; a value was chosen
    WARNING = "warning"  # the source is wrong or contradicts itself; what was used is said
    LEFT_OUT = "left out"  # not part of the schedule that was read


class Note(_Model):
    """One remark of a format about its source; `where` is a line, a row or an id, as `line 12`."""

    level: NoteLevel
    where: Text
    text: NonEmpty


class Session(_Model):
    """An entry of the timetable. Times are aware; a poster may have none. It runs [starts_at, ends_at)."""

    id: NonEmpty  # the source's stable code, or made of title and kind; never a position, never the time
    title: NonEmpty
    kind: Text | None = None  # as the source words it: "Spotlight", "Poster - Recorded Presentation"
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    all_day: bool = False
    rooms: tuple[Room, ...] = ()
    track: Text | None = None
    speakers: tuple[Person, ...] = ()  # who presents, where the source says so
    authors: tuple[Person, ...] = ()  # who wrote the work
    abstract: str = ""  # plain text
    url: Text | None = None  # the session's own page
    links: tuple[Link, ...] = ()
    language: Text | None = None  # as the source words it: "en", "de"
    part_of: str | None = None  # the id of the session that contains this one: a paper in its poster session
    cancelled: bool = False

    @model_validator(mode="after")
    def _end_follows_start(self) -> Session:
        if self.ends_at is not None and self.starts_at is None:
            raise ValueError("has an end but no start")
        if self.starts_at is not None and self.ends_at is not None and instant(self.ends_at) < instant(self.starts_at):
            raise ValueError(f"ends at {self.ends_at.isoformat()}, before its start {self.starts_at.isoformat()}")
        return self

    @property
    def room(self) -> str | None:
        """The rooms' names in one text; None where the source lists no room."""
        return ", ".join(room.name for room in self.rooms) or None

    @property
    def people(self) -> tuple[Person, ...]:
        """Speakers, then authors; each person once."""
        of_id = {person.id: person for person in (*self.authors, *self.speakers)}
        return tuple(of_id[key] for key in self._people_ids)

    @property
    def _people_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(person.id for person in (*self.speakers, *self.authors)))


class Schedule(_Model):
    """One conference. `timezone` is an IANA name; sessions stand in the source's order.

    What is derived from the sessions is kept once computed, and `model_copy` carries it along: build a changed
    schedule anew, as `Schedule(...)`.
    """

    title: Text = ""
    timezone: NonEmpty
    version: Text | None = None
    venue: Venue | None = None
    sessions: tuple[Session, ...]
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _is_sound(self) -> Schedule:
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{self.timezone!r} is not a time zone") from None
        seen: set[str] = set()
        for session in self.sessions:
            if session.id in seen:
                raise ValueError(f"session id {session.id!r} stands twice")
            seen.add(session.id)
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def _by_id(self) -> dict[str, Session]:
        return {session.id: session for session in self.sessions}

    def session(self, id_: str) -> Session | None:
        return self._by_id.get(id_)

    @cached_property
    def timed(self) -> tuple[Session, ...]:
        """Sessions with a start, earliest first; the source's order decides between equals."""
        return tuple(sorted((s for s in self.sessions if s.starts_at), key=lambda s: instant(s.starts_at or _NEVER)))

    def between(self, start: datetime, end: datetime) -> tuple[Session, ...]:
        """Sessions that run at some moment of [start, end); one without an end counts at its start only."""
        return tuple(s for s in self.timed if _overlaps(s, start, end))

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """Every room once, in order of appearance."""
        return tuple({room.id: room for s in self.sessions for room in s.rooms}.values())

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Every person once, in order of appearance."""
        return tuple({person.id: person for s in self.sessions for person in s.people}.values())

    def __iter__(self) -> Iterator[Session]:  # type: ignore[override]
        return iter(self.sessions)


_NEVER = datetime.max.replace(tzinfo=UTC)


def _overlaps(session: Session, start: datetime, end: datetime) -> bool:
    if session.starts_at is None:
        return False
    begins, ends = instant(session.starts_at), instant(session.ends_at or session.starts_at)
    if begins == ends:
        return instant(start) <= begins < instant(end)
    return begins < instant(end) and instant(start) < ends


def instant(moment: datetime) -> datetime:
    """The same moment in UTC: two times of one zone compare by its clock, which shows an hour twice in autumn."""
    return moment.astimezone(UTC)
