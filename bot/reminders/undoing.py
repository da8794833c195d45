"""What somebody's last wish changed, kept for a little while so that they can take it back. In memory, and bounded.

Only what that one wish changed is put back as it was: what was done since, by a command or elsewhere, stays.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.reminders.fulfilled import Fulfilled
from bot.reminders.models import Confirmation, Subscription
from bot.reminders.targets import named
from bot.reminders.wording import capital, lead_words
from schedule.answering.answer import Target, TargetKind
from schedule.models import Schedule

LASTS = timedelta(minutes=10)
_MOST = 10_000  # people; of more, those who changed something longest ago cannot take it back
_NOTHING = "There is nothing to take back: you changed nothing in the last ten minutes."


class Wishes(Protocol):
    """What is read and put back of a person."""

    async def subscriptions(self, recipient: str) -> tuple[Subscription, ...]: ...
    async def agenda(self, recipient: str) -> tuple[str, ...]: ...
    async def subscribe(
        self, recipient: str, target: Target, now: datetime, *, leads: tuple[timedelta, ...] = (), once: bool = False
    ) -> Confirmation: ...
    async def unsubscribe(self, recipient: str, target: Target | None = None) -> int: ...
    async def pause(self, recipient: str, now: datetime, subscription_id: int | None = None) -> int: ...
    async def add_to_agenda(self, recipient: str, session_id: str, now: datetime) -> bool: ...
    async def remove_from_agenda(self, recipient: str, session_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Change:
    """How what was changed stood before; None for a wish that there was not."""

    at: datetime
    wishes: dict[Target, Subscription | None]
    added: tuple[str, ...]  # to the agenda
    dropped: tuple[str, ...]  # from it

    def __bool__(self) -> bool:
        return bool(self.wishes or self.added or self.dropped)


class LastChanges:
    """Of each person the last one. A person who is forgotten is forgotten here as well."""

    def __init__(self) -> None:
        self._changes: OrderedDict[str, Change] = OrderedDict()

    @asynccontextmanager
    async def noted(self, recipient: str, wishes: Wishes, now: datetime) -> AsyncIterator[None]:
        """Around what may change somebody's wishes or agenda."""
        before, own = await wishes.subscriptions(recipient), await wishes.agenda(recipient)
        yield
        after, kept = await wishes.subscriptions(recipient), await wishes.agenda(recipient)
        added = tuple(id_ for id_ in kept if id_ not in own)
        dropped = tuple(id_ for id_ in own if id_ not in kept)
        change = Change(now, _differences(before, after), added, dropped)
        if change:
            self._changes[recipient] = change
            self._changes.move_to_end(recipient)
            while len(self._changes) > _MOST or abs(now - next(iter(self._changes.values())).at) > LASTS:
                self._changes.popitem(last=False)

    def forget(self, recipient: str) -> None:
        self._changes.pop(recipient, None)

    async def take_back(self, recipient: str, wishes: Wishes, schedule: Schedule, now: datetime) -> Fulfilled:
        change = self._changes.pop(recipient, None)
        if change is None or abs(now - change.at) > LASTS:
            return Fulfilled(_NOTHING)
        for target, wish in change.wishes.items():
            await _put_back(target, wish, recipient, wishes, now)
        for id_ in change.added:
            await wishes.remove_from_agenda(recipient, id_)
        for id_ in change.dropped:
            await wishes.add_to_agenda(recipient, id_, now)
        headline, *notes = _sentences(change, schedule)
        return Fulfilled(f"Taken back: {headline}", tuple(capital(note) for note in notes))


def _differences(
    before: tuple[Subscription, ...], after: tuple[Subscription, ...]
) -> dict[Target, Subscription | None]:
    old, new = ({wish.target: wish for wish in wishes} for wishes in (before, after))
    touched = [target for target in {**old, **new} if _terms(old.get(target)) != _terms(new.get(target))]
    return {target: old.get(target) for target in touched}


def _terms(wish: Subscription | None) -> tuple[object, ...]:
    return () if wish is None else (wish.leads, wish.once, wish.paused)


async def _put_back(target: Target, wish: Subscription | None, recipient: str, wishes: Wishes, now: datetime) -> None:
    if wish is None:
        await wishes.unsubscribe(recipient, target)
        return
    again = await wishes.subscribe(recipient, target, now, leads=wish.leads, once=wish.once)
    if wish.paused:
        await wishes.pause(recipient, now, again.subscription.id)


def _sentences(change: Change, schedule: Schedule) -> list[str]:
    """What stands now, in plain words."""
    gone = [target for target, wish in change.wishes.items() if wish is None]
    back = [wish for wish in change.wishes.values() if wish is not None]
    said = [f"I will not remind you of {named(gone, schedule)}."] if gone else []
    if len(back) == 1:
        said.append(f"{_as_before(back[0], schedule)}.")
    elif back:
        said.append(f"your reminders of {named([wish.target for wish in back], schedule)} are as they were.")
    for ids, how in ((change.added, "not in your agenda any more"), (change.dropped, "in your agenda again")):
        if ids:
            what = named([Target(TargetKind.SESSION, id_) for id_ in ids], schedule)
            said.append(f"{what} {'is' if len(ids) == 1 else 'are'} {how}.")
    return said


def _as_before(wish: Subscription, schedule: Schedule) -> str:
    before = f"{lead_words(wish.leads)}{'' if all(wish.leads) else ' of'}" if wish.leads else "of"
    marks = [mark for mark, is_so in (("once", wish.once), ("paused", wish.paused)) if is_so]
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"I will again remind you {before} {named([wish.target], schedule)}{marked}"
