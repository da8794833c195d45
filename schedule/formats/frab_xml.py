"""The schedule XML of frab and its relatives: pentabarf, wafer, pretalx, FOSDEM's own.

Newer files give each event a date with an offset. Older ones give a day, a clock time and the hour at which the
programme's day ends: what starts earlier than that belongs to the next calendar day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lxml import etree

from schedule.formats import _instants
from schedule.formats._draft import Draft, address_of, end_of, link, unique
from schedule.formats._identity import number_mentions
from schedule.formats._people import split_names
from schedule.formats._prose import abstract_of
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import Timing, decide
from schedule.models import Link, Person, Schedule, ScheduleError, Venue

NAME = "frab XML"

_ROOT = re.compile(rb"<schedule[\s>/]")
_EVENT = re.compile(rb"<(?:event|conference)[\s>/]")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_NO_TRACK = frozenset({"", "no track", "none"})


def recognises(source: Source) -> bool:
    head = source.data[:4000]
    return _ROOT.search(head) is not None and _EVENT.search(source.data[:20000]) is not None


def parse(source: Source, context: Context) -> Schedule:
    root = _root(source)
    draft = Draft(source.name)
    about = _texts(root.find("conference"))
    reader = _Reader(draft, root, about, context)
    for listed in _listed(root):
        reader.take(listed)
    return draft.finish(
        title=context.title or about.get("title", ""),
        timezone=reader.timing.name,
        version=root.findtext("version") or about.get("release"),
        venue=_venue(about),
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """An event and where it stands."""

    event: etree._Element
    day: date | None
    room: str
    texts: dict[str, str]


class _Reader:
    """Turns events into sessions of one draft."""

    def __init__(self, draft: Draft, root: etree._Element, about: dict[str, str], context: Context) -> None:
        self._draft = draft
        self._base = about.get("base_url", "")
        named = about.get("time_zone_name")
        dates = [event.findtext("date") or "" for event in root.iter("event")]
        # Events without a date have a clock time of the venue, which needs a zone as much as a date without offset.
        values = dates if any(dates) else ["2000-01-01T00:00"]
        self.timing = decide(draft.name, values, context, draft.notes, named=named, writes_venue_clock=True)
        if off := _denied_utc(root, self.timing):
            draft.notes.warning("times", f"are stated in UTC, but each start shows the same clock; {off}")
        self._day_change = _clock(about.get("day_change", "")) or timedelta()
        mentions = [(node.get("id") or "", node.text or "") for node in root.iter("person")]
        self._has_person_ids = not number_mentions(mentions)
        if not self._has_person_ids:
            draft.notes.guessed("people", "ids number the mentions, not the people; people are told apart by name")

    def take(self, listed: _Listed) -> None:
        event, texts = listed.event, listed.texts
        where = f"event {event.get('id') or event.get('guid') or f'line {event.sourceline}'}"
        start = self._start(listed, where)
        duration = _instants.length(texts.get("duration"))
        if start is not None and not duration:
            self._draft.notes.warning(
                where, f"duration {texts.get('duration', '')!r} is no length; read without an end"
            )
        self._draft.add(
            where,
            id_=event.get("guid") or event.get("id") or "",
            title=texts.get("title") or texts.get("subtitle", ""),
            kind=clean(texts.get("type", "")) or None,
            starts_at=start,
            ends_at=end_of(start, duration),
            rooms=unique([self._draft.room(texts.get("room") or listed.room)]),
            track=_track(texts.get("track", "")),
            speakers=self._people(event),
            abstract=abstract_of(texts.get(tag, "") for tag in ("subtitle", "abstract", "description")),
            url=address_of(texts.get("url") or texts.get("full_conf_url"), self._base),
            links=tuple(self._links(listed)),
            language=clean(texts.get("language", "")) or None,
        )

    def _start(self, listed: _Listed, where: str) -> datetime | None:
        written = listed.texts.get("date")
        if written and (moment := self.timing.read(written)) is not None:
            return moment
        text = listed.texts.get("start", "")
        clock = _clock(text)
        if listed.day is None or clock is None:
            what = f"start {text!r} is not a clock time" if listed.day else "its day has no date"
            self._draft.notes.warning(where, f"{what}; read without a time")
            return None
        start = datetime.combine(listed.day, time()) + clock
        if clock < self._day_change:
            self._draft.notes.guessed(
                where, f"starts at {text}, before the programme's day begins: on the next calendar day"
            )
            start += timedelta(days=1)
        return self.timing.utc(start)

    def _people(self, event: etree._Element) -> tuple[Person, ...]:
        return unique(
            self._draft.person(name, (node.get("guid") or node.get("id") or "") if self._has_person_ids else "")
            for node in event.iter("person")
            for name in _names(node)
        )

    def _links(self, listed: _Listed) -> Iterator[Link]:
        event, texts = listed.event, listed.texts
        found = [(node.text or "", node.get("href")) for node in (*event.iter("link"), *event.iter("attachment"))]
        found += [(name, texts.get(f"{name}_url") or texts.get(name)) for name in ("video", "feedback")]
        for label, address in found:
            if made := link(label, address, self._base):
                yield made


def _denied_utc(root: etree._Element, timing: Timing) -> str | None:
    """How a time in UTC is shown where every event's own start, the venue's clock, has the same digits as its date."""
    pairs = [(event.findtext("date") or "", (event.findtext("start") or "").strip()) for event in root.iter("event")]
    if not pairs or not all(start and date_.rstrip().endswith(f"T{start:0>5}:00Z") for date_, start in pairs):
        return None
    read = timing.read(pairs[0][0])
    shown = f"{read.astimezone(timing.zone):%H:%M}" if read is not None else pairs[0][1]
    return (
        None if shown == f"{pairs[0][1]:0>5}" else f"{pairs[0][1]} is read as {shown}; correct the dates if it is not"
    )


def _names(node: etree._Element) -> list[str]:
    """One name, or several full ones behind commas in an element without an id."""
    text = node.text or ""
    names = split_names(text)
    is_list = len(names) > 1 and not node.attrib and all(" " in name for name in names)
    return names if is_list else [text]


def _root(source: Source) -> etree._Element:
    """Entities, networks and giant trees stay off; a file cut short gives what stands before the cut."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, recover=False
    )
    try:
        return _without_namespaces(etree.fromstring(source.data, parser))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        reason = " ".join(str(error.msg).split(", line")[0].split())
    except ValueError as error:
        line, reason = 1, str(error)
    raise ScheduleError(f"{source.name}: line {line} is not XML: {reason}; export the file again")


def _without_namespaces(root: etree._Element) -> etree._Element:
    if root.tag.startswith("{"):
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
    return root


def _listed(root: etree._Element) -> Iterator[_Listed]:
    """Events in document order; FOSDEM of 2007 leaves the rooms out, others put events below them."""
    for day in root.iter("day"):
        begins = _instants.day(day.get("date"))
        for event in day.iter("event"):
            parent = event.getparent()
            room = parent.get("name") or "" if parent is not None and parent.tag == "room" else ""
            yield _Listed(event, begins, room, _texts(event))
    for event in root.iterchildren("event"):
        yield _Listed(event, None, "", _texts(event))


def _texts(element: etree._Element | None) -> dict[str, str]:
    """The texts of an element's children by their names; of several with one name, the first that has any."""
    found: dict[str, str] = {}
    for child in () if element is None else element.iterchildren(etree.Element):
        text = "".join(map(str, child.itertext())) if len(child) else child.text
        if text and not found.get(child.tag):
            found[child.tag] = text.strip()
    return found


def _track(text: str) -> str | None:
    track = clean(text)
    return None if track.casefold() in _NO_TRACK else track


def _venue(about: dict[str, str]) -> Venue | None:
    name, city = clean(about.get("venue", "")), clean(about.get("city", ""))
    return Venue(name=name or city, address=city or None) if name or city else None


def _clock(text: str) -> timedelta | None:
    found = _CLOCK.fullmatch(text.strip())
    return timedelta(hours=int(found[1]), minutes=int(found[2])) if found else None
