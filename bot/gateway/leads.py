"""How long before a session, as people type it into a command's option."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.gateway.mistakes import MistakeError

_MOST = 5
_DAY = 24 * 60
_SEPARATOR = re.compile(r"[\s,;]+")


def parse_leads(typed: str | None) -> tuple[timedelta, ...]:
    """`30, 5` in minutes; nothing typed means the configured ones. Raises MistakeError."""
    parts = [part for part in _SEPARATOR.split((typed or "").strip()) if part]
    minutes = sorted({_minutes(part) for part in parts}, reverse=True)
    if len(minutes) > _MOST:
        raise MistakeError(f"At most {_MOST} messages before one session, please.")
    return tuple(timedelta(minutes=number) for number in minutes)


def _minutes(part: str) -> int:
    # Four digits hold a day's minutes; longer texts are no numbers worth reading.
    if part.isascii() and part.isdigit() and len(part) <= len(str(_DAY)) and int(part) <= _DAY:
        return int(part)
    raise MistakeError("Say how many minutes before, from 0 to 1440; several with commas, as 30, 5.")
