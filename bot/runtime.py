"""Puts the parts together and runs them: on Discord, or as a rehearsal in the terminal.

The composition root: it builds, passes down, and closes in reverse. No part builds another.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.alarm import Alarm
from bot.clock import Clock, RehearsalClock, SystemClock
from bot.config import Config, ScheduleConfig, StorageConfig
from bot.console.chat import ConsoleChat
from bot.console.delivery import TerminalDelivery
from bot.console.screen import open_screen
from bot.console.talk import talk
from bot.feed import Address, LastGood, ScheduleFeed
from bot.lasting import lasting_engine
from bot.reminders.models import Delivery, Notices, Settings
from bot.reminders.pace import PER_SECOND, Pace
from bot.reminders.service import ReminderService
from bot.reminders.store import People, Store
from bot.sources import load_source
from bot.storage import open_store
from schedule import Context, Schedule, read
from schedule.answering.conversation import Conversations
from schedule.answering.engine import Engine

log = logging.getLogger(__name__)

_TICK = timedelta(seconds=15)


@asynccontextmanager
async def opened(
    config: Config, clock: Clock, *, accept_losses: bool = False
) -> AsyncIterator[tuple[ScheduleFeed, Store]]:
    """The schedule as first read, and the store. Raises ScheduleError and ConfigError.

    `accept_losses`: much of the programme that an earlier run knew may be gone, on purpose.
    """
    store = await open_store(config.storage.url)
    try:
        feed = open_feed(config.schedule, store.last_good, build=lasting_engine)
        await feed.refresh(clock.now(), accept_losses=accept_losses)
        yield feed, store
    finally:
        await store.close()


@asynccontextmanager
async def reminding(
    feed: ScheduleFeed,
    store: Store,
    delivery: Delivery,
    settings: Settings,
    clock: Clock,
    *,
    tick: timedelta = _TICK,
    pace: Pace | None = None,
) -> AsyncIterator[ReminderService]:
    """Until the block ends, the schedule is watched and whoever asked is reminded."""
    reminders = ReminderService(store, delivery, settings, pace=pace)
    feed.on_change(reminders.schedule_changed)
    await reminders.schedule_changed(None, feed.schedule, clock.now())
    alarm = Alarm(reminders, clock, tick)
    reminders.sooner = alarm.arm
    alarm.start()
    watching = asyncio.create_task(_watch(feed, clock))
    try:
        yield reminders
    finally:
        watching.cancel()
        await alarm.stop()


def open_feed(
    settings: ScheduleConfig, last_good: LastGood | None = None, *, build: Callable[[Schedule], Engine] = Engine
) -> ScheduleFeed:
    """Nothing is read yet."""
    location = settings.source or ""
    context = Context(day=settings.date, timezone=settings.timezone, title=settings.title)
    origin = f"{location} {settings.date or ''} {settings.timezone or ''}".rstrip()
    if location.lower().startswith(("https://", "http://")):
        return ScheduleFeed(Address(location, context).load, last_good=last_good, origin=origin, build=build)

    def load() -> Schedule:
        return read(load_source(location), context)

    return ScheduleFeed(load, last_good=last_good, origin=origin, path=Path(location), build=build)


def reminder_settings(config: Config) -> Settings:
    notices = config.notices
    channel = f"discord-channel:{notices.channel}" if notices.channel else None
    return Settings(
        leads=config.reminders.leads,
        fallback=channel,
        notices=Notices(
            channel=channel,
            lead=timedelta(minutes=notices.lead_minutes),
            rooms={name: f"discord-channel:{id_}" for name, id_ in notices.rooms.items()},
            roles={name: str(id_) for name, id_ in notices.roles.items()},
        ),
    )


async def run_discord(config: Config, token: str, *, accept_losses: bool = False) -> None:
    """Connects and stays until it is told to end. Raises ConfigError for a token that Discord refuses."""
    # discord.py takes a second to load, which the terminal never needs.
    from bot.gateway.client import Services, run  # noqa: PLC0415
    from bot.gateway.delivery import DiscordDelivery  # noqa: PLC0415

    _end_on_terminate()
    clock, pace = SystemClock(), Pace(PER_SECOND / config.storage.processes)
    async with opened(config, clock, accept_losses=accept_losses) as (feed, store):
        delivery = DiscordDelivery(feed, KeptChannels(store.people), pace)
        async with reminding(feed, store, delivery, reminder_settings(config), clock, pace=pace) as reminders:
            await run(Services(feed, reminders, clock, config, Conversations(), delivery), token)


async def run_terminal(config: Config, start: datetime | None, speed: float) -> None:
    """A rehearsal that begins at `start`, or shortly before the first session; nothing of it is kept."""
    clock = RehearsalClock(start or SystemClock().now(), speed)
    rehearsed = config.model_copy(update={"storage": StorageConfig(url="sqlite+aiosqlite://")})
    async with opened(rehearsed, clock) as (feed, store):
        if start is None and feed.schedule.timed:
            clock.set(_shortly_before(feed.schedule))
        screen = open_screen(lambda: f"{clock.now().astimezone(feed.schedule.zone):%H:%M} > ")
        delivery = TerminalDelivery(feed, clock, screen)
        tick = timedelta(seconds=0.5)
        async with reminding(feed, store, delivery, reminder_settings(config), clock, tick=tick) as reminders:
            await talk(ConsoleChat(feed, reminders, clock), screen)


class KeptChannels:
    """Each person's direct-message channel, kept with what else is known of reaching them."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def get(self, recipient: str) -> str | None:
        return await self._people.address(recipient)

    async def put(self, recipient: str, channel_id: str) -> None:
        await self._people.set_address(recipient, channel_id)


async def _watch(feed: ScheduleFeed, clock: Clock) -> None:
    try:
        await feed.watch(clock)
    except Exception:
        # The last good schedule still serves; losing sight of its source must not end the bot.
        log.exception("The schedule's source is no longer watched; restart to watch it again")


def _end_on_terminate() -> None:
    """A container's stop signal ends the program as Ctrl-C does: parts are closed in reverse."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _shortly_before(schedule: Schedule) -> datetime:
    """Time to look around, and for a first reminder to come."""
    first = schedule.timed[0].starts_at
    assert first is not None  # noqa: S101 - `timed` holds sessions with a start only
    return first - timedelta(minutes=30)
