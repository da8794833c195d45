"""Tables: CSV, TSV and spreadsheets with one session a row, whatever their headings are called and however ordered."""

from __future__ import annotations

from schedule.formats._columns import find_columns
from schedule.formats._grid import DELIMITERS, Grid, Row, head, split
from schedule.formats._matrix import unrolled
from schedule.formats._source import Context, Source
from schedule.formats._spreadsheet import is_spreadsheet, sheets
from schedule.formats._table_rows import read_grids
from schedule.models import Schedule

NAME = "a table (CSV, TSV or XLSX)"

_OTHER_SYNTAX = ("{", "[", "<", "BEGIN:", "---")


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
    return read_grids(source.name, _grids(source), context)


def _grids(source: Source) -> list[Grid]:
    if is_spreadsheet(source.data):
        return sheets(source.data, source.name)
    return [split(source.text, _delimiter(source.text) or ",", source.name)]


def _delimiter(text: str) -> str | None:
    """The one under which the headings say most."""
    roles, best = max((_roles(text, delimiter), delimiter) for delimiter in DELIMITERS)
    return best if roles >= 2 else None


def _roles(text: str, delimiter: str) -> int:
    rows = [row for row in head(text, delimiter) if len(row) > 1]
    found = (find_columns(row) for row in rows)
    roles = next((len(columns.by_role) for columns in found if columns is not None), 0)
    if roles or unrolled(Grid(tuple(Row("", tuple(row)) for row in rows))) is None:
        return roles
    return 3  # time, room and title
