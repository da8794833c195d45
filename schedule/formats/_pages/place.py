"""The one room of a whole workshop, where a page names it once: in its front matter or behind `Location:`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schedule.formats._pages import kinds
from schedule.formats._pages.blocks import Block, BlockKind

# `Upper Level Room 5AB`, `Room 510 AC`, `Hall B`: capitalised words before, a number or letters behind.
_ROOM = re.compile(
    r"(?:\b[A-Z][\w-]{1,14} ){0,3}\b(?:Room|Hall|Ballroom|Auditorium|Theat(?:er|re)|Raum|Saal|Salle|Aula)s? "
    r"(?:[A-Z]{0,2}\d[\w-]{0,8}(?: [A-Z]{1,3}\b)?|[A-Z]{1,2}\b)"
)
_MOST_LENGTH = 300


def common_place(front_matter: Iterable[tuple[str, str]], blocks: list[Block]) -> tuple[str, str] | None:
    """Where it is said, and the room; None where the page names none or several."""
    found: dict[str, str] = {}
    for where, text in (*front_matter, *_labelled(blocks)):
        for match in _ROOM.finditer(text[:_MOST_LENGTH]):
            found.setdefault(match[0].strip(), where)
    return next(((where, room) for room, where in found.items()), None) if len(found) == 1 else None


def _labelled(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """What stands behind `Location:` or below a heading of that name."""
    is_below = False
    for block in blocks:
        text = block.cells[0].text
        label, colon, rest = text.partition(":")
        if is_below and block.kind is BlockKind.TEXT:
            yield block.where, text
        elif colon and block.kind is BlockKind.TEXT and _is_label(label):
            yield block.where, rest
        is_below = block.kind is BlockKind.HEADING and kinds.is_place_label(text)


def _is_label(label: str) -> bool:
    words = label.strip(" *").split()
    return 0 < len(words) <= 2 and kinds.is_place_label(words[-1])
