"""The schedule page of NeurIPS, ICML and ICLR sites up to 2021: a card for each entry.

A card holds the kind, the day with the clock times and the room, the title and the people. The year is not on the page:
it comes from the context.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from schedule.formats import _workshop
from schedule.formats._elements import classes, with_class, words, words_of_class
from schedule.formats._source import Context, Source
from schedule.formats._text import web_address
from schedule.models import Link, Schedule

NAME = "the schedule of cards of a NeurIPS, ICML or ICLR site"

_MARK = b"maincardBody"
_CARD = "maincard"
_CODE = re.compile(r"(?:main)?card_(\d{1,9})\Z")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def recognises(source: Source) -> bool:
    return not source.is_folder and _MARK in source.data


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where the year or the zone is missing."""
    document = lxml_html.document_fromstring(source.text)
    page = _workshop.Page(source.name, context)
    for element in document.iter("div"):
        if _CARD in classes(element):
            _add(page, element)
    return page.finish()


def _add(page: _workshop.Page, card: etree._Element) -> None:
    code = _CODE.match(card.get("id") or "")
    title = words_of_class(card, "maincardBody")
    headers = [text for element in with_class(card, "maincardHeader") if (text := words(element))]
    time = next((text for text in headers if _CLOCK.search(text)), "")
    when, _, room = time.partition("@")
    where = f"card {code[1]}" if code else f"card {title[:60]!r}"
    if not title:
        page.notes.left_out(where, "has no title")
        return
    page.add(
        _workshop.Entry(
            id=code[1] if code else None,
            where=where,
            when=when.strip(),
            title=title,
            kind=next((text for text in headers if text != time), None),
            people=words_of_class(card, "maincardFooter"),
            room=room.strip() or None,
            links=_links(card),
        )
    )


def _links(card: etree._Element) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for anchor in card.iterfind(".//a[@href]"):
        if url := web_address(anchor.get("href")):
            links.setdefault(url, Link(label=words(anchor).strip("[] ") or "link", url=url))
    return tuple(links.values())
