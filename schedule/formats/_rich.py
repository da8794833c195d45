"""Text with what its markup says: bold, italic, linked. Titles and names often differ by nothing else.

Made of a parsed HTML tree; nothing here knows what a programme is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from schedule.formats._text import clean, web_address

HIDDEN = frozenset(
    {"script", "style", "template", "noscript", "head", "select", "button", "nav", "footer", "svg", "iframe"}
)
INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike
    strong sub sup time tt u var wbr""".split()  # noqa: SIM905 - forty quotes hide it
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one style; `href` as written, resolved by nobody."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell, a list's item or a paragraph: its lines, and the items of a list inside it."""

    lines: tuple[Line, ...] = ()
    items: tuple[Cell, ...] = ()
    stamp: str | None = None  # an ISO instant that the markup carries beside the visible text

    @property
    def text(self) -> str:
        """All lines in one."""
        return " ".join(text for line in self.lines if (text := line_text(line)))

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.items


def line_text(line: Iterable[Run]) -> str:
    return clean("".join(run.text for run in line))


def cell_of(element: etree._Element) -> Cell:
    """What an element shows; the lists inside it become items."""
    lines, items = _gather(element)
    return Cell(tuple(lines), tuple(items), _stamp(element))


def cell_of_runs(runs: Iterable[Run]) -> Cell:
    """A cell of one line."""
    return Cell(tuple(_lines(list(runs))))


def href_of(runs: Iterable[Run]) -> str | None:
    """The first address among these runs that can be followed."""
    return next((url for run in runs if (url := web_address(run.href))), None)


def runs_of(element: etree._Element, style: Run = Run("")) -> Iterator[Run]:
    """Inline content in order; a line break is a run of one newline. Blocks and lists inside break lines too."""
    style = _styled(element, style)
    if element.text:
        yield replace(style, text=_SPACE.sub(" ", element.text))
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag and tag not in HIDDEN and tag not in ("ul", "ol"):
            breaks = tag not in INLINE
            if breaks:
                yield replace(style, text="\n")
            yield from runs_of(child, style)
            if breaks and tag != "br":
                yield replace(style, text="\n")
        elif tag in ("ul", "ol"):
            yield replace(style, text="\n")
        if child.tail:
            yield replace(style, text=_SPACE.sub(" ", child.tail))


def _gather(element: etree._Element) -> tuple[list[Line], list[Cell]]:
    lists = [found for found in element.iter("ul", "ol") if not _is_inside_list(found, element)]
    items = [cell_of(item) for found in lists for item in found if item.tag == "li"]
    return list(_lines(list(runs_of(element)))), [item for item in items if not item.is_empty]


def _is_inside_list(found: etree._Element, top: etree._Element) -> bool:
    for above in found.iterancestors():
        if above is top:
            return False
        if above.tag in ("ul", "ol"):
            return True
    return False


def _lines(runs: list[Run]) -> Iterator[Line]:
    line: list[Run] = []
    for run in [*runs, Run("\n")]:
        if run.text != "\n":
            line.append(run)
            continue
        if kept := _trimmed(line):
            yield kept
        line = []


def _trimmed(line: list[Run]) -> Line:
    """Neighbours of one style joined; nothing where no text is left. Crawlers leave backslashes at line ends."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1] == replace(run, text=joined[-1].text):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" \\"))
    return tuple(joined) if line_text(joined) else ()


def _styled(element: etree._Element, style: Run) -> Run:
    tag = element.tag
    if tag in ("b", "strong", "th") or (isinstance(tag, str) and re.fullmatch("h[1-6]", tag)):
        return replace(style, bold=True)
    if tag in ("i", "em", "cite"):
        return replace(style, italic=True)
    if tag == "a":
        return replace(style, href=element.get("href"))
    return style


_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def _stamp(element: etree._Element) -> str | None:
    """An instant in the attributes of the element, or of a `time` element in it."""
    for node in (element, *element.iter("time")):
        for key, value in node.attrib.items():
            name = str(key)
            is_start = name == "datetime" or (name.startswith("data-") and "end" not in name)
            if is_start and _STAMP.match(str(value)):
                return str(value)
    return None
