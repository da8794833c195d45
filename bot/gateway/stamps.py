"""Moments as Discord shows them: each reader's own clock, with the conference's beside it.

Only formats; decides nothing about which times are worth showing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schedule.models import Session

_AREAS_WITHOUT_CITY = {"Etc", "SystemV"}


def full(moment: datetime) -> str:
    """Weekday, date and time."""
    return _stamp(moment, "F")


def date_and_time(moment: datetime) -> str:
    return _stamp(moment, "f")


def time_only(moment: datetime) -> str:
    return _stamp(moment, "t")


def relative(moment: datetime) -> str:
    """`in 10 minutes`, kept right by the reader's own screen."""
    return _stamp(moment, "R")


def span(session: Session, zone: ZoneInfo) -> str:
    """Start to end on each reader's own clock; empty for a session without a time."""
    if session.starts_at is None:
        return ""
    if session.all_day:
        # A day is the conference's: on another continent's clock it would be shown as its neighbour.
        return f"{session.starts_at.astimezone(zone):%A, %d %B %Y}, all day"
    return full(session.starts_at) + _until(session)


def clock(session: Session, zone: ZoneInfo) -> str:
    """What the clocks at the conference show, as `Sat 09:30–10:00 Chicago`; empty where there is no clock time."""
    if session.starts_at is None or session.all_day:
        return ""
    start = session.starts_at.astimezone(zone)
    end = f"–{session.ends_at.astimezone(zone):%H:%M}" if session.ends_at else ""
    return f"{start:%a %H:%M}{end} {place(zone)}"


def place(zone: ZoneInfo) -> str:
    """The city of an IANA zone, else the zone's whole name."""
    area, _, rest = zone.key.partition("/")
    if not rest or area in _AREAS_WITHOUT_CITY:
        return zone.key
    return rest.rpartition("/")[2].replace("_", " ")


def duration(length: timedelta) -> str:
    """`45 min`, `2 h`, `1 h 30 min`."""
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _until(session: Session) -> str:
    return f"–{time_only(session.ends_at)}" if session.ends_at and session.ends_at != session.starts_at else ""


def _stamp(moment: datetime, style: str) -> str:
    return f"<t:{int(moment.timestamp())}:{style}>"
