"""A workshop's page in Markdown, as site generators keep it, or a plain text with one entry a line.

Tables, lists, headings and lines that begin with a time; raw HTML among them. The front matter's dates count.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from schedule.formats._pages import page
from schedule.formats._pages.blocks import Block, blocks
from schedule.formats._pages.marks import leading_range
from schedule.formats._pages.source import front_matter, is_candidate, is_html, tree
from schedule.formats._site_entries import holds_programme
from schedule.formats._source import Context, Source
from schedule.models import Schedule

NAME = "a page in Markdown"
IS_GENERAL = True

# The parser needs a third of a millisecond for a line, and the square of the brackets that it finds no end for. The
# largest page seen, a whole crawled site, has 2,000 lines and 600 brackets.
_MOST_LINES = 6_000
_MOST_BRACKETS = 6_000
_FEWEST_CELLS = 2
_TABLES = (".csv", ".tsv")  # without headings, their rows would be read as lines of text


def recognises(source: Source) -> bool:
    """Text with enough lines, items or rows that begin with a time."""
    if source.name.lower().endswith(_TABLES) or not is_candidate(source) or is_html(source):
        return False
    if _is_too_much(source.text) or _is_yaml(source):
        return False
    found = _blocks(source)
    return found is not None and page.is_programme(found)


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a date or zone is missing."""
    pairs, _, _ = front_matter(source.text)
    return page.programme(source.name, _blocks(source) or [], pairs, context)


def _is_yaml(source: Source) -> bool:
    """A site's data, whose lines would be read as text, or what is left of it in a damaged file."""
    return source.name.lower().endswith((".yml", ".yaml")) or holds_programme(source.text)


def _is_too_much(text: str) -> bool:
    return text.count("\n") > _MOST_LINES or text.count("[") > _MOST_BRACKETS


def _blocks(source: Source) -> list[Block] | None:
    _, body, skipped = front_matter(source.text)
    root = tree(_html(body), source)
    return None if root is None else blocks(root, lambda element: _line(element, skipped))


def _html(text: str) -> str:
    """Markdown as HTML whose elements carry their line; a line break of the source stays one."""
    markdown = (
        MarkdownIt("commonmark", {"breaks": True, "html": True, "maxNesting": 40}).enable("table").disable("code")
    )
    tokens = markdown.parse("\n".join(_with_bars(line) for line in text.split("\n")))
    _number(tokens)
    return str(RendererHTML().render(tokens, markdown.options, {}))


def _with_bars(line: str) -> str:
    """A table's row as it is copied out of a browser, its cells parted by tabs, with bars instead."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) < _FEWEST_CELLS:
        return line
    leading = leading_range(cells[0])
    return " | ".join(cells) if leading is not None and not leading[2] else line


def _number(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.map is None:
            continue
        if token.nesting == 1:
            token.attrSet("data-source-line", str(token.map[0] + 1))
        elif token.type == "html_block":
            token.content = f'<wbr data-source-line="{token.map[0] + 1}">{token.content}'


def _line(element: etree._Element, skipped: int) -> str:
    """The line that the element, or what it stands in, began at; raw HTML knows only where it began as a whole."""
    for node in (element, *element.iterancestors()):
        if number := node.get("data-source-line"):
            return f"line {int(number) + skipped}"
    return f"line {skipped + 1}"
