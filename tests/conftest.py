"""Fixtures that more than one test file needs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.settable_clock import SettableClock

pytest_plugins = [
    "tests.discord_server.fixtures",
    "tests.hallway_fixtures",
    "tests.stores.fixtures",
    "tests.terminal_chat",
]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real schedules, questions and API descriptions beside the checkout, where there is one."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside the checkout; the project's own samples are tested elsewhere")
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """The project's own samples."""
    return ROOT / "tests" / "data"


@pytest.fixture
def clock() -> SettableClock:
    """Stands still at 08:00 on the bundled workshop's morning until a test moves it."""
    return SettableClock(datetime(2022, 12, 3, 14, 0, tzinfo=UTC))
