"""Time phrases: what a question says about when, not yet tied to a date. `moments` ties it to one.

Reads canonical words (see `language.lexicon`); knows no schedule and no present moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from schedule.answering.language.clocks import Bound, Clock, read_clocks, to_number
from schedule.answering.language.reading import Reading, whole_words


class Part(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Flow(StrEnum):
    """Time as it stands to the moment of asking."""

    NOW = "now"
    NEXT = "next"
    NOW_NEXT = "now and next"
    LATER = "later"
    REMAINING = "remaining"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class DayName:
    """One way of naming a day; exactly one field is set. `ordinal` counts the programme's days, -1 is the last.

    `offset` counts from today, `shift` from the day that was spoken of.
    """

    offset: int | None = None
    shift: int | None = None
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
    shifted: bool = False  # rather from the moment that was spoken of, if any was
    within: timedelta | None = None  # the next so long

    def __bool__(self) -> bool:
        return self is not ALWAYS and self != ALWAYS

    @property
    def only_day(self) -> bool:
        return bool(self.days) and not (self.part or self.clocks or self.flow or self.offset or self.within)


ALWAYS = TimePhrase()  # says nothing about the time


def read_time(reading: Reading, month_days: frozenset[tuple[int, int]] = frozenset()) -> TimePhrase:
    """Takes all time words out of the reading. `month_days`: the programme's dates, which tell what `3.12` means."""
    if not (reading.said(_WORDS) or reading.numeric()) or not reading.has(_ANY):
        return ALWAYS
    phrase = TimePhrase()
    phrase = _read_offset(reading, phrase)
    phrase = _read_dates(reading, phrase, month_days)
    clocks, bound = read_clocks(reading)
    phrase = replace(phrase, clocks=clocks, bound=bound)
    phrase = _read_days(reading, phrase)
    return _read_flow(reading, phrase)


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_NUM = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|an?)"
_DAY = r"(\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth)"

_WORDS = frozenset({
    "now", "now_next", "next", "later", "tonight", "today", "tomorrow", "overmorrow", "yesterday", "morning",
    "afternoon", "evening", "night", "noon", "midnight", "day", "days", "remaining", "earlier", "miss", "missed",
    "already", "weekend", "past", "half", "quarter", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "eleven", "twelve",
    *_WEEKDAYS, *_MONTHS,
})  # fmt: skip
_ANY = re.compile(rf"\d|(?<![^ ])(?:{'|'.join(sorted(_WORDS))})(?![^ ])")

_IN = whole_words(
    rf"(?:in|within) (?:about |around |like )?{_NUM} (minutes|hours)(?: from now| time)?"
    rf"|{_NUM} (minutes|hours) from now"
)
_AGO = whole_words(rf"{_NUM} (minutes|hours) ago")
_SHIFT = whole_words(
    rf"(?:about |around |like )?(?:{_NUM} (minutes|hours)|(\d{{1,2}})h)"
    r" (?:(later|after(?: (?:that|this|it))?)|earlier|before(?: (?:that|this|it))?)(?= *$| in | on | there )"
)
_NEXT_SPAN = whole_words(
    rf"(?:in |within |for |during |over )?(?:the )?next (?:{_NUM} )?(minutes|hours)"
    rf"|(?:in |within )(?:under|less than|at most|max|maximum) {_NUM} (minutes|hours)"
)
# The weekday beside a date says nothing more, and names no other day.
_NAMED = rf"(?:(?:on )?(?:{'|'.join(_WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun) )?"
_ISO = whole_words(_NAMED + r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = whole_words(_NAMED + r"(\d{1,2})[./](\d{1,2})(?:[./](?:20)?\d\d)?")
_DAY_MONTH = whole_words(rf"{_NAMED}(?:on |the )*{_DAY} (?:of )?({'|'.join(_MONTHS)})(?: 20\d\d)?")
_MONTH_DAY = whole_words(rf"{_NAMED}(?:on |the )*({'|'.join(_MONTHS)}) (?:the )?{_DAY}(?: 20\d\d)?")
_ON_NTH = whole_words(
    r"on the (first|second|third|fourth|fifth)(?= (?:at|in the|from|after|before|between|around) | *$)"
)
_NTH = whole_words(_NAMED + r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)")


def _read_offset(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    if found := reading.take(_NEXT_SPAN):
        return replace(phrase, within=_duration(found[1] or found[3] or "1", found[2] or found[4]))
    if found := reading.take(_IN):
        return replace(phrase, offset=_duration(found[1] or found[3], found[2] or found[4]))
    if found := reading.take(_AGO):
        return replace(phrase, offset=-_duration(found[1], found[2]))
    if found := reading.take(_SHIFT):
        length = _duration(found[1] or found[3], found[2] or "hours")
        return replace(phrase, offset=length if found[4] else -length, shifted=True)
    return phrase


def _duration(number: str, unit: str) -> timedelta:
    count = to_number(number)
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
    if found := reading.take(_ON_NTH) or reading.take(_NTH):
        number = _day(next(text for text in found.groups() if text))
        return replace(phrase, days=(DayName(month_day=(None, number)),))
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


_ORDINAL_DAY = whole_words(
    r"(?:on )?(?:the )?(first|second|third|fourth|fifth|last) day|(?:on )?(?:the )?last_long day"
)
_DAY_NUMBER = whole_words(r"(?:on )?(?:all )?days? (\d{1,2}|one|two|three|four|five|six|seven)(?! minutes)")
_NEXT_DAY = whole_words(
    r"(?:on )?(?:the )?(?:next|following) day"
    r"|(?:on )?(?:the |a |one )?day (?:after|later)(?: (?:that|this|it))?(?= *$| in )"
)
_DAY_BEFORE = whole_words(
    r"(?:on )?(?:the )?previous day|(?:on )?(?:the |a |one )?day (?:before|earlier)(?: (?:that|this|it))?(?= *$| in )"
)
_WEEKDAY = whole_words(
    rf"(?:on )?(?:all )?(?:the |this |next |last )?({'|'.join(_WEEKDAYS)}|(?:sat|sun)(?= [·\d]))(?: the)?"
)
_WEEKEND = whole_words(r"(?:on |at |over |for )?(?:all )?(?:the |this )?(?:whole )?weekend")
_RELATIVE = whole_words(r"(?:for )?(?:all )?(today|tomorrow|overmorrow|yesterday|tonight)")
_NOT = frozenset({"not"})
_NOT_DAY = whole_words(
    rf"(?:but |and )?not (?:for |on |the |this )*(?:today|tonight|tomorrow|yesterday|overmorrow|{'|'.join(_WEEKDAYS)})"
)
_DAYS = whole_words(rf"today|tonight|tomorrow|yesterday|overmorrow|{'|'.join(_WEEKDAYS)}")
_LAST_NIGHT = whole_words("last night")
_PART = whole_words(r"(?:in |during |on |for |of )?(?:all )?(?:the |late |early )*(morning|afternoon|evening|night)")


def _read_days(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    days = list(phrase.days)
    part = phrase.part
    if reading.said(_NOT) and len(_DAYS.findall(reading.text)) > 1:
        reading.take(_NOT_DAY)  # `tomorrow, not today`
    if reading.take(_LAST_NIGHT):
        days.append(DayName(offset=-1))
        part = Part.EVENING
    if reading.take(_NEXT_DAY):
        days.append(DayName(shift=1))
    elif reading.take(_DAY_BEFORE):
        days.append(DayName(shift=-1))
    days += [DayName(ordinal=to_number(found[1])) for found in reading.take_all(_DAY_NUMBER)]
    days += [DayName(ordinal=_ORDINALS[found[1] or "last"]) for found in reading.take_all(_ORDINAL_DAY)]
    days += [DayName(weekday=_weekday(found[1])) for found in reading.take_all(_WEEKDAY)]
    if reading.take(_WEEKEND):
        days += [DayName(weekday=5), DayName(weekday=6)]
    for relative in reading.take_all(_RELATIVE):
        if relative[1] == "tonight":
            part = Part.NIGHT
        days.append(DayName(offset=_OFFSETS[relative[1]]))
    if told := reading.take(_PART):
        part = Part.NIGHT if told[1] == "night" else Part(told[1])
    return replace(phrase, days=tuple(dict.fromkeys(days)), part=part)


def _weekday(name: str) -> int:
    return next(number for number, day in enumerate(_WEEKDAYS) if day.startswith(name))


_OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "overmorrow": 2, "yesterday": -1}

_NOW_NEXT = whole_words("now_next")
_NOW = whole_words("(?:on )?(?:right )?now")
_MISSED = whole_words("(?<!not )(?:i |we )?(?:have |do )?(?<!not )(?:miss|missed)|so far|earlier")
_REMAINING = whole_words("(?:for )?(?:the )?remaining(?: of)?")
_LATER = whole_words("later")
_NEXT = whole_words("(?:the )?next")


def _read_flow(reading: Reading, phrase: TimePhrase) -> TimePhrase:
    for pattern, flow in (
        (_NOW_NEXT, Flow.NOW_NEXT),
        (_NOW, Flow.NOW),
        (_MISSED, Flow.PAST),
        (_REMAINING, Flow.REMAINING),
        (_LATER, Flow.LATER),
        (_NEXT, Flow.NEXT),
    ):
        if reading.take(pattern):
            return replace(phrase, flow=flow)
    return phrase
