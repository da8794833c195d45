"""Being told to end: `hallway run` closes everything and leaves in silence."""

from __future__ import annotations

import asyncio
import os
import signal

from bot.cli import run as command
from bot.cli.run import run_command


def test_a_stop_signal_ends_the_bot_without_a_traceback(monkeypatch, tmp_path):
    closed = []

    async def connect(*_: object) -> None:
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
        try:
            await asyncio.Event().wait()
        finally:
            closed.append("connection")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    monkeypatch.setattr("bot.gateway.client.run", connect)
    monkeypatch.setattr(command, "_log_to_the_terminal", lambda: None)
    assert run_command.main([], standalone_mode=False) is None
    assert closed == ["connection"]
