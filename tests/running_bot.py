"""The whole bot as it runs on Discord, but on a clock that a test moves and with ticks that a test makes."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.config import Config
from bot.feed import ScheduleFeed
from bot.gateway.client import ConferenceBot, Services
from bot.gateway.delivery import DiscordDelivery
from bot.reminders.models import Ticked
from bot.reminders.pace import Pace
from bot.reminders.service import ReminderService
from bot.runtime import KeptChannels, reminder_settings
from bot.storage import open_store
from schedule import Schedule
from schedule.answering.conversation import Conversations
from tests.discord_server import DiscordServer, connected
from tests.settable_clock import SettableClock


class Hallway:
    """Starts and ends as often as a test likes; what it must remember lies in the database at `database`."""

    def __init__(
        self,
        server: DiscordServer,
        schedule: Schedule,
        clock: SettableClock,
        database: Path,
        config: Config,
        *,
        listens: bool = True,
    ) -> None:
        self.server = server
        self.clock = clock
        self._schedule = schedule
        self._database = database
        self._config = config
        self._listens = listens
        self._open = AsyncExitStack()
        self.feed: ScheduleFeed
        self.reminders: ReminderService

    async def start(self) -> None:
        store = await open_store(f"sqlite+aiosqlite:///{self._database}")
        self._open.push_async_callback(store.close)
        self.feed = ScheduleFeed(lambda: self._schedule)
        await self.feed.refresh(self.clock.now())
        pace = Pace()
        delivery = DiscordDelivery(self.feed, KeptChannels(store.people), pace)
        self.reminders = ReminderService(store, delivery, reminder_settings(self._config), pace=pace)
        self.feed.on_change(self.reminders.schedule_changed)
        await self.reminders.schedule_changed(None, self.feed.schedule, self.clock.now())
        services = Services(self.feed, self.reminders, self.clock, self._config, Conversations(), delivery)
        self.bot = ConferenceBot(services, listens=self._listens)
        self.bot._connection.guild_ready_timeout = 0.0  # it waits 2 s for further servers, which nobody has here
        await self._open.enter_async_context(connected(self.bot, self.server))

    async def stop(self) -> None:
        await self._open.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def tick_at(self, moment: datetime) -> Ticked:
        """The clock reaches `moment`, and the alarm rings."""
        self.clock.set(moment)
        return await self.reminders.tick(moment)

    async def play(self, end: datetime, step: timedelta = timedelta(minutes=1)) -> None:
        """Ticks until `end`, as the alarm does on a quiet day."""
        while self.clock.now() < end:
            await self.tick_at(self.clock.now() + step)

    async def change(self, schedule: Schedule) -> None:
        """The schedule's file changes."""
        self._schedule = schedule
        await self.feed.refresh(self.clock.now())

    async def heard(self) -> None:
        """Returns once the bot has taken in all that was said, and everything that needs no waiting is done."""
        await self.server.gateway.caught_up()
        for _ in range(20):
            await asyncio.sleep(0)


def changed(schedule: Schedule, title: str, /, **fields: Any) -> Schedule:
    """The same schedule with another state of the sessions of that title, as if it had been read anew."""
    sessions = tuple(
        session.model_copy(update=fields) if session.title == title else session for session in schedule.sessions
    )
    return Schedule(title=schedule.title, timezone=schedule.timezone, sessions=sessions)


def titles(text: str) -> list[str]:
    """The bold names in what Discord was sent, as a reader sees them."""
    return [re.sub(r"\\(.)", r"\1", bold) for bold in re.findall(r"\*\*((?:\\.|[^*\\])+)\*\*", text)]


def moments(text: str) -> list[datetime]:
    """The starts shown by full stamps, each on the reader's own clock."""
    return [datetime.fromtimestamp(int(stamp), UTC) for stamp in re.findall(r"<t:(\d+):F>", text)]
