"""Tables: CSV, TSV and spreadsheets with one session a row, whatever their headings are called and however ordered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from schedule.formats._cancelled import without_cancellation
from schedule.formats._clock import at
from schedule.formats._columns import Columns, find_columns
from schedule.formats._days import find_day
from schedule.formats._draft import Draft, unique
from schedule.formats._grid import DELIMITERS, HEAD_ROWS, Grid, Row, head, split
from schedule.formats._instants import zone_or_none
from schedule.formats._people import is_work
from schedule.formats._row_people import cast_of, trailing_people
from schedule.formats._row_times import Placer, Times, Written
from schedule.formats._source import Context, Source
from schedule.formats._spreadsheet import is_spreadsheet, sheets
from schedule.formats._text import clean, from_html, line_from_html, web_address
from schedule.models import Link, Room, Schedule, ScheduleError

NAME = "a table (CSV, TSV or XLSX)"

_OTHER_SYNTAX = ("{", "[", "<", "BEGIN:", "---")
_TRUE = frozenset({"1", "true", "yes", "y", "x", "ja", "oui", "si", "sim", "wahr", "vrai"})
_CANCELLED = re.compile(r"cancell?ed|abgesagt|annul|cancelad|storniert|withdrawn", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s;|<>\"]+")
_LABELLED = re.compile(r"(\S.{0,300}): (https?://\S+)\Z")
_ESCAPED = re.compile(r"'(?=['=+\-@\t\r])")
_TIME_ROLES = ("start", "start_date", "start_time", "end", "end_date", "end_time", "duration")


@dataclass(frozen=True, slots=True)
class _Table:
    """A grid whose heading was found: the rows below it, each with the day of the line above that named one."""

    columns: Columns
    rows: tuple[tuple[Row, str], ...]


def recognises(source: Source) -> bool:
    if source.is_folder:
        return False
    if is_spreadsheet(source.data):
        return True
    if source.data.lstrip()[:6].decode("latin-1").startswith(_OTHER_SYNTAX):
        return False
    return _delimiter(source.text) is not None


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where no heading is known, or a day or a zone is needed and nobody gave it."""
    draft = Draft(source.name)
    tables = list(_tables(_grids(source), draft))
    if not tables:
        raise ScheduleError(f"{source.name}: no row of headings with a title among them; name the columns")
    reader = _Reader(draft, context, _zone_of(tables, context))
    for table in tables:
        reader.read(table)
    timezone = reader.zone.key if reader.zone is not None else context.timezone or "UTC"
    return draft.finish(title=_title_of(tables) or context.title or "", timezone=timezone)


def _delimiter(text: str) -> str | None:
    """The one under which the headings say most."""
    roles, best = max((_roles(text, delimiter), delimiter) for delimiter in DELIMITERS)
    return best if roles >= 2 else None


def _roles(text: str, delimiter: str) -> int:
    found = (find_columns(row) for row in head(text, delimiter) if len(row) > 1)
    return next((len(columns.by_role) for columns in found if columns is not None), 0)


def _grids(source: Source) -> list[Grid]:
    if is_spreadsheet(source.data):
        return sheets(source.data, source.name)
    return [split(source.text, _delimiter(source.text) or ",", source.name)]


def _tables(grids: list[Grid], draft: Draft) -> Iterator[_Table]:
    for grid in grids:
        found = next(
            (
                (number, columns)
                for number, row in enumerate(grid.rows[:HEAD_ROWS])
                if (columns := find_columns(row.cells))
            ),
            None,
        )
        if found is None:
            if grid.rows:
                draft.notes.left_out(f"sheet {grid.name}", "has no row of headings with a title among them")
            continue
        number, columns = found
        if columns.unused:
            draft.notes.left_out(grid.rows[number].where, f"columns not used: {', '.join(columns.unused)}")
        yield _Table(columns, tuple(_with_days(grid, grid.rows[number + 1 :], columns)))


def _with_days(grid: Grid, rows: tuple[Row, ...], columns: Columns) -> Iterator[tuple[Row, str]]:
    """Rows of one cell that names a day head the rows below them."""
    hint = grid.name if grid.name and find_day(grid.name) else ""
    for row in rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1 and not columns.cell("title", row.cells) and find_day(filled[0]) is not None:
            hint = filled[0]
            continue
        yield replace(row, cells=tuple(map(_unescaped, row.cells))), hint


def _zone_of(tables: list[_Table], context: Context) -> ZoneInfo | None:
    """The column's, where the table has one: it stands beside the times themselves."""
    for table in tables:
        for row, _ in table.rows:
            if (zone := zone_or_none(table.columns.cell("timezone", row.cells))) is not None:
                return zone
    return zone_or_none(context.timezone)


def _title_of(tables: list[_Table]) -> str:
    cells = (table.columns.cell("conference", row.cells) for table in tables for row, _ in table.rows)
    return next((clean(cell) for cell in cells if cell), "")


class _Reader:
    def __init__(self, draft: Draft, context: Context, zone: ZoneInfo | None) -> None:
        self.zone = zone
        self._draft = draft
        self._context = context

    def read(self, table: _Table) -> None:
        columns = self._without_false_ids(table)
        written = [
            Written(row.where, {role: columns.cell(role, row.cells) for role in _TIME_ROLES}, hint)
            for row, hint in table.rows
        ]
        times = Placer(self._draft.name, self._context, self.zone, self._draft.notes).times_of(written)
        for (row, _), times_of_row in zip(table.rows, times, strict=True):
            self._add(row, columns, times_of_row)

    def _without_false_ids(self, table: _Table) -> Columns:
        """A column of ids that come again and again numbers something else: a track, a day."""
        ids = [id_ for row, _ in table.rows if (id_ := table.columns.cell("id", row.cells))]
        if len(set(ids)) * 10 >= len(ids) * 9:
            return table.columns
        self._draft.notes.guessed(table.rows[0][0].where, "the column of ids repeats; made ids of titles instead")
        return table.columns.without("id")

    def _add(self, row: Row, columns: Columns, times: Times) -> None:
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
        self._draft.add(
            row.where,
            id_=columns.cell("id", cells),
            title=title,
            kind=kind,
            starts_at=start,
            ends_at=end,
            all_day=is_all_day and start is not None,
            rooms=self._rooms(columns, cells),
            track=self._line(columns, "track", cells) or self._line(columns, "block", cells),
            speakers=cast.speakers,
            authors=cast.authors,
            abstract=abstract,
            url=web_address(columns.cell("url", cells)),
            links=_links(columns, cells),
            language=self._line(columns, "language", cells),
            part_of=columns.cell("part_of", cells) or None,
            cancelled=is_cancelled or _says_cancelled(columns.cell("status", cells)),
        )

    def _line(self, columns: Columns, role: str, cells: tuple[str, ...]) -> str | None:
        return line_from_html(columns.cell(role, cells)) or None

    def _rooms(self, columns: Columns, cells: tuple[str, ...]) -> tuple[Room, ...]:
        names = columns.cell("room", cells).split(";")
        return unique(self._draft.room(name) for name in names)

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
