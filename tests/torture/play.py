"""One run: a database, a sink, processes that are killed at random moments, and the count at the end.

Single-threaded and without an event loop of its own, so that a process can be forked with all modules loaded: a life
begins within milliseconds, and most kills meet one that is sending.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import func, insert, select

from bot.reminders.models import DeliveryState
from bot.reminders.targets import rank
from bot.storage.database import Database, open_database
from bot.storage.sql import open_store
from bot.storage.tables import deliveries, subscriptions
from schedule import Schedule, Session
from schedule.answering.answer import TargetKind
from tests.torture.sink import run_sink
from tests.torture.worker import Guards, send_until_killed

_LEAD = timedelta(minutes=10)
_PATIENCE = 20.0  # seconds without an arrival after which what is missing counts as lost
# After the last arrival: one whose answer was lost is tried again after the longest pause between two tries.
_SETTLED_WITHIN = 45.0


@dataclass(frozen=True, slots=True)
class Plan:
    processes: int = 1
    kills: int = 100
    reminders: int = 20_000
    seconds: float = 70.0  # over which they fall due
    sessions: int = 100
    faulty: float = 0.01
    seed: int = 1
    lease: float = 3.0
    guards: Guards = field(default_factory=Guards)


@dataclass(frozen=True, slots=True)
class Result:
    kills: int
    faults: int
    reminders: int
    absorbed: int
    lost: int
    repeated: int
    unsettled: int
    seconds: float


def play(url: str, plan: Plan) -> Result:
    """Runs the plan on an empty database."""
    rolls = random.Random(plan.seed)
    began = time.monotonic()
    asyncio.run(_subscribe(url, plan.reminders // plan.sessions))
    ours, theirs = multiprocessing.Pipe()
    sink = multiprocessing.get_context("spawn").Process(target=run_sink, args=(theirs, plan.faulty, plan.seed))
    sink.start()
    port = ours.recv()
    schedule = _schedule(plan)
    lives: list[int] = []
    try:
        lives = [_begin_life(url, port, schedule, plan) for _ in range(plan.processes)]
        for _ in range(plan.kills):
            time.sleep(rolls.uniform(0.2, 1.8) * plan.seconds / plan.kills)
            index = rolls.randrange(plan.processes)
            _kill(lives[index])
            lives[index] = _begin_life(url, port, schedule, plan)
        _wait_for_the_rest(ours, plan.reminders)
        unsettled = _wait_for_settlement(url, plan.guards)
        counts = _counts(ours)
    finally:
        for life in lives:
            _kill(life)
        ours.send("end")
        sink.join(10)
        sink.kill()
    return Result(
        kills=plan.kills,
        faults=sum(counts["faults"].values()),
        reminders=plan.reminders,
        absorbed=counts["absorbed"],
        lost=plan.reminders - counts["arrived"],
        repeated=counts["repeated"],
        unsettled=unsettled,
        seconds=time.monotonic() - began,
    )


def _schedule(plan: Plan) -> Schedule:
    """Sessions whose reminders fall due one after the other from now on."""
    first = datetime.now(UTC) + _LEAD + timedelta(seconds=1)
    spacing = timedelta(seconds=plan.seconds / plan.sessions)
    sessions = (
        Session(id=f"session-{number}", title=f"Session {number}", starts_at=first + number * spacing)
        for number in range(plan.sessions)
    )
    return Schedule(title="Torture", timezone="UTC", sessions=tuple(sessions))


async def _subscribe(url: str, people: int) -> None:
    await (await open_store(url)).close()
    database = await open_database(url)
    long_ago = int(time.time()) - 3600
    rows = [
        {
            "recipient": f"person-{number}",
            "target_kind": TargetKind.EVERYTHING.value,
            "target_value": "",
            "target_rank": rank(TargetKind.EVERYTHING),
            "once": False,
            "paused": False,
            "created_at": long_ago,
            "touched_at": long_ago,
            "fresh": False,
        }
        for number in range(people)
    ]
    async with database.writing() as connection:
        await connection.execute(insert(subscriptions), rows)
    await database.close()


def _begin_life(url: str, port: int, schedule: Schedule, plan: Plan) -> int:
    life = os.fork()
    if life:
        return life
    try:
        asyncio.run(send_until_killed(url, port, schedule, plan.guards, timedelta(seconds=plan.lease)))
    finally:
        os._exit(1)  # never back into the parent's code


def _kill(life: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(life, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(life, 0)


def _wait_for_the_rest(sink: Connection, expected: int) -> None:
    """Until all have arrived, or none has for a while."""
    arrived, changed_at = -1, time.monotonic()
    while arrived < expected and time.monotonic() - changed_at < _PATIENCE:
        time.sleep(0.1)
        now_arrived = _counts(sink)["arrived"]
        if now_arrived != arrived:
            arrived, changed_at = now_arrived, time.monotonic()


def _counts(sink: Connection) -> dict[str, Any]:
    sink.send("count")
    counts: dict[str, Any] = sink.recv()
    return counts


def _wait_for_settlement(url: str, guards: Guards) -> int:
    """Until no delivery is open; how many are, where that does not happen."""
    for _ in range(int(_SETTLED_WITHIN / 0.25)):
        waiting = asyncio.run(_unsettled(url))
        if not waiting or not guards.lease:
            return waiting
        time.sleep(0.25)
    return waiting


async def _unsettled(url: str) -> int:
    database: Database = await open_database(url)
    open_states = select(func.count()).where(deliveries.c.state == DeliveryState.PENDING)
    async with database.reading() as connection:
        waiting = (await connection.execute(open_states)).scalar_one()
    await database.close()
    return int(waiting)
