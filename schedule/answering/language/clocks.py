"""Clock times as people write them: `14:00`, `2pm`, `half past nine`, `between 1 and 2`, a bare `at 2`.

Reads canonical words (see `lexicon`); which half of the day a bare hour means, `moments` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from schedule.answering.language.reading import Reading, whole_words


class Bound(StrEnum):
    """How a clock time limits what is asked for."""

    AT = "at"
    FROM = "from"
    UNTIL = "until"
    BETWEEN = "between"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `bare`: an hour from 1 to 12 that may mean either half of the day."""

    hour: int
    minute: int = 0
    bare: bool = False


_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
NUMBERS = {word: number for number, word in enumerate(_WORDS.split(" "))} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fortyfive": 45, "quarter": 15, "half": 30, "a": 1, "an": 1,
}  # fmt: skip


def to_number(text: str) -> int:
    """A number in digits or in words."""
    return NUMBERS[text] if text in NUMBERS else int(text)


def read_clocks(reading: Reading) -> tuple[tuple[Clock, ...], Bound]:
    """Takes one clock time, or the two of a stretch, out of the reading; empty where there is none."""
    if reading.said(_OR) and (either := _CHOICE.search(reading.text)) is not None and _says_clock(either[0]):
        reading.blank(either.start(), either.end())
        half = (either["bh"] or "").strip() or None
        clocks = (_hours(either["a"], either["ah"] or half), _hours(either["b"], half or either["ah"]))
        return tuple(clock for clock in clocks if clock is not None), Bound.EITHER
    if found := reading.take(_DASHED):
        return _between(_hours(found[1], found[3]), _hours(found[2], found[3]))
    if _says_range(reading) and (found := reading.take(_RANGE)):
        half = (found["bh"] or "").strip() or None
        return _between(_hours(found["a"], found["ah"] or half), _hours(found["b"], half or found["ah"]))
    for pattern in (_SPOKEN, _EXACT, _TWELVE, _HOUR_MINUTE, _OCLOCK, _NOON, _BARE, _HOUR_OF_PART):
        told = pattern.search(reading.text)
        clock = _clock(pattern, told) if told is not None and _is_time(pattern, told) else None
        if told is None or clock is None:
            continue
        reading.blank(told.start(), told.end())
        groups = told.groupdict()
        return (clock,), _BOUNDS.get(groups.get("rel") or "", Bound.AT)
    return (), Bound.AT


def _says_clock(text: str) -> bool:
    return re.search(r"\d[:.h]\d|\d ?[ap]m(?![^ ])|^(?:at|around) ", text) is not None


def _says_range(reading: Reading) -> bool:
    found = _RANGE.search(reading.text)
    if found is None:
        return False
    return bool(
        re.match(r"between |from ", found[0]) or found["ah"] or found["bh"] or re.search(r"\d[:.h]\d", found[0])
    )


def _is_time(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    if pattern is _SPOKEN:  # `five nine` is no time, `half nine` and `five to nine` are
        return bool(found["dir"]) or found["m"] == "half"
    return True


_BOUNDS = {
    "after": Bound.FROM, "from": Bound.FROM, "since": Bound.FROM, "past": Bound.FROM, "from about": Bound.FROM,
    "starting at": Bound.AT, "before": Bound.UNTIL, "until": Bound.UNTIL, "by": Bound.UNTIL,
}  # fmt: skip


def _between(start: Clock | None, end: Clock | None) -> tuple[tuple[Clock, ...], Bound]:
    if start is None or end is None:
        return (), Bound.AT
    return (start, end), Bound.BETWEEN


def _hours(text: str, half: str | None) -> Clock | None:
    hour, _, minute = re.sub(r"(?<=\d)[.h]", ":", text).partition(":")
    return _make(to_number(hour), int(minute or 0), (half or "").strip())


def _clock(pattern: re.Pattern[str], found: re.Match[str]) -> Clock | None:
    groups = found.groupdict()
    if groups.get("named"):
        return Clock(12 if groups["named"] == "noon" else 0)
    hour, minute = to_number(groups["h"]), 0
    if pattern is _SPOKEN:
        minute = 25 if groups["m"] == "twenty five" else to_number(groups["m"].removeprefix("a "))
        if groups["dir"] in ("to", "before", "till", "til"):
            hour, minute = (hour - 1) % 24 or 12, 60 - minute
    elif groups.get("m"):
        minute = 45 if groups["m"] in ("forty five", "fortyfive") else to_number(groups["m"])
    spelt = groups.get("half") or next((part for part in found.groups() if part in _HALVES), None) or ""
    return _make(hour, minute, _HALVES.get(spelt, ""), padded=groups["h"].startswith("0"))


_HALVES = {
    "am": "am", "a m": "am", "a": "am", "pm": "pm", "p m": "pm", "p": "pm", "morning": "am", "afternoon": "pm",
    "evening": "pm", "night": "pm",
}  # fmt: skip


def _make(hour: int, minute: int, half: str, *, padded: bool = False) -> Clock | None:
    if hour == 24 and minute == 0:  # noqa: PLR2004 - the end of the day
        hour = 0
    if hour > 23 or minute > 59:  # noqa: PLR2004 - no such time
        return None
    if half in ("am", "pm"):
        return Clock(hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else hour, minute)  # noqa: PLR2004
    return Clock(hour, minute, bare=1 <= hour <= 12 and not padded)  # noqa: PLR2004 - `09:30` is the morning


_E = r"(?![^ ])"  # a word ends
_HOURS = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HALF = r"(?: ?(am|pm|p m|a m)| in the (morning|afternoon|evening)| at (night))?"
_AT = r"(?P<rel>at|around|about|circa|@|after|from|since|past|before|until|by|starting at|from about)"
_NAMED = r"(?P<named>noon|midnight)"
_RANGE = whole_words(
    rf"(?:between |from |in )?(?P<a>{_HOURS}(?:[:.h]\d\d|h)?)(?P<ah> ?(?:am|pm))? ?(?:-|–|to|and|until) ?"
    rf"(?P<b>{_HOURS}(?:[:.h]\d\d|h)?)(?P<bh> ?(?:am|pm|oclock))?"
)
_OR = frozenset({"or"})
_CHOICE = whole_words(
    rf"(?:(?:at|around) )?(?P<a>{_HOURS}(?:[:.h]\d\d)?)(?P<ah> ?(?:am|pm))? or (?:rather )?(?:(?:at|around) )?"
    rf"(?P<b>{_HOURS}(?:[:.h]\d\d)?)(?P<bh> ?(?:am|pm))?"
)
_DASHED = whole_words(r"(\d{1,2})-(\d{1,2})(am|pm)?")
_EXACT = whole_words(rf"(?:{_AT} )?(?:the )?(?P<h>\d{{1,2}})[:.h](?P<m>[0-5]\d)(?::\d\d)?h?{_HALF}(?: oclock)?")
_TWELVE = whole_words(rf"(?:{_AT} )?(?P<h>{_HOURS}) ?(?P<half>am|pm|a m|p m)")
_OCLOCK = whole_words(rf"(?:{_AT} )?(?P<h>{_HOURS}) ?(?:h|oclock|hours sharp){_HALF}")
_SPOKEN = whole_words(
    rf"(?:{_AT} )?(?P<m>half|quarter|a quarter|five|ten|twenty|twenty five|\d{{1,2}})(?: minutes)? "
    rf"(?P<dir>past|to|after|before|till|til)? ?(?P<h>{_HOURS}){_HALF}"
)
_HOUR_MINUTE = whole_words(rf"(?:{_AT} )?(?P<h>{_HOURS}) (?P<m>thirty|fifteen|forty five|fortyfive|twenty){_HALF}")
_NOON = whole_words(rf"(?:{_AT} )?{_NAMED}")
_BARE = whole_words(rf"{_AT} (?P<h>{_HOURS}){_HALF}")
_HOUR_OF_PART = whole_words(
    rf"(?P<h>{_HOURS})(?= (?:in the (morning|afternoon|evening)|tonight|at night|today|tomorrow|tomorrow \w+){_E})"
)
