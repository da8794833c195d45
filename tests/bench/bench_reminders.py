"""100,000 people opted in: the fan-out's statement, the event loop meanwhile, and memory while they are sent.

The deliveries go nowhere: what is measured is the bot's own share of the work. Each store is measured in a process of
its own, as a bot runs: what else was measured before would fill the memory that Python's collector looks through.
"""

from __future__ import annotations

# ruff: noqa: T201 - a table is what it is for
import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.lasting import lasting_engine
from bot.reminders.models import Outcome, OutcomeKind, Reminder, Settings
from bot.reminders.planner import moments
from bot.reminders.service import ReminderService
from bot.reminders.targets import rank
from bot.storage import SqlStore, open_store
from bot.storage.database import open_database
from bot.storage.tables import subscriptions
from schedule import Schedule, Session
from schedule.answering.answer import Target, TargetKind
from tests.stores.postgres import postgres_server

PEOPLE = 100_000
SENT = 5_000
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
LEAD = timedelta(minutes=10)


class Nowhere:
    async def deliver(self, _: Reminder) -> Outcome:
        await asyncio.sleep(0)
        return Outcome(OutcomeKind.DELIVERED, reference="1/2")


class Lag:
    """How long the event loop kept others waiting by what this process did; another's turn at the processor is not."""

    def __init__(self) -> None:
        self.worst = 0.0

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        self.worst = 0.0
        task = asyncio.create_task(self._beat())
        await asyncio.sleep(0.01)
        try:
            yield
        finally:
            task.cancel()

    async def _beat(self) -> None:
        while True:
            began, worked = time.perf_counter(), time.process_time()
            await asyncio.sleep(0.001)
            late = time.perf_counter() - began - 0.001
            self.worst = max(self.worst, min(late, time.process_time() - worked))


def run() -> None:
    print(f"\nReminders: {PEOPLE:,} people follow one kind; then {SENT:,} messages")
    print(
        f"{'store':>12} {'fan-out s':>10} {'loop ms':>8} {'opt-in ms':>10} {'sent/s':>8} {'loop ms':>8} {'grew MiB':>9}"
    )
    with tempfile.TemporaryDirectory() as folder:
        _measure_alone("sqlite", f"sqlite+aiosqlite:///{Path(folder) / 'hallway.db'}")
    with postgres_server() as postgres:
        _measure_alone("postgresql", postgres.fresh_database())


def _measure_alone(name: str, url: str) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(name, url))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"the measurement of {name} failed")


def _run(name: str, url: str) -> None:
    asyncio.run(_measure(name, url))


async def _measure(name: str, url: str) -> None:
    await _everybody_asks(url)
    store = await open_store(url)
    schedule = Schedule(
        title="",
        timezone="UTC",
        sessions=(Session(id="x", title="X", kind="Spotlight", starts_at=NOW + LEAD, ends_at=NOW + 3 * LEAD),),
    )
    lasting_engine(schedule)  # as the bot does at its start
    lag = Lag()
    fanned, fan_lag = await _fan_out(store, schedule, lag)
    service = ReminderService(store, Nowhere(), Settings())
    await service.schedule_changed(None, schedule, NOW)
    opt_in = await _opt_in(service)
    rate, send_lag, grown = await _send(service, lag)
    print(
        f"{name:>12} {fanned:>10.2f} {fan_lag * 1000:>8.1f} {opt_in * 1000:>10.1f} {rate:>8.0f} "
        f"{send_lag * 1000:>8.1f} {grown:>9.1f}"
    )
    await store.close()


async def _everybody_asks(url: str) -> None:
    await (await open_store(url)).close()
    database = await open_database(url)
    before = int((NOW - timedelta(hours=1)).timestamp())
    common = {
        "target_kind": TargetKind.KIND.value,
        "target_value": "spotlight",
        "target_rank": rank(TargetKind.KIND),
        "once": False,
        "paused": False,
        "created_at": before,
        "touched_at": before,
        "fresh": False,
    }
    for first in range(0, PEOPLE, 10_000):
        rows = [{"recipient": f"discord:{10**17 + first + number}"} | common for number in range(10_000)]
        async with database.writing() as connection:
            await connection.execute(insert(subscriptions), rows)
    await database.close()


async def _fan_out(store: SqlStore, schedule: Schedule, lag: Lag) -> tuple[float, float]:
    (due,) = moments(schedule, [], [LEAD], since=NOW, now=NOW, changed={})
    async with lag.watched():
        began = time.perf_counter()
        written = await store.deliveries.fan_out(due)
        seconds = time.perf_counter() - began
    if written != PEOPLE:
        raise RuntimeError(f"{written} deliveries for {PEOPLE} people")
    return seconds, lag.worst


async def _opt_in(service: ReminderService) -> float:
    """The slowest of a few."""
    slowest = 0.0
    for number in range(20):
        began = time.perf_counter()
        await service.subscribe(f"discord:{number}", Target(TargetKind.SESSION, "x"), NOW)
        slowest = max(slowest, time.perf_counter() - began)
    return slowest


async def _send(service: ReminderService, lag: Lag) -> tuple[float, float, float]:
    """Messages a second, the loop's longest stop, and by how many MiB memory grew after the first few."""
    sent, grown_from, began = 0, 0.0, time.perf_counter()
    seen: list[float] = []
    async with lag.watched():
        while sent < SENT:
            ticked = await service.tick(NOW)
            sent += ticked.delivered
            seen.append(_resident())
            grown_from = grown_from or seen[0]
    return sent / (time.perf_counter() - began), lag.worst, seen[-1] - grown_from


def _resident() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20
