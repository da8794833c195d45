"""What the stand-in knows: servers with their channels, roles and people, and every message.

Plain values without any network; `payloads` makes Discord's JSON of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.discord_server import permissions

DISCORD_EPOCH_MS = 1_420_070_400_000

TEXT, DIRECT, VOICE, CATEGORY, ANNOUNCEMENT = 0, 1, 2, 4, 5
PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM = 11, 12, 13, 15
THREADS = (10, PUBLIC_THREAD, PRIVATE_THREAD)


@dataclass(eq=False, slots=True)
class User:
    id: int
    name: str
    bot: bool = False
    closed: bool = False  # takes no direct messages

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False, slots=True)
class Role:
    id: int
    name: str
    permissions: int = 0
    mentionable: bool = False
    position: int = 1
    bot_id: int | None = None  # whose own role it is

    @property
    def managed(self) -> bool:
        return self.bot_id is not None

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


@dataclass(eq=False, slots=True)
class Member:
    user: User
    roles: set[int] = field(default_factory=set)
    nick: str | None = None
    joined_at: datetime = datetime(2022, 1, 1, tzinfo=UTC)


@dataclass(eq=False, slots=True)
class Channel:
    id: int
    type: int
    name: str | None = None
    guild: Guild | None = None
    recipient: User | None = None  # of a direct message
    topic: str | None = None
    parent: Channel | None = None  # a thread's channel
    owner: User | None = None  # who opened the thread
    archived: bool = False
    denied: dict[int, int] = field(default_factory=dict)  # a user's id -> permissions taken away here
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: bool = False

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.type in THREADS


@dataclass(eq=False, slots=True)
class Guild:
    id: int
    name: str
    owner: User
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    events: dict[int, ScheduledEvent] = field(default_factory=dict)

    def permissions_of(self, user: User, channel: Channel | None = None) -> int:
        """What the user may do in the server, or in one of its channels."""
        if user is self.owner:
            return permissions.ALL
        member = self.members.get(user.id)
        if member is None:
            return 0
        allowed = self.roles[self.id].permissions
        for role_id in member.roles:
            allowed |= self.roles[role_id].permissions
        if allowed & permissions.ADMINISTRATOR:
            return permissions.ALL
        while channel is not None:
            allowed &= ~channel.denied.get(user.id, 0)
            channel = channel.parent
        return allowed


@dataclass(eq=False, slots=True)
class Message:
    id: int
    channel: Channel
    author: User
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    type: int = 0
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    edited_at: datetime | None = None
    nonce: str | int | None = None
    reference: Message | None = None  # the message that this one answers
    mentions: list[User] = field(default_factory=list)  # the people it notifies
    mention_roles: list[Role] = field(default_factory=list)
    mention_everyone: bool = False
    reactions: dict[str, set[int]] = field(default_factory=dict)  # an emoji -> the ids of those who gave it
    interaction: Any = None  # what it answers, where it came through one
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & 64)

    @property
    def pings(self) -> list[User | Role | str]:
        """Everyone whom this message notifies."""
        everyone: list[User | Role | str] = ["@everyone"] if self.mention_everyone else []
        return [*everyone, *self.mentions, *self.mention_roles]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Its buttons, in order, at any depth."""
        return [part for part in walk_components(self.components) if part.get("type") == 2]

    @property
    def text(self) -> str:
        """All the text a reader sees: content, embeds and text components, each part on a line of its own."""
        return "\n".join(part for part in self._texts() if part)

    def _texts(self) -> Iterator[str]:
        yield self.content
        for embed in self.embeds:
            yield (embed.get("author") or {}).get("name", "")
            yield embed.get("title", "")
            yield embed.get("description", "")
            for entry in embed.get("fields", []):
                yield entry["name"]
                yield entry["value"]
            yield (embed.get("footer") or {}).get("text", "")
        for part in walk_components(self.components):
            yield part.get("content", "")


@dataclass(eq=False, slots=True)
class ScheduledEvent:
    id: int
    guild: Guild
    creator: User
    body: dict[str, Any]  # as created and edited
    status: int = 1
    followers: set[int] = field(default_factory=set)


def walk_components(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component with all it holds, outermost first."""
    for part in components:
        yield part
        yield from walk_components(part.get("components") or [])
        yield from walk_components([inner for inner in (part.get("component"), part.get("accessory")) if inner])


class Snowflakes:
    """Ids as Discord makes them: time in the upper bits, always growing."""

    def __init__(self) -> None:
        self._serial = itertools.count(1)
        self._last = 0

    def next(self) -> int:
        moment = int(datetime.now(UTC).timestamp() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, (moment << 22) | (next(self._serial) & 0xFFF))
        return self._last


class World:
    """All that exists, found by id."""

    def __init__(self) -> None:
        self._ids = Snowflakes()
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self._direct: dict[int, Channel] = {}
        self.bot = self.add_user("hallway", bot=True)

    def new_id(self) -> int:
        return self._ids.next()

    def add_user(self, name: str, *, bot: bool = False, id_: int | None = None) -> User:
        user = User(id_ or self.new_id(), name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(
        self,
        name: str,
        *,
        owner: User | None = None,
        bot_permissions: int = permissions.ALL & ~permissions.ADMINISTRATOR,
    ) -> Guild:
        """A server with the bot in it, which holds `bot_permissions` by a role of its own."""
        guild = Guild(self.new_id(), name, owner or self.add_user(f"owner of {name}"))
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE, position=0)
        self.guilds[guild.id] = guild
        self.add_member(guild, guild.owner)
        role = self.add_role(guild, self.bot.name, permissions=bot_permissions, bot_id=self.bot.id, position=10)
        self.add_member(guild, self.bot, roles={role.id})
        return guild

    def add_role(self, guild: Guild, name: str, **details: Any) -> Role:
        role = Role(self.new_id(), name, **details)
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User, *, roles: set[int] | None = None) -> Member:
        member = Member(user, roles or set())
        guild.members[user.id] = member
        return member

    def add_channel(self, guild: Guild, name: str, *, type_: int = TEXT, **details: Any) -> Channel:
        channel = Channel(details.pop("id_", None) or self.new_id(), type_, name, guild, **details)
        guild.channels[channel.id] = channel
        self.channels[channel.id] = channel
        return channel

    def direct_channel(self, user: User) -> Channel:
        """The channel between the bot and `user`; always the same one."""
        if user.id not in self._direct:
            self._direct[user.id] = channel = Channel(self.new_id(), DIRECT, recipient=user)
            self.channels[channel.id] = channel
        return self._direct[user.id]

    def shared_guilds(self, user: User) -> list[Guild]:
        return [guild for guild in self.guilds.values() if user.id in guild.members and self.bot.id in guild.members]

    def remove_channel(self, channel: Channel) -> None:
        channel.deleted = True
        self.channels.pop(channel.id, None)
        if channel.guild is not None:
            channel.guild.channels.pop(channel.id, None)
