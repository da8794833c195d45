"""What an organiser sees of messages that did not arrive."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.cli import main
from bot.clock import SystemClock
from bot.reminders.models import Outcome, OutcomeKind
from bot.reminders.service import ReminderService
from bot.storage import open_store
from schedule import Schedule, Session
from schedule.answering.answer import Target, TargetKind


@pytest.fixture
def settings(tmp_path):
    """A configuration whose database lies beside it."""
    path = tmp_path / "config.toml"
    path.write_text(f'[storage]\nurl = "sqlite+aiosqlite:///{tmp_path / "hallway.db"}"\n', "utf-8")
    return path


def report(capsys, settings) -> list[str]:
    with pytest.raises(SystemExit) as ended:
        main(["report", "--config", str(settings)])
    assert ended.value.code == 0
    return capsys.readouterr().out.splitlines()


def test_a_new_database_has_nothing_to_report(capsys, settings):
    assert report(capsys, settings) == [
        "Messages of the last 7 days:",
        "       0  delivered",
        "       0  waiting",
        "       0  expired: too late to be of use",
        "       0  refused by Discord or by the person's settings",
    ]


async def play(url: str, delivery) -> None:
    now = SystemClock().now()
    store = await open_store(url)
    service = ReminderService(store, delivery)
    sessions = [Session(id=name, title=f"About {name}", starts_at=now + timedelta(minutes=5)) for name in ("x", "y")]
    await service.schedule_changed(None, Schedule(timezone="UTC", sessions=tuple(sessions)), now)
    for name in ("x", "y"):
        for person in ("discord:1", "discord:2"):
            await service.subscribe(person, Target(TargetKind.SESSION, name), now)
    await service.tick(now)
    await service.tick(now + timedelta(hours=1))
    await store.close()


def test_what_was_refused_or_came_too_late_is_listed_with_its_reason(capsys, settings, delivery):
    delivered = delivery.answer

    def answer(reminder):
        if reminder.sessions[0].id == "y":
            return Outcome(OutcomeKind.RETRY, why="503")
        if reminder.recipient == "discord:2":
            return Outcome(OutcomeKind.REFUSED, why="direct messages are closed")
        return delivered(reminder)

    delivery.answer = answer
    asyncio.run(play(f"sqlite+aiosqlite:///{settings.parent / 'hallway.db'}", delivery))
    assert report(capsys, settings) == [
        "Messages of the last 7 days:",
        "       1  delivered",
        "       0  waiting",
        "       2  expired: too late to be of use",
        "       1  refused by Discord or by the person's settings",
        "Not delivered, most frequent first:",
        "       2  expired  About y: 503",
        "       1  refused  About x: direct messages are closed",
    ]
