"""How fast messages go out, and when the line stops."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.reminders.pace import INVALID_WINDOW, PER_SECOND, Line, Pace

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


class LoopTime:
    """Seconds that pass only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def time() -> LoopTime:
    return LoopTime()


@pytest.fixture
def pace(time) -> Pace:
    return Pace(10.0, 5.0, seconds=time, sleep=time.sleep)


async def test_a_burst_passes_and_then_so_many_a_second(pace, time):
    passed = []
    for _ in range(10):
        await pace.take()
        passed.append(round(time.seconds - 100, 3))
    assert passed == [0, 0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 0.5]


@pytest.mark.parametrize("processes", [1, 2, 4])
async def test_processes_that_share_the_pace_stay_within_discords_limit_in_any_second(time, processes):
    passed = []
    for _ in range(processes):
        time.seconds = 100.0
        share = Pace(PER_SECOND / processes, seconds=time, sleep=time.sleep)
        while time.seconds < 110.0:
            await share.take()
            passed.append(time.seconds)
    busiest = max(sum(start <= at < start + 1 for at in passed) for start in passed)
    assert busiest <= 50
    assert sum(101 <= at < 109 for at in passed) / 8 >= 45


async def test_rest_fills_no_more_than_the_burst(pace, time):
    await pace.take(5)
    await time.sleep(60)
    for _ in range(5):
        await pace.take()
    before = time.seconds
    await pace.take()
    assert round(time.seconds - before, 3) == 0.1


async def test_several_calls_are_waited_for_together(pace, time):
    await pace.take(5)
    await pace.take(3)
    assert round(time.seconds - 100, 3) == 0.3


async def test_more_calls_than_a_burst_pass_and_are_owed(pace, time):
    await pace.take(9)
    await pace.take()
    assert round(time.seconds - 100, 3) == 0.5


async def test_whoever_asks_first_passes_first(pace):
    order = []

    async def take(number: int) -> None:
        await pace.take()
        order.append(number)

    await asyncio.gather(*(take(number) for number in range(20)))
    assert order == list(range(20))


async def test_never_more_than_the_rate_in_any_second(pace, time):
    passed = []
    for count in range(60):
        if count % 17 == 0:
            await time.sleep(0.35)
        await pace.take()
        passed.append(time.seconds)
    assert max(sum(start <= at < start + 1 for at in passed) for start in passed) <= 10 + 5


@pytest.mark.parametrize(("faults", "seconds"), [(1, None), (2, None), (3, 1), (4, 2), (5, 4), (7, 15), (500, 15)])
def test_faults_in_a_row_close_the_line_for_longer_and_longer(faults, seconds):
    line, now = Line(), NOW
    for _ in range(faults):
        now = line.closed_until(now) or now
        line.fault(now)
    assert line.closed_until(now) == (None if seconds is None else now + timedelta(seconds=seconds))
    assert line.faulty is (seconds is not None)


def test_sends_that_fail_together_close_the_line_as_briefly_as_three():
    line = Line()
    for _ in range(10):
        line.fault(NOW)
    assert line.closed_until(NOW) == NOW + timedelta(seconds=1)


def test_an_answer_ends_a_row_of_faults():
    line = Line()
    for _ in range(2):
        line.fault(NOW)
    line.passed()
    line.fault(NOW)
    assert line.closed_until(NOW) is None


def test_a_pause_that_discord_asks_for_is_kept_within_reason():
    line = Line()
    line.fault(NOW, timedelta(seconds=7))
    assert line.closed_until(NOW) == NOW + timedelta(seconds=7)
    assert line.closed_until(NOW + timedelta(seconds=7)) is None
    line.fault(NOW, timedelta(days=1))
    assert line.closed_until(NOW) == NOW + INVALID_WINDOW


def test_refusals_within_ten_minutes_close_the_line_until_the_first_are_forgotten():
    line = Line(invalid_limit=3)
    assert [line.invalid(NOW + timedelta(minutes=minute), 1) for minute in (0, 8, 11, 12)] == [
        False,
        False,
        False,
        True,
    ]
    now = NOW + timedelta(minutes=12)
    assert line.closed_until(now) == NOW + timedelta(minutes=18)
    assert line.closed_until(NOW + timedelta(minutes=18)) is None


def test_a_clock_that_was_set_back_opens_the_line():
    line = Line()
    line.fault(NOW, timedelta(seconds=30))
    assert line.closed_until(NOW - timedelta(hours=1)) is None
