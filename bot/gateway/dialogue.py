"""What the bot says to a question, wherever it was asked: in chat, by a command, addressed or not.

One way for all of them, so that they cannot drift apart. Sends nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import discord
from discord import ui

from bot.clock import Clock
from bot.feed import ScheduleFeed
from bot.gateway.buttons import remind_button
from bot.gateway.packing import Shown
from bot.gateway.render import Part, show_parts
from bot.gateway.wishing import Wishing
from bot.reminders.fulfilled import Fulfilled
from schedule.answering.answer import Answer, Rest, Turn, WishAction
from schedule.answering.conversation import Conversations
from schedule.answering.paging import left_open
from schedule.answering.question import Question


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, and where: what was said before counts only there and only for them."""

    user: discord.abc.Snowflake
    channel_id: int

    @property
    def conversation(self) -> str:
        return f"discord:{self.channel_id}:{self.user.id}"


@dataclass(frozen=True, slots=True)
class Reply:
    shown: Shown
    view: ui.View | None = None
    first_wish: bool = False  # now see that direct messages arrive


Allowed = Callable[[datetime], bool]


def _always(_: datetime) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Dialogue:
    feed: ScheduleFeed
    clock: Clock
    conversations: Conversations
    wishing: Wishing

    async def hear(self, text: str, asker: Asker, *, unasked: Allowed | None = None) -> Reply | None:
        """None: better say nothing. `unasked`: the bot was not addressed, and this says whether it may answer now."""
        answer = partial(self.feed.engine.answer, text, addressed=unasked is None)
        return await self._reply(asker, lambda now, turn: answer(now, turn=turn), unasked or _always)

    async def resolve(self, question: Question, asker: Asker) -> Reply | None:
        """The answer to a command's question: nothing said before changes it, but what follows may refer to it."""
        engine = self.feed.engine
        return await self._reply(asker, lambda now, _: engine.resolve(question, now), _always)

    async def _reply(
        self, asker: Asker, ask: Callable[[datetime, Turn | None], Answer], allowed: Allowed
    ) -> Reply | None:
        now = self.clock.now()
        answer = ask(now, self.conversations.turn(asker.conversation, now))
        # Asked before anything is done or kept: what was never said is no part of the conversation.
        if not answer.replied or not allowed(now):
            return None
        parts: list[Part] = []
        first_wish = False
        for part in (answer, *answer.further):
            if part.wish is None:
                parts.append(part)
                continue
            granted = await self.wishing.grant(part.wish, asker.user, now)
            parts.append(replace(granted.done, notes=(*granted.done.notes, *part.notes)))
            first_wish = first_wish or granted.first
        back = await self.wishing.back(asker.user, now)
        shown, rest = show_parts(parts, self.feed.schedule, *([back] if back else []))
        self._keep(asker, answer, rest, [part for part in parts if isinstance(part, Fulfilled)])
        return Reply(shown, _button(answer, now), first_wish)

    def _keep(self, asker: Asker, answer: Answer, rest: Rest, done: Sequence[Fulfilled]) -> None:
        """What the next message may refer to; of those who are forgotten, nothing."""
        if answer.turn is not None and not (answer.wish is not None and answer.wish.action is WishAction.FORGET):
            offered = [session for one in done for session in one.offers]
            wished = [wish.target for one in done for wish in one.subscriptions]
            self.conversations.keep(asker.conversation, left_open(answer.turn, rest, offered, wished))


def _button(answer: Answer, now: datetime) -> ui.View | None:
    """Under an answer about one session to come."""
    if answer.wish is not None or answer.further or len(answer.sessions) != 1:
        return None
    session = answer.sessions[0]
    comes = session.starts_at is not None and session.starts_at > now and not session.cancelled
    return remind_button(session.id) if comes else None
