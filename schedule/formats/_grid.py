"""A table as rows of texts: comma, semicolon or tab between the cells, quoting repaired where a row needs it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from schedule.models import ScheduleError

DELIMITERS = ",\t;"
# The heading may stand below a few lines about the sheet itself.
HEAD_ROWS = 15
_END = "\x1e end of the table"
_FIELD_LIMIT = 2**20
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    where: str  # `line 12`, or `row 12` of a sheet
    cells: tuple[str, ...]
    is_repaired: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or file. `name` is a sheet's, which may say the day.

    In what people lay out by hand (`carries`), a blank day means the day of the row above.
    """

    rows: tuple[Row, ...]
    name: str = ""
    carries: bool = True


def head(text: str, delimiter: str) -> list[list[str]]:
    """The first rows, to look for headings in; never fails."""
    first = text[: 2**16].split("\n")[: HEAD_ROWS * 4]
    try:
        return [row for row in csv.reader(first, delimiter=delimiter) if any(row)][:HEAD_ROWS]
    except csv.Error:
        return []


def split(text: str, delimiter: str, name: str) -> Grid:
    """Raises ScheduleError, naming the line, where a quotation mark is never closed."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    rows = list(_rows(lines, delimiter, name))
    width = _usual_width(rows)
    return Grid(tuple(_mended(row, lines, delimiter, width) for row in rows))


def _rows(lines: list[str], delimiter: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(_FIELD_LIMIT)
    # A last line of our own shows whether the file ends inside a quoted cell.
    reader = csv.reader([*(line + "\n" for line in lines), _END], delimiter=delimiter)
    begins, count = 1, 0
    try:
        for cells in reader:
            if reader.line_num > len(lines):
                if cells != [_END]:
                    raise ScheduleError(f"{name}: line {begins}: a quotation mark is opened here and never closed")
                return
            if reader.line_num > MOST_ROWS and count > MOST_ROWS:
                raise ScheduleError(f"{name}: more than {MOST_ROWS} rows; give the programme of one conference")
            if any(cell.strip() for cell in cells):
                count += 1
                yield Row(f"line {begins}", tuple(cell.rstrip("\n") for cell in cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ScheduleError(f"{name}: line {begins}: is no table row ({error}); save the table again") from None


def _usual_width(rows: list[Row]) -> int:
    """What most rows have; among equals the first, which is the heading's."""
    widths = Counter(len(row.cells) for row in rows)
    return widths.most_common(1)[0][0] if widths else 0


def _mended(row: Row, lines: list[str], delimiter: str, width: int) -> Row:
    """A row with too many cells, split anew: a quotation mark closes a cell only at the cell's end."""
    if len(row.cells) <= width:
        return row
    number = int(row.where.removeprefix("line "))
    field = re.compile(
        rf'\s*"((?:""|[^"]|"(?!\s*(?:{delimiter}|\Z)))*+)"\s*(?:{delimiter}|\Z)|([^{delimiter}]*)(?:{delimiter}|\Z)'
    )
    bare = re.compile(rf"(\0)?([^{delimiter}]*)(?:{delimiter}|\Z)")
    line = lines[number - 1]
    cells: list[str] = []
    position, may_be_quoted = 0, True
    while position < len(line) and (match := (field if may_be_quoted else bare).match(line, position)):
        # A mark that no later one closes leaves none to be closed.
        may_be_quoted = may_be_quoted and not (match[1] is None and match[2].lstrip().startswith('"'))
        cells.append((match[1] or "").replace('""', '"') if match[1] is not None else match[2])
        position = match.end()
    if line.endswith(delimiter):
        cells.append("")
    return Row(row.where, tuple(cells[:width] if len(cells) > width else cells), is_repaired=True)
