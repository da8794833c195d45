"""`hallway run`: on Discord where there is a token, otherwise a chat in the terminal."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.source import reading_options, schedule_settings
from bot.config import Config, ConfigError, discord_token, load_config
from bot.runtime import run_discord, run_terminal

_SLOWEST, _FASTEST = 0.01, 3600.0


@click.command("run")
@click.option("--schedule", "source", metavar="SOURCE", help="A file, a folder or an https address.")
@reading_options
@click.option("--terminal", is_flag=True, help="Chat in the terminal although there is a token.")
@click.option("--at", "start", metavar="YYYY-MM-DDTHH:MM", help="In the terminal: when the clock starts.")
@click.option("--speed", type=click.FloatRange(_SLOWEST, _FASTEST), default=1.0, help="60 lets a minute be a second.")
@click.option("--accept-losses", is_flag=True, help="Take the schedule although much that was known of it is gone.")
def run_command(
    *,
    config_path: Path | None,
    source: str | None,
    day: date | None,
    timezone: str | None,
    start: str | None,
    speed: float,
    terminal: bool,
    accept_losses: bool,
) -> None:
    """Run the bot: on Discord with DISCORD_TOKEN set, as a chat in the terminal without."""
    config = load_config(config_path)
    settings = schedule_settings(config.schedule, source, day, timezone)
    config = config.model_copy(update={"schedule": settings})
    token = None if terminal else discord_token()
    if token is None:
        logging.basicConfig(level=logging.ERROR, format="%(message)s")
        asyncio.run(run_terminal(config, _moment(start, config), speed))
    else:
        _log_to_the_terminal()
        with suppress(asyncio.CancelledError):  # told to end by a stop signal: everything is closed by then
            asyncio.run(run_discord(config, token, accept_losses=accept_losses))


def _log_to_the_terminal() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # Ticks that fall due while a long one sends are meant to be one; APScheduler warns of each.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _moment(text: str | None, config: Config) -> datetime | None:
    """A moment without an offset is in the conference's zone."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--at {text}: is not a moment; write it as 2026-12-05T08:00") from None
    zone = config.schedule.timezone
    if moment.tzinfo is None and zone is None:
        raise ConfigError(f"--at {text}: add its offset, as {text}+01:00, or --timezone")
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone or "UTC"))
