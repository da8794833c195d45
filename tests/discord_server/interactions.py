"""What people do through commands, buttons, menus and forms, and how the bot answers it.

`Interaction` is one of those with all of its answers; the functions build what the gateway sends, out of the
commands that the bot registered, and refuse what a Discord app would not let a person enter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.state import Channel, Message, User, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5

# Kinds of first answers.
MESSAGE, LATER, UPDATE_LATER, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: {MESSAGE, LATER, FORM},
    COMPONENT: {MESSAGE, LATER, UPDATE_LATER, UPDATE, FORM},
    AUTOCOMPLETE: {CHOICES},
    MODAL: {MESSAGE, LATER, UPDATE_LATER, UPDATE},
}

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)

Json = dict[str, Any]


@dataclass(eq=False)
class Interaction:
    id: int
    token: str
    type: int
    data: Json
    user: User
    channel: Channel
    opened_at: float  # of the event loop's clock
    source: Message | None = None  # the message whose button was pressed
    answered_with: int | None = None
    ephemeral: bool = False
    message: Message | None = None  # the first answer's message, with its edits
    followups: list[Message] = field(default_factory=list)
    choices: list[Json] | None = None
    form: Json | None = None

    @property
    def complete(self) -> bool:
        """Answered, and with more than a promise."""
        if self.answered_with == LATER:
            return self.message is not None
        return self.answered_with is not None

    @property
    def text(self) -> str:
        return self.message.text if self.message is not None else ""

    @property
    def deferred(self) -> bool:
        return self.answered_with in (LATER, UPDATE_LATER)

    def metadata(self) -> Json:
        """What a message says of the interaction it answers."""
        owners = {"0": str(self.channel.guild.id if self.channel.guild else 0)}
        shown = {"id": str(self.id), "type": min(self.type, COMPONENT), "user": payloads.user(self.user)}
        shown |= {"authorizing_integration_owners": owners}
        return shown | (
            {"interacted_message_id": str(self.source.id)} if shown["type"] == COMPONENT and self.source else {}
        )


def event(interaction: Interaction, world: World) -> Json:
    """INTERACTION_CREATE."""
    channel, guild = interaction.channel, interaction.channel.guild
    data: Json = {
        "id": str(interaction.id),
        "application_id": str(world.bot.id),
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": payloads.gateway_channel(channel),
        "app_permissions": payloads.app_permissions(channel, world.bot),
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
        "context": 0 if guild else 1,
        "attachment_size_limit": 10_485_760,
    }
    if interaction.source is not None:
        data["message"] = payloads.message(interaction.source)
    if guild is None:
        return data | {"user": payloads.user(interaction.user)}
    member = payloads.member(guild.members[interaction.user.id])
    return data | {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member | {"permissions": str(guild.permissions_of(interaction.user, channel))},
    }


def command_data(command: Json, path: list[str], given: Json, *, focused: str | None = None) -> Json:
    """The data of a slash command that was entered; AssertionError where an app would not let it pass."""
    resolved: Json = {}
    options = _descend(command.get("options") or [], path, given, focused, resolved)
    data: Json = {"id": command["id"], "name": command["name"], "type": 1}
    data |= {"options": options} if options else {}
    data |= {"resolved": resolved} if resolved else {}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _descend(options: list[Json], path: list[str], given: Json, focused: str | None, resolved: Json) -> list[Json]:
    if path:
        deeper = next(
            (each for each in options if each["name"] == path[0] and each["type"] in (SUBCOMMAND, GROUP)), None
        )
        assert deeper is not None, f"no subcommand {path[0]!r} among {[each['name'] for each in options]}"
        inner = _descend(deeper.get("options") or [], path[1:], given, focused, resolved)
        return [{"name": deeper["name"], "type": deeper["type"], "options": inner}]
    assert not any(each["type"] in (SUBCOMMAND, GROUP) for each in options), "a subcommand must be named"
    known = {each["name"]: each for each in options}
    assert given.keys() <= known.keys(), f"no option {sorted(given.keys() - known.keys())} among {sorted(known)}"
    required = {name for name, each in known.items() if each.get("required")}
    assert focused or required <= given.keys(), f"required options are missing: {sorted(required - given.keys())}"
    return [_entered(known[name], value, focused, resolved) for name, value in given.items()]


def _entered(option: Json, value: Any, focused: str | None, resolved: Json) -> Json:
    shown = {"name": option["name"], "type": option["type"]}
    if option["name"] == focused:
        assert option.get("autocomplete"), f"{focused!r} completes nothing"
        return shown | {"value": str(value), "focused": True}
    return shown | {"value": _value(option, value, resolved)}


def _value(option: Json, value: Any, resolved: Json) -> Any:
    type_, name = option["type"], option["name"]
    if option.get("choices"):
        by_name = {choice["name"]: choice["value"] for choice in option["choices"]}
        value = by_name.get(value, value)
        assert value in by_name.values(), f"{value!r} is not among the choices of {name!r}: {sorted(by_name)}"
        return value
    if type_ in (USER, CHANNEL, ROLE, MENTIONABLE):
        return _resolve(value, resolved)
    expected = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}[type_]
    assert isinstance(value, expected), f"{name!r} takes {expected}, not {value!r}"
    if type_ == STRING:
        assert option.get("min_length", 0) <= len(value) <= option.get("max_length", 6000), f"length of {name!r}"
    if type_ in (INTEGER, NUMBER):
        low, high = option.get("min_value", float("-inf")), option.get("max_value", float("inf"))
        assert low <= value <= high, f"{name!r} must lie between {low} and {high}"
    return value


def _resolve(value: Any, resolved: Json) -> str:
    """Enters what the id stands for beside the options, as Discord does."""
    shown, kind = {
        "User": (payloads.user, "users"),
        "Channel": (payloads.channel, "channels"),
        "Role": (payloads.role, "roles"),
    }[type(value).__name__]
    data = shown(value)
    if kind == "channels":
        data = {key: data[key] for key in ("id", "name", "type")}
        data["permissions"] = "0"
    resolved.setdefault(kind, {})[str(value.id)] = data
    return str(value.id)


def filled(form: Json, values: dict[str, str]) -> list[Json]:
    """The rows of a form as they come back; AssertionError where a field is missing or too long."""
    known: list[str] = []
    rows = []
    for row in form["components"]:
        fields = row.get("components") or [row["component"]]
        entered = [_filled_field(each, values) for each in fields if "custom_id" in each]
        known += [each["custom_id"] for each in entered]
        rows.append({"type": 1, "components": entered} if row["type"] == 1 else {"type": 18, "component": entered[0]})
    assert values.keys() <= set(known), f"no fields {sorted(values.keys() - set(known))} among {known}"
    for number, row in enumerate(rows, 1):
        row["id"] = number
    return rows


def _filled_field(component: Json, values: dict[str, str]) -> Json:
    value = values.get(component["custom_id"], component.get("value", ""))
    assert value or not component.get("required", True), f"{component['custom_id']!r} must be filled in"
    assert len(value) <= component.get("max_length", 4000), f"{component['custom_id']!r} is too long"
    return {"type": component["type"], "id": 1, "custom_id": component["custom_id"], "value": value}
