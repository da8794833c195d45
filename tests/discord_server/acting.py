"""What a test does as the people of a server, and how it reads the bot's answers.

Everything that waits is woken by events and gives up after a few seconds with a sentence that says what for.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from tests.discord_server import composing, interactions, payloads
from tests.discord_server.bell import Bell
from tests.discord_server.faults import Fault
from tests.discord_server.interactions import Interaction
from tests.discord_server.state import Channel, Guild, Message, ScheduledEvent, User, World, walk_components

if TYPE_CHECKING:
    from tests.discord_server.gateway import Gateway
    from tests.discord_server.rest import Rest


class Acting:
    world: World
    bell: Bell
    gateway: Gateway
    rest: Rest
    commands: dict[int | None, dict[int, dict[str, Any]]]
    interactions: dict[str, Interaction]
    messages: list[Message]
    read: set[int]  # the ids of those that `next_message` gave out

    # --- the bot's presence

    async def ready(self) -> None:
        """Returns once a bot is connected and has taken in its servers."""
        await self.bell.until(lambda: self.gateway.ready, "a bot to connect")
        await self.gateway.caught_up()

    # --- speaking

    async def say(
        self, user: User, channel: Channel, text: str, *, reply_to: Message | None = None, ping: bool = True
    ) -> Message:
        """What `user` writes; a reply notifies its author unless `ping` is False."""
        allowed = composing.EVERYTHING | {"replied_user": ping}
        body = {"content": text, "allowed_mentions": allowed}
        message = composing.compose(self.world, channel, user, body, reference=reply_to)
        self.publish(message)
        return message

    async def next_message(self, channel: Channel) -> Message:
        """The bot's oldest message there that was not read yet, waiting for it."""

        def look() -> Message | None:
            spoken = (each for each in self.said(channel) if each.id not in self.read)
            return next(spoken, None)

        message = await self.bell.until(look, f"a message in {channel.name or 'a direct channel'}")
        self.read.add(message.id)
        return message

    async def reply(self, message: Message) -> Message:
        """The bot's answer to exactly this message."""

        def look() -> Message | None:
            return next((each for each in self.said(message.channel) if each.reference is message), None)

        found = await self.bell.until(look, f"an answer to {message.content!r}")
        self.read.add(found.id)
        return found

    def said(self, channel: Channel | None = None) -> list[Message]:
        """Everything the bot said, in one channel or anywhere; not what only one person sees."""
        spoken = [each for each in self.messages if each.author is self.world.bot]
        return [each for each in spoken if channel is None or each.channel is channel]

    async def delete(self, message: Message) -> None:
        self.remove(message)

    # --- commands

    async def command(self, user: User, channel: Channel, name: str, /, **options: Any) -> Interaction:
        """Uses a slash command, `remind stop` for a subcommand, and waits for its answer."""
        command, path = self._find(user, channel, name)
        data = interactions.command_data(command, path, options)
        return await self._interact(interactions.COMMAND, data, user, channel, f"an answer to /{name}")

    async def autocomplete(
        self, user: User, channel: Channel, name: str, focused: str, /, **options: Any
    ) -> list[dict[str, Any]]:
        """The choices offered while `focused`, one of the options, is being typed."""
        command, path = self._find(user, channel, name)
        data = interactions.command_data(command, path, options, focused=focused)
        asked = await self._interact(interactions.AUTOCOMPLETE, data, user, channel, f"choices of /{name}")
        assert asked.choices is not None
        return asked.choices

    def offer(self, command: dict[str, Any]) -> None:
        """Registers a command everywhere as if the bot had."""
        id_ = self.world.new_id()
        self.commands.setdefault(None, {})[id_] = {"id": str(id_), "type": 1} | command

    def _find(self, user: User, channel: Channel, name: str) -> tuple[dict[str, Any], list[str]]:
        """The registered command, those of the server first, and the path to its subcommand."""
        first, *path = name.split()
        guild = channel.guild
        scopes = [self.commands.get(guild.id, {})] if guild is not None else []
        scopes.append(self.commands.get(None, {}))
        known = [each for scope in scopes for each in scope.values() if each["type"] == 1]
        offered = [each for each in known if _offered(each, user, channel)]
        for command in offered:
            if command["name"] == first:
                return command, path
        raise AssertionError(f"no command /{first} here; there are {sorted(each['name'] for each in offered)}")

    # --- buttons, menus, forms

    async def press(self, user: User, message: Message, label: str) -> Interaction:
        """Presses the button of that label or `custom_id`."""
        for button in message.buttons:
            if label in (button.get("label"), button.get("custom_id")):
                assert not button.get("disabled"), f"the button {label!r} is disabled"
                assert "custom_id" in button, f"the button {label!r} is a link"
                return await self._component(user, message, button, {})
        raise AssertionError(f"no button {label!r} among {[each.get('label') for each in message.buttons]}")

    async def select(self, user: User, message: Message, *values: str, custom_id: str | None = None) -> Interaction:
        """Chooses from the message's menu (its only one, or that of `custom_id`) by label or value."""
        menus = [each for each in walk_components(message.components) if each.get("type") == 3]
        menu = next(each for each in menus if custom_id in (None, each["custom_id"]))
        by_label = {option["label"]: option["value"] for option in menu["options"]}
        chosen = [by_label.get(value, value) for value in values]
        assert set(chosen) <= set(by_label.values()), f"{chosen} are not among {sorted(by_label)}"
        assert menu["min_values"] <= len(chosen) <= menu["max_values"], "too few or too many values"
        return await self._component(user, message, menu, {"values": chosen})

    async def _component(
        self, user: User, message: Message, component: dict[str, Any], more: dict[str, Any]
    ) -> Interaction:
        data = {"custom_id": component["custom_id"], "component_type": component["type"]} | more
        what = f"an answer to {component['custom_id']}"
        return await self._interact(interactions.COMPONENT, data, user, message.channel, what, source=message)

    async def submit(self, user: User, opened: Interaction, **values: str) -> Interaction:
        """Fills in the form that an interaction opened, by `custom_id`."""
        assert opened.form is not None, "no form was opened"
        rows = interactions.filled(opened.form, values)
        data = {"custom_id": opened.form["custom_id"], "components": rows}
        return await self._interact(
            interactions.MODAL, data, user, opened.channel, "an answer to a form", source=opened.source
        )

    async def _interact(
        self,
        type_: int,
        data: dict[str, Any],
        user: User,
        channel: Channel,
        what: str,
        *,
        source: Message | None = None,
    ) -> Interaction:
        opened = self.open(type_, data, user, channel, source=source)
        self.dispatch("INTERACTION_CREATE", interactions.event(opened, self.world))
        return await self.bell.until(lambda: opened if opened.complete else None, what)

    def open(
        self, type_: int, data: dict[str, Any], user: User, channel: Channel, *, source: Message | None = None
    ) -> Interaction:
        """An interaction that waits for its answer, of which the bot has not heard yet."""
        token = secrets.token_urlsafe(24)
        now = asyncio.get_running_loop().time()
        opened = Interaction(self.world.new_id(), token, type_, data, user, channel, now, source)
        self.interactions[token] = opened
        return opened

    # --- scheduled events, people coming and going

    async def follow(self, user: User, event: ScheduledEvent) -> None:
        event.followers.add(user.id)
        ids = {"guild_scheduled_event_id": str(event.id), "user_id": str(user.id), "guild_id": str(event.guild.id)}
        self.dispatch("GUILD_SCHEDULED_EVENT_USER_ADD", ids)

    async def arrive(self, user: User, guild: Guild) -> None:
        """Joins a server."""
        self.dispatch_member("GUILD_MEMBER_ADD", guild, self.world.add_member(guild, user))

    async def invite_bot(self, name: str) -> Guild:
        """Another server takes the bot in."""
        guild = self.world.add_guild(name)
        self.gateway.show_guild(guild)
        return guild

    async def expel_bot(self, guild: Guild) -> None:
        """A server shows the bot the door."""
        del guild.members[self.world.bot.id]
        self.dispatch("GUILD_DELETE", {"id": str(guild.id)})
        self.bell.ring()

    async def leave(self, user: User) -> None:
        """Leaves every server, so that none is shared with the bot any more."""
        for guild in self.world.guilds.values():
            if guild.members.pop(user.id, None) is not None:
                data = {"guild_id": str(guild.id), "user": payloads.user(user)}
                self.dispatch("GUILD_MEMBER_REMOVE", data)

    def direct(self, user: User) -> Channel:
        """The direct channel between `user` and the bot."""
        return self.world.direct_channel(user)

    # --- faults, and what was served

    def fail(self, fault: Fault, route: str | None = None, *, times: int | None = 1, skip: int = 0) -> None:
        """Orders a fault, see `Faults.order`."""
        self.rest.faults.order(fault, route, times=times, skip=skip)

    def served(self, route: str) -> list[int]:
        """The statuses of every answer of one route, as `POST /channels/{channel_id}/messages`; 0: none arrived."""
        return [each.status for each in self.rest.exchanges if each.route == route]


def _offered(command: dict[str, Any], user: User, channel: Channel) -> bool:
    """Whether an app shows the command to this person in this kind of channel."""
    if channel.guild is not None:
        needed = int(command.get("default_member_permissions") or 0)
        may = channel.guild.permissions_of(user, channel) & needed == needed
        return may and (command.get("contexts") is None or 0 in command["contexts"])
    if command.get("contexts") is not None:
        return 1 in command["contexts"]
    return command.get("dm_permission") is not False and "guild_id" not in command
