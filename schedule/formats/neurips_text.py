"""A NeurIPS, ICML or ICLR workshop page as a person copies it from the conference site into a text file.

Each entry is three cells parted by lines that hold only `|`: when, what, who. The page names a weekday and a clock
time, but neither date nor zone: these come from the context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schedule.formats import _workshop
from schedule.formats._people import are_names
from schedule.formats._source import Context, Source
from schedule.models import Schedule, ScheduleError

NAME = "a copied NeurIPS, ICML or ICLR page"

_BAR = "|"
_ANCHOR = "🔗"
_WHEN = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s.{0,40}\d", re.IGNORECASE)
_KIND = re.compile(r"\(([^()]{1,80})\)\s*>?\Z")
_BUTTON = re.compile(r"\[?\s*[\w &/-]{2,30}\s*\]?\s*[»>]\Z|\[\s*[\w &/-]{2,30}\s*\]\Z")


@dataclass(frozen=True, slots=True)
class _Cell:
    number: int  # of its first line
    lines: tuple[str, ...]


def recognises(source: Source) -> bool:
    """Lines of bars, or anchors at the ends of entries; and times or dashes alone between them."""
    if source.is_folder or not (b"\n|" in source.data or _ANCHOR.encode() in source.data):
        return False
    cells = list(_cells(source.text))
    return len(cells) >= 3 and sum(_is_when(cell) for cell in cells) * 6 >= len(cells)


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a date or a zone is missing, or the page ends in the middle of an entry."""
    page = _workshop.Page(source.name, context)
    entries = list(_entries(list(_cells(source.text))))
    has_anchors = sum(_ANCHOR in cell.lines for entry in entries for cell in entry)
    for entry in entries:
        _add(page, entry, source.name)
    last = entries[-1] if entries else []
    if has_anchors > 1 and last and _ANCHOR not in last[-1].lines:
        raise ScheduleError(f"{source.name}: line {last[-1].number}: the page ends here in the middle; copy it again")
    return page.finish()


def _cells(text: str) -> Iterator[_Cell]:
    """When, what and who of each entry in turn."""
    yield from _between_bars(text) if "\n|\n" in text else _between_anchors(text)


def _between_anchors(text: str) -> Iterator[_Cell]:
    """Where the copy lost its bars, each entry still ends in its anchor, and the line before that names people."""
    entry: list[tuple[int, str]] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line and line != _ANCHOR:
            entry.append((number, line.removesuffix(_ANCHOR).strip()))
        if not line.endswith(_ANCHOR):
            continue
        begin = next((n for n, (_, text_) in enumerate(entry) if _is_when(_Cell(0, (text_,)))), None)
        if begin is not None and len(entry) > begin + 1:
            when, *what = entry[begin:]
            who = [what.pop()[1]] if len(what) > 1 and are_names(what[-1][1]) else []
            yield _Cell(when[0], (when[1],))
            yield _Cell(what[0][0], tuple(text_ for _, text_ in what))
            yield _Cell(number, (*who, _ANCHOR))
        entry = []


def _between_bars(text: str) -> Iterator[_Cell]:
    """What stands between the bars; blank lines dropped."""
    first, lines = 0, []
    for number, raw in enumerate([*text.split("\n"), _BAR], 1):
        line = raw.strip()
        if line != _BAR:
            first = first or (number if line else 0)
            lines += [line] if line else []
            continue
        if lines:
            yield _Cell(first, tuple(lines))
        first, lines = 0, []


def _entries(cells: list[_Cell]) -> Iterator[list[_Cell]]:
    """Each entry's cells, the first of which says when. What stands before the first is of another kind."""
    entry: list[_Cell] = []
    for cell in cells:
        if _is_when(cell):
            if entry:
                yield entry
            entry = [cell]
        elif entry:
            entry.append(cell)
    if entry:
        yield entry


def _is_when(cell: _Cell) -> bool:
    return len(cell.lines) == 1 and (cell.lines[0] == "-" or _WHEN.match(cell.lines[0]) is not None)


def _add(page: _workshop.Page, entry: list[_Cell], name: str) -> None:
    if len(entry) < 3:
        raise ScheduleError(f"{name}: line {entry[0].number}: the entry ends in the middle; copy the page again")
    when, *what, who = entry
    # A bar alone on a line inside an abstract: everything between when and who belongs together.
    lines = [line for number, cell in enumerate(what) for line in ((_BAR, *cell.lines) if number else cell.lines)]
    title, kind, rest = lines[0], None, lines[1:]
    if rest and (match := _KIND.match(rest[0])):
        kind, rest = match[1], rest[1:]
    elif (match := _KIND.search(title)) and _workshop.is_kind(match[1]):
        kind, title = match[1], title[: match.start()].strip()
    page.add(
        _workshop.Entry(
            where=f"line {when.number}",
            when=when.lines[0],
            title=title,
            kind=kind,
            abstract="\n".join(line for line in rest if _BUTTON.match(line) is None),
            people=" · ".join(line for line in who.lines if line != _ANCHOR),
        )
    )
