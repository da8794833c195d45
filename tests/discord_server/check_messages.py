"""Discord's rules for messages, most of which its description leaves out or gets wrong; raises its Refusal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.discord_server import errors
from tests.discord_server.calls import Upload
from tests.discord_server.check_components import V2_ONLY, check_components
from tests.discord_server.errors import invalid
from tests.discord_server.state import Message, walk_components

Json = dict[str, Any]

V2 = 1 << 15
CONTENT_LIMIT = 2000
EMBEDS_LIMIT = 6000  # characters in all embeds of a message together
EMBED_LIMITS = {"title": 256, "description": 4096, "author.name": 256, "footer.text": 2048}
FIELD_LIMITS = {"name": 256, "value": 1024}
FILLED = {"title", "description", "url", "image", "thumbnail", "video", "provider", "author", "footer", "fields"}


def check_message(body: Json, files: list[Upload], edited: Message | None = None) -> None:
    """What is sent, or an edit of `edited` together with what stays."""
    flags = (body.get("flags") or 0) | (edited.flags if edited is not None else 0)
    content = body.get("content") or ""
    embeds = body.get("embeds") or []
    components = body.get("components") or []
    if len(content) > CONTENT_LIMIT:
        raise invalid("content", "Must be 2000 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    _check_mentions(body.get("allowed_mentions") or {})
    if len(str(body.get("nonce") or "")) > 25:
        raise invalid("nonce", "Must be 25 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    _check_embeds(embeds)
    _check_version(flags, components, content, embeds)
    check_components(components, v2=bool(flags & V2))
    if _is_empty(body, files, edited):
        raise errors.empty_message()


def _is_empty(body: Json, files: list[Upload], edited: Message | None) -> bool:
    if files or body.get("poll") or body.get("sticker_ids"):
        return False
    kept = {"content": "", "embeds": [], "components": [], "attachments": []}
    if edited is not None:
        kept = {key: getattr(edited, key) for key in kept}
    shown = kept | {key: body[key] for key in kept if key in body}
    return not (shown["content"] or "").strip() and not any(
        shown[key] for key in ("embeds", "components", "attachments")
    )


def _check_mentions(allowed: Json) -> None:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            raise invalid(
                "allowed_mentions",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
                "MUTUALLY_EXCLUSIVE",
            )


def _check_embeds(embeds: list[Json]) -> None:
    if len(embeds) > 10:
        raise invalid("embeds", "Must be 10 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    total = 0
    for number, embed in enumerate(embeds):
        total += _check_embed(embed, f"embeds.{number}")
    if total > EMBEDS_LIMIT:
        raise invalid("embeds", "Embed size exceeds maximum size of 6000", "MAX_EMBED_SIZE_EXCEEDED")


def _check_embed(embed: Json, path: str) -> int:
    """How many characters count."""
    if not any(embed.get(key) for key in FILLED):
        raise invalid(path, "An embed must not be empty", "BASE_TYPE_REQUIRED")
    if "footer" in embed and not (embed["footer"] or {}).get("text"):
        raise invalid(f"{path}.footer.text", "This field is required", "BASE_TYPE_REQUIRED")
    if "author" in embed and not (embed["author"] or {}).get("name"):
        raise invalid(f"{path}.author.name", "This field is required", "BASE_TYPE_REQUIRED")
    _check_addresses(embed, path)
    if embed.get("timestamp"):
        datetime.fromisoformat(embed["timestamp"])
    texts = {key: _at(embed, key) for key in EMBED_LIMITS}
    _check_lengths(texts, EMBED_LIMITS, path)
    return sum(map(len, texts.values())) + _check_fields(embed.get("fields") or [], f"{path}.fields")


def _check_fields(fields: list[Json], path: str) -> int:
    if len(fields) > 25:
        raise invalid(path, "Must be 25 or fewer in length.", "BASE_TYPE_BAD_LENGTH")
    for number, field in enumerate(fields):
        for key in FIELD_LIMITS:
            if not (field.get(key) or "").strip():
                raise invalid(f"{path}.{number}.{key}", "This field is required", "BASE_TYPE_REQUIRED")
        _check_lengths({key: field[key] for key in FIELD_LIMITS}, FIELD_LIMITS, f"{path}.{number}")
    return sum(len(field["name"]) + len(field["value"]) for field in fields)


def _check_lengths(texts: dict[str, str], limits: dict[str, int], path: str) -> None:
    for key, text in texts.items():
        if len(text) > limits[key]:
            raise invalid(f"{path}.{key}", f"Must be {limits[key]} or fewer in length.", "BASE_TYPE_MAX_LENGTH")


def _check_addresses(embed: Json, path: str) -> None:
    for key in ("url", "image.url", "thumbnail.url", "author.url", "author.icon_url", "footer.icon_url"):
        address = _at(embed, key)
        if address and not address.startswith(("https://", "http://", "attachment://")):
            raise invalid(f"{path}.{key}", "Not a well formed URL.", "URL_TYPE_INVALID_URL")


def _at(embed: Json, path: str) -> str:
    value: Any = embed
    for part in path.split("."):
        value = (value or {}).get(part)
    return value or ""


def _check_version(flags: int, components: list[Json], content: str, embeds: list[Json]) -> None:
    newer = any(part.get("type") in V2_ONLY for part in walk_components(components))
    if newer and not flags & V2:
        raise invalid("components", "These components need the flag IS_COMPONENTS_V2", "COMPONENT_TYPE_INVALID")
    if flags & V2 and (content or embeds):
        field = "content" if content else "embeds"
        message = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        raise invalid(field, message, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
