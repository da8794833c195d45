"""The JSON that `hallway schedule export` writes; also what organisers write by hand in that shape."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from schedule.formats._draft import Draft, unique
from schedule.formats._fields import first, mapping, objects, sequence, string
from schedule.formats._ids import Ids
from schedule.formats._instants import instant, zone_or_none
from schedule.formats._source import Context, Source
from schedule.formats._text import clean, clean_lines, web_address
from schedule.models import Link, Person, Room, Schedule, ScheduleError, Venue

NAME = "a schedule in Hallway's own JSON"

_MARKS = frozenset({"id", "title", "start", "speakers"})


def recognises(source: Source) -> bool:
    """An object with a zone, or with the title, beside a list of flat sessions."""
    document = mapping(source.json)
    if "sessions" not in document or not ("timezone" in document or "title" in document):
        return False
    entries = list(objects(document["sessions"]))
    return bool(entries) and entries[0].keys() >= _MARKS and not isinstance(entries[0]["title"], dict)


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a time cannot be read or an end comes before its start."""
    return _Reader(source.name, mapping(source.json), context).schedule()


class _Reader:
    def __init__(self, name: str, document: Mapping[str, Any], context: Context) -> None:
        self._name = name
        self._document = document
        self._context = context
        self._draft = Draft(name)
        self._made = Ids()
        self._zone = self._conference_zone()
        # Names tell people and rooms, except where the file says more about them.
        self._people = {string(entry.get("id")): self._person(entry) for entry in objects(document.get("people"))}
        self._by_name = {person.name: person for person in self._people.values() if person is not None}
        self._rooms = {string(entry.get("name")): string(entry.get("id")) for entry in objects(document.get("rooms"))}

    def schedule(self) -> Schedule:
        for number, entry in enumerate(objects(self._document.get("sessions")), 1):
            self._add(entry, f"session {clean(string(entry.get('id'))) or number}")
        title = first(self._document, "title") or self._context.title or ""
        version = string(self._document.get("version"))
        return self._draft.finish(title=title, timezone=self._zone.key, version=version, venue=self._venue())

    def _conference_zone(self) -> ZoneInfo:
        written = first(self._document, "timezone")
        if not written:
            return ZoneInfo(self._context.need_timezone(self._name))
        zone = zone_or_none(written)
        if zone is None:
            raise ScheduleError(
                f"{self._name}: timezone: {written!r} is not a time zone; use a name as America/Chicago"
            )
        return zone

    def _venue(self) -> Venue | None:
        entry = mapping(self._document.get("venue"))
        name = clean(first(entry, "name"))
        address, url = clean(first(entry, "address")), web_address(first(entry, "url"))
        return Venue(name=name, address=address or None, url=url) if name else None

    def _person(self, entry: Mapping[str, Any]) -> Person | None:
        return self._draft.person(
            string(entry.get("name")),
            string(entry.get("id")),
            affiliation=string(entry.get("affiliation")),
            url=web_address(string(entry.get("url"))),
        )

    def _add(self, entry: Mapping[str, Any], where: str) -> None:
        start, end = self._moment(entry, "start", where), self._moment(entry, "end", where)
        if start is not None and end is not None and end < start:
            raise ScheduleError(f"{self._name}: {where}: end: comes before its start; correct one of the two")
        kind = clean(first(entry, "kind")) or None
        self._draft.add(
            where,
            id_=string(entry.get("id")) or self._made.made(string(entry.get("title")), kind),
            title=string(entry.get("title")),
            kind=kind,
            starts_at=start,
            ends_at=end,
            all_day=entry.get("all_day") is True,
            rooms=self._rooms_of(entry),
            track=clean(first(entry, "track")) or None,
            speakers=self._people_of(entry, "speakers", "speaker_ids"),
            authors=self._people_of(entry, "authors", "author_ids"),
            abstract=clean_lines(string(entry.get("abstract"))),
            url=web_address(first(entry, "url")),
            links=tuple(_links(entry)),
            language=clean(first(entry, "language")) or None,
            part_of=clean(first(entry, "part_of")) or None,
            cancelled=entry.get("cancelled") is True,
        )

    def _moment(self, entry: Mapping[str, Any], key: str, where: str) -> datetime | None:
        written = entry.get(key)
        if written in (None, ""):
            return None
        moment = instant(written)
        if moment is None:
            text = clean(string(written))[:40]
            raise ScheduleError(
                f"{self._name}: {where}: {key}: {text!r} is no time; write it as 2022-12-03T08:30:00-06:00"
            )
        return (moment if moment.tzinfo else moment.replace(tzinfo=self._zone)).astimezone(UTC)

    def _rooms_of(self, entry: Mapping[str, Any]) -> tuple[Room, ...]:
        names = sequence(entry.get("rooms")) or [entry.get("room")]
        return unique(self._draft.room(string(name), self._rooms.get(string(name), "")) for name in names)

    def _people_of(self, entry: Mapping[str, Any], names: str, ids: str) -> tuple[Person, ...]:
        if found := unique(self._people.get(string(id_)) for id_ in sequence(entry.get(ids))):
            return found
        written = (string(value) for value in sequence(entry.get(names)))
        return unique(self._by_name.get(name) or self._draft.person(name) for name in written)


def _links(entry: Mapping[str, Any]) -> list[Link]:
    """Each as an object with a label, or as the bare address."""
    links: list[Link] = []
    for value in sequence(entry.get("links")):
        url = web_address(string(mapping(value).get("url")) or (value if isinstance(value, str) else ""))
        if url is not None:
            links.append(Link(label=clean(first(mapping(value), "label")) or "link", url=url))
    return links
