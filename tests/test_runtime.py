from __future__ import annotations

from pathlib import Path

import pytest

from bot.bundled import WORKSHOP
from bot.config import Config, NoticesConfig, RemindersConfig, ScheduleConfig, StorageConfig
from bot.runtime import open_feed, opened, reminder_settings
from schedule import ScheduleError
from tests.settable_clock import SettableClock


def configured(folder: Path, text: str) -> Config:
    source = folder / "programme.txt"
    source.write_text(text, "utf-8")
    schedule = ScheduleConfig(source=str(source), date=WORKSHOP.date, timezone=WORKSHOP.timezone)
    return Config(schedule=schedule, storage=StorageConfig(url=f"sqlite+aiosqlite:///{folder / 'hallway.db'}"))


@pytest.fixture
def programme() -> str:
    assert WORKSHOP.source is not None
    return Path(WORKSHOP.source).read_text("utf-8")


async def test_a_restart_keeps_the_last_good_schedule_until_the_loss_is_accepted(
    tmp_path: Path, clock: SettableClock, programme: str
) -> None:
    async with opened(configured(tmp_path, programme), clock) as (feed, _):
        whole = len(feed.schedule.sessions)
    config = configured(tmp_path, programme[: programme.index("Sat 1:05 p.m.")])
    async with opened(config, clock) as (feed, _):
        assert len(feed.schedule.sessions) == whole
        assert feed.problem is not None
    async with opened(config, clock, accept_losses=True) as (feed, _):
        assert (len(feed.schedule.sessions), feed.problem) == (8, None)


async def test_an_address_without_encryption_is_refused(clock: SettableClock) -> None:
    with pytest.raises(ScheduleError, match="https"):
        await open_feed(ScheduleConfig(source="http://example.org/schedule.xml")).refresh(clock.now())


def test_the_settings_of_reminders_come_from_the_configuration() -> None:
    notices = NoticesConfig(channel=2, lead_minutes=5, rooms={"Main Hall": 3}, roles={"spotlight": 4})
    settings = reminder_settings(Config(notices=notices, reminders=RemindersConfig(lead_minutes=(30, 5))))
    assert [lead.total_seconds() / 60 for lead in settings.leads] == [30, 5]
    assert (settings.notices.channel, settings.notices.rooms, settings.notices.roles) == (
        "discord-channel:2",
        {"Main Hall": "discord-channel:3"},
        {"spotlight": "4"},
    )
    assert settings.notices.lead.total_seconds() / 60 == 5
