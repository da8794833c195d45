"""Reminders and notices in the terminal: each arrives by itself, above the line being typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.console.chat import RECIPIENT
from bot.console.screen import Screen
from bot.feed import ScheduleFeed
from bot.reminders.models import Outcome, OutcomeKind, Reason, Reminder
from bot.reminders.wording import minutes
from schedule.answering.answer import Answer, Verdict
from schedule.answering.wording import word
from schedule.models import Session

_STYLE = "ansiyellow"
_HALF_A_MINUTE = timedelta(seconds=30)


class TerminalDelivery:
    """Never refuses: the terminal is there as long as the program runs."""

    def __init__(self, feed: ScheduleFeed, clock: Clock, screen: Screen) -> None:
        self._feed = feed
        self._clock = clock
        self._screen = screen

    async def deliver(self, reminder: Reminder) -> Outcome:
        now = self._clock.now()
        shown = Answer(Verdict.FOUND, "reminder", headline(reminder, now, self._feed.schedule.zone), reminder.sessions)
        where = "*" if reminder.recipient == RECIPIENT else "* In the channel:"
        self._screen.write(f"{where} {word(shown, self._feed.schedule, now)}", _STYLE)
        return Outcome(OutcomeKind.DELIVERED, reference=reminder.id)


def headline(reminder: Reminder, now: datetime, zone: ZoneInfo) -> str:
    """One sentence; the sessions with their times follow below it."""
    late = f" (this comes {minutes(reminder.late)} late)" if reminder.late is not None else ""
    return f"{_said(reminder, now, zone)}{late}:"


def _said(reminder: Reminder, now: datetime, zone: ZoneInfo) -> str:
    match reminder.reason:
        case Reason.MOVED:
            return f"Moved{_from(reminder.before, lambda session: _time(session, zone))}"
        case Reason.RELOCATED:
            return f"Another room{_from(reminder.before, lambda session: session.room)}"
        case Reason.CANCELLED:
            return "This will not take place"
        case Reason.REINSTATED:
            return "It takes place after all"
        case Reason.WELCOME:
            return "Reminders will arrive here, as this message did"
        case Reason.STARTING:
            return _starting(reminder.starts_at, now)


def _starting(starts_at: datetime | None, now: datetime) -> str:
    if starts_at is None or starts_at <= now:
        return "Starting now"
    # Rounded: a message that took a second on its way still comes ten minutes before.
    return f"Starting in {minutes(starts_at - now + _HALF_A_MINUTE)}"


def _from(before: Session | None, what: Callable[[Session], str | None]) -> str:
    old = what(before) if before is not None else None
    return f" from {old}" if old else ""


def _time(session: Session, zone: ZoneInfo) -> str | None:
    """With its weekday: a session may move to another day."""
    return f"{session.starts_at.astimezone(zone):%a %H:%M}" if session.starts_at else None
