"""Careful reading of values that came out of JSON: any key may be missing, null or of another type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# English is what most readers share.
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt")


def mapping(value: Any) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """The list, or an empty one."""
    return value if isinstance(value, list) else []


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; whatever else stands in it is passed over."""
    return [item for item in sequence(value) if isinstance(item, dict)]


def string(value: Any) -> str:
    """Text as it is, a number in digits, a text in several languages in one of them; otherwise empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        # Python refuses to write integers of thousands of digits; no id has as many.
        return str(value) if -(10**30) < value < 10**30 else ""
    if isinstance(value, float):
        return f"{value:g}"
    return localised(value) if isinstance(value, dict) else ""


def localised(value: Mapping[str, Any]) -> str:
    """The text of `{"en": "…", "de": "…"}`, in English where there is any."""
    if isinstance(value.get("name"), str | dict):
        return string(value["name"])
    for language in (*_LANGUAGES, *value):
        text = value.get(language)
        if isinstance(text, str) and text.strip():
            return text
    return ""


def first(entry: Mapping[str, Any], *keys: str) -> str:
    """The first of these keys that holds text."""
    return next((text for key in keys if (text := string(entry.get(key)).strip())), "")
