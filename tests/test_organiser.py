"""`/organiser`: a loss of sessions is told to those who manage the server, and accepted by them alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.config import Config
from schedule import Schedule
from tests.discord_server import permissions
from tests.running_bot import Hallway, titles

DEAN = "Jeff Dean - Invited Talk"
NOT_REFUSED = "No schedule was refused for missing sessions; /organiser status shows how it is."
ELSEWHERE = "This works only on the conference's server, which has the channels of the bot's settings."


@pytest.fixture
def manager(discord_server):
    """Somebody whose role lets them manage the server, and nothing more."""
    guild = discord_server.hall.guild
    role = discord_server.world.add_role(guild, "organisers", permissions=permissions.MANAGE_GUILD)
    person = discord_server.attendee("manager")
    guild.members[person.id].roles.add(role.id)
    return person


@pytest.fixture
def shortened(workshop) -> Schedule:
    """Without Jeff Dean, and without the second half."""
    left = [session for session in workshop.sessions[: len(workshop.sessions) // 2] if session.title != DEAN]
    return Schedule(title=workshop.title, timezone=workshop.timezone, sessions=tuple(left))


async def lines(server, user, name: str) -> list[str]:
    return (await server.command(user, server.hall, f"organiser {name}")).text.splitlines()


async def test_a_loss_is_told_to_organisers_and_accepted_by_them(
    hallway, discord_server, manager, workshop, shortened
) -> None:
    server, known, left = discord_server, len(workshop.sessions), len(shortened.sessions)
    await server.command(server.ada, server.hall, "remind session", session=DEAN)
    await server.next_message(server.direct(server.ada))
    assert await lines(server, manager, "status") == [f"{known} sessions are in force. It is as the source gives it."]
    await hallway.change(shortened)
    assert (await lines(server, manager, "status"))[::2] == [
        f"{known} sessions are in force. The newest reading was refused:",
        "If that is meant, /organiser accept-losses puts it in force.",
    ]
    assert hallway.feed.schedule == workshop
    assert await lines(server, manager, "accept-losses") == [
        f"Accepted: {left} sessions are in force.",
        "Those who asked are told what is gone.",
    ]
    assert (hallway.feed.schedule, hallway.feed.problem) == (shortened, None)
    await hallway.play(hallway.clock.now() + timedelta(minutes=3))
    assert titles((await server.next_message(server.direct(server.ada))).text) == [DEAN]


async def test_nothing_is_accepted_that_was_not_refused(hallway, discord_server, manager, workshop, shortened) -> None:
    assert await lines(discord_server, manager, "accept-losses") == [NOT_REFUSED]
    await hallway.change(shortened)
    assert hallway.feed.schedule == workshop


async def test_attendees_are_not_offered_it_and_nobody_in_direct_messages(hallway, discord_server, manager) -> None:
    server = discord_server
    with pytest.raises(AssertionError, match="no command /organiser here"):
        await server.command(server.ada, server.hall, "organiser accept-losses")
    with pytest.raises(AssertionError, match="no command /organiser here"):
        await server.command(manager, server.direct(manager), "organiser accept-losses")
    await hallway.heard()


@pytest.mark.parametrize("has_channels", [True, False])
async def test_who_manages_another_server_can_accept_nothing(
    discord_server, workshop, shortened, clock, config, tmp_path, has_channels
) -> None:
    server = discord_server
    running = Hallway(server, workshop, clock, tmp_path / "hallway.db", config if has_channels else Config())
    await running.start()
    home = server.hall.guild
    answer = await server.command(home.owner, server.hall, "organiser accept-losses")
    guest = await server.invite_bot("elsewhere")
    channel = server.world.add_channel(guest, "own")
    await running.change(shortened)
    refused = await server.command(guest.owner, channel, "organiser accept-losses")
    assert (answer.text, refused.text, running.feed.schedule) == (NOT_REFUSED, ELSEWHERE, workshop)
    await running.stop()
