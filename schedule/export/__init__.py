"""A schedule as a file that others, and Hallway itself, can read again: JSON, iCalendar, CSV."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from schedule.export.csv_text import to_csv
from schedule.export.json_text import to_json
from schedule.models import Schedule

__all__ = ["Target", "export"]


class Target(StrEnum):
    JSON = "json"
    ICS = "ics"
    CSV = "csv"


def export(schedule: Schedule, target: Target, *, made_at: datetime) -> str:
    """The whole schedule in that form. `made_at` is written only where the form demands it, in calendars."""
    if target is Target.JSON:
        return to_json(schedule)
    if target is Target.CSV:
        return to_csv(schedule)
    from schedule.calendar_file import calendar  # noqa: PLC0415 - icalendar is slow to load, and most runs never need it

    return calendar(schedule, schedule.sessions, made_at=made_at)
