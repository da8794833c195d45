"""Registration of commands, for every server and for one."""

from __future__ import annotations

from typing import Any

from tests.discord_server import errors
from tests.discord_server.calls import Call, Reply, Routes
from tests.discord_server.check_commands import check_command, check_commands

routes = Routes()

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
KEPT = (
    "name",
    "name_localizations",
    "description_localizations",
    "default_member_permissions",
    "dm_permission",
    "contexts",
    "integration_types",
    "options",
    "nsfw",
)


@routes("GET", GLOBAL, GUILD)
def registered(call: Call) -> Any:
    return list(_commands(call).values())


@routes("PUT", GLOBAL, GUILD)
def replace(call: Call) -> Any:
    check_commands(call.body)
    known = {(command["type"], command["name"]): command for command in _commands(call).values()}
    commands = {}
    for body in call.body:
        earlier = known.get((body.get("type") or 1, body["name"]), {})
        command = _command(call, body, earlier.get("id"))
        commands[int(command["id"])] = command
    call.server.commands[_scope(call)] = commands
    return list(commands.values())


@routes("POST", GLOBAL, GUILD)
def create(call: Call) -> Any:
    check_command(call.body)
    commands = _commands(call)
    same = [
        each
        for each in commands.values()
        if (each["type"], each["name"]) == (call.body.get("type") or 1, call.body["name"])
    ]
    command = _command(call, call.body, same[0]["id"] if same else None)
    commands[int(command["id"])] = command
    return Reply(200 if same else 201, command)


@routes("GET", GLOBAL + "/{command_id}", GUILD + "/{command_id}")
def one(call: Call) -> Any:
    return _one(call)


@routes("PATCH", GLOBAL + "/{command_id}", GUILD + "/{command_id}")
def edit(call: Call) -> Any:
    command = _one(call)
    check_command(command | call.body)
    command |= {key: value for key, value in call.body.items() if key in (*KEPT, "description")}
    return command


@routes("DELETE", GLOBAL + "/{command_id}", GUILD + "/{command_id}")
def remove(call: Call) -> None:
    del _commands(call)[int(_one(call)["id"])]


def _one(call: Call) -> dict[str, Any]:
    command = _commands(call).get(call.id("command_id"))
    if command is None:
        raise errors.unknown("Application Command")
    return command


def _scope(call: Call) -> int | None:
    """The server's id; None: everywhere."""
    if call.id("application_id") != call.bot.id:
        raise errors.missing_access()
    return call.guild().id if "guild_id" in call.args else None


def _commands(call: Call) -> dict[int, dict[str, Any]]:
    return call.server.commands.setdefault(_scope(call), {})


def _command(call: Call, body: dict[str, Any], id_: str | None) -> dict[str, Any]:
    kept = {key: body[key] for key in KEPT if body.get(key) is not None}
    permissions = body.get("default_member_permissions")
    guild = {"guild_id": call.args["guild_id"]} if "guild_id" in call.args else {}
    return (
        kept
        | guild
        | {
            "id": id_ or str(call.server.world.new_id()),
            "application_id": str(call.bot.id),
            "version": str(call.server.world.new_id()),
            "type": body.get("type") or 1,
            # Context menus have none, and discord.py reads it nevertheless.
            "description": body.get("description") or "",
            "default_member_permissions": None if permissions is None else str(permissions),
        }
    )
