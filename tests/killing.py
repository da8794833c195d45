"""Kills the real bot, again and again, while reminders fall due, and counts what is lost or repeated.

The whole program runs in a process of its own, with the unmodified discord.py, its database on disk and a clock on
fast-forward; the stand-in for Discord runs in another, which outlives it. `python -m tests.killing` plays at length.
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
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, TypeVar

import aiohttp

from bot.storage import open_store
from schedule.answering.answer import Target, TargetKind
from tests.running_bot import titles

START = datetime(2027, 6, 11, 1, tzinfo=UTC)
LEAD = timedelta(hours=20)  # far more than the clock runs on while the bot is down: nothing may expire
SPEED = 60.0  # a minute is a second
PATIENCE = 180.0  # seconds without a kill in which everything due must have come, also on a busy machine
FIRST_PERSON = 10**17

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Plan:
    kills: int
    people: int
    sessions: int  # a minute apart
    seed: int = 1
    with_nonce: bool = True  # False takes the guard away, to see what it is for

    @property
    def reminders(self) -> int:
        return self.people * self.sessions


@dataclass(frozen=True, slots=True)
class Result:
    lost: int
    repeated: int
    absorbed: int  # sends that were repeated, and that Discord recognised by their nonce
    kills: int
    complaints: list[str]


async def play(plan: Plan, folder: Path) -> Result:
    """Everything under `folder`."""
    source, database = write_programme(folder, plan.sessions), f"sqlite+aiosqlite:///{folder / 'hallway.db'}"
    await everybody_asks(plan.people, database)
    with (folder / "log.txt").open("ab") as log:  # of everything that is started
        async with process(log, "tests.discord_server") as standing:
            about = json.loads(await standing.stdout.readline())
            facts = about | {
                "database": database,
                "source": str(source),
                "speed": SPEED,
                "lead_minutes": LEAD // timedelta(minutes=1),
                "hurried": True,  # the limit of 50 a second is for `pacing`
                "with_nonce": plan.with_nonce,
            }
            async with aiohttp.ClientSession(about["http"], timeout=aiohttp.ClientTimeout(total=PATIENCE)) as admin:
                await _send_between_kills(plan, admin, facts, log)
                return await _judge(plan, admin)


async def _send_between_kills(plan: Plan, admin: aiohttp.ClientSession, facts: dict[str, Any], log: IO[bytes]) -> None:
    began = time.monotonic()
    for count in (*_moments(plan), plan.reminders):
        # Each one's clock goes on where the killed one's stood.
        now = START + timedelta(seconds=(time.monotonic() - began) * SPEED)
        async with process(log, "tests.bot_process", json.dumps(facts | {"now": now.isoformat()})) as bot:
            await while_running(bot, _counts(admin, count))
            if count < plan.reminders:
                bot.kill()


def _moments(plan: Plan) -> list[int]:
    """After how many messages it is killed."""
    chosen = random.Random(plan.seed)
    return sorted(chosen.randrange(1, plan.reminders) for _ in range(plan.kills))


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


async def while_running(bot: asyncio.subprocess.Process, work: Coroutine[Any, Any, Done]) -> Done:
    """The work's result; RuntimeError where the bot ends before."""
    working, ended = asyncio.create_task(work), asyncio.create_task(bot.wait())
    await asyncio.wait((working, ended), return_when=asyncio.FIRST_COMPLETED)
    if not working.done():
        working.cancel()
        raise RuntimeError(f"the bot ended by itself with status {bot.returncode}")
    ended.cancel()
    return working.result()


async def _counts(admin: aiohttp.ClientSession, messages: int) -> Any:
    """What was served, as soon as so many messages came. TimeoutError says how many came instead."""
    try:
        async with admin.get("/stand-in/counts", params={"await": messages}) as answer:
            return await answer.json()
    except TimeoutError:
        came = await _counts(admin, 0)
        raise TimeoutError(f"{messages} messages were awaited for {PATIENCE:g} s: {came}") from None


async def _judge(plan: Plan, admin: aiohttp.ClientSession) -> Result:
    async with admin.get("/stand-in/messages") as answer:
        arrived = Counter((message["recipient"], *titles(message["text"])) for message in await answer.json())
    counts = await _counts(admin, 0)
    expected = {(str(FIRST_PERSON + n), f"Talk {m}") for n in range(plan.people) for m in range(plan.sessions)}
    return Result(
        lost=len(expected - arrived.keys()),
        repeated=arrived.total() - len(arrived),
        absorbed=counts["repeated_nonces"],
        kills=plan.kills,
        complaints=[what for _, _, what in counts["complaints"]],
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, help="where to leave the database and the log; a passing one if not given"
    )
    parser.add_argument("--without-nonce", action="store_true", help="take the guard away")
    options = parser.parse_args()
    plan = Plan(options.kills, options.people, options.sessions, options.seed, not options.without_nonce)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as passing:
        result = asyncio.run(play(plan, options.folder or Path(passing)))
    print(f"{plan.reminders} reminders, {result.kills} kills, {time.monotonic() - began:.0f} s:")
    print(f"{result.lost} lost, {result.repeated} repeated, {result.absorbed} repetitions recognised by their nonce")
    return 1 if result.lost or result.repeated else 0


if __name__ == "__main__":
    sys.exit(main())
