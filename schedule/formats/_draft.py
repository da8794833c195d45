"""A schedule in the making: what every structured format collects while it reads.

It shares one object for each person and room, keeps session ids apart, and turns an entry that cannot be used
into a note, so that one broken entry never costs the programme. It knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError

from schedule.formats._cancelled import without_cancellation
from schedule.formats._identity import resembles
from schedule.formats._ids import Ids, name_id, slug
from schedule.formats._notes import Notes
from schedule.formats._people import People
from schedule.formats._text import clean, line_from_html, web_address
from schedule.models import Link, Person, Room, Schedule, ScheduleError, Session, Venue

T = TypeVar("T")

# No programme is as large; a file that claims to be is refused before it fills the memory.
MOST_SESSIONS = 60_000


class Draft:
    """Sessions, people, rooms and notes of one source, in the order in which they were read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.notes = Notes()
        self.ids = Ids()
        self._sessions: dict[str, Session] = {}
        self._people = People(self.notes)
        self._mentions: dict[tuple[str, str], Person | None] = {}
        self._names: dict[str, str] = {}
        self._rooms: dict[str, Room] = {}

    def person(self, name: str, id_: str = "", *, affiliation: str = "", url: str | None = None) -> Person | None:
        """The person of that id, made at the first mention; without an id the name decides. None for nobody."""
        mention = (name, id_)
        if mention not in self._mentions:
            key = self._person_id(clean(name), clean(id_))
            self._mentions[mention] = self._people.person(
                name, id_=key or None, affiliation=affiliation or None, url=address_of(url)
            )
            if self._mentions[mention] is None and clean(name):
                self.notes.guessed(f"person {key or name}", f"{clean(name)!r} names nobody")
        return self._mentions[mention]

    def people(self, names: Iterable[str]) -> tuple[Person, ...]:
        """Everybody named, in order, each once."""
        return unique(self.person(name) for name in names)

    def room(self, name: str, id_: str = "") -> Room | None:
        """The room of that id, or of that name where the source numbers no rooms; None without a name."""
        name = line_from_html(name)
        key = clean(id_) or name
        if not name:
            return None
        if key not in self._rooms:
            self._rooms[key] = Room(id=key, name=name)
        return self._rooms[key]

    def add(self, where: str, *, id_: str, title: str, **fields: Any) -> Session | None:
        """Takes one entry in, with an id made of title and kind where it has none.

        None, with a note, where the entry cannot be used or stands twice.
        """
        title, is_cancelled = without_cancellation(title)
        title = line_from_html(title)
        if not title:
            self.notes.left_out(where, "has no title")
            return None
        if is_cancelled:
            fields["cancelled"] = True
        if len(self._sessions) >= MOST_SESSIONS:
            raise ScheduleError(
                f"{self.name}: more than {MOST_SESSIONS} sessions; give the programme of one conference"
            )
        kept = self._with_sound_times(where, self._without_doubles(where, fields))
        try:
            session = Session(id=clean(id_) or self._made_id(title, kept), title=title, **kept)
        except ValidationError as error:
            self.notes.left_out(where, _first_reason(error))
            return None
        return self._take(where, session, is_made=not clean(id_))

    def note_absent(self, what: str, listed: Mapping[str, str]) -> None:
        """Says which of the people that a source lists, by their ids, are in no session."""
        used = {id_ for _, id_ in self._mentions}
        for id_, name in listed.items():
            if name and id_ not in used:
                self.notes.left_out(f"{what} {id_}", f"{name} is listed but in no session")

    def finish(self, *, title: str, timezone: str, version: str | None = None, venue: Venue | None = None) -> Schedule:
        """Raises ScheduleError where no entry could be used."""
        if not self._sessions:
            why = next((f": {note.where} {note.text}" for note in self.notes.all()), "")
            raise ScheduleError(f"{self.name}: holds no session that can be used{why}")
        self._note_namesakes()
        return Schedule(
            title=line_from_html(title),
            timezone=timezone,
            version=clean(version or "") or None,
            venue=venue,
            sessions=tuple(self._sessions.values()),
            notes=self.notes.all(),
        )

    def _note_namesakes(self) -> None:
        """Two people of one name stay two, but an organiser may know that they are one."""
        ids: dict[str, list[str]] = {}
        for person in unique(self._mentions.values()):
            ids.setdefault(person.name, []).append(person.id)
        for name, several in ids.items():
            if len(several) > 1:
                self.notes.guessed(
                    f"person {several[0]}",
                    f"{name} also has the id {', '.join(several[1:])}; read as {len(several)} people",
                )

    def _person_id(self, name: str, id_: str) -> str:
        known = self._names.setdefault(id_, name) if id_ else name
        if known == name or resembles(known, name):
            return id_
        self.notes.warning(f"person {id_}", f"the id stands for {known} and for {name}; read as two people")
        return f"{id_}-{name_id(name)}"

    def _made_id(self, title: str, fields: dict[str, Any]) -> str:
        people = (*fields.get("speakers", ()), *fields.get("authors", ()))
        return self.ids.made(title, fields.get("kind"), [person.name for person in people])

    def _without_doubles(self, where: str, fields: dict[str, Any]) -> dict[str, Any]:
        """One stage has no room for two speakers of one name: such are one person with two ids."""
        by_name: dict[str, Person] = {}
        for person in fields.get("speakers", ()):
            if by_name.setdefault(person.name, person) is not person:
                self.notes.guessed(where, f"lists {person.name} twice, with two ids; read as one person")
        return {**fields, "speakers": tuple(by_name.values())} if by_name else fields

    def _with_sound_times(self, where: str, fields: dict[str, Any]) -> dict[str, Any]:
        start, end = fields.get("starts_at"), fields.get("ends_at")
        if end is not None and start is None:
            self.notes.warning(where, "has an end but no start; read without a time")
            return {**fields, "ends_at": None}
        if start is not None and end is not None and end < start:
            self.notes.warning(where, f"ends at {end:%Y-%m-%d %H:%M}, before it starts; read without an end")
            return {**fields, "ends_at": None}
        return fields

    def _take(self, where: str, session: Session, *, is_made: bool) -> Session | None:
        known = self._sessions.get(session.id)
        if known is not None and known == session:
            self.notes.left_out(where, "stands twice, word for word")
            return None
        if not is_made:
            id_ = session.id if known is None or known.title == session.title else f"{session.id}-{slug(session.title)}"
            id_ = self.ids.claimed(id_)
            if known is not None:
                self.notes.warning(where, f"the id {session.id} stands twice; this entry is read as {id_}")
                session = session.model_copy(update={"id": id_})
        self._sessions[session.id] = session
        return session


def unique(items: Iterable[T | None]) -> tuple[T, ...]:
    """Each once, in order, without the missing ones."""
    return tuple(dict.fromkeys(item for item in items if item is not None))


def address_of(value: str | None, base: str = "") -> str | None:
    """A web address that can be followed; `//host/path` and, with a base, `/path` are completed."""
    text = (value or "").strip()
    if text.startswith("//"):
        text = f"https:{text}"
    elif text.startswith("/") and base:
        scheme, _, rest = base.partition("://")
        text = f"{scheme}://{rest.partition('/')[0]}{text}"
    elif text.lower().startswith("www."):
        text = f"https://{text}"
    return web_address(text)


def link(label: str, address: str | None, base: str = "") -> Link | None:
    url = address_of(address, base)
    return Link(label=clean(label) or "link", url=url) if url else None


def end_of(start: datetime | None, length: timedelta | None) -> datetime | None:
    """The end of a session of that length; None where either is unknown."""
    if start is None or length is None or length <= timedelta():
        return None
    try:
        return start + length
    except OverflowError:
        return None


def _first_reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else str(first["msg"])
