"""Which zone a schedule is shown in and what its times mean, decided once for a whole source.

The organiser's word comes first, then the source's; where they contradict each other or the times themselves,
a note says which one was used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from schedule.formats._instants import instant, zone_of_offsets, zone_or_none
from schedule.formats._notes import Notes
from schedule.formats._source import Context
from schedule.models import ScheduleError


@dataclass(frozen=True, slots=True)
class Timing:
    """How the times of one source are read. `ignores_offset`: they are the venue's clock, whatever they claim."""

    zone: ZoneInfo
    ignores_offset: bool = False

    @property
    def name(self) -> str:
        return self.zone.key

    def read(self, value: Any) -> datetime | None:
        """An ISO text in UTC; None where it is no date with a time."""
        return self.utc(instant(value))

    def utc(self, moment: datetime | None) -> datetime | None:
        """The moment in UTC; a naive one is a clock time of the zone."""
        if moment is None:
            return None
        if moment.tzinfo is None or self.ignores_offset:
            moment = moment.replace(tzinfo=self.zone)
        return moment.astimezone(UTC)


def configured_zone(context: Context, where: str) -> ZoneInfo | None:
    """Raises ScheduleError where the configured name is no zone."""
    zone = zone_or_none(context.timezone)
    if context.timezone and zone is None:
        raise ScheduleError(
            f"{where}: {context.timezone!r} is not a time zone; give an IANA name such as Europe/Berlin"
        )
    return zone


def decide(
    source: str,
    values: Iterable[Any],
    context: Context,
    notes: Notes,
    *,
    named: Any = None,
    writes_venue_clock: bool = False,
) -> Timing:
    """How to read these ISO texts.

    `named` is the zone that the source names for itself. `writes_venue_clock` says that its system always writes
    the venue's clock and offset, so that an offset of +00:00 elsewhere means a system set to UTC by mistake.
    Raises ScheduleError where some time has no offset and nobody names a zone.
    """
    moments = [(value, moment) for value in values if (moment := instant(value)) is not None]
    aware = [moment for _, moment in moments if moment.tzinfo is not None]
    configured = configured_zone(context, source)
    zone = _named(named, aware, notes, configured) or configured
    if zone is None:
        if len(aware) < len(moments):
            context.need_timezone(source)
        if writes_venue_clock and _stamped_zero(moments):
            notes.warning("times", "carry +00:00; where they are the venue's clock, `timezone` puts them right")
        return Timing(_guessed(aware, notes) if aware else ZoneInfo("UTC"))  # any zone shows no times
    off = [moment for moment in aware if moment.utcoffset() != moment.astimezone(zone).utcoffset()]
    if not off:
        return Timing(zone)
    is_zero = all(moment.utcoffset() == timedelta() for moment in aware)
    if writes_venue_clock and _stamped_zero(moments):
        notes.warning(
            "times", f"carry +00:00, which {zone.key} is not then; read as clock times of {zone.key}: {_clock(off[0])}"
        )
        return Timing(zone, ignores_offset=True)
    if not is_zero:
        notes.warning(
            "times", f"carry {_offset(off[0])}, which {zone.key} is not then; used as written, shown in {zone.key}"
        )
    return Timing(zone)


def _stamped_zero(moments: list[tuple[Any, datetime]]) -> bool:
    """Whether all times carry +00:00, as systems write that were never told their zone; a Z is a statement."""
    return bool(moments) and all(
        moment.utcoffset() == timedelta() and not str(value).strip().upper().endswith("Z") for value, moment in moments
    )


def _named(named: Any, aware: list[datetime], notes: Notes, configured: ZoneInfo | None) -> ZoneInfo | None:
    """The organiser's zone, else the source's own, unless all its times say otherwise."""
    zone = zone_or_none(named)
    if zone is None:
        if isinstance(named, str) and named.strip():
            notes.warning("time zone", f"{named.strip()!r} is not a time zone; not used")
        return None
    off = [moment for moment in aware if moment.utcoffset() not in (moment.astimezone(zone).utcoffset(), timedelta())]
    if not off or len(off) < len(aware):
        return configured or zone
    used = configured or zone_or_none(zone_of_offsets(aware)) or zone
    notes.warning(
        "time zone",
        f"{zone.key} is named, but times carry {_offset(off[0])}; the times are used as written, in {used.key}",
    )
    return used


def _guessed(aware: list[datetime], notes: Notes) -> ZoneInfo:
    zone = zone_or_none(zone_of_offsets(aware)) or ZoneInfo("UTC")
    notes.guessed(
        "time zone", f"none is named; times are shown in {zone.key} after their offset; `timezone` gives another"
    )
    return zone


def _offset(moment: datetime) -> str:
    return moment.isoformat()[-6:]


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M} stays {moment:%H:%M}"
