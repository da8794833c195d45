"""Kills the real bot, again and again, while reminders fall due, and counts what is lost or repeated.

The whole program runs in a process of its own, with the unmodified discord.py, its database on disk and a clock on
fast-forward; the stand-in for Discord runs in another, which outlives it. `python -m tests.killing` plays at length.
"""

from __future__ import annotations

# ruff: noqa: T201 - a table is what it is for
import argparse
import asyncio
import csv
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import aiohttp

from bot.storage import open_store
from schedule.answering.answer import Target, TargetKind
from tests.running_bot import titles

START = datetime(2027, 6, 11, 1, tzinfo=UTC)
LEAD = timedelta(hours=20)  # far more than the clock runs on while the bot is down: nothing may expire
SPEED = 60.0  # a minute is a second
PATIENCE = 60.0  # seconds without a kill in which everything due must have come
FIRST_PERSON = 10**17


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
    source, database = _schedule(plan, folder), f"sqlite+aiosqlite:///{folder / 'hallway.db'}"
    await _everybody_asks(plan, database)
    log = (folder / "log.txt").open("ab")  # of everything that is started
    standing = await _process(log, "tests.discord_server")
    about = json.loads(await standing.stdout.readline())
    async with aiohttp.ClientSession(about["http"], timeout=aiohttp.ClientTimeout(total=PATIENCE)) as admin:
        began = time.monotonic()

        async def bot() -> asyncio.subprocess.Process:
            # Its clock goes on where the killed one's stood.
            now = START + timedelta(seconds=(time.monotonic() - began) * SPEED)
            facts = {**about, "database": database, "source": str(source), "now": now.isoformat()}
            return await _process(log, "tests.bot_process", json.dumps(facts | {"with_nonce": plan.with_nonce}))

        running = await bot()
        for count in _moments(plan):
            await _counts(admin, count)
            running.kill()
            await running.wait()
            running = await bot()
        await _counts(admin, plan.reminders)
        running.terminate()
        await running.wait()
        result = await _judge(plan, admin)
    standing.terminate()
    await standing.wait()
    log.close()
    return result


def _moments(plan: Plan) -> list[int]:
    """After how many messages it is killed."""
    chosen = random.Random(plan.seed)
    return sorted(chosen.randrange(1, plan.reminders) for _ in range(plan.kills))


def _schedule(plan: Plan, folder: Path) -> Path:
    path = folder / "programme.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["ID", "Title", "Date", "Start", "End", "Room"])
        for number in range(plan.sessions):
            start = START + LEAD + timedelta(minutes=2 + number)
            end = start + timedelta(minutes=30)
            table.writerow([f"s{number}", f"Talk {number}", f"{start:%Y-%m-%d}", f"{start:%H:%M}", f"{end:%H:%M}", "A"])
    return path


async def _everybody_asks(plan: Plan, database: str) -> None:
    store = await open_store(database)
    for number in range(plan.people):
        recipient = f"discord:{FIRST_PERSON + number}"
        await store.wishes.subscribe(recipient, Target(TargetKind.EVERYTHING), (), START, once=False)
    await store.close()


async def _process(log: IO[bytes], module: str, *arguments: str) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", module, *arguments)
    return await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, stderr=log)


async def _counts(admin: aiohttp.ClientSession, messages: int) -> Any:
    """What was served, as soon as so many messages came."""
    async with admin.get("/stand-in/counts", params={"await": messages}) as answer:
        return await answer.json()


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
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-nonce", action="store_true", help="take the guard away")
    options = parser.parse_args()
    plan = Plan(options.kills, options.people, options.sessions, options.seed, not options.without_nonce)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result = asyncio.run(play(plan, Path(folder)))
    print(f"{plan.reminders} reminders, {result.kills} kills, {time.monotonic() - began:.0f} s:")
    print(f"{result.lost} lost, {result.repeated} repeated, {result.absorbed} repetitions recognised by their nonce")
    return 1 if result.lost or result.repeated else 0


if __name__ == "__main__":
    sys.exit(main())
