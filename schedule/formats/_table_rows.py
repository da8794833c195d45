"""Tables of sessions below known headings: from rows to a schedule, wherever the rows were written.

Files, sheets, lists of JSON objects and flat XML all end here. Knows no syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schedule.formats._cancelled import without_cancellation
from schedule.formats._clock import at
from schedule.formats._columns import Columns, find_columns
from schedule.formats._days import find_day
from schedule.formats._draft import Draft, unique
from schedule.formats._grid import HEAD_ROWS, Grid, Row
from schedule.formats._instants import zone_or_none
from schedule.formats._label_days import days_by_label
from schedule.formats._matrix import unrolled
from schedule.formats._people import is_work
from schedule.formats._row_people import cast_of, trailing_people
from schedule.formats._row_times import Placer, Times, Written
from schedule.formats._source import Context
from schedule.formats._text import clean, from_html, line_from_html, web_address
from schedule.formats._zones import decide
from schedule.models import Link, Room, Schedule, ScheduleError

_TRUE = frozenset({"1", "true", "yes", "y", "x", "ja", "oui", "si", "sim", "wahr", "vrai"})
_CANCELLED = re.compile(r"cancell?ed|abgesagt|annul|cancelad|storniert|withdrawn", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s;|<>\"]+")
_LABELLED = re.compile(r"(\S.{0,300}): (https?://\S+)\Z")
_OFFSET = re.compile(r"\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})\Z")
_ESCAPED = re.compile(r"'(?=['=+\-@\t\r])")
_TIME_ROLES = ("start", "start_date", "start_time", "end", "end_date", "end_time", "duration")


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose headings were found: the rows below them, each with the line above that names its day."""

    columns: Columns
    rows: tuple[tuple[Row, str], ...]
    carries: bool = True


def read_grids(name: str, grids: Sequence[Grid], context: Context, title: str = "") -> Schedule:
    """Raises ScheduleError where no heading is known, or a day or a zone is needed and nobody gave it."""
    draft = Draft(name)
    tables = list(find_tables(grids, draft))
    if not tables:
        raise ScheduleError(f"{name}: no row of headings with a title among them; name the columns")
    reader = RowReader(draft, context, _zone(tables, context, draft))
    for table in tables:
        for row, fields in reader.fields(table):
            draft.add(row.where, **fields)
    timezone = reader.zone.key if reader.zone is not None else context.timezone or "UTC"
    return draft.finish(title=title or _conference(tables) or context.title or "", timezone=timezone)


def find_tables(grids: Sequence[Grid], draft: Draft) -> Iterator[Table]:
    """What is left of each grid below its headings; a grid without any is noted."""
    for given in grids:
        grid = unrolled(given) or given
        heads = enumerate(grid.rows[:HEAD_ROWS])
        found = next(((number, columns) for number, row in heads if (columns := find_columns(row.cells))), None)
        if found is None:
            if grid.rows:
                draft.notes.left_out(f"sheet {grid.name}", "has no row of headings with a title among them")
            continue
        number, columns = found
        table = Table(columns, tuple(_with_days(grid, grid.rows[number + 1 :], columns)), grid.carries)
        columns = _with_true_ids(table, draft)
        if columns.unused:
            draft.notes.left_out(grid.rows[number].where, f"columns not used: {', '.join(columns.unused)}")
        yield replace(table, columns=columns)


def _with_days(grid: Grid, rows: tuple[Row, ...], columns: Columns) -> Iterator[tuple[Row, str]]:
    """Rows of one cell that names a day head the rows below them."""
    hint = grid.name if grid.name and find_day(grid.name) else ""
    for row in rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1 and not columns.cell("title", row.cells) and find_day(filled[0]) is not None:
            hint = filled[0]
            continue
        yield replace(row, cells=tuple(map(_unescaped, row.cells))), hint


def _with_true_ids(table: Table, draft: Draft) -> Columns:
    """The first column of ids whose ids do not come again: others number tracks, days or rooms."""
    numbers = table.columns.by_role.get("id", ())
    for number in numbers:
        ids = [cell for row, _ in table.rows if number < len(row.cells) and (cell := row.cells[number].strip())]
        if len(set(ids)) * 10 >= len(ids) * 9:
            return table.columns.having("id", (number,))
    if numbers and table.rows:
        draft.notes.guessed(table.rows[0][0].where, "the column of ids repeats; made ids of titles instead")
    return table.columns.having("id", ())


def _zone(tables: Sequence[Table], context: Context, draft: Draft) -> ZoneInfo | None:
    """A column's own, else what the configuration or the offsets say; None where neither does."""
    rows = [(table.columns, row.cells) for table in tables for row, _ in table.rows]
    for columns, cells in rows:
        if (zone := zone_or_none(columns.cell("timezone", cells))) is not None:
            return zone
    starts = [start for columns, cells in rows if (start := columns.cell("start", cells))]
    if context.timezone is None and not any(_OFFSET.search(start) for start in starts):
        return None  # asked for beside the first row that needs it
    return decide(draft.name, starts, context, draft.notes).zone


def _conference(tables: Sequence[Table]) -> str:
    cells = (table.columns.cell("conference", row.cells) for table in tables for row, _ in table.rows)
    return next((clean(cell) for cell in cells if cell), "")


class RowReader:
    """Rows as fields of sessions."""

    def __init__(self, draft: Draft, context: Context, zone: ZoneInfo | None) -> None:
        self.zone = zone
        self._draft = draft
        self._context = context

    def fields(self, table: Table) -> Iterator[tuple[Row, dict[str, Any]]]:
        """What `Draft.add` wants to know of each row; an empty id where the row has none."""
        columns = table.columns
        stems, days = self._days_in_tracks(table)
        written = [
            Written(row.where, {role: columns.cell(role, row.cells) for role in _TIME_ROLES}, hint or days.get(row, ""))
            for row, hint in table.rows
        ]
        placer = Placer(self._draft.name, self._context, self.zone, self._draft.notes, carries=table.carries)
        times = placer.times_of(written)
        for (row, _), times_of_row in zip(table.rows, times, strict=True):
            fields = self._fields(row, columns, times_of_row)
            yield row, fields | {"track": stems.get(fields["track"], fields["track"])}

    def _days_in_tracks(self, table: Table) -> tuple[dict[str, str], dict[Row, str]]:
        """`games-5`, `games-6`: tracks that end in the number of their day, where no column names one."""
        columns = table.columns
        has_days = not {"start_date", "start"}.isdisjoint(columns.by_role)
        if has_days or "track" not in columns or self._context.day is None:
            return {}, {}
        tracks = {row: columns.cell("track", row.cells) for row, hint in table.rows if not hint}
        labels = days_by_label(set(tracks.values()), self._context.day)
        if labels:
            self._draft.notes.guessed("tracks", "end in numbers that several share; read as the number of the day")
        stems = {label: stem for label, (stem, _) in labels.items()}
        return stems, {row: labels[track][1].isoformat() for row, track in tracks.items() if track in labels}

    def _fields(self, row: Row, columns: Columns, times: Times) -> dict[str, Any]:
        cells = row.cells
        if row.is_repaired:
            self._draft.notes.warning(row.where, "its quotation marks are broken; split at the ends of its cells")
        title, is_cancelled = without_cancellation(columns.cell("title", cells))
        kind = self._line(columns, "kind", cells)
        abstract, trailing = from_html(columns.cell("abstract", cells)), ""
        if not {"speakers", "authors", "people"} & columns.by_role.keys():
            abstract, trailing = trailing_people(abstract)
        cast = cast_of(self._draft, columns, cells, trailing, is_work=is_work(kind))
        is_all_day = columns.cell("all_day", cells).casefold() in _TRUE
        start, end = self._all_day(times) if is_all_day else (times.start, times.end)
        return {
            "id_": columns.cell("id", cells),
            "title": title,
            "kind": kind,
            "starts_at": start,
            "ends_at": end,
            "all_day": is_all_day and start is not None,
            "rooms": self._rooms(columns, cells),
            "track": self._line(columns, "track", cells) or self._line(columns, "block", cells),
            "speakers": cast.speakers,
            "authors": cast.authors,
            "abstract": abstract,
            "url": web_address(columns.cell("url", cells)),
            "links": _links(columns, cells),
            "language": self._line(columns, "language", cells),
            "part_of": columns.cell("part_of", cells) or None,
            "cancelled": is_cancelled or _says_cancelled(columns.cell("status", cells)),
        }

    def _line(self, columns: Columns, role: str, cells: tuple[str, ...]) -> str | None:
        return line_from_html(columns.cell(role, cells)) or None

    def _rooms(self, columns: Columns, cells: tuple[str, ...]) -> tuple[Room, ...]:
        names = columns.cell("room", cells).split(";")
        return unique(self._draft.room(name) for name in names if not _ADDRESS.match(name.strip()))

    def _all_day(self, times: Times) -> tuple[datetime | None, datetime | None]:
        """From the midnight that begins the first day to the one that ends the last, whatever clock times say."""
        if times.start is None or self.zone is None:
            return times.start, times.end
        first = times.start.astimezone(self.zone).date()
        last = _last_day(times.end.astimezone(self.zone)) if times.end is not None else first
        return at(first, 0, self.zone), at(max(last, first) + timedelta(days=1), 0, self.zone)


def _last_day(end: datetime) -> date:
    """A midnight ends the day before it."""
    return (end - timedelta(microseconds=1)).date() if (end.hour, end.minute) == (0, 0) else end.date()


def _unescaped(cell: str) -> str:
    """An apostrophe keeps spreadsheets from running a text as a formula; it is not part of the text."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def _says_cancelled(cell: str) -> bool:
    return cell.casefold() in _TRUE or _CANCELLED.match(cell) is not None


def _links(columns: Columns, cells: tuple[str, ...]) -> tuple[Link, ...]:
    """One a line as `Slides: https://…`; in other texts, every address."""
    found: dict[str, Link] = {}
    for line in (line for text in columns.cells("links", cells) for line in text.splitlines()):
        labelled = _LABELLED.match(line)
        for label, address in [labelled.groups()] if labelled else [("", word) for word in _ADDRESS.findall(line)]:
            if url := web_address(address):
                found.setdefault(url, Link(label=clean(label) or "link", url=url))
    return tuple(found.values())
