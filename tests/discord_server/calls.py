"""One request to the API as its handler sees it, and the table of handlers by method and path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.discord_server import errors, permissions
from tests.discord_server.state import Channel, Guild, Member, Message, User

if TYPE_CHECKING:
    from tests.discord_server.server import DiscordServer


@dataclass(slots=True)
class Upload:
    field: str
    filename: str
    data: bytes


@dataclass(slots=True)
class Reply:
    """An answer with another status than 200 (with a body) or 204 (without)."""

    status: int
    body: Any = None


@dataclass(slots=True)
class Call:
    server: DiscordServer
    method: str
    template: str  # the path as Discord's description writes it
    args: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    @property
    def bot(self) -> User:
        return self.server.world.bot

    def id(self, name: str) -> int:
        try:
            return int(self.args[name])
        except ValueError:
            raise errors.invalid(name, f'Value "{self.args[name]}" is not snowflake.', "NUMBER_TYPE_COERCE") from None

    def guild(self) -> Guild:
        guild = self.server.world.guilds.get(self.id("guild_id"))
        if guild is None or self.bot.id not in guild.members:
            raise errors.unknown("Guild")
        return guild

    def member(self) -> Member:
        member = self.guild().members.get(self.id("user_id"))
        if member is None:
            raise errors.unknown("Member")
        return member

    def channel(self, *needed: int) -> Channel:
        """The channel of the path, if the bot may see it and do what needs these permissions."""
        channel = self.server.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise errors.unknown("Channel")
        if channel.guild is not None:
            allowed = channel.guild.permissions_of(self.bot, channel)
            if not allowed & permissions.VIEW_CHANNEL:
                raise errors.missing_access()
            if any(not allowed & permission for permission in needed):
                raise errors.missing_permissions()
        return channel

    def message(self, channel: Channel) -> Message:
        message = channel.messages.get(self.id("message_id"))
        if message is None or message.deleted:
            raise errors.unknown("Message")
        return message

    def need(self, guild: Guild, permission: int) -> None:
        if not guild.permissions_of(self.bot) & permission:
            raise errors.missing_permissions()


Handler = Callable[[Call], Any]


class Routes:
    """Handlers by method and path template, as `@routes("GET", "/users/{user_id}")` enters them."""

    def __init__(self) -> None:
        self._handlers: dict[tuple[str, int], list[tuple[list[str], str, Handler]]] = {}

    def __call__(self, method: str, *templates: str) -> Callable[[Handler], Handler]:
        def enter(handler: Handler) -> Handler:
            for template in templates:
                self._enter(method, template, handler)
            return handler

        return enter

    def include(self, other: Routes) -> None:
        for (method, _), entries in other._handlers.items():
            for _, template, handler in entries:
                self._enter(method, template, handler)

    def _enter(self, method: str, template: str, handler: Handler) -> None:
        parts = template.strip("/").split("/")
        entries = self._handlers.setdefault((method, len(parts)), [])
        entries.append((parts, template, handler))
        entries.sort(key=lambda entry: sum(part.startswith("{") for part in entry[0]))  # fixed words win

    def all(self) -> list[tuple[str, str]]:
        """Every method with its path."""
        return [(method, template) for (method, _), found in self._handlers.items() for _, template, _ in found]

    def find(self, method: str, path: list[str]) -> tuple[str, dict[str, str], Handler] | None:
        """The template, what stands for its names, and the handler."""
        for parts, template, handler in self._handlers.get((method, len(path)), ()):
            args = {}
            for part, actual in zip(parts, path, strict=True):
                if part.startswith("{"):
                    args[part[1:-1]] = actual
                elif part != actual:
                    break
            else:
                return template, args, handler
        return None
