"""Abstracts out of data formats, which hold plain text, HTML or Markdown and never say which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt

from schedule.formats._text import clean_lines, from_html, has_markup

# More than any abstract has; beyond them Markdown's nested marks could take long to tell apart.
LONGEST_MARKDOWN = 20_000
MOST_MARKS = 400

_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|h[1-6]|table|span|a)\b", re.IGNORECASE)
_MARKS = re.compile(
    r"\]\([^\s()]{1,500}|\*\*\S|__\S|(?<![*\w])\*\w|(?<![_\w])_\w|`\S|<https?:"
    r"|^#{1,6} |^ {0,3}(?:[*+-]|\d{1,3}[.)]) |^ {0,3}>",
    re.MULTILINE,
)


def prose(text: str) -> str:
    """Plain lines of a text in any of the three, links kept as `words (address)`."""
    if not text.strip():
        return ""
    if _BLOCK.search(text) or not _MARKS.search(text) or not _is_moderate(text):
        return from_html(text) if has_markup(text) else clean_lines(text)
    return from_html(str(_markdown().render(text)))


def abstract_of(texts: Iterable[str]) -> str:
    """Several texts of one entry below each other, each once: some exports repeat one in another."""
    parts: list[str] = []
    for text in map(prose, texts):
        if text and not any(text in part for part in parts):
            parts = [part for part in parts if part not in text]
            parts.append(text)
    return "\n".join(parts)


def _is_moderate(text: str) -> bool:
    return len(text) <= LONGEST_MARKDOWN and sum(map(text.count, "*_[]!`<>&")) <= MOST_MARKS


@cache
def _markdown() -> MarkdownIt:
    # The systems that hold these texts show single line breaks as breaks.
    return MarkdownIt("commonmark", {"breaks": True, "html": True})
