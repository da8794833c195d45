"""Processes are killed while reminders fall due: a short form of `make torture`, and its own judgement."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.torture.judging import Arrival, Attempted, Verdict, judge
from tests.torture.life import Guards
from tests.torture.play import Plan, play

SHORT = {
    "kills": 4,
    "reminders": 200,
    "seconds": 1.5,
    "sessions": 10,
    "faulty": 0.02,
    "outages": 1,
    "outage": 0.3,
    "lease": timedelta(seconds=1),
    "backoff": timedelta(seconds=0.25),  # nothing is proved by waiting
}


@pytest.mark.parametrize("replaced", [True, False], ids=["both are replaced", "one stays dead"])
def test_nothing_is_lost_and_nothing_repeated_when_processes_are_killed(postgres, replaced, tmp_path):
    short = SHORT if replaced else SHORT | {"kills": 1, "outages": 0}
    result = play(postgres.fresh_database(), Plan(processes=2, replaced=replaced, **short), tmp_path)
    assert (result.verdict, result.unsettled, result.complaints) == (clean(result.verdict.overtaken), 0, ())


def test_a_guard_taken_away_is_noticed(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'hallway.db'}"
    plan = Plan(
        guards=Guards(nonce=False),
        **(SHORT | {"kills": 1, "outages": 0, "faulty": 0.05, "faults": ("reset after",)}),
    )
    assert play(url, plan, tmp_path).verdict.repeated > 0


def clean(overtaken: float) -> Verdict:
    return Verdict(lost=0, repeated=0, disordered=0, overtaken=overtaken)


def test_what_did_not_come_what_came_twice_and_what_came_out_of_order_is_counted():
    first, second, third, fourth = ((f"discord:{number}", "A talk") for number in range(1, 5))
    arrived = [Arrival(third, 10.0), Arrival(second, 14.0), Arrival(second, 15.0), Arrival(fourth, 15.5)]
    attempted = [
        Attempted(first, due_at=0, tries=4),
        Attempted(second, due_at=1, tries=1),
        Attempted(third, due_at=2, tries=1),
        Attempted(fourth, due_at=1, tries=2),  # tried before: no wonder that it comes late
    ]
    verdict = judge([first, second, third, fourth], arrived, attempted, lease=timedelta(seconds=3))
    assert verdict == Verdict(lost=1, repeated=1, disordered=1, overtaken=4.0)
