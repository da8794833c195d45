"""The calendar page of a NeurIPS, ICML or ICLR site: days, boxes of one clock time, and the entries in them.

The year is not always on the page: it comes from the context. Papers of a session stand below it, with their own
clock times where it has talks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from schedule.formats import _workshop
from schedule.formats._days import find_day
from schedule.formats._elements import classes, with_class, words, words_of_class
from schedule.formats._source import Context, Source
from schedule.formats._text import web_address
from schedule.models import Schedule

NAME = "the calendar of a NeurIPS, ICML or ICLR site"

_BOX = re.compile(rb"""class=["'][^"']{0,200}\btimebox\b""")
_ENTRY = re.compile(rb"""class=["'][^"']{0,200}\beventsession\b""")
_ENDS = re.compile(r"\d{1,2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?", re.IGNORECASE)
_OWN_TIME = re.compile(r"\[\s*(\d{1,2}:\d{2})\s*\]\s*")
_RANGE = re.compile(r"(\d{1,2}:\d{2})\s?[-–]\s?(\d{1,2}:\d{2})")
_CODE = re.compile(r"/(\d{1,9})/?\Z")
_HALF = re.compile(r"[ap]\.?m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where an entry stands: its day's heading and its box's clock time."""

    day: str
    time: str


def recognises(source: Source) -> bool:
    return not source.is_folder and _BOX.search(source.data) is not None and _ENTRY.search(source.data) is not None


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where the year or the zone is missing."""
    document = lxml_html.document_fromstring(source.text)
    page = _workshop.Page(source.name, context)
    base = _base(document)
    for slot, element in _slots(document):
        _add(page, slot, element, base)
    return page.finish()


def _slots(document: etree._Element) -> Iterator[tuple[_Slot, etree._Element]]:
    day = time = ""
    for element in document.iter(etree.Element):
        own = classes(element)
        if "hdrbox" in own:
            day = words(element)
        elif "time" in own:
            time = words(element)
        elif "eventsession" in own and not any("eventsession" in classes(up) for up in element.iterancestors()):
            yield _Slot(day, time), element


def _add(page: _workshop.Page, slot: _Slot, element: etree._Element, base: str) -> None:
    title = next(with_class(element, "title-style"), None)
    anchor = (title if title is not None else element).find(".//a")
    heading = title if title is not None else anchor
    if heading is None:
        return
    named = words_of_class(element, "hdr-style").rstrip(": ")
    kind, name = (named, words(heading)) if named else _workshop.kind_and_title(words(heading))
    ends = _ENDS.search(words_of_class(element, "end-time"))
    entry = _entry(slot, slot.time + (f" - {ends[0]}" if ends else ""), name, kind, anchor=anchor, base=base)
    id_ = page.add(entry)
    for block, header in _blocks(element):
        for item in with_class(block, "content"):
            inner = _inner(slot, item, kind, header, base)
            if inner is not None:
                page.add(_workshop.within(inner, id_))


def _inner(slot: _Slot, item: etree._Element, kind: str | None, header: str, base: str) -> _workshop.Entry | None:
    text = words(item)
    own = _OWN_TIME.match(text)
    anchor = item.find(".//a")
    title = words(anchor) if anchor is not None else text[own.end() if own else 0 :]
    span = _RANGE.search(header)
    time = own[1] if own else f"{span[1]} - {span[2]}" if span else ""
    own_kind = next((word.title() for word in ("oral", "poster", "talk") if word in classes(item)), kind)
    if not title:
        return None
    return _entry(slot, _with_half(time, slot.time) if time else "", title, own_kind, anchor=anchor, base=base)


def _entry(
    slot: _Slot, time: str, title: str, kind: str | None, *, anchor: etree._Element | None, base: str
) -> _workshop.Entry:
    address = anchor.get("href", "") if anchor is not None else ""
    code = _CODE.search(address)
    return _workshop.Entry(
        id=code[1] if code else None,
        where=f"entry {code[1]}" if code else f"entry {title[:60]!r}",
        when=f"{slot.day} {time}" if time and find_day(slot.day) else time,
        title=title,
        kind=kind or None,
        url=web_address(urljoin(base, address)) if address else None,
    )


def _blocks(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The parts of a session, each with its heading, which may hold a range of clock times."""
    for block in with_class(element, "eventblock"):
        yield block, words_of_class(block, "subevent-header")


def _with_half(time: str, start: str) -> str:
    """A range inside a session with the half of the day in which the session begins."""
    half = _HALF.search(start)
    if half is None or _HALF.search(time):
        return time
    hour, begins = (re.match(r"\d{1,2}", text.strip()) for text in (time, start))
    marks = ("a.m.", "p.m.")
    is_later = half[0][0].lower() == "p"
    if hour is not None and begins is not None and int(hour[0]) % 12 < int(begins[0]) % 12:
        is_later = not is_later
    first, dash, last = time.partition(" - ")
    return f"{first} {marks[is_later]}{dash}{last}"


def _base(document: etree._Element) -> str:
    """The address from which the page was saved, if it says so."""
    for path, key in (
        (".//base", "href"),
        (".//link[@rel='canonical']", "href"),
        (".//meta[@property='og:url']", "content"),
    ):
        found = document.find(path)
        if found is not None and (address := web_address(found.get(key))):
            return address
    return ""
