"""Autocompletion: the 25 best for what somebody has typed so far."""

from __future__ import annotations

from schedule.answering.engine import Engine
from tests.bench import conference, measure
from tests.bench.questions import beginnings

_HEAD = ("", "typed", "p50 ms", "p99 ms")


def run() -> None:
    rows = []
    for label, make in (("workshop", conference.workshop), ("large", conference.large), ("huge", conference.huge)):
        schedule = make()
        typed = beginnings(schedule, 1_500)
        taken = measure.each(Engine(schedule).suggest, typed)
        rows.append((label, len(typed), *measure.milliseconds(taken)))
    measure.print_table("Autocompletion", _HEAD, rows)
