"""Sends a Reminder to a person or a channel and says what became of it.

Tries once: pacing and trying again are the reminders' service's. Never raises for what Discord or the network
may do at any time.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable
from datetime import timedelta
from typing import Protocol

import discord
from aiohttp import ClientError

from bot.feed import ScheduleFeed
from bot.gateway import refusals
from bot.gateway.announce import show_reminder
from bot.gateway.packing import Shown
from bot.gateway.render import show_text
from bot.reminders.models import Outcome, OutcomeKind, Reminder

PERSON = "discord:"
CHANNEL = "discord-channel:"
_NONCE_LIMIT = 25  # Discord's
_PATIENCE = timedelta(minutes=2)  # discord.py itself waits out short limits and five tries of 5xx


class ChannelIds(Protocol):
    """Keeps each person's direct-message channel, so that a later message is one call instead of two."""

    async def get(self, recipient: str) -> str | None: ...

    async def put(self, recipient: str, channel_id: str) -> None: ...


class DiscordDelivery:
    """Recipients are `discord:<user id>` and `discord-channel:<id>`; references are `<channel id>/<message id>`."""

    def __init__(self, feed: ScheduleFeed, channel_ids: ChannelIds) -> None:
        self._feed = feed
        self._channel_ids = channel_ids
        self._client: discord.Client | None = None

    def attach(self, client: discord.Client) -> None:
        """From here on this logged-in client sends; without one every delivery is to be tried again."""
        self._client = client

    def detach(self) -> None:
        self._client = None

    async def deliver(self, reminder: Reminder) -> Outcome:
        shown = show_reminder(reminder, self._feed.schedule.zone)
        mentions = _only(reminder.roles)
        if reminder.edits is not None:
            return await self._attempt(self._edit(reminder.edits, shown, mentions), nonce=False)
        send = self._send(reminder.recipient, shown, mentions, _nonce(reminder.id))
        return await self._attempt(send, nonce=True)

    async def say(self, recipient: str, text: str, id_: str) -> Outcome:
        """A plain message outside the schedule, as the one that shows whether direct messages arrive."""
        send = self._send(recipient, show_text(text), _only(()), _nonce(id_))
        return await self._attempt(send, nonce=True)

    async def _attempt(self, call: Awaitable[discord.PartialMessage | discord.Message], *, nonce: bool) -> Outcome:
        try:
            async with asyncio.timeout(_PATIENCE.total_seconds()):
                message = await call
        except discord.RateLimited as error:
            return Outcome(OutcomeKind.RETRY, why="too many messages", retry_after=timedelta(seconds=error.retry_after))
        except discord.HTTPException as error:
            return refusals.judge(error, nonce=nonce)
        except (ClientError, OSError, TimeoutError):
            return Outcome(OutcomeKind.RETRY, why="the connection to Discord failed")
        except _NotConnectedError:
            return Outcome(OutcomeKind.RETRY, why="not connected to Discord")
        except _NoAddressError:
            return Outcome(OutcomeKind.REFUSED, why="not an address on Discord")
        return Outcome(OutcomeKind.DELIVERED, reference=f"{message.channel.id}/{message.id}")

    async def _send(
        self, recipient: str, shown: Shown, mentions: discord.AllowedMentions, nonce: str
    ) -> discord.Message:
        if recipient.startswith(CHANNEL):
            channel = self._channel(_number(recipient.removeprefix(CHANNEL)))
            return await _post(channel, shown, mentions, nonce)
        kept = await self._channel_ids.get(recipient)
        if kept is not None:
            try:
                return await _post(self._channel(_number(kept)), shown, mentions, nonce)
            except discord.HTTPException as error:
                # Of another application, if the token was exchanged: this bot has to open its own.
                if error.code not in refusals.NO_SUCH_CHANNEL:
                    raise
        return await _post(await self._open(recipient), shown, mentions, nonce)

    async def _open(self, recipient: str) -> discord.PartialMessageable:
        if not recipient.startswith(PERSON):
            raise _NoAddressError
        user = discord.Object(_number(recipient.removeprefix(PERSON)))
        channel = await self._connected().create_dm(user)
        await self._channel_ids.put(recipient, str(channel.id))
        return self._channel(channel.id)

    async def _edit(
        self, reference: str, shown: Shown, mentions: discord.AllowedMentions
    ) -> discord.PartialMessage | discord.Message:
        channel_id, _, message_id = reference.partition("/")
        message = self._channel(_number(channel_id)).get_partial_message(_number(message_id))
        return await message.edit(content=shown.content, embeds=list(shown.embeds), allowed_mentions=mentions)

    def _channel(self, id_: int) -> discord.PartialMessageable:
        return self._connected().get_partial_messageable(id_)

    def _connected(self) -> discord.Client:
        if self._client is None or self._client.is_closed():
            raise _NotConnectedError
        return self._client


class _NotConnectedError(Exception):
    """No client yet, or no more."""


class _NoAddressError(Exception):
    """A recipient or a reference of another adapter."""


def recipient_of(user: discord.abc.Snowflake) -> str:
    return f"{PERSON}{user.id}"


async def _post(
    channel: discord.PartialMessageable, shown: Shown, mentions: discord.AllowedMentions, nonce: str
) -> discord.Message:
    return await channel.send(shown.content, embeds=list(shown.embeds), nonce=nonce, allowed_mentions=mentions)


def _only(roles: tuple[str, ...]) -> discord.AllowedMentions:
    return discord.AllowedMentions(
        everyone=False, users=False, replied_user=False, roles=[discord.Object(int(role)) for role in roles]
    )


def _nonce(id_: str) -> str:
    """The same for every attempt at one message, so that Discord sends it once."""
    return id_ if len(id_) <= _NONCE_LIMIT else hashlib.sha256(id_.encode()).hexdigest()[:_NONCE_LIMIT]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _NoAddressError
    return int(text)
