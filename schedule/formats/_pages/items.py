"""Which lines and items of an entry say more of it, and which are talks of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from schedule.formats._pages import kinds
from schedule.formats._pages.marks import Entry
from schedule.formats._pages.names import looks_like_people
from schedule.formats._rich import Cell, Line, Run, line_text

PLURALS = ("talks", "papers", "presentations", "posters", "orals", "spotlights", "demos")
_COUNTED = re.compile(r"(?:\(?\d{1,2}[.)]|[•*‣–-])\s+")
_FEWEST_STACKED = 4


def title_from_people(entry: Entry) -> None:
    """Where the speakers' column says `Coffee break` or `Panel: …`, it holds the title."""
    for cell in list(entry.columns.get(kinds.Role.PEOPLE, [])):
        label, colon, _ = cell.text.partition(":")
        is_kind = kinds.kind_of_title(cell.text) is not None or (bool(colon) and kinds.as_kind(label) is not None)
        if is_kind or (not entry.lines and not looks_like_people(cell.text)):
            entry.columns[kinds.Role.PEOPLE].remove(cell)
            entry.lines[:0] = cell.lines


def without_counted(entry: Entry) -> list[Line]:
    """The lines; those that a session of talks counts, as `1. Sand (Cy Diaz)`, become its items."""
    if not entry.lines or not holds_talks(line_text(entry.lines[0])):
        return list(entry.lines)
    counted = [line for line in entry.lines[1:] if _COUNTED.match(line_text(line))]
    entry.items += [Cell((_uncounted(line),)) for line in counted]
    return [line for line in entry.lines if line not in counted]


def holds_talks(title: str) -> bool:
    """`Session 2: Robots`, `Contributed Talks`: a list below it names talks, even if it is one only."""
    label = title.partition(":")[0]
    kind = kinds.as_kind(label) or ""
    return kinds.is_session_label(label) or kind.casefold().endswith(PLURALS)


def explains(item: Cell, items: list[Cell], *, is_session: bool) -> bool:
    """Whether an item says more of its session, as `Speaker: …`, or names people; others are talks of their own."""
    label, colon, _ = item.text.partition(":")
    if colon and (kinds.is_presenter_label(label) or kinds.is_host_label(label) or label.casefold() == "abstract"):
        return True
    return not is_session and (len(items) == 1 or all(looks_like_people(other.text) for other in items))


def one_line(item: Cell) -> Line:
    return tuple(run for line in item.lines for run in (*line, Run(" ")))


def stacked_places(entries: list[Entry]) -> bool:
    """Whether the first line below each time is a place: then it hardly changes from entry to entry."""
    firsts = [line_text(entry.lines[0]) for entry in entries if entry.is_stacked and len(entry.lines) > 1]
    commonest = max((firsts.count(text) for text in set(firsts)), default=0)
    return len(firsts) >= _FEWEST_STACKED and commonest * 2 >= len(firsts)


def _uncounted(line: Line) -> Line:
    first = next((run for run in line if run.text.strip()), line[0])
    at = line.index(first)
    return (replace(first, text=_COUNTED.sub("", first.text.lstrip())), *line[at + 1 :])
