"""The one room of a workshop, where a page names it once: in its front matter, behind `Location:`, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schedule.formats._pages import kinds
from schedule.formats._pages.blocks import Block, BlockKind
from schedule.formats._rich import line_text

# `Upper Level Room 5AB`, `Room 510 AC`, `Hall B`: capitalised words before, a number or letters behind.
_ROOM = re.compile(
    r"(?:\b[A-Z][\w-]{1,14} ){0,3}\b(?:Room|Hall|Ballroom|Auditorium|Theat(?:er|re)|Raum|Saal|Salle|Aula)s? "
    r"(?:[A-Z]{0,2}\d[\w-]{0,8}(?: [A-Z]{1,3}\b)?|[A-Z]{1,2}\b)"
)
_MOST_LENGTH = 300
# Behind `Location:` any name with a number is a room, as `Surfers Paradise 2`; one without may be a city.
_NUMBERED = re.compile(r"(?:[A-Z][\w'-]{1,20} ){1,3}(?:[A-Z]?\d{1,3}[A-Z]?|[A-Z])")
_HELD = re.compile(
    r"\b(?:workshop|conference|event|symposium|meeting|tutorial|school)\b.{0,40}"
    r"\b(?:held|takes? place|located|hosted)\b"
)


def common_place(front_matter: Iterable[tuple[str, str]], blocks: list[Block]) -> tuple[str, str] | None:
    """Where it is said, and the room; None where the page names none or several."""
    found: dict[str, str] = {}
    labelled = list(_labelled(blocks))
    for where, text in (*front_matter, *labelled, *_announced(blocks)):
        for match in _ROOM.finditer(text[:_MOST_LENGTH]):
            found.setdefault(match[0].strip(), where)
    if not found and len(labelled) == 1 and (named := _NUMBERED.fullmatch(labelled[0][1].strip(" *."))):
        return labelled[0][0], named[0]
    return next(((where, room) for room, where in found.items()), None) if len(found) == 1 else None


def _labelled(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """What stands behind `Location:` or below a heading of that name."""
    is_below = False
    for block in blocks:
        text = block.cells[0].text
        if is_below and block.kind is BlockKind.TEXT:
            yield block.where, text
        elif block.kind is BlockKind.TEXT:
            for line in block.cells[0].lines:
                label, colon, rest = line_text(line).partition(":")
                if colon and _is_label(label):
                    yield block.where, rest
        is_below = block.kind is BlockKind.HEADING and kinds.is_place_label(text)


def _is_label(label: str) -> bool:
    words = label.strip(" *").split()
    return 0 < len(words) <= 2 and kinds.is_place_label(words[-1])


def _announced(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """`The workshop will be held in …`: sentences about the whole."""
    for block in blocks:
        if block.kind is BlockKind.TEXT and _HELD.search(text := block.cells[0].text[:_MOST_LENGTH]):
            yield block.where, text
