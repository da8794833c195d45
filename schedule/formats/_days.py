"""Calendar days as people write them: `2022-9-12`, `Friday, May 3`, `5/3/2019`, `3. Mai 2019`, `Sat`.

Text in, days out. Chooses no year or weekday's date by itself: the caller says near which day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# English, German, French, Spanish, Italian and Portuguese; three letters tell most of them apart.
_MONTHS = (
    "january jan januar janvier janv enero ene gennaio gen janeiro",
    "february feb februar fevrier fevr fev febrero febbraio fevereiro",
    "march mar märz marz mrz mars marzo março",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août aout agosto ago",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre diciembre dic dicembre dezembro",
)
_WEEKDAYS = (
    "monday mon montag lundi lunes lunedì lunedi segunda-feira segunda",
    "tuesday tue tues dienstag mardi martes martedì martedi terça-feira terça",
    "wednesday wed mittwoch mercredi miércoles miercoles mercoledì mercoledi quarta-feira quarta",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì giovedi quinta-feira quinta",
    "friday fri freitag vendredi viernes venerdì venerdi sexta-feira sexta",
    "saturday sat samstag sonnabend samedi sábado sabado sabato",
    "sunday sun sonntag dimanche domingo domenica",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}

_WORD = r"[^\W\d_]{3,10}"
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_MONTH_FIRST = re.compile(
    rf"\b({_WORD})[.,]?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:\s*,?\s*(\d{{4}})\b)?", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<![\d:])(\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s+(?:of |de )?({_WORD})\b\.?(?:\s*,?\s*(?:de )?(\d{{4}})\b)?",
    re.IGNORECASE,
)
_WEEKDAY_WORD = re.compile(r"[^\W\d_]{3,10}(?:-feira)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day as written; `year` and the numbers may be missing, `weekday` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def on(self, year: int | None) -> date | None:
        """The date, in that year where the text names none; None where month and day are missing or do not exist."""
        if self.month is None or self.day is None or (self.year or year) is None:
            return None
        try:
            return date(self.year or year or 1, self.month, self.day)
        except ValueError:
            return None


def find_day(text: str, *, day_first: bool = False) -> Day | None:
    """The first day a text names. `3/4/2019` is the fourth of March unless `day_first`."""
    weekday = find_weekday(text)
    if match := _ISO.search(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]), weekday)
    if match := _NUMBERS.search(text):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        swapped = (day_first or match[2] == "." or first > 12) and second <= 12
        return _checked(year, second if swapped else first, first if swapped else second, weekday)
    for pattern, month_group, day_group in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1)):
        for match in pattern.finditer(text):
            month = _MONTH.get(match[month_group].casefold())
            if month and (
                found := _checked(int(match[3]) if match[3] else None, month, int(match[day_group]), weekday)
            ):
                return found
    return Day(weekday=weekday) if weekday is not None else None


def find_weekday(text: str) -> int | None:
    """The first weekday a text names, Monday being 0."""
    for match in _WEEKDAY_WORD.finditer(text):
        if (number := _WEEKDAY.get(match[0].casefold())) is not None:
            return number
    return None


def weekday_after(first: date, weekday: int) -> date:
    """The first day on or after `first` that has this weekday."""
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def is_day_first(texts: Iterable[str]) -> bool:
    """Whether a column of dates such as `25/10/2013` puts the day first: one of them could not be otherwise."""
    return any((match := _NUMBERS.search(text)) is not None and int(match[1]) > 12 for text in texts)


def _checked(year: int | None, month: int, day: int, weekday: int | None) -> Day | None:
    try:
        date(year or 2000, month, day)  # a leap year, so that 29 February passes until its year is known
    except ValueError:
        return None
    return Day(year, month, day, weekday)
