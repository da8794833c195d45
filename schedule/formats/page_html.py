"""A workshop's page in HTML: tables, lists and blocks that begin with a time, with Jekyll's front matter or without."""

from __future__ import annotations

from lxml import etree

from schedule.formats._pages import page
from schedule.formats._pages.blocks import Block, blocks
from schedule.formats._pages.source import front_matter, is_candidate, is_html, tree
from schedule.formats._source import Context, Source
from schedule.models import Schedule

NAME = "a page in HTML"
IS_GENERAL = True


def recognises(source: Source) -> bool:
    """HTML with enough rows, items or lines that begin with a time."""
    if not is_candidate(source) or not is_html(source):
        return False
    found = _blocks(source)
    return found is not None and page.is_programme(found)


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a date or zone is missing."""
    pairs, _, _ = front_matter(source.text)
    return page.programme(source.name, _blocks(source) or [], pairs, context)


def _blocks(source: Source) -> list[Block] | None:
    _, body, skipped = front_matter(source.text)
    root = tree(body, source)
    return None if root is None else blocks(root, lambda element: _line(element, skipped))


def _line(element: etree._Element, skipped: int) -> str:
    line = element.sourceline
    return f"line {(line if isinstance(line, int) else 1) + skipped}"
