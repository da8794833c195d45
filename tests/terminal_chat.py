"""A chat in the terminal on the bundled workshop, with reminders and a store: what wishes in words are tried in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.bundled import WORKSHOP
from bot.config import Config, StorageConfig
from bot.console.chat import ConsoleChat
from bot.console.delivery import TerminalDelivery
from bot.console.screen import PipeScreen
from bot.reminders.service import ReminderService
from bot.runtime import opened, reminder_settings
from tests.settable_clock import SettableClock

CONFIG = Config(schedule=WORKSHOP, storage=StorageConfig(url="sqlite+aiosqlite://"))


@pytest.fixture
async def chat(clock: SettableClock) -> AsyncIterator[ConsoleChat]:
    async with opened(CONFIG, clock) as (feed, store):
        reminders = ReminderService(store, TerminalDelivery(feed, clock, PipeScreen()), reminder_settings(CONFIG))
        await reminders.schedule_changed(None, feed.schedule, clock.now())
        yield ConsoleChat(feed, reminders, clock)


async def said(chat: ConsoleChat, *lines: str) -> str:
    """The first line of the last reply."""
    replies = [await chat.say(line) for line in lines]
    return (replies[-1] or "").partition("\n")[0]
