"""What somebody has asked for so far, and what is stored about them: shown, or deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.reminders.fulfilled import Fulfilled, earliest, parted
from bot.reminders.models import Subscription
from bot.reminders.service import ReminderService
from bot.reminders.targets import describe, sessions_of
from bot.reminders.wording import capital, enumerate_words, lead_words, reminders_count, sessions_count
from schedule.models import Schedule

_STORED = (
    "I store your id, your reminders and agenda, and which messages I sent you: no name, nothing you wrote."
    " “Delete my data” removes it all."
)
_NOTHING = "I have nothing stored about you."


async def overview(recipient: str, service: ReminderService, schedule: Schedule, now: datetime) -> Fulfilled:
    wishes = await service.subscriptions(recipient)
    if not wishes:
        return Fulfilled("You have no reminders; ask for one with “remind me before …”.")
    own = await service.agenda(recipient)
    lines = tuple(_line(wish, service, schedule) for wish in wishes)
    active = [wish for wish in wishes if not wish.paused]
    covered = {s.id: s for wish in active for s in sessions_of(wish.target, schedule, own)}
    to_come = earliest([s for s in covered.values() if s.starts_at and s.starts_at > now and not s.cancelled])
    shown, rest = parted(to_come)
    return Fulfilled(
        headline=f"You have {reminders_count(len(wishes))}; {sessions_count(len(to_come))} to come.",
        notes=lines,
        sessions=shown,
        rest=rest,
        subscriptions=wishes,
    )


def _line(wish: Subscription, service: ReminderService, schedule: Schedule) -> str:
    leads = lead_words(wish.leads or service.settings.leads)
    marks = "".join([", once" if wish.once else "", ", paused" if wish.paused else ""])
    return f"{capital(describe(wish.target, schedule))}: {leads}{marks}."


async def changed(leads: Sequence[timedelta], recipient: str, service: ReminderService, now: datetime) -> Fulfilled:
    """Another lead for all of somebody's wishes."""
    count = await service.change_lead(recipient, leads, now)
    if not count:
        return Fulfilled("There is nothing to change: you have no reminders.")
    which = {1: "Your reminder comes", 2: "Both reminders come"}.get(count, f"All {count} reminders come")
    return Fulfilled(f"{which} {lead_words(leads or service.settings.leads)} from now on.")


async def stored(recipient: str, service: ReminderService, schedule: Schedule, now: datetime) -> Fulfilled:
    """The overview, and what else is kept of a person."""
    shown = await overview(recipient, service, schedule, now)
    own = await service.agenda(recipient)
    held = f"Your agenda holds {sessions_count(len(own))}. " if own else ""
    return replace(shown, last=f"{held}{_STORED}")


async def forgotten(recipient: str, service: ReminderService) -> Fulfilled:
    """Deletes all of it, and says what that was."""
    wishes, own = await service.subscriptions(recipient), await service.agenda(recipient)
    if not await service.forget(recipient):
        return Fulfilled(_NOTHING)
    parts = [
        *([reminders_count(len(wishes))] if wishes else []),
        *([f"your agenda of {sessions_count(len(own))}"] if own else []),
        "the record of what I sent you",
    ]
    return Fulfilled(f"Deleted: {enumerate_words(parts)}. Nothing is stored about you any more.")
