"""The programme JSON of ACM SIGCHI's conferences: contents in sessions in time slots, all by their numbers.

Moments are milliseconds since 1970 of the venue's clock taken for UTC; some files hold true moments instead. What
gives humane hours decides. Contents of a session follow each other by the length of their type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schedule.formats import _instants
from schedule.formats._draft import Draft, link, unique
from schedule.formats._fields import first, mapping, objects, sequence
from schedule.formats._instants import FIRST_YEAR, LAST_YEAR, zone_or_none
from schedule.formats._prose import prose
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import configured_zone
from schedule.models import Link, Person, Room, Schedule, Session, Venue

NAME = "SIGCHI programme JSON"

Entry = Mapping[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HUMANE = range(7, 22)
_LISTS = ("rooms", "tracks", "contentTypes", "timeSlots", "people", "contents", "sessions", "events")


def recognises(source: Source) -> bool:
    document = mapping(source.json)
    return all(isinstance(document.get(key), list) for key in ("contents", "sessions", "contentTypes"))


def parse(source: Source, context: Context) -> Schedule:
    document = mapping(source.json)
    draft = Draft(source.name)
    for key in _LISTS:
        if (broken := len(sequence(document.get(key))) - len(objects(document.get(key)))) > 0:
            draft.notes.left_out(key, f"{broken} entries are no objects")
    reader = _Reader(draft, document, context)
    for kind in ("sessions", "events"):
        for entry in objects(document.get(kind)):
            reader.take(kind.removesuffix("s"), entry)
    for entry in objects(document.get("contents")):
        reader.take_content(entry)
    conference = mapping(document.get("conference"))
    place = clean(first(conference, "location"))
    return draft.finish(
        title=context.title or first(conference, "name", "displayShortName", "fullName", "shortName"),
        timezone=reader.clock.zone.key,
        version=first(mapping(document.get("publicationInfo")), "version"),
        venue=Venue(name=place) if place else None,
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    """How milliseconds are read."""

    zone: ZoneInfo
    is_local: bool

    def moment(self, value: Any) -> datetime | None:
        found = _moment(value)
        return found.replace(tzinfo=self.zone).astimezone(UTC) if found and self.is_local else found


class _Reader:
    """Turns sessions, events and contents into sessions of one draft."""

    def __init__(self, draft: Draft, document: Entry, context: Context) -> None:
        self._draft = draft
        self._by_id = {key: _by_id(document.get(key)) for key in _LISTS}
        self.clock = self._choose_clock(mapping(document.get("conference")), context)
        self._placed: dict[str, tuple[Session, datetime | None, datetime | None]] = {}  # content -> session, times

    def take(self, what: str, entry: Entry) -> None:
        """A session or an event of the programme."""
        id_ = first(entry, "id")
        where = f"{what} {id_}"
        slot = self._by_id["timeSlots"].get(first(entry, "timeSlotId"), entry)
        start, end = self.clock.moment(slot.get("startDate")), self.clock.moment(slot.get("endDate"))
        if start is None:
            self._draft.notes.warning(where, "has no time slot; read without a time")
        session = self._draft.add(
            where,
            id_=id_ if what == "session" else f"event-{id_}",
            title=first(entry, "name", "title"),
            kind=self._type(entry),
            starts_at=start,
            ends_at=end if start else None,
            rooms=self._rooms(entry),
            track=self._track(entry),
            speakers=self._people(entry, ("presenterIds", "chairIds")),
            abstract=prose(first(entry, "description", "abstract")),
            links=unique(_links(entry)),
        )
        if session is not None:
            self._place_contents(entry, session)

    def take_content(self, entry: Entry) -> None:
        id_ = first(entry, "id")
        session, start, end = self._placed.get(id_, (None, None, None))
        if session is None:
            self._draft.notes.warning(f"content {id_}", "is in no session; read without a time")
        self._draft.add(
            f"content {id_}",
            id_=f"content-{id_}" if id_ else "",
            title=first(entry, "title", "name"),
            kind=self._type(entry),
            starts_at=start,
            ends_at=end,
            rooms=session.rooms if session else (),
            track=self._track(entry),
            authors=self._authors(entry),
            abstract=prose(first(entry, "abstract", "description")),
            links=unique(_links(entry)),
            part_of=session.id if session else None,
        )

    def _choose_clock(self, conference: Entry, context: Context) -> _Clock:
        """Raises ScheduleError where no zone is known."""
        named = conference.get("timeZoneName") or conference.get("timezone")
        zone = configured_zone(context, self._draft.name) or zone_or_none(named)
        if zone is None:
            zone = ZoneInfo(context.need_timezone(self._draft.name))
        slots = [*self._by_id["timeSlots"].values(), *self._by_id["sessions"].values()]
        moments = [moment for slot in slots if (moment := _moment(slot.get("startDate"))) is not None]
        as_local = sum(moment.hour in _HUMANE for moment in moments)
        as_true = sum(moment.astimezone(zone).hour in _HUMANE for moment in moments)
        is_local = as_local >= as_true
        if moments:
            how = f"the clock of {zone.key}" if is_local else "true moments"
            self._draft.notes.guessed("times", f"are milliseconds of {how}: so the programme keeps humane hours")
        return _Clock(zone, is_local)

    def _place_contents(self, entry: Entry, session: Session) -> None:
        """One after the other where their lengths fit the session; all through it where they run in parallel."""
        contents = [first({"id": id_}, "id") for id_ in sequence(entry.get("contentIds"))]
        lengths = [self._length(self._by_id["contents"].get(id_, {})) for id_ in contents]
        start, end = session.starts_at, session.ends_at
        fits = start is not None and end is not None and all(lengths) and sum(lengths, timedelta()) <= end - start
        is_parallel = entry.get("isParallelPresentation") is True or not fits
        for id_, length in zip(contents, lengths, strict=True):
            if is_parallel or start is None:
                self._placed.setdefault(id_, (session, start, end))
                continue
            self._placed.setdefault(id_, (session, start, start + length))
            start += length

    def _length(self, content: Entry) -> timedelta:
        type_ = self._by_id["contentTypes"].get(first(content, "typeId"), {})
        minutes = content.get("duration") or content.get("durationOverride") or type_.get("duration")
        return _instants.length(minutes) or timedelta()

    def _type(self, entry: Entry) -> str | None:
        type_ = self._by_id["contentTypes"].get(first(entry, "typeId"), {})
        return clean(first(type_, "displayName", "name") or first(entry, "type")) or None

    def _track(self, entry: Entry) -> str | None:
        return clean(first(self._by_id["tracks"].get(first(entry, "trackId"), {}), "name")) or None

    def _rooms(self, entry: Entry) -> tuple[Room, ...]:
        id_ = first(entry, "roomId")
        return unique([self._draft.room(first(self._by_id["rooms"].get(id_, {}), "name"), id_)])

    def _people(self, entry: Entry, keys: Iterable[str]) -> tuple[Person, ...]:
        ids = (first({"id": id_}, "id") for key in keys for id_ in sequence(entry.get(key)))
        return unique(self._person(id_, {}) for id_ in ids)

    def _authors(self, entry: Entry) -> tuple[Person, ...]:
        return unique(self._person(first(author, "personId", "id"), author) for author in objects(entry.get("authors")))

    def _person(self, id_: str, mention: Entry) -> Person | None:
        known = {**self._by_id["people"].get(id_, {}), **{key: value for key, value in mention.items() if value}}
        parts = (first(known, key) for key in ("firstName", "middleInitial", "lastName"))
        places = objects(known.get("affiliations"))
        affiliation = first(places[0], "institution") if places else first(known, "institution", "affiliation")
        name = " ".join(filter(None, parts)) or first(known, "name")
        if not name and id_:
            self._draft.notes.left_out(f"person {id_}", "is not listed in people")
        return self._draft.person(name, id_, affiliation=affiliation)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = _EPOCH + timedelta(milliseconds=value)
    except (OverflowError, ValueError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _by_id(entries: Any) -> dict[str, Entry]:
    return {first(entry, "id"): entry for entry in objects(entries)}


def _links(entry: Entry) -> Iterator[Link | None]:
    addons = entry.get("addons")
    for label, addon in addons.items() if isinstance(addons, dict) else ():
        yield link(label, first(mapping(addon), "url"))
    for key in ("link", "url", "doi"):
        yield link(key, first(entry, key))
