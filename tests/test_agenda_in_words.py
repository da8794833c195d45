"""The asker's agenda in words: what goes in, what comes out, and what is told of it."""

from __future__ import annotations

import pytest

from bot.console.chat import RECIPIENT, ConsoleChat
from schedule.answering.answer import TargetKind
from tests.terminal_chat import said

DAWN, JEFF = "Dawn Song - Invited Talk", "Jeff Dean - Invited Talk"


async def chosen(chat: ConsoleChat) -> list[str]:
    ids = await chat.reminders.agenda(RECIPIENT)
    return [session.title for id_ in ids if (session := chat.feed.schedule.session(id_)) is not None]


@pytest.mark.parametrize(
    "lines",
    [
        ["add dawn song to my agenda"],
        ["please put dawn song's talk on my schedule"],
        ["can you add dawn song to my calendar?"],
        ["when is dawn song?", "add it to my agenda"],
        ["when are jeff dean and dawn song?", "put the second one in my agenda"],
    ],
)
async def test_a_session_is_put_into_the_agenda(chat: ConsoleChat, lines: list[str]) -> None:
    if "second" in lines[-1]:
        assert (await chat.say(lines[0]) or "").splitlines()[2].startswith(DAWN)
        lines = lines[1:]
    assert await said(chat, *lines) == f"“{DAWN}” is in your agenda."
    assert await said(chat, "add dawn song to my agenda") == f"“{DAWN}” is in your agenda already."
    assert await chosen(chat) == [DAWN]


@pytest.mark.parametrize("text", ["remove jeff dean from my agenda", "take jeff dean off my schedule"])
async def test_a_session_is_taken_out(chat: ConsoleChat, text: str) -> None:
    await said(chat, "add jeff dean and dawn song to my agenda")
    assert await said(chat, text) == f"“{JEFF}” is not in your agenda any more."
    assert await said(chat, text) == f"“{JEFF}” is not in your agenda."
    assert await chosen(chat) == [DAWN]


@pytest.mark.parametrize("text", ["remind me of my agenda", "remind me before everything on my agenda"])
async def test_the_agenda_can_be_reminded_of(chat: ConsoleChat, text: str) -> None:
    added = await chat.say("add dawn song to my agenda")
    assert (added or "").splitlines()[-1] == "“Remind me of my agenda” tells you before each of them."
    await said(chat, text)
    assert [wish.target.kind for wish in await chat.reminders.subscriptions(RECIPIENT)] == [TargetKind.AGENDA]
    assert await said(chat, "stop my agenda") == "I will not remind you of your agenda any more."
    assert await chosen(chat) == [DAWN]


async def test_a_whole_kind_is_put_into_it_and_gone_through(chat: ConsoleChat) -> None:
    assert await said(chat, "add all spotlights to my agenda") == "6 sessions are in your agenda."
    assert await said(chat, "what is on my agenda?") == "Your agenda holds 6 sessions."
    shown = (await chat.say("what is on my agenda?") or "").splitlines()[1:]
    first_words = [line.partition(" ")[0] for line in shown]
    assert first_words == [
        "A",
        "Predicting",
        "HEAT:",
        "Learning",
        "Multi-Agent",
        "Implementing",
    ]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("add yann lecun to my agenda", "I found nothing for “yann lecun” in the schedule."),
        ("add it to my agenda", "Which session do you mean? Name it, or its speaker."),
    ],
)
async def test_what_is_none_is_not_put_into_it(chat: ConsoleChat, text: str, reply: str) -> None:
    assert (await said(chat, text), await chosen(chat)) == (reply, [])
