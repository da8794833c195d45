"""Abstracts that stand elsewhere on a page: below a heading that repeats a session's title, or that it links to."""

from __future__ import annotations

import re

from schedule.formats._pages.blocks import Block, BlockKind
from schedule.formats._pages.marks import leading_range
from schedule.formats._pages.names import looks_like_people
from schedule.formats._rich import line_text

_WORD = re.compile(r"\w+")
_LINK_WORDS = re.compile(r"\s*[(\[](?:slides|video|recording|paper|pdf|link)[)\]]", re.IGNORECASE)
_MOST_BLOCKS = 30  # an abstract is a few paragraphs; more is another part of the page
_FEWEST_LETTERS = 40


class Abstracts:
    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._by_title: dict[str, int] = {}
        self._by_anchor: dict[str, int] = {}
        for at, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING and leading_range(block.cells[0].text) is None:
                self._by_title.setdefault(_key(block.cells[0].text), at)
                if block.anchor:
                    self._by_anchor.setdefault(block.anchor, at)

    def of(self, title: str, anchors: list[str]) -> str:
        """Empty where the page has none. A heading with a person's name leads to a biography, not to an abstract."""
        places = [self._by_title.get(_key(title)), *(self._by_anchor.get(anchor) for anchor in anchors)]
        for at in places:
            if at is not None and not looks_like_people(self._blocks[at].cells[0].text):
                text = self._below(at)
                if len(text) >= _FEWEST_LETTERS:
                    return text
        return ""

    def _below(self, at: int) -> str:
        """The paragraphs below a heading, up to the next of its rank; the speaker's line among them is passed over."""
        level, parts = self._blocks[at].level, []
        for block in self._blocks[at + 1 : at + 1 + _MOST_BLOCKS]:
            if block.kind in (BlockKind.ROW, BlockKind.ITEM):
                break  # a list below a heading is a list of talks
            if block.kind is BlockKind.HEADING and block.level <= level:
                break
            if block.kind is BlockKind.TEXT:
                texts = [line_text(line) for line in block.cells[0].lines]
                if any(leading_range(text) for text in texts):
                    return ""
                parts += texts
        return "\n".join(parts)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(_LINK_WORDS.sub("", text).casefold()))
