"""A MiniConf site's data: a folder with the calendar, papers, speakers and workshops, or the calendar alone.

Papers and talks name the sessions in which they are shown; the calendar says when these are. A paper that is shown
twice is read as two entries, each a part of its session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from schedule.formats._columns import find_columns
from schedule.formats._draft import Draft
from schedule.formats._fields import objects, sequence, string
from schedule.formats._grid import Grid, split
from schedule.formats._ids import slug
from schedule.formats._source import Context, Source
from schedule.formats._table_rows import RowReader, Table, find_tables
from schedule.formats._text import clean, web_address
from schedule.formats._zones import Timing, decide
from schedule.models import Schedule

NAME = "MiniConf site data"

_PAPERS = "papers.csv"
_CALENDAR_KEYS = frozenset({"title", "start", "end", "calendarId"})
_NO_KIND = frozenset({"", "---"})
# Table -> what its rows are, where they do not say themselves.
_KINDS = {"papers": "Paper", "speakers": "Talk", "workshops": "Workshop"}


def recognises(source: Source) -> bool:
    if any(_is_calendar(document) for document in source.documents.values()):
        return True
    return source.is_folder and any(_names_columns(data) for path, data in source.files.items() if _is(path, _PAPERS))


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    items = [item for document in source.documents.values() if _is_calendar(document) for item in objects(document)]
    timing = decide(source.name, (item.get(key) for item in items for key in ("start", "end")), context, draft.notes)
    labels = _add_calendar(items, timing, draft)
    for path, data in source.files.items():
        if PurePosixPath(path).suffix.lower() in {".csv", ".tsv"}:
            _add_table(path, data, labels, draft, RowReader(draft, context, timing.zone))
    return draft.finish(title=_title(source) or context.title or "", timezone=timing.name)


def _is(path: str, name: str) -> bool:
    return PurePosixPath(path).name.lower() == name


def _is_calendar(document: Any) -> bool:
    entries = sequence(document)
    return bool(entries) and isinstance(entries[0], dict) and entries[0].keys() >= _CALENDAR_KEYS


def _names_columns(data: bytes) -> bool:
    head = data[:200].removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].decode("utf-8", "replace")
    columns = find_columns(head.strip().split(","))
    return columns is not None and "id" in columns and "authors" in columns


def _add_calendar(items: list[Mapping[str, Any]], timing: Timing, draft: Draft) -> dict[str, str]:
    """Adds the calendar's entries; gives the names under which others refer to them, with their ids."""
    labels: dict[str, str] = {}
    for number, item in enumerate(items, 1):
        title, place = clean(string(item.get("title"))), string(item.get("location"))
        kind = clean(string(item.get("calendarId")))
        room = None if web_address(place) or ".html" in place else draft.room(place)
        session = draft.add(
            f"calendar entry {number}",
            id_="",
            title=title,
            kind=None if kind in _NO_KIND else kind,
            starts_at=timing.read(item.get("start")),
            ends_at=timing.read(item.get("end")),
            rooms=() if room is None else (room,),
            url=web_address(string(item.get("link"))) or web_address(place),
        )
        if session is not None:
            for label in (title, title.partition(":")[0], *_queried(place)):
                labels.setdefault(clean(label).casefold(), session.id)
    return labels


def _queried(address: str) -> list[str]:
    """The session that a link of the calendar asks for: `papers.html?session=Mon+Session+3`."""
    try:
        return parse_qs(urlsplit(address).query).get("session", [])
    except ValueError:
        return []


def _add_table(path: str, data: bytes, labels: Mapping[str, str], draft: Draft, reader: RowReader) -> None:
    name = PurePosixPath(path).stem.lower()
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    grid = split(text, "\t" if path.endswith(".tsv") else ",", path)
    rows = tuple(replace(row, where=f"{path}, {row.where}") for row in grid.rows)
    for table in find_tables([Grid(rows)], draft):
        for row, fields in reader.fields(table):
            code = fields.pop("id_") or slug(fields["title"])
            shown = list(dict.fromkeys(_shown_in(table, row.cells, labels)))
            fields |= {"kind": fields["kind"] or _KINDS.get(name), "track": None if shown else fields["track"]}
            for count, container in enumerate(shown or [None], 1):
                id_ = f"{name}-{code}" if count == 1 else f"{name}-{code}-{count}"
                draft.add(row.where, id_=id_, **(fields | {"part_of": container}))


def _shown_in(table: Table, cells: tuple[str, ...], labels: Mapping[str, str]) -> Iterator[str]:
    """The calendar's entries that a row names, in whichever column."""
    title = table.columns.cell("title", cells)
    for cell in cells:
        for part in cell.split("|") if len(cell) <= 500 and cell != title else ():
            if id_ := labels.get(clean(part).casefold()):
                yield id_


def _title(source: Source) -> str:
    """The name in the site's own settings."""
    for path, data in source.files.items():
        if _is(path, "config.yml"):
            try:
                settings = yaml.safe_load(data)
            except (yaml.YAMLError, RecursionError):
                return ""
            return clean(string(settings.get("name"))) if isinstance(settings, dict) else ""
    return ""
