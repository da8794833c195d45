"""All commands together: every cog loads, names are unique, and whoever reads the menu knows what each is for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from discord import app_commands

from bot.gateway import registration
from bot.gateway.client import cog_modules
from bot.gateway.cogs.agenda import Agenda
from bot.gateway.cogs.ask import Ask
from bot.gateway.cogs.follow import Follow
from bot.gateway.cogs.help import Help
from bot.gateway.cogs.next import Next
from bot.gateway.cogs.organiser import Organiser
from bot.gateway.cogs.remind import Remind
from bot.gateway.leads import parse_leads
from bot.gateway.mistakes import MistakeError

OPTIONS_AT_MOST = 25
COMMANDS_AT_MOST = 100


def cogs():
    """Each of them is built in one line, of nothing but what it needs."""
    return (
        Ask(None),
        Next(None, None),
        Remind(Bare(), None),
        Agenda(None, None, None),
        Follow({}),
        Help(None, follows=True),
        Organiser(None, None, ()),
    )


class Bare:
    feed = reminders = None


def commands():
    return [command for cog in cogs() for command in top_level(cog)]


def top_level(cog):
    return [cog.app_command] if cog.app_command is not None else cog.get_app_commands()


def leaves(command):
    if isinstance(command, app_commands.Group):
        return [leaf for child in command.commands for leaf in leaves(child)]
    return [command]


def all_leaves():
    return [leaf for command in commands() for leaf in leaves(command)]


def test_every_module_of_the_folder_is_a_cog():
    assert cog_modules() == [
        f"bot.gateway.cogs.{name}"
        for name in ("agenda", "ask", "chat", "follow", "help", "next", "organiser", "remind")
    ]


def test_the_commands_are_these():
    assert sorted(leaf.qualified_name for leaf in all_leaves()) == [
        "agenda add",
        "agenda remove",
        "agenda show",
        "ask",
        "follow",
        "help",
        "next",
        "now",
        "organiser accept-losses",
        "organiser status",
        "remind agenda",
        "remind everything",
        "remind forget",
        "remind kind",
        "remind lead",
        "remind list",
        "remind pause",
        "remind person",
        "remind resume",
        "remind room",
        "remind session",
        "remind stop",
        "remind track",
        "remind why",
    ]


@pytest.mark.parametrize("leaf", all_leaves(), ids=lambda leaf: leaf.qualified_name)
def test_every_command_and_option_is_described(leaf):
    descriptions = [leaf.description, *(str(parameter.description) for parameter in leaf.parameters)]
    assert [text for text in descriptions if text in {"", "…"} or len(text) > 100] == []


@pytest.mark.parametrize("leaf", all_leaves(), ids=lambda leaf: leaf.qualified_name)
def test_required_options_come_first(leaf):
    required = [parameter.required for parameter in leaf.parameters]
    assert required == sorted(required, reverse=True)


def test_there_are_no_more_than_discord_takes():
    groups = [command for command in commands() if isinstance(command, app_commands.Group)]
    assert len(commands()) <= COMMANDS_AT_MOST
    assert [group.name for group in groups if len(group.commands) > OPTIONS_AT_MOST] == []


def test_every_option_that_names_something_of_the_schedule_is_completed():
    named = {"session", "person", "kind", "track", "room", "which", "what"}
    assert [
        f"{leaf.qualified_name} {parameter.name}"
        for leaf in all_leaves()
        for parameter in leaf.parameters
        if (parameter.name in named) != parameter.autocomplete
    ] == []


def test_commands_that_discord_knows_already_are_equal_whatever_it_adds():
    ours = {"name": "ask", "type": 1, "description": "Ask", "options": [{"name": "q", "type": 3, "required": True}]}
    known = ours | {"id": 5, "version": "7", "contexts": None, "integration_types": None, "nsfw": False}
    assert registration.comparable([known]) == registration.comparable([ours])


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Ask me"},
        {"options": []},
        {"options": [{"name": "q", "type": 3, "required": False}]},
        {"options": [{"name": "q", "type": 3, "required": True, "autocomplete": True}]},
        {"name": "tell"},
        {"default_member_permissions": 32},
        {"contexts": [0]},
    ],
)
def test_a_changed_command_differs(change):
    ours = {"name": "ask", "type": 1, "description": "Ask", "options": [{"name": "q", "type": 3, "required": True}]}
    assert registration.comparable([ours | change]) != registration.comparable([ours])


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [(None, []), ("", []), ("10", [10]), ("30, 5", [30, 5]), ("5;30 5", [30, 5]), (" 0 ", [0]), ("1440", [1440])],
)
def test_leads_are_read_as_minutes(typed, minutes):
    assert parse_leads(typed) == tuple(timedelta(minutes=number) for number in minutes)


@pytest.mark.parametrize("typed", ["x", "10m", "-5", "1441", "99999999999999999999", "1 2 3 4 5 6", "٣", "5,x"])
def test_leads_that_are_none_are_refused_in_a_sentence(typed):
    with pytest.raises(MistakeError):
        parse_leads(typed)
