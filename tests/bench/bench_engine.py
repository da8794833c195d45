"""Building the engine: how long it takes and what it holds beyond the schedule."""

from __future__ import annotations

import gc
import time
import tracemalloc

from schedule import Schedule
from schedule.answering.engine import Engine
from tests.bench import conference, measure

_MIB = 1024 * 1024
_HEAD = ("", "sessions", "seconds", "MiB above the schedule")


def run() -> None:
    rows = []
    for label, make in (("workshop", conference.workshop), ("large", conference.large), ("huge", conference.huge)):
        schedule = make()
        gc.collect()
        began = time.thread_time()
        Engine(schedule)
        seconds = time.thread_time() - began
        # Counting every allocation takes minutes at the third size.
        memory = f"{_memory(schedule) / _MIB:.1f}" if len(schedule.sessions) < conference.HUGE else "-"
        rows.append((label, f"{len(schedule.sessions):,}", f"{seconds:.2f}", memory))
    measure.print_table("Building the engine", _HEAD, rows)


def _memory(schedule: Schedule) -> int:
    gc.collect()
    tracemalloc.start()
    engine = Engine(schedule)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del engine
    return held
