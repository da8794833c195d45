"""The HTML of a NeurIPS, ICML or ICLR workshop page: the entries of its text, with ids, paper links and videos.

The page may stand inside another one (a site's own older table, front matter): only its entries are read.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from schedule.formats import _workshop
from schedule.formats._source import Context, Source
from schedule.formats._text import clean, element_text, web_address
from schedule.models import Link, Schedule, ScheduleError

NAME = "the HTML of a NeurIPS, ICML or ICLR workshop page"

_MARK = b'id="wse-detail-'
_ENTRY = "wse-detail-"
_VIDEO = "presentation-embed-"
_BRACKETS = re.compile(r"\A\((.{1,80})\)\Z")
_BUTTON = re.compile(r"\s*»\s*\Z")


def recognises(source: Source) -> bool:
    return not source.is_folder and _MARK in source.data


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where a date or a zone is missing, or the page ends in the middle of an entry."""
    document = lxml_html.document_fromstring(source.text)
    page = _workshop.Page(source.name, context)
    for row in document.iterfind(".//tr[@id]"):
        if row.get("id", "").startswith(_ENTRY):
            page.add(_entry(row, source.name))
    return page.finish()


def _entry(row: etree._Element, name: str) -> _workshop.Entry:
    code = row.get("id", "").removeprefix(_ENTRY)
    where = f"entry {code}"
    cells = [cell for cell in row if cell.tag == "td"]
    title = row.find(".//strong")
    if len(cells) < 3 or title is None:
        raise ScheduleError(f"{name}: {where}: ends in the middle; save the page again")
    when, what, who = cells[0], cells[1], cells[2]
    date = row.find(".//div[@class='workshopevent-date']")
    details = what.find(f".//div[@id='collapse{code}']")
    return _workshop.Entry(
        id=code,
        where=where,
        when=clean(element_text(date if date is not None else when)),
        title=element_text(title),
        kind=_kind(what),
        abstract="" if details is None else _abstract(details),
        people=_people(who),
        links=_links(what),
    )


def _kind(what: etree._Element) -> str | None:
    """The first words in brackets beside the title."""
    for small in what.iterfind(".//small"):
        if match := _BRACKETS.match(clean(element_text(small))):
            return match[1]
    return None


def _abstract(details: etree._Element) -> str:
    text = element_text(details, with_links=False)
    return "\n".join(line for line in text.splitlines() if _BUTTON.search(line) is None)


def _people(who: etree._Element) -> str:
    """The names in italics; the cell's other text is an anchor."""
    names = who.find(".//i")
    return "" if names is None else element_text(names)


def _links(what: etree._Element) -> tuple[Link, ...]:
    """Each address once, under the words of its first mention; a video by its number."""
    links: dict[str, Link] = {}
    for anchor in what.iterfind(".//a[@href]"):
        if url := web_address(anchor.get("href")):
            words = _BUTTON.sub("", clean(element_text(anchor, with_links=False))) or "link"
            links.setdefault(url, Link(label="paper" if "openreview.net" in url else words, url=url))
    for embedded in what.iterfind(".//div[@id]"):
        number = embedded.get("id", "").removeprefix(_VIDEO)
        if number.isdigit() and embedded.get("id", "").startswith(_VIDEO):
            url = f"https://slideslive.com/{number}"
            links.setdefault(url, Link(label="video", url=url))
    return tuple(links.values())
