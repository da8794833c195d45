"""The stand-in itself: one aiohttp server that answers the API and the gateway on a free loopback port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from tests.discord_server import intents, payloads
from tests.discord_server.acting import Acting
from tests.discord_server.bell import Bell
from tests.discord_server.calls import Call
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Interaction
from tests.discord_server.nonces import Nonces
from tests.discord_server.redirect import redirect
from tests.discord_server.rest import PREFIX, Rest
from tests.discord_server.schema import Judge
from tests.discord_server.state import Channel, Guild, Member, Message, User, World

TOKEN = "a-token-for-tests"


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that one side should not have said; `who` is `bot` or `stand-in`."""

    who: str
    where: str
    what: str


class DiscordServer(Acting):
    """`async with DiscordServer() as server:`; inside, discord.py talks to it.

    `descriptions` is the folder of Discord's own descriptions; without it what both sides say is not
    compared with them, and only the rules are enforced. `rate`: calls a second before 429, None for no end.
    """

    def __init__(
        self,
        descriptions: Path | None = None,
        *,
        token: str = TOKEN,
        rate: int | None = None,
        port: int = 0,
        recording: bool = True,
        hospitable: bool = False,
    ) -> None:
        self.token = token
        self.world = World()
        self.bell = Bell()
        self.gateway = Gateway(self)
        self.rest = Rest(self, rate=rate, recording=recording)
        self.nonces = Nonces()
        self.commands: dict[int | None, dict[int, dict[str, Any]]] = {}  # a server's id or None -> by id
        self.interactions: dict[str, Interaction] = {}  # by token
        self.messages: list[Message] = []  # everything that was said, in order
        self.typing: list[Channel] = []
        self.complaints: list[Complaint] = []
        self.privileged = intents.PRIVILEGED  # the intents that the application was granted
        self.patience = 3.0  # seconds that an interaction waits for its first answer
        self.read: set[int] = set()
        self._judge = Judge.of(descriptions) if descriptions is not None else None
        self._hospitable = hospitable  # takes in anybody whose id is named
        self._port = port
        self._runner: web.AppRunner | None = None
        self._undo: Callable[[], None] | None = None

    # --- start and end

    async def __aenter__(self) -> Self:
        await self.start()
        self._undo = redirect(self.http_url, self.gateway_url)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._undo is not None:
            self._undo()
        await self.stop()

    async def start(self, *extra: web.RouteDef) -> None:
        application = web.Application(client_max_size=32 * 1024 * 1024)
        application.router.add_route("*", PREFIX + "/{path:.*}", self.rest.answer)
        application.router.add_get("/gateway", self.gateway.answer)
        application.router.add_get("/gateway/", self.gateway.answer)
        application.router.add_routes(extra)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def http_url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/gateway"

    @property
    def application_flags(self) -> int:
        """The privileged intents in the application's flags, as for a bot in few servers."""
        pairs = (
            (intents.GUILD_MEMBERS, 1 << 15),
            (intents.MESSAGE_CONTENT, 1 << 19),
            (intents.GUILD_PRESENCES, 1 << 13),
        )
        return sum(flag for intent, flag in pairs if self.privileged & intent)

    # --- time

    def loop_time(self) -> float:
        return asyncio.get_running_loop().time()

    def now(self) -> datetime:
        return datetime.now(UTC)

    # --- what happens, and who hears of it

    def person(self, id_: int) -> User | None:
        """The user of that id; a hospitable server takes in whoever is named, as a member of its first guild."""
        if id_ not in self.world.users and self._hospitable:
            user = self.world.add_user(f"attendee {id_}", id_=id_)
            self.world.add_member(next(iter(self.world.guilds.values())), user)
        return self.world.users.get(id_)

    def publish(self, message: Message) -> None:
        message.channel.messages[message.id] = message
        self.messages.append(message)
        self.dispatch("MESSAGE_CREATE", lambda: payloads.gateway_message(message))
        self.bell.ring()

    def announce_edit(self, message: Message) -> None:
        self.dispatch("MESSAGE_UPDATE", lambda: payloads.gateway_message(message))
        self.bell.ring()

    def remove(self, message: Message) -> None:
        message.deleted = True
        self.dispatch("MESSAGE_DELETE", {"id": str(message.id)} | self.place(message.channel))
        self.bell.ring()

    def react(self, giver: User, message: Message, emoji: str) -> None:
        message.reactions.setdefault(emoji, set()).add(giver.id)
        data = self._reaction(giver, message, emoji) | {"type": 0, "message_author_id": str(message.author.id)}
        guild = message.channel.guild
        if guild is not None:
            data["member"] = payloads.member(guild.members[giver.id])
        self.dispatch("MESSAGE_REACTION_ADD", data)
        self.bell.ring()

    def unreact(self, giver: User, message: Message, emoji: str) -> None:
        message.reactions.get(emoji, set()).discard(giver.id)
        if not message.reactions.get(emoji):
            message.reactions.pop(emoji, None)
        self.dispatch("MESSAGE_REACTION_REMOVE", self._reaction(giver, message, emoji) | {"type": 0})
        self.bell.ring()

    def _reaction(self, giver: User, message: Message, emoji: str) -> dict[str, Any]:
        shown = {"user_id": str(giver.id), "message_id": str(message.id), "emoji": {"id": None, "name": emoji}}
        return shown | {"burst": False} | self.place(message.channel)

    @staticmethod
    def place(channel: Channel) -> dict[str, str]:
        """The ids by which an event says where it happened."""
        guild = {"guild_id": str(channel.guild.id)} if channel.guild is not None else {}
        return {"channel_id": str(channel.id)} | guild

    def remove_channel(self, channel: Channel) -> None:
        self.world.remove_channel(channel)
        self.dispatch_channel("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel)

    def dispatch_channel(self, event: str, channel: Channel, **more: Any) -> None:
        self.dispatch(event, payloads.channel(channel) | more)
        self.bell.ring()

    def dispatch_member(self, event: str, guild: Guild, member: Member) -> None:
        self.dispatch(event, payloads.member(member) | {"guild_id": str(guild.id)})
        self.bell.ring()

    def dispatch(self, event: str, data: dict[str, Any] | Callable[[], dict[str, Any]]) -> None:
        """To whoever is connected; what is costly to make is only made where somebody listens."""
        if self.gateway.sessions:
            self.gateway.dispatch(event, data() if callable(data) else data)

    # --- judgement

    def complain(self, who: str, where: str, what: str) -> None:
        self.complaints.append(Complaint(who, where, what))

    def forgive(self) -> list[Complaint]:
        """The complaints so far, which are dropped."""
        forgiven, self.complaints = self.complaints, []
        return forgiven

    def judge_request(self, call: Call) -> str | None:
        """What is wrong with it by Discord's description."""
        return self._judge.request(call) if self._judge is not None else None

    def judge_answer(self, call: Call, status: int, body: Any) -> None:
        fault = self._judge.answer(call, status, body) if self._judge is not None else None
        if fault is not None:
            self.complain("stand-in", f"{call.method} {call.template} {status}", fault)

    def judge_event(self, payload: dict[str, Any]) -> None:
        fault = self._judge.event(payload) if self._judge is not None else None
        if fault is not None:
            self.complain("stand-in", payload["t"], fault)

    def judge_payload(self, payload: dict[str, Any]) -> None:
        fault = self._judge.payload(payload) if self._judge is not None else None
        if fault is not None:
            self.complain("bot", f"gateway op {payload.get('op')}", fault)
