"""One process that sends: the bot's own reminders, store and delivery over the real discord.py, until it is killed.

It has no gateway, which sending does not need: so it begins within milliseconds, and most kills meet one that sends.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord

from bot.clock import SystemClock
from bot.feed import ScheduleFeed
from bot.gateway import delivery
from bot.reminders.models import DeliveryState, Settings
from bot.reminders.pace import Pace
from bot.reminders.store import Settlement
from bot.runtime import KeptChannels, reminding
from bot.storage import SqlStore, database, open_store
from schedule import Schedule
from schedule.answering.answer import Target, TargetKind
from tests.discord_server import redirect
from tests.torture.errors import log_errors

NO_LEASE_END = timedelta(minutes=9)  # longer than anyone waits here
FAR_AWAY = "far-away"  # a session of which nobody is reminded here
_TICK = timedelta(seconds=0.25)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Guards:
    """Which of the guards hold; each can be taken away to see what it is for."""

    nonce: bool = True
    ack: bool = True
    lease: bool = True
    immediate: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """What every life is given. `complaints`: a file for what it has to log as an error."""

    database: str
    stand_in: dict[str, Any]
    schedule: Schedule
    lease: timedelta
    backoff: timedelta
    complaints: Path
    guards: Guards = field(default_factory=Guards)


async def send_until_killed(work: Work, number: int) -> None:
    """`number` tells the processes apart."""
    log_errors(logging.FileHandler(work.complaints))
    redirect(work.stand_in["http"], work.stand_in["gateway"])
    _take_away(work.guards)
    store = await open_store(work.database)
    if not work.guards.ack:
        _settle_before_the_send(store)
    clock = SystemClock()
    feed = ScheduleFeed(lambda: work.schedule)
    await feed.refresh(clock.now())
    settings = Settings(lease=work.lease if work.guards.lease else NO_LEASE_END, backoff=work.backoff)
    pace = Pace(2000.0, 100.0)  # the limit of 50 a second is for `tests.pacing`
    sending = delivery.DiscordDelivery(feed, KeptChannels(store.people), pace)
    async with _logged_in(work.stand_in["token"]) as client:
        sending.attach(client)
        async with reminding(feed, store, sending, settings, clock, tick=_TICK, pace=pace):
            await _change_wishes(store, clock, f"discord:{number}")


@asynccontextmanager
async def _logged_in(token: str) -> AsyncIterator[discord.Client]:
    async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0) as client:
        await client.login(token)
        yield client


async def _change_wishes(store: SqlStore, clock: SystemClock, who: str) -> None:
    """Somebody whom nothing here concerns cannot make up their mind: others write while reminders are sent.

    Until killed, or left alone.
    """
    parent = os.getppid()
    await store.wishes.subscribe(who, Target(TargetKind.SESSION, FAR_AWAY), (), clock.now(), once=False)
    for turn in itertools.count():
        if os.getppid() != parent:
            return
        try:
            await store.wishes.change(who, None, clock.now(), paused=turn % 2 == 0)
        except Exception:  # noqa: BLE001 - as in the bot: whoever asked is told so, and everything else goes on
            _log.exception("a wish was not written")
        await asyncio.sleep(0.1)


def _take_away(guards: Guards) -> None:
    if not guards.nonce:
        delivery._nonce = lambda _: secrets.token_hex(12)
    if not guards.immediate:
        database._begin = lambda connection: connection.exec_driver_sql("BEGIN")


def _settle_before_the_send(store: SqlStore) -> None:
    claim = store.deliveries.claim

    async def claim_and_settle(limit: int, now: datetime, lease: timedelta):
        claimed = await claim(limit, now, lease)
        for one in claimed:
            await store.deliveries.settle(one, Settlement(DeliveryState.DELIVERED), now)
        return claimed

    store.deliveries.claim = claim_and_settle  # type: ignore[method-assign]
