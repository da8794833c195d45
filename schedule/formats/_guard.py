"""What no schedule may be, whatever its format: too large, full of nothing, built to exhaust whoever reads it.

Counting bytes is cheap; each check here refuses a file before a parser has built anything of it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from pydantic import ValidationError

from schedule.formats import _yaml_tree
from schedule.formats._source import Source
from schedule.models import Schedule, ScheduleError, Session

MOST_BYTES = 16 * 2**20  # four times the largest programme seen
# Per 16 MiB a parser could otherwise build several hundred MiB of objects; real programmes have a tenth of these.
MOST_CONTAINERS = 300_000
MOST_VALUES = 1_500_000
MOST_TAGS = 800_000
MOST_LINES = 600_000
MOST_COMPONENTS = 20_000  # of a calendar: its parser takes a third of a millisecond for each
LONGEST_LINE = 2**16  # thirteen times the longest one seen
# Parsers of Markdown try each opening mark of a line against all that follow.
MARKS = b"[*_`"
MOST_MARKS = 1000
FIRST_YEAR, LAST_YEAR = 1970, 2200

# What a file most likely lacks that nobody recognises, by the ending of its name.
_LACKS = {
    (".csv", ".tsv"): "begin it with headings such as Date, Start, End, Title, Speakers, Room",
    (".yml", ".yaml"): "needs two entries or more with a title and a time",
    (".md", ".html", ".htm"): "needs three lines, items or rows or more that begin with a time",
}

_ZIP = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENTITY = re.compile(rb"<!\s{0,20}ENTITY", re.IGNORECASE)


def check_source(source: Source) -> None:
    """Raises ScheduleError where a source is empty or not to be parsed at all."""
    if sum(map(len, source.files.values())) > MOST_BYTES:
        raise ScheduleError(f"{source.name}: larger than {MOST_BYTES // 2**20} MiB; give the programme alone")
    if not any(data.strip() for data in source.files.values()):
        raise ScheduleError(f"{source.name}: the file is empty; give the file that holds the programme")
    for name, data in source.files.items():
        if fault := _fault(data):
            raise ScheduleError(f"{source.name if not source.is_folder else f'{source.name}/{name}'}: {fault}")


def check_schedule(name: str, schedule: Schedule) -> Schedule:
    """The schedule itself; raises ScheduleError where it cannot be one: in year 9999, or a part of itself."""
    for session in schedule.sessions:
        for moment in (session.starts_at, session.ends_at):
            if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
                raise ScheduleError(f"{name}: {session.id}: the year {moment.year} cannot be right; correct the date")
        _check_containers(name, schedule, session)
    return schedule


def unknown(source: Source, formats: str) -> ScheduleError:
    """Why no format takes this source: broken syntax where it is one, else the formats there are."""
    start = source.data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start and start in b"{[" and (fault := _json_fault(source.data)):
        return ScheduleError(f"{source.name}: {fault}")
    if source.name.lower().endswith((".yml", ".yaml")) and (fault := _yaml_tree.fault(source.text)):
        return ScheduleError(f"{source.name}: {fault}")
    lacks = next((hint for endings, hint in _LACKS.items() if source.name.lower().endswith(endings)), "")
    return ScheduleError(f"{source.name}: no known schedule format; {lacks or f'Hallway reads {formats}'}")


def broken(source: Source, format_name: str, error: Exception) -> ScheduleError:
    """What a parser stumbled over, in one line that names the entry where that is known."""
    if isinstance(error, ValidationError):
        return ScheduleError(f"{source.name}: {_invalid(error)}")
    if isinstance(error, RecursionError):
        return ScheduleError(f"{source.name}: nested too deeply to be a schedule; give the programme's own file")
    reason = " ".join(str(error).split())[:120]
    return ScheduleError(
        f"{source.name}: looks like {format_name}, but cannot be read as such "
        f"({type(error).__name__}: {reason}); the file is damaged"
    )


def _fault(data: bytes) -> str | None:
    if data.startswith(_ZIP):
        return _archive_fault(data)
    if b"\0" in data and not data.startswith(_UTF16):
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return f"line {line} holds a NUL byte; this is no text, or a damaged one"
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<" and _ENTITY.search(data):
        return "declares entities, which no schedule needs; remove the declarations"
    is_json = bool(start) and start in b"{[" and data.rstrip()[-1:] in {b"}", b"]"}
    return _crowd(data, is_json=is_json) or (_long_line(data) if start != b"<" and not is_json else None)


def _archive_fault(data: bytes) -> str | None:
    """A spreadsheet is an archive; its reader looks at the sizes inside before it unpacks."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_spreadsheet = "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "is a damaged spreadsheet or archive; save it again"
    return None if is_spreadsheet else "is an archive, but no spreadsheet; give the file inside it"


def _long_line(data: bytes) -> str | None:
    """Text that people wrote has lines of a person's length; markup may stand all on one."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > LONGEST_LINE:
            return f"line {number} is longer than any text of a programme; give the programme alone"
        if len(line) > MOST_MARKS and max(line.count(mark) for mark in MARKS) > MOST_MARKS:
            return f"line {number} has more brackets, stars or underscores than any text; give the programme alone"
    return None


def _crowd(data: bytes, *, is_json: bool) -> str | None:
    containers = data.count(b"{") + data.count(b"[") if is_json else 0
    for count, most, what in (
        (data.count(b"<"), MOST_TAGS, "tags"),
        (containers, MOST_CONTAINERS, "lists and objects"),
        (data.count(b"BEGIN:V"), MOST_COMPONENTS, "calendar entries"),
        (max(data.count(b","), data.count(b"\t")), MOST_VALUES, "values"),
        (data.count(b"\n"), MOST_LINES, "lines"),
    ):
        if count > most:
            return f"more than {most} {what}; give the programme alone"
    return None


def _json_fault(data: bytes) -> str | None:
    try:
        json.loads(data)
    except RecursionError:
        return "nested too deeply to be a schedule; give the programme's own file"
    except json.JSONDecodeError as error:
        return f"line {error.lineno}: is not JSON: {error.msg}; the file is damaged or cut short"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"line {line} is not UTF-8 text; save the file as UTF-8"
    except ValueError as error:
        return f"is not JSON: {error}"
    return None


def _invalid(error: ValidationError) -> str:
    first: Any = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    id_ = first["input"].get("id") if isinstance(first["input"], dict) else None
    where = ": ".join(part for part in (str(id_) if id_ else error.title.lower(), field) if part)
    return f"{where}: {str(first['msg']).removeprefix('Value error, ')}"


def _check_containers(name: str, schedule: Schedule, session: Session) -> None:
    passed = {session.id}
    container = session.part_of
    while container is not None:
        if container in passed:
            raise ScheduleError(f"{name}: {session.id}: is a part of itself; correct what it is part of")
        passed.add(container)
        holder = schedule.session(container)
        container = holder.part_of if holder is not None else None
