"""Makes a message out of what was sent: whom it notifies, what its embeds and components become, its files.

Used for the bot's messages, its interaction answers and what people say; judges nothing.
"""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime
from typing import Any

from tests.discord_server import permissions
from tests.discord_server.calls import Upload
from tests.discord_server.state import Channel, Message, Role, User, World, walk_components

USER_MENTION = re.compile(r"<@!?(\d{1,20})>")
ROLE_MENTION = re.compile(r"<@&(\d{1,20})>")
EVERYONE_MENTION = re.compile(r"@(everyone|here)")
EVERYTHING = {"parse": ["users", "roles", "everyone"], "replied_user": True}

Json = dict[str, Any]


def compose(
    world: World,
    channel: Channel,
    author: User,
    body: Json,
    *,
    files: list[Upload] | None = None,
    reference: Message | None = None,
    interaction: Any = None,
) -> Message:
    """A new message, not yet in its channel."""
    message = Message(world.new_id(), channel, author, reference=reference, interaction=interaction)
    message.type = 19 if reference is not None else (20 if interaction is not None else 0)
    message.nonce = body.get("nonce")
    apply(world, message, body, files or [])
    return message


def revise(world: World, message: Message, body: Json, files: list[Upload]) -> None:
    """An edit: what `body` does not name stays."""
    apply(world, message, body, files)
    message.edited_at = datetime.now(UTC)


def apply(world: World, message: Message, body: Json, files: list[Upload]) -> None:
    if "content" in body:
        message.content = (body["content"] or "").strip()
    if "embeds" in body:
        message.embeds = [_embed(embed) for embed in body["embeds"] or []]
    if "components" in body:
        message.components = _components(body["components"] or [])
    if body.get("flags") is not None:
        message.flags = body["flags"] | (message.flags & 64)  # what was shown to one stays so
    if files or "attachments" in body:
        message.attachments = _attachments(world, message, body.get("attachments") or [], files)
    _notify(message, body.get("allowed_mentions") or EVERYTHING)


def _embed(embed: Json) -> Json:
    shown = {key: value for key, value in embed.items() if value is not None}
    shown["type"] = "rich"
    if "fields" in shown:
        shown["fields"] = [{"inline": False} | entry for entry in shown["fields"]]
    return shown


def _components(components: list[Json]) -> list[Json]:
    """With the numbers that Discord gives to those without."""
    numbers = itertools.count(1)
    return [_numbered(part, numbers) for part in components]


def _numbered(part: Json, numbers: itertools.count[int]) -> Json:
    shown = {key: value for key, value in part.items() if value is not None}
    shown["id"] = part.get("id") or next(numbers)
    if "components" in shown:
        shown["components"] = [_numbered(inner, numbers) for inner in shown["components"]]
    if "accessory" in shown:
        shown["accessory"] = _numbered(shown["accessory"], numbers)
    if shown["type"] in (3, 5, 6, 7, 8):
        shown = {"min_values": 1, "max_values": 1} | shown
        shown.pop("required", None)  # means something in forms only
    return shown


def _attachments(world: World, message: Message, listed: list[Json], files: list[Upload]) -> list[Json]:
    kept = [known for known in message.attachments if any(str(entry["id"]) == known["id"] for entry in listed)]
    described = {str(entry["id"]): entry for entry in listed}
    return kept + [_attachment(world, message, described.get(upload.field[6:-1], {}), upload) for upload in files]


def _attachment(world: World, message: Message, described: Json, upload: Upload) -> Json:
    id_, filename = str(world.new_id()), described.get("filename") or upload.filename
    address = f"https://cdn.example.org/attachments/{message.channel.id}/{id_}/{filename}"
    shown: Json = {"id": id_, "filename": filename, "size": len(upload.data), "url": address, "proxy_url": address}
    if described.get("description"):
        shown["description"] = described["description"]
    return shown


def _notify(message: Message, allowed: Json) -> None:
    """Whom the message reaches, by what it contains and what its author allows."""
    parse = set(allowed.get("parse") or [])
    text = "\n".join([message.content, *(part.get("content", "") for part in walk_components(message.components))])
    message.mentions = _users(message, text, parse, {int(id_) for id_ in allowed.get("users") or []})
    if message.reference is not None and allowed.get("replied_user"):
        replied = message.reference.author
        message.mentions += [replied] if replied not in message.mentions else []
    guild = message.channel.guild
    if guild is None:
        message.mention_roles, message.mention_everyone = [], False
        return
    may_ping = bool(guild.permissions_of(message.author, message.channel) & permissions.MENTION_EVERYONE)
    message.mention_roles = _roles(message, text, parse, {int(id_) for id_ in allowed.get("roles") or []}, may_ping)
    message.mention_everyone = "everyone" in parse and may_ping and bool(EVERYONE_MENTION.search(text))


def _users(message: Message, text: str, parse: set[str], listed: set[int]) -> list[User]:
    channel = message.channel
    if channel.guild is None:
        known = {channel.recipient.id: channel.recipient} if channel.recipient else {}
        known[message.author.id] = message.author
    else:
        known = {id_: member.user for id_, member in channel.guild.members.items()}
    named = dict.fromkeys(int(id_) for id_ in USER_MENTION.findall(text))
    return [known[id_] for id_ in named if id_ in known and ("users" in parse or id_ in listed)]


def _roles(message: Message, text: str, parse: set[str], listed: set[int], may_ping: bool) -> list[Role]:  # noqa: FBT001
    known = message.channel.guild.roles
    named = dict.fromkeys(int(id_) for id_ in ROLE_MENTION.findall(text))
    allowed = [known[id_] for id_ in named if id_ in known and ("roles" in parse or id_ in listed)]
    return [role for role in allowed if role.mentionable or may_ping]
