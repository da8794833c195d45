"""When the entries of a page are: days resolved, halves of the day decided, slips of am and pm repaired.

Gives moments in UTC. Every date that the page does not state, and every repair, becomes a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from schedule.formats._clock import DAY, HALF_DAY, at, counts_to_24, settle
from schedule.formats._days import Day, find_day, weekday_after
from schedule.formats._draft import end_of
from schedule.formats._instants import instant
from schedule.formats._notes import Notes
from schedule.formats._pages.marks import OPEN_CHOICE, DayMark, Entry
from schedule.formats._pages.zones import choose_zone, compare
from schedule.formats._source import Context
from schedule.formats._zones import decide

_YEAR = re.compile(r"(?<![\d./-])(20\d\d)(?![\d/-])|['’](\d\d)\b(?!:)")
# Dates beside these words are not the event's.
_OTHER_DATES = re.compile(
    r"deadline|submi|\bdue\b|notif|camera|regist|posted|updated|publish|copyright|©|anywhere on earth|aoe|call for",
    re.IGNORECASE,
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Times = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Prose:
    """What the page says around its entries, piece by piece with its place: there stand years, dates and zones."""

    pieces: tuple[tuple[str, str], ...]
    zones: tuple[tuple[str, str], ...] = ()  # all texts of the page, where a zone may stand beside a time

    def year(self) -> int | None:
        """The only year that the page names; None where it names several."""
        years = {
            int(full or f"20{short}")
            for _, text in self.pieces
            if not _OTHER_DATES.search(text)
            for full, short in _YEAR.findall(text)
        }
        return years.pop() if len(years) == 1 else None

    def date(self) -> tuple[str, date] | None:
        """The only day that the page names, and where; None where it names several or leaves a choice."""
        found: dict[date, str] = {}
        for where, text in self.pieces:
            day = None if _OTHER_DATES.search(text) else find_day(text)
            if day is not None and OPEN_CHOICE.search(text):
                return None
            if day is not None and (full := day.on(self.year())) is not None:
                found.setdefault(full, where)
        return next(((where, day) for day, where in found.items()), None) if len(found) == 1 else None


class Timekeeper:
    """Places the entries of one page in time."""

    def __init__(self, source: str, prose: Prose, context: Context, notes: Notes) -> None:
        self._source = source
        self._prose = prose
        self._context = context
        self._notes = notes
        self._page_date = prose.date()
        self.zone: ZoneInfo = ZoneInfo("UTC")

    def place(self, entries: list[Entry]) -> list[Times]:
        """Raises ScheduleError where a needed date or zone is neither on the page nor in the context."""
        stamps = [_fraction_cut(entry.stamp) for entry in entries if entry.stamp]
        clocks = [entry for entry in entries if entry.when is not None and not entry.stamp]
        said = None
        if clocks:
            self.zone, said = choose_zone(self._source, self._prose.zones, self._context, self._notes)
        timing = None
        if stamps:
            # People who write stamps by hand write the clock on the wall, and +00:00 where the tool wants an offset.
            timing = decide(self._source, stamps, self._context, self._notes, writes_venue_clock=True)
        if timing is not None and not clocks:
            self.zone = timing.zone
        placed: dict[int, Times] = {}
        days = self._by_day(clocks)
        self._compare_days(list(days))
        for day, members in days.items():
            compare(said, self.zone, day, self._notes)
            placed.update(self._settled(day, members, is_24h=_is_24h(clocks)))
        for entry in entries:
            if entry.stamp and timing is not None:
                start = timing.read(_fraction_cut(entry.stamp))
                end = timing.read(entry.end_stamp) if entry.end_stamp else end_of(start, entry.length)
                placed[id(entry)] = start, end
        return [placed.get(id(entry), (None, None)) for entry in entries]

    def _by_day(self, clocks: list[Entry]) -> dict[date, list[Entry]]:
        days: dict[date, list[Entry]] = {}
        for entry in clocks:
            days.setdefault(self._date(entry.day, entry.where), []).append(entry)
        return days

    def _date(self, mark: DayMark | None, where: str) -> date:
        place = f"{self._source}: {where}"
        if mark is None:
            return self._first_day(place)
        if mark.day is not None and mark.day.month is not None:
            return self._named_date(mark.day, mark.where, place)
        first = self._first_day(place)
        if mark.ordinal is not None:
            return first + timedelta(days=min(mark.ordinal, 60) - 1)
        return weekday_after(first, mark.day.weekday or 0) if mark.day is not None else first

    def _first_day(self, place: str) -> date:
        if self._context.day is not None:
            self._compare_dates(self._context.day)
            return self._context.day
        if self._page_date is None:
            return self._context.need_day(place)
        where, day = self._page_date
        self._notes.guessed(where, f"the programme names no day; used {day.isoformat()}, which the page names")
        return day

    def _compare_dates(self, day: date) -> None:
        if self._page_date is not None and self._page_date[1] != day:
            where, other = self._page_date
            self._notes.warning(where, f"the page names {other.isoformat()}; used {day.isoformat()} as configured")

    def _compare_days(self, days: list[date]) -> None:
        """Says so where the configured date is none of those that the page names."""
        day = self._context.day
        if day is not None and days and not min(days) <= day <= max(days):
            self._notes.warning(
                "page", f"begins on {min(days).isoformat()}; the configured date {day.isoformat()} is not used"
            )

    def _named_date(self, day: Day, where: str, place: str) -> date:
        year = self._context.day.year if self._context.day is not None else self._prose.year()
        found = day.on(year)
        if found is None:
            return self._context.need_day(place)
        if day.year is None and self._context.day is None:
            self._notes.guessed("page", f"its days name no year; used {found.year}, which the page names")
        if day.weekday is not None and day.weekday != found.weekday():
            said, real = _WEEKDAYS[day.weekday], _WEEKDAYS[found.weekday()]
            self._notes.warning(where, f"the page says {said}, but {found.isoformat()} is a {real}; used the date")
        return found

    def _settled(self, day: date, entries: list[Entry], *, is_24h: bool) -> Iterable[tuple[int, Times]]:
        ranges = [entry.when for entry in entries if entry.when is not None]
        minutes = self._repaired(entries, settle(ranges, is_24h=is_24h))
        for entry, (start, end) in zip(entries, minutes, strict=True):
            starts_at = at(day, start, self.zone)
            yield id(entry), (starts_at, end_of(starts_at, entry.length) if end is None else at(day, end, self.zone))

    def _repaired(self, entries: list[Entry], minutes: list[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
        """Slips of am and pm: half a day added or taken where only that fits between the neighbours."""
        repaired: list[tuple[int, int | None]] = []
        for number, (written, end) in enumerate(minutes):
            before = repaired[-1][0] if repaired else 0
            after = minutes[number + 1][0] if number + 1 < len(minutes) else DAY
            start = self._fitting(entries[number], written, before, after)
            until = None if end is None else end + start - written
            if until is not None and until - start > HALF_DAY and until >= DAY:
                self._warn(entries[number], until, until - HALF_DAY)
                until -= HALF_DAY
            repaired.append((start, until))
        return repaired

    def _fitting(self, entry: Entry, start: int, before: int, after: int) -> int:
        if before <= start <= after or not _has_half(entry):
            return start
        for other in (start + HALF_DAY, start - HALF_DAY):
            if before <= other <= after:
                self._warn(entry, start, other)
                return other
        return start

    def _warn(self, entry: Entry, written: int, used: int) -> None:
        self._notes.warning(
            entry.where, f"{_clock(written)} does not fit its surroundings; read as {_clock(used)}: am and pm mistaken"
        )


def _is_24h(entries: list[Entry]) -> bool:
    return counts_to_24(entry.when for entry in entries if entry.when is not None)


def _has_half(entry: Entry) -> bool:
    return entry.when is not None and entry.when.start.half is not None


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _fraction_cut(stamp: str) -> str:
    return stamp if instant(stamp) else stamp[:16]
