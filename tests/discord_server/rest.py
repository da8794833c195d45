"""The HTTP side: reads a request, lets faults and limits have their say, judges it, answers, records it."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from tests.discord_server import (
    errors,
    routes_channels,
    routes_commands,
    routes_guilds,
    routes_messages,
    routes_webhooks,
)
from tests.discord_server.calls import Call, Handler, Reply, Routes, Upload
from tests.discord_server.faults import Break, Fault, Faults, GlobalLimit
from tests.discord_server.storm import Storm

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer

PREFIX = "/api/v10"
UNAUTHENTICATED = ("/interactions/", "/webhooks/")  # their token in the path is enough, and no limit counts them
UNCOUNTED = UNAUTHENTICATED


@dataclass(slots=True)
class Exchange:
    """One request that was answered; status 0 where the connection was broken instead."""

    route: str
    args: dict[str, str]
    body: Any
    status: int
    at: float  # of the event loop's clock


class Rest:
    def __init__(self, server: DiscordServer, *, rate: int | None, recording: bool) -> None:
        self._server = server
        self._routes = every_route()
        self._recording = recording
        self.faults = Faults()
        self.storm = Storm()
        self.limit = GlobalLimit(rate)
        self.exchanges: list[Exchange] = []
        self.statuses: Counter[int] = Counter()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = [unquote(part) for part in request.rel_url.raw_path.removeprefix(PREFIX).strip("/").split("/")]
        found = self._routes.find(request.method, path)
        if found is None:
            self._server.complain("bot", f"{request.method} {request.path}", "no such route")
            return _respond(404, errors.no_route().body)
        template, args, handler = found
        call = Call(self._server, request.method, template, args, dict(request.query))
        return await self._meet_fault(request, call, handler)

    async def _meet_fault(self, request: web.Request, call: Call, handler: Handler) -> web.StreamResponse:
        route = f"{call.method} {call.template}"
        fault = self.faults.next(route) or self.storm.next(route) or Fault()
        await _read_body(request, call)
        if fault.breaks is Break.BEFORE:
            self._record(route, call, 0)
            return _hang_up(request)
        if fault.held is not None:
            self._server.bell.ring()
            await fault.held.wait()
        if fault.status is not None:
            status, body, headers = fault.status, fault.body, fault.headers
        else:
            status, body, headers = self._work(request, call, handler)
        if fault.breaks is not None:
            self._record(route, call, 0)
            return _hang_up(request) if fault.breaks is Break.AFTER else await _cut_off(request, body)
        self._record(route, call, status)
        return _respond(status, body, headers)

    def _work(self, request: web.Request, call: Call, handler: Handler) -> tuple[int, Any, dict[str, str]]:
        try:
            if not call.template.startswith(UNCOUNTED):
                self._admit(request)
            result = self._judged(call, handler)
        except errors.Refusal as refusal:
            if refusal.body["code"] in errors.UNFIT:
                self._server.complain("bot", f"{call.method} {call.template}", str(refusal.body))
            self._server.judge_answer(call, refusal.status, refusal.body)
            return refusal.status, refusal.body, refusal.headers
        if not isinstance(result, Reply):
            result = Reply(204 if result is None else 200, result)
        self._server.judge_answer(call, result.status, result.body)
        return result.status, result.body, {}

    def _judged(self, call: Call, handler: Handler) -> Any:
        fault = self._server.judge_request(call)
        try:
            result = handler(call)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # What the description excludes may be anything, and no handler is made for that.
            raise errors.invalid("", fault or repr(error)) from error
        if fault is not None:
            raise errors.invalid("", fault)
        return result

    def _admit(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self._server.token}":
            raise errors.unauthorized()
        self.limit.admit(asyncio.get_running_loop().time())

    def _record(self, route: str, call: Call, status: int) -> None:
        self.statuses[status] += 1
        if self._recording:
            now = asyncio.get_running_loop().time()
            self.exchanges.append(Exchange(route, call.args, call.body, status, now))
        self._server.bell.ring()


def every_route() -> Routes:
    routes = Routes()
    for module in (routes_channels, routes_commands, routes_guilds, routes_messages, routes_webhooks):
        routes.include(module.routes)
    return routes


async def _read_body(request: web.Request, call: Call) -> None:
    """JSON, or a form whose `payload_json` is the body and whose other parts are files."""
    if request.content_type != "multipart/form-data":
        text = await request.text()
        call.body = json.loads(text) if text else None
        return
    async for part in await request.multipart():
        if part.name == "payload_json":
            call.body = json.loads(await part.text())
        else:
            call.files.append(Upload(part.name or "", part.filename or "", bytes(await part.read())))


def _respond(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    # Exactly this content type: with a charset behind it discord.py takes the answer for text.
    head = {"Content-Type": "application/json", "Via": "1.1 stand-in"} | (headers or {})
    if body is None:
        del head["Content-Type"]
        return web.Response(status=status, headers=head)
    text = body if isinstance(body, str) else json.dumps(body)
    return web.Response(status=status, body=text.encode(), headers=head)


def _hang_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _cut_off(request: web.Request, body: Any) -> web.StreamResponse:
    """The head and half the body, then nothing."""
    data = json.dumps(body).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(data))})
    await response.prepare(request)
    await response.write(data[: len(data) // 2])
    if request.transport is not None:
        request.transport.abort()
    return response
