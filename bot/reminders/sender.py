"""Sends what is due: claim a few, send at the line's pace, settle each after its send.

A crash between send and settlement is harmless: the lease runs out, and the same id makes Discord hand back the
message that it has. Knows no schedule; what a delivery says is composed by its caller.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.reminders.messages import Composed, Silence
from bot.reminders.models import Delivery, DeliveryState, Outcome, OutcomeKind, Reminder, Settings, Ticked
from bot.reminders.pace import Line, Pace, Tick
from bot.reminders.store import Claimed, Person, Settlement, Store

_BUDGET = timedelta(seconds=20)  # after which a tick ends, so that new moments are planned while a long queue drains
_PATIENCE = timedelta(seconds=30)  # with one send, at most half a lease
_UNKNOWN_FOR = timedelta(seconds=5)  # until a start that this schedule lacks is looked at again
_LONGEST_BACKOFF = timedelta(seconds=30)

DIRECT, CHANNEL = "direct", "channel"

_log = logging.getLogger(__name__)

Compose = Callable[[Claimed], Composed | Silence]


class Sender:
    """`pace`: the one that the delivery's own further calls share; None: as fast as the delivery goes."""

    def __init__(self, store: Store, delivery: Delivery, settings: Settings, pace: Pace | None = None) -> None:
        self._store = store
        self._delivery = delivery
        self._settings = settings
        self._pace = pace
        # Leases are counted from the beginning of a tick: what it claims last must not be free at once.
        self._budget = min(_BUDGET, settings.lease / 3)
        self._patience = min(_PATIENCE, settings.lease / 2)
        self.line = Line()

    async def drain(self, tick: Tick, compose: Compose) -> Ticked:
        """Sends until nothing is due, the line closes, or it is time to plan again."""
        counts: Counter[str] = Counter()
        ends = tick.age + self._budget
        while self.line.closed_until(tick.present) is None:
            if tick.age > ends:
                return _ticked(counts, more=True)
            batch = await self._store.deliveries.claim(self._settings.batch, tick.now, self._settings.lease)
            if not batch:
                break
            await self._send_batch(batch, tick, compose, counts)
        return _ticked(counts, more=False)

    async def _send_batch(self, batch: Sequence[Claimed], tick: Tick, compose: Compose, counts: Counter[str]) -> None:
        people = await self._store.people.persons([claimed.recipient for claimed in batch])
        waiting = deque(batch)
        ends = tick.age + self._patience

        async def work() -> None:
            # What is not begun in time goes back: its lease would end in the middle of the send.
            while waiting and self.line.closed_until(tick.present) is None and tick.age < ends:
                claimed = waiting.popleft()
                counts[await self._attempt(claimed, people.get(claimed.recipient), tick, compose)] += 1

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._settings.workers, len(batch))):
                group.create_task(work())
        if waiting:
            await self._store.deliveries.release(tuple(waiting), tick.now, "")

    async def _attempt(self, claimed: Claimed, person: Person | None, tick: Tick, compose: Compose) -> str:
        composed = compose(claimed)
        if composed is Silence.UNKNOWN:
            await self._store.deliveries.release((claimed,), tick.present + _UNKNOWN_FOR, composed.value)
            return "waiting"
        if isinstance(composed, Silence):
            await self._store.deliveries.settle(claimed, Settlement(DeliveryState.VOID, why=composed.value), tick.now)
            return DeliveryState.VOID
        if person is not None and person.stopped_at is not None:
            stopped = Settlement(DeliveryState.REFUSED, why="stopped after repeated refusals")
            await self._store.deliveries.settle(claimed, stopped, tick.now)
            return OutcomeKind.REFUSED
        route, outcome = await self._deliver(composed.reminder, person)
        kind = await self._note(claimed, route, outcome, composed.names, tick)
        refused = kind is OutcomeKind.REFUSED
        if refused or (kind is OutcomeKind.DELIVERED and route == DIRECT and person is not None and person.refusals):
            await self._count(claimed, refused=refused, now=tick.now)
        return kind

    async def _deliver(self, reminder: Reminder, person: Person | None) -> tuple[str, Outcome]:
        """To the person; in the channel where that is refused and they agreed to be mentioned there."""
        channel = self._settings.fallback if person is not None and person.fallback else None
        known_closed = person is not None and person.refusals > 0
        if channel is None or not known_closed:
            outcome = await self._send(reminder)
            if channel is None or outcome.kind is not OutcomeKind.REFUSED:
                return DIRECT, outcome
        in_channel = replace(reminder, id=f"{reminder.id}c", recipient=channel, mention=reminder.recipient)
        return CHANNEL, await self._send(in_channel)

    async def _send(self, reminder: Reminder) -> Outcome:
        if self._pace is not None:
            await self._pace.take()
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                return await self._delivery.deliver(reminder)
        except TimeoutError:
            return Outcome(OutcomeKind.RETRY, why="no answer in time")
        except Exception:  # noqa: BLE001 - one bad message must not keep the next from going out
            _log.exception("delivery %s failed", reminder.id)
            return Outcome(OutcomeKind.RETRY, why="an error inside the bot; see its log")

    async def _note(self, claimed: Claimed, route: str, outcome: Outcome, names: str | None, tick: Tick) -> OutcomeKind:
        if outcome.invalid and self.line.invalid(tick.present, outcome.invalid):
            _log.warning("too many refused requests: nothing is sent for a while, lest Discord bars the bot")
        if outcome.kind is OutcomeKind.RETRY:
            self.line.fault(tick.present, outcome.retry_after)
            pause = timedelta(0) if self.line.faulty else self._backoff(claimed.tries)
            why = outcome.why or "a fault of the moment"
            await self._store.deliveries.release((claimed,), tick.present + pause, why)
            return outcome.kind
        self.line.passed()
        refused = outcome.kind is OutcomeKind.REFUSED
        state = DeliveryState.REFUSED if refused else DeliveryState.DELIVERED
        settlement = Settlement(state, route, outcome.reference, outcome.why, names)
        await self._store.deliveries.settle(claimed, settlement, tick.now)
        return outcome.kind

    def _backoff(self, tries: int) -> timedelta:
        return min(self._settings.backoff * (1 << min(tries - 1, 10)), _LONGEST_BACKOFF)

    async def _count(self, claimed: Claimed, *, refused: bool, now: datetime) -> None:
        """Refusals in a row; a channel that refuses its notices is not given up."""
        if not claimed.session_id:
            return
        limit = self._settings.refusals
        person = await self._store.people.note_outcome(claimed.recipient, refused=refused, limit=limit, now=now)
        if person.stopped_at == now and refused:
            _log.info("a person's reminders stop after %d refusals in a row", person.refusals)


def _ticked(counts: Mapping[str, int], *, more: bool) -> Ticked:
    return Ticked(
        delivered=counts.get(OutcomeKind.DELIVERED, 0),
        refused=counts.get(OutcomeKind.REFUSED, 0),
        retried=counts.get(OutcomeKind.RETRY, 0),
        more=more,
    )
