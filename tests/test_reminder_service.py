"""What people are told, when, and how often."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.reminders.models import (
    DeliveryState,
    Failure,
    Notices,
    Outcome,
    OutcomeKind,
    Reason,
    Settings,
    Ticked,
)
from bot.reminders.service import ReminderService
from schedule import Person, Room
from schedule.answering.answer import Target, TargetKind
from tests.stores.fixtures import delivered

ME = "discord:1"
EVERYTHING = Target(TargetKind.EVERYTHING)
SPOTLIGHTS = Target(TargetKind.KIND, "spotlight")
HALL, ATTIC = Room(id="r1", name="Hall"), Room(id="r2", name="Attic")


def about(session_id: str) -> Target:
    return Target(TargetKind.SESSION, session_id)


def minutes(*values: float) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


@pytest.fixture
async def begin(light_store, delivery, at):
    """A service that has read a schedule an hour before nine."""

    async def make(schedule, settings: Settings | None = None, now: float = -60) -> ReminderService:
        service = ReminderService(light_store, delivery, settings)
        await service.schedule_changed(None, schedule, at(now))
        await service.tick(at(now))
        return service

    return make


async def test_a_reminder_comes_once_at_its_lead(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    assert await play(service, delivery, -60, 60) == [(-10, ME, "starting", ["x"])]


async def test_several_leads_give_a_message_each(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60), leads=minutes(30, 5))
    assert [one[0] for one in await play(service, delivery, -60, 60)] == [-30, -5]


async def test_two_wishes_for_one_session_give_one_message(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x", kind="Spotlight"), make_session("y", kind="Spotlight")))
    await service.subscribe(ME, SPOTLIGHTS, at(-60), leads=minutes(20))
    await service.subscribe(ME, about("x"), at(-60), leads=minutes(5))
    await service.subscribe(ME, EVERYTHING, at(-60), leads=minutes(15))
    assert await play(service, delivery, -60, 60) == [(-20, ME, "starting", ["y"]), (-5, ME, "starting", ["x"])]


async def test_every_kind_of_target_reminds(begin, delivery, play, make_schedule, make_session, at):
    speaker = Person(id="p1", name="Dawn Song")
    service = await begin(make_schedule(make_session("x", kind="Talk", track="ML", rooms=(HALL,), speakers=(speaker,))))
    targets = [
        about("x"),
        Target(TargetKind.PERSON, "p1"),
        Target(TargetKind.KIND, "Talks"),
        Target(TargetKind.TRACK, "ML"),
        Target(TargetKind.ROOM, "r1"),
        Target(TargetKind.AGENDA),
        EVERYTHING,
        Target(TargetKind.PERSON, "p2"),
    ]
    for number, target in enumerate(targets):
        await service.subscribe(f"person {number}", target, at(-60))
    assert await service.add_to_agenda("person 5", "x", at(-60))
    told = await play(service, delivery, -60, 60)
    assert sorted(one[1] for one in told) == [f"person {number}" for number in range(7)]


async def test_once_ends_after_the_first_session(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x", kind="Spotlight"), make_session("y", 30, kind="Spotlight")))
    await service.subscribe(ME, SPOTLIGHTS, at(-60), once=True)
    assert await play(service, delivery, -60, 60) == [(-10, ME, "starting", ["x"])]
    assert await service.subscriptions(ME) == ()


async def test_a_wish_that_is_spent_still_explains_its_session(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x", kind="Spotlight")))
    await service.subscribe(ME, SPOTLIGHTS, at(-60), leads=minutes(30, 5), once=True)
    await service.subscribe(ME, EVERYTHING, at(-60), leads=minutes(0))
    assert [one[0] for one in await play(service, delivery, -60, -20)] == [-30]
    assert (await service.explain(ME, "x", at(-20))).due == (at(-30), at(-5))
    assert [one[0] for one in await play(service, delivery, -20, 20)] == [-5]


async def test_once_is_once_for_sessions_that_start_together(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x"), make_session("y")))
    await service.subscribe(ME, EVERYTHING, at(-60), once=True)
    assert len(await play(service, delivery, -60, 60)) == 1


async def test_who_asks_inside_the_lead_is_told_at_once_and_not_late(begin, delivery, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.tick(at(-4))
    confirmation = await service.subscribe(ME, about("x"), at(-3))
    assert (confirmation.at_once, confirmation.next_due) == (True, at(-3))
    assert service.next_moment(at(-3)) <= at(-3)
    await service.tick(at(-3))
    assert [(one.recipient, one.late) for one in delivery.sent] == [(ME, None)]


async def test_who_asks_after_the_start_is_told_nothing(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.tick(at(2))
    confirmation = await service.subscribe(ME, EVERYTHING, at(3))
    assert (confirmation.sessions, confirmation.next_due, confirmation.at_once) == ((), None, False)
    assert await play(service, delivery, 3, 30) == []


async def test_a_confirmation_says_what_will_come(begin, make_schedule, make_session, at):
    x, y, poster = make_session("x"), make_session("y", -90), make_session("poster", None)
    service = await begin(make_schedule(x, y, poster, make_session("gone", 5, cancelled=True)))
    confirmation = await service.subscribe(ME, EVERYTHING, at(-60), leads=minutes(30, 5))
    assert confirmation.sessions == (x,)
    assert confirmation.untimed == (poster,)
    assert confirmation.leads == tuple(minutes(30, 5))
    assert (confirmation.next_due, confirmation.at_once) == (at(-30), False)


async def test_pausing_one_or_all_and_resuming(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x"), make_session("y", 30), make_session("z", 60)))
    for name in ("x", "y", "z"):
        await service.subscribe(ME, about(name), at(-60))
    first, *_ = await service.subscriptions(ME)
    assert await service.pause(ME, at(-50), first.id) == 1
    assert await play(service, delivery, -50, 0) == []
    assert await service.pause(ME, at(0)) == 2
    assert await play(service, delivery, 0, 26) == []
    assert await service.resume(ME, at(26)) == 3
    assert await play(service, delivery, 26, 90) == [(26, ME, "starting", ["y"]), (50, ME, "starting", ["z"])]


async def test_another_lead_holds_from_then_on(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    assert await service.change_lead(ME, minutes(20), at(-50)) == 1
    assert [one[0] for one in await play(service, delivery, -50, 60)] == [-20]


async def test_stopping_stops(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x"), make_session("y", 30)))
    await service.subscribe(ME, about("x"), at(-60))
    await service.subscribe(ME, about("y"), at(-60))
    assert await service.unsubscribe(ME, about("x")) == 1
    assert await play(service, delivery, -60, 60) == [(20, ME, "starting", ["y"])]
    assert await service.unsubscribe(ME) == 1


async def test_a_session_that_moves_is_announced_with_old_and_new_and_reminded_of_anew(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x"), make_session("y")))
    await service.subscribe(ME, about("x"), at(-60))
    assert await play(service, delivery, -60, -5) == [(-10, ME, "starting", ["x"])]
    moved = make_session("x", 40)
    await service.schedule_changed(None, make_schedule(moved, make_session("y")), at(-5))
    await service.tick(at(-4))
    (told,) = delivery.sent
    assert (told.reason, told.sessions, told.before.starts_at) == (Reason.MOVED, (moved,), at(0))
    delivery.sent.clear()
    assert await play(service, delivery, -3, 60) == [(30, ME, "starting", ["x"])]


async def test_a_session_moved_back_and_forth_within_a_minute_is_announced_once(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x", 300)))
    await service.subscribe(ME, about("x"), at(-60))
    for second, minute in ((0, 330), (10, 300), (20, 330), (30, 300), (40, 330)):
        await service.schedule_changed(None, make_schedule(make_session("x", minute)), at(-50 + second / 60))
        await service.tick(at(-50 + second / 60))
    assert await play(service, delivery, -49, 0) == [(-48, ME, "moved", ["x"])]


async def test_a_session_moved_away_and_back_within_a_minute_is_no_news(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    for second, minute in ((0, 30), (40, 0)):
        await service.schedule_changed(None, make_schedule(make_session("x", minute)), at(-50 + second / 60))
        await service.tick(at(-50 + second / 60))
    assert await play(service, delivery, -49, 60) == [(-10, ME, "starting", ["x"])]


async def test_a_session_moved_back_later_is_announced_again(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    told = []
    for first, minute in ((-50, 100), (-40, 0), (-30, 100)):
        await service.schedule_changed(None, make_schedule(make_session("x", minute)), at(first))
        told += await play(service, delivery, first, first + 10)
    told += await play(service, delivery, -20, 120)
    assert [(one[0], one[2]) for one in told] == [(-49, "moved"), (-39, "moved"), (-29, "moved"), (90, "starting")]


async def test_a_session_that_moves_into_the_lead_is_told_once_with_its_old_time(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x", 120)))
    await service.subscribe(ME, about("x"), at(-60))
    await service.schedule_changed(None, make_schedule(make_session("x", 5)), at(0))
    await service.tick(at(0.5))
    assert (delivery.sent, service.next_moment(at(0.5))) == ([], at(1))
    await service.tick(at(1))
    (told,) = delivery.sent
    assert (told.reason, told.before.starts_at, told.late) == (Reason.STARTING, at(120), None)
    delivery.sent.clear()
    assert await play(service, delivery, 1, 150) == []


async def test_a_session_that_moves_to_a_start_within_the_minute_is_told_at_that_start(
    begin, delivery, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x", 120)))
    await service.subscribe(ME, about("x"), at(-60))
    await service.schedule_changed(None, make_schedule(make_session("x", 0.5)), at(0))
    for seconds in (0, 15, 30, 45, 60, 75):
        await service.tick(at(seconds / 60))
    (told,) = delivery.sent
    assert (told.reason, told.before.starts_at, told.starts_at) == (Reason.STARTING, at(120), at(0.5))


async def test_who_asks_while_a_change_may_be_taken_back_is_promised_what_comes(
    begin, delivery, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x", 120)))
    await service.schedule_changed(None, make_schedule(make_session("x", 5)), at(0))
    confirmation = await service.subscribe(ME, about("x"), at(0.5))
    assert (confirmation.next_due, confirmation.at_once, confirmation.told) == (at(1), False, False)
    await service.tick(at(1))
    assert [one.recipient for one in delivery.sent] == [ME]


async def test_a_session_moved_within_the_lead_and_back_within_a_minute_is_no_news(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    assert await play(service, delivery, -60, -5) == [(-10, ME, "starting", ["x"])]
    for second, minute in ((0, 3), (15, 3), (40, 0), (55, 0)):
        await service.schedule_changed(None, make_schedule(make_session("x", minute)), at(-5 + second / 60))
        await service.tick(at(-5 + second / 60))
    assert await play(service, delivery, -4, 60) == []


async def test_what_waits_for_a_start_that_is_given_up_is_not_needed_any_more_and_counts_as_no_failure(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    delivery.answer = lambda _: Outcome(OutcomeKind.RETRY, why="503")
    await service.tick(at(-10))
    await service.schedule_changed(None, make_schedule(make_session("x", 90)), at(-9))
    (waiting,) = (await service.explain(ME, "x", at(-9))).deliveries
    assert (waiting.state, waiting.why) == (DeliveryState.VOID, "the session does not start then any more")
    delivery.answer = delivered
    # Back at the start that was fanned out before, and armed again.
    await service.schedule_changed(None, make_schedule(make_session("x")), at(-8.5))
    assert await play(service, delivery, -8, 120) == [(-8, ME, "starting", ["x"])]
    report = await service.report(at(120))
    assert (report.counts, report.failed) == ({DeliveryState.DELIVERED: 1}, ())


async def test_another_room_is_announced(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x", rooms=(HALL,))))
    await service.subscribe(ME, Target(TargetKind.ROOM, "r1"), at(-60))
    await service.subscribe("discord:2", Target(TargetKind.ROOM, "r2"), at(-60))
    await service.schedule_changed(None, make_schedule(make_session("x", rooms=(ATTIC,))), at(-50))
    assert await play(service, delivery, -50, 60) == [
        (-49, ME, "relocated", ["x"]),
        (-49, "discord:2", "relocated", ["x"]),
        (-10, "discord:2", "starting", ["x"]),
    ]


@pytest.mark.parametrize("gone", [True, False], ids=["vanished", "marked"])
async def test_a_cancelled_session_is_announced_and_not_reminded_of(
    begin, delivery, play, make_schedule, make_session, at, gone
):
    others = [make_session(f"other {number}", 500) for number in range(9)]
    service = await begin(make_schedule(make_session("x"), *others))
    await service.subscribe(ME, about("x"), at(-60))
    left = others if gone else [make_session("x", cancelled=True), *others]
    await service.schedule_changed(None, make_schedule(*left), at(-50))
    assert await play(service, delivery, -50, 60) == [(-49, ME, "cancelled", ["x"])]


async def test_a_cancelled_session_that_takes_place_after_all_is_announced(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x", cancelled=True)))
    await service.subscribe(ME, about("x"), at(-60))
    await service.schedule_changed(None, make_schedule(make_session("x")), at(-50))
    assert await play(service, delivery, -50, 60) == [(-49, ME, "reinstated", ["x"]), (-10, ME, "starting", ["x"])]


async def test_a_poster_that_gets_a_time_is_announced(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x", None)))
    await service.subscribe(ME, about("x"), at(-60))
    await service.schedule_changed(None, make_schedule(make_session("x")), at(-50))
    assert await play(service, delivery, -50, 60) == [(-49, ME, "moved", ["x"]), (-10, ME, "starting", ["x"])]


async def test_who_asks_after_a_change_is_not_told_of_it(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.schedule_changed(None, make_schedule(make_session("x", 30)), at(-50))
    await service.subscribe(ME, about("x"), at(-49.5))
    assert await play(service, delivery, -49, 60) == [(20, ME, "starting", ["x"])]


async def test_who_asks_between_two_changes_is_told_of_the_second(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x", 60)))
    await service.schedule_changed(None, make_schedule(make_session("x", 90)), at(-50))
    await service.subscribe(ME, about("x"), at(-49.8))
    await service.schedule_changed(None, make_schedule(make_session("x", 120)), at(-49.6))
    assert await play(service, delivery, -49, 0) == [(-48, ME, "moved", ["x"])]


async def test_a_change_of_what_is_over_is_no_news(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x"), make_session("y", 300)))
    await service.subscribe(ME, about("x"), at(-60))
    await play(service, delivery, -60, 60)
    await service.schedule_changed(None, make_schedule(make_session("x", 10), make_session("y", 300)), at(60))
    assert await play(service, delivery, 60, 120) == []


async def test_a_change_while_the_bot_was_away_is_announced(
    light_store, delivery, play, make_schedule, make_session, at, begin
):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    again = ReminderService(light_store, delivery)
    await again.schedule_changed(None, make_schedule(make_session("x", 30)), at(-40))
    assert await play(again, delivery, -40, 60) == [(-39, ME, "moved", ["x"]), (20, ME, "starting", ["x"])]


async def test_another_conference_in_the_same_database_cancels_nothing(
    light_store, delivery, play, make_schedule, make_session, at, begin
):
    service = await begin(make_schedule(*(make_session(f"x{number}") for number in range(5))))
    await service.subscribe(ME, EVERYTHING, at(-60))
    again = ReminderService(light_store, delivery)
    await again.schedule_changed(None, make_schedule(make_session("other")), at(-40))
    assert await play(again, delivery, -40, 60) == [(-10, ME, "starting", ["other"])]


async def test_two_services_over_one_store_tell_once(delivery, make_schedule, make_session, at, begin):
    schedule = make_schedule(*(make_session(f"x{number}") for number in range(30)))
    first = await begin(schedule)
    second = await begin(schedule)
    await first.subscribe(ME, EVERYTHING, at(-60))
    moved = make_schedule(*(make_session(f"x{number}", 20) for number in range(30)))
    for now, change in ((-10, None), (-5, moved), (-4, None), (10, None)):
        for service in (first, second):
            if change is not None:
                await service.schedule_changed(None, change, at(now))
        await asyncio.gather(first.tick(at(now)), second.tick(at(now)))
    told = sorted((reason, ids[0]) for _, reason, ids in delivery.told())
    names = sorted(f"x{number}" for number in range(30))
    assert told == [("moved", name) for name in names] + [("starting", name) for name in names for _ in range(2)]


async def test_after_an_outage_what_is_of_use_is_sent_and_says_how_late(
    begin, delivery, make_schedule, make_session, at, light_store
):
    schedule = make_schedule(make_session("over", -30), make_session("near"), make_session("far", 90))
    service = await begin(schedule, now=-90)
    await service.subscribe(ME, EVERYTHING, at(-90))
    again = ReminderService(light_store, delivery)
    await again.schedule_changed(None, schedule, at(-3))
    assert await again.tick(at(-3)) == Ticked(delivered=1, expired=1)
    assert [(one.sessions[0].id, one.late) for one in delivery.sent] == [("near", timedelta(minutes=7))]
    report = await again.report(at(0))
    assert report.counts == {DeliveryState.DELIVERED: 1, DeliveryState.EXPIRED: 1}
    assert report.failed == (Failure("over", DeliveryState.EXPIRED, "the bot was away", 1),)


async def test_a_fault_is_tried_again_and_the_line_stops_while_all_fail(
    begin, delivery, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x")), Settings(workers=1))
    for number in range(20):
        await service.subscribe(f"person {number:02}", EVERYTHING, at(-60))
    attempts = []

    def fail(reminder):
        attempts.append(reminder.id)
        return Outcome(OutcomeKind.RETRY, why="503")

    delivered, delivery.answer = delivery.answer, fail
    assert await service.tick(at(-10)) == Ticked(retried=3)
    assert service.next_moment(at(-10)) > at(-10)
    assert await service.tick(at(-10)) == Ticked()
    delivery.answer = delivered
    assert (await service.tick(at(-9))).delivered == 20
    assert [one.recipient for one in delivery.sent] == [f"person {number:02}" for number in range(20)]
    assert len({one.id for one in delivery.sent}) == 20
    assert set(attempts) <= {one.id for one in delivery.sent}


async def test_one_message_that_fails_does_not_keep_the_others_back(begin, delivery, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    for number in range(20):
        await service.subscribe(f"person {number:02}", EVERYTHING, at(-60))
    delivered = delivery.answer

    def fail(reminder):
        if reminder.recipient == "person 00":
            raise RuntimeError("an error inside the bot")
        return delivered(reminder)

    delivery.answer = fail
    for second in range(0, 120, 10):
        await service.tick(at(-10 + second / 60))
    delivery.answer = delivered
    await service.tick(at(-5))
    assert len(delivery.sent) == 20
    assert (delivery.sent[-1].recipient, delivery.sent[-1].late) == ("person 00", timedelta(minutes=5))


async def test_discords_own_pause_is_kept(begin, delivery, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, EVERYTHING, at(-60))
    delivered = delivery.answer
    delivery.answer = lambda _: Outcome(OutcomeKind.RETRY, why="429", retry_after=timedelta(seconds=90))
    await service.tick(at(-10))
    delivery.answer = delivered
    assert await service.tick(at(-8.6)) == Ticked()
    assert await service.tick(at(-8.4)) == Ticked(delivered=1)


async def test_the_line_stops_before_refusals_bar_the_bot(begin, delivery, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x"), make_session("y", 60)), Settings(workers=1))
    for number in range(10):
        await service.subscribe(f"person {number}", EVERYTHING, at(-60))
    delivery.answer = lambda _: Outcome(OutcomeKind.REFUSED, why="closed", invalid=1_000)
    assert (await service.tick(at(-10))).refused == 5
    assert (await service.tick(at(-1))).refused == 0
    assert (await service.tick(at(0.1))).refused == 5


async def test_repeated_refusals_stop_a_person_and_they_learn_it_when_they_return(
    begin, delivery, play, make_schedule, make_session, at
):
    service = await begin(make_schedule(*(make_session(f"x{number}", 30 * number) for number in range(6))))
    await service.subscribe(ME, EVERYTHING, at(-60))
    attempts = []

    def refuse(reminder):
        attempts.append(reminder.sessions[0].id)
        return Outcome(OutcomeKind.REFUSED, why="direct messages are closed")

    delivered, delivery.answer = delivery.answer, refuse
    await play(service, delivery, -60, 110)
    assert attempts == ["x0", "x1", "x2"]
    assert (await service.report(at(60))).stopped == 1
    assert [await service.welcome_back(ME, at(110)) for _ in range(2)] == [True, False]
    delivery.answer = delivered
    assert await play(service, delivery, 111, 200) == [(111, ME, "starting", ["x4"]), (140, ME, "starting", ["x5"])]


async def test_a_channel_stands_in_for_closed_messages_where_that_was_agreed(
    begin, delivery, make_schedule, make_session, at
):
    service = await begin(make_schedule(make_session("x"), make_session("y", 60)), Settings(fallback="hall"))
    for name in (ME, "discord:2"):
        await service.subscribe(name, EVERYTHING, at(-60))
    assert await service.agree_to_channel(ME, at(-60))
    delivered = delivery.answer
    attempts = []

    def refuse_direct(reminder):
        attempts.append(reminder.recipient)
        return delivered(reminder) if reminder.recipient == "hall" else Outcome(OutcomeKind.REFUSED, why="closed")

    delivery.answer = refuse_direct
    await service.tick(at(-10))
    assert [(one.recipient, one.mention) for one in delivery.sent] == [("hall", ME)]
    assert sorted(attempts) == sorted([ME, "discord:2", "hall"])
    assert (await service.explain(ME, "x", at(-9))).deliveries[0].route == "channel"


async def test_there_is_no_agreeing_without_a_channel(begin, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    assert not await service.agree_to_channel(ME, at(-60))


async def test_a_notice_is_posted_once_edited_when_its_session_moves_and_again_when_it_is_cancelled(
    begin, delivery, make_schedule, make_session, at
):
    settings = Settings(notices=Notices(channel="hall", roles={"spotlight": "role 1"}))
    x, y = make_session("x", kind="Spotlight"), make_session("y")
    rest = [make_session(f"z{number}", 600) for number in range(9)]
    service = await begin(make_schedule(x, y, *rest), settings)
    for minute in (-10, -9):
        await service.tick(at(minute))
    (posted,) = delivery.sent
    assert (posted.recipient, posted.sessions, posted.roles, posted.edits) == ("hall", (x, y), ("role 1",), None)
    delivery.sent.clear()
    moved = make_session("y", 30)
    for minute, sessions in ((-8, [x, moved, *rest]), (-7, [x.model_copy(update={"cancelled": True}), moved, *rest])):
        await service.schedule_changed(None, make_schedule(*sessions), at(minute))
        await service.tick(at(minute))
        (edit,) = delivery.sent
        delivery.sent.clear()
        assert (edit.edits, edit.starts_at, list(edit.sessions)) == (f"message of {posted.id}", at(0), sessions[:2])
    await service.tick(at(20))
    assert [(one.sessions, one.edits) for one in delivery.sent] == [((moved,), None)]


async def test_a_bot_that_never_ran_before_is_late_for_no_notice(begin, delivery, make_schedule, make_session):
    schedule = make_schedule(make_session("begun", -5), make_session("near", 4))
    await begin(schedule, Settings(notices=Notices(channel="hall")), now=0)
    assert [(one.sessions[0].id, one.late) for one in delivery.sent] == [("near", None)]


async def test_a_notice_is_corrected_after_a_restart(begin, delivery, make_schedule, make_session, at, light_store):
    settings = Settings(notices=Notices(channel="hall"))
    service = await begin(make_schedule(make_session("x"), make_session("y")), settings)
    await service.tick(at(-10))
    (posted,) = delivery.sent
    delivery.sent.clear()
    again = ReminderService(light_store, delivery, settings)
    await again.schedule_changed(None, make_schedule(make_session("x"), make_session("y", 60)), at(-5))
    await again.tick(at(-5))
    await again.tick(at(-4))
    assert [(one.edits, [s.starts_at for s in one.sessions]) for one in delivery.sent] == [
        (f"message of {posted.id}", [at(0), at(60)])
    ]


@pytest.mark.parametrize(
    ("minute", "text"),
    [
        (-30, "The reminder is not due yet: it comes 10 minutes before the start."),
        (-9, "The last message about it was delivered at the first try, by direct message."),
    ],
)
async def test_why_a_reminder_came_or_did_not(begin, delivery, play, make_schedule, make_session, at, minute, text):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, about("x"), at(-60))
    await play(service, delivery, -60, minute)
    explanation = await service.explain(ME, "x", at(minute))
    assert (explanation.text, explanation.due) == (text, (at(-10),))


async def test_why_nothing_came(begin, delivery, make_schedule, make_session, at):
    service = await begin(
        make_schedule(make_session("x"), make_session("poster", None), make_session("gone", cancelled=True))
    )

    async def why(recipient: str, session_id: str, minute: float = -60) -> str:
        return (await service.explain(recipient, session_id, at(minute))).text

    assert await why(ME, "x") == "You have not asked for a reminder of it."
    assert await why(ME, "nonsense") == "This session is not in the schedule."
    await service.subscribe(ME, EVERYTHING, at(-60))
    assert await why(ME, "gone") == "It is cancelled, so no reminder is due."
    assert await why(ME, "poster") == "You asked for every session, but this session has no time of its own."
    await service.pause(ME, at(-50))
    assert await why(ME, "x") == "Your wish for it is paused, so no reminder is due."
    await service.resume(ME, at(-50))
    delivery.answer = lambda _: Outcome(OutcomeKind.RETRY, why="503")
    await service.tick(at(-10))
    assert await why(ME, "x", -7) == "A message about it has been due for 3 minutes and was tried once (503)."
    await service.tick(at(20))
    assert await why(ME, "x", 21) == ("The last message about it came too late to be of use, so it was not sent (503).")
    await service.subscribe("discord:2", EVERYTHING, at(30))
    assert await why("discord:2", "x", 31) == "It had started before you asked, so no reminder was due."


async def test_forgetting_a_person_leaves_nothing_to_send(begin, delivery, play, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x")))
    await service.subscribe(ME, EVERYTHING, at(-60))
    assert await service.forget(ME) == 1
    assert await play(service, delivery, -60, 60) == []


async def test_a_welcome_shows_whether_messages_arrive(begin, delivery, make_schedule, make_session):
    service = await begin(make_schedule(make_session("x")))
    assert (await service.welcome(ME)).kind is OutcomeKind.DELIVERED
    assert delivery.told() == [(ME, "welcome", [])]


async def test_whoever_waits_is_told_that_the_next_moment_came_nearer(
    light_store, delivery, make_schedule, make_session, at
):
    calls = []
    service = ReminderService(light_store, delivery, sooner=lambda: calls.append(1))
    await service.schedule_changed(None, make_schedule(make_session("x", 60)), at(-60))
    await service.subscribe(ME, EVERYTHING, at(-60), leads=minutes(30))
    assert (len(calls), service.next_moment(at(-60))) == (2, at(30))


async def test_nothing_happens_before_a_schedule_is_there(light_store, delivery, at):
    service = ReminderService(light_store, delivery)
    await service.subscribe(ME, EVERYTHING, at(-60))
    assert (await service.tick(at(-60)), service.next_moment(at(-60))) == (Ticked(), None)


async def test_a_start_with_a_part_of_a_second_is_reminded_of(begin, delivery, make_schedule, make_session, at):
    service = await begin(make_schedule(make_session("x", 0.0071)))
    await service.subscribe(ME, EVERYTHING, at(-60))
    await service.tick(at(-9))
    assert delivery.told() == [(ME, "starting", ["x"])]
