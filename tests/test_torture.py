"""Processes are killed while reminders fall due: a short form of `make torture`."""

from __future__ import annotations

import pytest

from tests.torture.play import Plan, play
from tests.torture.worker import Guards


@pytest.mark.parametrize("processes", [1, 2])
def test_nothing_is_lost_and_nothing_repeated_when_processes_are_killed(store_url, processes):
    result = play(
        store_url, Plan(processes=processes, kills=5, reminders=300, seconds=2.0, sessions=10, faulty=0.02, lease=1.0)
    )
    assert (result.lost, result.repeated, result.unsettled) == (0, 0, 0)


def test_a_guard_taken_away_is_noticed(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'hallway.db'}"
    plan = Plan(kills=2, reminders=300, seconds=1, sessions=10, faulty=0.05, lease=1, guards=Guards(nonce=False))
    assert play(url, plan).repeated > 0
