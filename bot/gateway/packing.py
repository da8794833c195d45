"""Lines into one message: as plain text while it fits, else with embeds, never beyond Discord's limits.

Cuts between lines only; knows nothing of what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.gateway.markdown import CONTENT_LIMIT, EMBED_TEXT_LIMIT, length

EMBEDS_TOTAL_LIMIT = 6000
_RESERVED = 150  # for the lines that say how many more there are


@dataclass(frozen=True, slots=True)
class Shown:
    """What to send. `content` is never empty, so that a reader without embeds sees the answer's first line."""

    content: str
    embeds: tuple[discord.Embed, ...] = ()
    cut: int = 0  # so many of the lines did not fit


def pack(lines: Sequence[str], *, last: str = "") -> Shown:
    """Every line must fit an embed by itself. `last` stands below them, whatever is cut."""
    lines = [line for line in lines if line]
    if not lines:
        return Shown("There is nothing to show.")
    whole = "\n".join([*lines, *([last] if last else [])])
    if length(whole) <= CONTENT_LIMIT:
        return Shown(whole)
    first, rest = _fill(lines, CONTENT_LIMIT)
    if len(first) > 1:
        # The headline alone above the list reads better than a list torn in two.
        first, rest = lines[:1], lines[1:]
    embeds, cut = _embeds(rest if first else lines, last)
    return Shown("\n".join(first) or "Here it is:", embeds, cut)


def pages(lines: Sequence[str]) -> list[Sequence[str]]:
    """A headline and a list below it, as messages of plain text that each begin with the headline."""
    headline, left = lines[0], lines[1:]
    room = CONTENT_LIMIT - _RESERVED - length(headline)
    cut: list[Sequence[str]] = []
    while left:
        taken, rest = _fill(left, room)
        cut.append([headline, *(taken or left[:1])])
        left = rest if taken else left[1:]
    return cut or [lines]


def _embeds(lines: Sequence[str], last: str) -> tuple[tuple[discord.Embed, ...], int]:
    """The embeds, and how many lines found no place in them."""
    texts: list[str] = []
    room = EMBEDS_TOTAL_LIMIT - _RESERVED
    while lines and room > 0:
        taken, left = _fill(lines, min(room, EMBED_TEXT_LIMIT - _RESERVED))
        if not taken:
            break
        texts.append("\n".join(taken))
        room -= length(texts[-1])
        lines = left
    below = [f"… and {len(lines)} more."] if lines else []
    texts[-1] = "\n".join([texts[-1], *below, *([last] if last else [])])
    return tuple(discord.Embed(description=text) for text in texts), len(lines)


def _fill(lines: Sequence[str], limit: int) -> tuple[list[str], Sequence[str]]:
    """As many lines as fit, and the others."""
    used = -1  # no line break before the first
    for count, line in enumerate(lines):
        used += 1 + length(line)
        if used > limit:
            return list(lines[:count]), lines[count:]
    return list(lines), ()
