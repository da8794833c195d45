"""Runs the benchmarks: `python -m tests.bench [NAME ...]`. A benchmark is a module `bench_<name>` here with `run()`.

Prints tables and asserts nothing: seconds depend on the machine.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def main() -> int:
    known = sorted(
        info.name.removeprefix("bench_")
        for info in pkgutil.iter_modules([str(_FOLDER)])
        if info.name.startswith("bench_")
    )
    chosen = sys.argv[1:] or known
    if unknown := [name for name in chosen if name not in known]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)  # noqa: T201
        return 2
    for name in chosen:
        importlib.import_module(f"{__package__}.bench_{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
