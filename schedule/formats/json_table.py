"""JSON of a site's own making: objects that hold a title and something more of a programme, in lists or under keys.

Their keys are read like a table's headings. Only what no format of its own claims is read so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from schedule.formats._columns import find_columns
from schedule.formats._days import find_day
from schedule.formats._fields import string
from schedule.formats._grid import MOST_ROWS, Grid, Row
from schedule.formats._source import Context, Source
from schedule.formats._table_rows import read_grids
from schedule.models import Schedule, ScheduleError

NAME = "JSON objects of sessions"
IS_GENERAL = True

_DEPTH = 6
_GROUP = "track"  # what the key around a group of sessions is taken for, where they name no track themselves
_NAMES = ("name", "Name", "title", "Title", "fullName", "full_name", "displayName")
_DAYS = ("date", "Date", "day", "Day")
_LONGEST_DAY = 40
# Keys that name no group: they say that there are sessions.
_PLURALS = frozenset(
    {
        "days",
        "slots",
        "timeslots",
        "sessions",
        "talks",
        "events",
        "items",
        "entries",
        "schedule",
        "program",
        "programme",
    }
)
# A title alone is a link, a sponsor or a picture.
_TELLING = frozenset(
    {"start", "start_date", "start_time", "room", "speakers", "authors", "people", "abstract", "track", "block"}
)


@dataclass(frozen=True, slots=True)
class _Path:
    """What stands around an object: the keys that lead to it, and the group and the day they name."""

    where: str = ""
    group: str = ""
    day: str = ""

    def below(self, key: str, *, is_top: bool) -> _Path:
        where = f"{self.where} {key}".strip()
        if _is_day(key):
            return replace(self, where=where, day=key)
        is_group = not (key.isdigit() or is_top or key.casefold() in _PLURALS)
        return replace(self, where=where, group=key if is_group else self.group)


def recognises(source: Source) -> bool:
    return not source.is_folder and next(_records(source.json, _Path(), 0), None) is not None


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a day or a zone is needed and nobody gave it."""
    records = list(islice(_records(source.json, _Path(), 0), MOST_ROWS + 1))
    if len(records) > MOST_ROWS:
        raise ScheduleError(f"{source.name}: more than {MOST_ROWS} sessions; give the programme of one conference")
    headings = list(dict.fromkeys(key for _, _, record in records for key in record))
    columns = find_columns(headings)
    if columns is not None and "track" not in columns and any(group for _, group, _ in records):
        headings.append(_GROUP)
    rows = (
        Row(where, tuple(group if key == _GROUP and key not in record else _cell(record.get(key)) for key in headings))
        for where, group, record in records
    )
    return read_grids(
        source.name, [Grid((Row("keys", tuple(headings)), *rows), carries=False)], context, _title(source.json)
    )


def _records(value: Any, path: _Path, depth: int) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each session's object, with its path and the last key on the way to it that names a group."""
    if depth > _DEPTH:
        return
    if isinstance(value, dict) and _is_session(value) and not _holds_sessions(value):
        yield path.where or "object", path.group, value if not path.day or _names_day(value) else _dated(value, path)
        return
    items = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    inner = replace(path, day=_day(value) or path.day) if isinstance(value, dict) else path
    for key, item in items:
        if isinstance(item, dict | list):
            yield from _records(item, inner.below(str(key), is_top=depth == 0), depth + 1)


def _holds_sessions(value: Mapping[str, Any]) -> bool:
    """Whether an object with a title and a date is a day: it has no clock time, and what it lists has."""
    lists = [item for item in value.values() if isinstance(item, list)]
    inner = [one for items in lists for one in items[:1] if isinstance(one, dict) and _is_session(one)]
    return any(map(_has_clock, inner)) and not _has_clock(value)


def _has_clock(value: Mapping[str, Any]) -> bool:
    columns = find_columns(list(value))
    return columns is not None and not {"start", "start_time"}.isdisjoint(columns.by_role)


def _day(value: Mapping[str, Any]) -> str:
    """The day that an object around sessions is about."""
    texts = (string(value[key]) for key in _DAYS if key in value)
    return next((text for text in texts if _is_day(text)), "")


def _is_day(text: str) -> bool:
    found = find_day(text) if 0 < len(text) <= _LONGEST_DAY and any(map(str.isdigit, text)) else None
    return found is not None and found.month is not None


def _names_day(value: Mapping[str, Any]) -> bool:
    columns = find_columns(list(value))
    keys = list(value)
    roles = ("start", "start_date", "start_time")
    numbers = [number for role in roles for number in (columns.by_role.get(role, ()) if columns else ())]
    return any(_is_day(string(value[keys[number]])) for number in numbers)


def _dated(value: Mapping[str, Any], path: _Path) -> Mapping[str, Any]:
    return {**{key: item for key, item in value.items() if key not in _DAYS}, "date": path.day}


def _is_session(value: Mapping[str, Any]) -> bool:
    """A title in plain text and something of a programme, among the keys that hold anything."""
    keys = [key for key, item in value.items() if item not in (None, "", [], {})]
    title = _title_key(tuple(keys))
    return title is not None and isinstance(value[title], str)


@lru_cache(maxsize=256)
def _title_key(keys: tuple[str, ...]) -> str | None:
    """The key of the title; None where these are no session's keys. A file repeats the same few sets of keys."""
    columns = find_columns(keys)
    if columns is None or _TELLING.isdisjoint(columns.by_role):
        return None
    return keys[columns.by_role["title"][0]]


def _title(document: Any) -> str:
    if not isinstance(document, dict) or _is_session(document):
        return ""
    return next((string(document[key]) for key in ("title", "name", "conference") if string(document.get(key))), "")


def _cell(value: Any) -> str:
    """Lists are parted by semicolons; of an object only its name counts."""
    if isinstance(value, list):
        return "; ".join(part for part in map(_cell, value) if part)
    if isinstance(value, dict):
        return next((string(value[key]) for key in _NAMES if string(value.get(key))), "")
    if isinstance(value, bool):
        return "yes" if value else ""
    return string(value)
