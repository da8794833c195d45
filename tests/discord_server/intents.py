"""Which events a bot's intents let through, and what they blank in them."""

from __future__ import annotations

from typing import Any

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_REACTIONS = 1 << 10
DIRECT_MESSAGES = 1 << 12
DIRECT_REACTIONS = 1 << 13
MESSAGE_CONTENT = 1 << 15
SCHEDULED_EVENTS = 1 << 16

PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
KNOWN = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))

# The intents that let an event through in a server and in a direct message; what is not listed always comes.
_NEEDED = {
    "GUILD_CREATE": (GUILDS, 0),
    "GUILD_DELETE": (GUILDS, 0),
    "GUILD_ROLE_CREATE": (GUILDS, 0),
    "GUILD_ROLE_UPDATE": (GUILDS, 0),
    "GUILD_ROLE_DELETE": (GUILDS, 0),
    "CHANNEL_CREATE": (GUILDS, 0),
    "CHANNEL_UPDATE": (GUILDS, 0),
    "CHANNEL_DELETE": (GUILDS, 0),
    "THREAD_CREATE": (GUILDS, 0),
    "THREAD_UPDATE": (GUILDS, 0),
    "THREAD_DELETE": (GUILDS, 0),
    "GUILD_MEMBER_ADD": (GUILD_MEMBERS, 0),
    "GUILD_MEMBER_UPDATE": (GUILD_MEMBERS, 0),
    "GUILD_MEMBER_REMOVE": (GUILD_MEMBERS, 0),
    "MESSAGE_CREATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_UPDATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_DELETE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_REACTION_ADD": (GUILD_REACTIONS, DIRECT_REACTIONS),
    "MESSAGE_REACTION_REMOVE": (GUILD_REACTIONS, DIRECT_REACTIONS),
    "GUILD_SCHEDULED_EVENT_CREATE": (SCHEDULED_EVENTS, 0),
    "GUILD_SCHEDULED_EVENT_UPDATE": (SCHEDULED_EVENTS, 0),
    "GUILD_SCHEDULED_EVENT_DELETE": (SCHEDULED_EVENTS, 0),
    "GUILD_SCHEDULED_EVENT_USER_ADD": (SCHEDULED_EVENTS, 0),
    "GUILD_SCHEDULED_EVENT_USER_REMOVE": (SCHEDULED_EVENTS, 0),
}

_EMPTY = {"content": "", "embeds": [], "attachments": [], "components": []}


def seen(event: str, data: Any, intents: int, bot_id: int) -> Any:
    """What a bot with these intents is shown of the event; None: nothing."""
    if event in _NEEDED:
        in_guild, in_direct = _NEEDED[event]
        needed = in_guild if "guild_id" in data or not in_direct else in_direct
        own = event == "GUILD_MEMBER_UPDATE" and data["user"]["id"] == str(bot_id)
        if not intents & needed and not own:
            return None
    if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not _may_read(data, intents, bot_id):
        return data | _EMPTY | {"referenced_message": _blanked(data.get("referenced_message"), bot_id)}
    return data


def _may_read(data: dict[str, Any], intents: int, bot_id: int) -> bool:
    """Content comes with the intent, in direct messages, where the bot is mentioned, and of the bot itself."""
    mentioned = any(user["id"] == str(bot_id) for user in data["mentions"])
    return bool(intents & MESSAGE_CONTENT) or "guild_id" not in data or mentioned or data["author"]["id"] == str(bot_id)


def _blanked(answered: dict[str, Any] | None, bot_id: int) -> dict[str, Any] | None:
    if answered is None or answered["author"]["id"] == str(bot_id):
        return answered
    return answered | _EMPTY
