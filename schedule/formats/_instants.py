"""Dates, instants, durations and zones as data formats write them: ISO 8601 and its relatives.

Everything here gives None for what it cannot read; the format says so beside the entry's id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

# Outside these years lies a mistake, and near the calendar's ends no zone can be applied.
FIRST_YEAR, LAST_YEAR = 1950, 2200

_DURATION = re.compile(r"(?:(\d{1,3})\.|(\d{1,3}) days?,? )?(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,6})?)?$")
_ISO_DURATION = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})(?:\.\d{1,6})?S)?)?$"
)
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?$")


def instant(value: Any) -> datetime | None:
    """A date and clock time in ISO 8601; naive where it names no offset."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) <= len("2024-02-03"):  # a day alone is no moment
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def day(value: Any) -> date | None:
    """The calendar day at the beginning of an ISO date or instant."""
    if not isinstance(value, str):
        return None
    try:
        found = date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def length(value: Any) -> timedelta | None:
    """`00:45`, `1:00:00`, `PT45M`, or a number of minutes."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return timedelta(minutes=value) if 0 <= value <= 60 * 24 * 366 else None
    text = value.strip() if isinstance(value, str) else ""
    if _NUMBER.match(text):
        return timedelta(minutes=float(text))
    if found := _DURATION.match(text):
        days, more_days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days + more_days, hours=hours, minutes=minutes, seconds=seconds)
    if (found := _ISO_DURATION.match(text)) and any(found.groups()):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return None


def zone_or_none(name: Any) -> ZoneInfo | None:
    """The zone of an IANA name."""
    if not isinstance(name, str) or not name.strip():
        return None
    try:
        return ZoneInfo(name.strip())
    except (KeyError, ValueError, OSError):
        return None


def zone_of_offsets(moments: Iterable[datetime | None]) -> str | None:
    """A zone name that shows the commonest offset of these moments; None where none has an offset."""
    offsets = Counter(moment.utcoffset() for moment in moments if moment is not None and moment.tzinfo is not None)
    if not offsets:
        return None
    offset = offsets.most_common(1)[0][0] or timedelta()
    minutes = int(offset.total_seconds() // 60)
    if minutes in _ODD_OFFSETS:
        return _ODD_OFFSETS[minutes]
    hours = round(minutes / 60)
    name = f"Etc/GMT{-hours:+d}"  # where plus means west of Greenwich
    return name if hours and zone_or_none(name) else "UTC"


# Zones that keep an offset which no Etc/GMT zone has, for showing times whose zone has no name.
_ODD_OFFSETS = {
    -570: "Pacific/Marquesas",
    -210: "America/St_Johns",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    630: "Australia/Adelaide",
    765: "Pacific/Chatham",
}
