"""Clocks that change, jump and disagree: a reminder is due by the moment, not by what a clock on the wall shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.models import Ticked
from bot.reminders.service import ReminderService
from schedule import Schedule, Session
from schedule.answering.answer import Target, TargetKind

ME = "discord:1"
TEN = timedelta(minutes=10)


def local(zone: str, text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.fixture
async def told_at(light_store, delivery):
    """Plays a conference minute by minute; when each session's reminder came, in UTC."""

    async def run(*sessions: Session, timezone: str):
        service = ReminderService(light_store, delivery)
        schedule = Schedule(title="A conference", timezone=timezone, sessions=sessions)
        starts = [session.starts_at.astimezone(UTC) for session in sessions]
        now = min(starts) - timedelta(minutes=30)
        await service.schedule_changed(None, schedule, now)
        await service.subscribe(ME, Target(TargetKind.EVERYTHING), now)
        came = {}
        while now < max(starts) + timedelta(minutes=30):
            await service.tick(now)
            for _, _, (id_,) in delivery.told():
                assert id_ not in came
                came[id_] = now
            now += timedelta(minutes=1)
        return came

    return run


def session(id_: str, starts_at: datetime) -> Session:
    return Session(id=id_, title=id_, starts_at=starts_at, ends_at=starts_at.astimezone(UTC) + timedelta(minutes=30))


async def test_the_night_the_clocks_go_forward(told_at):
    zone = "Europe/Berlin"
    before, after = local(zone, "2026-03-29 01:55"), local(zone, "2026-03-29 03:05")
    assert after.astimezone(UTC) - before.astimezone(UTC) == TEN
    came = await told_at(session("before", before), session("after", after), timezone=zone)
    assert came == {
        "before": datetime(2026, 3, 29, 0, 45, tzinfo=UTC),
        "after": datetime(2026, 3, 29, 0, 55, tzinfo=UTC),
    }


async def test_the_hour_that_comes_twice_when_the_clocks_go_back(told_at):
    zone = "America/Chicago"
    first, second = local(zone, "2026-11-01 01:30"), local(zone, "2026-11-01 01:30", fold=1)
    came = await told_at(session("first", first), session("second", second), timezone=zone)
    assert came == {
        "first": datetime(2026, 11, 1, 6, 20, tzinfo=UTC),
        "second": datetime(2026, 11, 1, 7, 20, tzinfo=UTC),
    }


async def test_across_midnight(told_at):
    zone = "Asia/Tokyo"
    came = await told_at(
        session("late", local(zone, "2026-06-01 23:55")),
        session("early", local(zone, "2026-06-02 00:05")),
        timezone=zone,
    )
    assert came == {
        "late": datetime(2026, 6, 1, 14, 45, tzinfo=UTC),
        "early": datetime(2026, 6, 1, 14, 55, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("zone", "text", "due"),
    [
        ("Pacific/Kiritimati", "2026-06-02 09:00", datetime(2026, 6, 1, 18, 50, tzinfo=UTC)),
        ("Pacific/Pago_Pago", "2026-06-01 09:00", datetime(2026, 6, 1, 19, 50, tzinfo=UTC)),
        ("Asia/Kolkata", "2026-06-01 09:00", datetime(2026, 6, 1, 3, 20, tzinfo=UTC)),
        ("Asia/Kathmandu", "2026-06-01 09:00", datetime(2026, 6, 1, 3, 5, tzinfo=UTC)),
        ("Australia/Lord_Howe", "2026-04-05 01:45", datetime(2026, 4, 4, 14, 35, tzinfo=UTC)),
        ("America/St_Johns", "2026-06-01 09:00", datetime(2026, 6, 1, 11, 20, tzinfo=UTC)),
    ],
)
async def test_both_sides_of_the_date_line_and_half_hours(told_at, zone, text, due):
    assert await told_at(session("x", local(zone, text)), timezone=zone) == {"x": due}


async def test_half_an_hour_that_comes_twice(told_at):
    zone = "Australia/Lord_Howe"
    first, second = local(zone, "2026-04-05 01:45"), local(zone, "2026-04-05 01:45", fold=1)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(minutes=30)
    came = await told_at(session("first", first), session("second", second), timezone=zone)
    assert came["second"] - came["first"] == timedelta(minutes=30)


@pytest.fixture
async def running(light_store, delivery, make_schedule, make_session, at):
    """A service whose person wants to know of a session at nine and one at ten."""
    service = ReminderService(light_store, delivery)
    await service.schedule_changed(None, make_schedule(make_session("nine"), make_session("ten", 60)), at(-60))
    await service.subscribe(ME, Target(TargetKind.EVERYTHING), at(-60))
    return service


async def play(service, delivery, at, *minutes: float):
    told = []
    for minute in minutes:
        await service.tick(at(minute))
        told += [(minute, one.sessions[0].id, one.late) for one in delivery.sent]
        delivery.sent.clear()
    return told


async def test_a_clock_set_back_repeats_nothing(running, delivery, at):
    assert await play(running, delivery, at, -11, -10, -40, -39, -10, -9, 50) == [
        (-10, "nine", None),
        (50, "ten", None),
    ]


async def test_a_clock_set_back_before_the_settlement_does_not_hold_a_message_for_long(running, delivery, at):
    answer = delivery.answer

    def crash(_):
        raise RuntimeError("in the middle of the send")

    delivery.answer = crash
    await running.tick(at(-10))
    delivery.answer = answer
    assert await play(running, delivery, at, -120, -119) == [(-120, "nine", None)]


async def test_a_clock_set_forward_sends_what_is_still_of_use_and_says_how_late(running, delivery, at):
    assert await play(running, delivery, at, -20, 5) == [(5, "nine", timedelta(minutes=15))]


async def test_a_clock_set_far_forward_marks_what_was_missed(running, delivery, at):
    await running.tick(at(-20))
    assert await running.tick(at(600)) == Ticked(expired=2)
    assert delivery.sent == []


async def test_a_clock_that_jumps_forth_and_back_repeats_nothing(running, delivery, at):
    assert await play(running, delivery, at, -20, 55, -19, -10, 0, 50, 55) == [
        (55, "ten", timedelta(minutes=5)),
    ]
    report = await running.report(at(60))
    assert [failure.session_id for failure in report.failed] == ["nine"]


async def test_a_change_marked_in_the_future_is_announced_after_the_clock_was_set_back(
    running, delivery, at, make_schedule, make_session
):
    await running.schedule_changed(None, make_schedule(make_session("nine", 20), make_session("ten", 60)), at(-5))
    assert [one[:2] for one in await play(running, delivery, at, -50, -49)] == [(-50, "nine")]


async def test_a_source_whose_zone_changes_its_rules_is_a_move(light_store, delivery, at):
    service = ReminderService(light_store, delivery)

    def in_zone(zone: str) -> Schedule:
        return Schedule(title="", timezone=zone, sessions=(session("x", local(zone, "2026-06-01 12:00")),))

    await service.schedule_changed(None, in_zone("Europe/Berlin"), at(-60))
    await service.subscribe(ME, Target(TargetKind.EVERYTHING), at(-60))
    await service.schedule_changed(None, in_zone("Europe/London"), at(-50))
    await service.tick(at(-49))
    assert [(one.reason.value, one.starts_at - one.before.starts_at) for one in delivery.sent] == [
        ("moved", timedelta(hours=1))
    ]


async def test_the_same_moment_in_another_zone_is_no_move(light_store, delivery, at):
    service = ReminderService(light_store, delivery)
    start = local("Europe/Berlin", "2026-06-01 12:00")
    for zone, minute in (("Europe/Berlin", -60), ("America/Chicago", -50)):
        schedule = Schedule(title="", timezone=zone, sessions=(session("x", start.astimezone(ZoneInfo(zone))),))
        await service.schedule_changed(None, schedule, at(minute))
        await service.subscribe(ME, Target(TargetKind.EVERYTHING), at(-60))
    await service.tick(at(-40))
    assert delivery.sent == []
