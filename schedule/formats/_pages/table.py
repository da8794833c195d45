"""The rows of one table of a page, which share their columns: headings, days, and rooms side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from schedule.formats._clock import ClockRange, parse_clock
from schedule.formats._instants import length
from schedule.formats._pages.blocks import Block
from schedule.formats._pages.kinds import Role, as_kind, column_role, is_place
from schedule.formats._pages.marks import (
    SECTION,
    DayMark,
    Entry,
    day_mark,
    end_of_line,
    joined,
    leading_range,
    section_name,
)
from schedule.formats._rich import Cell

_MINUTES = re.compile(r"\s*m(?:in(?:utes?|s)?|n)?\.?$", re.IGNORECASE)
_MOST_TITLE = 80
_UNTIMED = re.compile(r"(?:tb[acd]|to be (?:announced|confirmed|determined)|[-–—?/]+|n/?a)[.\s]*$", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """The rows of one table, which share their columns."""

    number: int
    heading: str
    where: str
    roles: list[Role | None] | None = None
    parallel: dict[int, str] = field(default_factory=dict)  # column -> the room, track or day of its own
    day: DayMark | None = None
    track: str | None = None
    slot: ClockRange | None = None  # the heading above is a time and nothing else: all rows are then
    is_timed: bool = False
    untimed: list[Entry] = field(default_factory=list)
    last: Entry | None = None
    time_at: int | None = None  # where the rows before had their time
    spanning: dict[int, tuple[Cell, Entry]] = field(default_factory=dict)

    @property
    def lists_talks(self) -> bool:
        return self.roles is not None and Role.TITLE in self.roles and Role.PEOPLE in self.roles

    def read(self, block: Block, day: DayMark | None, track: str | None) -> list[Entry]:
        """The entries of one row; several where columns stand side by side."""
        self.day, self.track = day, track
        timed = self._when(block.cells)
        if timed is None and (banner := self._banner(block)) is not None and day_mark(banner, block.where):
            self._take_banner(banner, block.where)
            return []
        if timed is None and self._takes_header(block):
            return []
        if timed is None and (banner := self._banner(block)) is not None:
            self._take_banner(banner, block.where)
            return []
        return self._entries(block, timed)

    def _takes_header(self, block: Block) -> bool:
        """Column headings, whether marked as such or only standing first."""
        if self.roles is not None or self.is_timed or block.is_banner:
            return self.roles is None and block.is_header and not self.is_timed
        roles = [column_role(cell.text) for cell in block.cells]
        if not block.is_header and not any(role in (Role.TIME, Role.TITLE, Role.PEOPLE) for role in roles):
            return False
        self.roles = roles
        unknown = {at: cell.text for at, cell in enumerate(block.cells) if roles[at] is None and cell.text}
        again = {role for role in (Role.ROOM, Role.TRACK, Role.DAY) if roles.count(role) > 1}
        if again:  # `Room 1 | Room 2`: not what a column holds, but where its sessions are
            self.parallel = {at: cell.text for at, cell in enumerate(block.cells) if roles[at] in again}
            self.roles = [None if role in again else role for role in roles]
        elif len(unknown) > 1 and Role.TITLE not in roles:
            self.parallel = unknown
        return True

    def _when(self, cells: tuple[Cell, ...]) -> tuple[int, ClockRange | None, str, str] | None:
        """In which column the time stands, the time, the day before it, and what follows it in the same cell."""
        columns = [self._column(Role.TIME)] if self._column(Role.TIME) is not None else range(len(cells))
        for at in columns:
            if at is None or at >= len(cells):
                continue
            leading = leading_range(cells[at].text)
            if leading is not None:
                return at, self._with_end(leading[0], cells), leading[1], leading[2]
            if cells[at].stamp:
                return at, None, "", ""
        return None

    def _with_end(self, found: ClockRange, cells: tuple[Cell, ...]) -> ClockRange:
        at = self._column(Role.END)
        if found.end is not None or at is None or at >= len(cells):
            return found
        return ClockRange(found.start, parse_clock(cells[at].text), found.span)

    def _column(self, role: Role) -> int | None:
        return self.roles.index(role) if self.roles is not None and role in self.roles else None

    def _banner(self, block: Block) -> str | None:
        filled = {cell.text for cell in block.cells if not cell.is_empty}
        return next(iter(filled)) if len(filled) == 1 and len(block.cells) > 1 else None

    def _take_banner(self, text: str, where: str) -> None:
        if (mark := day_mark(text, where)) is not None:
            self.day, self.track = mark, None
        elif as_kind(text) or SECTION.match(text) or len(text) <= 80:
            self.track = section_name(text)

    def _entries(self, block: Block, timed: tuple[int, ClockRange | None, str, str] | None) -> list[Entry]:
        cells = block.cells
        self._take_day(cells, block.where)
        entry = Entry(block.where, None, None, self.day, self.track)
        rest = ""
        if timed is not None:
            at, entry.when, before, rest = timed
            self.time_at = at
            entry.stamp = cells[at].stamp
            if before and (mark := day_mark(before, block.where)):
                entry.day = self.day = mark
            self.is_timed = True
        skipped = {timed[0] if timed else self._column(Role.TIME), self._column(Role.DAY), self._column(Role.END)}
        if timed is not None and rest:
            entry.lines.append(end_of_line(joined(cells[timed[0]].lines), rest))
        if self.parallel:
            return self._side_by_side(entry, cells)
        self._fill(entry, [(at, cell) for at, cell in enumerate(cells) if at not in skipped])
        return self._judged(entry, cells, is_timed=timed is not None)

    def _take_day(self, cells: tuple[Cell, ...], where: str) -> None:
        at = self._column(Role.DAY)
        if at is not None and at < len(cells) and (mark := day_mark(cells[at].text, where)) is not None:
            self.day = mark

    def _fill(self, entry: Entry, cells: list[tuple[int, Cell]]) -> None:
        for at, cell in _each_once(cells):
            role = self.roles[at] if self.roles is not None and at < len(self.roles) else None
            if cell.is_empty or role is Role.IGNORED:
                continue
            if role is not Role.PEOPLE:
                entry.items += cell.items
            if role is None or role is Role.TITLE:
                entry.lines += cell.lines
            elif role is Role.LENGTH:
                entry.length = length(_MINUTES.sub("", cell.text))
            else:
                entry.columns.setdefault(role, []).append(cell)

    def _take_title(self, entry: Entry) -> None:
        """Where the title's cell is empty, what is described is the title: a slot that has no name yet."""
        told = entry.columns.get(Role.ABSTRACT, [])
        if not entry.lines and told and self._column(Role.TITLE) is not None and len(told[0].text) <= _MOST_TITLE:
            entry.lines += entry.columns.pop(Role.ABSTRACT)[0].lines

    def _judged(self, entry: Entry, cells: tuple[Cell, ...], *, is_timed: bool) -> list[Entry]:
        """Rows without a time: left open by the page, at the time of the row above, or no entry at all."""
        if not entry.lines and not entry.columns:
            return []
        self._take_title(entry)
        at = self._column(Role.TIME) if self._column(Role.TIME) is not None else self.time_at
        said = cells[at].text if at is not None and at < len(cells) else ""
        if self.slot is not None and at is None and self._column(Role.TITLE) is not None:
            entry.when = self.slot
            return [entry]
        if is_timed or (said and _UNTIMED.match(said)):
            self.last = entry
            self.is_timed = True
            return [entry]
        if self.is_timed and at is not None and not said and self.last is not None:
            entry.when, entry.stamp = self.last.when, self.last.stamp
            return [entry]
        self.untimed.append(entry)
        return []

    def _side_by_side(self, base: Entry, cells: tuple[Cell, ...]) -> list[Entry]:
        """One entry a column; a cell over several columns is for all of them, one over several rows goes on."""
        made: list[Entry] = []
        is_for_all = self._is_for_all(base, cells)
        for at, heading in self.parallel.items():
            cell = cells[at] if at < len(cells) else Cell()
            if cell.is_empty or (at > 0 and cells[at - 1] is cell):
                continue
            held = self.spanning.get(at)
            if held is not None and held[0] is cell:
                _extend(held[1], base.when)
                continue
            entry = Entry(base.where, base.when, base.stamp, base.day, base.track, lines=list(cell.lines))
            entry.items += cell.items
            if not is_for_all and not (at + 1 < len(cells) and cells[at + 1] is cell):
                self._place(entry, heading)
            self.spanning[at] = (cell, entry)
            made.append(entry)
            if is_for_all:
                break
        return made if base.when is not None or base.stamp else []

    def _is_for_all(self, base: Entry, cells: tuple[Cell, ...]) -> bool:
        """Whether all rooms say the same at one time: one coffee break, not three."""
        said = [cells[at].text for at in self.parallel if at < len(cells)]
        is_days = any(day_mark(heading, base.where) for heading in self.parallel.values())
        return len(said) > 1 and not is_days and len(set(said)) == 1

    def _place(self, entry: Entry, heading: str) -> None:
        if (mark := day_mark(heading, entry.where)) is not None:
            entry.day = mark
        elif is_place(heading):
            entry.room = heading
        else:
            entry.track = heading


def _each_once(cells: list[tuple[int, Cell]]) -> Iterable[tuple[int, Cell]]:
    """A cell over several columns counts in the first."""
    first: dict[int, tuple[int, Cell]] = {}
    for at, cell in cells:
        first.setdefault(id(cell), (at, cell))
    return first.values()


def _extend(entry: Entry, when: ClockRange | None) -> None:
    if entry.when is not None and when is not None and when.end is not None:
        entry.when = ClockRange(entry.when.start, when.end, entry.when.span)
