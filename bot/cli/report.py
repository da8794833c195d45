"""`hallway report`: what became of reminders and notices, and why some did not arrive."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.config import load_config
from bot.reminders.models import DeliveryState, Report
from bot.reminders.standing import session_in
from bot.storage import open_store

_NAMES = {
    DeliveryState.DELIVERED: "delivered",
    DeliveryState.PENDING: "waiting",
    DeliveryState.EXPIRED: "expired: too late to be of use",
    DeliveryState.REFUSED: "refused by Discord or by the person's settings",
}


@click.command("report")
@click.option("--days", type=click.IntRange(1, 366), default=7, show_default=True, help="How far to look back.")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="Settings; config.toml otherwise.")
def report_command(days: int, config_path: Path | None) -> None:
    """Show how many reminders and notices arrived, and why others did not."""
    url = load_config(config_path).storage.url
    report, titles = asyncio.run(_read(url, timedelta(days=days)))
    for line in _lines(report, titles, days):
        click.echo(line)


async def _read(url: str, span: timedelta) -> tuple[Report, Mapping[str, str]]:
    store = await open_store(url)
    try:
        report = await store.deliveries.report(SystemClock().now() - span)
        known = {standing.session_id: standing.told for standing in await store.standings.all()}
        failed = {failure.session_id for failure in report.failed} & known.keys()
        return report, {id_: session_in(id_, known[id_]).title for id_ in failed}
    finally:
        await store.close()


def _lines(report: Report, titles: Mapping[str, str], days: int) -> Iterator[str]:
    yield f"Messages of the last {days} days:" if days > 1 else "Messages of the last day:"
    for state, name in _NAMES.items():
        yield f"{report.counts.get(state, 0):>8}  {name}"
    if report.stopped:
        people = "1 person's reminders" if report.stopped == 1 else f"{report.stopped} people's reminders"
        yield f"{people} stopped after repeated refusals; they are told when they next use the bot."
    if report.failed:
        yield "Not delivered, most frequent first:"
    for failure in report.failed:
        what = titles.get(failure.session_id, failure.session_id) if failure.session_id else "a channel's notice"
        yield f"{failure.count:>8}  {failure.state.value:<8} {what}: {failure.why or 'no reason was given'}"
