"""The running bot as fixtures, on the bundled workshop unless a test has another schedule."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.bundled import WORKSHOP
from bot.config import Config, DiscordConfig, NoticesConfig
from bot.sources import load_source
from schedule import Context, Schedule, read
from tests.running_bot import Hallway


@pytest.fixture(scope="session")
def workshop() -> Schedule:
    context = Context(day=WORKSHOP.date, timezone=WORKSHOP.timezone, title=WORKSHOP.title)
    return read(load_source(WORKSHOP.source), context)


@pytest.fixture
def config(discord_server) -> Config:
    """It listens in the hall and posts notices in their channel ten minutes before."""
    return Config(
        discord=DiscordConfig(listen_channels=(discord_server.hall.id,)),
        notices=NoticesConfig(channel=discord_server.notices.id, lead_minutes=10),
    )


@pytest.fixture
async def hallway(discord_server, workshop, clock, config, tmp_path: Path) -> AsyncIterator[Hallway]:
    """Connected at 08:00 on the workshop's morning."""
    running = Hallway(discord_server, workshop, clock, tmp_path / "hallway.db", config)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def quiet_hallway(discord_server, workshop, clock, config, tmp_path: Path) -> AsyncIterator[Hallway]:
    """Without notices, so that every message is a person's reminder."""
    quiet = config.model_copy(update={"notices": NoticesConfig()})
    running = Hallway(discord_server, workshop, clock, tmp_path / "hallway.db", quiet)
    await running.start()
    yield running
    await running.stop()
