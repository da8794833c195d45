"""One person's chat with the bot in the terminal: a line in, a text out. It must not read or write by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.clock import Clock, RehearsalClock
from bot.feed import ScheduleFeed
from bot.reminders.fulfilled import Fulfilled
from bot.reminders.service import ReminderService
from bot.reminders.targets import apart
from bot.reminders.wishes import fulfil
from schedule.answering.answer import Answer, Rest, Target, Turn, Verdict, WishAction
from schedule.answering.paging import left_open, together
from schedule.answering.wording import word
from schedule.models import Session

RECIPIENT = "terminal:me"
_FASTEST = 3600.0  # an hour a second: beyond it reminders come too thick to read

HELP = """\
Ask as an attendee would: when is jeff dean?   what's next   anything about compilers?   remind me before the spotlights
/next [kind]    what comes next            /remind [what]   be reminded of it; alone: your reminders
/now            what is on                 /stop [what]     no reminders of it; alone: none at all
/agenda         the sessions you chose     /speed N         let the clock run N times as fast
/help           this                       /quit            leave"""


@dataclass(slots=True)
class ConsoleChat:
    """Slash commands become the words that a person would have typed, so that there is one way to answer."""

    feed: ScheduleFeed
    reminders: ReminderService
    clock: Clock
    _turn: Turn | None = None

    async def say(self, line: str) -> str | None:
        """The reply to a line; empty for an empty line; None to leave."""
        line = line.strip()
        if not line:
            return ""
        if not line.startswith("/"):
            return await self._ask(line)
        name, _, argument = line[1:].partition(" ")
        if name in {"quit", "exit", "q"}:
            return None
        command = self._commands().get(name)
        if command is None:
            return f"There is no command /{name}; /help lists them all."
        return await command(argument.strip())

    def _commands(self) -> dict[str, Callable[[str], Awaitable[str]]]:
        return {
            "ask": self._ask,
            "next": lambda kind: self._ask(f"what is the next {kind}?" if kind else "what is next?"),
            "now": lambda _: self._ask("what is on now?"),
            "remind": lambda what: self._ask(f"remind me of {what}" if what else "what are my reminders?"),
            "stop": lambda what: self._ask(f"stop reminding me of {what}" if what else "stop reminding me"),
            "agenda": lambda _: self._ask("my agenda"),
            "speed": self._speed,
            "help": self._help,
        }

    async def _ask(self, text: str) -> str:
        now = self.clock.now()
        answer = self.feed.engine.answer(text, now, addressed=True, turn=self._turn)
        parts: list[Answer] = []
        offered: list[Session] = []
        wished: list[Target] = []
        for part in (answer, *answer.further):
            if part.wish is None:
                parts.append(replace(part, further=()))
                continue
            done = await fulfil(part.wish, RECIPIENT, self.reminders, self.feed.schedule, now)
            parts.append(self._shown(replace(done, notes=(*done.notes, *part.notes)), part.intent))
            offered += done.offers
            wished += [wish.target for wish in done.subscriptions]
        if answer.wish is not None and answer.wish.action is WishAction.FORGET:
            self._turn = None
        elif answer.turn is not None:
            self._turn = left_open(answer.turn, together(part.rest for part in parts), offered, wished)
        return "\n".join(filter(None, (word(part, self.feed.schedule, now) for part in parts)))

    def _shown(self, done: Fulfilled, intent: str) -> Answer:
        """What came of a wish; of one's reminders the wishes first, then what they bring."""
        above = [*done.notes, *(["Next:"] if done.notes and done.sessions else [])] if done.subscriptions else []
        below = [*([] if done.subscriptions else done.notes), *([done.last] if done.last else [])]
        return Answer(
            Verdict.FOUND,
            intent,
            "\n".join([done.headline, *above]),
            done.sessions,
            Rest(done.rest),
            apart(done.offers, self.feed.schedule),
            tuple(below),
        )

    async def _speed(self, argument: str) -> str:
        if not isinstance(self.clock, RehearsalClock):
            return "The clock is the real one here; it cannot be sped up."
        try:
            speed = float(argument)
        except ValueError:
            speed = 0.0
        if not 0 < speed <= _FASTEST:
            return f"Say how fast, from 1 to {_FASTEST:.0f}: /speed 60 lets a minute be a second."
        self.clock.run_at(speed)
        return f"The clock now runs {speed:g} times as fast."

    async def _help(self, _: str) -> str:
        return HELP
