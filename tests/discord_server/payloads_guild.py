"""Servers as Discord's JSON: at length, since Discord tells much about a server that no test here is about."""

from __future__ import annotations

from tests.discord_server.payloads import Json, channel, gateway_event, member, role
from tests.discord_server.state import Guild, Member


def guild(one: Guild) -> Json:
    """The server as REST and gateway both show it."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(one.owner.id),
        "application_id": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(each) for each in one.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def rest_guild(one: Guild) -> Json:
    return guild(one) | {"home_header": None, "region": "deprecated", "nsfw": False}


def guild_create(one: Guild, members: list[Member], bot: Member) -> Json:
    """The event; `members` are those whom the intents let a bot see."""
    return guild(one) | {
        "hub_type": None,
        "joined_at": bot.joined_at.isoformat(),
        "large": len(one.members) > 250,
        "member_count": len(one.members),
        "members": [member(each) for each in members],
        "channels": [channel(each) for each in one.channels.values() if not each.is_thread],
        "threads": [channel(each) for each in one.channels.values() if each.is_thread and not each.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "guild_scheduled_events": [gateway_event(each) for each in one.events.values()],
    }
