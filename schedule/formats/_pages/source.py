"""Which sources may be pages at all, their front matter, and their tree.

A page is what is left when no other format claims a source.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin

import yaml
from lxml import etree
from lxml import html as lxml_html

from schedule.formats._pages.blocks import is_too_deep
from schedule.formats._source import Source
from schedule.models import ScheduleError

# A page of a workshop has some 100 kB; the largest site crawls a few hundred.
MOST_BYTES = 2**20
_TIME = re.compile(rb"\d\s?(?::|h|\.)\s?[0-5]\d|\d\s?(?:[ap]\.?m|uhr|h)\b", re.IGNORECASE)
# The first line of a table in a text file: columns parted by tabs, or by commas without a space behind them.
_DELIMITED = re.compile(rb"(?:[^\n\t]*\t){3}|(?:\"?[\w .#/()-]*\"?,(?! )){3}")
_OTHERS = (b"BEGIN:VCALENDAR", b"PK\x03\x04")
_FEWEST_TIMES = 2
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|table|section|main|article|header|ul|ol|dl|p|h[1-6]|center)\b", re.IGNORECASE
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]{0,200}\?>")
_BEFORE_TAG = re.compile(r"\A(?:\s*<\?xml[^<>]{0,200}\?>)?(?:\s*<!--.*?-->)*\s*", re.DOTALL)
_MOST_FRONT = 20_000
# Template languages leave their expressions in the source, and kramdown its attributes; they say nothing to a reader.
_TEMPLATE = re.compile(r"\{[{%][^{}\n]{0,200}[}%]\}|\{:\s?[.#][^{}\n]{0,100}\}")


def is_candidate(source: Source) -> bool:
    """Cheap signs only: one text file of a page's size with some times in it, and of no syntax that says otherwise."""
    data = source.data
    head = data[:200].lstrip()
    if not data or len(data) > MOST_BYTES or b"\0" in data[:4096] or head.startswith(_OTHERS) or _is_table(head):
        return False
    if head.startswith(b"<?xml") and b"<html" not in data[:2000].lower():
        return False
    if head[:1] in (b"{", b"[") and source.json is not None:
        return False
    return _has_times(data) and _is_text(source)


def _is_table(head: bytes) -> bool:
    """Column headings parted by tabs or commas; a copied row that begins with a time is no heading."""
    return _DELIMITED.match(head) is not None and not head.startswith(b"<") and _TIME.match(head[:8]) is None


def _has_times(data: bytes) -> bool:
    return next(islice(_TIME.finditer(data), _FEWEST_TIMES - 1, None), None) is not None


def _is_text(source: Source) -> bool:
    try:
        return bool(source.text)
    except ScheduleError:
        return False


def is_html(source: Source) -> bool:
    """Whether the text, after its front matter, begins with a tag of a page."""
    _, body, _ = front_matter(source.text[:_MOST_FRONT])
    return _BLOCK_TAG.match(_BEFORE_TAG.sub("", body)) is not None


def front_matter(text: str) -> tuple[list[tuple[str, str]], str, int]:
    """The plain values at the head of the text, the text below, and how many lines stand above it."""
    text = _TEMPLATE.sub("", text)
    match = _FRONT_MATTER.match(text[:_MOST_FRONT])
    if match is None:
        return [], text, 0
    pairs = [(str(key), str(value)) for key, value in _values(match[1]).items() if isinstance(value, str | int)]
    return pairs, text[match.end() :], text.count("\n", 0, match.end())


def tree(text: str, source: Source) -> etree._Element | None:
    """The page as a tree; None where there is none. Links are completed where the page's address is known."""
    try:
        text = _DECLARATION.sub("", text.replace("\0", " "))
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if source.name.startswith("https://"):
        _complete_links(root, source.name)
    body = root.find("body")
    found = root if body is None else body
    return None if is_too_deep(found) else found


def _complete_links(root: etree._Element, address: str) -> None:
    for anchor in root.iter("a"):
        href = anchor.get("href") or ""
        try:
            if href and not href.startswith("#"):
                anchor.set("href", urljoin(address, href))
        except ValueError:
            del anchor.attrib["href"]


def _values(text: str) -> dict[str, object]:
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
