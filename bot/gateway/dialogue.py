"""What the bot says to a question, wherever it was asked: in chat, by a command, addressed or not.

One way for all of them, so that they cannot drift apart. Sends nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui

from bot.clock import Clock
from bot.feed import ScheduleFeed
from bot.gateway.buttons import remind_button
from bot.gateway.packing import Shown, pack
from bot.gateway.render import answer_lines
from bot.gateway.wishing import Wishing
from schedule.answering.answer import Answer, Turn
from schedule.answering.conversation import Conversations
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


@dataclass(frozen=True, slots=True)
class Dialogue:
    feed: ScheduleFeed
    clock: Clock
    conversations: Conversations
    wishing: Wishing

    async def hear(self, text: str, asker: Asker, *, addressed: bool = True) -> Reply | None:
        """None: better say nothing."""
        engine = self.feed.engine
        return await self._reply(asker, lambda now, turn: engine.answer(text, now, addressed=addressed, turn=turn))

    async def resolve(self, question: Question, asker: Asker) -> Reply | None:
        """The answer to a command's question: nothing said before changes it, but what follows may refer to it."""
        engine = self.feed.engine
        return await self._reply(asker, lambda now, _: engine.resolve(question, now))

    async def _reply(self, asker: Asker, ask: Callable[[datetime, Turn | None], Answer]) -> Reply | None:
        now = self.clock.now()
        answer = ask(now, self.conversations.turn(asker.conversation, now))
        if not answer.replied:
            return None
        if answer.turn is not None:
            self.conversations.keep(asker.conversation, answer.turn)
        lines: list[str] = []
        first_wish = False
        for part in (answer, *answer.further):
            if part.wish is None:
                lines += answer_lines(part, self.feed.schedule)
                continue
            granted = await self.wishing.grant(part.wish, asker.user, now)
            lines += granted.lines
            first_wish = first_wish or granted.first
        if (back := await self.wishing.back(asker.user, now)) is not None:
            lines.append(back)
        more = sum(part.more for part in (answer, *answer.further))
        return Reply(pack(lines, more=more), _button(answer, now), first_wish)


def _button(answer: Answer, now: datetime) -> ui.View | None:
    """Under an answer about one session to come."""
    if answer.wish is not None or answer.further or len(answer.sessions) != 1:
        return None
    session = answer.sessions[0]
    comes = session.starts_at is not None and session.starts_at > now and not session.cancelled
    return remind_button(session.id) if comes else None
