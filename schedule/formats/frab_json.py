"""The schedule JSON of frab and pretalx (days, rooms, events) and the flat one that succeeds it.

The older form puts events below days and rooms; the newer lists events, people, rooms and tracks apart from each
other and refers to them by guid or slug.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from schedule.formats import _instants
from schedule.formats._draft import Draft, address_of, end_of, link, unique
from schedule.formats._fields import first, mapping, objects, string
from schedule.formats._identity import number_mentions
from schedule.formats._prose import abstract_of
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import decide
from schedule.models import Link, Person, Room, Schedule, ScheduleError

NAME = "frab JSON"

Entry = Mapping[str, Any]
# Roles of those who worked on it and may not be there.
_WRITING_ROLES = frozenset({"contributor", "author", "coauthor", "co-author"})


def recognises(source: Source) -> bool:
    schedule = mapping(mapping(source.json).get("schedule"))
    return isinstance(schedule.get("conference"), dict) and (
        isinstance(schedule.get("events"), list) or isinstance(schedule["conference"].get("days"), list)
    )


def parse(source: Source, context: Context) -> Schedule:
    schedule = mapping(mapping(source.json).get("schedule"))
    conference = mapping(schedule.get("conference"))
    draft = Draft(source.name)
    events = list(_listed(schedule, conference, draft))
    if not events:
        raise ScheduleError(f"{source.name}: schedule.conference.days holds no event; export the file again")
    reader = _Reader(draft, schedule, conference, events, context)
    for where, day, room, event in events:
        reader.take(where, day, room, event)
    return draft.finish(
        title=context.title or first(conference, "title", "acronym"),
        timezone=reader.timing.name,
        version=string(schedule.get("version")),
    )


def _listed(schedule: Entry, conference: Entry, draft: Draft) -> Iterator[tuple[str, str, str, Entry]]:
    """Every event with its id, the day and the room below which it stands."""
    for index, event in enumerate(objects(schedule.get("events"))):
        yield _where(event, index), "", "", event
    for day in objects(conference.get("days")):
        rooms = day.get("rooms")
        groups = rooms.items() if isinstance(rooms, dict) else [("", day.get("events"))]
        for room, listed in groups:
            if not isinstance(listed, list) and rooms is not None:
                draft.notes.left_out(f"room {room}", "holds no list of events")
            for index, event in enumerate(listed if isinstance(listed, list) else []):
                if isinstance(event, dict):
                    yield _where(event, index), string(day.get("date")), string(room), event
                else:
                    draft.notes.left_out(f"room {room}", f"entry {index + 1} is no event")


def _where(event: Entry, index: int) -> str:
    return f"event {first(event, 'id', 'code', 'guid') or index + 1}"


class _Reader:
    """Turns events into sessions of one draft."""

    def __init__(
        self,
        draft: Draft,
        schedule: Entry,
        conference: Entry,
        events: list[tuple[str, str, str, Entry]],
        context: Context,
    ) -> None:
        self._draft = draft
        self._base = first(schedule, "base_url")
        values = [event.get("date") or event.get("start") for _, _, _, event in events]
        has_moment = any(_instants.instant(value) for value in values)
        self.timing = decide(
            draft.name,
            values if has_moment else ["2000-01-01T00:00"],
            context,
            draft.notes,
            named=conference.get("time_zone_name"),
            writes_venue_clock="events" not in schedule,
        )
        self._rooms = _by_reference(conference.get("rooms"))
        self._tracks = _by_reference(conference.get("tracks"))
        self._people = _by_reference(schedule.get("persons"))
        mentions = [
            (_person_id(person), _name(person)) for *_, event in events for person in objects(event.get("persons"))
        ]
        self._has_person_ids = not number_mentions(mentions)

    def take(self, where: str, day: str, room: str, event: Entry) -> None:
        start = self._start(where, day, event)
        speakers, authors = self._everybody(event)
        self._draft.add(
            where,
            id_=first(event, "guid", "id", "code"),
            title=first(event, "title", "subtitle"),
            kind=clean(first(event, "type")) or None,
            starts_at=start,
            ends_at=self._end(where, event, start),
            rooms=self._room(event, room),
            track=clean(self._track(event)) or None,
            speakers=speakers,
            authors=authors,
            abstract=abstract_of(first(event, key) for key in ("subtitle", "abstract", "description")),
            url=address_of(first(event, "url", "origin_url"), self._base),
            links=tuple(self._links(event)),
            language=clean(first(event, "language")) or None,
            cancelled=first(event, "state", "status").casefold() in {"canceled", "cancelled"},
        )

    def _start(self, where: str, day: str, event: Entry) -> datetime | None:
        for value in (event.get("date"), event.get("start")):
            if (moment := self.timing.read(value)) is not None:
                return moment
        begins, clock = _instants.day(day), _instants.length(event.get("start"))
        if begins is None or clock is None or not 0 <= clock.days <= 1:
            self._draft.notes.warning(where, "date and start are no time; read without a time")
            return None
        return self.timing.utc(datetime.combine(begins, time()) + clock)

    def _end(self, where: str, event: Entry, start: datetime | None) -> datetime | None:
        if (end := self.timing.read(event.get("end"))) is not None:
            return end
        duration = _instants.length(event.get("duration"))
        if not duration and start is not None:
            self._draft.notes.warning(where, "has neither an end nor a duration; read without an end")
        return end_of(start, duration)

    def _room(self, event: Entry, listed: str) -> tuple[Room, ...]:
        room = event.get("room")
        known = _referred(room, self._rooms)
        name = first(known, "name") or string(room) or listed
        found = self._draft.room(name)
        return (found,) if found else ()

    def _track(self, event: Entry) -> str:
        known = _referred(event.get("track"), self._tracks)
        return first(known, "name", "slug") or string(event.get("track"))

    def _everybody(self, event: Entry) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Who presents, and who only worked on it."""
        speakers: list[Person | None] = []
        authors: list[Person | None] = []
        for entry in (*objects(event.get("persons")), *objects(event.get("participants"))):
            person = {**self._people.get(first(entry, "guid"), {}), **entry}
            group = authors if first(entry, "role").casefold() in _WRITING_ROLES else speakers
            id_ = _person_id(person) if self._has_person_ids else ""
            group.append(self._draft.person(_name(person), id_, url=first(person, "url") or None))
        return unique(speakers), unique(authors)

    def _links(self, event: Entry) -> Iterator[Link]:
        for entry in (*objects(event.get("links")), *objects(event.get("attachments"))):
            label = first(entry, "title", "name") or first(entry, "type").casefold()
            if made := link(label, first(entry, "url"), self._base):
                yield made
        for key in ("feedback_url", "video_url"):
            if made := link(key.removesuffix("_url"), first(event, key), self._base):
                yield made


def _by_reference(entries: Any) -> dict[str, Entry]:
    """Objects by everything that may be used to refer to them; a guid wins over another's name."""
    found: dict[str, Entry] = {}
    for key in ("guid", "id", "slug", "name"):
        for entry in objects(entries):
            if reference := first(entry, key):
                found.setdefault(reference, entry)
    return found


def _referred(reference: Any, known: Mapping[str, Entry]) -> Entry:
    """What a reference points at, completed by what it says itself; empty where it is a bare name."""
    if not isinstance(reference, dict):
        return known.get(string(reference), {})
    for key in ("guid", "id", "slug", "name"):
        if (found := known.get(first(reference, key))) is not None:
            return {**found, **{key: value for key, value in reference.items() if value}}
    return reference


def _name(person: Entry) -> str:
    return first(person, "public_name", "name", "full_public_name")


def _person_id(person: Entry) -> str:
    """A code tells people of several systems apart where plain numbers would not."""
    return first(person, "guid", "code", "id")
