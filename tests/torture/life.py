"""One process that sends: the real service and store, posting to the sink until it is killed."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.reminders.models import DeliveryState, Outcome, OutcomeKind, Reminder, Settings
from bot.reminders.service import ReminderService
from bot.reminders.store import Settlement
from bot.storage import SqlStore, open_store
from schedule import Schedule

NO_LEASE_END = timedelta(minutes=9)  # longer than anyone waits here

RETRIED = {429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Guards:
    """Which of the three guards hold; each can be taken away to see what it is for."""

    nonce: bool = True
    lease: bool = True
    ack: bool = True


class SinkDelivery:
    def __init__(self, http: aiohttp.ClientSession, port: int, guards: Guards) -> None:
        self._http = http
        self._address = f"http://127.0.0.1:{port}/channels"
        self._guards = guards

    async def deliver(self, reminder: Reminder) -> Outcome:
        nonce = reminder.id if self._guards.nonce else secrets.token_hex(8)
        body = {"content": f"{reminder.reason} {reminder.sessions[0].id} {reminder.starts_at}", "nonce": nonce}
        try:
            async with self._http.post(f"{self._address}/{reminder.recipient}/messages", json=body) as answer:
                if answer.status in RETRIED:
                    pause = (await answer.json())["retry_after"] if answer.status == 429 else None
                    after = None if pause is None else timedelta(seconds=pause)
                    return Outcome(OutcomeKind.RETRY, why=str(answer.status), retry_after=after)
                return Outcome(OutcomeKind.DELIVERED, reference=(await answer.json())["id"])
        except (aiohttp.ClientError, OSError) as error:
            return Outcome(OutcomeKind.RETRY, why=type(error).__name__)


async def send_until_killed(url: str, port: int, schedule: Schedule, guards: Guards, lease: timedelta) -> None:
    logging.disable()
    store = await open_store(url)
    if not guards.ack:
        _settle_before_the_send(store)
    settings = Settings(lease=lease if guards.lease else NO_LEASE_END)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http:
        service = ReminderService(store, SinkDelivery(http, port, guards), settings)
        await service.schedule_changed(None, schedule, datetime.now(UTC))
        while True:
            await service.tick(datetime.now(UTC))
            await asyncio.sleep(0.02)


def _settle_before_the_send(store: SqlStore) -> None:
    claim = store.deliveries.claim

    async def claim_and_settle(limit: int, now: datetime, lease: timedelta):
        claimed = await claim(limit, now, lease)
        for one in claimed:
            await store.deliveries.settle(one, Settlement(DeliveryState.DELIVERED), now)
        return claimed

    store.deliveries.claim = claim_and_settle  # type: ignore[method-assign]
