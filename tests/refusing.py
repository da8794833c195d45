"""What one format says against a file."""

from __future__ import annotations

from schedule.formats import Context, Format, Source
from schedule.models import ScheduleError


def refusal_of(source: Source, format_: Format, context: Context) -> str:
    """Past the guards of `read`, so that what a format itself does not foresee is seen; empty where it was read."""
    try:
        if format_.recognises(source):
            format_.parse(source, context)
    except ScheduleError as error:
        return str(error)
    return ""
