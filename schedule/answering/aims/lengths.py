"""Stretches of time in words."""

from __future__ import annotations

from datetime import timedelta

from schedule.models import Session


def spoken(length: timedelta) -> str:
    """`1 hour 30 minutes`; whole minutes, rounded up."""
    hours, minutes = divmod(-(-int(length.total_seconds()) // 60), 60)
    parts = [f"{hours} hour{'s' * (hours != 1)}"] if hours else []
    if minutes or not hours:
        parts.append(f"{minutes} minute{'s' * (minutes != 1)}")
    return " ".join(parts)


def length_of(session: Session) -> timedelta:
    """Nothing where the schedule does not say when it ends."""
    if session.starts_at is None or session.ends_at is None:
        return timedelta(0)
    return session.ends_at - session.starts_at
