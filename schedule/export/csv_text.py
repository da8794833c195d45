"""A schedule as a table: one row a session, the headings that the reader of tables knows."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

from schedule.models import Schedule, Session

HEADINGS = (
    "id",
    "title",
    "kind",
    "start",
    "end",
    "all day",
    "room",
    "track",
    "speakers",
    "authors",
    "abstract",
    "url",
    "links",
    "language",
    "cancelled",
    "part of",
    "time zone",
    "conference",
)
# Spreadsheets run a cell that begins so as a formula; an apostrophe before it makes it text.
_FORMULA = re.compile(r"['=+\-@\t\r]")


def to_csv(schedule: Schedule) -> str:
    """Ends with a line feed. Lists are parted by semicolons, links stand one a line as `label: address`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    for session in schedule.sessions:
        writer.writerow([_cell(value) for value in _row(session, schedule)])
    return out.getvalue()


def _row(session: Session, schedule: Schedule) -> tuple[str | None, ...]:
    return (
        session.id,
        session.title,
        session.kind,
        _moment(session.starts_at, schedule),
        _moment(session.ends_at, schedule),
        "yes" if session.all_day else "",
        "; ".join(room.name for room in session.rooms),
        session.track,
        "; ".join(person.name for person in session.speakers),
        "; ".join(person.name for person in session.authors),
        session.abstract,
        session.url,
        "\n".join(f"{link.label}: {link.url}" for link in session.links),
        session.language,
        "yes" if session.cancelled else "",
        session.part_of,
        schedule.timezone,
        schedule.title,
    )


def _moment(moment: datetime | None, schedule: Schedule) -> str:
    return "" if moment is None else moment.astimezone(schedule.zone).isoformat()


def _cell(value: str | None) -> str:
    text = value or ""
    return f"'{text}" if _FORMULA.match(text) else text
