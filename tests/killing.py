"""Kills the real bot, again and again, while reminders fall due, and counts what is lost or repeated.

The whole program runs in a process of its own, or in two, with the unmodified discord.py, a database on disk or on a
server, and a clock on fast-forward; the stand-in for Discord runs in another, which outlives them, loses answers and
breaks the gateway. `python -m tests.killing` plays at length.
"""

from __future__ import annotations

# ruff: noqa: T201 - a table is what it is for
import argparse
import asyncio
import contextlib
import csv
import json
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self, TypeVar

import aiohttp

from bot.storage import open_store
from schedule.answering.answer import Target, TargetKind
from tests.discord_server.schema import DESCRIPTIONS
from tests.torture import judging
from tests.torture.judging import Arrival
from tests.torture.result import COLUMNS, Result
from tests.torture.stand_in import OPEN, POST

START = datetime(2027, 6, 11, 1, tzinfo=UTC)
LEAD = timedelta(hours=20)  # far more than the clock runs on while the bot is down: nothing may expire
SPEED = 60.0  # a minute is a second
PATIENCE = 180.0  # seconds without a kill in which everything due must have come, also on a busy machine
FIRST_PERSON = 10**17
# So long discord.py waits out a server's faults within one try; the sending part alone is held to its lease.
_IN_ORDER = timedelta(seconds=16)
_SILENCE = 10.0  # seconds without a message after which no more will come
_GATEWAY = ("drop", "reconnect", "invalidate", "close")

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Plan:
    kills: int
    people: int
    sessions: int  # a minute apart
    processes: int = 1
    faulty: float = 0.01  # the share of requests that meet a fault
    seed: int = 1
    with_nonce: bool = True  # False takes the guard away, to see what it is for

    @property
    def reminders(self) -> int:
        return self.people * self.sessions


async def play(plan: Plan, folder: Path, database: str | None = None) -> Result:
    """Everything under `folder`, but for the database where another address is given."""
    began = time.monotonic()
    source = write_programme(folder, plan.sessions)
    database = database or f"sqlite+aiosqlite:///{folder / 'hallway.db'}"
    await everybody_asks(plan.people, database)
    judged = ("--descriptions", str(DESCRIPTIONS)) if DESCRIPTIONS.parent.is_dir() else ()
    with (folder / "stand-in.txt").open("ab") as log:
        async with process(log, "tests.discord_server", *judged) as standing:
            about = json.loads(await standing.stdout.readline())
            facts = about | {
                "database": database,
                "processes": plan.processes,
                "source": str(source),
                "start": START.isoformat(),
                "began_at": time.time(),
                "speed": SPEED,
                "lead_minutes": LEAD // timedelta(minutes=1),
                "hurried": True,  # the limit of 50 a second is for `pacing`
                "with_nonce": plan.with_nonce,
            }
            async with aiohttp.ClientSession(about["http"], timeout=aiohttp.ClientTimeout(total=PATIENCE)) as admin:
                await _steer(admin, "storm", share=plan.faulty, seed=plan.seed, routes=[POST, OPEN])
                unsettled = await _send_between_kills(plan, admin, facts, folder / "log.txt")
                return await _judge(plan, admin, database, folder / "log.txt", unsettled, began)


async def _send_between_kills(plan: Plan, admin: aiohttp.ClientSession, facts: dict[str, Any], log: Path) -> int:
    """How many deliveries were open at the end."""
    rolls = random.Random(plan.seed)
    moments = [(rolls.randrange(1, plan.reminders), what) for what in ("kill", "gateway") for _ in range(plan.kills)]
    async with Bots(plan.processes, json.dumps(facts), log) as bots:
        for count, what in sorted(moments):
            await bots.while_running(_counts(admin, count))
            if what == "kill":
                await bots.exchange(rolls.randrange(plan.processes))
            else:
                await _steer(admin, "gateway", do=rolls.choice(_GATEWAY))
        await bots.while_running(_everything(admin, plan))
        return await bots.while_running(_settled(facts["database"]))


class Bots:
    """So many processes of the whole bot; they end with the block."""

    def __init__(self, processes: int, facts: str, log: Path) -> None:
        self._facts = facts
        self._log = log.open("ab")
        self._lives: list[AsyncExitStack] = [AsyncExitStack() for _ in range(processes)]
        self._running: list[asyncio.subprocess.Process] = []

    async def __aenter__(self) -> Self:
        self._running = [await self._begin(life) for life in self._lives]
        return self

    async def __aexit__(self, *_: object) -> None:
        for life in self._lives:
            await life.aclose()
        self._log.close()

    async def exchange(self, index: int) -> None:
        """Kills one and begins another in its place."""
        self._running[index].kill()
        await self._lives[index].aclose()
        self._running[index] = await self._begin(self._lives[index])

    async def while_running(self, work: Coroutine[Any, Any, Done]) -> Done:
        return await while_running(self._running, work)

    async def _begin(self, life: AsyncExitStack) -> asyncio.subprocess.Process:
        return await life.enter_async_context(process(self._log, "tests.bot_process", self._facts))


def write_programme(folder: Path, sessions: int) -> Path:
    """A minute apart; the first reminder is due two minutes after START."""
    path = folder / "programme.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["ID", "Title", "Date", "Start", "End", "Room"])
        for number in range(sessions):
            start = START + LEAD + timedelta(minutes=2 + number)
            end = start + timedelta(minutes=30)
            table.writerow([f"s{number}", f"Talk {number}", f"{start:%Y-%m-%d}", f"{start:%H:%M}", f"{end:%H:%M}", "A"])
    return path


async def everybody_asks(people: int, database: str) -> None:
    """Each for everything."""
    store = await open_store(database)
    for number in range(people):
        recipient = f"discord:{FIRST_PERSON + number}"
        await store.wishes.subscribe(recipient, Target(TargetKind.EVERYTHING), (), START, once=False)
    await store.close()


@asynccontextmanager
async def process(log: IO[bytes], module: str, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Ends with the block at the latest."""
    command = (sys.executable, "-m", module, *arguments)
    started = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, stderr=log)
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.terminate()
        await started.wait()


async def while_running(bots: Iterable[asyncio.subprocess.Process], work: Coroutine[Any, Any, Done]) -> Done:
    """The work's result; RuntimeError where a bot ends before."""
    working, ended = asyncio.create_task(work), [asyncio.create_task(bot.wait()) for bot in bots]
    await asyncio.wait((working, *ended), return_when=asyncio.FIRST_COMPLETED)
    over = [task.result() for task in ended if task.done()]
    for task in ended:
        task.cancel()
    if not working.done():
        working.cancel()
        raise RuntimeError(f"a bot ended by itself with status {over}")
    return working.result()


async def _steer(admin: aiohttp.ClientSession, what: str, **order: Any) -> None:
    async with admin.post(f"/stand-in/{what}", json=order) as answer:
        answer.raise_for_status()


async def _counts(admin: aiohttp.ClientSession, messages: int) -> Any:
    """What was served, as soon as so many messages came. TimeoutError says how many came instead."""
    try:
        async with admin.get("/stand-in/counts", params={"await": messages}) as answer:
            return await answer.json()
    except TimeoutError:
        came = await _counts(admin, 0)
        raise TimeoutError(f"{messages} messages were awaited for {PATIENCE:g} s: {came}") from None


async def _arrivals(admin: aiohttp.ClientSession) -> list[Arrival]:
    async with admin.get("/stand-in/messages") as answer:
        return judging.arrivals(await answer.json())


async def _everything(admin: aiohttp.ClientSession, plan: Plan) -> None:
    """Returns once each reminder came, or none more does."""
    messages = plan.reminders
    with contextlib.suppress(TimeoutError):
        while True:
            await asyncio.wait_for(_counts(admin, messages), PATIENCE if messages == plan.reminders else _SILENCE)
            arrived = await _arrivals(admin)
            if len({one.key for one in arrived}) >= plan.reminders:
                return
            messages = len(arrived) + 1  # some came twice


async def _settled(database: str) -> int:
    """How many deliveries are open, at the latest after the longest pause between two tries."""
    for _ in range(20):
        if not await judging.unsettled(database):
            return 0
        await asyncio.sleep(0.25)
    return await judging.unsettled(database)


async def _judge(
    plan: Plan, admin: aiohttp.ClientSession, database: str, log: Path, unsettled: int, began: float
) -> Result:
    recipients = [f"discord:{FIRST_PERSON + number}" for number in range(plan.people)]
    expected = {(recipient, f"Talk {number}") for recipient in recipients for number in range(plan.sessions)}
    attempted = await judging.attempted(database, lambda session_id: f"Talk {session_id.removeprefix('s')}")
    verdict = judging.judge(expected, await _arrivals(admin), attempted, _IN_ORDER)
    counts = await _counts(admin, 0)
    return Result.of(verdict, counts, log, kills=plan.kills, reminders=plan.reminders, unsettled=unsettled, began=began)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="the address of an empty one; SQLite in the folder if not given")
    parser.add_argument(
        "--folder", type=Path, help="where to leave the database and the log; a passing one if not given"
    )
    parser.add_argument("--without-nonce", action="store_true", help="take the guard away")
    options = parser.parse_args()
    plan = Plan(
        options.kills,
        options.people,
        options.sessions,
        processes=options.processes,
        seed=options.seed,
        with_nonce=not options.without_nonce,
    )
    with tempfile.TemporaryDirectory() as passing:
        result = asyncio.run(play(plan, options.folder or Path(passing), options.database))
    for name, value in zip(COLUMNS, result.row, strict=True):
        print(f"{name:>14}  {value}")
    print(*result.complaints[:10], sep="\n")
    return 0 if result.clean else 1


if __name__ == "__main__":
    sys.exit(main())
