"""Every real schedule beside the checkout is read as its index says, or as a stated reason says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.inventory import EXCEPTIONS, NO_SCHEDULE, Line, indexed, inventory


@pytest.fixture(scope="module")
def lines(shared: Path) -> list[Line]:
    return list(inventory(shared / "schedules"))


def test_counts_agree_with_the_index_or_a_reason(lines: list[Line]) -> None:
    assert {line.path: line.differences for line in lines if line.differences} == {}


def test_every_file_of_the_index_is_there(lines: list[Line], shared: Path) -> None:
    assert set(indexed(shared / "schedules")) - {line.path for line in lines} == set()


def test_every_reason_is_still_needed(lines: list[Line]) -> None:
    by_path = {line.path: line for line in lines}
    assert {key for key, (read, _) in EXCEPTIONS.items() if by_path[key[0]].expected.get(key[1]) == read} == set()
    assert {path for path in NO_SCHEDULE if not by_path[path].error} == set()
