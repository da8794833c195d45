"""Clock times as people write them: `8:30 a.m.`, `20:15`, `9h30`, `24:00`, `11:40-1:00 PM`; one place for all formats.

Works on text and minutes since midnight. Knows no days and no zones, except in `at`, which joins all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from schedule.models import ScheduleError

Half = Literal["am", "pm"]

HALF_DAY = 12 * 60
DAY = 24 * 60
# Programmes begin at seven or later: a first `1:30` without am or pm is the afternoon's.
EARLIEST = 7 * 60

_CLOCK = (
    r"(?:(?P<{0}hour>\d{{1,2}})(?:\s?[:.：](?!\s\d{{1,2}}[:.]\d)\s?(?P<{0}minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"|\s?h\s?(?P<{0}minute_h>[0-5]\d)?(?![a-z])|(?P<{0}bare>))"
    r"(?:\s?(?P<{0}half>[ap](?:\.\s?m\.?|m\b\.?))|\s?(?P<{0}unit>uhr|o'clock|noon|hrs?|h)\b)?"
    r"|(?P<{0}word>noon|midday|midnight))"
)
_DASH = r"\s*(?:-{1,3}|[‐-―−~〜～]|\bto\b|\buntil\b|\btill?\b|\bbis\b|→)\s*"
_ONE = re.compile(_CLOCK.format("a_"), re.IGNORECASE)
_RANGE = re.compile(
    rf"(?<![\d:.])(?P<start>{_CLOCK.format('a_')})(?:{_DASH}{_CLOCK.format('b_')})?(?!\d|[:.]\d)", re.IGNORECASE
)
_DIGITS = re.compile(r"([01]\d|2[0-3])([0-5]\d)\Z")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written: 24 hours where `half` is None, though 1 to 12 may then still mean either half."""

    hour: int
    minute: int = 0
    half: Half | None = None

    @property
    def is_open(self) -> bool:
        """Whether only its surroundings tell if morning or afternoon is meant."""
        return self.half is None and 1 <= self.hour <= 12

    @property
    def minutes(self) -> int:
        """Since midnight, as written; `24:00` is 1440."""
        if self.half is None:
            return self.hour * 60 + self.minute
        return (self.hour % 12) * 60 + self.minute + (HALF_DAY if self.half == "pm" else 0)


@dataclass(frozen=True, slots=True)
class ClockRange:
    """`9:00 - 9:30`, or only a start. `span` is where it stood in the text."""

    start: Clock
    end: Clock | None = None
    span: tuple[int, int] = (0, 0)


def parse_clock(text: str) -> Clock | None:
    """The one time that makes up the whole text, `0930` included; None where it is no time."""
    text = text.strip()
    if digits := _DIGITS.match(text):
        return Clock(int(digits[1]), int(digits[2]))
    match = _ONE.match(text)
    return _clock(match, "a_", bare_ok=False) if match and match.end() == len(text) else None


def find_range(text: str) -> ClockRange | None:
    """The first time or range of times in a text. A bare number counts only beside a time: `9-9:30am`."""
    for match in _RANGE.finditer(text):
        end = _clock(match, "b_", bare_ok=False)
        start = _clock(match, "a_", bare_ok=end is not None)
        if start is None:
            continue
        if end is None and not text[match.end() :].strip():
            end = _clock(match, "b_", bare_ok=True)  # `8:30 to 9`, but not `8:30 - 9 years of ...`
        return ClockRange(start, end, match.span() if end else match.span("start"))
    return None


def settle(ranges: Sequence[ClockRange], *, is_24h: bool = False) -> list[tuple[int, int | None]]:
    """Minutes since midnight of one day's ranges in their order of appearance.

    Decides for each time without am or pm which half of the day is meant. An end after midnight lies above 1440.
    `is_24h` says that other days of the same source count to 24.
    """
    is_24h = is_24h or counts_to_24(ranges)
    settled: list[tuple[int, int | None]] = []
    before: int | None = None
    for item in ranges:
        start = _start(item, before, is_24h=is_24h)
        settled.append((start, _end(item, start, is_24h=is_24h)))
        before = start
    return settled


def counts_to_24(ranges: Iterable[ClockRange]) -> bool:
    """Whether one of these times can only be read on a clock of 24 hours: `13:30`."""
    clocks = (clock for item in ranges for clock in (item.start, item.end) if clock is not None)
    return any(clock.half is None and (clock.hour > 12 or clock.hour == 0) for clock in clocks)


def at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The moment in UTC at which a clock in `zone` shows so many minutes after the midnight that begins `day`.

    Raises ScheduleError at the edges of the calendar.
    """
    try:
        local = datetime.combine(day, time()) + timedelta(minutes=minutes)
        return local.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError):
        raise ScheduleError(f"the date {day.isoformat()} is out of reach; correct the year") from None


def _clock(match: re.Match[str], prefix: str, *, bare_ok: bool) -> Clock | None:
    if word := match[prefix + "word"]:
        return Clock(24 if word.lower() == "midnight" else 12)
    if match[prefix + "hour"] is None:
        return None
    hour, half = int(match[prefix + "hour"]), match[prefix + "half"]
    is_bare = match[prefix + "bare"] is not None and not half and not match[prefix + "unit"]
    minute = int(match[prefix + "minute"] or match[prefix + "minute_h"] or 0)
    if (is_bare and not bare_ok) or hour > 24 or (hour == 24 and minute):
        return None
    if half is None or hour > 12 or hour == 0:  # `14:00 pm` and `0:30 am` say the same without the mark
        return Clock(hour, minute)
    return Clock(hour, minute, "am" if half[0] in "aA" else "pm")


def _start(item: ClockRange, before: int | None, *, is_24h: bool) -> int:
    start, end = item.start, item.end
    if not start.is_open or is_24h:
        return start.minutes
    if end is not None and end.half is not None:
        same = Clock(start.hour, start.minute, end.half).minutes
        other = Clock(start.hour, start.minute, "am" if end.half == "pm" else "pm").minutes
        return same if same <= end.minutes else other
    morning = start.minutes
    if start.hour == 12:
        return morning
    if morning < EARLIEST:
        return morning + HALF_DAY
    if before is not None and abs(morning + HALF_DAY - before) <= abs(morning - before):
        return morning + HALF_DAY
    return morning


def _end(item: ClockRange, start: int, *, is_24h: bool) -> int | None:
    if item.end is None:
        return None
    step = HALF_DAY if item.end.is_open and not is_24h else DAY
    end = item.end.minutes
    while end < start:
        end += step
    return end
