"""Times of single calls, and tables of them.

Times are those of the processor in this thread, so that what else the machine does meanwhile does not count.
"""

from __future__ import annotations

# ruff: noqa: T201 - tables are what it is for
import gc
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_T = TypeVar("_T")


def each(call: Callable[[_T], object], items: Sequence[_T]) -> list[float]:
    """Seconds of each call, sorted; the collector of cycles waits meanwhile."""
    gc.collect()
    gc.disable()
    try:
        taken = []
        for item in items:
            began = time.thread_time()
            call(item)
            taken.append(time.thread_time() - began)
    finally:
        gc.enable()
    return sorted(taken)


def percentile(taken: Sequence[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(len(taken) * share))]


def milliseconds(taken: Sequence[float]) -> tuple[str, str]:
    """The median and the 99th percentile."""
    return f"{percentile(taken, 0.5) * 1e3:.3f}", f"{percentile(taken, 0.99) * 1e3:.3f}"


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    lines = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    print(f"\n{title}\n")
    for number, line in enumerate(lines):
        first, *rest = line
        print(
            "  ".join(
                [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
            )
        )
        if number == 0:
            print("  ".join("-" * width for width in widths))
    print(flush=True)
