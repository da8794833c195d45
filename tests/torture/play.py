"""One run: a database, the stand-in, processes that are killed at random moments, and the verdict at the end.

Single-threaded and without an event loop of its own, so that a process can be forked with all modules loaded: a life
begins within milliseconds, and most kills meet one that is sending.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import insert

from bot.reminders.models import Settings
from bot.reminders.targets import rank
from bot.storage.database import open_database
from bot.storage.sql import open_store
from bot.storage.tables import subscriptions
from schedule import Schedule, Session
from schedule.answering.answer import TargetKind
from tests.discord_server.storm import KINDS
from tests.torture import judging
from tests.torture.life import FAR_AWAY, Guards, Work, send_until_killed
from tests.torture.result import Result
from tests.torture.stand_in import OPEN, POST, StandIn, stand_in

_log = logging.getLogger(__name__)

_LEAD = timedelta(minutes=10)
_BEGINNING = timedelta(seconds=0.25)  # a life takes so long to be at work, and the first kill comes soon
_FIRST_PERSON = 10**17
_PATIENCE = 20.0  # seconds without an arrival after which what is missing counts as lost
# After the last arrival: one whose answer was lost is tried again after the longest pause between two tries.
_SETTLED_WITHIN = 45.0
_OUTAGES = ({"status": 500}, {"status": 503}, {"breaks": "before"}, {"limited": "shared", "retry_after": 0.3})


@dataclass(frozen=True, slots=True)
class Plan:
    processes: int = 1
    kills: int = 110
    reminders: int = 20_000
    seconds: float = 60.0  # over which they fall due
    sessions: int = 100
    faulty: float = 0.01  # the share of requests that meet a fault
    faults: tuple[str, ...] = tuple(KINDS)
    outages: int = 3  # times in which no message gets through
    outage: float = 2.0  # seconds
    replaced: bool = True  # False: whoever is killed stays dead
    seed: int = 1
    lease: timedelta = timedelta(seconds=3)
    backoff: timedelta = Settings().backoff
    guards: Guards = field(default_factory=Guards)

    @property
    def people(self) -> int:
        return self.reminders // self.sessions


def play(url: str, plan: Plan, folder: Path) -> Result:
    """Runs the plan on an empty database; logs go to `folder`."""
    began = time.monotonic()
    log = folder / "errors.log"
    log.touch()
    asyncio.run(_everybody_asks(url, plan.people))
    with stand_in(folder / "stand-in.log") as discord:
        work = Work(url, discord.about, _schedule(plan), plan.lease, plan.backoff, log, plan.guards)
        discord.order("storm", share=plan.faulty, seed=plan.seed, routes=[POST, OPEN], kinds=plan.faults)
        lives = Lives(work, plan.processes)
        try:
            kills = _play(plan, discord, lives)
            _wait_for_the_rest(discord, plan)
            unsettled = _wait_for_settlement(url, plan.guards)
        finally:
            lives.end()
        expected = {(_person(person), _title(talk)) for person in range(plan.people) for talk in range(plan.sessions)}
        attempted = asyncio.run(judging.attempted(url, _title_of))
        verdict = judging.judge(expected, judging.arrivals(discord.ask("messages")), attempted, plan.lease)
        counts = discord.counts()
    return Result.of(verdict, counts, log, kills=kills, reminders=plan.reminders, unsettled=unsettled, began=began)


class Lives:
    """The processes that send."""

    def __init__(self, work: Work, processes: int) -> None:
        self._work = work
        self._lives: dict[int, int] = {}  # by the number of the process
        for number in range(processes):
            self.begin(number)

    def begin(self, number: int) -> None:
        life = os.fork()
        if life:
            self._lives[number] = life
            return
        try:
            asyncio.run(send_until_killed(self._work, number + 1))
        except BaseException:  # noqa: BLE001 - whatever it is, it is this process's end
            _log.exception("a process ended by itself")
        finally:
            os._exit(1)  # never back into the parent's code

    def kill(self, number: int) -> None:
        life = self._lives.pop(number)
        os.kill(life, signal.SIGKILL)
        os.waitpid(life, 0)

    def end(self) -> None:
        for number in list(self._lives):
            self.kill(number)


def _play(plan: Plan, discord: StandIn, lives: Lives) -> int:
    """Kills and outages, each at its moment; how many were killed."""
    rolls = random.Random(plan.seed)
    began, kills = time.monotonic(), 0
    for moment, what in sorted(_moments(plan, rolls), key=lambda event: event[0]):
        time.sleep(max(began + moment - time.monotonic(), 0.0))
        if what == "kill":
            number = rolls.randrange(plan.processes)
            lives.kill(number)
            kills += 1
            if plan.replaced:
                lives.begin(number)
        elif what == "outage":
            fault = rolls.choice(_OUTAGES)
            for route in (POST, OPEN):
                discord.order("fault", **fault, route=route, times=None)
        else:
            discord.order("fault", clear=True)
    return kills


def _moments(plan: Plan, rolls: random.Random) -> Iterator[tuple[float, str]]:
    """Seconds from the beginning, and what happens then."""
    pauses = (rolls.uniform(0.2, 1.8) * plan.seconds / plan.kills for _ in range(plan.kills))
    for moment in accumulate(pauses):
        yield moment, "kill"
    # Early enough that what they delay arrives with the others.
    share = 0.7 * plan.seconds / max(plan.outages, 1)
    for number in range(plan.outages):
        start = number * share + rolls.uniform(0.0, max(share - plan.outage, 0.0))
        yield start, "outage"
        yield start + plan.outage, "over"


def _schedule(plan: Plan) -> Schedule:
    """Sessions whose reminders fall due one after the other from now on."""
    first = datetime.now(UTC) + _LEAD + _BEGINNING
    spacing = timedelta(seconds=plan.seconds / plan.sessions)
    sessions = [
        Session(id=str(number), title=_title(number), starts_at=first + number * spacing)
        for number in range(plan.sessions)
    ]
    sessions.append(Session(id=FAR_AWAY, title="Far away", starts_at=first + timedelta(days=1)))
    return Schedule(title="Torture", timezone="UTC", sessions=tuple(sessions))


async def _everybody_asks(url: str, people: int) -> None:
    """Each for everything; written at once, for an answer to each would take longer than the rest."""
    await (await open_store(url)).close()
    database = await open_database(url)
    long_ago = int(time.time()) - 3600
    rows = [
        {
            "recipient": _person(number),
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


def _person(number: int) -> str:
    return f"discord:{_FIRST_PERSON + number}"


def _title(talk: int) -> str:
    return f"Session {talk}"


def _title_of(session_id: str) -> str:
    return _title(int(session_id))


def _wait_for_the_rest(discord: StandIn, plan: Plan) -> None:
    """Until all have arrived, or none has for a while."""
    messages, changed_at = -1, time.monotonic()
    while time.monotonic() - changed_at < _PATIENCE:
        now_messages = discord.counts()["messages"]
        if now_messages >= plan.reminders and _distinct(discord) >= plan.reminders:
            return
        if now_messages != messages:
            messages, changed_at = now_messages, time.monotonic()
        time.sleep(0.25)


def _distinct(discord: StandIn) -> int:
    return len({one.key for one in judging.arrivals(discord.ask("messages"))})


def _wait_for_settlement(url: str, guards: Guards) -> int:
    """Until no delivery is open; how many are, where that does not happen."""
    waiting = asyncio.run(judging.unsettled(url))
    end = time.monotonic() + (_SETTLED_WITHIN if guards.lease else 0.0)
    while waiting and time.monotonic() < end:
        time.sleep(0.25)
        waiting = asyncio.run(judging.unsettled(url))
    return waiting
