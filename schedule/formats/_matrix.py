"""Programmes laid out as a grid: a clock time begins each row, and each further column is a room or a day.

Turned into one session a row, so that they are read like any other table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schedule.formats._clock import find_range, parse_clock
from schedule.formats._columns import find_columns
from schedule.formats._days import find_day
from schedule.formats._grid import HEAD_ROWS, Grid, Row

FEWEST_COLUMNS = 2
FEWEST_ROWS = 2
_TIME_HEADINGS = frozenset(
    {
        "",
        "time",
        "start",
        "when",
        "slot",
        "time slot",
        "zeit",
        "uhrzeit",
        "heure",
        "horaire",
        "hora",
        "ora",
        "orario",
        "tijd",
    }
)
_END_HEADINGS = frozenset({"end", "until", "to", "ende", "bis", "fin", "fine", "fim"})
_ROOM, _DAY = ("Time", "Room", "Title", "Speakers"), ("Time", "Date", "Title", "Speakers")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns say when, and what heads each of the others."""

    times: tuple[int, ...]
    columns: tuple[tuple[int, str], ...]

    @property
    def holds_days(self) -> bool:
        return all(find_day(heading) is not None for _, heading in self.columns)


def unrolled(grid: Grid) -> Grid | None:
    """The same programme with one session a row; None where the grid is laid out otherwise."""
    for number, row in enumerate(grid.rows[:HEAD_ROWS]):
        if find_columns(row.cells) is not None:
            return None
        layout = _layout(row.cells)
        below = grid.rows[number + 1 :]
        if layout is not None and _begin_with_times(below, layout):
            headings = _DAY if layout.holds_days else _ROOM
            sessions = (session for line in below for session in _sessions(line, layout))
            return Grid((Row(row.where, headings), *sessions), grid.name)
    return None


def _layout(cells: Sequence[str]) -> _Layout | None:
    headings = [" ".join(cell.casefold().split()) for cell in cells]
    if not headings or headings[0] not in _TIME_HEADINGS:
        return None
    times = (0, 1) if len(headings) > 1 and headings[1] in _END_HEADINGS else (0,)
    columns = tuple((n, cells[n].strip()) for n in range(len(times), len(cells)) if headings[n])
    return _Layout(times, columns) if len(columns) >= FEWEST_COLUMNS else None


def _begin_with_times(rows: Sequence[Row], layout: _Layout) -> bool:
    timed = sum(_time(row, layout) != "" for row in rows)
    return timed >= FEWEST_ROWS and timed * 2 >= len(rows)


def _time(row: Row, layout: _Layout) -> str:
    text = " - ".join(row.cells[n].strip() for n in layout.times if n < len(row.cells) and row.cells[n].strip())
    return text if find_range(text) is not None or parse_clock(text) is not None else ""


def _sessions(row: Row, layout: _Layout) -> Iterator[Row]:
    """One for each filled cell; what stands alone, or in every column, is for all rooms."""
    time = _time(row, layout)
    filled = [(n, heading, row.cells[n].strip()) for n, heading in layout.columns if n < len(row.cells)]
    filled = [(n, heading, text) for n, heading, text in filled if text]
    if not time:
        if len(filled) + bool(row.cells[0].strip()) == 1:
            yield Row(row.where, tuple(cell for cell in row.cells if cell.strip()))  # a line that may name a day
        return
    texts = {text for _, _, text in filled}
    is_for_all = not layout.holds_days and len(texts) == 1 and (len(filled) in {1, len(layout.columns)})
    for _, heading, text in filled[: 1 if is_for_all else None]:
        title, _, names = text.partition("\n")
        yield Row(row.where, (time, "" if is_for_all else heading, title.strip(), names.strip().replace("\n", ", ")))
