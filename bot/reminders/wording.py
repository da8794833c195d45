"""Durations and lists in plain English, without clock times: those are shown in each reader's own zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

_HOUR = 60
_DAY = 24 * _HOUR


def minutes(span: timedelta) -> str:
    """`10 minutes`, `1 hour 30 minutes`, `2 days`; a part of a minute counts as none."""
    total = span // timedelta(minutes=1)
    parts = [
        _count(total // _DAY, "day"),
        _count(total % _DAY // _HOUR, "hour"),
        _count(total % _HOUR, "minute"),
    ]
    return " ".join(part for part in parts if part) or "less than a minute"


def lead_words(leads: Sequence[timedelta]) -> str:
    """`30 and 5 minutes before`, `at the start`, `1 hour and 5 minutes before and at the start`."""
    before = [minutes(lead) for lead in leads if lead]
    spoken = before
    if all(word.endswith(" minutes") and word.count(" ") == 1 for word in before):
        # One unit for all of them, said once.
        spoken = [*(word.removesuffix(" minutes") for word in before[:-1]), *before[-1:]]
    parts = [f"{enumerate_words(spoken)} before"] if before else []
    return enumerate_words([*parts, "at the start"] if len(before) < len(leads) else parts)


def enumerate_words(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < len("ab"):
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def sessions_count(count: int) -> str:
    if not count:
        return "no session"
    return "1 session" if count == 1 else f"{count} sessions"


def reminders_count(count: int) -> str:
    return "1 reminder" if count == 1 else f"{count} reminders"


def _count(number: int, unit: str) -> str:
    if not number:
        return ""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
