"""How fast the bot sends where Discord allows 50 calls a second, and how long a question waits meanwhile.

The whole program and the stand-in, each in a process of its own. Prints figures and judges nothing about seconds;
only answers of 429 are a failure. `python -m tests.pacing --people 10000` plays at full length.
"""

from __future__ import annotations

# ruff: noqa: T201 - a table is what it is for
import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp

from tests.killing import FIRST_PERSON, LEAD, START, everybody_asks, process, while_running, write_programme

LIMIT = 50  # calls a second
ASKER = FIRST_PERSON - 1


@dataclass(frozen=True, slots=True)
class Figures:
    sent: int
    seconds: float
    statuses: dict[str, int]
    questions: list[float]  # seconds from a question in words to its answer
    commands: list[float]  # and from a command

    def lines(self) -> Iterator[str]:
        # Each person's first message takes two calls.
        rate = 2 * self.sent / self.seconds
        share = f"{rate / LIMIT:.0%} of {LIMIT}"
        yield f"{self.sent} told in {self.seconds:.1f} s: {rate:.1f} calls a second, {share}; served: {self.statuses}"
        for what, waits in (("questions", self.questions), ("commands", self.commands)):
            middle, longest = 1000 * statistics.median(waits), 1000 * max(waits)
            yield f"{len(waits)} {what} meanwhile: answered in {middle:.0f} ms, at most {longest:.0f} ms"


async def play(people: int, folder: Path) -> Figures:
    """Everybody is reminded of one talk at once, while one person goes on asking."""
    source, database = write_programme(folder, 1), f"sqlite+aiosqlite:///{folder / 'hallway.db'}"
    await everybody_asks(people, database)
    with (folder / "log.txt").open("ab") as log:
        async with process(log, "tests.discord_server", "--rate", str(LIMIT)) as standing:
            about = json.loads(await standing.stdout.readline())
            facts = about | {
                "database": database,
                "source": str(source),
                "processes": 1,
                "start": (START + timedelta(minutes=2)).isoformat(),
                "began_at": time.time(),
                "speed": 1.0,
                "lead_minutes": LEAD // timedelta(minutes=1),
                "hurried": False,
                "with_nonce": True,
            }
            unhurried = aiohttp.ClientTimeout(total=None)
            async with (
                aiohttp.ClientSession(about["http"], timeout=unhurried) as admin,
                process(log, "tests.bot_process", json.dumps(facts)) as bot,
            ):
                return await while_running((bot,), _watch(people, admin))


async def _watch(people: int, admin: aiohttp.ClientSession) -> Figures:
    questions: list[float] = []
    commands: list[float] = []
    asking = asyncio.create_task(_ask_on(admin, questions, commands))
    arrived: list[float] = []
    while len(arrived) < people:
        # Questions and answers are messages, too.
        counts = await _counts(admin, people + 2 * len(questions))
        async with admin.get("/stand-in/messages") as answer:
            arrived = [message["at"] for message in await answer.json() if message["recipient"] != str(ASKER)]
    asking.cancel()
    return Figures(len(arrived), max(arrived) - min(arrived), counts["statuses"], questions, commands)


async def _ask_on(admin: aiohttp.ClientSession, questions: list[float], commands: list[float]) -> None:
    """A question a second in words and one as a command, and how long each waited for its answer."""
    what = "when is talk 0?"
    while True:
        questions.append(await _answered(admin, "say", text=what, **{"await": True}))
        commands.append(await _answered(admin, "command", name="ask", options={"question": what}))
        await asyncio.sleep(1.0)


async def _answered(admin: aiohttp.ClientSession, how: str, **question: Any) -> float:
    async with admin.post(f"/stand-in/{how}", json={"user": str(ASKER)} | question) as answer:
        answer.raise_for_status()
        after: float = (await answer.json())["after"]
        return after


async def _counts(admin: aiohttp.ClientSession, messages: int) -> Any:
    async with admin.get("/stand-in/counts", params={"await": messages}) as answer:
        return await answer.json()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.pacing", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(play(options.people, Path(folder)))
    print(*figures.lines(), sep="\n")
    return 1 if "429" in figures.statuses else 0


if __name__ == "__main__":
    sys.exit(main())
