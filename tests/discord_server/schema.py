"""Compares what both sides say with Discord's own descriptions of its HTTP API and its gateway.

Objects are closed, so that a misspelt key is seen. What discord.py rightly sends and the description forgets
is let through by the relaxations below, for requests only: the stand-in itself is held to the letter.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError, relevance
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7, DRAFT202012

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

    from tests.discord_server.calls import Call

Json = dict[str, Any]

# Discord's descriptions lie beside the checkout, where they are at hand at all.
DESCRIPTIONS = Path(__file__).resolve().parents[3] / "shared" / "discord"

# Events that have a definition of their own (that of RESUMED says only what it never holds),
# and those that carry the same data as another.
EVENTS = {
    "READY": "Ready",
    "GUILD_CREATE": "GuildCreate",
    "GUILD_MEMBERS_CHUNK": "MembersChunk",
    "GUILD_MEMBER_ADD": "MemberAdd",
    "MESSAGE_CREATE": "MessageCreate",
    "MESSAGE_UPDATE": "MessageUpdate",
    "MESSAGE_DELETE": "MessageDelete",
    "MESSAGE_REACTION_ADD": "ReactionAdd",
    "INTERACTION_CREATE": "InteractionCreate",
    "CHANNEL_CREATE": "ChannelCreate",
    "GUILD_SCHEDULED_EVENT_CREATE": "EventCreate",
    "GUILD_SCHEDULED_EVENT_USER_ADD": "EventUserAdd",
}
SAME_DATA = {
    "CHANNEL_UPDATE": "CHANNEL_CREATE",
    "CHANNEL_DELETE": "CHANNEL_CREATE",
    "GUILD_SCHEDULED_EVENT_UPDATE": "GUILD_SCHEDULED_EVENT_CREATE",
    "GUILD_SCHEDULED_EVENT_DELETE": "GUILD_SCHEDULED_EVENT_CREATE",
    "GUILD_SCHEDULED_EVENT_USER_REMOVE": "GUILD_SCHEDULED_EVENT_USER_ADD",
}
OPERATIONS = {1: "Heartbeat", 2: "Identify", 3: "PresenceUpdate", 6: "Resume", 8: "RequestMembers"}
_FIELD_ERROR = {"type": "object", "properties": {"code": {"type": "string"}, "message": {"type": "string"}}}
_ID = re.compile(r"\d{17,20}")
# What the description leaves to the writer: its digits make no difference, its length may.
_FREE_TEXT = re.compile(r'"(?:content|description|nonce|timestamp|value)": "(?:[^"\\]|\\.)*"')
_DIGIT = re.compile(r"\d")
BODILESS = ("/guilds/{guild_id}/bans/{user_id}",)


class Judge:
    """Every method gives what is wrong, in one line, or None."""

    def __init__(self, folder: Path) -> None:
        self._api = json.loads((folder / "openapi.json").read_text("utf-8"))
        strict = _closed(self._api["components"])
        # Only ever a part of another answer; and what is wrong with a field has a word for its code, not a number.
        del strict["schemas"]["Error"]["unevaluatedProperties"]
        strict["schemas"]["InnerErrors"]["properties"]["_errors"] = {"type": "array", "items": _FIELD_ERROR}
        self._asked = _registry({"components": _relaxed(strict)}, DRAFT202012)
        self._answered = _registry({"components": strict}, DRAFT202012)
        gateway = _closed_gateway(json.loads((folder / "gateway.schema.json").read_text("utf-8"))["definitions"])
        self._gateway = _registry({"definitions": gateway}, DRAFT7)
        self._heard = _registry({"definitions": _relaxed_gateway(gateway)}, DRAFT7)
        self._validators: dict[tuple[str, ...], Validator] = {}
        self._verdicts: dict[tuple[tuple[str, ...], str], str | None] = {}

    @classmethod
    @functools.cache
    def of(cls, folder: Path) -> Judge:
        return cls(folder)

    def describes(self, method: str, template: str) -> bool:
        return method.lower() in self._api["paths"].get(template, {})

    def request(self, call: Call) -> str | None:
        described = self._api["paths"][call.template][call.method.lower()].get("requestBody")
        if call.body is None:
            needed = described is not None and described.get("required") and call.template not in BODILESS
            return "the body is missing" if needed else None
        if described is None:
            return "a body where none belongs"
        return self._fault("asked", call, described["content"].get("application/json", {}), call.body, "body")

    def answer(self, call: Call, status: int, body: Any) -> str | None:
        responses = self._api["paths"][call.template][call.method.lower()]["responses"]
        described = responses.get(str(status), responses.get(f"{status // 100}XX"))
        if described is None:
            return f"no answer {status} is described"
        if "$ref" in described:
            described = self._api["components"]["responses"][described["$ref"].rpartition("/")[2]]
        content = described.get("content", {}).get("application/json")
        if content is None:
            return None if body is None else "a body where none belongs"
        return self._fault("answered", call, content, body, str(status))

    def event(self, payload: Json) -> str | None:
        """A whole dispatch of ours."""
        name = payload["t"]
        if name in SAME_DATA:
            name = SAME_DATA[name]
            payload = payload | {"t": name}
        return self._gateway_fault(self._gateway, EVENTS.get(name), payload)

    def payload(self, payload: Json) -> str | None:
        """Something that the bot sends."""
        return self._gateway_fault(self._heard, OPERATIONS.get(payload.get("op", -1)), payload)

    def _fault(self, side: str, call: Call, content: Json, body: Any, part: str) -> str | None:
        key = (side, call.method, call.template, part)
        if key not in self._validators:
            schema = _closed(copy.deepcopy(content.get("schema", {})))
            registry = self._asked if side == "asked" else self._answered
            self._validators[key] = Draft202012Validator(_absolute(schema), registry=registry)
        return self._verdict(key, body)

    def _gateway_fault(self, registry: Registry[Any], name: str | None, payload: Json) -> str | None:
        if name is None:
            return None
        if ("gateway", name) not in self._validators:  # no name is both an event and an operation
            schema = {"$ref": f"urn:description#/definitions/All/properties/{name}"}
            self._validators["gateway", name] = Draft7Validator(schema, registry=registry)
        return self._verdict(("gateway", name), payload)

    def _verdict(self, key: tuple[str, ...], value: Any) -> str | None:
        """Remembered: commands differ by the ids they are given, thousands of reminders by their times and numbers."""
        text = _ID.sub(lambda match: "1" * len(match.group()), json.dumps(value))
        text = _FREE_TEXT.sub(lambda match: _DIGIT.sub("1", match.group()), text)
        if (key, text) not in self._verdicts:
            self._verdicts[key, text] = _worst(self._validators[key], value)
        return self._verdicts[key, text]


def _worst(validator: Validator, value: Any) -> str | None:
    error = next(iter(sorted(validator.iter_errors(value), key=relevance, reverse=True)), None)
    while error is not None and error.context:
        error = _likeliest(error.context)
    return None if error is None else f"{error.json_path}: {error.message[:400]}"


def _likeliest(errors: Sequence[ValidationError]) -> ValidationError:
    """What is wrong with the alternative that was meant: the one whose `type` fits, with the fewest errors."""

    def distance(branch: list[ValidationError]) -> tuple[bool, int]:
        return any(map(_of_another_type, branch)), len(branch)

    return max(min(_branches(errors), key=distance), key=relevance)


def _branches(errors: Sequence[ValidationError]) -> list[list[ValidationError]]:
    branches: dict[Any, list[ValidationError]] = {}
    for error in errors:
        branches.setdefault(error.schema_path[0], []).append(error)
    return list(branches.values())


def _of_another_type(error: ValidationError) -> bool:
    if error.context:
        return all(any(map(_of_another_type, branch)) for branch in _branches(error.context))
    return bool(error.path) and error.path[-1] == "type"


def _registry(document: Json, dialect: Any) -> Registry[Any]:
    return Registry().with_resource("urn:description", Resource(contents=_absolute(document), specification=dialect))


def _absolute(node: Any) -> Any:
    """With references that name the document."""
    if isinstance(node, dict):
        return {
            key: f"urn:description{value}" if key == "$ref" and value.startswith("#") else _absolute(value)
            for key, value in node.items()
        }
    return [_absolute(each) for each in node] if isinstance(node, list) else node


def _closed(node: Any, *, part: bool = False) -> Any:
    """Closes every object with listed properties; the parts of an `allOf` are closed by the whole."""
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    shown = {key: _closed_keyword(key, value) for key, value in node.items()}
    listed = isinstance(node.get("properties"), dict) and node.get("type") == "object"
    whole = node.get("type") == "object" and "allOf" in node
    if (listed or whole) and not part and "additionalProperties" not in node:
        shown["unevaluatedProperties"] = False
    return shown


def _closed_keyword(key: str, value: Any) -> Any:
    if key == "allOf":
        return [_closed(each, part=True) for each in value]
    return _closed(value)


def _relaxed(components: Json) -> Json:
    """What discord.py rightly sends although the description does not say so."""
    relaxed = copy.deepcopy(components)
    schemas = relaxed["schemas"]
    schemas["SnowflakeType"]["type"] = ["string", "integer"]
    for schema in schemas.values():
        for name in ("permissions", "allow", "deny", "default_member_permissions"):
            described = schema.get("properties", {}).get(name, {})
            if "integer" in described.get("type", ()):
                described |= {"type": [*described["type"], "string"], "pattern": "^[0-9]+$"}
    for name in ("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest"):
        schemas[name]["properties"]["nsfw"] = {"type": "boolean"}
    schemas["RichEmbed"]["properties"]["flags"] = {"type": "integer"}
    for name, schema in schemas.items():
        if name == "MessageEditRequestPartial" or name.startswith("IncomingWebhookUpdate"):
            schema["properties"]["tts"] = {"type": "boolean"}
    return relaxed


def _closed_gateway(definitions: Json) -> Json:
    """Closed, and with flags as the sums that they are."""
    shown = {name: _without_extras(definition) for name, definition in definitions.items()}
    return shown | {name: {"type": "integer"} for name in definitions if name.endswith("Flags")}


def _relaxed_gateway(definitions: Json) -> Json:
    """discord.py sends ids as numbers, and a limit beside the ids of the members it asks for."""
    relaxed = copy.deepcopy(definitions) | {"Snowflake": {"type": ["string", "integer"]}}
    relaxed["GatewayRequestGuildMembersDataWithUserIds"]["properties"]["limit"] = {"type": "integer"}
    return relaxed


def _without_extras(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_extras(each) for each in node]
    if not isinstance(node, dict):
        return node
    shown = {key: _without_extras(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        shown.setdefault("additionalProperties", False)
    return shown
