"""A meeting's Online Program page of the American Statistical Association, as of the Joint Statistical Meetings.

One table a session: when and where, title and kind, sponsors, people, then a row for each talk. Names in bold
present, the others are authors only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from schedule.formats._cancelled import without_cancellation
from schedule.formats._clock import DAY, HALF_DAY, at, find_range, settle
from schedule.formats._days import find_day
from schedule.formats._draft import Draft, unique
from schedule.formats._source import Context, Source
from schedule.models import Person, Schedule, ScheduleError, Session

NAME = "an ASA online program"

_SESSION_PAGE = "ActivityDetails.cfm?SessionID="
_TALK_PAGE = "AbstractDetails.cfm?abstractid="
_ID = re.compile(r"=\s*(\d{1,12})")
_BASE = re.compile(r"https?://[\w./-]{5,100}/(?=ActivityDetails\.cfm)")
_DASH = "—"  # parts title and kind, and title and people
_HEAD_ROWS = 3  # when and where, title, sponsors
_PRESENTS = re.compile(r"(?:Discussant|Rejoinder|Speaker)s?:\s*(.+)")


def recognises(source: Source) -> bool:
    """At least one table with a link to the program's own page of a session."""
    return _SESSION_PAGE.encode() in source.data and b"<table" in source.data


def parse(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError where no zone is given or a session's time cannot be read."""
    return _Program(source, context).read()


class _Program:
    def __init__(self, source: Source, context: Context) -> None:
        self._name = source.name
        self._draft = Draft(source.name)
        # Plain elements: those of lxml.html cost a look-up each, and there are a hundred thousand.
        self._root = etree.fromstring(source.text.encode(), etree.HTMLParser(encoding="utf-8", remove_comments=True))
        self._zone = ZoneInfo(context.need_timezone(source.name))
        self._title = context.title or _text(self._root.find(".//title"))
        base = _BASE.search(source.text)
        self._base = base[0] if base else ""
        self._people: dict[str, Person | None] = {}
        self._clocks: dict[str, int | None] = {}
        self._open_ends = 0

    def read(self) -> Schedule:
        for table in self._root.iter("table"):
            rows = table.findall("tr") or table.findall("tbody/tr")
            link = _link(rows[0], _SESSION_PAGE) if rows else None
            if link is not None and len(rows) >= _HEAD_ROWS:
                self._read_session(rows, link)
        if self._open_ends:
            self._draft.notes.guessed("talks", f"{self._open_ends} talks have only a start; read without an end")
        return self._draft.finish(title=self._title, timezone=self._zone.key)

    def _read_session(self, rows: list[etree._Element], link: str) -> None:
        where = f"session {_id(link)}"
        start, end = self._times(rows[0], where)
        title, kind = _title_and_kind(rows[1])
        title, is_cancelled = without_cancellation(title)
        body = _Body()
        for row in rows[_HEAD_ROWS:]:
            self._read_row(row, body)
        session = self._draft.add(
            where,
            id_=_id(link),
            title=title,
            kind=kind,
            starts_at=start,
            ends_at=end,
            rooms=unique([self._draft.room(_text(rows[0][-1]))]),
            track=_text(next(rows[2].iter("b"), None)) or None,
            speakers=unique(body.people),
            abstract="\n".join(body.details),
            url=self._address(link),
            cancelled=is_cancelled,
        )
        if session is not None:
            day = start.astimezone(self._zone).date()
            for talk, href in body.talks:
                self._read_talk(talk, href, session, day)

    def _times(self, row: etree._Element, where: str) -> tuple[datetime, datetime | None]:
        """`Sun, 7/29/2018, 2:00 PM - 3:50 PM` in the second cell."""
        text = _text(row[1]) if len(row) > 1 else ""
        named, clocks = find_day(text), find_range(text.rpartition(",")[2])
        day = None if named is None else named.on(None)
        if day is None or clocks is None:
            raise ScheduleError(f"{self._name}: {where}: no date and time in {text[:60]!r}; correct it there")
        start, end = settle([clocks])[0]
        if end is not None and end - start > HALF_DAY and end >= DAY:
            self._draft.notes.warning(
                where, f"{text!r} ends before it starts; am and pm mistaken: read as half a day earlier"
            )
            end -= HALF_DAY
        return at(day, start, self._zone), None if end is None else at(day, end, self._zone)

    def _read_row(self, row: etree._Element, body: _Body) -> None:
        """A talk, people beside the talks, or a text about the session."""
        if (href := _link(row, _TALK_PAGE)) is not None:
            body.talks.append((row, href))
            return
        text = " ".join(_text(cell) for cell in row).strip()
        if text.startswith("Panelists:"):
            panel = [_text(bold) for bold in row.iter("b")]
            body.people += [self._person(one) for one in panel]
            text = f"Panelists: {'; '.join(panel)}"
        elif match := _PRESENTS.search(text):
            body.people.append(self._person(match[1]))
        if text:
            body.details.append(text)

    def _read_talk(self, row: etree._Element, href: str, session: Session, day: date) -> None:
        people = list(self._presenters_and_authors(row[-1]))
        start = self._start(_text(row[0]), day)
        self._open_ends += start is not None
        self._draft.add(
            f"talk {_id(href)}",
            id_=_id(href),
            title=_text(next(row[-1].iter("a"))),
            kind=session.kind.removesuffix("s") if session.kind else None,
            starts_at=start,
            rooms=session.rooms,
            track=session.track,
            speakers=unique(person for person, presents in people if presents),
            authors=unique(person for person, _ in people),
            url=self._address(href),
            part_of=session.id,
            cancelled=session.cancelled,
        )

    def _start(self, text: str, day: date) -> datetime | None:
        """None for posters and tables, which have a number instead of a time."""
        if text not in self._clocks:
            clocks = find_range(text)
            self._clocks[text] = clocks.start.minutes if clocks is not None and clocks.start.half is not None else None
        minutes = self._clocks[text]
        return None if minutes is None else at(day, minutes, self._zone)

    def _presenters_and_authors(self, cell: etree._Element) -> Iterator[tuple[Person | None, bool]]:
        """`<b>Ada Moor, ETH</b> ; Bo Lund, MIT` behind the title."""
        for node in cell:
            if node.tag == "b":
                yield self._person(_text(node)), True
            for part in (node.tail or "").split(";"):
                yield self._person(part.strip(f"{_DASH} \t\r\n\xa0")), False

    def _person(self, text: str) -> Person | None:
        """`Ada  Moor, ETH Zürich`: what follows the first comma is the institution."""
        if text not in self._people:
            name, _, affiliation = text.partition(",")
            self._people[text] = self._draft.person(name, affiliation=affiliation) if name.strip() else None
        return self._people[text]

    def _address(self, href: str) -> str | None:
        return f"{self._base}{href.strip()}" if self._base and not href.startswith("http") else None


@dataclass(slots=True)
class _Body:
    """What stands below a session's head."""

    talks: list[tuple[etree._Element, str]] = field(default_factory=list)
    people: list[Person | None] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


def _title_and_kind(row: etree._Element) -> tuple[str, str | None]:
    title, dash, kind = _text(row).rpartition(f" {_DASH} ")
    return (title, kind) if dash else (kind, None)


def _link(element: etree._Element, page: str) -> str | None:
    return next((href for node in element.iter("a") if page in (href := node.get("href") or "")), None)


def _id(href: str) -> str:
    match = _ID.search(href)
    return match[1] if match else href


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
