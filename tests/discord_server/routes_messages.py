"""Messages: post, list, get, edit, delete; typing and reactions."""

from __future__ import annotations

from typing import Any

from tests.discord_server import composing, errors, payloads, permissions
from tests.discord_server.calls import Call, Routes
from tests.discord_server.check_messages import check_message
from tests.discord_server.state import DIRECT, Channel, Message

routes = Routes()

MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"
REACTION = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}"


@routes("POST", MESSAGES)
def post_message(call: Call) -> Any:
    channel = writable(call)
    earlier = call.server.nonces.find(call.bot, call.body)
    if earlier is not None:
        if earlier.deleted:
            raise errors.unknown("Message")
        return payloads.message(earlier)
    check_message(call.body, call.files)
    message = composing.compose(
        call.server.world, channel, call.bot, call.body, files=call.files, reference=_reference(call, channel)
    )
    call.server.publish(message)
    call.server.nonces.remember(message, call.body)
    return payloads.message(message)


def writable(call: Call) -> Channel:
    """The channel of the path, if the bot may write there."""
    channel = call.channel()
    if channel.type == DIRECT:
        if channel.recipient.closed:
            raise errors.closed_messages()
        if not call.server.world.shared_guilds(channel.recipient):
            raise errors.no_shared_guild()
        return channel
    needed = permissions.SEND_MESSAGES_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
    return call.channel(needed)


def _reference(call: Call, channel: Channel) -> Message | None:
    reference = call.body.get("message_reference")
    if not reference:
        return None
    answered = channel.messages.get(int(reference["message_id"]))
    if answered is not None and not answered.deleted:
        call.channel(permissions.READ_MESSAGE_HISTORY)
        return answered
    if reference.get("fail_if_not_exists", True):
        raise errors.invalid("message_reference", "Unknown message", "REPLIES_UNKNOWN_MESSAGE")
    return None


@routes("GET", MESSAGES)
def list_messages(call: Call) -> Any:
    channel = call.channel(permissions.READ_MESSAGE_HISTORY)
    before, after = int(call.query.get("before", 2**63)), int(call.query.get("after", 0))
    found = [message for id_, message in channel.messages.items() if after < id_ < before and not message.deleted]
    newest = found[::-1] if "after" not in call.query else found[: int(call.query.get("limit", 50))][::-1]
    return [payloads.message(message) for message in newest[: int(call.query.get("limit", 50))]]


@routes("GET", MESSAGE)
def get_message(call: Call) -> Any:
    return payloads.message(call.message(call.channel(permissions.READ_MESSAGE_HISTORY)))


@routes("PATCH", MESSAGE)
def edit_message(call: Call) -> Any:
    message = call.message(call.channel())
    if message.author is not call.bot:
        raise errors.others_message()
    check_message(call.body, call.files, edited=message)
    composing.revise(call.server.world, message, call.body, call.files)
    call.server.announce_edit(message)
    return payloads.message(message)


@routes("DELETE", MESSAGE)
def delete_message(call: Call) -> None:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.bot:
        call.channel(permissions.MANAGE_MESSAGES)
    call.server.remove(message)


@routes("POST", "/channels/{channel_id}/messages/bulk-delete")
def bulk_delete(call: Call) -> None:
    channel = call.channel(permissions.MANAGE_MESSAGES)
    for id_ in call.body["messages"]:
        if int(id_) in channel.messages:
            call.server.remove(channel.messages[int(id_)])


@routes("POST", "/channels/{channel_id}/typing")
def typing(call: Call) -> None:
    call.server.typing.append(writable(call))


@routes("PUT", REACTION + "/@me")
def react(call: Call) -> None:
    channel = call.channel(permissions.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    if call.args["emoji_name"] not in message.reactions:
        call.channel(permissions.ADD_REACTIONS)
    call.server.react(call.bot, message, call.args["emoji_name"])


@routes("DELETE", REACTION + "/@me", REACTION + "/{user_id}")
def take_reaction_back(call: Call) -> None:
    channel = call.channel()
    message = call.message(channel)
    giver = call.bot
    if "user_id" in call.args:
        channel = call.channel(permissions.MANAGE_MESSAGES)
        giver = call.server.world.users[call.id("user_id")]
    call.server.unreact(giver, message, call.args["emoji_name"])


@routes("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions", REACTION)
def clear_reactions(call: Call) -> None:
    message = call.message(call.channel(permissions.MANAGE_MESSAGES))
    emoji = call.args.get("emoji_name")
    for each in [emoji] if emoji else list(message.reactions):
        message.reactions.pop(each, None)


@routes("GET", REACTION)
def who_reacted(call: Call) -> Any:
    message = call.message(call.channel(permissions.READ_MESSAGE_HISTORY))
    givers = message.reactions.get(call.args["emoji_name"], set())
    return [payloads.user(call.server.world.users[id_]) for id_ in sorted(givers)]
