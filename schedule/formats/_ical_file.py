"""The components of an iCalendar file, also of one that is broken in places: then what is sound is still read."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from icalendar import Calendar
from icalendar.cal import Component

from schedule.formats._draft import Draft
from schedule.models import ScheduleError

# Where calendars name their zone; the last is no property at all, but has been met as one.
ZONE_HINTS = ("X-WR-TIMEZONE", "TIMEZONE-ID", "VTIMEZONE")

# Three times the largest programme seen; a line takes icalendar some thirty microseconds.
MOST_COMPONENTS = 15_000
MOST_LINES = 150_000

_BEGINS = b"BEGIN:VCALENDAR"
_ENTRY_BEGINS = re.compile(r"^BEGIN:(VEVENT|VJOURNAL)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_ENTRY_ENDS = re.compile(r"^END:(?:VEVENT|VJOURNAL)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_ZONE_OF_TIME = re.compile(r";TZID=[^:;\n]{0,200}", re.IGNORECASE)
# What icalendar raises on malformed files.
_MALFORMED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def is_calendar(data: bytes) -> bool:
    """Also one that a page carries in a comment."""
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().removeprefix(b"<!--").lstrip().upper().startswith(_BEGINS)


def components(text: str, draft: Draft) -> tuple[Component, list[Component]]:
    """The calendar and its entries; where the whole cannot be read, each entry by itself."""
    _check_size(text, draft.name)
    begun = len(_ENTRY_BEGINS.findall(text))
    try:
        calendar = _parsed(text, draft)
        entries = [entry for entry in calendar.walk() if entry.name in {"VEVENT", "VJOURNAL"}]
        if len(entries) == begun:
            return calendar, entries
    except _MALFORMED as error:
        draft.notes.warning("file", f"is not sound iCalendar ({error}); its entries are read one by one")
    head = _ENTRY_BEGINS.split(text, maxsplit=1)[0]
    return _header(head), list(_one_by_one(text, draft))


def newest(entries: list[Component], draft: Draft) -> list[Component]:
    """Without the versions of an entry that a later one replaces: the same UID with a higher SEQUENCE."""
    highest: dict[tuple[str, str], int] = {}
    for entry in entries:
        highest[_key(entry)] = max(highest.get(_key(entry), 0), _version(entry))
    kept = [entry for entry in entries if _version(entry) == highest[_key(entry)]]
    for entry in entries:
        if _version(entry) < highest[_key(entry)]:
            draft.notes.left_out(f"event {entry.get('UID')}", f"version {_version(entry)} is replaced by a later one")
    return kept


def _check_size(text: str, name: str) -> None:
    lines = text.count("\n") - text.count("\n ") - text.count("\n\t")
    if lines > MOST_LINES or text.upper().count("\nBEGIN:") > MOST_COMPONENTS:
        raise ScheduleError(f"{name}: more entries than any conference has; give the calendar of one programme")


def _key(entry: Component) -> tuple[str, str]:
    when = getattr(entry.get("RECURRENCE-ID"), "to_ical", bytes)()
    return str(entry.get("UID")), str(when)


def _version(entry: Component) -> int:
    found = entry.get("SEQUENCE")
    return found if isinstance(found, int) else 0


def _parsed(text: str, draft: Draft) -> Component:
    """What icalendar guesses about zones, it warns of: an organiser should see that, and nobody else."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            calendar = Calendar.from_ical(text)
        except OSError:  # a zone named like a folder of zones
            draft.notes.warning("time zone", "one is named that cannot be looked up; all times are read as the clock's")
            calendar = Calendar.from_ical(_ZONE_OF_TIME.sub("", text))
    for warning in caught:
        draft.notes.guessed("time zone", str(warning.message).split(";")[0])
    return calendar


def _one_by_one(text: str, draft: Draft) -> Iterator[Component]:
    """Each stretch from one beginning to the next, up to its end."""
    begins = list(_ENTRY_BEGINS.finditer(text))
    for number, found in enumerate(begins, 1):
        until = begins[number].start() if number < len(begins) else len(text)
        end = _ENTRY_ENDS.search(text, found.end(), until)
        if end is None:
            draft.notes.left_out(f"event {number}", "has no end; the file may be cut short")
            continue
        kind = found[1].upper()
        body = text[found.end() : end.start()].strip("\n")
        try:
            wrapped = f"{_BEGINS.decode()}\nBEGIN:{kind}\n{body}\nEND:{kind}\nEND:VCALENDAR\n"
            yield from (entry for entry in _parsed(wrapped, draft).walk() if entry.name == kind)
        except _MALFORMED as error:
            draft.notes.left_out(f"event {number}", f"is not sound iCalendar: {error}")


def _header(head: str) -> Component:
    """What the lines before the first entry say of the calendar."""
    calendar = Calendar()
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.upper() in {*ZONE_HINTS, "X-WR-CALNAME", "NAME", "PRODID"}:
            calendar[name] = value
    return calendar
