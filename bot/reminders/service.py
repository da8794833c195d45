"""Reminders as the rest of the application sees them: wishes in, one tick at a time out.

Due times are computed from the present schedule and never stored; SQL holds who asked for what and what was sent.
Any number of processes may run a service over one store. The current moment is always given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.reminders import notices as noticeboard
from bot.reminders import planner
from bot.reminders.changes import Changes
from bot.reminders.explaining import explain
from bot.reminders.messages import Composed, Silence, compose
from bot.reminders.models import (
    Confirmation,
    Delivery,
    Explanation,
    Outcome,
    Reason,
    Reminder,
    Report,
    Settings,
    Subscription,
    Ticked,
)
from bot.reminders.pace import Pace, Tick
from bot.reminders.retention import Purge
from bot.reminders.sender import Sender
from bot.reminders.store import Claimed, Moment, NoticePost, Store
from bot.reminders.targets import normal, sessions_of
from bot.reminders.undoing import LastChanges
from schedule.answering.answer import Target, TargetKind
from schedule.models import Schedule, Session

_FRESH = timedelta(minutes=1)  # how long a wish is looked after one by one: longer than any fan-out takes
_REPORTED = timedelta(days=7)


def _nothing() -> None:
    """For those who look at `next_moment` by themselves."""


class ReminderService:
    """`sooner` is called whenever the next moment may have come nearer: then ask `next_moment` again.

    Nothing is due before the first `schedule_changed`.
    """

    def __init__(
        self,
        store: Store,
        delivery: Delivery,
        settings: Settings | None = None,
        *,
        pace: Pace | None = None,
        sooner: Callable[[], None] = _nothing,
    ) -> None:
        self.settings = settings or Settings()
        self.sooner = sooner
        self.last_changes = LastChanges()
        self._store = store
        self._delivery = delivery
        self._sender = Sender(store, delivery, self.settings, pace)
        self._purge = Purge(store.retention)
        self._changes = Changes(store, self.settings.settle)
        self._schedule: Schedule | None = None
        self._leads: frozenset[timedelta] = frozenset()
        self._fanned: set[tuple[str, datetime, timedelta]] = set()  # saves asking the store again at each tick
        self._posted: set[NoticePost] = set()
        self._notices_checked = False
        self._waiting_at: datetime | None = None
        self._ticking = asyncio.Lock()

    # What a person can ask for.

    async def subscribe(
        self, recipient: str, target: Target, now: datetime, *, leads: Sequence[timedelta] = (), once: bool = False
    ) -> Confirmation:
        """Asking again for the same target changes its leads."""
        wanted, whole = await self._as_stored(target), planner.whole_minutes(leads)
        subscription = await self._store.wishes.subscribe(recipient, wanted, whole, now, once=once)
        self._leads |= set(whole)
        at_once = await self._catch_up(recipient, now)
        agenda = await self.agenda(recipient) if wanted.kind is TargetKind.AGENDA else ()
        return self._confirm(subscription, agenda, now, at_once=at_once)

    async def unsubscribe(self, recipient: str, target: Target | None = None) -> int:
        """How many wishes ended; all of the recipient's where no target is given."""
        return await self._store.wishes.unsubscribe(recipient, await self._as_stored(target) if target else None)

    async def change_lead(
        self, recipient: str, leads: Sequence[timedelta], now: datetime, subscription_id: int | None = None
    ) -> int:
        """How many wishes were changed; no leads: the configured ones."""
        whole = planner.whole_minutes(leads)
        changed = await self._store.wishes.change(recipient, subscription_id, now, leads=whole)
        self._leads |= set(whole)
        await self._catch_up(recipient, now)
        return changed

    async def pause(self, recipient: str, now: datetime, subscription_id: int | None = None) -> int:
        return await self._store.wishes.change(recipient, subscription_id, now, paused=True)

    async def resume(self, recipient: str, now: datetime, subscription_id: int | None = None) -> int:
        changed = await self._store.wishes.change(recipient, subscription_id, now, paused=False)
        await self._catch_up(recipient, now)
        return changed

    async def subscriptions(self, recipient: str) -> tuple[Subscription, ...]:
        return await self._store.wishes.of(recipient)

    async def forget(self, recipient: str) -> int:
        """Removes all that is stored of a person; how many rows that were."""
        count = await self._store.wishes.forget(recipient)
        self.last_changes.forget(recipient)  # last, so that nothing noted meanwhile could bring it back
        return count

    async def add_to_agenda(self, recipient: str, session_id: str, now: datetime) -> bool:
        """Whether it was not in the agenda yet."""
        added = await self._store.wishes.add_to_agenda(recipient, session_id, now=now)
        await self._catch_up(recipient, now)
        return added

    async def remove_from_agenda(self, recipient: str, session_id: str) -> bool:
        """Whether it was in the agenda."""
        return await self._store.wishes.remove_from_agenda(recipient, session_id)

    async def agenda(self, recipient: str) -> tuple[str, ...]:
        """Session ids, in the order they were added."""
        return await self._store.wishes.agenda(recipient)

    # How a person is reached.

    async def welcome(self, recipient: str, sessions: Sequence[Session] = ()) -> Outcome:
        """Sends a first message, which shows whether messages arrive; a refusal is for the caller to explain."""
        reminder = Reminder(f"welcome-{recipient[-16:]}", recipient, Reason.WELCOME, tuple(sessions), None)
        return await self._delivery.deliver(reminder)

    async def agree_to_channel(self, recipient: str, now: datetime, *, agreed: bool = True) -> bool:
        """Lets a mention in the configured channel stand in for closed direct messages; False: there is none."""
        if self.settings.fallback is None:
            return False
        await self._store.people.set_fallback(recipient, agreed=agreed)
        await self._store.people.restart(recipient, now)
        return True

    async def welcome_back(self, recipient: str, now: datetime) -> bool:
        """True once for somebody whose reminders had stopped after repeated refusals: tell them; they go on now."""
        if not await self._store.people.restart(recipient, now):
            return False
        await self._catch_up(recipient, now)
        return True

    # What an organiser and the curious want to know.

    async def explain(self, recipient: str, session_id: str, now: datetime) -> Explanation:
        """Why a reminder of the session came, or did not."""
        return await explain(self._store, self._schedule, self.settings, recipient, session_id, now=now)

    async def report(self, now: datetime, since: datetime | None = None) -> Report:
        """What became of deliveries, of the last week unless told otherwise."""
        return await self._store.deliveries.report(since or now - _REPORTED)

    # The work itself.

    async def schedule_changed(self, old: Schedule | None, new: Schedule, now: datetime) -> None:
        """Takes a schedule, the first at start as well: what changed meanwhile is announced, too."""
        del old  # what people know is in the store; an object of this process would not survive a restart
        async with self._ticking:
            self._schedule = new
            self._notices_checked = False
            self._fanned.clear()
            self._posted.clear()
            await self._changes.compare(new, now)
            self._leads = await self._store.wishes.leads()
        self.sooner()

    async def tick(self, now: datetime) -> Ticked:
        """Plans all that is due and sends it. Ends early with `more` when there is much, so that it is planned anew."""
        began = Tick(now)
        async with self._ticking:
            if self._schedule is None:
                return Ticked()
            expired = await self._plan(self._schedule, now)
            schedule, changes, notices = self._schedule, self._changes, self.settings.notices

            def say(claimed: Claimed) -> Composed | Silence:
                return compose(claimed, schedule, changes, notices, now)

            ticked = await self._sender.drain(began, say)
            if ticked == Ticked():
                await self._purge.step(schedule, now)
            next_at = await self._store.deliveries.next_at()
            self._waiting_at = now if ticked.more else next_at
            return replace(ticked, expired=expired)

    def next_moment(self, now: datetime) -> datetime | None:
        """When the next tick has something to do, as far as this process knows; may be past."""
        if self._schedule is None:
            return None
        waiting, opens = self._waiting_at, self._sender.line.closed_until(now)
        if waiting is not None and opens is not None:
            waiting = max(waiting, opens)
        moments = (
            waiting,
            self._changes.next_at(),
            planner.next_due(self._schedule, self._leads, self.settings.leads, now),
            noticeboard.next_due(self._schedule, self.settings.notices, now),
        )
        return min((moment for moment in moments if moment is not None), default=None)

    async def _plan(self, schedule: Schedule, now: datetime) -> int:
        """Writes what is due; how many deliveries were given up as too late."""
        self._leads = await self._store.wishes.leads()
        checked = await self._store.standings.checked_until()
        since = min(checked or now, now)
        due = self._moments(schedule, now, since)
        for moment in due:
            if moment.key not in self._fanned:
                await self._store.deliveries.fan_out(moment)
                self._fanned.add(moment.key)
        await self._store.deliveries.fan_out_fresh(due)
        await self._store.deliveries.settle_fresh(now - _FRESH)
        await self._changes.announce(schedule, now)
        await self._plan_notices(schedule, now, since, is_first=checked is None)
        await self._store.standings.set_checked_until(now)
        return await self._store.deliveries.expire(now)

    async def _plan_notices(self, schedule: Schedule, now: datetime, since: datetime, *, is_first: bool) -> None:
        notices = self.settings.notices
        if notices.channel is None and not notices.rooms:
            return
        posts = noticeboard.due_posts(schedule, notices, since, now)
        if is_first:
            # A bot that never ran before is late for nothing, and does not begin with what has begun.
            posts = tuple(replace(post, due_at=now) for post in posts if post.starts_at > now)
        if not self._notices_checked:
            posted = await self._store.deliveries.posted(now - noticeboard.CORRECTED_FOR)
            posts += tuple(noticeboard.corrections(schedule, notices, posted, now))
            self._notices_checked = True
        new = [post for post in posts if post not in self._posted]
        if new:
            await self._store.deliveries.post(new)
            self._posted.update(new)

    async def _as_stored(self, target: Target) -> Target:
        # In a thread: a large schedule's kinds take longer than a chat should wait.
        return await asyncio.to_thread(normal, target, self._schedule)

    def _moments(self, schedule: Schedule, now: datetime, since: datetime) -> tuple[Moment, ...]:
        leads, defaults, changed = self._leads, self.settings.leads, self._changes.settles_at
        found = planner.moments(schedule, leads, defaults, since=since, now=now, changed=changed)
        return tuple(replace(moment, before=self._changes.told(moment.session_id)) for moment in found)

    async def _catch_up(self, recipient: str, now: datetime) -> bool:
        """Writes what is due for somebody whose wishes changed: the start may be nearer than the lead."""
        written = 0
        if self._schedule is not None:
            due = self._moments(self._schedule, now, now)
            written = await self._store.deliveries.fan_out_fresh(due, recipient)
        if written:
            self._waiting_at = now
        self.sooner()
        return bool(written)

    def _confirm(
        self, subscription: Subscription, agenda: Sequence[str], now: datetime, *, at_once: bool
    ) -> Confirmation:
        covered = sessions_of(subscription.target, self._schedule, agenda) if self._schedule else ()
        standing = [session for session in covered if not session.cancelled]
        leads = subscription.leads or self.settings.leads
        to_come = sorted(
            (session for session in standing if planner.has_start(session) and planner.start_of(session) > now),
            key=planner.start_of,
        )
        settles_at = self._changes.settles_at
        due = [
            max(planner.start_of(session) - lead, settles_at.get(session.id, now))
            for session in to_come
            for lead in leads
        ]
        later = min((moment for moment in due if moment > now), default=None)
        return Confirmation(
            subscription=subscription,
            sessions=tuple(to_come),
            untimed=tuple(session for session in standing if not planner.has_start(session)),
            leads=leads,
            next_due=now if at_once else later,
            at_once=at_once,
            told=not at_once and any(moment <= now for moment in due),
        )
