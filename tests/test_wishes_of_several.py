"""A wish for several things in one sentence: what becomes of each is said; and the same again for another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.console.chat import RECIPIENT, ConsoleChat
from schedule import Schedule, Session
from schedule.answering.engine import Engine
from tests.settable_clock import SettableClock

DAWN, JEFF, KECKLER, OPENING = "dawn-song", "jeff-dean", "stephen-keckler", "opening"
BOTH = "the sessions of Jeff Dean and the sessions of Dawn Song"
HEAT = "“HEAT: Hardware-Efficient Automatic Tensor Decomposition for Transformer Compression”"


async def sentences(chat: ConsoleChat, *lines: str) -> list[str]:
    """The last reply without the sessions, which end with those who speak or with the zone."""
    replies = [await chat.say(line) for line in lines]
    return [line for line in (replies[-1] or "").splitlines() if "(America/Chicago)" not in line]


async def stored(chat: ConsoleChat) -> list[tuple[str, list[int]]]:
    wishes = await chat.reminders.subscriptions(RECIPIENT)
    return [(wish.target.value, [lead // timedelta(minutes=1) for lead in wish.leads]) for wish in wishes]


async def test_a_name_and_a_kind_are_both_meant(chat: ConsoleChat) -> None:
    assert await sentences(chat, "remind me 5 minutes before the opening and dawn song") == [
        "I will remind you 5 minutes before all openings and the sessions of Dawn Song: 2 sessions to come."
    ]
    assert await stored(chat) == [(OPENING, [5]), (DAWN, [5])]
    await sentences(chat, "make it 15 minutes")
    assert await stored(chat) == [(OPENING, [15]), (DAWN, [15])]
    await sentences(chat, "undo", "stop reminding me of the opening and dawn song")
    assert await stored(chat) == []


async def test_what_is_over_is_said_beside_what_is_to_come(chat: ConsoleChat, clock: SettableClock) -> None:
    clock.set(datetime(2022, 12, 3, 17, 0, tzinfo=UTC))
    assert await sentences(chat, "remind me of jeff dean's talk, keckler and the opening") == [
        "I will remind you 10 minutes before the sessions of Stephen Keckler: 1 session to come.",
        "“Jeff Dean - Invited Talk” is over.",
        "Nothing is to come of all openings; I will remind you should that change.",
    ]
    assert await sentences(chat, "remind me of jeff dean and dawn song and keckler") == [
        "I will remind you 10 minutes before the sessions of Stephen Keckler: 1 session to come.",
        f"Nothing is to come of {BOTH}; I will remind you should that change.",
    ]
    assert await sentences(chat, "remind me of jeff dean's talk and the opening") == [
        "Nothing is to come of all openings; I will remind you should that change.",
        "“Jeff Dean - Invited Talk” is over.",
    ]


async def test_what_has_no_time_is_said_apart_from_what_is_over(chat: ConsoleChat, clock: SettableClock) -> None:
    clock.set(datetime(2022, 12, 3, 17, 0, tzinfo=UTC))
    assert (await sentences(chat, "remind me of the opening and the HEAT poster"))[:2] == [
        f"{HEAT} (poster): the schedule gives no time, so no reminder is due; I will tell you when it gets one.",
        "Nothing is to come of all openings; I will remind you should that change.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("remind me of jeff dean and the closing", "No closing session is listed in the schedule."),
        ("remind me of lunch and jeff dean", "No lunch is listed in the schedule."),
        ("remind me of jeff dean and quux frobnitz", "I found nothing for “quux frobnitz” in the schedule."),
    ],
)
async def test_what_is_not_found_is_said_and_the_rest_is_done(chat: ConsoleChat, text: str, said: str) -> None:
    assert (await sentences(chat, text))[1:] == [said]
    assert len(await stored(chat)) == 1


async def test_sessions_of_both_sorts_come_into_the_agenda(chat: ConsoleChat) -> None:
    await sentences(chat, "add jeff dean and the opening to my agenda")
    titles = [chat.feed.schedule.session(id_) for id_ in await chat.reminders.agenda(RECIPIENT)]
    assert [session and session.title for session in titles] == ["Jeff Dean - Invited Talk", "Opening Remarks"]


@pytest.mark.parametrize(
    "text",
    [
        "remind me of dawn song, please and thanks",
        "remind me of dawn song, thanks and bye",
        "remind me of it, and thanks",
    ],
)
async def test_a_courtesy_is_no_part(chat: ConsoleChat, text: str) -> None:
    reply = await sentences(chat, "when is dawn song?", text)
    assert (len(reply), len(await stored(chat))) == (1, 1)


_TITLED = [
    ("Weirs and Sluices", "Talk"),
    ("Turbines", "Talk"),
    ("Closing Remarks", None),
    ("Cats, Dogs and Mills", "Panel"),
]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("remind me of the talk on weirs and sluices", ["Weirs and Sluices"]),
        ("remind me of the cats, dogs and mills panel", ["Cats, Dogs and Mills"]),
        ("add the panel on cats and dogs to my agenda", ["Cats, Dogs and Mills"]),
        ("add turbines and the closing to my agenda", ["Turbines", "Closing Remarks"]),
        ("add weirs and sluices and the closing to my agenda", ["Weirs and Sluices", "Closing Remarks"]),
    ],
)
def test_a_title_with_such_a_word_is_one_part(text: str, titles: list[str]) -> None:
    start = datetime(2027, 4, 2, 9, tzinfo=UTC)
    sessions = tuple(
        Session(
            id=title,
            title=title,
            kind=kind,
            starts_at=start + timedelta(hours=number),
            ends_at=start + timedelta(hours=number, minutes=30),
        )
        for number, (title, kind) in enumerate(_TITLED)
    )
    engine = Engine(Schedule(title="Mill days", timezone="UTC", sessions=sessions))
    wish = engine.answer(text, start - timedelta(hours=1)).wish
    assert wish is not None
    assert sorted(target.value for target in wish.targets) == sorted(titles)


@pytest.mark.parametrize("text", ["remind me of the opening", "ping me before the opening remarks"])
async def test_an_opening_is_told_by_its_title(chat: ConsoleChat, text: str) -> None:
    assert await sentences(chat, text) == ["I will remind you 10 minutes before all openings: 1 session to come."]


@pytest.mark.parametrize(
    "text",
    [
        "the same for jeff dean", "remind me of the same for jeff dean", "same for jeff dean please", "and jeff dean?",
        "and the same for jeff dean", "remind me the same way of jeff dean",
        "can you set the same reminder for jeff dean",
    ],
)  # fmt: skip
async def test_the_same_for_another_one_keeps_the_lead(chat: ConsoleChat, text: str) -> None:
    await sentences(chat, "remind me 25 minutes before dawn song", text)
    assert await stored(chat) == [(DAWN, [25]), (JEFF, [25])]


async def test_the_same_for_a_kind_keeps_the_lead(chat: ConsoleChat) -> None:
    await sentences(chat, "remind me 25 minutes before dawn song", "the same for the opening")
    assert await stored(chat) == [(DAWN, [25]), (OPENING, [25])]
    await sentences(chat, "and for keckler")
    assert (await stored(chat))[2:] == [(KECKLER, [25])]
