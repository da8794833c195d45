"""Following a kind or a track by a role that one gives oneself, through the wire."""

from __future__ import annotations

import pytest

from bot.config import Config, NoticesConfig
from bot.gateway.invitation import permissions


@pytest.fixture
def role(discord_server):
    return discord_server.world.add_role(discord_server.guild, "spotlights", mentionable=True)


@pytest.fixture
def config(discord_server, role) -> Config:
    channel = discord_server.notices.id
    return Config(notices=NoticesConfig(channel=channel, lead_minutes=10, roles={"Spotlight": role.id}))


async def test_following_is_switched_on_and_off(hallway, discord_server, role):  # noqa: ARG001
    server = discord_server
    own = server.guild.members[server.ada.id].roles
    texts = [(await server.command(server.ada, server.hall, "follow", what="spotlight")).text]
    assert role.id in own
    texts += [(await server.command(server.ada, server.hall, "follow", what="Spotlight")).text]
    assert role.id not in own
    assert texts == [
        "You will be mentioned in the channel before: Spotlight.",
        "You are no longer mentioned in the channel before: Spotlight.",
    ]


async def test_the_choices_are_what_the_configuration_has(hallway, discord_server):  # noqa: ARG001
    server = discord_server
    offered = await server.autocomplete(server.ada, server.hall, "follow", "what", what="spot")
    assert offered == [{"name": "Spotlight", "value": "Spotlight"}]


async def test_a_role_that_may_not_be_given_is_said_and_logged(hallway, discord_server, role, caplog):  # noqa: ARG001
    server = discord_server
    own = next(each for each in server.guild.roles.values() if each.managed)
    own.permissions = permissions().value
    answer = await server.command(server.ada, server.hall, "follow", what="Spotlight")
    assert answer.text == "I cannot give you that role; please tell the organisers."
    assert [record.name for record in caplog.records if record.name.startswith("bot.")] == ["bot.gateway.cogs.follow"]
