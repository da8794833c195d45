"""Finding elements of a parsed page by their classes, and their words."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from schedule.formats._text import clean, element_text


def classes(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def with_class(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements inside this one that have a class, in the page's order."""
    return (inner for inner in element.iterdescendants(etree.Element) if name in classes(inner))


def words(element: etree._Element | None) -> str:
    """What an element shows, on one line; empty where there is none."""
    return "" if element is None else clean(element_text(element, with_links=False))


def words_of_class(element: etree._Element, name: str) -> str:
    """What the first element of that class shows."""
    return words(next(with_class(element, name), None))
