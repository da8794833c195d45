"""Reading and steering a stand-in that runs in another process: JSON over HTTP under `/stand-in`, apart from the API.

GET  /stand-in/messages?from=N   what the bot said from the N-th message on
GET  /stand-in/counts?await=N    statuses served, messages, nonces that came back, gateway log; once N messages came
POST /stand-in/fault             {"status": 503, "route": "POST /channels/{channel_id}/messages", "times": 10}, or
                                 {"breaks": "after"}, {"limited": "global", "retry_after": 0.1}, {"clear": true}
POST /stand-in/storm             {"share": 0.01, "seed": 1, "routes": ["POST /channels/{channel_id}/messages"]}:
                                 faults of every kind at random moments
POST /stand-in/gateway           {"do": "drop"}, "reconnect", "invalidate", "close" with "code", "refuse", "admit"
POST /stand-in/say               {"user": ID, "text": "…", "channel": ID or nothing for a direct message}; with
                                 "await": true it returns once the bot replied, and after how many seconds that was
POST /stand-in/command           {"user": ID, "name": "ask", "options": {"question": "…"}}; returns once it is answered,
                                 and after how many seconds that was
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.discord_server.faults import Fault
from tests.discord_server.state import Message
from tests.discord_server.storm import Storm

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer

PREFIX = "/stand-in"
_PATIENCE = 600.0  # seconds; whoever waits gives up earlier


class Admin:
    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{PREFIX}/messages", self._messages),
            web.get(f"{PREFIX}/counts", self._counts),
            web.post(f"{PREFIX}/fault", self._fault),
            web.post(f"{PREFIX}/storm", self._storm),
            web.post(f"{PREFIX}/gateway", self._gateway),
            web.post(f"{PREFIX}/say", self._say),
            web.post(f"{PREFIX}/command", self._command),
        ]

    async def _messages(self, request: web.Request) -> web.Response:
        first = int(request.query.get("from", 0))
        return web.json_response([_shown(message) for message in self._server.said()[first:]])

    async def _counts(self, request: web.Request) -> web.Response:
        server, awaited = self._server, int(request.query.get("await", 0))
        await server.bell.until(lambda: len(server.messages) >= awaited, f"{awaited} messages", patience=_PATIENCE)
        counts = {
            "statuses": {str(status): count for status, count in sorted(server.rest.statuses.items())},
            "messages": len(server.said()),
            "repeated_nonces": server.nonces.repeated,
            "faults": server.rest.faults.met + server.rest.storm.met.total(),
            "storm": dict(server.rest.storm.met),
            "gateway": dict(Counter(server.gateway.log)),
            "complaints": [[each.who, each.where, each.what] for each in server.complaints[:100]],
        }
        return web.json_response(counts)

    async def _fault(self, request: web.Request) -> web.Response:
        body = await request.json()
        if body.get("clear"):
            self._server.rest.faults.clear()
        else:
            order = {key: body[key] for key in ("times", "skip") if key in body}
            self._server.fail(_ordered(body), body.get("route"), **order)
        return web.json_response({})

    async def _storm(self, request: web.Request) -> web.Response:
        self._server.rest.storm = Storm(**await request.json())
        return web.json_response({})

    async def _gateway(self, request: web.Request) -> web.Response:
        body, gateway = await request.json(), self._server.gateway
        match body["do"]:
            case "drop":
                gateway.drop()
            case "reconnect":
                gateway.reconnect()
            case "invalidate":
                gateway.invalidate(resumable=body.get("resumable", False))
            case "close":
                await gateway.close(body.get("code", 4000))
            case "refuse" | "admit":
                gateway.refusing = body["do"] == "refuse"
            case other:
                return web.json_response({"unknown": other}, status=400)
        return web.json_response({})

    async def _say(self, request: web.Request) -> web.Response:
        body, server = await request.json(), self._server
        await server.ready()
        user = server.person(int(body["user"]))
        channel = server.world.channels[int(body["channel"])] if body.get("channel") else server.direct(user)
        message = await server.say(user, channel, body["text"])
        if not body.get("await"):
            return web.json_response({"id": str(message.id)})
        answer = await server.reply(message)
        after = (answer.created_at - message.created_at).total_seconds()
        return web.json_response({"id": str(message.id), "answer": answer.text, "after": after})

    async def _command(self, request: web.Request) -> web.Response:
        body, server = await request.json(), self._server
        await server.ready()
        user = server.person(int(body["user"]))
        answered = await server.command(user, server.direct(user), body["name"], **body.get("options", {}))
        after = asyncio.get_running_loop().time() - answered.opened_at
        return web.json_response({"answer": answered.text, "after": after})


def _ordered(body: dict[str, Any]) -> Fault:
    if "breaks" in body:
        return Fault.reset(body["breaks"])
    if "limited" in body:
        return Fault.limited(body["limited"], body.get("retry_after", 0.1))
    if "code" in body:
        return Fault.refused(body["status"], body["code"])
    return Fault.server_error(body["status"])


def _shown(message: Message) -> dict[str, Any]:
    recipient = message.channel.recipient
    return {
        "id": str(message.id),
        "channel": str(message.channel.id),
        "recipient": str(recipient.id) if recipient is not None else None,
        "nonce": message.nonce,
        "text": message.text,
        "at": message.created_at.timestamp(),
    }
