"""What came of a wish, in plain sentences and sessions; whoever shows it shows the times of these. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.reminders.models import Confirmation, Subscription
from schedule.models import Session

_SHOWN = 5  # sessions at once; the promise counts, the list only illustrates


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """`headline` and `notes` are plain sentences; `sessions` are shown with their times, `offers` as choices."""

    headline: str
    notes: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()  # earliest first; those that reminders will come for
    rest: tuple[Session, ...] = ()  # further ones, which are not shown at once
    offers: tuple[Session, ...] = ()  # what can be asked for instead
    next_due: datetime | None = None  # when the first message comes
    confirmations: tuple[Confirmation, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()  # of SHOW, and what remains after STOP
    last: str = ""  # a plain sentence below all of it


def parted(sessions: Sequence[Session]) -> tuple[tuple[Session, ...], tuple[Session, ...]]:
    """What is shown at once, and the rest; a single one more takes no more room than to say so."""
    most = len(sessions) if len(sessions) == _SHOWN + 1 else _SHOWN
    return tuple(sessions[:most]), tuple(sessions[most:])


def earliest(sessions: Sequence[Session]) -> list[Session]:
    """In the order of their starts."""
    return sorted(sessions, key=lambda session: session.starts_at.timestamp() if session.starts_at else 0.0)
