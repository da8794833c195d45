"""The stand-in for Discord in a process of its own, which outlives those that are killed; needs no event loop here."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.discord_server.schema import DESCRIPTIONS

POST = "POST /channels/{channel_id}/messages"
OPEN = "POST /users/@me/channels"
_PATIENCE = 60.0  # seconds for one answer, also on a busy machine


class StandIn:
    """`about`: its addresses and its token."""

    def __init__(self, about: dict[str, Any]) -> None:
        self.about = about

    def ask(self, what: str) -> Any:
        with urllib.request.urlopen(f"{self.about['admin']}/{what}", timeout=_PATIENCE) as answer:
            return json.load(answer)

    def order(self, what: str, **body: Any) -> None:
        data = json.dumps(body).encode()
        urllib.request.urlopen(f"{self.about['admin']}/{what}", data, timeout=_PATIENCE).close()

    def counts(self) -> dict[str, Any]:
        counts: dict[str, Any] = self.ask("counts")
        return counts


@contextmanager
def stand_in(log: Path) -> Iterator[StandIn]:
    """Judges what it is sent, where Discord's descriptions are at hand."""
    command = [sys.executable, "-m", "tests.discord_server"]
    if DESCRIPTIONS.parent.is_dir():
        command += ["--descriptions", str(DESCRIPTIONS)]
    with log.open("ab") as errors, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as process:
        assert process.stdout is not None
        try:
            yield StandIn(json.loads(process.stdout.readline()))
        finally:
            process.terminate()
