"""Discord's rules for commands and scheduled events; raises its Refusal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.discord_server.errors import invalid

Json = dict[str, Any]

SLASH = 1
SUBCOMMAND, GROUP = 1, 2
LIMITS = {1: 100, 2: 15, 3: 15, 4: 1}  # how many of each type
TEXT_LIMIT = 8000  # names, descriptions and choices of one command together
EXTERNAL = 3


def check_commands(commands: list[Json]) -> None:
    """All of one scope together."""
    types = [command.get("type") or SLASH for command in commands]
    for type_, limit in LIMITS.items():
        if types.count(type_) > limit:
            raise invalid("", "Maximum number of application commands reached", "APPLICATION_COMMANDS_MAX")
    if len(set(zip(types, (command["name"] for command in commands), strict=True))) != len(commands):
        raise invalid("", "Application command names must be unique", "APPLICATION_COMMANDS_DUPLICATE_NAME")
    for command in commands:
        check_command(command)


def check_command(command: Json) -> None:
    name, description = command["name"], command.get("description") or ""
    if (command.get("type") or SLASH) != SLASH:
        if description or not 1 <= len(name) <= 32:
            raise invalid("description", "Context menus have a name of 1 to 32 and no description")
        return
    _check_name(name, "name")
    _check_description(description, "description")
    _check_options(command.get("options") or [], "options", depth=0)
    if _size(command) > TEXT_LIMIT:
        raise invalid("", "Command exceeds maximum size (8000)", "APPLICATION_COMMAND_TOO_LARGE")


def check_scheduled_event(event: Json, now: datetime) -> None:
    """A new one, or an old one with its changes."""
    start = datetime.fromisoformat(event["scheduled_start_time"])
    end = datetime.fromisoformat(event["scheduled_end_time"]) if event.get("scheduled_end_time") else None
    if not 1 <= len(event.get("name") or "") <= 100 or len(event.get("description") or "") > 1000:
        raise invalid("name", "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")
    if event["entity_type"] == EXTERNAL:
        if end is None:
            raise invalid("scheduled_end_time", "This field is required", "BASE_TYPE_REQUIRED")
        if not 1 <= len((event.get("entity_metadata") or {}).get("location") or "") <= 100:
            raise invalid("entity_metadata.location", "This field is required", "BASE_TYPE_REQUIRED")
    elif not event.get("channel_id"):
        raise invalid("channel_id", "This field is required", "BASE_TYPE_REQUIRED")
    if start <= now:
        raise invalid(
            "scheduled_start_time", "Cannot schedule event in the past.", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST"
        )
    if end is not None and end <= start:
        message = "Cannot schedule event to end before it starts."
        raise invalid("scheduled_end_time", message, "GUILD_SCHEDULED_EVENT_END_BEFORE_START")


def _check_name(name: str, path: str) -> None:
    fitting = all(letter.isalnum() or letter in "-_'" for letter in name) and name == name.lower()
    if not 1 <= len(name) <= 32 or not fitting:
        raise invalid(path, f"Command name is invalid: {name!r}", "APPLICATION_COMMAND_INVALID_NAME")


def _check_description(text: str, path: str) -> None:
    if not text.strip() or len(text) > 100:
        raise invalid(path, "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")


def _check_options(options: list[Json], path: str, depth: int) -> None:
    if len(options) > 25:
        raise invalid(path, "Must be 25 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    names = [option["name"] for option in options]
    if len(names) != len(set(names)):
        raise invalid(path, "Option names must be unique", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        message = "Required options must be placed before non-required options"
        raise invalid(path, message, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")
    nested = [option["type"] in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        raise invalid(path, "Sub-command and sub-command group option types are mutually exclusive to others")
    for number, option in enumerate(options):
        _check_option(option, f"{path}.{number}", depth)


def _check_option(option: Json, path: str, depth: int) -> None:
    _check_name(option["name"], f"{path}.name")
    _check_description(option.get("description") or "", f"{path}.description")
    if option["type"] == GROUP and depth > 0:
        raise invalid(path, "A group stands at the top only", "APPLICATION_COMMAND_INVALID_OPTION")
    if option["type"] in (SUBCOMMAND, GROUP):
        inner = option.get("options") or []
        if option["type"] == GROUP and not all(each["type"] == SUBCOMMAND for each in inner):
            raise invalid(path, "A group holds subcommands", "APPLICATION_COMMAND_INVALID_OPTION")
        _check_options(inner, f"{path}.options", depth + 1)
        return
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        raise invalid(
            path, "Choices and autocomplete exclude each other", "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID"
        )
    if len(choices) > 25 or len({choice["name"] for choice in choices}) != len(choices):
        raise invalid(f"{path}.choices", "At most 25 choices of different names", "BASE_TYPE_BAD_LENGTH")
    for choice in choices:
        if not 1 <= len(choice["name"]) <= 100 or len(str(choice["value"])) > 100:
            raise invalid(f"{path}.choices", "Must be between 1 and 100 in length.", "BASE_TYPE_BAD_LENGTH")


def _size(part: Json) -> int:
    own = len(part["name"]) + len(part.get("description") or "")
    own += sum(len(choice["name"]) + len(str(choice["value"])) for choice in part.get("choices") or [])
    return own + sum(map(_size, part.get("options") or []))
