"""The whole program in a process that is there to be killed: `python -m tests.bot_process FACTS`.

It is the product's own composition; only the clock, the pace, the tick and Discord's address are others.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import sys
import time
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot import runtime
from bot.clock import RehearsalClock
from bot.config import Config, RemindersConfig, ScheduleConfig, StorageConfig
from bot.gateway import delivery
from bot.reminders.pace import Pace
from tests.discord_server import redirect
from tests.torture.errors import log_errors


def main() -> None:
    facts: dict[str, Any] = json.loads(sys.argv[1])
    redirect(facts["http"], facts["gateway"])
    # Counted from one moment for all processes: however long each takes to start, their clocks agree.
    running_for = timedelta(seconds=(time.time() - facts["began_at"]) * facts["speed"])
    clock = RehearsalClock(datetime.fromisoformat(facts["start"]) + running_for, facts["speed"])
    runtime.SystemClock = lambda: clock
    if facts["hurried"]:
        runtime.Pace = lambda _per_second: Pace(2000.0, 100.0)
    runtime.reminding = partial(runtime.reminding, tick=timedelta(seconds=0.25))
    if not facts["with_nonce"]:
        delivery._nonce = lambda _: secrets.token_hex(12)
    schedule = ScheduleConfig(source=facts["source"], timezone="UTC")
    reminders = RemindersConfig(lead_minutes=(facts["lead_minutes"],))
    storage = StorageConfig(url=facts["database"], processes=facts["processes"])
    config = Config(schedule=schedule, storage=storage, reminders=reminders)
    log_errors(logging.StreamHandler())
    with contextlib.suppress(asyncio.CancelledError):  # told to end
        asyncio.run(runtime.run_discord(config, facts["token"]))


if __name__ == "__main__":
    main()
