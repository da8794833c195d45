"""Text from a schedule or a person, made harmless and short enough for Discord.

Whatever comes out shows as it was written: it formats nothing, mentions nobody and links nowhere. Only `link`
makes an address clickable, and only an http or https one. Knows nothing of sessions and answers.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

CONTENT_LIMIT = 2000
EMBED_TEXT_LIMIT = 4096

_ELLIPSIS = "…"
# A backslash before any of these makes Discord show the sign itself. `<` and `>` end mentions, emoji and stamps.
_MARKUP = re.compile(r"[\\*_~|`<>\[\]]")
# The stroke of an address or an invitation (discord.gg/…), which Discord links without being asked.
_ADDRESS = re.compile(r"(?:(?<=:)|(?<=\.[a-z]{2})|(?<=\.[a-z]{3}))/", re.IGNORECASE)
_LINE_START = re.compile(r"^(?:[-+#]|\d{1,9}(?=[.)]))")
_EVERYONE = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
# Control signs, and those that turn the direction of everything after them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_ZERO_WIDTH = "\u200b"


def length(text: str) -> int:
    """In UTF-16 units, the larger of the two ways in which Discord's parts count."""
    return len(text) + sum(character > "\uffff" for character in text)


def fold(text: str) -> str:
    """One line without control signs."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def plain(text: str) -> str:
    """One line that Discord shows letter for letter."""
    escaped = _MARKUP.sub(r"\\\g<0>", fold(text))
    escaped = _ADDRESS.sub(r"\\/", escaped)
    escaped = _LINE_START.sub(_escape_line_start, escaped)
    return _EVERYONE.sub("@" + _ZERO_WIDTH, escaped)


def bold(text: str) -> str:
    return f"**{plain(text)}**"


def shorten(text: str, limit: int) -> str:
    """Cuts unescaped text at a word, so that at most `limit` units remain with the ellipsis."""
    text = fold(text)
    if length(text) <= limit:
        return text
    end, used = 0, 1
    for end, character in enumerate(text):  # noqa: B007 - the position is what is sought
        used += 1 + (character > "\uffff")
        if used > limit:
            break
    head, _, rest = text[:end].rpartition(" ")
    # A long word without spaces (Chinese, an address) is cut inside.
    return (head if len(head) > len(rest) else text[:end]).rstrip() + _ELLIPSIS


def plain_within(text: str, limit: int) -> str:
    """`plain`, cut so that the escaped text fits: never in the middle of an escape."""
    text, room = text[: 8 * limit], limit  # enough of an endless text, folded or not
    while room > 0:
        escaped = plain(shorten(text, room))
        excess = length(escaped) - limit
        if excess <= 0:
            return escaped
        room -= (excess + 1) // 2  # a letter and its backslash go together
    return ""


def link(label: str, url: str) -> str | None:
    """A clickable label; None where the address is not plainly http or https."""
    safe = web_address(url)
    return f"[{plain(label)}](<{safe}>)" if safe else None


def web_address(url: str) -> str | None:
    """The address with everything quoted that could end it early; None where it is no http or https address."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return quote(url.strip(), safe=":/?#&=%;,+!$~-._@")


def _escape_line_start(match: re.Match[str]) -> str:
    sign = match.group()
    return sign + "\\" if sign.isdigit() else "\\" + sign
