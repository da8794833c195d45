"""The bot's account, users, direct messages, channels and threads."""

from __future__ import annotations

from typing import Any

from tests.discord_server import errors, payloads, permissions
from tests.discord_server.calls import Call, Reply, Routes
from tests.discord_server.state import FORUM, PRIVATE_THREAD, PUBLIC_THREAD, Channel, Message

routes = Routes()


@routes("GET", "/users/@me")
def own_user(call: Call) -> Any:
    return payloads.own_user(call.bot)


@routes("GET", "/oauth2/applications/@me", "/applications/@me")
def application(call: Call) -> Any:
    return payloads.application(call.server.world, call.server.application_flags)


@routes("GET", "/gateway/bot")
def gateway(call: Call) -> Any:
    start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.server.gateway_url, "shards": 1, "session_start_limit": start}


@routes("GET", "/users/{user_id}")
def user(call: Call) -> Any:
    found = call.server.world.users.get(call.id("user_id"))
    if found is None:
        raise errors.unknown("User")
    return payloads.user(found)


@routes("POST", "/users/@me/channels")
def open_direct_channel(call: Call) -> Any:
    found = call.server.person(int(call.body["recipient_id"]))
    if found is None:
        raise errors.unknown("User")
    if found.bot:
        raise errors.closed_messages()
    return payloads.channel(call.server.world.direct_channel(found))


@routes("GET", "/channels/{channel_id}")
def channel(call: Call) -> Any:
    return payloads.channel(call.channel())


@routes("PATCH", "/channels/{channel_id}")
def edit_channel(call: Call) -> Any:
    changed = call.channel()
    call.channel(permissions.MANAGE_THREADS if changed.is_thread else permissions.MANAGE_CHANNELS)
    changed.name = call.body.get("name", changed.name)
    changed.topic = call.body.get("topic", changed.topic)
    changed.archived = call.body.get("archived", changed.archived)
    call.server.dispatch_channel("THREAD_UPDATE" if changed.is_thread else "CHANNEL_UPDATE", changed)
    return payloads.channel(changed)


@routes("DELETE", "/channels/{channel_id}")
def delete_channel(call: Call) -> Any:
    gone = call.channel()
    call.channel(permissions.MANAGE_THREADS if gone.is_thread else permissions.MANAGE_CHANNELS)
    call.server.remove_channel(gone)
    return payloads.channel(gone)


@routes("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def open_thread_at_message(call: Call) -> Any:
    parent = call.channel(permissions.CREATE_PUBLIC_THREADS)
    message = call.message(parent)
    if message.id in call.server.world.channels:
        raise errors.Refusal(400, 160004, "A thread has already been created for this message")
    return Reply(201, payloads.channel(_open_thread(call, parent, PUBLIC_THREAD, message)))


@routes("POST", "/channels/{channel_id}/threads")
def open_thread(call: Call) -> Any:
    parent = call.channel(permissions.CREATE_PUBLIC_THREADS)
    type_ = PUBLIC_THREAD if parent.type == FORUM else call.body.get("type") or PRIVATE_THREAD
    return Reply(201, payloads.channel(_open_thread(call, parent, type_, None)))


def _open_thread(call: Call, parent: Channel, type_: int, message: Message | None) -> Channel:
    # A thread that hangs on a message has that message's id.
    thread = call.server.world.add_channel(
        parent.guild,
        call.body["name"],
        type_=type_,
        parent=parent,
        owner=call.bot,
        id_=message.id if message else None,
    )
    call.server.dispatch_channel("THREAD_CREATE", thread, newly_created=True)
    return thread


@routes("PUT", "/channels/{channel_id}/thread-members/@me")
def join_thread(call: Call) -> None:
    call.channel()


@routes("DELETE", "/channels/{channel_id}/thread-members/@me")
def leave_thread(call: Call) -> None:
    call.channel()
