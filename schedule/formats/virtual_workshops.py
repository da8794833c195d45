"""Lists of workshops gathered from the virtual sites of NeurIPS, ICML and ICLR: a date, clock times and a zone each.

The zone is an abbreviation, often the site's own and not the venue's; times are read in it and shown at the venue.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schedule.formats import _instants
from schedule.formats._draft import Draft, address_of, link, unique
from schedule.formats._fields import first, objects, sequence
from schedule.formats._pages.zones import named_zone
from schedule.formats._people import split_names
from schedule.formats._prose import prose
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import configured_zone
from schedule.models import Schedule

NAME = "virtual-site workshops"

Entry = Mapping[str, Any]
_MARKS = frozenset({"title", "session_date", "session_start"})


def recognises(source: Source) -> bool:
    sample = objects(sequence(source.json)[:10])
    return bool(sample) and all(entry.keys() >= _MARKS for entry in sample)


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    entries = sequence(source.json)
    shown = configured_zone(context, draft.name)
    zones = _Zones(draft, shown, context)
    for index, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            _take(draft, zones, index, entry)
        else:
            draft.notes.left_out(f"entry {index}", "is no object")
    return draft.finish(title=context.title or "", timezone=zones.shown.key)


class _Zones:
    """The zone of each entry's clock times."""

    def __init__(self, draft: Draft, configured: ZoneInfo | None, context: Context) -> None:
        self._draft = draft
        self._context = context
        self._configured = configured
        self._first: ZoneInfo | None = None

    @property
    def shown(self) -> ZoneInfo:
        return self._configured or self._first or ZoneInfo("UTC")

    def place(self, where: str, local: datetime | None, abbreviation: str) -> datetime | None:
        """A clock time in UTC, read in the zone that the entry names. Raises ScheduleError where nobody names one."""
        if local is None:
            return None
        zone, offset = named_zone(abbreviation) or (_instants.zone_or_none(abbreviation), None)
        if zone is None:
            zone = self._configured or ZoneInfo(self._context.need_timezone(self._draft.name))
            if abbreviation:
                self._draft.notes.warning(
                    where, f"{abbreviation!r} is no known zone; read as clock times of {zone.key}"
                )
        self._first = self._first or zone
        moment = local.replace(tzinfo=zone)
        if offset is not None and moment.utcoffset() != offset:
            self._draft.notes.warning(
                "times", f"say {abbreviation}, but {zone.key} has {moment.tzname()} then; read as its clock times"
            )
        elif self._configured is not None and moment.utcoffset() != moment.astimezone(self._configured).utcoffset():
            self._draft.notes.guessed(
                "times", f"are read as {abbreviation or zone.key} and shown in {self._configured.key}"
            )
        return moment.astimezone(UTC)


def _take(draft: Draft, zones: _Zones, index: int, entry: Entry) -> None:
    id_ = first(entry, "workshop_id", "id", "event_id")
    where = f"workshop {id_ or index}"
    abbreviation = first(entry, "timezone")
    start, end = (_clock(entry, key) for key in ("session_start", "session_end"))
    if start is None and first(entry, "session_start"):
        draft.notes.warning(where, "session_date and session_start are no time; read without a time")
    if start and end and end < start:
        end += timedelta(days=1)  # one date is given for both: an evening that ends after midnight
    status = first(entry, "status")
    if status and status.casefold() != "ok":
        draft.notes.warning(where, f"its status is {status}")
    draft.add(
        where,
        id_=id_,
        title=first(entry, "title"),
        kind=clean(first(entry, "event_type")) or "Workshop",
        starts_at=zones.place(where, start, abbreviation),
        ends_at=zones.place(where, end, abbreviation) if start else None,
        rooms=unique([draft.room(first(entry, "room"))]),
        speakers=draft.people(split_names(first(entry, "organizers"))),
        abstract=prose(first(entry, "summary")),
        url=address_of(first(entry, "workshop_url")),
        links=unique([link("page", first(entry, "project_page"))]),
    )


def _clock(entry: Entry, key: str) -> datetime | None:
    day, clock = _instants.day(entry.get("session_date")), _instants.length(first(entry, key))
    return datetime.combine(day, time()) + clock if day and clock is not None and clock.days <= 1 else None
