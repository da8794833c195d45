"""XML of a site's own making: elements that repeat, each holding a session's fields as flat child elements.

Their names are read like a table's headings. Only what no format of its own claims is read so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from schedule.formats._columns import find_columns
from schedule.formats._grid import Grid, Row
from schedule.formats._source import Context, Source
from schedule.formats._table_rows import read_grids
from schedule.models import Schedule, ScheduleError

NAME = "XML elements of sessions"
IS_GENERAL = True

_DECLARATION = (b"<?xml", b"\xef\xbb\xbf<?xml")


def recognises(source: Source) -> bool:
    if source.is_folder or not source.data.lstrip().startswith(_DECLARATION):
        return False
    try:
        return next(_groups(_root(source)), None) is not None
    except ScheduleError:
        return False


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a day or a zone is needed and nobody gave it."""
    return read_grids(source.name, list(_groups(_root(source))), context)


def _root(source: Source) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(source.data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise ScheduleError(f"{source.name}: line {error.lineno}: is not XML: {error.msg}") from None


def _groups(root: etree._Element) -> Iterator[Grid]:
    """The elements of one name below one parent, as the rows of a table."""
    by_kind: dict[tuple[etree._Element, str], list[etree._Element]] = defaultdict(list)
    for element in root.iterdescendants(tag=etree.Element):
        parent = element.getparent()
        if len(element) and parent is not None and not any(len(child) for child in element):
            by_kind[parent, str(element.tag)].append(element)
    for elements in by_kind.values():
        headings = list(dict.fromkeys(str(child.tag) for element in elements for child in element))
        if find_columns(headings) is None:
            continue
        rows = (Row(f"line {element.sourceline}", _cells(element, headings)) for element in elements)
        yield Grid((Row("elements", tuple(headings)), *rows), carries=False)


def _cells(element: etree._Element, headings: list[str]) -> tuple[str, ...]:
    texts: dict[str, list[str]] = defaultdict(list)
    for child in element:
        if isinstance(child.tag, str):
            texts[child.tag].append("".join(map(str, child.itertext())).strip())
    return tuple("; ".join(filter(None, texts[heading])) for heading in headings)
