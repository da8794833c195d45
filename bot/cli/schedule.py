"""`hallway schedule`: check what was read of a source, show the programme, export it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.bundled import WORKSHOP
from bot.clock import SystemClock
from bot.config import ConfigError, check_timezone, load_config
from bot.sources import load_source
from schedule import report
from schedule.export import Target, export
from schedule.formats import Context, Source, read, recognised
from schedule.models import Schedule, ScheduleError

F = TypeVar("F", bound=Callable[..., Any])


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"--date {value}: is not a date; write it as 2022-12-03") from None


def _zone(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else check_timezone(value)
    except ValueError as error:
        raise ConfigError(f"--timezone: {error}") from None


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("source", required=False),
    click.option("--date", "day", callback=_day, metavar="YYYY-MM-DD", help="First day, where the source names none."),
    click.option("--timezone", callback=_zone, metavar="AREA/CITY", help="Time zone, where the source names none."),
    click.option("--config", "config_path", type=click.Path(path_type=Path), help="Settings; config.toml otherwise."),
)


def _source_options(command: F) -> F:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group("schedule")
def schedule_group() -> None:
    """Look at a schedule: SOURCE is a file, a folder or an https address, by default the configured one."""


@schedule_group.command()
@_source_options
@click.option("--strict", is_flag=True, help="Fail, with status 1, where there are warnings.")
@click.option("--full", is_flag=True, help="List everything instead of the first few.")
def check(
    source: str | None, day: date | None, timezone: str | None, config_path: Path | None, *, strict: bool, full: bool
) -> int:
    """Say what was read, guessed and left out."""
    data, schedule = _read(source, day, timezone, config_path)
    click.echo(report.report(schedule, data.name, recognised(data).NAME, full=full))
    return 1 if strict and report.warnings(schedule) else 0


@schedule_group.command()
@_source_options
def show(source: str | None, day: date | None, timezone: str | None, config_path: Path | None) -> None:
    """Print the programme by day."""
    click.echo(report.programme(_read(source, day, timezone, config_path)[1]))


@schedule_group.command(name="export")
@_source_options
@click.option("--to", "target", type=click.Choice([target.value for target in Target]), required=True)
def export_command(
    source: str | None, day: date | None, timezone: str | None, config_path: Path | None, *, target: str
) -> None:
    """Write what was read to standard output, as JSON, iCalendar or CSV."""
    text = export(_read(source, day, timezone, config_path)[1], Target(target), made_at=SystemClock().now())
    # Bytes, so that line ends and letters arrive as they are on every platform.
    sys.stdout.buffer.write(text.encode())


def _read(
    location: str | None, day: date | None, timezone: str | None, config_path: Path | None
) -> tuple[Source, Schedule]:
    """Raises ScheduleError and ConfigError. What the options leave open comes from the settings."""
    settings = load_config(config_path).schedule
    if location is None:
        settings = settings if settings.source else WORKSHOP
        location = settings.source
    context = Context(day=day or settings.date, timezone=timezone or settings.timezone, title=settings.title)
    data = _load(location or "", context)
    return data, read(data, context)


def _load(location: str, context: Context) -> Source:
    if not location.lower().startswith(("https://", "http://")):
        return load_source(location)
    from bot.feed.address import Address  # noqa: PLC0415 - the network, which a file on disk never needs

    source = asyncio.run(Address(location, context).source())
    if source is None:
        raise ScheduleError(f"{location}: nothing lies there; correct the address")
    return source
