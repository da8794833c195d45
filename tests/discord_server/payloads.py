"""State as Discord's JSON. One function a kind of object; nothing here changes state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.discord_server import permissions
from tests.discord_server.state import (
    CATEGORY,
    DIRECT,
    Channel,
    Member,
    Message,
    Role,
    ScheduledEvent,
    User,
    World,
)

Json = dict[str, Any]


def user(someone: User) -> Json:
    return {
        "id": str(someone.id),
        "username": someone.name,
        "discriminator": "0000" if someone.bot else "0",
        "global_name": None if someone.bot else someone.name.title(),
        "avatar": None,
        "bot": someone.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def own_user(someone: User) -> Json:
    """The bot's account as `/users/@me` shows it."""
    own = user(someone) | {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}
    del own["primary_guild"]
    return own


def member(one: Member) -> Json:
    return member_without_user(one) | {"user": user(one.user)}


def member_without_user(one: Member) -> Json:
    return {
        "roles": [str(id_) for id_ in sorted(one.roles)],
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "joined_at": one.joined_at.isoformat(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def role(one: Role) -> Json:
    tags = {"tags": {"bot_id": str(one.bot_id)}} if one.bot_id is not None else {}
    return tags | {
        "id": str(one.id),
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": one.position,
        "permissions": str(one.permissions),
        "managed": one.managed,
        "mentionable": one.mentionable,
        "flags": 0,
    }


def channel(one: Channel) -> Json:
    last = next(reversed(one.messages), None)
    shown: Json = {"id": str(one.id), "type": one.type, "flags": 0}
    if one.type != CATEGORY:
        shown["last_message_id"] = str(last) if last else None
    if one.type == DIRECT:
        return shown | {"recipients": [user(one.recipient)]}
    shown |= {"guild_id": str(one.guild.id), "name": one.name}
    if one.is_thread:
        return shown | _thread(one)
    overwrites = [
        {"id": str(id_), "type": 1, "allow": "0", "deny": str(denied)} for id_, denied in one.denied.items() if denied
    ]
    shown |= {"position": 0, "parent_id": None, "nsfw": False, "permission_overwrites": overwrites}
    return shown if one.type == CATEGORY else shown | {"topic": one.topic, "rate_limit_per_user": 0}


def _thread(one: Channel) -> Json:
    return {
        "parent_id": str(one.parent.id),
        "owner_id": str(one.owner.id),
        "rate_limit_per_user": 0,
        "message_count": len(one.messages),
        "member_count": 1,
        "total_message_sent": len(one.messages),
        "thread_metadata": {
            "archived": one.archived,
            "archive_timestamp": moment_of(one.id),
            "auto_archive_duration": 1440,
            "locked": False,
        },
    }


def gateway_channel(one: Channel) -> Json:
    """A direct message's channel has a name there, always null."""
    return channel(one) | ({"name": None} if one.type == DIRECT else {})


def message(one: Message) -> Json:
    """As REST shows it, for every reader."""
    shown: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "author": user(one.author),
        "type": one.type,
        "content": one.content,
        "mentions": [user(each) for each in one.mentions],
        "mention_roles": [str(each.id) for each in one.mention_roles],
        "mention_everyone": one.mention_everyone,
        "attachments": one.attachments,
        "embeds": one.embeds,
        "components": one.components,
        "timestamp": one.created_at.isoformat(),
        "edited_timestamp": one.edited_at.isoformat() if one.edited_at else None,
        "flags": one.flags,
        "pinned": False,
        "tts": False,
    }
    if one.nonce is not None:
        shown["nonce"] = one.nonce
    if one.reactions:
        shown["reactions"] = [_reaction(emoji, givers) for emoji, givers in one.reactions.items()]
    if one.interaction is not None:
        shown["application_id"] = shown["webhook_id"] = str(one.author.id)
        shown["interaction_metadata"] = one.interaction.metadata()
    return shown | _reference(one)


def _reference(one: Message) -> Json:
    if one.reference is None:
        return {}
    guild_of = one.reference.channel.guild
    place = {"channel_id": str(one.reference.channel.id), "message_id": str(one.reference.id), "type": 0}
    reference = place | ({"guild_id": str(guild_of.id)} if guild_of else {})
    if one.reference.deleted:
        return {"message_reference": reference, "referenced_message": None}
    answered = message(one.reference)
    # The description shows an answered message without its own reactions and without what it answered itself.
    for key in ("reactions", "referenced_message"):
        answered.pop(key, None)
    return {"message_reference": reference, "referenced_message": answered}


def _reaction(emoji: str, givers: set[int]) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(givers),
        "count_details": {"burst": 0, "normal": len(givers)},
        "burst_colors": [],
        "me_burst": False,
        "me": False,
    }


def gateway_message(one: Message) -> Json:
    """The event MESSAGE_CREATE before a reader's intents are applied."""
    shown = message(one)
    guild_of = one.channel.guild
    if guild_of is None:
        return shown | {"channel_type": DIRECT}
    shown |= {"guild_id": str(guild_of.id), "channel_type": one.channel.type}
    if one.author.id in guild_of.members:
        shown["member"] = member_without_user(guild_of.members[one.author.id])
    for listed, mentioned in zip(shown["mentions"], one.mentions, strict=True):
        if mentioned.id in guild_of.members:
            listed["member"] = member_without_user(guild_of.members[mentioned.id])
    return shown


def scheduled_event(one: ScheduledEvent) -> Json:
    body = one.body
    return {
        "id": str(one.id),
        "guild_id": str(one.guild.id),
        "channel_id": body.get("channel_id"),
        "creator_id": str(one.creator.id),
        "name": body["name"],
        "description": body.get("description"),
        "image": None,
        "scheduled_start_time": body["scheduled_start_time"],
        "scheduled_end_time": body.get("scheduled_end_time"),
        "privacy_level": 2,
        "status": one.status,
        "entity_type": body["entity_type"],
        "entity_id": None,
        "entity_metadata": body.get("entity_metadata"),
        "recurrence_rule": None,
        "user_count": len(one.followers),
        "guild_scheduled_event_exceptions": [],
    }


def gateway_event(one: ScheduledEvent) -> Json:
    shown = scheduled_event(one)
    del shown["guild_scheduled_event_exceptions"]
    return shown


def application(world: World, flags: int) -> Json:
    bot = world.bot
    return {
        "id": str(bot.id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(next(iter(world.guilds.values())).owner) if world.guilds else user(bot),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def moment_of(id_: int) -> str:
    """When something with this id was made."""
    return datetime.fromtimestamp(((id_ >> 22) + 1_420_070_400_000) / 1000).astimezone().isoformat()


def app_permissions(place: Channel, bot: User) -> str:
    return str(place.guild.permissions_of(bot, place) if place.guild else permissions.EVERYONE)
