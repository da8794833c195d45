"""`hallway report`: what an organiser reads of an outage, of refusals and of people whose reminders stopped."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from bot.cli import report
from tests.discord_server import Fault

DEAN = "Jeff Dean - Invited Talk"


@pytest.fixture
def hallway(quiet_hallway):
    return quiet_hallway


@pytest.fixture
def reported(hallway, tmp_path, monkeypatch):
    """The lines that the command prints, while the bot runs on."""
    settings = tmp_path / "config.toml"
    settings.write_text(f'[storage]\nurl = "sqlite+aiosqlite:///{tmp_path / "hallway.db"}"\n')
    monkeypatch.setattr(report, "SystemClock", lambda: hallway.clock)

    async def read(*arguments: str) -> list[str]:
        command = [report.report_command, ["--config", str(settings), *arguments]]
        printed = await asyncio.to_thread(CliRunner().invoke, *command)
        assert printed.exit_code == 0, printed.output
        return printed.output.splitlines()

    return read


def utc(hour: int, minute: int) -> datetime:
    return datetime(2022, 12, 3, hour, minute, tzinfo=UTC)


async def test_what_came_too_late_to_be_of_use_is_counted_and_named(hallway, discord_server, reported) -> None:
    server = discord_server
    await server.command(server.ada, server.hall, "remind session", session="Opening Remarks")
    await server.command(server.ada, server.hall, "remind session", session=DEAN)
    await server.command(server.grace, server.hall, "remind session", session=DEAN)
    await hallway.tick_at(utc(14, 1))
    await hallway.stop()
    hallway.clock.set(utc(14, 50))  # Opening Remarks began at 14:20, and Jeff Dean's talk ten minutes ago
    await hallway.start()
    await hallway.tick_at(utc(14, 50))
    assert await reported() == [
        "Messages of the last 7 days:",
        "       2  delivered",
        "       0  waiting",
        "       1  expired: too late to be of use",
        "       0  refused by Discord or by the person's settings",
        "Not delivered, most frequent first:",
        "       1  expired  Opening Remarks: the bot was away",
    ]


async def test_an_outage_of_discord_is_named_as_the_reason(hallway, discord_server, reported, no_naps) -> None:  # noqa: ARG001
    server = discord_server
    await server.command(server.ada, server.hall, "remind session", session=DEAN)
    server.fail(Fault.server_error(503), times=None)
    await hallway.play(utc(14, 35), step=timedelta(minutes=1))
    assert (await reported("--days", "1"))[:3] == [
        "Messages of the last day:",
        "       0  delivered",
        "       1  waiting",
    ]
    await hallway.play(utc(15, 0), step=timedelta(minutes=1))
    assert (await reported())[-1] == f"       1  expired  {DEAN}: Discord answered 503"


async def test_refusals_and_whoever_is_given_up_are_counted(hallway, discord_server, reported) -> None:
    server = discord_server
    await server.command(server.ada, server.hall, "remind everything")
    server.ada.closed = True
    await hallway.play(utc(17, 0), step=timedelta(minutes=5))
    lines = await reported()
    assert lines[4] == "       3  refused by Discord or by the person's settings"
    assert lines[5] == "1 person's reminders stopped after repeated refusals; they are told when they next use the bot."
    assert lines[7].endswith(": direct messages are closed")
