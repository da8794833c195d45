"""Which schedule a command is about: its options, and reading it; shared by all commands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.bundled import WORKSHOP
from bot.config import ConfigError, ScheduleConfig, check_date, check_timezone, load_config
from bot.sources import load_source
from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError

F = TypeVar("F", bound=Callable[..., Any])


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else check_date(value)
    except ValueError as error:
        raise ConfigError(f"--date: {error}") from None


def _zone(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else check_timezone(value)
    except ValueError as error:
        raise ConfigError(f"--timezone: {error}") from None


_READING = (
    click.option("--date", "day", callback=_day, metavar="YYYY-MM-DD", help="First day, where the source names none."),
    click.option("--timezone", callback=_zone, metavar="AREA/CITY", help="Time zone, where the source names none."),
    click.option("--config", "config_path", type=click.Path(path_type=Path), help="Settings; config.toml otherwise."),
)


def reading_options(command: F) -> F:
    """Gives a command `day`, `timezone` and `config_path`."""
    for option in reversed(_READING):
        command = option(command)
    return command


def schedule_settings(
    settings: ScheduleConfig, location: str | None, day: date | None, timezone: str | None
) -> ScheduleConfig:
    """What the command line says goes before the settings; without a source, the bundled workshop.

    A source of the command line is another conference than the configured one: it takes its date and zone from the
    settings only where those name no source themselves.
    """
    if location is None:
        base = settings if settings.source else WORKSHOP
    else:
        base = ScheduleConfig(source=location) if settings.source else settings.model_copy(update={"source": location})
    given = {"date": day or base.date, "timezone": timezone or base.timezone}
    return base.model_copy(update=given)


def read_source(
    location: str | None, day: date | None, timezone: str | None, config_path: Path | None
) -> tuple[Source, Schedule]:
    """Raises ScheduleError and ConfigError."""
    settings = schedule_settings(load_config(config_path).schedule, location, day, timezone)
    context = Context(day=settings.date, timezone=settings.timezone, title=settings.title)
    source = _load(settings.source or "", context)
    return source, read(source, context)


def _load(location: str, context: Context) -> Source:
    if not location.lower().startswith(("https://", "http://")):
        return load_source(location)
    from bot.feed.address import Address  # noqa: PLC0415 - the network, which a file on disk never needs

    source = asyncio.run(Address(location, context).source())
    if source is None:
        raise ScheduleError(f"{location}: nothing lies there; correct the address")
    return source
