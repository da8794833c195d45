"""What begins an entry of a page: a clock time, perhaps with a day before it; and the days that headings name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

from schedule.formats._clock import ClockRange, find_range
from schedule.formats._days import Day, find_day, find_weekday
from schedule.formats._pages.kinds import Role
from schedule.formats._rich import Cell, Line, Run

_OPENING = "[(*–—-•: \t|"
_CLOSING = "])|:–—-,.* \t\\"
_ABOUT = frozenset("ab at from um ca approx around starting von de à dalle alle desde".split())  # noqa: SIM905
_MOST_PREFIX = 40
_MOST_DAY = 80
_MOST_WORDS_BEHIND = 10
_MOST_DAY_WORDS = 3  # a weekday, a month and an ending
_MOST_WHEN = 120  # a time stands within the first words of a line, or nowhere
_LABEL = re.compile(r"^\W*(?:date|day|when|datum)\W*:\s*", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?:day|tag|jour|d[ií]a|giorno)\s*(\d{1,2}|one|two|three|four|five|six|seven)\b", re.IGNORECASE
)
_ORDINALS = {word: number for number, word in enumerate("one two three four five six seven".split(), 1)}  # noqa: SIM905
OPEN_CHOICE = re.compile(r"\d\s?(?:st|nd|rd|th)?,?\s+or\s+(?:\w{3,9}\.? )?\d")  # `December 13th or 14th`
SECTION = re.compile(r"(?:session|track|block|part|slot)\b", re.IGNORECASE)
_ZONE_WORDS = r"[ECMP][SD]?T|GMT|BST|UTC|CES?T|EES?T|WES?T|JST|KST|IST|AE[SD]T|SGT|HKT"
_OPEN_END = re.compile(r"^\s*[-–—]+\s*(?:tb[acd]|\?+|open end|late)(?!\w)", re.IGNORECASE)
_AFTER_TIME = re.compile(rf"^\s*[(\[]?\s*(?:{_ZONE_WORDS})\b(?:[+-]\d{{1,2}})?\s*[)\]]?")


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day as a page names it: a date, a weekday, or the third day of the programme."""

    where: str
    day: Day | None = None
    ordinal: int | None = None


@dataclass(slots=True)
class Entry:
    """`when` is None for one that the page leaves open. `parent` is the entry that it stands in."""

    where: str
    when: ClockRange | None
    stamp: str | None = None
    day: DayMark | None = None
    track: str | None = None
    room: str | None = None
    lines: list[Line] = field(default_factory=list)
    columns: dict[Role, list[Cell]] = field(default_factory=dict)
    items: list[Cell] = field(default_factory=list)
    parent: Entry | None = None
    depth: int = 0
    end_stamp: str | None = None
    length: timedelta | None = None
    is_stacked: bool = False  # its time stands on a line of its own, the rest below


def leading_range(text: str) -> tuple[ClockRange, str, str] | None:
    """The time that a text begins with, the day before it if any, and the rest; None for other texts."""
    found = find_range(text[:_MOST_WHEN])
    if found is None:
        return None
    before = re.sub(r"^\W+|\W+$", "", text[: found.span[0]])
    before = "" if before.casefold() in _ABOUT else before
    if before and (len(before) > _MOST_PREFIX or _is_no_day(before)):
        return None
    rest = text[found.span[1] :]
    rest = _OPEN_END.sub("", _AFTER_TIME.sub("", rest))
    return found, before, rest.lstrip(_CLOSING)


def day_mark(text: str, where: str) -> DayMark | None:
    """The day that a short text is about."""
    if len(text) > _MOST_DAY or OPEN_CHOICE.search(text):
        return None
    found = find_day(text)
    if found is not None and found.month is not None:
        return DayMark(where, found)
    if match := _ORDINAL.search(text):
        word = match[1].casefold()
        return DayMark(where, ordinal=_ORDINALS.get(word) or int(word))
    weekday = find_weekday(text) if len(text.split()) <= 4 else None
    return None if weekday is None else DayMark(where, Day(weekday=weekday))


def _is_no_day(text: str) -> bool:
    found = find_day(text)
    return found is None and not _ORDINAL.search(text)


def is_only_day(text: str) -> bool:
    """Whether a text is a day and nothing else: `Saturday, June 12`, `Date: June 12`, `Sunday`, `Day 2`."""
    bare = _LABEL.sub("", text).strip(" :*")
    words = len(re.findall(r"[^\W\d_]+", bare))
    if not 0 < words <= _MOST_DAY_WORDS:
        return False
    if words == 1 and (_ORDINAL.fullmatch(bare) or find_weekday(bare) is not None):
        return True
    return begins_with_day(bare)


def begins_with_day(text: str) -> bool:
    """`Saturday, December 14 — Room 8`: a day, and little behind it."""
    words = text.split()
    if len(text) > _MOST_DAY or not 0 < len(words) <= _MOST_WORDS_BEHIND or OPEN_CHOICE.search(text):
        return False
    head = find_day(" ".join(words[:4]))
    if head is None or head.month is None:
        return False
    return words[0][0].isdigit() or find_day(" ".join(words[:2])) is not None


def section_name(text: str) -> str:
    """A section's name without its times: `Session 1: 8:45am–12:30pm EST` as `Session 1`."""
    found = find_range(text)
    bare = text[: found.span[0]] if found is not None and found.span[0] > 2 else text
    return bare.strip(_OPENING + _CLOSING) or text


def joined(lines: tuple[Line, ...]) -> Line:
    return tuple(run for line in lines for run in (*line, Run(" ")))


def end_of_line(line: Line, rest: str) -> Line:
    """The end of a line, with its styles: what follows the time."""
    kept: list[Run] = []
    left = len("".join(rest.split()))
    for run in reversed(line):
        letters = len("".join(run.text.split()))
        if left <= 0:
            break
        kept.append(run if letters <= left else Run(_cut(run.text, left), run.bold, run.italic, run.href))
        left -= letters
    return tuple(reversed(kept))


def _cut(text: str, letters: int) -> str:
    """The last so many letters, spaces not counted."""
    for at in range(len(text) - 1, -1, -1):
        letters -= not text[at].isspace()
        if letters == 0:
            return text[at:]
    return text
