"""The real bot is killed while reminders fall due; `python -m tests.killing` does the same at length."""

from __future__ import annotations

from pathlib import Path

from tests.killing import Plan, play


async def test_killed_at_random_moments_it_loses_and_repeats_nothing(tmp_path: Path) -> None:
    result = await play(Plan(kills=2, people=40, sessions=3, processes=2), tmp_path)
    assert (result.verdict.lost, result.verdict.repeated, result.unsettled, result.complaints) == (0, 0, 0, ())
