"""How long before its start a reminder is wanted: `10 minutes before`, `a day before`, `change it to 5 minutes`."""

from __future__ import annotations

import re
from datetime import timedelta

from schedule.answering.language.reading import Reading, whole_words

_SPELT = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "five": 5.0, "ten": 10.0, "fifteen": 15.0,
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fortyfive": 45.0, "sixty": 60.0, "ninety": 90.0,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,6}}(?:\.\d)?|{'|'.join(_SPELT)})"
_SPAN = (
    rf"(?:(?P<days>{_NUMBER}) days?|(?P<hours>{_NUMBER}) hours(?: (?:and )?(?P<over>{_NUMBER}) minutes)?"
    rf"|(?P<minutes>{_NUMBER}(?:(?: {_NUMBER}){{0,3}} and {_NUMBER})?) minutes)"
)
_LEAD = whole_words(
    rf"{_SPAN} (?:before|prior|ahead|early|in advance|earlier|beforehand)(?: of| to)?(?: it)?(?: start)?"
)
_NEW_LEAD = whole_words(rf"(?<= to ){_SPAN}(?= (?:·|please)|\s*$)")
_UNITS = frozenset({"minutes", "hours", "day", "days"})
_CHANGES = frozenset({"change", "set", "move"})
_MINDS = whole_words("remind|reminders|tell me|message me|call me|wake me")


def take_leads(reading: Reading) -> tuple[timedelta, ...]:
    """The leads, longest first as they were said; none where none was."""
    if not reading.said(_UNITS) or not reading.has(_MINDS):
        return ()
    found = reading.take(_LEAD) or (reading.take(_NEW_LEAD) if reading.said(_CHANGES) else None)
    return _spans(found) if found is not None else ()


def _spans(found: re.Match[str]) -> tuple[timedelta, ...]:
    if found["minutes"]:
        return tuple(timedelta(minutes=_value(number)) for number in found["minutes"].split() if number != "and")
    if found["days"]:
        return (timedelta(days=_value(found["days"])),)
    return (timedelta(hours=_value(found["hours"]), minutes=_value(found["over"]) if found["over"] else 0),)


def _value(number: str) -> float:
    return _SPELT.get(number) or float(number)
