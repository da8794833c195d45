"""A person's wish, from chat or a command: carried out, confirmed, and the trouble said if messages cannot arrive.

What is promised is the reminders' service's; here is only what it takes on Discord.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui

from bot.feed import ScheduleFeed
from bot.gateway.addresses import recipient_of
from bot.gateway.buttons import MentionButton, view_of
from bot.gateway.delivery import DiscordDelivery
from bot.gateway.packing import Shown
from bot.gateway.render import show_text
from bot.reminders.fulfilled import Fulfilled
from bot.reminders.models import OutcomeKind
from bot.reminders.service import ReminderService
from bot.reminders.wishes import fulfil
from schedule.answering.answer import Wish, WishAction
from schedule.answering.conversation import Conversations

WENT_ON = "Your reminders had stopped because my messages did not reach you; they go on now."
_CLOSED = "I cannot send you a direct message ({why}), so your reminders will not reach you."
_OPEN_THEM = "Allow direct messages in this server's privacy settings, then ask me again."
_OR_CHANNEL = "Or let me mention you in the channel instead."


@dataclass(frozen=True, slots=True)
class Granted:
    done: Fulfilled
    first: bool  # of this person: now see that messages arrive


@dataclass(frozen=True, slots=True)
class Trouble:
    shown: Shown
    view: ui.View | None


@dataclass(frozen=True, slots=True)
class Wishing:
    """Holds what a wish needs; keeps nothing of anyone."""

    feed: ScheduleFeed
    reminders: ReminderService
    delivery: DiscordDelivery
    conversations: Conversations

    async def grant(self, wish: Wish, user: discord.abc.Snowflake, now: datetime, *, once: bool = False) -> Granted:
        recipient = recipient_of(user)
        first = wish.action is WishAction.REMIND and not await self.reminders.subscriptions(recipient)
        done = await fulfil(wish, recipient, self.reminders, self.feed.schedule, now, once=once)
        if wish.action is WishAction.FORGET:
            self.conversations.forget(str(user.id))
        return Granted(done, first and bool(done.confirmations))

    async def back(self, user: discord.abc.Snowflake, now: datetime) -> str | None:
        """A sentence for somebody whose reminders had stopped, and who is heard of again."""
        return WENT_ON if await self.reminders.welcome_back(recipient_of(user), now) else None

    async def trouble(self, user: discord.abc.Snowflake) -> Trouble | None:
        """Sends the first direct message; what to tell the person where it is refused."""
        outcome = await self.reminders.welcome(recipient_of(user))
        if outcome.kind is not OutcomeKind.REFUSED:
            return None
        closed = _CLOSED.format(why=outcome.why)
        if self.reminders.settings.fallback is None:
            return Trouble(show_text(closed, _OPEN_THEM), None)
        return Trouble(show_text(closed, _OPEN_THEM, _OR_CHANNEL), view_of(MentionButton()))

    async def heard_directly(self, user: discord.abc.Snowflake, channel_id: int) -> None:
        """The first wish came by direct message, so that no first message is needed."""
        await self.delivery.know_channel(recipient_of(user), channel_id)

    async def mention_in_channel(self, user: discord.abc.Snowflake, now: datetime) -> str:
        """The person agrees to it; what to tell them."""
        if await self.reminders.agree_to_channel(recipient_of(user), now):
            return "Agreed: I will mention you in the channel whenever my direct messages do not reach you."
        return "There is no channel for that on this server."
