"""Slash commands, their completions and buttons, through the wire."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.gateway import choices
from bot.reminders.models import DeliveryState
from schedule import Room, Schedule, Session
from schedule.answering.answer import TargetKind
from tests.running_bot import moments, titles

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
REGISTER = "PUT /applications/{application_id}/commands"

DEAN = "Jeff Dean - Invited Talk"
SONG = "Dawn Song - Invited Talk"
SUPEROPTIMIZER = "A code superoptimizer through neural Monte-Carlo tree search"
HEAT = "HEAT: Hardware-Efficient Automatic Tensor Decomposition for Transformer Compression"


def utc(hour: int, minute: int) -> datetime:
    return datetime(2022, 12, 3, hour, minute, tzinfo=UTC)


async def wishes(hallway, user) -> list[tuple[TargetKind, str, list[int]]]:
    """What is stored of somebody: about what, which, and how many minutes before."""
    found = await hallway.reminders.subscriptions(f"discord:{user.id}")
    return [(w.target.kind, w.target.value, [int(lead.total_seconds()) // 60 for lead in w.leads]) for w in found]


# --- registration


@pytest.mark.usefixtures("hallway")
async def test_every_command_is_offered_with_descriptions(discord_server) -> None:
    offered = discord_server.commands[None].values()
    assert sorted(command["name"] for command in offered) == [
        "agenda",
        "ask",
        "help",
        "next",
        "now",
        "organiser",
        "remind",
    ]


async def test_a_restart_registers_nothing_anew(hallway, discord_server) -> None:
    known = dict(discord_server.commands[None])
    await hallway.restart()
    assert (discord_server.served(REGISTER), discord_server.commands[None]) == ([200], known)


async def test_a_command_that_discord_lost_is_registered_again(hallway, discord_server) -> None:
    discord_server.commands[None].popitem()
    await hallway.restart()
    assert discord_server.served(REGISTER) == [200, 200]


async def test_a_command_that_discord_shows_to_others_is_registered_again(hallway, discord_server) -> None:
    organiser = next(each for each in discord_server.commands[None].values() if each["name"] == "organiser")
    organiser["default_member_permissions"] = None
    await hallway.restart()
    assert discord_server.served(REGISTER) == [200, 200]


# --- questions


@pytest.mark.usefixtures("hallway")
async def test_ask_answers_its_user_alone(discord_server) -> None:
    server = discord_server
    answer = await server.command(server.ada, server.notices, "ask", question="when is jeff dean?")
    assert (titles(answer.text), moments(answer.text), answer.ephemeral) == ([DEAN], [utc(14, 40)], True)
    assert (server.said(), server.served(CALLBACK)) == ([], [200])


@pytest.mark.usefixtures("hallway")
async def test_ask_answers_what_is_no_question(discord_server) -> None:
    server = discord_server
    answer = await server.command(server.ada, server.hall, "ask", question="hello there")
    assert (bool(answer.text), titles(answer.text), answer.ephemeral) == (True, [], True)


async def test_next_and_now_follow_the_clock(hallway, discord_server) -> None:
    server = discord_server
    shown = []
    for moment in (utc(14, 0), utc(15, 0), utc(23, 0)):
        hallway.clock.set(moment)
        for name in ("now", "next"):
            answer = await server.command(server.ada, server.hall, name)
            shown.append((name, titles(answer.text)))
    assert shown == [
        ("now", ["Opening Remarks"]),
        ("next", ["Opening Remarks"]),
        ("now", [DEAN]),
        ("next", [SONG]),
        ("now", []),
        ("next", []),
    ]


@pytest.mark.usefixtures("hallway")
async def test_next_of_a_kind_is_found_and_completed(discord_server) -> None:
    server = discord_server
    assert await server.autocomplete(server.ada, server.hall, "next", "kind", kind="spot") == [
        {"name": "Spotlight", "value": "Spotlight"}
    ]
    answer = await server.command(server.ada, server.hall, "next", kind="spotlight")
    assert (titles(answer.text), moments(answer.text)) == ([SUPEROPTIMIZER], [utc(16, 55)])


@pytest.mark.usefixtures("hallway")
async def test_an_unknown_kind_gets_one_line(discord_server) -> None:
    server = discord_server
    answer = await server.command(server.ada, server.hall, "next", kind="@everyone **nonsense**")
    assert (len(answer.text.splitlines()), titles(answer.text), answer.message.pings) == (1, [], [])


@pytest.mark.usefixtures("hallway")
async def test_commands_work_in_direct_messages(discord_server) -> None:
    server = discord_server
    direct = server.direct(server.ada)
    asked = await server.command(server.ada, direct, "ask", question="where is dawn song?")
    following = await server.reply(await server.say(server.ada, direct, "and after that?"))
    assert (titles(asked.text), titles(following.text)) == ([SONG], ["Poster Session | Coffee Break"])


# --- wishes


async def test_a_session_is_chosen_from_its_completion(hallway, discord_server) -> None:
    server = discord_server
    offered = await server.autocomplete(server.ada, server.hall, "remind session", "session", session="heat")
    chosen = offered[0]
    answer = await server.command(server.ada, server.hall, "remind session", session=chosen["value"], before="30, 5")
    assert (len(offered), titles(answer.text), moments(answer.text)) == (2, [HEAT], [utc(17, 25)])
    assert await wishes(hallway, server.ada) == [(TargetKind.SESSION, chosen["value"], [30, 5])]


@pytest.mark.usefixtures("hallway")
@pytest.mark.parametrize("typed", ["", "a", "jef deen", "@everyone", "😀", "x" * 100, "poster"])
async def test_completions_stay_within_discords_bounds(discord_server, typed) -> None:
    server = discord_server
    for name, option in (("remind session", "session"), ("remind person", "person"), ("remind kind", "kind")):
        offered = await server.autocomplete(server.ada, server.hall, name, option, **{option: typed})
        assert len(offered) <= 25
        assert len({choice["value"] for choice in offered}) == len(offered)


@pytest.mark.usefixtures("hallway")
async def test_a_misspelt_person_is_completed(discord_server) -> None:
    server = discord_server
    offered = await server.autocomplete(server.ada, server.hall, "remind person", "person", person="jef deen")
    assert offered == [{"name": "Jeff Dean", "value": "jeff-dean"}]


async def test_wishes_are_listed_changed_paused_and_stopped(hallway, discord_server) -> None:
    server = discord_server

    async def use(name: str, **options: str) -> list[str]:
        return titles((await server.command(server.ada, server.hall, f"remind {name}", **options)).text)

    assert (await use("kind", kind="Spotlight"))[0] == SUPEROPTIMIZER
    assert await use("person", person="jeff-dean") == [DEAN]
    assert (await use("list"))[:2] == [DEAN, SUPEROPTIMIZER]
    assert (await use("lead", before="20")) == []
    assert [leads for _, _, leads in await wishes(hallway, server.ada)] == [[20], [20]]
    await use("pause")
    assert [wish.paused for wish in await hallway.reminders.subscriptions(f"discord:{server.ada.id}")] == [True, True]
    await use("resume")
    offered = await server.autocomplete(server.ada, server.hall, "remind stop", "which", which="")
    await use("stop", which=offered[0]["value"])
    assert await wishes(hallway, server.ada) == [(TargetKind.PERSON, "jeff-dean", [20])]
    await use("forget")
    assert await wishes(hallway, server.ada) == []


async def test_two_wishes_of_one_title_are_two_choices(hallway, discord_server) -> None:
    server = discord_server
    found = [session.id for session in hallway.feed.schedule if session.title == HEAT]
    for id_ in (*found, SONG):
        await server.command(server.ada, server.hall, "remind session", session=id_)
    offered = await server.autocomplete(server.ada, server.hall, "remind stop", "which", which="")
    assert [choice["name"].rpartition(" (")[2] for choice in offered] == [
        "Spotlight · Sat 11:25)",
        "Poster)",
        "Talk · Sat 09:30)",
    ]
    for choice, left in zip(offered[:2], (2, 1), strict=True):
        await server.command(server.ada, server.hall, "remind stop", which=choice["value"])
        assert len(await wishes(hallway, server.ada)) == left


async def test_wishes_for_sessions_that_are_gone_are_two_choices_too(hallway, discord_server) -> None:
    server = discord_server
    for title in (DEAN, SONG):
        await server.command(server.ada, server.hall, "remind session", session=title)
    left = tuple(session for session in hallway.feed.schedule if session.title not in {DEAN, SONG})
    await hallway.change(Schedule(title="", timezone="America/Chicago", sessions=left))
    offered = await server.autocomplete(server.ada, server.hall, "remind stop", "which", which="")
    assert [choice["name"] for choice in offered] == [
        "a session that is not in the schedule any more",
        f"a session that is not in the schedule any more #{offered[1]['value']}",
    ]


async def test_what_was_changed_is_named(hallway, discord_server) -> None:
    server = discord_server

    async def use(name: str, **options: str) -> str:
        return (await server.command(server.ada, server.hall, f"remind {name}", **options)).text

    assert await use("lead", before="5") == "There is nothing to change: you have no reminders."
    await use("kind", kind="Spotlight")
    ((wish, *_),) = [await hallway.reminders.subscriptions(f"discord:{server.ada.id}")]
    assert await use("lead", before="30, 5") == "Your reminder comes 30 and 5 minutes before from now on."
    assert await use("lead", before="0", which=str(wish.id)) == "All spotlights: at the start from now on."
    said = [await use(name, which=str(wish.id)) for name in ("pause", "pause", "resume", "resume")]
    assert said == [
        "All spotlights: paused until you resume it.",
        "It is paused already.",
        "All spotlights: goes on.",
        "It is running already.",
    ]


async def test_an_agenda_is_kept_and_reminded_of(hallway, discord_server) -> None:
    server = discord_server
    shown = []
    for name, options in (
        ("agenda add", {"session": DEAN}),
        ("agenda show", {}),
        ("remind agenda", {}),
        ("agenda remove", {"session": DEAN}),
        ("agenda show", {}),
    ):
        shown.append(titles((await server.command(server.ada, server.hall, name, **options)).text))
    assert shown == [[], [DEAN], [DEAN], [], []]
    assert await wishes(hallway, server.ada) == [(TargetKind.AGENDA, "", [])]


async def test_why_a_reminder_comes_is_told(hallway, discord_server) -> None:
    server = discord_server
    await server.command(server.ada, server.hall, "remind session", session=DEAN)
    await hallway.tick_at(utc(14, 30))
    answer = await server.command(server.ada, server.hall, "remind why", session=DEAN)
    explained = await hallway.reminders.explain(
        f"discord:{server.ada.id}", (await session_id(hallway, DEAN)), utc(14, 31)
    )
    assert [tried.state for tried in explained.deliveries] == [DeliveryState.DELIVERED]
    assert titles(answer.text) == [DEAN]


async def session_id(hallway, title: str) -> str:
    return next(session.id for session in hallway.feed.schedule if session.title == title)


@pytest.mark.usefixtures("hallway")
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("remind session", {"session": "nonsense"}),
        ("remind session", {"session": DEAN, "before": "soon"}),
        ("remind session", {"session": DEAN, "before": "-5"}),
        ("remind session", {"session": DEAN, "before": "99999999999999999999"}),
        ("remind person", {"person": "Nobody At All"}),
        ("remind kind", {"kind": "nonsense"}),
        ("remind track", {"track": "nonsense"}),
        ("remind room", {"room": "nonsense"}),
        ("remind stop", {"which": "nonsense"}),
        ("remind why", {"session": "nonsense"}),
        ("agenda add", {"session": "nonsense"}),
    ],
)
async def test_a_mistake_gets_one_line_and_changes_nothing(hallway, discord_server, name, options, caplog) -> None:
    server = discord_server
    answer = await server.command(server.ada, server.hall, name, **options)
    assert (len(answer.text.splitlines()), answer.ephemeral) == (1, True)
    assert (await wishes(hallway, server.ada), [r for r in caplog.records if r.levelname == "ERROR"]) == ([], [])


async def test_a_failure_apologises_and_is_logged(hallway, discord_server, caplog) -> None:
    server = discord_server
    hallway.feed.engine = None
    answer = await server.command(server.ada, server.hall, "ask", question="when is jeff dean?")
    assert (answer.text.startswith("Sorry"), answer.ephemeral) == (True, True)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["/ask failed"]


# --- buttons


async def test_the_button_under_an_answer_reminds_whoever_presses_it(hallway, discord_server) -> None:
    server = discord_server
    answered = await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} when is jeff dean?"))
    pressed = await server.press(server.grace, answered, "Remind me")
    assert (titles(pressed.text), pressed.ephemeral) == ([DEAN], True)
    assert (await wishes(hallway, server.ada), len(await wishes(hallway, server.grace))) == ([], 1)


async def test_the_button_works_after_a_restart(hallway, discord_server) -> None:
    server = discord_server
    answered = await server.reply(await server.say(server.ada, server.direct(server.ada), "when is jeff dean?"))
    await hallway.restart()
    pressed = await server.press(server.ada, answered, "Remind me")
    assert titles(pressed.text) == [DEAN]
    assert len(await wishes(hallway, server.ada)) == 1


# --- whether messages arrive


@pytest.mark.usefixtures("hallway")
async def test_the_first_wish_is_confirmed_by_a_direct_message_and_later_ones_are_not(discord_server) -> None:
    server = discord_server
    await server.command(server.ada, server.hall, "remind session", session=DEAN)
    welcome = await server.next_message(server.direct(server.ada))
    await server.command(server.ada, server.hall, "remind session", session=SONG)
    await server.command(server.ada, server.hall, "help")
    assert server.said() == [welcome]


async def test_closed_direct_messages_are_said_and_the_channel_can_stand_in(hallway, discord_server) -> None:
    server = discord_server
    server.ada.closed = True
    asked = await server.command(server.ada, server.hall, "remind session", session=DEAN)
    trouble = await server.bell.until(lambda: asked.followups and asked.followups[0], "the trouble")
    assert (trouble.ephemeral, len(trouble.buttons)) == (True, 1)
    await server.press(server.ada, trouble, trouble.buttons[0]["label"])
    await hallway.tick_at(utc(14, 30))
    told = [message for message in server.said(server.notices) if server.ada in message.pings]
    assert [titles(message.text) for message in told] == [[DEAN]]


@pytest.mark.usefixtures("hallway")
async def test_many_use_commands_at_once(discord_server) -> None:
    server = discord_server
    people = [server.attendee(f"attendee{number}") for number in range(20)]
    answers = await asyncio.gather(*(server.command(person, server.hall, "next") for person in people))
    assert [titles(answer.text) for answer in answers] == [["Opening Remarks"]] * 20


def test_sessions_that_differ_in_their_room_alone_are_two_choices() -> None:
    schedule = Schedule(
        title="Twins",
        timezone="America/Chicago",
        sessions=tuple(
            Session(id=room, title="Open Space", kind="Talk", starts_at=utc(16, 0), rooms=(Room(id=room, name=room),))
            for room in ("Dock", "Pier")
        ),
    )
    assert choices.labelled(schedule.sessions, schedule) == [
        ("Open Space (Talk · Sat 10:00) · 3 Dec · Dock", "Dock"),
        ("Open Space (Talk · Sat 10:00) · 3 Dec · Pier", "Pier"),
    ]


REPEATED = "Guided Tour"


@pytest.fixture
def tours(workshop) -> Schedule:
    """The workshop with a tour at 9:00, 11:00 and 13:00 of one title, and its notice on the board."""
    tours = [
        Session(id=f"tour-{hour}", title=REPEATED, kind="Tour", starts_at=utc(hour, 0), ends_at=utc(hour, 30))
        for hour in (15, 17, 19)
    ]
    board = Session(id="tour-board", title=REPEATED, kind="Poster")
    return Schedule(title="", timezone="America/Chicago", sessions=(board, *tours, *workshop.sessions))


@pytest.mark.usefixtures("hallway")
@pytest.mark.parametrize("typed", [REPEATED, "guided tou"])
async def test_of_a_title_that_repeats_those_to_come_are_meant(hallway, discord_server, tours, typed) -> None:
    server = discord_server
    await hallway.change(tours)
    hallway.clock.set(utc(16, 0))
    for name in ("remind session", "agenda add"):
        await server.command(server.ada, server.hall, name, session=typed)
    me = f"discord:{server.ada.id}"
    told = [wish.target.value for wish in await hallway.reminders.subscriptions(me)]
    assert (told, await hallway.reminders.agenda(me)) == (["tour-17", "tour-19"], ("tour-17",))
    hallway.clock.set(utc(18, 0))
    removed = await server.command(server.ada, server.hall, "agenda remove", session=typed)
    assert (removed.text, await hallway.reminders.agenda(me)) == (f"“{REPEATED}” is not in your agenda any more.", ())


@pytest.mark.usefixtures("hallway")
async def test_of_a_title_that_repeats_an_earlier_one_can_be_chosen(hallway, discord_server, tours) -> None:
    server = discord_server
    await hallway.change(tours)
    await server.command(server.ada, server.hall, "remind session", session="tour-19")
    assert await wishes(hallway, server.ada) == [(TargetKind.SESSION, "tour-19", [])]


@pytest.mark.usefixtures("hallway")
async def test_where_nothing_of_a_title_is_to_come_it_is_said(hallway, discord_server, tours) -> None:
    server = discord_server
    await hallway.change(tours)
    hallway.clock.set(utc(20, 0))
    said = await server.command(server.ada, server.hall, "remind session", session=REPEATED)
    assert said.text == (
        "“Guided Tour” (tour, Sat 09:00), “Guided Tour” (tour, Sat 11:00) and “Guided Tour” (tour, Sat 13:00) are over,"
        " so there is nothing left to remind you of."
    )
    assert await wishes(hallway, server.ada) == []
