from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.bundled import WORKSHOP
from bot.clock import RehearsalClock
from bot.config import Config, StorageConfig
from bot.console.chat import HELP, ConsoleChat
from bot.console.delivery import TerminalDelivery, headline
from bot.console.screen import PipeScreen
from bot.console.talk import greeting, talk
from bot.reminders.models import Reason, Reminder
from bot.reminders.service import ReminderService
from bot.runtime import opened, reminder_settings
from tests.settable_clock import SettableClock

CONFIG = Config(schedule=WORKSHOP, storage=StorageConfig(url="sqlite+aiosqlite://"))
README = (Path(__file__).resolve().parent.parent / "README.md").read_text("utf-8")
MORNING = datetime(2022, 12, 3, 14, 0, tzinfo=UTC)
JEFF = "Jeff Dean - Invited Talk (Talk): Sat 3 Dec, 08:40–09:30 (America/Chicago), Jeff Dean"


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
async def chat(clock: SettableClock, said: io.StringIO) -> AsyncIterator[ConsoleChat]:
    """The bundled workshop, a real store in memory, and reminders that are written to `said`."""
    async with opened(CONFIG, clock) as (feed, store):
        screen = PipeScreen(io.StringIO(), said)
        delivery = TerminalDelivery(feed, clock, screen)
        reminders = ReminderService(store, delivery, reminder_settings(CONFIG))
        await reminders.schedule_changed(None, feed.schedule, clock.now())
        yield ConsoleChat(feed, reminders, clock)


async def test_a_misspelt_name_is_answered_in_one_line(chat: ConsoleChat) -> None:
    assert await chat.say("when is jef deen?") == JEFF


async def test_a_follow_up_refers_to_the_last_answer(chat: ConsoleChat) -> None:
    await chat.say("when is jeff dean?")
    assert await chat.say("how long is it?") == (
        "Jeff Dean - Invited Talk lasts 50 minutes.\n"
        "Jeff Dean - Invited Talk (Talk): Sat 3 Dec, 08:40–09:30 (America/Chicago), 50 minutes, Jeff Dean"
    )


async def test_a_wish_in_words_is_carried_out_and_the_reminder_arrives_once(
    chat: ConsoleChat, clock: SettableClock, said: io.StringIO
) -> None:
    promise = await chat.say("remind me 10 min before jeff dean")
    assert promise is not None
    assert promise.splitlines()[0].startswith("I will remind you 10 minutes before")
    for _ in range(60):
        await chat.reminders.tick(clock.pass_by(timedelta(minutes=1)))
    assert said.getvalue() == f"* Starting in 10 minutes:\n{JEFF}\n"


async def test_slash_commands_answer_as_words_do(chat: ConsoleChat) -> None:
    assert await chat.say("/ask when is jeff dean?") == JEFF
    assert await chat.say("/remind") == "You have no reminders; ask for one with “remind me before …”."
    assert await chat.say("/stop") == "There is nothing to stop: you have no reminders."
    assert await chat.say("/help") == HELP
    assert await chat.say("/nonsense") == "There is no command /nonsense; /help lists them all."
    assert await chat.say("   ") == ""
    assert await chat.say("/quit") is None


async def test_the_readme_shows_what_is_really_answered(chat: ConsoleChat) -> None:
    shown = README.partition("```\n> ")[2].partition("```")[0].strip()
    exchanges = [exchange.partition("\n") for exchange in shown.split("\n> ")]
    answered = [(question, await chat.say(question)) for question, _, _ in exchanges]
    assert answered == [(question, reply) for question, _, reply in exchanges]


async def test_only_a_rehearsal_can_be_sped_up(chat: ConsoleChat) -> None:
    assert await chat.say("/speed 60") == "The clock is the real one here; it cannot be sped up."
    rehearsal = RehearsalClock(MORNING)
    chat.clock = rehearsal
    assert await chat.say("/speed fast") == "Say how fast, from 1 to 3600: /speed 60 lets a minute be a second."
    assert await chat.say("/speed 60") == "The clock now runs 60 times as fast."
    assert rehearsal.speed == 60


async def test_the_end_of_input_ends_the_chat(chat: ConsoleChat, clock: SettableClock, said: io.StringIO) -> None:
    await talk(chat, PipeScreen(io.StringIO("when is jeff dean?\n\n/quit\nwhen is dawn song?\n"), said))
    assert said.getvalue() == f"{greeting(chat.feed.schedule, clock)}\n{JEFF}\nGoodbye.\n"


async def test_the_greeting_says_what_and_when(chat: ConsoleChat, clock: SettableClock) -> None:
    assert greeting(chat.feed.schedule, clock).splitlines()[:2] == [
        f"Hallway: {WORKSHOP.title}, 33 sessions.",
        "It is Sat 3 Dec 2022, 08:00 (America/Chicago).",
    ]


async def test_a_channels_notice_says_where_it_is_posted(chat: ConsoleChat, clock: SettableClock) -> None:
    said = io.StringIO()
    delivery = TerminalDelivery(chat.feed, clock, PipeScreen(io.StringIO(), said))
    jeff = chat.feed.schedule.sessions[1]
    await delivery.deliver(Reminder("1", "discord-channel:5", Reason.STARTING, (jeff,), jeff.starts_at))
    assert said.getvalue() == f"* In the channel: Starting in 40 minutes:\n{JEFF}\n"


@pytest.mark.parametrize(
    ("reason", "late", "text"),
    [
        (Reason.STARTING, None, "Starting in 40 minutes:"),
        (Reason.STARTING, timedelta(minutes=3), "Starting in 40 minutes (this comes 3 minutes late):"),
        (Reason.MOVED, None, "Moved from Sat 08:40:"),
        (Reason.RELOCATED, None, "Another room:"),
        (Reason.CANCELLED, None, "This will not take place:"),
        (Reason.REINSTATED, None, "It takes place after all:"),
        (Reason.WELCOME, None, "Reminders will arrive here, as this message did:"),
    ],
)
async def test_a_reminder_says_why_it_comes(
    chat: ConsoleChat, reason: Reason, late: timedelta | None, text: str
) -> None:
    jeff = chat.feed.schedule.sessions[1]
    reminder = Reminder("1", "terminal:me", reason, (jeff,), jeff.starts_at, before=jeff, late=late)
    assert headline(reminder, MORNING, chat.feed.schedule.zone) == text


async def test_two_offers_of_one_title_are_told_apart_and_can_be_chosen(chat: ConsoleChat) -> None:
    said = await chat.say("remind me of loopstack")
    assert said is not None
    offered = "You can ask: Poster Session | Coffee Break (Sat 10:20); Poster Session | Coffee Break (Sat 13:55)"
    assert said.splitlines()[-1] == offered
    promise = "I will remind you 10 minutes before “Poster Session | Coffee Break” (break, Sat 13:55)."
    for choice in ("remind me of Poster Session | Coffee Break (Sat 13:55)", "remind me of the second one"):
        await chat.say("remind me of loopstack")
        chosen = await chat.say(choice)
        assert (chosen or "").splitlines()[0] == promise


async def test_what_a_wish_brings_goes_on_with_more(chat: ConsoleChat) -> None:
    said = await chat.say("remind me of all sessions today")
    left = re.search(r"^… and (\d+) more; say “more”, or name a day, a room or a kind\.$", said or "", re.MULTILINE)
    assert left is not None
    headline, *others = (await chat.say("and the others?") or "").splitlines()
    assert (headline, len(others)) == (f"The other {left[1]}:", int(left[1]))
    assert await chat.say("more") == "That is all of it."


async def test_a_single_session_more_is_shown_at_once(chat: ConsoleChat) -> None:
    said = await chat.say("remind me of the spotlights")
    assert len((said or "").splitlines()) == 1 + 6


async def test_the_wishes_stand_above_what_they_bring(chat: ConsoleChat) -> None:
    await chat.say("remind me of jeff dean")
    assert await chat.say("my reminders") == (
        f"You have 1 reminder; 1 session to come.\nThe sessions of Jeff Dean: 10 minutes before.\nNext:\n{JEFF}"
    )


async def test_what_is_stored_is_shown_and_deleted(chat: ConsoleChat) -> None:
    assert await chat.say("delete my data") == "I have nothing stored about you."
    await chat.say("remind me of jeff dean")
    shown = await chat.say("what do you know about me?")
    assert (shown or "").splitlines()[::4] == [
        "You have 1 reminder; 1 session to come.",
        (
            "I store your id, your reminders and agenda, and which messages I sent you: no name, nothing you wrote."
            " “Delete my data” removes it all."
        ),
    ]
    assert await chat.say("forget me") == (
        "Deleted: 1 reminder and the record of what I sent you. Nothing is stored about you any more."
    )
    assert await chat.say("and after that?") == await ConsoleChat(chat.feed, chat.reminders, chat.clock).say(
        "and after that?"
    )
    assert await chat.say("my reminders") == "You have no reminders; ask for one with “remind me before …”."
