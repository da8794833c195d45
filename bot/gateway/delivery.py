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

from bot.feed import ScheduleFeed
from bot.gateway import addresses, refusals
from bot.gateway.announce import show_reminder
from bot.gateway.faults import BROKEN_CONNECTION
from bot.gateway.packing import Shown
from bot.reminders.models import Outcome, OutcomeKind, Reminder
from bot.reminders.pace import Pace

_NONCE_LIMIT = 25  # Discord's
_LAST_WORDS = timedelta(seconds=5)
# discord.py itself waits out short limits and some faults; whoever waits for it hears before the reminder's lease ends.
_PATIENCE = timedelta(seconds=45)


class ChannelIds(Protocol):
    """Keeps the id of each person's direct-message channel, so that a later message is one call instead of two."""

    async def get(self, recipient: str) -> str | None: ...

    async def put(self, recipient: str, channel_id: str) -> None: ...


class DiscordDelivery:
    """Recipients are `discord:<user id>` and `discord-channel:<id>`; references are `<channel id>/<message id>`.

    `pace`: the one of the reminders' service, which waits for the first call of a delivery; a second one waits here.
    """

    def __init__(self, feed: ScheduleFeed, channel_ids: ChannelIds, pace: Pace | None = None) -> None:
        self._feed = feed
        self._channel_ids = channel_ids
        self._pace = pace
        self._client: discord.Client | None = None
        self._under_way: set[asyncio.Task[Outcome]] = set()

    def attach(self, client: discord.Client) -> None:
        """From here on this logged-in client sends; without one every delivery is to be tried again."""
        self._client = client

    async def detach(self) -> None:
        """Nothing is sent from here on; what is under way gets a few seconds to arrive, and so to be noted as sent."""
        self._client = None
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_LAST_WORDS.total_seconds())

    async def deliver(self, reminder: Reminder) -> Outcome:
        # A task of its own, which nobody interrupts: discord.py holds all requests back while one of them waits out
        # a global limit, and for good where that one is cancelled. What arrives late has the nonce of the next try.
        attempt = asyncio.create_task(self._delivered(reminder))
        self._under_way.add(attempt)
        attempt.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait((attempt,), timeout=_PATIENCE.total_seconds())
        return attempt.result() if done else Outcome(OutcomeKind.RETRY, why="no answer from Discord in time")

    async def _delivered(self, reminder: Reminder) -> Outcome:
        try:
            return await _attempt(self._deliver(reminder), nonce=reminder.edits is None)
        except RuntimeError:
            # What aiohttp says of a client that was closed while discord.py waited for its next try.
            if self._client is None or self._client.is_closed():
                return Outcome(OutcomeKind.RETRY, why="not connected to Discord")
            raise

    async def know_channel(self, recipient: str, channel_id: int) -> None:
        """Where a person writes to the bot, they can be written to: nothing has to be opened later."""
        await self._channel_ids.put(recipient, str(channel_id))

    async def _deliver(self, reminder: Reminder) -> str:
        shown = show_reminder(reminder, self._feed.schedule.zone)
        if reminder.edits is not None:
            # An edit mentions nobody anew.
            return await self._edit(reminder.edits, shown)
        mentions = _only(roles=reminder.roles, person=reminder.mention)
        return await self._send(reminder.recipient, shown, mentions, _nonce(reminder.id))

    async def _send(self, recipient: str, shown: Shown, mentions: discord.AllowedMentions, nonce: str) -> str:
        if addresses.is_channel(recipient):
            return await _post(self._channel(addresses.channel_id(recipient)), shown, mentions, nonce)
        kept = await self._channel_ids.get(recipient)
        if kept is not None:
            try:
                return await _post(self._channel(addresses.number(kept)), shown, mentions, nonce)
            except discord.HTTPException as error:
                # Of another application, if the token was exchanged: this bot has to open its own.
                if error.code not in refusals.NO_SUCH_CHANNEL:
                    raise
        return await _post(await self._open(recipient), shown, mentions, nonce)

    async def _open(self, recipient: str) -> discord.PartialMessageable:
        person = discord.Object(addresses.user_id(recipient))
        channel = await self._connected().create_dm(person)
        await self._channel_ids.put(recipient, str(channel.id))
        if self._pace is not None:
            await self._pace.take()
        return self._channel(channel.id)

    async def _edit(self, reference: str, shown: Shown) -> str:
        channel_id, message_id = addresses.message_ids(reference)
        message = self._channel(channel_id).get_partial_message(message_id)
        await message.edit(content=shown.content, embeds=list(shown.embeds), allowed_mentions=_only())
        return reference

    def _channel(self, id_: int) -> discord.PartialMessageable:
        return self._connected().get_partial_messageable(id_)

    def _connected(self) -> discord.Client:
        if self._client is None or self._client.is_closed():
            raise _NotConnectedError
        return self._client


class _NotConnectedError(Exception):
    """No client yet, or no more."""


async def _attempt(call: Awaitable[str], *, nonce: bool) -> Outcome:
    try:
        reference = await call
    except discord.RateLimited as error:
        after = timedelta(seconds=error.retry_after)
        return Outcome(OutcomeKind.RETRY, why="too many messages", retry_after=after, invalid=1)
    except discord.HTTPException as error:
        return refusals.judge(error, nonce=nonce)
    except BROKEN_CONNECTION:
        return Outcome(OutcomeKind.RETRY, why="the connection to Discord failed")
    except _NotConnectedError:
        return Outcome(OutcomeKind.RETRY, why="not connected to Discord")
    except addresses.NoAddressError:
        return Outcome(OutcomeKind.REFUSED, why="not an address on Discord")
    return Outcome(OutcomeKind.DELIVERED, reference=reference)


async def _post(
    channel: discord.PartialMessageable, shown: Shown, mentions: discord.AllowedMentions, nonce: str
) -> str:
    message = await channel.send(shown.content, embeds=list(shown.embeds), nonce=nonce, allowed_mentions=mentions)
    return addresses.message_reference(message)


def _only(*, roles: tuple[str, ...] = (), person: str | None = None) -> discord.AllowedMentions:
    people = [discord.Object(addresses.user_id(person))] if person is not None else []
    return discord.AllowedMentions(
        everyone=False,
        users=people,
        roles=[discord.Object(addresses.number(role)) for role in roles],
        replied_user=False,
    )


def _nonce(id_: str) -> str:
    """The same for every attempt at one message, so that Discord sends it once."""
    return id_ if len(id_) <= _NONCE_LIMIT else hashlib.sha256(id_.encode()).hexdigest()[:_NONCE_LIMIT]
