"""Reminders and notices on their way through Discord: each arrives once, whatever goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.config import NoticesConfig
from schedule.answering.answer import Target, TargetKind
from tests.running_bot import Hallway, changed, moments, titles

POST = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
OPEN = "POST /users/@me/channels"

DEAN = "Jeff Dean - Invited Talk"
SONG = "Dawn Song - Invited Talk"
SPOTLIGHTS = [
    ("A code superoptimizer through neural Monte-Carlo tree search", "10:55"),
    ("Predicting Network Buffer Capacity for BBR Fairness", "11:10"),
    ("HEAT: Hardware-Efficient Automatic Tensor Decomposition for Transformer Compression", "11:25"),
    ("Learning to Drive Software-Defined Storage", "11:45"),
    ("Multi-Agent Reinforcement Learning for Microprocessor Design Space Exploration", "13:05"),
    ("Implementing Reinforcement Learning Datacenter Congestion Control in NVIDIA NICs", "13:30"),
]


def utc(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2022, 12, 3, hour, minute, second, tzinfo=UTC)


def told(server, channel) -> list[str]:
    """The titles of every message there, oldest first; those without one (a welcome) are left out."""
    return [title for message in server.said(channel) for title in titles(message.text)]


async def opt_in(server, user, name: str = "remind session", **options: str) -> None:
    """Asks, and reads the message that shows whether messages arrive."""
    await server.command(user, server.hall, name, **options)
    await server.next_message(server.direct(user))


# --- on a good day


async def test_a_reminder_comes_when_it_is_due_and_once(hallway, discord_server) -> None:
    server, direct = discord_server, discord_server.direct(discord_server.ada)
    await opt_in(server, server.ada, session=DEAN)
    await hallway.tick_at(utc(14, 29, 59))
    before = told(server, direct)
    await hallway.tick_at(utc(14, 30))
    await hallway.tick_at(utc(14, 31))
    arrived = await server.next_message(direct)
    assert (before, told(server, direct), moments(arrived.text)) == ([], [DEAN], [utc(14, 40)])


async def test_before_all_spotlights_each_is_announced(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, "remind kind", kind="Spotlight")
    await hallway.play(utc(20, 0), step=timedelta(minutes=5))
    assert told(server, server.direct(server.ada)) == [title for title, _ in SPOTLIGHTS]
    assert set(server.served(POST)) == {200}


async def test_words_do_the_same(hallway, discord_server) -> None:
    server, direct = discord_server, discord_server.direct(discord_server.ada)
    await server.reply(await server.say(server.ada, direct, "ping me 20 min before jeff dean"))
    await hallway.tick_at(utc(14, 19, 59))
    confirmed = told(server, direct)
    await hallway.tick_at(utc(14, 20))
    assert told(server, direct)[len(confirmed) :] == [DEAN]


async def test_words_ask_for_a_kind_whatever_was_spoken_of_before_and_end_it(hallway, discord_server) -> None:
    server, direct = discord_server, discord_server.direct(discord_server.ada)
    wished = []
    for text in ("when is heat?", "remind me before the spotlights", "stop reminding me"):
        await server.reply(await server.say(server.ada, direct, text))
        wishes = await hallway.reminders.subscriptions(f"discord:{server.ada.id}")
        wished.append([wish.target for wish in wishes])
    assert wished == [[], [Target(TargetKind.KIND, "spotlight")], []]


async def test_the_direct_channel_is_opened_once(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, "remind everything")
    await hallway.play(utc(16, 0), step=timedelta(minutes=5))
    await hallway.restart()
    await hallway.play(utc(20, 0), step=timedelta(minutes=5))
    assert server.served(OPEN) == [200]


async def test_two_wishes_for_one_session_give_one_message(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await server.command(server.ada, server.hall, "remind person", person="jeff-dean")
    await hallway.play(utc(15, 0), step=timedelta(minutes=5))
    assert told(server, server.direct(server.ada)) == [DEAN]


async def test_whoever_opts_in_late_is_told_at_once(hallway, discord_server) -> None:
    server = discord_server
    hallway.clock.set(utc(14, 37))
    await opt_in(server, server.ada, session=DEAN)
    await hallway.tick_at(utc(14, 37, 1))
    assert told(server, server.direct(server.ada)) == [DEAN]


# --- notices


async def test_each_start_has_one_notice(hallway, discord_server) -> None:
    server = discord_server
    await hallway.play(utc(23, 0), step=timedelta(minutes=5))
    notices = [titles(message.text) for message in server.said(server.notices)]
    together = ["Steve Keckler - Invited Talk", "Poster Session | Coffee Break"]
    assert notices == [
        ["Opening Remarks"],
        [DEAN],
        [SONG],
        ["Poster Session | Coffee Break"],
        *([title] for title, _ in SPOTLIGHTS),
        together,
        ["Newsha Ardalani - Invited Talk"],
        ["Riyadh Baghdadi - Invited Talk"],
    ]
    assert [message.pings for message in server.said()] == [[]] * len(notices)


async def test_a_role_is_mentioned_for_its_kind_and_no_other(discord_server, workshop, clock, config, tmp_path) -> None:
    server = discord_server
    role = server.world.add_role(server.guild, "spotlights", mentionable=True)
    notices = NoticesConfig(channel=server.notices.id, lead_minutes=10, roles={"Spotlight": role.id})
    hallway = Hallway(server, workshop, clock, tmp_path / "h.db", config.model_copy(update={"notices": notices}))
    await hallway.start()
    await hallway.play(utc(17, 0), step=timedelta(minutes=5))
    await hallway.stop()
    assert [(titles(m.text), m.pings) for m in server.said(server.notices)] == [
        (["Opening Remarks"], []),
        ([DEAN], []),
        ([SONG], []),
        (["Poster Session | Coffee Break"], []),
        ([SPOTLIGHTS[0][0]], [role]),
        ([SPOTLIGHTS[1][0]], [role]),
    ]


async def test_a_notice_is_edited_when_its_session_moves(hallway, discord_server, workshop) -> None:
    server = discord_server
    await hallway.tick_at(utc(14, 30))
    notice = next(message for message in server.said(server.notices) if titles(message.text) == [DEAN])
    await hallway.change(shifted(workshop, DEAN, timedelta(hours=1)))
    await hallway.play(utc(14, 35))
    assert (notice.edited_at is not None, notice.deleted, server.served(EDIT)) == (True, False, [200])


async def test_a_notice_of_a_cancelled_session_is_struck(hallway, discord_server, workshop) -> None:
    server = discord_server
    await hallway.tick_at(utc(14, 30))
    notice = next(message for message in server.said(server.notices) if titles(message.text) == [DEAN])
    await hallway.change(changed(workshop, DEAN, cancelled=True))
    await hallway.play(utc(14, 35))
    assert ("~~" in notice.text, titles(notice.text), server.served(EDIT)) == (True, [DEAN], [200])


# --- changes


async def test_a_moved_session_is_announced_to_those_who_asked_and_again_before_its_new_start(
    hallway, discord_server, workshop
) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await opt_in(server, server.grace, session=SONG)
    await hallway.change(shifted(workshop, DEAN, timedelta(hours=1)))
    await hallway.play(utc(16, 0), step=timedelta(minutes=5))
    spoken = [message for message in server.said(server.direct(server.ada)) if titles(message.text)]
    assert [moments(message.text)[-1] for message in spoken] == [utc(15, 40)] * 2
    assert told(server, server.direct(server.grace)) == [SONG]


async def test_a_cancelled_session_is_called_off_once(hallway, discord_server, workshop) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await hallway.change(changed(workshop, DEAN, cancelled=True))
    await hallway.play(utc(15, 0), step=timedelta(minutes=5))
    said = [message for message in server.said(server.direct(server.ada)) if titles(message.text)]
    assert ([titles(message.text) for message in said], "ancelled" in said[0].text) == ([[DEAN]], True)


async def test_a_session_moved_there_and_back_says_nothing(hallway, discord_server, workshop) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await hallway.change(shifted(workshop, DEAN, timedelta(hours=1)))
    await hallway.tick_at(hallway.clock.now() + timedelta(seconds=10))
    await hallway.change(workshop)
    await hallway.play(utc(15, 0), step=timedelta(minutes=2))
    assert told(server, server.direct(server.ada)) == [DEAN]


def shifted(schedule, title: str, by: timedelta):
    session = next(session for session in schedule.sessions if session.title == title)
    return changed(schedule, title, starts_at=session.starts_at + by, ends_at=session.ends_at + by)


# --- restarts


async def test_restarted_at_every_moment_it_repeats_nothing_and_forgets_nothing(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, "remind everything")
    while hallway.clock.now() < utc(16, 20):
        await hallway.restart()
        await hallway.tick_at(hallway.clock.now() + timedelta(minutes=9))
        await hallway.restart()
        await hallway.tick_at(hallway.clock.now())
    expected = ["Opening Remarks", DEAN, SONG, "Poster Session | Coffee Break"]
    assert told(server, server.direct(server.ada)) == expected
    assert told(server, server.notices) == expected


async def test_after_an_outage_what_is_useful_comes_late_and_says_so(hallway, discord_server) -> None:
    server = discord_server
    await opt_in(server, server.ada, session=DEAN)
    await opt_in(server, server.grace, session="Opening Remarks")
    await hallway.stop()
    hallway.clock.set(utc(14, 38))
    await hallway.start()
    await hallway.tick_at(utc(14, 38))
    late = server.said(server.direct(server.ada))[-1]
    assert (titles(late.text), " late" in late.text) == ([DEAN], True)
