"""iCalendar files, of conference systems and of people's own calendars.

icalendar reads the syntax; here is the meaning: what is a room, a kind, a speaker, which entries are one. A file that
is broken in one place loses that entry only. Our own export puts into properties of its own what calendars lack.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.cal import Component
from icalendar.prop import vUnknown

from schedule.formats._draft import Draft, address_of, link, unique
from schedule.formats._ical_file import ZONE_HINTS, components, is_calendar, newest
from schedule.formats._ical_text import Description, names_behind_title, prefix_of, read_description, tags_of
from schedule.formats._ical_times import Span, is_floating, occurrences, span_of, value_of
from schedule.formats._instants import zone_or_none
from schedule.formats._prose import prose
from schedule.formats._source import Context, Source
from schedule.formats._tags import names_a_kind, sort_tags
from schedule.formats._text import clean, clean_lines
from schedule.formats._zones import configured_zone
from schedule.models import Person, Room, Schedule, ScheduleError

NAME = "iCalendar"

_OWN = "X-HALLWAY-"
_QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"")
_ESCAPED = re.compile(r"\\([nN,;\\])")
_LIST = re.compile(r"\s*[,;|]\s*|\s+[/&+]\s+")
_PAGE = re.compile(r"\S{1,500}\.html?(?:[?#]\S{0,500})?\Z", re.IGNORECASE)


def recognises(source: Source) -> bool:
    return any(is_calendar(data) for data in source.files.values())


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    calendars: list[Component] = []
    entries: list[Component] = []
    for path, data in source.files.items():
        if not is_calendar(data):
            draft.notes.left_out(path, "is no calendar")
            continue
        calendar, listed = components(Source(source.name, {path: data}).text, draft)
        calendars.append(calendar)
        entries += newest(listed, draft)
    if not entries:
        raise ScheduleError(f"{source.name}: the calendar holds no event; export it again")
    reader = _Reader(draft, calendars, entries, context)
    for number, entry in enumerate(entries, 1):
        reader.take(f"event {number}", entry)
    title = next((name for calendar in calendars if (name := _text(calendar, "X-WR-CALNAME", "NAME"))), "")
    return draft.finish(title=context.title or title, timezone=reader.zone.key)


class _Reader:
    """Turns entries into sessions of one draft."""

    def __init__(self, draft: Draft, calendars: list[Component], entries: list[Component], context: Context) -> None:
        self._draft = draft
        self.zone = _zone(draft, calendars, entries, context)
        products = [_text(calendar, "PRODID").lower() for calendar in calendars]
        self._is_pretalx = any("pretalx" in product for product in products)
        self._is_ours = all(product.startswith("-//hallway//") for product in products)
        self._uids = Counter(_text(entry, "UID") for entry in entries if "RECURRENCE-ID" not in entry)
        for uid, count in self._uids.items():
            if uid and count > 1:
                draft.notes.warning(f"UID {uid}", f"stands in {count} entries; their ids are made of their titles")
        self._moved = {
            (_text(e, "UID"), _day_key(value_of(e, "RECURRENCE-ID"))) for e in entries if "RECURRENCE-ID" in e
        }
        self._places = Counter(_text(entry, "LOCATION") for entry in entries)
        prefixes = [prefix_of(_text(entry, "SUMMARY"))[0] for entry in entries]
        self._has_prefixes = sum(map(bool, prefixes)) * 3 >= len(entries)
        self._has_presenting_organizers = _name_speakers(entries)

    def take(self, position: str, entry: Component) -> None:
        uid = _text(entry, "UID")
        where = f"event {uid}" if uid and self._uids[uid] <= 1 else f"{position} {_text(entry, 'SUMMARY')[:60]}"
        self._note_faults(where, entry)
        span = span_of(entry, self.zone)
        fields = self._fields(where, entry)
        for id_, placed in self._placed(where, entry, span):
            times: dict[str, Any] = placed.as_fields() if placed else {}
            self._draft.add(where, id_=id_, **fields, **times)

    def _note_faults(self, where: str, entry: Component) -> None:
        for name, reason in entry.errors:
            if value_of(entry, str(name)) is None:
                self._draft.notes.warning(where, f"{name} is malformed and not used: {reason}")
        if value_of(entry, "DTSTART") is not None and span_of(entry, self.zone) is None:
            self._draft.notes.warning(where, "DTSTART lies in no year of a conference; read without a time")
        zone = getattr(entry.get("DTSTART"), "params", {}).get("TZID")
        if zone and is_floating(value_of(entry, "DTSTART")):
            self._draft.notes.warning("time zone", f"{zone!r} is not known; read as clock times of {self.zone.key}")

    def _placed(self, where: str, entry: Component, span: Span | None) -> Iterator[tuple[str, Span | None]]:
        """Each time of an entry with its id: one of a series is known by its day, as in the standard."""
        uid = _text(entry, "UID")
        # An id that several entries share numbers none of them.
        id_ = uid if self._uids[uid] <= 1 else ""
        if "RECURRENCE-ID" in entry:
            yield f"{uid}-{_day_key(value_of(entry, 'RECURRENCE-ID'))}", span
            return
        if span is None or "RRULE" not in entry:
            yield id_, span
            return
        if (series := occurrences(entry, span, self.zone)) is None:
            self._draft.notes.left_out(where, "recurs by a rule that is not written out; only its first time is read")
            yield id_, span
            return
        for one in series:
            if (uid, key := _day_key(one.starts_at)) not in self._moved:
                yield f"{uid}-{key}", one

    def _fields(self, where: str, entry: Component) -> dict[str, Any]:
        own = _own(entry)
        summary = clean_lines(_raw(entry, "SUMMARY")).replace("\n", " ")
        found = read_description(_raw(entry, "DESCRIPTION"))
        if own or self._is_ours:
            url = address_of(_text(entry, "URL"))
            return {**self._own_fields(own), **self._common(entry, where, own), "title": summary, "url": url}
        prefix, rest = prefix_of(summary)
        is_kind = bool(prefix) and (self._has_prefixes or names_a_kind(prefix))
        tags, title = tags_of(rest if is_kind else summary)
        names: list[str] = []
        if self._is_pretalx:
            names, title = names_behind_title(title)
        labels = sort_tags([*tags, *_categories(entry)])
        level = f"Level: {labels.level}" if labels.level else ""
        return {
            **self._common(entry, where, own),
            "title": title,
            "kind": (prefix if is_kind else "") or found.fields.get("kind") or found.fields.get("type") or labels.kind,
            "track": found.fields.get("track") or labels.track,
            "language": found.fields.get("language") or _language(entry),
            "speakers": self._speakers(entry, found, names),
            "abstract": "\n".join(filter(None, [prose(found.text), level])),
            "url": address_of(_text(entry, "URL")) or next(map(address_of, found.addresses), None),
            "links": unique(link("link", address) for address in self._addresses(entry, found)),
        }

    def _common(self, entry: Component, where: str, own: dict[str, list[str]]) -> dict[str, Any]:
        return {
            "rooms": self._rooms(entry, where, own.get("ROOM", [])),
            "cancelled": _text(entry, "STATUS").upper() == "CANCELLED",
        }

    def _own_fields(self, own: dict[str, list[str]]) -> dict[str, Any]:
        pairs = (text.rpartition(": ") for text in own.get("LINK", []))
        return {
            "kind": next(iter(own.get("KIND", [])), None),
            "track": next(iter(own.get("TRACK", [])), None),
            "language": next(iter(own.get("LANGUAGE", [])), None),
            "part_of": next(iter(own.get("PART-OF", [])), None),
            "speakers": self._draft.people(own.get("SPEAKER", [])),
            "authors": self._draft.people(own.get("AUTHOR", [])),
            "abstract": clean_lines(next(iter(own.get("ABSTRACT", [])), "")),
            "links": unique(link(label, address) for label, _, address in pairs),
        }

    def _addresses(self, entry: Component, found: Description) -> Iterator[str]:
        """Where an address stands for a place, and what the description links beside the session's own page."""
        page = address_of(_text(entry, "URL"))
        listed = [_text(entry, "LOCATION"), _text(entry, "CONFERENCE"), *found.addresses]
        known = {page} if page else {next(map(address_of, found.addresses), None)}
        yield from (address for address in listed if address_of(address) and address_of(address) not in known)

    def _rooms(self, entry: Component, where: str, own: list[str]) -> tuple[Room, ...]:
        """A place, or several where each part of a list stands alone elsewhere; an address is none."""
        place = _text(entry, "LOCATION")
        if own or self._is_ours:
            return unique(map(self._draft.room, own or [place]))
        if address_of(place) is not None:
            return ()
        if _PAGE.match(place):
            self._draft.notes.left_out(where, f"location {place!r} is a page of a site that is not named")
            return ()
        parts = [part for part in _LIST.split(place) if part]
        if len(parts) > 1 and all(part in self._places for part in parts):
            return unique(map(self._draft.room, parts))
        return unique([self._draft.room(place)])

    def _speakers(self, entry: Component, found: Description, names: list[str]) -> tuple[Person, ...]:
        if found.speakers:
            return unique(self._draft.person(name, affiliation=affiliation) for name, affiliation in found.speakers)
        if not names and self._has_presenting_organizers:
            names = _names_in(_organizer(entry))
        return self._draft.people(names)


def _language(entry: Component) -> str | None:
    """What SUMMARY says of its own language."""
    return clean(str(getattr(entry.get("SUMMARY"), "params", {}).get("LANGUAGE", ""))) or None


def _zone(draft: Draft, calendars: Iterable[Component], entries: list[Component], context: Context) -> ZoneInfo:
    """The organiser's zone, the calendar's, the commonest of its entries; at last UTC, said so."""
    if configured := configured_zone(context, draft.name):
        return configured
    for calendar in calendars:
        for hint in ZONE_HINTS:
            if zone := zone_or_none(_text(calendar, hint)):
                return zone
    values = [value_of(entry, "DTSTART") for entry in entries]
    names = Counter(
        value.tzinfo.key for value in values if isinstance(value, datetime) and isinstance(value.tzinfo, ZoneInfo)
    )
    names.pop("UTC", None)
    if names and (zone := zone_or_none(names.most_common(1)[0][0])):
        return zone
    if any(is_floating(value) for value in values):
        context.need_timezone(draft.name)
    if any(isinstance(value, datetime) for value in values):
        draft.notes.guessed("time zone", "none is named; times are shown in UTC; `timezone` gives another")
    return ZoneInfo("UTC")


def _name_speakers(entries: list[Component]) -> bool:
    """Whether ORGANIZER names who speaks: many names, and one address behind them all."""
    named = {_organizer(entry) for entry in entries} - {""}
    addresses = {str(entry["ORGANIZER"]).lower() for entry in entries if isinstance(entry.get("ORGANIZER"), str)}
    return len(named) > 1 and len(addresses) <= 1


def _organizer(entry: Component) -> str:
    """The organizer's common name; line breaks are written as two characters in it, if at all."""
    return clean(str(getattr(entry.get("ORGANIZER"), "params", {}).get("CN", "")).replace("\\n", " "))


def _names_in(text: str) -> list[str]:
    """One name, or those of a list that a program wrote out: `['A', 'B']`."""
    if not (text.startswith("[") and text.endswith("]")):
        return [text]
    return [single or double for single, double in _QUOTED.findall(text)]


def _own(entry: Component) -> dict[str, list[str]]:
    """Our export's own properties, without their common beginning."""
    found: dict[str, list[str]] = {}
    for name, value in entry.property_items(recursive=False):
        if str(name).upper().startswith(_OWN):
            found.setdefault(str(name).upper().removeprefix(_OWN), []).append(_unescaped(value))
    return found


def _unescaped(value: Any) -> str:
    """Of properties that it does not know, icalendar leaves the text as it stands in the file."""
    text = str(value)
    return (
        _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
        if isinstance(value, vUnknown)
        else text
    )


def _categories(entry: Component) -> Iterator[str]:
    found = entry.get("CATEGORIES")
    for listed in found if isinstance(found, list) else [found]:
        yield from (clean(str(category)) for category in getattr(listed, "cats", ()))


def _text(component: Component, *names: str) -> str:
    """The first of these properties that has text, as one line."""
    return next((text for name in names if (text := clean(_raw(component, name)))), "")


def _raw(component: Component, name: str) -> str:
    found = component.get(name)
    found = found[0] if isinstance(found, list) and found else found
    return found if isinstance(found, str) else ""


def _day_key(value: Any) -> str:
    return f"{value:%Y%m%d}" if isinstance(value, date) else ""
