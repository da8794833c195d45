"""Zones as pages name them in passing: `Time (EST)`, `9:00 AM PDT`, `all times are in CET`.

An abbreviation names an offset; people write the winter's in summer. What a page says is compared with the zone
that is used, and a difference becomes a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from schedule.formats._instants import zone_or_none
from schedule.formats._notes import Notes
from schedule.formats._source import Context
from schedule.models import ScheduleError

_HOUR = 60
# Abbreviation -> the zone that most of its users live in, and its offset in minutes where it names one.
_ZONES: dict[str, tuple[str, int | None]] = {
    "EST": ("America/New_York", -5 * _HOUR), "EDT": ("America/New_York", -4 * _HOUR), "ET": ("America/New_York", None),
    "CST": ("America/Chicago", -6 * _HOUR), "CDT": ("America/Chicago", -5 * _HOUR), "CT": ("America/Chicago", None),
    "MST": ("America/Denver", -7 * _HOUR), "MDT": ("America/Denver", -6 * _HOUR), "MT": ("America/Denver", None),
    "PST": ("America/Los_Angeles", -8 * _HOUR), "PDT": ("America/Los_Angeles", -7 * _HOUR),
    "PT": ("America/Los_Angeles", None), "GMT": ("Europe/London", 0), "BST": ("Europe/London", _HOUR),
    "UTC": ("UTC", 0), "WET": ("Europe/Lisbon", 0), "WEST": ("Europe/Lisbon", _HOUR),
    "CET": ("Europe/Berlin", _HOUR), "CEST": ("Europe/Berlin", 2 * _HOUR), "EET": ("Europe/Athens", 2 * _HOUR),
    "EEST": ("Europe/Athens", 3 * _HOUR), "IST": ("Asia/Kolkata", 330), "SGT": ("Asia/Singapore", 8 * _HOUR),
    "HKT": ("Asia/Hong_Kong", 8 * _HOUR), "JST": ("Asia/Tokyo", 9 * _HOUR), "KST": ("Asia/Seoul", 9 * _HOUR),
    "HST": ("Pacific/Honolulu", -10 * _HOUR),
    "AEST": ("Australia/Sydney", 10 * _HOUR), "AEDT": ("Australia/Sydney", 11 * _HOUR),
}  # fmt: skip
_NAMES = "|".join(sorted(_ZONES, key=len, reverse=True))
# Only where a clock time, a bracket or the word `time` stands before it: CT and IST are also other things.
_NAMED = re.compile(rf"(?:\d\s?|[ap]\.?m\.?,?\s?|\(\s?|\btimes?\b[\w ,]{{0,20}}?\s\(?)({_NAMES})\b", re.IGNORECASE)


def find_abbreviation(text: str) -> str | None:
    """The zone that a text names beside a time; always in capitals."""
    for match in _NAMED.finditer(text):
        if match[1].isupper():
            return match[1]
    return None


def named_zone(abbreviation: str) -> tuple[ZoneInfo, timedelta | None] | None:
    """The zone behind an abbreviation and the offset it names, if one; None where it is not known."""
    known = _ZONES.get(abbreviation.strip().upper())
    return (ZoneInfo(known[0]), None if known[1] is None else timedelta(minutes=known[1])) if known else None


def choose_zone(
    source: str, texts: Iterable[tuple[str, str]], context: Context, notes: Notes
) -> tuple[ZoneInfo, tuple[str, str] | None]:
    """The zone of the clock times, and where the page has which abbreviation for it. `texts`: where, and what is said.

    Raises ScheduleError where neither the organiser nor the page names a zone.
    """
    said = next(((where, name) for where, text in texts if (name := find_abbreviation(text))), None)
    configured = zone_or_none(context.timezone)
    if context.timezone and configured is None:
        raise ScheduleError(
            f"{source}: {context.timezone!r} is not a time zone; give an IANA name such as Europe/Berlin"
        )
    if configured is not None:
        return configured, said
    if said is None:
        return ZoneInfo(context.need_timezone(source)), None
    zone = _ZONES[said[1]][0]
    notes.guessed(said[0], f"the page says {said[1]}; times are read as those of {zone}; `timezone` gives another")
    return ZoneInfo(zone), said


def compare(said: tuple[str, str] | None, zone: ZoneInfo, day: date, notes: Notes) -> None:
    """Says so where the page's abbreviation is not what the zone's clocks show on that day."""
    if said is None:
        return
    where, abbreviation = said
    noon = datetime.combine(day, time(12), tzinfo=zone)
    stated = _ZONES[abbreviation][1]
    if stated is None or noon.utcoffset() == timedelta(minutes=stated):
        return
    notes.warning(
        where,
        f"the page says {abbreviation} (UTC{_offset(stated)}), but on {day.isoformat()} {zone.key} has "
        f"{noon.tzname()} (UTC{noon:%z}); read as clock times of {zone.key}",
    )


def _offset(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
