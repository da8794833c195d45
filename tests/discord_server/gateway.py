"""The gateway: one websocket, sessions with sequence numbers and a buffer to replay, and ways to break it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.discord_server import intents as intent
from tests.discord_server import payloads, payloads_guild
from tests.discord_server.state import Guild

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11

SENDS_A_MINUTE = 120
REPLAYED = 10_000  # events kept for a resume


@dataclass(eq=False)
class Session:
    """What survives a lost connection."""

    id: str
    intents: int
    judge: Callable[[dict[str, Any]], None]
    sequence: int = 0
    sent: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=REPLAYED))
    connection: Connection | None = None

    def enter(self, event: str, data: Any) -> None:
        self.sequence += 1
        payload = {"op": DISPATCH, "t": event, "s": self.sequence, "d": data}
        self.judge(payload)
        self.sent.append(payload)
        if self.connection is not None:
            self.connection.send(payload)


class Connection:
    """One websocket; payloads are queued, so that sending needs no waiting and keeps its order."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self.socket = socket
        self.session: Session | None = None
        self.received = 0
        self.closing = False  # by us
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def send(self, payload: dict[str, Any]) -> None:
        self._queue.put_nowait(payload)

    def tell(self, op: int, data: Any = None) -> None:
        """Something that is no event, so without a name and a number."""
        self.send({"op": op, "d": data, "s": None, "t": None})

    async def write(self) -> None:
        """Writes what is queued until the connection ends."""
        with contextlib.suppress(ConnectionError):
            while True:
                text = json.dumps(await self._queue.get())
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(data)

    def abort(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()


class Gateway:
    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._connections: set[Connection] = set()
        self.sessions: dict[str, Session] = {}
        self.heartbeat_interval = 41.25  # seconds
        self.refusing = False  # answers 503 to whoever connects
        self.acknowledging = True  # answers heartbeats
        self.log: list[str] = []  # what bots did: "identify", "resume", "heartbeat", "closed 1000", …
        self.presences: list[dict[str, Any]] = []

    # --- what a test does to it

    @property
    def ready(self) -> bool:
        """Whether a bot is connected and knows its servers."""
        return any(session.connection is not None for session in self.sessions.values())

    def dispatch(self, event: str, data: Any) -> None:
        """To every session whose intents let it through, connected or to be replayed."""
        for session in self.sessions.values():
            shown = intent.seen(event, data, session.intents, self._server.world.bot.id)
            if shown is not None:
                session.enter(event, shown)

    def show_guild(self, guild: Guild) -> None:
        """Tells bots of a server that is new to them."""
        for session in self.sessions.values():
            self._show_guild(session, guild)

    def reconnect(self) -> None:
        """Asks bots to connect again and resume (op 7)."""
        self._tell(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9; unless resumable, the sessions are gone."""
        self._tell(INVALID_SESSION, resumable)
        if not resumable:
            self.sessions.clear()

    async def close(self, code: int) -> None:
        for connection in list(self._connections):
            connection.closing = True
            await connection.socket.close(code=code)

    def drop(self) -> None:
        """Ends every connection as a pulled cable does."""
        for connection in list(self._connections):
            connection.abort()

    async def caught_up(self) -> None:
        """Returns once the bot has taken in every event so far: it answers a request for a heartbeat behind them."""
        count = self.log.count("heartbeat")
        self._tell(HEARTBEAT)
        await self._server.bell.until(lambda: self.log.count("heartbeat") > count, "a heartbeat on request")

    def _tell(self, op: int, data: Any = None) -> None:
        for connection in self._connections:
            connection.tell(op, data)

    # --- the protocol

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if self.refusing:
            return web.Response(status=503)
        socket = web.WebSocketResponse(timeout=0.5)
        await socket.prepare(request)
        connection = Connection(request, socket)
        self._connections.add(connection)
        writing = asyncio.create_task(connection.write())
        connection.tell(HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1000)})
        try:
            await self._listen(connection)
        finally:
            writing.cancel()
            self._leave(connection)
        return socket

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            connection.received += 1
            code = self._take(connection, json.loads(frame.data))
            if code is None and connection.received > SENDS_A_MINUTE:
                code = 4008
            self._server.bell.ring()
            if code is not None:
                connection.closing = True
                await connection.socket.close(code=code)

    def _leave(self, connection: Connection) -> None:
        self._connections.discard(connection)
        session, code = connection.session, connection.socket.close_code
        self.log.append(f"closed {code}")
        if session is not None and session.connection is connection:
            session.connection = None
            # A bot that says goodbye with one of these ends its session; any other way it may resume.
            if code in (1000, 1001) and not connection.closing:
                self.sessions.pop(session.id, None)
        self._server.bell.ring()

    def _take(self, connection: Connection, payload: dict[str, Any]) -> int | None:
        """Acts on one payload; the code to close with, where it deserves that."""
        self._server.judge_payload(payload)
        op, data = payload.get("op"), payload.get("d")
        if op == HEARTBEAT:
            self.log.append("heartbeat")
            if self.acknowledging:
                connection.tell(HEARTBEAT_ACK)
            return None
        if op in (IDENTIFY, RESUME):
            if connection.session is not None:
                return 4005
            return self._identify(connection, data) if op == IDENTIFY else self._resume(connection, data)
        if op not in (PRESENCE, VOICE_STATE, REQUEST_MEMBERS):
            return 4001
        if connection.session is None:
            return 4003
        if op == PRESENCE:
            self.presences.append(data)
        if op == REQUEST_MEMBERS:
            self._send_members(connection.session, data)
        return None

    def _identify(self, connection: Connection, data: dict[str, Any]) -> int | None:
        self.log.append("identify")
        wanted = data["intents"]
        if data["token"] != self._server.token:
            return 4004
        if wanted & ~intent.KNOWN:
            return 4013
        if wanted & intent.PRIVILEGED & ~self._server.privileged:
            return 4014
        session = Session(secrets.token_hex(16), wanted, self._server.judge_event, connection=connection)
        connection.session = session
        self.sessions[session.id] = session
        self._welcome(session)
        return None

    def _welcome(self, session: Session) -> None:
        server, world = self._server, self._server.world
        guilds = [guild for guild in world.guilds.values() if world.bot.id in guild.members]
        ready = {
            "v": 10,
            "user": payloads.own_user(world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": server.gateway_url,
            "application": {
                "id": str(world.bot.id),
                "flags": server.application_flags,
                "flags_new": str(server.application_flags),
            },
        }
        session.enter("READY", ready)
        for guild in guilds:
            self._show_guild(session, guild)

    def _show_guild(self, session: Session, guild: Guild) -> None:
        """GUILD_CREATE, with as many members as the intents let a bot see."""
        if session.intents & intent.GUILDS:
            own = guild.members[self._server.world.bot.id]
            visible = list(guild.members.values()) if session.intents & intent.GUILD_MEMBERS else [own]
            session.enter("GUILD_CREATE", payloads_guild.guild_create(guild, visible, own))

    def _resume(self, connection: Connection, data: dict[str, Any]) -> int | None:
        self.log.append("resume")
        if data["token"] != self._server.token:
            return 4004
        session = self.sessions.get(data["session_id"])
        oldest = session.sent[0]["s"] if session is not None and session.sent else 1
        if session is None or data["seq"] is None or data["seq"] < oldest - 1:
            connection.tell(INVALID_SESSION, data=False)
            return None
        if data["seq"] > session.sequence:
            return 4007
        session.connection = connection.session = None
        for payload in [payload for payload in session.sent if payload["s"] > data["seq"]]:
            connection.send(payload)
        session.connection, connection.session = connection, session
        resumed: dict[str, Any] = {"_trace": []}
        session.enter("RESUMED", resumed)
        return None

    def _send_members(self, session: Session, data: dict[str, Any]) -> None:
        """GUILD_MEMBERS_CHUNK; everyone's names need the intent, a few named ones do not."""
        guild = self._server.world.guilds[int(data["guild_id"])]
        known = list(guild.members.values())
        missing: list[str] = []
        if "user_ids" in data:
            ids = data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]]
            wanted = {int(id_) for id_ in ids}
            missing = [str(id_) for id_ in sorted(wanted - guild.members.keys())]
            known = [member for member in known if member.user.id in wanted]
        else:
            known = [member for member in known if member.user.name.startswith(data.get("query") or "")]
            known = known[: data["limit"] or None]
            if not data.get("query") and not session.intents & intent.GUILD_MEMBERS:
                known = []
        chunk = {
            "guild_id": str(guild.id),
            "members": [payloads.member(member) for member in known],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        chunk |= {"not_found": missing} if missing else {}
        chunk |= {"nonce": data["nonce"]} if "nonce" in data else {}
        session.enter("GUILD_MEMBERS_CHUNK", chunk)
