"""A Reminder as Discord shows it: what starts, what moved, what is cancelled; one message within its size limits.

Says nothing of who is told and when. The only mentions it makes are the roles and the person that the reminder names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.gateway import markdown, stamps
from bot.gateway.addresses import user_id
from bot.gateway.packing import Shown, pack
from bot.gateway.render import session_line, session_title, when
from bot.reminders.models import Reason, Reminder
from schedule.answering.answer import Detail
from schedule.models import Session

_DETAILS = frozenset({Detail.PEOPLE, Detail.LINKS})


def show_reminder(reminder: Reminder, zone: ZoneInfo) -> Shown:
    """`zone` is the conference's."""
    lines = list(_WORDS[reminder.reason](reminder, zone))
    if reminder.late is not None:
        lines.append(f"This message comes {stamps.duration(max(reminder.late, timedelta(minutes=1)))} late.")
    mentions = [f"<@&{int(role)}>" for role in reminder.roles]
    if reminder.mention is not None:
        mentions.append(f"<@{user_id(reminder.mention)}>")
    if mentions and lines:
        lines[0] = f"{' '.join(mentions)} {lines[0]}"
    return pack(lines)


def _starting(reminder: Reminder, zone: ZoneInfo) -> Iterator[str]:
    if len(reminder.sessions) == 1:
        yield _coming(reminder, reminder.sessions[0], zone)
        return
    yield "Coming up" + (f" {stamps.relative(reminder.starts_at)}:" if reminder.starts_at else ":")
    for session in reminder.sessions:
        yield f"- {_moved_away(reminder, session)}" + session_line(session, zone, _DETAILS)


def _coming(reminder: Reminder, session: Session, zone: ZoneInfo) -> str:
    if reminder.before is not None and reminder.before.starts_at != session.starts_at:
        return f"Moved, and coming up: {session_title(session)}" + _change(reminder, session, zone)
    return (_moved_away(reminder, session) or "Coming up: ") + session_line(session, zone, _DETAILS)


def _moved_away(reminder: Reminder, session: Session) -> str:
    """In a notice that is corrected: this one does not start then any more."""
    stays = session.cancelled or session.starts_at == reminder.starts_at
    return "" if reminder.edits is None or stays else "Moved: "


def _moved(reminder: Reminder, zone: ZoneInfo) -> Iterator[str]:
    for session in reminder.sessions:
        yield f"Moved: {session_title(session)}" + _change(reminder, session, zone)


def _relocated(reminder: Reminder, zone: ZoneInfo) -> Iterator[str]:
    for session in reminder.sessions:
        old = _room(reminder.before) if reminder.before else ""
        yield (
            f"New room: {session_title(session)} · "
            + " → ".join(filter(None, [f"~~{old}~~" if old else "", _room(session)]))
            + f" · {when(session, zone)}"
        )


def _reinstated(reminder: Reminder, zone: ZoneInfo) -> Iterator[str]:
    for session in reminder.sessions:
        yield "On again: " + session_line(session, zone, _DETAILS)


def _welcome(reminder: Reminder, zone: ZoneInfo) -> Iterator[str]:
    yield "Your reminders will arrive here, as this message did. “What are my reminders?” shows them."
    for session in reminder.sessions:
        yield "- " + session_line(session, zone)


def _cancelled(reminder: Reminder, zone: ZoneInfo) -> Iterator[str]:
    for session in reminder.sessions:
        yield f"Cancelled: ~~{markdown.bold(markdown.shorten(session.title, 300))}~~ · {when(session, zone)}"


def _change(reminder: Reminder, session: Session, zone: ZoneInfo) -> str:
    """` · ~~old time~~ → new time · room`, with the old room struck where that changed too."""
    before = reminder.before
    time, room = when(session, zone), _room(session)
    if before and before.starts_at:
        old = f"{stamps.full(before.starts_at)}, {stamps.clock(before, zone)}".removesuffix(", ")
        time = f"~~{old}~~ → {time}"
    if before and _room(before) != room:
        room = " → ".join(filter(None, [f"~~{_room(before)}~~" if before.rooms else "", room]))
    return "".join(f" · {part}" for part in (time, room) if part)


def _room(session: Session) -> str:
    return markdown.plain_within(session.room or "", 120)


_WORDS = {
    Reason.STARTING: _starting,
    Reason.MOVED: _moved,
    Reason.RELOCATED: _relocated,
    Reason.CANCELLED: _cancelled,
    Reason.REINSTATED: _reinstated,
    Reason.WELCOME: _welcome,
}
