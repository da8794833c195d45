"""`Undo`: what the asker's last wish changed is put back as it was; nothing else, nobody else's, and not for long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.console.chat import RECIPIENT, ConsoleChat
from tests.settable_clock import SettableClock
from tests.terminal_chat import said

DAWN, JEFF = "dawn-song", "jeff-dean"
NOTHING = "There is nothing to take back: you changed nothing in the last ten minutes."


async def stored(chat: ConsoleChat) -> list[tuple[str, list[int], bool]]:
    wishes = await chat.reminders.subscriptions(RECIPIENT)
    return [(w.target.value, [lead // timedelta(minutes=1) for lead in w.leads], w.paused) for w in wishes]


@pytest.mark.parametrize(
    "text",
    [
        "undo", "undo that", "Undo it please", "take that back", "take it back", "I take that back", "oops, undo",
        "can you undo that?", "revert that", "undo the last reminder", "mach das rückgängig", "rückgängig machen bitte",
        "annule ça", "deshacer", "deshazlo", "annulla questo", "desfazer",
    ],
)  # fmt: skip
async def test_a_new_reminder_is_taken_back(chat: ConsoleChat, text: str) -> None:
    await said(chat, "remind me of jeff dean", "remind me of dawn song")
    assert await said(chat, text) == "Taken back: I will not remind you of the sessions of Dawn Song."
    assert await stored(chat) == [(JEFF, [], False)]


@pytest.mark.parametrize(
    ("wish", "reply"),
    [
        (
            "remind me 20 minutes before dawn song",
            "Taken back: I will again remind you 5 minutes before the sessions of Dawn Song.",
        ),
        ("stop dawn song", "Taken back: I will again remind you 5 minutes before the sessions of Dawn Song."),
        (
            "change my reminders to 20 minutes",
            "Taken back: your reminders of the sessions of Dawn Song and the sessions of Jeff Dean are as they were.",
        ),
        (
            "stop all reminders",
            "Taken back: your reminders of the sessions of Dawn Song and the sessions of Jeff Dean are as they were.",
        ),
        ("pause jeff dean", "Taken back: I will again remind you of the sessions of Jeff Dean."),
        ("resume dawn song", NOTHING),
    ],
)
async def test_a_reminder_is_put_back_as_it_was(chat: ConsoleChat, clock: SettableClock, wish: str, reply: str) -> None:
    await said(chat, "remind me 5 minutes before dawn song", "remind me of jeff dean")
    clock.pass_by(timedelta(minutes=11))
    assert await said(chat, wish, "undo") == reply
    assert sorted(await stored(chat)) == [(DAWN, [5], False), (JEFF, [], False)]


async def test_a_pause_is_part_of_how_it_was(chat: ConsoleChat) -> None:
    await said(chat, "remind me 5 minutes before dawn song", "pause my reminders", "stop all reminders")
    assert await said(chat, "undo") == (
        "Taken back: I will again remind you 5 minutes before the sessions of Dawn Song (paused)."
    )
    assert await stored(chat) == [(DAWN, [5], True)]


async def test_the_agenda_is_put_back_as_it_was(chat: ConsoleChat) -> None:
    await said(chat, "add jeff dean to my agenda", "add dawn song to my agenda")
    assert await said(chat, "undo") == "Taken back: “Dawn Song - Invited Talk” is not in your agenda any more."
    assert await said(chat, "take jeff dean off my agenda", "undo that") == (
        "Taken back: “Jeff Dean - Invited Talk” is in your agenda again."
    )
    assert await said(chat, "my agenda") == "Your agenda holds 1 session."


async def test_what_was_taken_back_is_not_taken_back_again(chat: ConsoleChat) -> None:
    assert await said(chat, "undo") == NOTHING
    assert await said(chat, "remind me of dawn song", "undo", "undo") == NOTHING
    assert await stored(chat) == []


async def test_only_what_the_wish_changed_is_put_back(chat: ConsoleChat, clock: SettableClock) -> None:
    await said(chat, "remind me of dawn song")
    target = (await chat.reminders.subscriptions(RECIPIENT))[0].target
    await chat.reminders.add_to_agenda(RECIPIENT, "elsewhere", clock.now())
    await said(chat, "remind me of jeff dean", "my reminders", "when is lunch?", "undo")
    assert [wish.target for wish in await chat.reminders.subscriptions(RECIPIENT)] == [target]
    assert await chat.reminders.agenda(RECIPIENT) == ("elsewhere",)


@pytest.mark.parametrize(("minutes", "left"), [(10, 0), (11, 1)])
async def test_after_ten_minutes_it_stays(chat: ConsoleChat, clock: SettableClock, minutes: int, left: int) -> None:
    await said(chat, "remind me of dawn song")
    clock.pass_by(timedelta(minutes=minutes))
    await said(chat, "undo")
    assert len(await stored(chat)) == left


async def test_what_was_deleted_does_not_come_back(chat: ConsoleChat) -> None:
    assert await said(chat, "remind me of dawn song", "delete my data", "undo") == NOTHING
    assert await stored(chat) == []


async def test_what_names_a_reminder_stops_that_one(chat: ConsoleChat) -> None:
    await said(chat, "remind me of dawn song", "remind me of jeff dean", "undo the reminder for dawn song")
    assert await stored(chat) == [(JEFF, [], False)]


@pytest.mark.usefixtures("hallway")
async def test_on_discord_everybody_takes_back_their_own(hallway, discord_server) -> None:
    server = discord_server
    for user, name in ((server.ada, "dawn song"), (server.grace, "jeff dean")):
        await server.reply(await server.say(user, server.direct(user), f"remind me of {name}"))
    undone = await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} undo"))
    assert undone.text == "Taken back: I will not remind you of the sessions of Dawn Song."
    await server.say(server.grace, server.hall, "undo")  # to nobody
    await hallway.heard()
    left = [len(await hallway.reminders.subscriptions(f"discord:{user.id}")) for user in (server.ada, server.grace)]
    assert left == [0, 1]


@pytest.mark.usefixtures("hallway")
@pytest.mark.parametrize(
    ("command", "options", "reply"),
    [
        ("remind kind", {"kind": "Break"}, "Taken back: I will not remind you of all breaks."),
        (
            "agenda add",
            {"session": "Opening Remarks"},
            "Taken back: “Opening Remarks” is not in your agenda any more.",
        ),
        (
            "agenda remove",
            {"session": "Dawn Song - Invited Talk"},
            "Taken back: “Dawn Song - Invited Talk” is in your agenda again.",
        ),
        ("remind pause", {"which": "all spotlights"}, "Taken back: I will again remind you of all spotlights."),
        (
            "remind lead",
            {"which": "all spotlights", "before": "3"},
            "Taken back: I will again remind you of all spotlights.",
        ),
        ("remind stop", {"which": "all spotlights"}, "Taken back: I will again remind you of all spotlights."),
    ],
)
async def test_on_discord_a_command_is_taken_back_in_words(hallway, discord_server, command, options, reply) -> None:
    server, me = discord_server, f"discord:{discord_server.ada.id}"
    await server.command(server.ada, server.hall, "remind kind", kind="Spotlight")
    await server.command(server.ada, server.hall, "agenda add", session="Dawn Song - Invited Talk")

    async def state() -> tuple[object, ...]:
        wishes = await hallway.reminders.subscriptions(me)
        return [(w.target, w.leads, w.paused) for w in wishes], await hallway.reminders.agenda(me)

    before = await state()
    await server.command(server.ada, server.hall, command, **options)
    assert await state() != before
    undone = await server.command(server.ada, server.hall, "ask", question="undo")
    assert (undone.text, await state()) == (reply, before)
