"""Tells Discord which commands there are, and only when they differ from what it knows.

Discord allows 200 new commands a day and may take a moment to show a change; a restart should cost neither.
"""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

log = logging.getLogger(__name__)

# What Discord adds by itself, or leaves out where it equals these.
_DEFAULTS: tuple[Any, ...] = (None, False, [], {}, 0)
_SERVERS = 0
_IGNORED = {"id", "application_id", "version", "guild_id", "dm_permission", "nsfw"}


async def register(tree: app_commands.CommandTree[Any]) -> bool:
    """True where Discord was told something new. A refusal is logged: the bot works with the commands of before."""
    ours = [command.to_dict(tree) for command in tree.get_commands()]
    try:
        known = [_as_registered(command) for command in await tree.fetch_commands()]
        if comparable(known) == comparable(ours):
            return False
        await tree.sync()
    except discord.DiscordServerError:
        raise
    except discord.HTTPException as error:
        log.error("The commands could not be registered with Discord: %s", error)  # noqa: TRY400 - says it all
        return False
    log.info("Registered %d commands with Discord", len(ours))
    return True


def comparable(commands: Any) -> dict[tuple[int, str], Any]:
    """Commands by type and name, in any order, without what carries no meaning."""
    return {(command.get("type", 1), command["name"]): _meaning(command) for command in commands}


def _as_registered(command: app_commands.AppCommand) -> dict[str, Any]:
    """With what discord.py leaves out, whom it is shown to, and what it misreads."""
    shown_to = command.default_member_permissions
    return {
        **command.to_dict(),
        "default_member_permissions": None if shown_to is None else shown_to.value,
        # It takes each context for the one before, and loses the first; ours are limited to servers or not at all.
        "contexts": None if command.allowed_contexts is None else [_SERVERS],
    }


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _meaning(item) for key, item in value.items() if key not in _IGNORED}
        return {key: item for key, item in kept.items() if item not in _DEFAULTS}
    if isinstance(value, list | tuple):
        return [_meaning(item) for item in value]
    return value.value if isinstance(value, discord.Enum) else value
