"""make torture: processes are killed while reminders fall due, for each database, with one process and with two.

First the part that sends, forked with everything loaded, so that a hundred kills and more meet it at work; then the
whole bot with its gateway, which takes a second to begin; then the pace. One table says what became of it all.
"""

from __future__ import annotations

# ruff: noqa: T201 - a table is what it is for
import argparse
import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

from tests import pacing
from tests.stores.postgres import postgres_server
from tests.torture.life import Guards
from tests.torture.result import COLUMNS, Result
from tests.torture.run import run

_HEAD = ("what ran", "store", "processes", *COLUMNS)
_PARTS = ("sending", "bot", "pace")
_AT_ONCE = 2  # runs


def main() -> int:
    options = _options()
    if options.without:
        print(f"Without the guard “{options.without}”: this is expected to fail.")
    began, rows, clean = time.monotonic(), [], True
    with ExitStack() as stack:
        for what, store, processes, result in _results(options, stack):
            rows.append((what, store, processes, *result.row))
            clean &= result.clean
            print(f"{what}, {store}, {processes}: {result.seconds:.0f} s", file=sys.stderr, flush=True)
            for complaint in sorted(set(result.complaints))[:5]:
                print(f"  {complaint}", file=sys.stderr)
        paced = asyncio.run(pacing.play(options.people, _folder(stack))) if "pace" in options.parts else None
    print(*map(_line, [_HEAD, *rows]), sep="\n")
    if paced is not None:
        clean &= "429" not in paced.statuses
        print(*paced.lines(), sep="\n")
    print(f"{'All arrived, once and in order.' if clean else 'FAILED.'} {time.monotonic() - began:.0f} s in all.")
    return 0 if clean else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=110)
    parser.add_argument("--reminders", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=50.0, help="over which the reminders fall due")
    parser.add_argument("--faulty", type=float, default=0.005, help="share of requests that meet a fault")
    parser.add_argument("--bot-kills", type=int, default=4, help="of the whole bot")
    parser.add_argument("--people", type=int, default=500, help="told at the pace that Discord allows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stores", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    parser.add_argument("--processes", type=lambda text: [int(n) for n in text.split(",")], default=[1, 2])
    parser.add_argument("--parts", type=lambda text: text.split(","), help=f"some of {','.join(_PARTS)}")
    guards = [guard.name for guard in fields(Guards)]
    without = "take a guard away; immediate is one of SQLite with two processes"
    parser.add_argument("--break", dest="without", choices=guards, help=without)
    options = parser.parse_args()
    options.parts = options.parts or (["sending"] if options.without else list(_PARTS))
    return options


def _results(options: argparse.Namespace, stack: ExitStack) -> Iterator[tuple[str, str, int, Result]]:
    """Two runs at a time, since one waits more than it works; each in an interpreter of its own, which it forks."""
    postgres = stack.enter_context(postgres_server()) if "postgresql" in options.stores else None
    pool = stack.enter_context(ProcessPoolExecutor(_AT_ONCE, multiprocessing.get_context("spawn")))
    running = []
    for what in (part for part in _PARTS if part != "pace" and part in options.parts):
        for store in options.stores:
            for processes in options.processes:
                folder = _folder(stack)
                database = f"sqlite+aiosqlite:///{folder / 'hallway.db'}"
                if postgres is not None and store == "postgresql":
                    database = postgres.fresh_database()
                result = pool.submit(run, what, options, processes, database, folder)
                running.append((what, store, processes, result))
    for what, store, processes, result in running:
        yield what, store, processes, result.result()


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hallway-torture-")))


def _line(values: tuple[object, ...]) -> str:
    return "  ".join(f"{value!s:>{max(len(name), 6)}}" for name, value in zip(_HEAD, values, strict=True))


if __name__ == "__main__":
    sys.exit(main())
