"""A day of a NeurIPS, ICML or ICLR conference site, as HTML or copied into a text: everything that is on, by time.

Each entry begins with a line that ends in its weekday, day, month and clock time; people and a text may follow. The
year is not on the page: it comes from the context. An oral session's talks stand below it as `[ 10:30 ] Title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml import html as lxml_html

from schedule.formats import _workshop
from schedule.formats._instants import zone_or_none
from schedule.formats._people import are_names
from schedule.formats._source import Context, Source
from schedule.formats._text import clean, element_text
from schedule.models import Schedule, ScheduleError

NAME = "a day's page of a NeurIPS, ICML or ICLR site"

FEWEST_ENTRIES = 2
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WHEN = re.compile(
    rf"\s(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,? \d{{1,2}} (?:{_MONTHS})[a-z]{{0,6}}\.?,?(?: \d{{4}},?)?"
    r" \d{1,2}(?::\d{2})? ?[ap]\.?m\.?)(?P<rest>.{0,120})\Z",
    re.IGNORECASE,
)
# Cheap enough for a page of four megabytes, which is only taken apart where such dates stand in it.
_DATE = re.compile(rb"\d(?:\s|&nbsp;|<[^<>]{1,100}>){1,6}(?:%s)" % _MONTHS.encode(), re.IGNORECASE)
_ENDS = re.compile(r"\(?\s*(?:ends|until|-|–)\s*(\d{1,2}(?::\d{2})? ?[ap]\.?m\.?)\s*\)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\[\s*([^\[\]]{1,80}?)\s*\]")
_INNER = re.compile(r"\[\s*(\d{1,2}:\d{2})\s*\]\s*(\S.{0,400})\Z")
_ZONE = re.compile(r"time ?zone:?\s*([A-Za-z_]{2,20}/[A-Za-z_/]{2,40}|UTC)\b", re.IGNORECASE)
# What stands in brackets below an entry and leads elsewhere.
_BUTTON = re.compile(r"(?:\[[^\[\]]{1,80}\]\s*)+\Z")


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading line and the lines below it."""

    number: int
    heading: str
    lines: tuple[str, ...]


def recognises(source: Source) -> bool:
    if (
        source.is_folder
        or b"wse-detail-" in source.data
        or not re.search(rb"\d ?[ap]\.?m\.?", source.data, re.IGNORECASE)
    ):
        return False
    if source.data.lstrip()[:1] in (b"{", b"[") or len(_DATE.findall(source.data)) < FEWEST_ENTRIES:
        return False
    return sum(_WHEN.search(line) is not None for line in _lines(source)) >= FEWEST_ENTRIES


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where the year or the zone is missing."""
    lines = _lines(source)
    context, note = _with_zone(lines, context)
    page = _workshop.Page(source.name, context)
    if note:
        page.notes.guessed("page", note)
    for block in _blocks(lines):
        _add(page, block)
    return page.finish()


def _lines(source: Source) -> list[str]:
    """The page's lines as shown; of HTML, what is left of it without its tags."""
    if not source.data.lstrip().startswith(b"<"):
        return [clean(line) if len(line) < 2000 else line for line in source.text.split("\n")]
    try:
        document = lxml_html.document_fromstring(source.text)
    except (etree.ParserError, ValueError) as error:
        raise ScheduleError(f"{source.name}: is no HTML page ({error}); save the page again") from None
    return [clean(line) for line in element_text(document, with_links=False).split("\n")]


def _with_zone(lines: Sequence[str], context: Context) -> tuple[Context, str]:
    """The page says in which zone it shows its times: whoever saved it may have chosen another than the venue's."""
    for line in lines:
        if (match := _ZONE.search(line)) and (zone := zone_or_none(match[1])) is not None:
            return replace(context, timezone=zone.key), f"its times are in {zone.key}, as it says"
    return context, ""


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    number, heading = 0, ""
    below: list[str] = []
    for position, line in enumerate(lines, 1):
        if _WHEN.search(line) is not None:
            if heading:
                yield _Block(number, heading, tuple(below))
            number, heading, below = position, line, []
        elif line:
            below.append(line)
    if heading:
        yield _Block(number, heading, tuple(below))


def _add(page: _workshop.Page, block: _Block) -> None:
    match = _WHEN.search(block.heading)
    if match is None:
        return
    when, rest = block.heading[match.start() : match.start("rest")], match["rest"]
    if ends := _ENDS.search(rest):
        when = f"{when} - {ends[1]}"
    kind, title = _workshop.kind_and_title(block.heading[: match.start()])
    own, inner = _parted(block.lines)
    room = _BRACKETS.search(rest)
    people = own[0] if own and are_names(own[0]) else ""
    where = f"line {block.number}"
    id_ = page.add(
        _workshop.Entry(
            where=where,
            when=when,
            title=title or block.heading,
            kind=kind,
            room=room[1] if room else None,
            people=people,
            abstract=_abstract(own[bool(people) :]),
        )
    )
    for clock, inner_title, below in inner:
        names = below[0] if below and are_names(below[0]) else ""
        page.add(
            _workshop.Entry(
                where=where,
                when=_inside(when, clock),
                title=inner_title,
                kind=kind.removesuffix(" Session") if kind else None,
                people=names,
                abstract=_abstract(below[bool(names) :]),
                part_of=id_,
            )
        )


def _abstract(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if _BUTTON.match(line) is None)


def _parted(lines: Sequence[str]) -> tuple[list[str], list[tuple[str, str, list[str]]]]:
    """An entry's own lines, and the talks below it with theirs."""
    own: list[str] = []
    inner: list[tuple[str, str, list[str]]] = []
    for line in lines:
        if match := _INNER.match(line):
            inner.append((match[1], match[2], []))
        else:
            (inner[-1][2] if inner else own).append(line)
    return own, inner


def _inside(when: str, clock: str) -> str:
    """The day of an entry with the clock time of one of its talks, on the half of the day that follows its start."""
    day = re.sub(r"\d{1,2}(?::\d{2})? ?[ap]\.?m\.?.*\Z", "", when, flags=re.IGNORECASE)
    start = re.search(r"(\d{1,2})(?::(\d{2}))? ?([ap])\.?m", when, re.IGNORECASE)
    if start is None:
        return when
    hour, minute = (int(part) for part in clock.split(":"))
    half = start[3].lower()
    if (hour % 12, minute) < (int(start[1]) % 12, int(start[2] or 0)):
        half = "p" if half == "a" else "a"
    return f"{day}{hour}:{minute:02d} {half}.m."
