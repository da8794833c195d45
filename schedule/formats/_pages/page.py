"""A workshop's page as a schedule: entries in time, read and put together.

The part that Markdown and HTML pages share; both hand over their blocks. Nothing here knows a syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from schedule.formats._days import find_day
from schedule.formats._draft import Draft
from schedule.formats._pages import kinds
from schedule.formats._pages.abstracts import Abstracts
from schedule.formats._pages.asides import Reading
from schedule.formats._pages.blocks import Block, BlockKind
from schedule.formats._pages.entries import Collected, collect
from schedule.formats._pages.items import (
    PLURALS,
    explains,
    holds_talks,
    one_line,
    stacked_places,
    title_from_people,
    without_counted,
)
from schedule.formats._pages.marks import Entry
from schedule.formats._pages.names import looks_like_people
from schedule.formats._pages.place import common_place
from schedule.formats._pages.times import Prose, Timekeeper, Times
from schedule.formats._pages.titles import add_people, read_lines
from schedule.formats._rich import Cell, Line, line_text
from schedule.formats._source import Context
from schedule.models import Person, Schedule, Session

# A page is a programme from so many entries on, some of which may be announced for a time to be told; most of the
# times stand on the five minutes, as those of chats and logs do not.
FEWEST_ENTRIES = 3
FEWEST_TIMED = 2
_ROUND_SHARE = 0.8
_LENGTH = re.compile(r"\s*[(\[]\s*(\d{1,3})\s?(?:mn|min|mins|minutes?)\.?\s*[)\]]", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:(?:the|full|conference|workshop|event)\s+)?(?:schedule|program(?:me)?|agenda|timetable|home|location|venue)\b.{0,12}$",
    re.IGNORECASE,
)
_MOST_ZONE = 200  # a zone stands beside a time, at the beginning of a text
# No conference lasts as long; what lies further off is a deadline or the sale of tickets.
_FAR = timedelta(days=45)
_RELATIVE = re.compile(r"(?!#|[a-z][a-z0-9+.-]{1,20}:|//)\S", re.IGNORECASE)


def is_programme(blocks: Iterable[Block]) -> bool:
    """Whether there are enough timed entries, with times as programmes have them."""
    entries = [entry for entry in collect(blocks).entries if _says_something(entry)]
    timed = [entry for entry in entries if entry.when or entry.stamp]
    minutes = [entry.when.start.minute for entry in timed if entry.when is not None]
    is_round = sum(minute % 5 == 0 for minute in minutes) >= _ROUND_SHARE * len(minutes)
    return len(entries) >= FEWEST_ENTRIES and len(timed) >= FEWEST_TIMED and is_round


def programme(name: str, blocks: list[Block], front_matter: list[tuple[str, str]], context: Context) -> Schedule:
    """Raises ScheduleError where a date or zone is missing or nothing can be read."""
    collected = collect(blocks)
    title = context.title or _title(front_matter, blocks)
    pieces = [*front_matter, *_prose(blocks, collected)]
    zones = [*pieces, *((block.where, block.cells[0].text[:_MOST_ZONE]) for block in blocks)]
    prose = Prose(tuple(pieces), tuple(zones))
    place = common_place(front_matter, blocks)
    return written(name, collected, context, prose=prose, title=title, abstracts=Abstracts(blocks), place=place)


def written(
    name: str,
    collected: Collected,
    context: Context,
    *,
    prose: Prose,
    title: str = "",
    abstracts: Abstracts | None = None,
    place: tuple[str, str] | None = None,
) -> Schedule:
    """Entries as a schedule; `prose` is what stands around them. Raises ScheduleError."""
    draft = Draft(name)
    keeper = Timekeeper(name, prose, context, draft.notes)
    times = keeper.place(collected.entries)
    if place is not None:
        draft.notes.guessed(place[0], f"names one room; all but meals and parties are read as in {place[1]}")
    _Writer(draft, abstracts or Abstracts([]), place[1] if place is not None else None).write(collected, times)
    return draft.finish(title=context.title or title, timezone=keeper.zone.key)


class _Writer:
    """Reads each entry's cells and puts the sessions into the draft."""

    def __init__(self, draft: Draft, abstracts: Abstracts, place: str | None) -> None:
        self._draft = draft
        self._place = place  # of everything but meals and parties, which may be anywhere
        self._abstracts = abstracts
        self._made: dict[int, Session] = {}  # by the entry's identity

    def write(self, collected: Collected, times: list[Times]) -> None:
        places = stacked_places(collected.entries)
        open_ends = 0
        middle = _middle([start for start, _ in times if start is not None])
        for entry, (start, end) in zip(collected.entries, times, strict=True):
            if not _says_something(entry):
                self._draft.notes.left_out(entry.where, "has a time and nothing else")
                continue
            reading = self._read(entry, has_place=places)
            if start is not None and abs(start - middle) > _FAR:
                self._draft.notes.left_out(entry.where, f"is on {start:%Y-%m-%d}, far from the other days")
                continue
            when = self._with_length(reading, start, end)
            open_ends += when[0] is not None and when[1] is None
            session = self._add(entry, reading, *when)
            if session is not None:
                self._made[id(entry)] = session
                self._add_children(entry, session)
        if open_ends:
            have = "1 entry has" if open_ends == 1 else f"{open_ends} entries have"
            self._draft.notes.guessed("page", f"{have} only a start; read without an end")
        self._note_relative_links(collected)
        self._add_lists(collected)
        for where, text in collected.left_out:
            self._draft.notes.left_out(where, text)

    def _note_relative_links(self, collected: Collected) -> None:
        cells = (cell for entry in collected.entries for cells in entry.columns.values() for cell in cells)
        lines = [line for entry in collected.entries for line in entry.lines]
        lines += [line for cell in cells for line in cell.lines]
        hrefs = {run.href for line in lines for run in line if run.href}
        lost = sum(_RELATIVE.match(href) is not None for href in hrefs)
        if lost:
            self._draft.notes.left_out(
                "page", f"{lost} links within the site; give the page's https address to keep them"
            )

    def _read(self, entry: Entry, *, has_place: bool) -> Reading:
        reading = Reading(room=entry.room)
        title_from_people(entry)
        lines = without_counted(entry)
        if has_place and entry.is_stacked and len(lines) > 1:
            reading.room = line_text(lines.pop(0))
        self._take_columns(entry, reading)
        people_before = len(reading.people)
        if lines or not people_before:
            is_session = any(holds_talks(line_text(line)) for line in lines[:1])
            for item in list(entry.items):
                if explains(item, entry.items, is_session=is_session):
                    entry.items.remove(item)
                    lines += _unless_people(item, reading)
        return read_lines(lines, reading)

    def _take_columns(self, entry: Entry, reading: Reading) -> None:
        for role, cells in entry.columns.items():
            for cell in cells:
                if role is kinds.Role.TRACK:
                    entry.track = cell.text or entry.track
                elif role is kinds.Role.LINK:
                    read_lines(list(cell.lines), Reading(links=reading.links))
                else:
                    _take_column(role, cell, reading)

    def _with_length(self, reading: Reading, start: datetime | None, end: datetime | None) -> Times:
        """A length in brackets gives the end: `Closing Remarks (10 min)`."""
        match = _LENGTH.search(reading.title)
        if match is None:
            return start, end
        reading.title = _LENGTH.sub("", reading.title).strip() or reading.title
        if start is not None and end is None:
            end = start + timedelta(minutes=int(match[1]))
        return start, end

    def _add(
        self,
        entry: Entry,
        reading: Reading,
        start: datetime | None,
        end: datetime | None,
        parent: Session | None = None,
    ) -> Session | None:
        above = parent or (self._made.get(id(entry.parent)) if entry.parent is not None else None)
        abstract = self._abstracts.of(reading.title, reading.anchors)
        room = reading.room or (self._place if reading.kind not in ("Break", "Social") else None)
        rooms = (self._draft.room(room),) if room else ()
        return self._draft.add(
            entry.where,
            id_="",
            title=reading.title,
            kind=reading.kind,
            starts_at=start,
            ends_at=end,
            rooms=tuple(room for room in rooms if room is not None),
            track=entry.track,
            speakers=self._people(reading),
            abstract="\n".join(filter(None, (*reading.details, abstract))),
            links=tuple(reading.links),
            part_of=above.id if above is not None else None,
            cancelled=reading.is_cancelled,
        )

    def _people(self, reading: Reading) -> tuple[Person, ...]:
        found = (
            self._draft.person(one.name, affiliation=one.affiliation, url=_personal(one.url, reading))
            for one in reading.people
        )
        return tuple({person.id: person for person in found if person is not None}.values())

    def _add_children(self, entry: Entry, session: Session) -> None:
        """The items of a session of several talks: they have no time of their own."""
        for item in entry.items:
            reading = read_lines([one_line(item)])
            reading.kind = reading.kind or _singular(session)
            self._add(Entry(entry.where, None, track=entry.track), reading, None, None, parent=session)

    def _add_lists(self, collected: Collected) -> None:
        """A table of talks below a heading that is also a session's title: the talks of that session."""
        for heading, entries in collected.lists:
            parent = next((one for one in self._made.values() if _same(one.title, heading)), None)
            if parent is None:
                self._draft.notes.left_out(entries[0].where, f"a table of {len(entries)} talks without times")
                continue
            for entry in entries:
                reading = self._read(entry, has_place=False)
                reading.kind = reading.kind or _singular(parent)
                self._add(entry, reading, None, None, parent=parent)


def _middle(starts: list[datetime]) -> datetime:
    return sorted(starts)[len(starts) // 2] if starts else datetime.min.replace(tzinfo=UTC)


def _unless_people(item: Cell, reading: Reading) -> tuple[Line, ...]:
    """The item's lines; none where it names people, who are taken in at once."""
    if not looks_like_people(item.text):
        return item.lines
    add_people(reading, one_line(item))
    return ()


def _take_column(role: kinds.Role, cell: Cell, reading: Reading) -> None:
    text = cell.text
    if role is kinds.Role.PEOPLE:
        for line in (*cell.lines, *(line for item in cell.items for line in item.lines)):
            add_people(reading, line)
    elif role is kinds.Role.ROOM:
        reading.room = text
    elif role is kinds.Role.KIND:
        reading.kind = kinds.without_number(text) if text else None
    elif role is kinds.Role.AFFILIATION and reading.people and not reading.people[-1].affiliation:
        reading.people[-1] = replace(reading.people[-1], affiliation=text)
    elif text.strip("-–—/ ") and role is not kinds.Role.TIME:
        reading.details += [line_text(line) for line in cell.lines]


def _says_something(entry: Entry) -> bool:
    return bool(entry.items) or any(line_text(line) for line in entry.lines) or bool(entry.columns)


def _singular(session: Session) -> str | None:
    """The kind of one talk of a session of them: `Contributed Talks` as `Contributed Talk`."""
    kind = kinds.kind_of_title(session.title) or session.kind or ""
    words = kind.split()
    return kind[:-1] if words and words[-1].casefold() in PLURALS else None


def _personal(url: str | None, reading: Reading) -> str | None:
    """A person's own page: a link on the name that is not one of the session's files."""
    return next((link.url for link in reading.links if link.url == url and link.label == "page"), None)


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _prose(blocks: list[Block], collected: Collected) -> Iterable[tuple[str, str]]:
    """Headings, column headings and the text before the first entry, where dates and zones of the whole page stand."""
    first = collected.entries[0].where if collected.entries else ""
    is_before = True
    for block in blocks:
        is_before = is_before and block.where != first
        is_heading = block.kind is BlockKind.HEADING or block.is_header
        if is_heading or (is_before and block.kind is not BlockKind.ROW):
            yield from ((block.where, cell.text) for cell in block.cells if cell.text)


def _title(front_matter: list[tuple[str, str]], blocks: list[Block]) -> str:
    """The page's own title, unless it says no more than `Schedule`."""
    named = [value for key, value in front_matter if key in ("title", "site_title", "name")]
    tops = [block.cells[0].text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    headings = [text for text in tops if find_day(text) is None and "://" not in text]
    return next((text for text in (*named, *headings) if text and not _GENERIC.match(text)), "")
