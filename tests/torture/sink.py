"""Takes messages over HTTP as Discord does: one that comes again with its nonce is not created again. Makes faults.

A process of its own, so that it outlives those that are killed.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from aiohttp import web

NONCE_WINDOW = 300.0  # seconds; "for the past few minutes"


@dataclass
class Sink:
    """`faulty`: the share of requests that meet a fault."""

    faulty: float
    seed: int
    created: Counter[tuple[str, str]] = field(default_factory=Counter)  # channel and text -> messages
    order: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    absorbed: int = 0  # requests that a nonce turned into an earlier message
    _nonces: dict[str, tuple[float, str]] = field(default_factory=dict)
    _stopped_until: float = 0.0  # a global limit

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    async def post(self, request: web.Request) -> web.StreamResponse:
        fault = self._fault()
        if fault in {"429 route", "429 global"}:
            return self._limited(everywhere=fault == "429 global")
        if fault == "500":
            return web.Response(status=self._random.choice([500, 502, 503, 504]), text="upstream")
        if fault == "reset before":
            return _reset(request)
        body = await request.json()
        message = self._create(request.match_info["channel"], body["content"], body["nonce"])
        if fault == "reset after":
            return _reset(request)
        return web.Response(text=json.dumps({"id": message}), content_type="application/json")

    def counts(self) -> dict[str, object]:
        return {
            "arrived": len(self.created),
            "repeated": sum(count - 1 for count in self.created.values()),
            "absorbed": self.absorbed,
            "faults": dict(self.faults),
        }

    def _create(self, channel: str, content: str, nonce: str) -> str:
        seen, message = self._nonces.get(nonce, (0.0, ""))
        present = time.monotonic()
        if present - seen < NONCE_WINDOW and message:
            self.absorbed += 1
            return message
        self.created[channel, content] += 1
        message = str(len(self._nonces) + 1)
        self._nonces[nonce] = (present, message)
        return message

    def _fault(self) -> str | None:
        if time.monotonic() < self._stopped_until:
            return "429 global"
        if self._random.random() >= self.faulty:
            return None
        fault = self._random.choice(["429 route", "429 global", "500", "500", "reset before", "reset after"])
        self.faults[fault] += 1
        if fault == "429 global":
            self._stopped_until = time.monotonic() + 0.2
        return fault

    def _limited(self, *, everywhere: bool) -> web.Response:
        body = {"message": "You are being rate limited.", "retry_after": 0.2, "global": everywhere}
        return web.Response(status=429, text=json.dumps(body), content_type="application/json")


def _reset(request: web.Request) -> web.StreamResponse:
    transport = request.transport
    if transport is not None:
        transport.abort()
    return web.Response(status=500)


def run_sink(pipe: Connection, faulty: float, seed: int) -> None:
    """Serves until anything comes through the pipe but `count`; the port goes first."""
    asyncio.run(_serve(pipe, Sink(faulty, seed)))


async def _serve(pipe: Connection, sink: Sink) -> None:
    app = web.Application()
    app.router.add_post("/channels/{channel}/messages", sink.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=512)
    await site.start()
    pipe.send(runner.addresses[0][1])
    asked = asyncio.Event()
    asyncio.get_running_loop().add_reader(pipe.fileno(), asked.set)
    while True:
        await asked.wait()
        asked.clear()
        if not pipe.poll():
            continue
        if pipe.recv() != "count":
            break
        pipe.send(sink.counts())
    await runner.cleanup()
