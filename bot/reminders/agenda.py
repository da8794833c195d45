"""A person's own choice of sessions: what is in it, what comes in, what goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.reminders.fulfilled import Fulfilled, earliest, parted
from bot.reminders.service import ReminderService
from bot.reminders.targets import named
from bot.reminders.wording import capital, sessions_count
from schedule.answering.answer import Target, TargetKind
from schedule.models import Schedule, Session

_HINT = "“Remind me of my agenda” tells you before each of them."


async def agenda(recipient: str, service: ReminderService, schedule: Schedule, now: datetime) -> Fulfilled:
    """What somebody chose to attend, which need not be what they want to be reminded of."""
    found = [schedule.session(session_id) for session_id in await service.agenda(recipient)]
    chosen = [session for session in found if session is not None]
    if not chosen:
        return Fulfilled("Your agenda is empty.")
    timed = earliest([s for s in chosen if s.starts_at is not None])
    over = [s for s in timed if (s.ends_at or s.starts_at or now) <= now]
    left = [*(s for s in timed if s not in over), *(s for s in chosen if s.starts_at is None)]
    shown, rest = parted(left)
    return Fulfilled(
        headline=f"Your agenda holds {sessions_count(len(chosen))}{_over(len(over), len(chosen))}.",
        sessions=shown,
        rest=rest,
    )


def _over(over: int, chosen: int) -> str:
    if not over:
        return ""
    if over == chosen:
        return ", which is over" if chosen == 1 else ", all of them over"
    return f", {over} of them over"


async def added(
    targets: Sequence[Target], recipient: str, service: ReminderService, schedule: Schedule, now: datetime
) -> Fulfilled:
    new = [target for target in targets if await service.add_to_agenda(recipient, target.value, now)]
    sessions = _sessions(new or targets, schedule)
    told = any(wish.target.kind is TargetKind.AGENDA for wish in await service.subscriptions(recipient))
    shown, rest = parted(sessions)
    return Fulfilled(
        f"{_what(new or targets, schedule)} in your agenda{'' if new else ' already'}.",
        () if told or not new else (_HINT,),
        shown,
        rest=rest,
    )


async def dropped(targets: Sequence[Target], recipient: str, service: ReminderService, schedule: Schedule) -> Fulfilled:
    gone = [target for target in targets if await service.remove_from_agenda(recipient, target.value)]
    return Fulfilled(f"{_what(gone or targets, schedule)} not in your agenda{' any more' if gone else ''}.")


def _what(targets: Sequence[Target], schedule: Schedule) -> str:
    return f"{capital(named(targets, schedule))} {'is' if len(targets) == 1 else 'are'}"


def _sessions(targets: Sequence[Target], schedule: Schedule) -> list[Session]:
    found = [schedule.session(target.value) for target in targets]
    return earliest([session for session in found if session is not None])
