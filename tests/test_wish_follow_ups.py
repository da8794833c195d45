"""What is said of reminders once they were asked for or shown: `cancel it`, `make it 5 minutes`, `stop the second`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.console.chat import RECIPIENT, ConsoleChat
from tests.settable_clock import SettableClock
from tests.terminal_chat import said

DAWN, JEFF, KECKLER = "dawn-song", "jeff-dean", "stephen-keckler"


async def stored(chat: ConsoleChat) -> list[tuple[str, list[int]]]:
    wishes = await chat.reminders.subscriptions(RECIPIENT)
    return [(wish.target.value, [lead // timedelta(minutes=1) for lead in wish.leads]) for wish in wishes]


@pytest.mark.parametrize(
    "text",
    [
        "make it 5 minutes", "no, 5 minutes before", "actually 5 min before please", "5 minutes before instead",
        "change it to 5 minutes", "change my reminder to 5 minutes", "set the reminder to 5 minutes",
    ],
)  # fmt: skip
async def test_the_lead_of_the_reminder_just_asked_for_is_changed(chat: ConsoleChat, text: str) -> None:
    assert await said(chat, "remind me 10 min before dawn song", text) == (
        "I will remind you 5 minutes before the sessions of Dawn Song: 1 session to come."
    )
    assert await stored(chat) == [(DAWN, [5])]


@pytest.mark.parametrize("text", ["5 minutes", "how long is it?", "make it 5 minutes"])
async def test_where_no_reminder_was_asked_for_none_is_made(chat: ConsoleChat, text: str) -> None:
    await said(chat, "when is dawn song?", text)
    assert await stored(chat) == []


@pytest.mark.parametrize("text", ["cancel it", "stop it", "forget it", "cancel that reminder"])
async def test_it_is_the_reminder_just_asked_for(chat: ConsoleChat, text: str) -> None:
    await said(chat, "remind me of jeff dean", "remind me of dawn song")
    assert await said(chat, text) == "I will not remind you of the sessions of Dawn Song any more."
    assert await stored(chat) == [(JEFF, [])]


@pytest.mark.parametrize("text", ["cancel it", "forget it", "stop that", "delete this"])
async def test_it_is_none_where_none_was_spoken_of(chat: ConsoleChat, text: str) -> None:
    await said(chat, "remind me of dawn song")
    fresh = ConsoleChat(chat.feed, chat.reminders, chat.clock)
    await said(fresh, text)
    assert await stored(chat) == [(DAWN, [])]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("cancel the second one", [JEFF, DAWN]),
        ("stop the first", [KECKLER, DAWN]),
        ("remove the last one", [JEFF, KECKLER]),
        ("cancel them all", []),
        ("cancel it", [JEFF, KECKLER, DAWN]),
    ],
)
async def test_a_reminder_is_chosen_from_the_list_of_them(chat: ConsoleChat, text: str, left: list[str]) -> None:
    for name in ("jeff dean", "keckler", "dawn song"):
        await said(chat, f"remind me of {name}")
    await said(chat, "my reminders", text)
    assert [value for value, _ in await stored(chat)] == left


@pytest.mark.parametrize(
    "text", ["stop everything", "cancel everything", "i don't want reminders", "stop all reminders"]
)
async def test_everything_means_all_reminders_there_are(chat: ConsoleChat, text: str) -> None:
    assert await said(chat, "remind me of jeff dean", "remind me of spotlights", text) == "Both reminders are stopped."


@pytest.mark.parametrize(
    "text",
    [
        "did i set a reminder for keckler?", "when is my next reminder?", "what will you remind me of?",
        "do i have a reminder for keckler", "is there a reminder for keckler?", "when will you remind me of keckler?",
    ],
)  # fmt: skip
async def test_a_question_about_reminders_makes_none(chat: ConsoleChat, text: str) -> None:
    assert await said(chat, "remind me of dawn song", text) == "You have 1 reminder; 1 session to come."
    assert await stored(chat) == [(DAWN, [])]


@pytest.mark.parametrize("text", ["can you remind me of dawn song?", "will you remind me of dawn song?"])
async def test_a_request_in_the_shape_of_a_question_makes_one(chat: ConsoleChat, text: str) -> None:
    await said(chat, text)
    assert await stored(chat) == [(DAWN, [])]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("remind me 1 hour and 10 minutes before dawn song", [70]),
        ("remind me an hour before dawn song", [60]),
        ("remind me 1.5 hours before dawn song", [90]),
        ("remind me a day before dawn song", [1440]),
        ("remind me 24 hours before dawn song", [1440]),
        ("remind me 30, 10 and 5 minutes before dawn song", [30, 10, 5]),
        ("change the reminder for dawn song to 20 minutes", [20]),
    ],
)
async def test_a_lead_is_read_as_it_is_said(chat: ConsoleChat, text: str, leads: list[int]) -> None:
    await said(chat, text)
    assert await stored(chat) == [(DAWN, leads)]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("remind me 2 days before dawn song", "I can remind you a day (24 hours) before a start at the most."),
        ("remind me 99999 minutes before dawn song", "I can remind you a day (24 hours) before a start at the most."),
        ("remind me when the break is over", "I remind you before a start, not of an end; name what comes after it."),
        (
            "remind me 5 minutes before the end of dawn song",
            "I remind you before a start, not of an end; name what comes after it.",
        ),
    ],
)
async def test_what_cannot_be_promised_is_not(chat: ConsoleChat, text: str, reply: str) -> None:
    assert (await chat.say(text), await stored(chat)) == (reply, [])


async def test_all_reminders_are_changed_at_once(chat: ConsoleChat) -> None:
    await said(chat, "remind me of jeff dean", "remind me of dawn song", "when is lunch?")
    assert await said(chat, "change my reminders to 20 minutes") == (
        "Both reminders come 20 minutes before from now on."
    )
    assert await stored(chat) == [(JEFF, [20]), (DAWN, [20])]


async def test_one_reminder_is_paused_and_the_others_go_on(chat: ConsoleChat) -> None:
    await said(chat, "remind me of jeff dean", "remind me of the spotlights")
    assert await said(chat, "pause the spotlights") == "All spotlights: paused until you resume."
    assert [wish.paused for wish in await chat.reminders.subscriptions(RECIPIENT)] == [False, True]
    assert await said(chat, "resume the spotlights") == "All spotlights: running again."
    assert await said(chat, "pause keckler") == (
        "You have no such reminder for the sessions of Stephen Keckler; “my reminders” lists what you have."
    )


async def test_people_in_a_list_with_commas_are_all_meant(chat: ConsoleChat) -> None:
    await said(chat, "remind me of dawn song, jeff dean and keckler")
    assert [value for value, _ in await stored(chat)] == [DAWN, JEFF, KECKLER]


async def test_a_reminder_at_a_time_is_of_what_starts_then(chat: ConsoleChat) -> None:
    assert await said(chat, "remind me at 9:30") == "I will remind you 10 minutes before “Dawn Song - Invited Talk”."


async def test_many_sessions_are_counted_and_not_named(chat: ConsoleChat) -> None:
    assert await said(chat, "remind me of all talks this afternoon") == (
        "I will remind you 10 minutes before 5 sessions."
    )


async def test_several_asked_for_in_one_sentence_are_one(chat: ConsoleChat) -> None:
    await said(chat, "remind me 5 minutes before dawn song and jeff dean", "make it 15 minutes")
    assert await stored(chat) == [(DAWN, [15]), (JEFF, [15])]
    await said(chat, "remind me of keckler", "remind me of dawn song and jeff dean", "cancel it")
    assert await stored(chat) == [(KECKLER, [])]


async def test_the_agenda_shown_is_no_reminder_to_change(chat: ConsoleChat) -> None:
    await said(chat, "add dawn song to my agenda", "my agenda", "make it 5 minutes")
    assert await stored(chat) == []


async def test_after_the_end_it_is_said_that_nothing_is_left(chat: ConsoleChat, clock: SettableClock) -> None:
    clock.pass_by(timedelta(days=1))
    replies = [
        await said(chat, text)
        for text in ("remind me of everything", "remind me of the next talk", "remind me of tomorrow's talks")
    ]
    assert replies[0] == "Nothing is to come any more; I will remind you should that change."
    assert replies[1] == "No talk comes after this: the programme is over."
    assert replies[2] == "No talk is on tomorrow."
