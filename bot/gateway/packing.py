"""Lines into one message: as plain text while it fits, else with embeds, never beyond Discord's limits.

Cuts between lines only; knows nothing of what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.gateway.markdown import CONTENT_LIMIT, EMBED_TEXT_LIMIT, length

EMBEDS_TOTAL_LIMIT = 6000
_RESERVED = 120  # for the line that says how many more there are


@dataclass(frozen=True, slots=True)
class Shown:
    """What to send. `content` is never empty, so that a reader without embeds sees the answer's first line."""

    content: str
    embeds: tuple[discord.Embed, ...] = ()


def pack(lines: Sequence[str], *, more: int = 0) -> Shown:
    """Every line must fit an embed by itself. `more` counts what was left out before."""
    lines = [line for line in lines if line]
    if not lines:
        return Shown("There is nothing to show.")
    whole = "\n".join([*lines, *_rest(more)])
    if length(whole) <= CONTENT_LIMIT:
        return Shown(whole)
    first, rest = _fill(lines, CONTENT_LIMIT)
    if len(first) > 1:
        # The headline alone above the list reads better than a list torn in two.
        first, rest = lines[:1], lines[1:]
    return Shown("\n".join(first), _embeds(rest, more)) if first else Shown("Here it is:", _embeds(lines, more))


def _embeds(lines: Sequence[str], more: int) -> tuple[discord.Embed, ...]:
    texts: list[str] = []
    room = EMBEDS_TOTAL_LIMIT - _RESERVED
    while lines and room > 0:
        taken, left = _fill(lines, min(room, EMBED_TEXT_LIMIT - _RESERVED))
        if not taken:
            break
        texts.append("\n".join(taken))
        room -= length(texts[-1])
        lines = left
    texts[-1] = "\n".join([texts[-1], *_rest(more + len(lines))])
    return tuple(discord.Embed(description=text) for text in texts)


def _fill(lines: Sequence[str], limit: int) -> tuple[list[str], Sequence[str]]:
    """As many lines as fit, and the others."""
    used = -1  # no line break before the first
    for count, line in enumerate(lines):
        used += 1 + length(line)
        if used > limit:
            return list(lines[:count]), lines[count:]
    return list(lines), ()


def _rest(more: int) -> list[str]:
    return [f"… and {more} more. Name a day, a room or a kind to see fewer."] if more else []
