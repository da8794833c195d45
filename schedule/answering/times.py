"""Time phrases: what a question says about when, not yet tied to a date. `moments` ties it to one.

Reads canonical words (see `lexicon`); knows no schedule and no present moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from schedule.answering.reading import Reading


class Part(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Bound(StrEnum):
    """How a clock time limits what is asked for."""

    AT = "at"
    FROM = "from"
    UNTIL = "until"
    BETWEEN = "between"


class Flow(StrEnum):
    """Time as it stands to the moment of asking."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"
    REMAINING = "remaining"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `bare`: an hour from 1 to 12 that may mean either half of the day."""

    hour: int
    minute: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class DayName:
    """One way of naming a day; exactly one field is set. `ordinal` counts the programme's days, -1 is the last."""

    offset: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    month_day: tuple[int | None, int] | None = None
    exact: date | None = None


@dataclass(frozen=True, slots=True)
class TimePhrase:
    flow: Flow | None = None
    days: tuple[DayName, ...] = ()
    part: Part | None = None
    clocks: tuple[Clock, ...] = ()
    bound: Bound = Bound.AT
    offset: timedelta | None = None  # from the moment of asking
    within: timedelta | None = None  # the next so long

    def __bool__(self) -> bool:
        return self != _EMPTY

    @property
    def only_day(self) -> bool:
        return bool(self.days) and not (self.part or self.clocks or self.flow or self.offset or self.within)


_EMPTY = TimePhrase()


def read_time(reading: Reading, month_days: frozenset[tuple[int, int]] = frozenset()) -> TimePhrase:
    """Takes all time words out of the reading. `month_days`: the programme's dates, which decide what `3.12` means."""
    if not reading.has(_ANY):
        return _EMPTY
    phrase = TimePhrase()
    phrase = _read_offset(reading, phrase)
    phrase = _read_dates(reading, phrase, month_days)
    phrase = _read_clocks(reading, phrase)
    phrase = _read_days(reading, phrase)
    return _read_flow(reading, phrase)


_NUMBERS = {
    word: number
    for number, words in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
    )
    for word in (words,)
} | {"twenty": 20, "thirty": 30, "forty": 40, "fortyfive": 45, "quarter": 15, "half": 30, "a": 1, "an": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_B, _E = r"(?<![^ ])", r"(?![^ ])"  # a word's edges in the canonical text
_NUM = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|an?)"
_DAY = r"(\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth)"
_HOURS = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HALF = r"(?: ?(am|pm|p m|a m)| in the (morning|afternoon|evening)| at (night))?"

_ANY = re.compile(
    rf"\d|{_B}(?:now|next|later|tonight|today|tomorrow|overmorrow|yesterday|morning|afternoon|evening|night|noon|midnight"
    rf"|day|days|remaining|miss|missed|already|past|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    rf"|twelve|{'|'.join(_WEEKDAYS)}|{'|'.join(_MONTHS)}){_E}"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(f"{_B}(?:{text}){_E}")


_IN = _pattern(rf"(?:in|within) (?:about |around |like )?{_NUM} (minutes|hours)(?: from now| time)?")
_AGO = _pattern(rf"{_NUM} (minutes|hours) (?:ago|earlier|from now)")
_NEXT_SPAN = _pattern(rf"(?:in |within |for |during |over )?(?:the )?next (?:{_NUM} )?(minutes|hours)")
_ISO = re.compile(rf"{_B}(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_E}")
_DOTTED = re.compile(rf"{_B}(\d{{1,2}})[./](\d{{1,2}})(?:[./](?:20)?\d\d)?{_E}")
_DAY_MONTH = _pattern(rf"(?:on |the )*{_DAY} (?:of )?({'|'.join(_MONTHS)})(?: 20\d\d)?")
_MONTH_DAY = _pattern(rf"(?:on |the )*({'|'.join(_MONTHS)}) (?:the )?{_DAY}(?: 20\d\d)?")
_NTH = _pattern(r"(?:on )?the (\d{1,2})(?:st|nd|rd|th)|(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)")

_AT = r"(?P<rel>at|around|about|circa|@|after|from|since|past|before|until|by|starting at|from about)"
_NAMED = r"(?P<named>noon|midnight)"
_RANGE = _pattern(
    rf"(?:between |from |in )?(?P<a>{_HOURS}(?:[:.h]\d\d)?)(?P<ah> ?(?:am|pm))? ?(?:-|–|to|and|until) ?"
    rf"(?P<b>{_HOURS}(?:[:.h]\d\d)?)(?P<bh> ?(?:am|pm|oclock))?"
)
_DASHED = re.compile(rf"{_B}(\d{{1,2}})-(\d{{1,2}})(am|pm)?{_E}")
_EXACT = _pattern(rf"(?:{_AT} )?(?:the )?(?P<h>\d{{1,2}})[:.h](?P<m>[0-5]\d)(?::\d\d)?h?{_HALF}(?: oclock)?")
_TWELVE = _pattern(rf"(?:{_AT} )?(?P<h>{_HOURS}) ?(?P<half>am|pm|a m|p m|p|a)")
_OCLOCK = _pattern(rf"(?:{_AT} )?(?P<h>{_HOURS}) ?(?:h|oclock|hours sharp){_HALF}")
_SPOKEN = _pattern(
    rf"(?:{_AT} )?(?P<m>half|quarter|a quarter|five|ten|twenty|twenty five|\d{{1,2}})(?: minutes)? "
    rf"(?P<dir>past|to|after|before|till|til)? ?(?P<h>{_HOURS}){_HALF}"
)
_HOUR_MINUTE = _pattern(rf"(?:{_AT} )?(?P<h>{_HOURS}) (?P<m>thirty|fifteen|forty five|fortyfive|twenty){_HALF}")
_NOON = _pattern(rf"(?:{_AT} )?{_NAMED}")
_BARE = _pattern(rf"{_AT} (?P<h>{_HOURS}){_HALF}")
_HOUR_OF_PART = _pattern(
    rf"(?P<h>{_HOURS})(?= (?:in the (?:morning|afternoon|evening)|tonight|at night|today|tomorrow|tomorrow \w+){_E})"
)


def _read_offset(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    if found := reading.take(_NEXT_SPAN):
        return replace(phrase, within=_duration(found[1] or "1", found[2]))
    if found := reading.take(_IN):
        return replace(phrase, offset=_duration(found[1], found[2]))
    if found := reading.take(_AGO):
        return replace(phrase, offset=-_duration(found[1], found[2]))
    return phrase


def _duration(number: str, unit: str) -> timedelta:
    count = _NUMBERS[number] if number in _NUMBERS else int(number)
    return timedelta(minutes=count) if unit == "minutes" else timedelta(hours=count)


def _read_dates(reading: Reading, phrase: TimePhrase, month_days: frozenset[tuple[int, int]]) -> TimePhrase:
    if found := reading.take(_ISO):
        day = _date(int(found[1]), int(found[2]), int(found[3]))
        return replace(phrase, days=(DayName(exact=day) if day else DayName(ordinal=0),))
    if found := _DOTTED.search(reading.text):
        named = _dotted(int(found[1]), int(found[2]), month_days)
        if named:
            reading.blank(found.start(), found.end())
            return replace(phrase, days=(DayName(month_day=named),))
    if found := reading.take(_DAY_MONTH):
        return replace(phrase, days=(DayName(month_day=(_MONTHS.index(found[2]) + 1, _day(found[1]))),))
    if found := reading.take(_MONTH_DAY):
        return replace(phrase, days=(DayName(month_day=(_MONTHS.index(found[1]) + 1, _day(found[2]))),))
    if found := reading.take(_NTH):
        return replace(phrase, days=(DayName(month_day=(None, int(found[1] or found[2]))),))
    return phrase


def _day(text: str) -> int:
    return _ORDINALS[text] if text in _ORDINALS else int(text.rstrip("stndrh"))


def _dotted(one: int, two: int, month_days: frozenset[tuple[int, int]]) -> tuple[int, int] | None:
    """(month, day) of `29.12` or `12/29`; None where it is rather a clock time."""
    for month, day in ((two, one), (one, two)):
        if (month, day) in month_days:
            return month, day
    return (two, one) if 24 <= one <= 31 and 1 <= two <= 12 else None  # noqa: PLR2004 - no hour, but a day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_clocks(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    if found := reading.take(_DASHED):
        return _between(phrase, _hours(found[1], found[3]), _hours(found[2], found[3]))
    if _says_range(reading) and (found := reading.take(_RANGE)):
        half = (found["bh"] or "").strip() or None
        return _between(phrase, _hours(found["a"], found["ah"] or half), _hours(found["b"], half or found["ah"]))
    for pattern in (_SPOKEN, _EXACT, _TWELVE, _HOUR_MINUTE, _OCLOCK, _NOON, _BARE, _HOUR_OF_PART):
        found = pattern.search(reading.text)
        if found is None or not _is_time(pattern, found):
            continue
        clock = _clock(pattern, found)
        if clock is None:
            continue
        reading.blank(found.start(), found.end())
        groups = found.groupdict()
        return replace(phrase, clocks=(clock,), bound=_BOUNDS.get(groups.get("rel") or "", Bound.AT))
    return phrase


def _says_range(reading: Reading) -> bool:
    found = _RANGE.search(reading.text)
    if found is None:
        return False
    return bool(
        re.match(r"between |from ", found[0]) or found["ah"] or found["bh"] or re.search(r"\d[:.h]\d", found[0])
    )


def _is_time(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    if pattern is _SPOKEN:  # `five nine` is no time, `half nine` and `five to nine` are
        return bool(found["dir"]) or found["m"] in ("half",)
    return True


_BOUNDS = {
    "after": Bound.FROM, "from": Bound.FROM, "since": Bound.FROM, "past": Bound.FROM, "from about": Bound.FROM,
    "starting at": Bound.AT, "before": Bound.UNTIL, "until": Bound.UNTIL, "by": Bound.UNTIL,
}  # fmt: skip


def _between(phrase: TimePhrase, start: Clock | None, end: Clock | None) -> TimePhrase:
    if start is None or end is None:
        return phrase
    return replace(phrase, clocks=(start, end), bound=Bound.BETWEEN)


def _hours(text: str, half: str | None) -> Clock | None:
    hour, _, minute = re.sub(r"(?<=\d)[.h]", ":", text).partition(":")
    return _make(_number(hour), int(minute or 0), (half or "").strip())


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def _clock(pattern: re.Pattern[str], found: re.Match[str]) -> Clock | None:
    groups = found.groupdict()
    if groups.get("named"):
        return Clock(12 if groups["named"] == "noon" else 0)
    hour, minute = _number(groups["h"]), 0
    if pattern is _SPOKEN:
        minute = 25 if groups["m"] == "twenty five" else _number(groups["m"].removeprefix("a "))
        if groups["dir"] in ("to", "before", "till", "til"):
            hour, minute = (hour - 1) % 24 or 12, 60 - minute
    elif groups.get("m"):
        minute = 45 if groups["m"] in ("forty five", "fortyfive") else _number(groups["m"])
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


_ORDINAL_DAY = _pattern(r"(?:on )?(?:the )?(first|second|third|fourth|fifth|last) day|(?:on )?(?:the )?last_long day")
_DAY_NUMBER = _pattern(r"(?:on )?days? (\d{1,2}|one|two|three|four|five|six|seven)(?! minutes)")
_NEXT_DAY = _pattern(r"(?:on )?(?:the )?next day")
_WEEKDAY = _pattern(rf"(?:on )?(?:the |this |next |last )?({'|'.join(_WEEKDAYS)})(?: the)?")
_RELATIVE = _pattern(r"(?:for )?(today|tomorrow|overmorrow|yesterday|tonight)")
_LAST_NIGHT = _pattern("last night")
_PART = _pattern(r"(?:in |during |on |for |of )?(?:the |late |early )*(morning|afternoon|evening|night)")


def _read_days(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    days = list(phrase.days)
    part = phrase.part
    if reading.take(_LAST_NIGHT):
        days.append(DayName(offset=-1))
        part = Part.EVENING
    if reading.take(_NEXT_DAY):
        days.append(DayName(offset=1))
    days += [DayName(ordinal=_number(found[1])) for found in reading.take_all(_DAY_NUMBER)]
    days += [DayName(ordinal=_ORDINALS[found[1] or "last"]) for found in reading.take_all(_ORDINAL_DAY)]
    days += [DayName(weekday=_WEEKDAYS.index(found[1])) for found in reading.take_all(_WEEKDAY)]
    for found in reading.take_all(_RELATIVE):
        if found[1] == "tonight":
            part = Part.NIGHT
        days.append(DayName(offset=_OFFSETS[found[1]]))
    if found := reading.take(_PART):
        part = Part.NIGHT if found[1] == "night" else Part(found[1])
    return replace(phrase, days=tuple(dict.fromkeys(days)), part=part)


_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "overmorrow": 2, "yesterday": -1}

_NOW = _pattern("(?:on )?(?:right )?now")
_MISSED = _pattern("(?:i |we )?(?:have |do )?(?:miss|missed)|so far")
_REMAINING = _pattern("(?:for )?(?:the )?remaining(?: of)?")
_LATER = _pattern("later")
_NEXT = _pattern("(?:the )?next")


def _read_flow(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    for pattern, flow in (
        (_NOW, Flow.NOW),
        (_MISSED, Flow.PAST),
        (_REMAINING, Flow.REMAINING),
        (_LATER, Flow.LATER),
        (_NEXT, Flow.NEXT),
    ):
        if reading.take(pattern):
            return replace(phrase, flow=flow)
    return phrase
