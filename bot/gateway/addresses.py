"""The opaque texts by which the rest of the bot knows people, channels and messages of Discord."""

from __future__ import annotations

import discord

_PERSON = "discord:"
_CHANNEL = "discord-channel:"


class NoAddressError(Exception):
    """A text of another adapter, or no address at all."""


def recipient_of(user: discord.abc.Snowflake) -> str:
    return f"{_PERSON}{user.id}"


def is_channel(recipient: str) -> bool:
    return recipient.startswith(_CHANNEL)


def channel_id(recipient: str) -> int:
    return _number(recipient, _CHANNEL)


def user_id(recipient: str) -> int:
    return _number(recipient, _PERSON)


def message_reference(message: discord.Message | discord.PartialMessage) -> str:
    return f"{message.channel.id}/{message.id}"


def message_ids(reference: str) -> tuple[int, int]:
    """The channel's id and the message's."""
    channel, _, message = reference.partition("/")
    return number(channel), number(message)


def number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NoAddressError(text)
    return int(text)


def _number(recipient: str, prefix: str) -> int:
    if not recipient.startswith(prefix):
        raise NoAddressError(recipient)
    return number(recipient.removeprefix(prefix))
