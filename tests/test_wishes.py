"""What a person is told when they ask for reminders, stop them, or look at them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reminders.models import Settings
from bot.reminders.service import ReminderService
from bot.reminders.wishes import WISHES_AT_MOST, fulfil
from bot.reminders.wording import minutes
from schedule import Person, Room
from schedule.answering.answer import Target, TargetKind, Wish, WishAction

ME = "terminal:me"
SPOTLIGHTS = Target(TargetKind.KIND, "spotlight")
EVERYTHING = Target(TargetKind.EVERYTHING)
AGENDA = Target(TargetKind.AGENDA)
DAWN = Target(TargetKind.PERSON, "dawn")


def about(session_id: str) -> Target:
    return Target(TargetKind.SESSION, session_id)


def remind(*targets: Target, leads: tuple[int, ...] = ()) -> Wish:
    return Wish(WishAction.REMIND, targets, tuple(timedelta(minutes=lead) for lead in leads))


def stop(*targets: Target) -> Wish:
    return Wish(WishAction.STOP, targets)


@pytest.fixture
def schedule(make_schedule, make_session):
    dawn = Person(id="dawn", name="Dawn Song")
    return make_schedule(
        make_session("opening", -30, title="Opening"),
        make_session(
            "keynote", 0, kind="Keynote", speakers=(dawn,), title="A keynote", rooms=(Room(id="h", name="Hall"),)
        ),
        make_session("s1", 30, kind="Spotlight", title="First spotlight"),
        make_session("s2", 40, kind="Spotlight", title="Second spotlight", track="ML"),
        make_session("posters", 90, title="Poster Session | Coffee Break"),
        make_session("p1", None, kind="Poster", title="A poster", authors=(dawn,)),
        make_session("p2", None, kind="Poster", title="Another poster", part_of="posters"),
    )


@pytest.fixture
def ask(light_store, delivery, schedule, at):
    """Fulfils a wish, at nine o'clock minus ten unless told otherwise."""

    async def fulfilled(wish: Wish, now: float = -20, *, once: bool = False, service: ReminderService | None = None):
        if service is None:
            service = ReminderService(light_store, delivery, Settings())
            await service.schedule_changed(None, schedule, at(now))
        return await fulfil(wish, ME, service, schedule, at(now), once=once)

    return fulfilled


@pytest.mark.parametrize(
    ("wish", "once", "headline", "sessions"),
    [
        (remind(about("s1")), False, "I will remind you 10 minutes before “First spotlight”.", ["s1"]),
        (remind(about("s1")), True, "I will remind you 10 minutes before “First spotlight”.", ["s1"]),
        (remind(SPOTLIGHTS), True, "I will remind you once, 10 minutes before the first of all spotlights.", ["s1"]),
        (
            remind(EVERYTHING, leads=(0,)),
            True,
            "I will remind you once, at the start of the first session.",
            ["keynote"],
        ),
        (
            remind(SPOTLIGHTS, leads=(30, 5)),
            False,
            "I will remind you 30 and 5 minutes before all spotlights: 2 sessions to come.",
            ["s1", "s2"],
        ),
        (
            remind(about("s1"), about("s2"), leads=(90,)),
            False,
            "I will remind you 1 hour 30 minutes before “First spotlight” and “Second spotlight”: 2 sessions to come.",
            ["s1", "s2"],
        ),
        (
            remind(Target(TargetKind.TRACK, "ML"), leads=(0,)),
            False,
            "I will remind you at the start of the track ML: 1 session to come.",
            ["s2"],
        ),
        (
            remind(Target(TargetKind.ROOM, "h")),
            False,
            "I will remind you 10 minutes before the sessions in Hall: 1 session to come.",
            ["keynote"],
        ),
        (
            remind(EVERYTHING, leads=(15, 0)),
            False,
            "I will remind you 15 minutes before and at the start of every session: 4 sessions to come.",
            ["keynote", "s1", "s2", "posters"],
        ),
    ],
)
async def test_a_promise_says_what_comes_and_when(ask, wish, once, headline, sessions):
    done = await ask(wish, once=once)
    assert (done.headline, [session.id for session in done.sessions]) == (headline, sessions)


async def test_the_next_message_is_named(ask, at):
    assert (await ask(remind(SPOTLIGHTS, leads=(30, 5)))).next_due == at(0)


async def test_a_start_that_is_near_is_told_at_once_and_that_is_said(ask, at):
    done = await ask(remind(about("keynote")), now=-5)
    assert done.notes == ("It starts so soon that its reminder comes at once.",)
    assert (done.next_due, [c.next_due for c in done.confirmations]) == (None, [at(-5)])


async def test_what_was_told_already_is_not_promised_again(ask, light_store, delivery, schedule, at):
    service = ReminderService(light_store, delivery)
    await service.schedule_changed(None, schedule, at(-20))
    await ask(remind(EVERYTHING), service=service)
    await service.tick(at(-10))
    assert len(delivery.sent) == 1
    done = await ask(remind(about("keynote")), now=-5, service=service)
    assert (done.notes, done.next_due) == (("It starts soon, and its reminder was sent already.",), None)
    done = await ask(remind(EVERYTHING), now=-4, service=service)
    assert done.notes[1:] == ("One of them starts soon, and its reminder was sent already.",)
    assert done.next_due == at(20)
    await service.tick(at(-3))
    assert len(delivery.sent) == 1


async def test_for_several_works_without_a_time_only_what_is_not_asked_for_yet_is_offered(ask):
    done = await ask(remind(about("p1"), about("p2")))
    assert done.headline.endswith("no reminder is due; I will tell you when they get one.")
    assert done.notes == ("They may be shown in the poster session; ask for that one instead.",)
    done = await ask(remind(EVERYTHING))
    assert (done.notes, done.offers) == (("2 sessions have no time in the schedule.",), ())


async def test_two_entries_of_one_title_are_told_apart_and_stopped_one_by_one(
    light_store, delivery, make_schedule, make_session, at
):
    programme = make_schedule(
        make_session("talk", 60, title="HEAT", kind="Spotlight"),
        make_session("early", 90, title="HEAT", kind="Poster", rooms=(Room(id="h", name="Hall"),)),
        make_session("late", 120, title="HEAT", kind="Poster"),
        make_session("other", 120, title="HEAT", kind="Poster", rooms=(Room(id="h", name="Hall"),)),
        make_session("alone", 150, title="Alone", kind="Poster"),
    )
    service = ReminderService(light_store, delivery)
    await service.schedule_changed(None, programme, at(0))

    async def ask(wish: Wish):
        return await fulfil(wish, ME, service, programme, at(0))

    await ask(remind(*(about(session.id) for session in programme)))
    assert (await ask(Wish(WishAction.SHOW))).notes == (
        "“HEAT” (spotlight): 10 minutes before.",
        "“HEAT” (poster, Mon 10:30): 10 minutes before.",
        "“HEAT” (poster, Mon 11:00): 10 minutes before.",
        "“HEAT” (poster, Mon 11:00, Hall): 10 minutes before.",
        "“Alone”: 10 minutes before.",
    )
    done = await ask(stop(about("talk")))
    assert done.headline == "I will not remind you of “HEAT” (spotlight) any more."
    posters = "“HEAT” (poster, Mon 10:30), “HEAT” (poster, Mon 11:00) and “HEAT” (poster, Mon 11:00, Hall)"
    assert done.notes == (f"Your wishes for {posters} stay; stop them as well if you like.",)


async def test_a_poster_without_a_time_says_so_and_offers_its_poster_session(ask):
    for poster, title in (("p1", "A poster"), ("p2", "Another poster")):
        done = await ask(remind(about(poster)))
        assert done.headline == (
            f"“{title}”: the schedule gives no time, so no reminder is due; I will tell you when it gets one."
        )
        assert done.notes == ("It may be shown in the poster session; ask for that one instead.",)
        assert [session.id for session in done.offers] == ["posters"]
        assert (done.sessions, done.next_due) == ((), None)


async def test_a_persons_poster_is_mentioned_beside_what_has_a_time(ask):
    done = await ask(remind(DAWN))
    assert done.headline == "I will remind you 10 minutes before the sessions of Dawn Song: 1 session to come."
    assert done.notes == (
        "1 session has no time in the schedule.",
        "It may be shown in the poster session; ask for that one instead.",
    )


async def test_what_is_over_or_has_begun_is_not_promised(ask):
    done = await ask(remind(about("opening")))
    assert done.headline == "“Opening” has begun, so there is nothing left to remind you of."
    done = await ask(remind(about("opening")), now=0)
    assert done.headline == "“Opening” is over, so there is nothing left to remind you of."
    assert done.confirmations == ()
    both = await ask(remind(about("opening"), about("s1")))
    assert (both.headline, both.notes) == (
        "I will remind you 10 minutes before “First spotlight”.",
        ("“Opening” has begun.",),
    )


async def test_a_wish_that_nothing_fits_yet_is_kept(ask):
    done = await ask(remind(SPOTLIGHTS), now=60)
    assert done.headline == "Nothing is to come of all spotlights; I will remind you should that change."
    assert len(done.confirmations) == 1


async def test_an_empty_agenda_says_so(ask):
    done = await ask(remind(AGENDA))
    assert done.headline == "Your agenda has nothing to come; I will remind you of what you add to it."


async def test_the_agenda_is_shown_without_reminders(ask, light_store, delivery, schedule, at):
    service = ReminderService(light_store, delivery, Settings())
    await service.schedule_changed(None, schedule, at(-20))
    for chosen in ("s2", "keynote", "opening", "p1"):
        await service.add_to_agenda(ME, chosen, at(-20))
    done = await ask(Wish(WishAction.SHOW, (AGENDA,)), now=35, service=service)
    assert (done.headline, [s.id for s in done.sessions], done.subscriptions) == (
        "Your agenda holds 4 sessions, 2 of them over.",
        ["s2", "p1"],
        (),
    )
    assert done.notes == ()


async def test_an_agenda_with_nothing_in_it_is_shown_as_empty(ask):
    assert (await ask(Wish(WishAction.SHOW, (AGENDA,)))).headline == "Your agenda is empty."


async def test_a_wish_for_nothing_asks_back(ask):
    done = await ask(remind())
    assert done.headline == (
        "Tell me what to remind you of: a session, a person, a kind, a track, a room or everything."
    )


async def test_stopping_one_says_what_goes_on(ask):
    await ask(remind(about("s1")))
    await ask(remind(SPOTLIGHTS))
    done = await ask(stop(about("s1")))
    assert done.headline == "I will not remind you of “First spotlight” any more."
    assert done.notes == ("Your wish for all spotlights still covers some of it; stop that as well if you like.",)
    assert [one.target for one in done.subscriptions] == [SPOTLIGHTS]


async def test_stopping_all(ask):
    await ask(remind(about("s1"), about("s2")))
    assert (await ask(stop())).headline == "Both reminders are stopped."
    assert (await ask(stop())).headline == "There is nothing to stop: you have no reminders."
    await ask(remind(about("s1")))
    assert (await ask(stop())).headline == "Your reminder is stopped."


async def test_nothing_to_stop_is_said(ask):
    done = await ask(stop(about("s1"), DAWN))
    assert done.headline == (
        "There is nothing to stop: you have no reminder for “First spotlight” or the sessions of Dawn Song."
    )


async def test_showing_lists_wishes_and_what_is_to_come(ask):
    assert (
        await ask(Wish(WishAction.SHOW))
    ).headline == "You have no reminders; ask for one with “remind me before …”."
    await ask(remind(SPOTLIGHTS, leads=(30, 5)))
    await ask(remind(DAWN), once=True)
    done = await ask(Wish(WishAction.SHOW))
    assert done.headline == "You have 2 reminders; 3 sessions to come."
    assert done.notes == (
        "All spotlights: 30 and 5 minutes before.",
        "The sessions of Dawn Song: 10 minutes before, once.",
    )
    assert [session.id for session in done.sessions] == ["keynote", "s1", "s2"]


async def test_pausing_and_resuming(ask):
    assert (await ask(Wish(WishAction.PAUSE))).headline == "There is nothing to pause: you have no reminders running."
    assert (await ask(Wish(WishAction.RESUME))).headline == "There is nothing to resume: you have no paused reminders."
    await ask(remind(SPOTLIGHTS))
    assert (await ask(Wish(WishAction.PAUSE))).headline == "Your reminders are paused until you resume them."
    assert (await ask(Wish(WishAction.SHOW))).notes == ("All spotlights: 10 minutes before, paused.",)
    resumed = await ask(Wish(WishAction.RESUME))
    assert (resumed.headline, [session.id for session in resumed.sessions]) == ("Your reminders go on.", ["s1", "s2"])


async def test_long_lists_say_how_many_more_there_are(light_store, delivery, make_schedule, make_session, at):
    schedule = make_schedule(*(make_session(f"x{number}", number) for number in range(9)))
    service = ReminderService(light_store, delivery)
    await service.schedule_changed(None, schedule, at(-60))
    done = await fulfil(remind(EVERYTHING), ME, service, schedule, at(-60))
    assert ([session.id for session in done.sessions], len(done.rest)) == ([f"x{number}" for number in range(5)], 4)


async def test_one_person_cannot_store_without_bound(light_store, delivery, schedule, at, ask):
    service = ReminderService(light_store, delivery)
    await service.schedule_changed(None, schedule, at(-60))
    for number in range(WISHES_AT_MOST):
        await light_store.wishes.subscribe(ME, about(f"{number}"), (), at(-60), once=False)
    done = await ask(remind(SPOTLIGHTS), service=service)
    assert done.headline == f"{WISHES_AT_MOST} reminders are the most that I keep for you; stop some of them first."
    assert len(await service.subscriptions(ME)) == WISHES_AT_MOST


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "less than a minute"),
        (60, "1 minute"),
        (600, "10 minutes"),
        (3600, "1 hour"),
        (5400, "1 hour 30 minutes"),
        (90000, "1 day 1 hour"),
        (172800, "2 days"),
    ],
)
def test_durations_in_words(seconds, words):
    assert minutes(timedelta(seconds=seconds)) == words
