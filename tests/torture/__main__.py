"""make torture: kills, faults, lost and repeated, for each database and number of processes."""

from __future__ import annotations

# ruff: noqa: T201 - a table is what it is for
import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.stores.postgres import PostgresServer, postgres_server
from tests.torture.play import Plan, Result, play
from tests.torture.worker import Guards

_COLUMNS = ("store", "processes", "kills", "faults", "reminders", "nonce held", "lost", "repeated", "unsettled", "s")


def main() -> int:
    options = _options()
    guards = Guards(nonce=options.without != "nonce", lease=options.without != "lease", ack=options.without != "ack")
    if options.without:
        print(f"Without the guard “{options.without}”: this is expected to fail.")
    print(_line(_COLUMNS), flush=True)
    began = time.monotonic()
    harm = 0
    with ExitStack() as stack:
        postgres: PostgresServer | None = None
        if "postgresql" in options.stores:
            postgres = stack.enter_context(postgres_server())
        for store in options.stores:
            for processes in options.processes:
                result = play(_database(store, postgres, stack), _plan(options, processes, guards))
                print(_line(_row(store, processes, result)), flush=True)
                harm += result.lost + result.repeated + result.unsettled
    print(f"{'All arrived once.' if not harm else 'FAILED.'} {time.monotonic() - began:.0f} s in all.")
    return 1 if harm else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=110)
    parser.add_argument("--reminders", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=60.0, help="over which the reminders fall due")
    parser.add_argument("--faulty", type=float, default=0.01, help="share of requests that meet a fault")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stores", type=lambda text: text.split(","), default=["sqlite", "postgresql"])
    parser.add_argument("--processes", type=lambda text: [int(n) for n in text.split(",")], default=[1, 2])
    parser.add_argument("--break", dest="without", choices=("nonce", "lease", "ack"), help="take a guard away")
    return parser.parse_args()


def _plan(options: argparse.Namespace, processes: int, guards: Guards) -> Plan:
    return Plan(
        processes=processes,
        kills=options.kills,
        reminders=options.reminders,
        seconds=options.seconds,
        faulty=options.faulty,
        seed=options.seed,
        guards=guards,
    )


def _database(store: str, postgres: PostgresServer | None, stack: ExitStack) -> str:
    if postgres is not None and store == "postgresql":
        return postgres.fresh_database()
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="hallway-torture-"))
    return f"sqlite+aiosqlite:///{Path(folder) / 'hallway.db'}"


def _row(store: str, processes: int, result: Result) -> tuple[object, ...]:
    return (
        store,
        processes,
        result.kills,
        result.faults,
        result.reminders,
        result.absorbed,
        result.lost,
        result.repeated,
        result.unsettled,
        f"{result.seconds:.0f}",
    )


def _line(values: tuple[object, ...]) -> str:
    return "  ".join(f"{value!s:>{max(len(name), 10)}}" for name, value in zip(_COLUMNS, values, strict=True))


if __name__ == "__main__":
    sys.exit(main())
