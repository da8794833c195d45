"""A spreadsheet's sheets as rows of texts. Looks at the sizes inside the archive before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from schedule.formats._grid import Grid, Row
from schedule.models import ScheduleError

# Unpacked, a sheet of a thousand sessions has about 2 MiB.
MOST_UNPACKED = 48 * 2**20
MOST_MEMBERS = 1000
FIRST_YEAR = 1901  # earlier dates are what spreadsheets make of clock times
MOST_ROWS = 60_000
MOST_COLUMNS = 200
MOST_CELLS = 200_000

_WORKBOOK = "xl/workbook.xml"
# What an archive with a few wrong bytes raises, depending on where they are.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_FORBIDDEN = re.compile(rb"<!\s{0,20}(?:ENTITY|DOCTYPE)", re.IGNORECASE)
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a clock time that passed 24 hours, not a moment


def is_spreadsheet(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def sheets(data: bytes, name: str) -> list[Grid]:
    """Every visible sheet. Raises ScheduleError where the file is damaged, or larger inside than any programme."""
    _check(data, name)
    # Slow to load, and most schedules are no spreadsheets.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [
            Grid(tuple(_rows(sheet, name)), sheet.title) for sheet in book.worksheets if sheet.sheet_state == "visible"
        ]
    except ScheduleError:
        raise
    # What openpyxl raises on a damaged file is anything at all, from KeyError to zlib's own errors.
    except (InvalidFileException, Exception) as error:  # noqa: BLE001
        raise ScheduleError(f"{name}: is a damaged spreadsheet ({type(error).__name__}); save it again") from None


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise ScheduleError(
                    f"{name}: unpacks to more than {MOST_UNPACKED // 2**20} MiB; give the programme's sheet alone"
                )
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_member(archive.read(member), name)
    except _DAMAGED as error:
        raise ScheduleError(f"{name}: is a damaged spreadsheet ({error}); save it again") from None


def _check_member(data: bytes, name: str) -> None:
    if _FORBIDDEN.search(data[:4096]):
        raise ScheduleError(f"{name}: declares entities, which no spreadsheet needs")
    # Counted here, since reading a sheet takes its time before it can be stopped.
    if data.count(b"<c ") + data.count(b"<c>") > MOST_CELLS:
        raise ScheduleError(f"{name}: more than {MOST_CELLS} cells; give the programme's sheet alone")


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a sheet says about its size need not be true
    count = 0
    for number, found in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS), 1):
        count += len(found)
        if count > MOST_CELLS or number >= MOST_ROWS:
            raise ScheduleError(
                f"{name}: sheet {sheet.title}: more than {MOST_CELLS} cells; give the programme's sheet alone"
            )
        cells = tuple(_shown(cell) for cell in found)
        if any(cell.strip() for cell in cells):
            yield Row(f"row {number}" if sheet.title == "Sheet1" else f"{sheet.title}, row {number}", cells)


def _shown(cell: Any) -> str:
    """A midnight is a time of day only where the cell shows hours."""
    value = cell.value
    if isinstance(value, datetime) and value.year >= FIRST_YEAR and "h" in cell.number_format.lower():
        return value.isoformat(sep=" ", timespec="minutes")
    return _text(value)


def _text(value: Any) -> str:
    """A cell as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _moment_text(value: datetime) -> str:
    """A moment before the first year is a clock time, `24:00` among them."""
    if value.year < FIRST_YEAR:
        return _text(value - _SERIAL_ZERO)
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="minutes")
