"""`hallway schedule`: check what was read of a source, show the programme, export it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bot.cli.source import F, read_source, reading_options
from bot.clock import SystemClock
from schedule import report
from schedule.export import Target, export
from schedule.formats import recognised


def _source_options(command: F) -> F:
    return click.argument("source", required=False)(reading_options(command))


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
    data, schedule = read_source(source, day, timezone, config_path)
    click.echo(report.report(schedule, data.name, recognised(data).NAME, full=full))
    return 1 if strict and report.warnings(schedule) else 0


@schedule_group.command()
@_source_options
def show(source: str | None, day: date | None, timezone: str | None, config_path: Path | None) -> None:
    """Print the programme by day."""
    click.echo(report.programme(read_source(source, day, timezone, config_path)[1]))


@schedule_group.command(name="export")
@_source_options
@click.option("--to", "target", type=click.Choice([target.value for target in Target]), required=True)
def export_command(
    source: str | None, day: date | None, timezone: str | None, config_path: Path | None, *, target: str
) -> None:
    """Write what was read to standard output, as JSON, iCalendar or CSV."""
    text = export(read_source(source, day, timezone, config_path)[1], Target(target), made_at=SystemClock().now())
    # Bytes, so that line ends and letters arrive as they are on every platform.
    click.echo(text.encode(), nl=False)
