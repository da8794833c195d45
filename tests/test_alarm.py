from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.alarm import Alarm
from tests.settable_clock import SettableClock

LONG_AGO = datetime(2022, 12, 3, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Woken:
    """Has one moment, which is past for the system's clock, so that APScheduler fires at once."""

    def __init__(self, moment: datetime | None) -> None:
        self.moment = moment
        self.ticks: list[datetime] = []
        self.rung = asyncio.Event()

    async def tick(self, now: datetime) -> None:
        self.ticks.append(now)
        self.moment = None
        self.rung.set()

    def next_moment(self, now: datetime) -> datetime | None:  # noqa: ARG002
        return self.moment


async def test_a_moment_long_past_still_wakes_once() -> None:
    clock = SettableClock(LONG_AGO)
    woken = Woken(LONG_AGO - HOUR)
    alarm = Alarm(woken, clock, HOUR)
    alarm.start()
    await asyncio.wait_for(woken.rung.wait(), 5)
    await alarm.stop()
    assert woken.ticks == [LONG_AGO]


async def test_a_moment_that_comes_nearer_is_armed_when_told() -> None:
    clock = SettableClock(LONG_AGO)
    woken = Woken(None)
    alarm = Alarm(woken, clock, HOUR)
    alarm.start()
    woken.moment = LONG_AGO
    alarm.arm()
    await asyncio.wait_for(woken.rung.wait(), 5)
    await alarm.stop()
    assert woken.ticks == [LONG_AGO]


@pytest.mark.parametrize("jump", [-HOUR, HOUR], ids=["back", "forward"])
async def test_a_system_clock_that_jumps_does_not_keep_the_tick_from_coming(monkeypatch, jump) -> None:
    offset = timedelta(0)

    class Jumping(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime.now(tz) + offset

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Jumping)
    woken = Woken(None)
    alarm = Alarm(woken, SettableClock(LONG_AGO), timedelta(milliseconds=20))
    alarm.start()
    await asyncio.wait_for(woken.rung.wait(), 5)
    offset = jump
    for _ in range(3):
        woken.rung.clear()
        await asyncio.wait_for(woken.rung.wait(), 5)
    await alarm.stop()


async def test_a_tick_that_fails_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    class Failing(Woken):
        async def tick(self, now: datetime) -> None:
            await super().tick(now)
            if len(self.ticks) == 1:
                raise OSError("the database is away")
            self.done.set()

        done = asyncio.Event()

    woken = Failing(None)
    alarm = Alarm(woken, SettableClock(LONG_AGO), timedelta(milliseconds=20))
    alarm.start()
    await asyncio.wait_for(woken.done.wait(), 5)
    await alarm.stop()
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1


async def test_stopping_lets_a_ring_in_progress_end(caplog: pytest.LogCaptureFixture) -> None:
    class Slow(Woken):
        def __init__(self) -> None:
            super().__init__(LONG_AGO)
            self.sent = asyncio.Event()

        async def tick(self, now: datetime) -> None:
            self.moment = None
            self.rung.set()
            await self.sent.wait()
            self.ticks.append(now)

    woken = Slow()
    alarm = Alarm(woken, SettableClock(LONG_AGO), HOUR)
    alarm.start()
    await asyncio.wait_for(woken.rung.wait(), 5)
    asyncio.get_running_loop().call_soon(woken.sent.set)
    await alarm.stop()
    assert woken.ticks == [LONG_AGO]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
