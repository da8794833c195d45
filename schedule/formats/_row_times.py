"""When the rows of a table take place: days, clock times, ranges and durations out of whatever columns there are.

All rows are decided together: whether 3/4 is in March or April, whether 1:30 is at night, which day a blank cell means
shows only beside the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from schedule.formats._clock import DAY, HALF_DAY, Clock, ClockRange, at, counts_to_24, find_range, parse_clock, settle
from schedule.formats._days import Day, find_day, is_day_first, weekday_after
from schedule.formats._instants import FIRST_YEAR, LAST_YEAR, instant, length
from schedule.formats._notes import Notes
from schedule.formats._source import Context
from schedule.models import ScheduleError

_ROLES = ("start", "start_date", "start_time", "end", "end_date", "end_time", "duration")
_PART = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,3})?)\s?(h(?:ours?|rs?)?|std|stunden?|m(?:in(?:ute)?s?)?|minuten|days?)\b", re.IGNORECASE
)
_MINUTES = {"h": 60, "s": 60, "m": 1, "d": DAY}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Written:
    """A row's cells about time, by role; `hint` is a sheet's name or a line above that names the day."""

    where: str
    cells: Mapping[str, str]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """When a row begins and ends, in UTC."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What one row says, before the rows are compared."""

    day: Day | None = None
    end_day: Day | None = None
    clocks: ClockRange | None = None
    start_at: datetime | None = None  # with an offset of its own
    end_at: datetime | None = None
    lasts: timedelta | None = None
    date: date | None = None


def length_of(text: str) -> timedelta | None:
    """`0:45`, `1 hour`, `90 min`, `1h 30m`; a bare number is minutes."""
    if (found := length(text)) is not None:
        return found
    parts = _PART.findall(text[:40])
    if not parts:
        return None
    minutes = sum(float(number.replace(",", ".")) * _MINUTES[unit[0].lower()] for number, unit in parts)
    return timedelta(minutes=minutes) if 0 < minutes <= 31 * DAY else None


@dataclass(frozen=True, slots=True)
class Placer:
    """Decides for all rows of one table together. Without a `zone` one is asked for as soon as it is needed."""

    name: str
    context: Context
    zone: ZoneInfo | None
    notes: Notes
    carries: bool = True  # whether a blank day means the day of the row above

    def times_of(self, rows: Sequence[Written]) -> list[Times]:
        """One for each row. Raises ScheduleError where a day or a zone is needed and nobody gave it."""
        roles = ("start", "start_date", "end", "end_date")
        day_first = is_day_first(row.cells.get(role, "") for row in rows for role in roles)
        found = self._dated(rows, [_found(row, day_first=day_first) for row in rows])
        return [self._placed(row, item, span) for row, item, span in zip(rows, found, _settled(found), strict=True)]

    def _dated(self, rows: Sequence[Written], found: Sequence[_Found]) -> list[_Found]:
        """Each row with its date; a row that names none is on the day of the row above."""
        dated: list[_Found] = []
        current: date | None = None
        day = self.context.day
        is_dated = any(item.day is not None for item in found)
        year = day.year if day else next((item.day.year for item in found if item.day and item.day.year), None)
        for row, item in zip(rows, found, strict=True):
            written = item.day.on(year) if item.day is not None else None
            if written is not None and item.day is not None:
                self._compare(row, item.day, written)
            if written is None and item.start_at is None and item.clocks is not None:
                if is_dated and not self.carries and item.day is None:
                    self.notes.warning(row.where, "has a time but no day; read without either")
                else:
                    written = self._unwritten(row, item.day, current)
            current = written or current
            dated.append(replace(item, date=written))
        return dated

    def _unwritten(self, row: Written, day: Day | None, current: date | None) -> date:
        """The date of a row that has a time but no date."""
        where = f"{self.name}: {row.where}"
        if day is not None and day.weekday is not None:
            return weekday_after(self.context.need_day(where), day.weekday)
        if current is not None:
            return current
        first = self.context.need_day(where)
        self.notes.guessed(row.where, f"names no date; used {first.isoformat()} as configured")
        return first

    def _compare(self, row: Written, day: Day, written: date) -> None:
        if not FIRST_YEAR <= written.year <= LAST_YEAR:
            raise ScheduleError(f"{self.name}: {row.where}: the year {written.year} cannot be right; correct the date")
        if day.weekday is not None and day.weekday != written.weekday():
            named, true = _WEEKDAYS[day.weekday], _WEEKDAYS[written.weekday()]
            self.notes.warning(row.where, f"{written.isoformat()} is a {true}, not a {named}; used the date")

    def _placed(self, row: Written, item: _Found, span: tuple[int, int | None]) -> Times:
        if item.start_at is not None:
            ends_at = item.end_at or (item.start_at + item.lasts if item.lasts else None)
            return self._in_order(row, Times(item.start_at, ends_at))
        if item.clocks is None or item.date is None:
            return Times()
        zone = self.zone or ZoneInfo(self.context.need_timezone(f"{self.name}: {row.where}"))
        starts_at, end = at(item.date, span[0], zone), span[1]
        if end is None:
            return Times(starts_at, starts_at + item.lasts if item.lasts else None)
        end_date = item.end_day.on(item.date.year) if item.end_day is not None else None
        if end_date is not None:
            # The end names its own day, so its clock time does not pass midnight.
            return self._in_order(row, Times(starts_at, at(end_date, _on_its_day(item, end), zone)))
        if end > DAY and end - span[0] > HALF_DAY:
            self.notes.warning(row.where, "ends before it begins; read without an end")
            return Times(starts_at)
        return Times(starts_at, at(item.date, end, zone))

    def _in_order(self, row: Written, times: Times) -> Times:
        if times.start is not None and times.end is not None and times.end < times.start:
            self.notes.warning(row.where, "ends before it begins; read without an end")
            return Times(times.start)
        return times


def _found(row: Written, *, day_first: bool) -> _Found:
    cells = {role: row.cells.get(role, "") for role in _ROLES}
    start_at, end_at = _aware(cells["start"]), _aware(cells["end"])
    start_text = cells["start_time"] or cells["start"]
    end_text = cells["end_time"] or cells["end"]
    clocks = _clocks(start_text)
    ends = _clocks(end_text)
    if clocks is not None and ends is not None:
        clocks = replace(clocks, end=ends.start)
    return _Found(
        day=_day(cells["start_date"] or _without_clock(cells["start"]) or cells["start_time"], day_first=day_first)
        or _day(row.hint, day_first=day_first),
        end_day=_day(cells["end_date"] or _without_clock(cells["end"]), day_first=day_first),
        clocks=clocks,
        start_at=start_at,
        end_at=end_at,
        lasts=length_of(cells["duration"]),
    )


def _aware(text: str) -> datetime | None:
    moment = instant(text)
    return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None


def _clocks(text: str) -> ClockRange | None:
    """`9:00`, `9:00-9:30`, `0930`; in an ISO date and time, the time."""
    moment = instant(text)
    if moment is not None:
        return ClockRange(Clock(moment.hour, moment.minute))
    if clock := parse_clock(text):
        return ClockRange(clock)
    return find_range(text)


def _day(text: str, *, day_first: bool) -> Day | None:
    return find_day(text[:60], day_first=day_first) if text else None


def _without_clock(text: str) -> str:
    """`5/3/2019 16:00` as `5/3/2019`: what is left may be a day."""
    clocks = find_range(text)
    return text if clocks is None else f"{text[: clocks.span[0]]} {text[clocks.span[1] :]}"


def _settled(found: Sequence[_Found]) -> list[tuple[int, int | None]]:
    """Minutes since midnight for each row, decided among the rows of one day."""
    is_24h = counts_to_24(item.clocks for item in found if item.clocks is not None)
    by_day: dict[date | None, list[int]] = defaultdict(list)
    for number, item in enumerate(found):
        if item.clocks is not None:
            by_day[item.date].append(number)
    minutes: list[tuple[int, int | None]] = [(0, None)] * len(found)
    for numbers in by_day.values():
        ranges = [clocks for number in numbers if (clocks := found[number].clocks) is not None]
        for number, span in zip(numbers, settle(ranges, is_24h=is_24h), strict=True):
            minutes[number] = span
    return minutes


def _on_its_day(item: _Found, minutes: int) -> int:
    is_midnight = item.clocks is not None and item.clocks.end is not None and item.clocks.end.minutes == DAY
    return DAY if is_midnight else minutes % DAY
