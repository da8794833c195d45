"""Servers: channels, roles, members, scheduled events."""

from __future__ import annotations

from typing import Any

from tests.discord_server import errors, payloads, payloads_guild, permissions
from tests.discord_server.calls import Call, Reply, Routes
from tests.discord_server.check_commands import check_scheduled_event
from tests.discord_server.state import ScheduledEvent

routes = Routes()

EVENTS = "/guilds/{guild_id}/scheduled-events"
EVENT = EVENTS + "/{guild_scheduled_event_id}"
MEMBER = "/guilds/{guild_id}/members/{user_id}"
MEMBER_ROLE = MEMBER + "/roles/{role_id}"


@routes("GET", "/guilds/{guild_id}")
def guild(call: Call) -> Any:
    return payloads_guild.rest_guild(call.guild())


@routes("GET", "/guilds/{guild_id}/channels")
def channels(call: Call) -> Any:
    return [payloads.channel(each) for each in call.guild().channels.values() if not each.is_thread]


@routes("POST", "/guilds/{guild_id}/channels")
def create_channel(call: Call) -> Any:
    guild_of = call.guild()
    call.need(guild_of, permissions.MANAGE_CHANNELS)
    created = call.server.world.add_channel(guild_of, call.body["name"], type_=call.body.get("type") or 0)
    created.topic = call.body.get("topic")
    call.server.dispatch_channel("CHANNEL_CREATE", created)
    return Reply(201, payloads.channel(created))


@routes("GET", "/guilds/{guild_id}/roles")
def roles(call: Call) -> Any:
    return [payloads.role(each) for each in call.guild().roles.values()]


@routes("POST", "/guilds/{guild_id}/roles")
def create_role(call: Call) -> Any:
    guild_of = call.guild()
    call.need(guild_of, permissions.MANAGE_ROLES)
    details = {"permissions": int(call.body.get("permissions") or 0), "mentionable": bool(call.body.get("mentionable"))}
    created = call.server.world.add_role(guild_of, call.body.get("name") or "new role", **details)
    data = {"guild_id": str(guild_of.id), "role": payloads.role(created)}
    call.server.dispatch("GUILD_ROLE_CREATE", data)
    return payloads.role(created)


@routes("PATCH", "/guilds/{guild_id}/roles/{role_id}")
def edit_role(call: Call) -> Any:
    guild_of = call.guild()
    call.need(guild_of, permissions.MANAGE_ROLES)
    role = guild_of.roles.get(call.id("role_id"))
    if role is None:
        raise errors.unknown("Role")
    role.name = call.body.get("name", role.name)
    role.mentionable = call.body.get("mentionable", role.mentionable)
    call.server.dispatch("GUILD_ROLE_UPDATE", {"guild_id": str(guild_of.id), "role": payloads.role(role)})
    return payloads.role(role)


@routes("DELETE", "/guilds/{guild_id}/roles/{role_id}")
def delete_role(call: Call) -> None:
    guild_of = call.guild()
    call.need(guild_of, permissions.MANAGE_ROLES)
    role = guild_of.roles.pop(call.id("role_id"), None)
    if role is None:
        raise errors.unknown("Role")
    for member in guild_of.members.values():
        member.roles.discard(role.id)
    call.server.dispatch("GUILD_ROLE_DELETE", {"guild_id": str(guild_of.id), "role_id": str(role.id)})


@routes("GET", "/guilds/{guild_id}/members")
def members(call: Call) -> Any:
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
    known = sorted(call.guild().members.items())
    return [payloads.member(member) for id_, member in known if id_ > after][:limit]


@routes("GET", MEMBER)
def member(call: Call) -> Any:
    return payloads.member(call.member())


@routes("PUT", MEMBER_ROLE)
def give_role(call: Call) -> None:
    _role_of(call, "add")


@routes("DELETE", MEMBER_ROLE)
def take_role(call: Call) -> None:
    _role_of(call, "discard")


def _role_of(call: Call, change: str) -> None:
    guild_of, changed = call.guild(), call.member()
    call.need(guild_of, permissions.MANAGE_ROLES)
    role = guild_of.roles.get(call.id("role_id"))
    if role is None:
        raise errors.unknown("Role")
    own = guild_of.members[call.bot.id]
    if role.managed or role.position >= max((guild_of.roles[id_].position for id_ in own.roles), default=0):
        raise errors.missing_permissions()
    getattr(changed.roles, change)(role.id)
    call.server.dispatch_member("GUILD_MEMBER_UPDATE", guild_of, changed)


@routes("GET", EVENTS)
def scheduled_events(call: Call) -> Any:
    return [payloads.scheduled_event(each) for each in call.guild().events.values()]


@routes("POST", EVENTS)
def create_scheduled_event(call: Call) -> Any:
    guild_of = call.guild()
    call.need(guild_of, permissions.CREATE_EVENTS)
    if len([each for each in guild_of.events.values() if each.status in (1, 2)]) >= 100:
        raise errors.Refusal(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)")
    check_scheduled_event(call.body, call.server.now())
    created = ScheduledEvent(call.server.world.new_id(), guild_of, call.bot, dict(call.body))
    guild_of.events[created.id] = created
    call.server.dispatch("GUILD_SCHEDULED_EVENT_CREATE", payloads.gateway_event(created))
    return payloads.scheduled_event(created)


@routes("GET", EVENT)
def scheduled_event(call: Call) -> Any:
    return payloads.scheduled_event(_event(call))


@routes("PATCH", EVENT)
def edit_scheduled_event(call: Call) -> Any:
    changed = _event(call)
    call.need(changed.guild, permissions.MANAGE_EVENTS)
    status = call.body.get("status")
    if status is None:
        check_scheduled_event(changed.body | call.body, call.server.now())
    changed.body |= call.body
    changed.status = status or changed.status
    call.server.dispatch("GUILD_SCHEDULED_EVENT_UPDATE", payloads.gateway_event(changed))
    return payloads.scheduled_event(changed)


@routes("DELETE", EVENT)
def delete_scheduled_event(call: Call) -> None:
    gone = _event(call)
    call.need(gone.guild, permissions.MANAGE_EVENTS)
    del gone.guild.events[gone.id]
    call.server.dispatch("GUILD_SCHEDULED_EVENT_DELETE", payloads.gateway_event(gone))


@routes("GET", EVENT + "/users")
def scheduled_event_users(call: Call) -> Any:
    event = _event(call)
    users = call.server.world.users
    return [
        {
            "guild_scheduled_event_id": str(event.id),
            "user_id": str(id_),
            "user": payloads.user(users[id_]),
            "response": 1,
        }
        for id_ in sorted(event.followers)
    ]


def _event(call: Call) -> ScheduledEvent:
    found = call.guild().events.get(call.id("guild_scheduled_event_id"))
    if found is None:
        raise errors.unknown("Guild Scheduled Event")
    return found
