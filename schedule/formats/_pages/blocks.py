"""A page as a stream of blocks in reading order: headings, table rows, list items and lines of text.

Knows HTML, into which Markdown is turned first; knows nothing of times or programmes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from lxml import etree

from schedule.formats._rich import HIDDEN, INLINE, Cell, Run, cell_of, cell_of_runs, runs_of

MOST_BLOCKS = 12_000  # the largest page seen, a whole crawled site, has 1,000
MOST_DEPTH = 150  # real pages stay below 40; deeper ones are made to break readers
_MOST_COLUMNS = 60
_MOST_SPAN = 200
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class BlockKind(Enum):
    HEADING = auto()
    ROW = auto()
    ITEM = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """`level` is a heading's rank or an item's depth, from 1."""

    kind: BlockKind
    where: str
    cells: tuple[Cell, ...]
    level: int = 0
    table: int = 0  # tells the rows of one table from those of another
    is_header: bool = False  # a row of column headings, by its markup
    anchor: str | None = None
    is_banner: bool = False  # a row that is one cell across the whole table


_PLACES = frozenset({"loc", "location", "room", "place", "stage", "session-location", "session-room"})
_MOST_PLACE = 60
LineOf = Callable[[etree._Element], str]  # noqa: SLF001 - lxml's only name for its type


def is_too_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            return True
    return False


def blocks(root: etree._Element, line_of: LineOf) -> list[Block] | None:
    """`line_of` says where an element stands in the source, as `line 12`. None where there are too many for a page."""
    found = list(islice(_Walk(line_of).walk(root), MOST_BLOCKS + 1))
    return found if len(found) <= MOST_BLOCKS else None


class _Walk:
    def __init__(self, line_of: LineOf) -> None:
        self._line_of = line_of
        self._tables = 0

    def walk(self, element: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Blocks below an element that holds blocks; loose inline content between them becomes text."""
        loose: list[Run] = [Run(element.text)] if element.text else []
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else None
            if tag is not None and tag not in HIDDEN:
                if tag == "br":
                    loose.append(Run("\n"))
                elif tag in INLINE and not _holds_blocks(child):
                    loose += runs_of(child)
                else:
                    yield from self._text(loose, element)
                    loose = []
                    yield from self._block(child, tag, depth)
            if child.tail:
                loose.append(Run(" ".join(child.tail.split("\n")) if child.tail.strip() else " "))
        yield from self._text(loose, element)

    def _block(self, element: etree._Element, tag: str, depth: int) -> Iterator[Block]:
        if tag in _HEADINGS:
            cell = cell_of(element)
            if not cell.is_empty:
                where = self._line_of(element)
                yield Block(BlockKind.HEADING, where, (cell,), _HEADINGS[tag], anchor=_anchor(element))
        elif tag == "table" and element.find(".//table") is None:
            yield from self._rows(element)
        elif tag in ("ul", "ol"):
            yield from self._items(element, depth + 1)
        elif _holds_blocks(element):
            yield from self.walk(element, depth)
        else:
            cell = _labelled(cell_of(element), element)
            if not cell.is_empty:
                yield Block(BlockKind.TEXT, self._line_of(element), (cell,), anchor=_anchor(element))

    def _text(self, runs: list[Run], element: etree._Element) -> Iterator[Block]:
        cell = cell_of_runs(runs)
        if not cell.is_empty:
            yield Block(BlockKind.TEXT, self._line_of(element), (cell,))

    def _items(self, element: etree._Element, depth: int) -> Iterator[Block]:
        for item in element:
            if item.tag != "li":
                continue
            cell = cell_of(item)
            yield Block(
                BlockKind.ITEM, self._line_of(item), (Cell(cell.lines, stamp=cell.stamp),), depth, anchor=_anchor(item)
            )
            for inner in item.iter("ul", "ol"):
                if next(a for a in inner.iterancestors() if a.tag == "li") is item:
                    yield from self._items(inner, depth + 1)

    def _rows(self, table: etree._Element) -> Iterator[Block]:
        self._tables += 1
        for number, (row, cells) in enumerate(_grid(table)):
            filled = {id(cell) for cell in cells if not cell.is_empty}
            if filled:
                yield Block(
                    BlockKind.ROW,
                    self._line_of(row),
                    tuple(cells),
                    table=self._tables,
                    is_header=_is_header(row, first=number == 0),
                    anchor=_anchor(row),
                    is_banner=len(filled) == 1,
                )


def _holds_blocks(element: etree._Element) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag not in INLINE and child.tag != "br" and child.tag not in HIDDEN
        for child in element.iterdescendants()
    )


def _anchor(element: etree._Element) -> str | None:
    return element.get("id") or element.get("name")


def _grid(table: etree._Element) -> Iterator[tuple[etree._Element, list[Cell]]]:
    """Each row with its cells in their columns: a cell over several rows stands in each of them."""
    above: dict[int, tuple[int, Cell]] = {}  # column -> rows still to fill, and with what
    for row in table.iter("tr"):
        cells: list[Cell] = []
        own = [child for child in row if child.tag in ("td", "th")]
        for element in own:
            _fill(cells, above)
            cell = cell_of(element)
            width, height = _span(element, "colspan"), _span(element, "rowspan")
            for _ in range(min(width, _MOST_COLUMNS - len(cells))):
                if height > 1:
                    above[len(cells)] = (height - 1, cell)
                cells.append(cell)  # the same object in each column and row that it spans
        _fill(cells, above)
        if own:
            yield row, cells


def _fill(cells: list[Cell], above: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in above:
        rows, cell = above.pop(len(cells))
        if rows > 1:
            above[len(cells)] = (rows - 1, cell)
        cells.append(cell)


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name) or ""
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _is_header(row: etree._Element, *, first: bool) -> bool:
    cells = [child.tag for child in row if child.tag in ("td", "th")]
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or (first and len(cells) > 1 and set(cells) == {"th"})


def _labelled(cell: Cell, element: etree._Element) -> Cell:
    """What its class calls a room says so in words, too: `Room: Stage 1`."""
    is_place = not _PLACES.isdisjoint((element.get("class") or "").lower().split())
    if not is_place or len(cell.lines) != 1 or ":" in cell.text or not 0 < len(cell.text) <= _MOST_PLACE:
        return cell
    return Cell(((Run("Room: "), *cell.lines[0]),))
