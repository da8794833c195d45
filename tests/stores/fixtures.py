"""Fixtures for everything that remembers or reminds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.reminders.models import Outcome, OutcomeKind, Reminder
from bot.reminders.service import ReminderService
from bot.storage import open_store
from schedule import Schedule, Session
from tests.stores.postgres import postgres_server

NINE = datetime(2026, 6, 1, 9, tzinfo=UTC)


class RecordingDelivery:
    """Takes every reminder; `answer` decides what becomes of it."""

    def __init__(self) -> None:
        self.sent: list[Reminder] = []
        self.answer: Callable[[Reminder], Outcome] = delivered

    async def deliver(self, reminder: Reminder) -> Outcome:
        outcome = self.answer(reminder)
        if outcome.kind is OutcomeKind.DELIVERED:
            self.sent.append(reminder)
        return outcome

    def told(self) -> list[tuple[str, str, list[str]]]:
        """What arrived since the last look: to whom, why, about what."""
        told = [(one.recipient, one.reason.value, [session.id for session in one.sessions]) for one in self.sent]
        self.sent.clear()
        return told


def delivered(reminder: Reminder) -> Outcome:
    return Outcome(OutcomeKind.DELIVERED, reference=reminder.edits or f"message of {reminder.id}")


@pytest.fixture
def delivery() -> RecordingDelivery:
    return RecordingDelivery()


@pytest.fixture(scope="session")
def postgres():
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request, tmp_path):
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'hallway.db'}"
    return request.getfixturevalue("postgres").fresh_database()


@pytest.fixture
async def store(store_url):
    """A store on either database: what passes here holds for both."""
    store = await open_store(store_url)
    yield store
    await store.close()


@pytest.fixture
async def light_store():
    """A store in memory, where the database is not what is tested."""
    store = await open_store("sqlite+aiosqlite://")
    yield store
    await store.close()


@pytest.fixture
def make_session() -> Callable[..., Session]:
    """A session by its id and the minutes from nine o'clock (None: no time)."""

    def make(id_: str, minutes: float | None = 0, *, length: float = 30, **fields) -> Session:
        start = None if minutes is None else NINE + timedelta(minutes=minutes)
        end = None if start is None else start + timedelta(minutes=length)
        return Session(**{"id": id_, "title": f"About {id_}", "starts_at": start, "ends_at": end, **fields})

    return make


@pytest.fixture
def make_schedule() -> Callable[..., Schedule]:
    def make(*sessions: Session, timezone: str = "UTC") -> Schedule:
        return Schedule(title="A conference", timezone=timezone, sessions=sessions)

    return make


@pytest.fixture
def at() -> Callable[[float], datetime]:
    """So many minutes after nine o'clock."""
    return lambda minutes: NINE + timedelta(minutes=minutes)


@pytest.fixture
def play():
    """Ticks a service once a minute, from one minute to before another; what arrived at which minute."""

    async def run(service: ReminderService, delivery: RecordingDelivery, first: int, end: int):
        arrived = []
        for minute in range(first, end):
            await service.tick(NINE + timedelta(minutes=minute))
            arrived += [(minute, *one) for one in delivery.told()]
        return arrived

    return run
