"""One row of the table, in an interpreter of its own."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from tests import killing
from tests.torture.life import Guards
from tests.torture.play import Plan, play
from tests.torture.result import Result


def run(what: str, options: argparse.Namespace, processes: int, database: str, folder: Path) -> Result:
    if what == "sending":
        return play(database, _plan(options, processes), folder)
    plan = killing.Plan(options.bot_kills, 100, 10, processes, options.faulty, options.seed)
    return asyncio.run(killing.play(plan, folder, database))


def _plan(options: argparse.Namespace, processes: int) -> Plan:
    return Plan(
        processes=processes,
        kills=options.kills,
        reminders=options.reminders,
        seconds=options.seconds,
        faulty=options.faulty,
        seed=options.seed,
        guards=Guards(**({options.without: False} if options.without else {})),
    )
