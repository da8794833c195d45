"""Times of calendar entries: days, floating times, times with a zone or an offset, lengths, and entries that recur.

Works on values that icalendar has parsed. Only daily and weekly series with an end are written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.cal import Component
from icalendar.error import BrokenCalendarProperty

from schedule.formats._instants import FIRST_YEAR, LAST_YEAR, instant

MOST_OCCURRENCES = 200
_INTERVALS = range(1, 60)
_STEPS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


@dataclass(frozen=True, slots=True)
class Span:
    """When an entry runs, in UTC."""

    starts_at: datetime
    ends_at: datetime | None
    all_day: bool = False

    def as_fields(self) -> dict[str, Any]:
        return {"starts_at": self.starts_at, "ends_at": self.ends_at, "all_day": self.all_day}

    def moved(self, start: datetime) -> Span:
        return Span(start, start + (self.ends_at - self.starts_at) if self.ends_at else None, self.all_day)


def value_of(entry: Component, name: str) -> date | datetime | timedelta | None:
    """The parsed value of a property of time, ISO 8601 with its marks included; None where it is none."""
    written = entry.get(name)
    try:
        found = getattr(written, "dt", None)
    except BrokenCalendarProperty:
        return instant(str(written))
    return found if isinstance(found, date | timedelta) else None


def is_floating(value: Any) -> bool:
    """Whether a value is a clock time in no zone."""
    return isinstance(value, datetime) and value.tzinfo is None


def span_of(entry: Component, zone: ZoneInfo) -> Span | None:
    """None without a usable start."""
    start_value = value_of(entry, "DTSTART")
    start = _moment(start_value, zone)
    if start is None:
        return None
    all_day = not isinstance(start_value, datetime)
    end_value, length = value_of(entry, "DTEND"), value_of(entry, "DURATION")
    end = _moment(end_value, zone)
    if end is None and isinstance(length, timedelta) and timedelta() < length < timedelta(days=400):
        end = start + length
    if end is None and all_day:
        end = _moment(start_value + timedelta(days=1), zone) if isinstance(start_value, date) else None
    return Span(start, end, all_day)


def occurrences(entry: Component, span: Span, zone: ZoneInfo) -> Iterator[Span] | None:
    """Every time at which a series takes place; None where its rule is not one that is written out."""
    rule = entry.get("RRULE")
    if not isinstance(rule, Mapping):
        return None
    parts = {str(key).upper(): value for key, value in rule.items()}
    step = _STEPS.get(str(_only(parts.get("FREQ"))).upper())
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
    count, until = _only(parts.get("COUNT")), _moment(_only(parts.get("UNTIL")), zone, is_end=True)
    if step is None or not parts.keys() <= known or (count is None and until is None):
        return None
    days = {_WEEKDAYS.get(str(day)) for day in _all(parts.get("BYDAY"))}
    interval = _only(parts.get("INTERVAL")) or 1
    if None in days or (days and step != _STEPS["WEEKLY"]) or interval not in _INTERVALS:
        return None
    return _series(
        entry,
        span,
        zone,
        step=step * interval,
        days=sorted(day for day in days if day is not None),
        count=count if isinstance(count, int) else MOST_OCCURRENCES,
        until=until,
    )


def _series(
    entry: Component,
    span: Span,
    zone: ZoneInfo,
    *,
    step: timedelta,
    days: list[int],
    count: int,
    until: datetime | None,
) -> Iterator[Span]:
    """Steps along the zone's clock, so that a series keeps its hour when summer time begins."""
    local = span.starts_at.astimezone(zone).replace(tzinfo=None)
    left_out = {moment for value in _exceptions(entry) if (moment := _moment(value, zone)) is not None}
    offsets = [timedelta(days=day - local.weekday()) for day in days] or [timedelta()]
    for number in range(MOST_OCCURRENCES):
        for offset in offsets:
            start = (local + number * step + offset).replace(tzinfo=zone).astimezone(UTC)
            if start < span.starts_at:
                continue
            if count <= 0 or (until is not None and start > until):
                return
            count -= 1
            if start not in left_out:
                yield span.moved(start)


def _exceptions(entry: Component) -> Iterator[Any]:
    for listed in _all(entry.get("EXDATE")):
        for value in getattr(listed, "dts", ()):
            yield getattr(value, "dt", None)


def _moment(value: Any, zone: ZoneInfo, *, is_end: bool = False) -> datetime | None:
    """A day begins at the zone's midnight; as the end of a series it counts to its last second."""
    if not isinstance(value, date) or not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59, 59) if is_end else time())
    moment: datetime = value.replace(tzinfo=zone) if value.tzinfo is None else value
    return moment.astimezone(UTC)


def _all(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _only(value: Any) -> Any:
    """The first of a list that icalendar makes of every part of a rule."""
    return next(iter(_all(value)), None)
