"""The bot on Discord, through the wire: what it says, what it offers, how it starts and ends."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Config, ConfigError, DiscordConfig
from bot.gateway import client as gateway
from bot.gateway.client import ConferenceBot, Services
from bot.gateway.delivery import DiscordDelivery
from bot.reminders.models import Settings
from bot.reminders.service import ReminderService
from schedule import Person, Room, Schedule, Session
from schedule.answering.conversation import Conversations
from schedule.answering.engine import Engine
from tests.discord_server import connected

NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)  # in Chicago
HALL = Room(id="hall", name="Hall B")


def talk(id_: str, title: str, minutes: int | None, speaker: str, kind: str = "Talk") -> Session:
    start = None if minutes is None else NINE + timedelta(minutes=minutes)
    return Session(
        id=id_,
        title=title,
        kind=kind,
        starts_at=start,
        ends_at=start + timedelta(minutes=30) if start else None,
        rooms=(HALL,) if start else (),
        track="Storage" if kind == "Talk" else None,
        speakers=(Person(id=speaker.casefold(), name=speaker),),
    )


SCHEDULE = Schedule(
    title="Demo Workshop",
    timezone="America/Chicago",
    sessions=(
        talk("open", "Opening Remarks", 0, "Grace Hopperton", "Opening"),
        talk("index", "Learned Indexes in Practice", 30, "Ada Byronsson"),
        talk("heat", "HEAT: Scheduling by Temperature", 60, "Ruben Okafor", "Spotlight"),
        talk("poster", "Compilers That Remember", None, "Mina Castellanos", "Poster"),
    ),
)


class StillClock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class FixedFeed:
    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.engine = Engine(schedule)


class Channels:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def get(self, recipient: str) -> str | None:
        return self.kept.get(recipient)

    async def put(self, recipient: str, channel_id: str) -> None:
        self.kept[recipient] = channel_id


@pytest.fixture
async def services(light_store, discord_server):
    """All that the bot needs, five minutes after nine; it listens in the hall."""
    feed = FixedFeed(SCHEDULE)
    clock = StillClock(NINE + timedelta(minutes=5))
    delivery = DiscordDelivery(feed, Channels())
    fallback = f"discord-channel:{discord_server.notices.id}"
    reminders = ReminderService(light_store, delivery, Settings(fallback=fallback))
    await reminders.schedule_changed(None, SCHEDULE, clock.now())
    config = Config(discord=DiscordConfig(listen_channels=(discord_server.hall.id,)))
    return Services(feed, reminders, clock, config, Conversations(), delivery)


@pytest.fixture
async def server(services, discord_server):
    """The stand-in, with the bot connected."""
    async with connected(ConferenceBot(services, listens=True), discord_server):
        yield discord_server


async def test_mentioned_in_a_channel_it_replies_without_a_ping(server):
    question = await server.say(server.ada, server.notices, f"{server.bot.mention} when is ada byronsson?")
    answer = await server.reply(question)
    assert (answer.pings, "Learned Indexes in Practice" in answer.content) == ([], True)


async def test_mention_to_reminder(server, services):
    question = await server.say(server.ada, server.direct(server.ada), "remind me 10 min before learned indexes")
    await server.reply(question)
    await services.reminders.tick(NINE + timedelta(minutes=20))
    arrived = await server.next_message(server.direct(server.ada))
    assert arrived.content.startswith("Coming up: **Learned Indexes in Practice** · Talk · <t:")
