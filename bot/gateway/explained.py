"""Why a reminder came or did not, with the times of what is due and what became of each attempt."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.gateway import markdown, stamps
from bot.gateway.render import session_line
from bot.reminders.models import Attempted, Explanation
from schedule.models import Session

_SHOWN = 8


def explanation_lines(session: Session, explained: Explanation, zone: ZoneInfo) -> Iterator[str]:
    yield session_line(session, zone)
    yield markdown.plain_within(explained.text, 600)
    if explained.due:
        yield "Due: " + ", ".join(f"{stamps.full(due)} ({stamps.relative(due)})" for due in explained.due[:_SHOWN])
    yield from (_attempt(attempted) for attempted in explained.deliveries[-_SHOWN:])


def _attempt(attempted: Attempted) -> str:
    """`- starting, due …: delivered …, 2 tries, direct`."""
    settled = f" {stamps.full(attempted.settled_at)}" if attempted.settled_at else ""
    tries = "1 try" if attempted.tries == 1 else f"{attempted.tries} tries"
    facts = filter(None, [f"{attempted.state}{settled}", tries, attempted.route, markdown.plain(attempted.why)])
    return f"- {attempted.reason}, due {stamps.full(attempted.due_at)}: {', '.join(facts)}"
