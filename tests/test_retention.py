"""What is stored of people goes when it is not needed any more, bit by bit, and nothing goes before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reminders.models import DeliveryState
from bot.reminders.retention import KEPT, is_over
from bot.reminders.service import ReminderService
from bot.reminders.store import Moment, Settlement
from bot.reminders.targets import targets_of
from schedule import Schedule
from schedule.answering.answer import Target, TargetKind

ME = "discord:1"
EVERYTHING = Target(TargetKind.EVERYTHING)
DAY = timedelta(days=1)
TEN = timedelta(minutes=10)


@pytest.fixture
def moment(make_session, at):
    def make(id_: str) -> Moment:
        targets = targets_of(make_session(id_))
        return Moment(id_, at(0), TEN, at(-10), at(15), targets, default=True, shorter=())

    return make


async def remove_all(store, before, *, wishes: bool, limit: int = 100) -> list[int]:
    removed = [await store.retention.remove(before, wishes=wishes, limit=limit)]
    while removed[-1]:
        removed.append(await store.retention.remove(before, wishes=wishes, limit=limit))
    return removed


async def test_what_is_settled_goes_in_batches_and_what_waits_stays(store, moment, at):
    for number in range(5):
        await store.wishes.subscribe(f"person {number}", EVERYTHING, (), at(-60), once=False)
    await store.deliveries.fan_out(moment("talk"))
    for claimed in await store.deliveries.claim(4, at(-10), TEN):
        await store.deliveries.settle(claimed, Settlement(DeliveryState.DELIVERED), at(-10))
    assert await remove_all(store, at(0), wishes=False) == [0]
    assert await remove_all(store, at(16), wishes=False, limit=3) == [3, 1, 1, 0]  # the last is the moment
    left = [await store.deliveries.history(f"person {number}", "talk") for number in range(5)]
    assert [[one.state for one in history] for history in left] == [[], [], [], [], [DeliveryState.PENDING]]
    assert [len(await store.wishes.of(f"person {number}")) for number in range(5)] == [1] * 5


async def test_with_the_wishes_goes_all_that_is_known_of_a_person(store, at):
    leads = [timedelta(minutes=30), timedelta(minutes=5)]
    for name, minute in (("early", -60), ("late", 60)):
        await store.wishes.subscribe(name, EVERYTHING, leads, at(minute), once=False)
        await store.wishes.add_to_agenda(name, "talk", at(minute))
        await store.people.set_address(name, "123")
    # Adding to the agenda touches no wish for everything.
    assert sum(await remove_all(store, at(0), wishes=True)) == 5
    assert [await store.wishes.forget(name) for name in ("early", "late")] == [0, 5]


async def test_a_look_is_a_day_after_the_last_and_by_a_clock_that_goes_on(store, at):
    async def look(days: float):
        return await store.retention.last_look(at(0) + days * DAY, DAY)

    assert [await look(0), await look(0.9)] == [None, None]
    assert await look(1) == at(0)
    assert [await look(1.5), await look(-3)] == [None, None]
    assert await look(-2) == at(0) - 3 * DAY


def test_a_conference_is_over_after_its_last_end(make_schedule, make_session, at):
    days = make_schedule(make_session("x", 0), make_session("y", 60, length=30), make_session("poster", None))
    assert [is_over(days, at(minute)) for minute in (0, 90, 91)] == [False, False, True]
    assert not is_over(make_schedule(make_session("poster", None)), at(0))


@pytest.fixture
def live(light_store, delivery, at):
    """Lets days pass, a tick at each of the given ones; what is stored of the person afterwards."""

    async def run(schedule: Schedule, *days: float):
        service = ReminderService(light_store, delivery)
        await service.schedule_changed(None, schedule, at(-60))
        await service.subscribe(ME, EVERYTHING, at(-60))
        for minute in range(-15, 20):
            await service.tick(at(minute))
        for day in days:
            for _ in range(8):
                await service.tick(at(0) + day * DAY)
        explained = await service.explain(ME, "x", at(0) + days[-1] * DAY)
        return len(await service.subscriptions(ME)), len(explained.deliveries)

    return run


@pytest.mark.parametrize(
    ("ends", "days", "left"),
    [
        (30, (1, 13, 14), (1, 1)),
        (30, (1, 13, 14, 15.1, 16.2), (0, 0)),
        # The conference goes on for long: what was sent goes, what was asked for stays.
        (60 * 24 * 10, (1, 15, 16.1), (1, 0)),
        (60 * 24 * 10, (1, 15, 16.1, 25, 26.1), (0, 0)),
        # A clock that is a month ahead for some hours.
        (30, (1, 30, 30.5, 1, 2, 14), (1, 1)),
    ],
)
async def test_two_weeks_after_the_end_nothing_is_left(live, make_schedule, make_session, ends, days, left):
    schedule = make_schedule(make_session("x"), make_session("last", ends - 30))
    assert KEPT == 14 * DAY
    assert await live(schedule, *days) == left
