"""The timed entries of a page: blocks in reading order become entries with their day, section and cells.

Decides what belongs to the programme and to which entry; what the cells say and when it is are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from schedule.formats._clock import ClockRange, find_range
from schedule.formats._pages.blocks import Block, BlockKind
from schedule.formats._pages.marks import (
    SECTION,
    DayMark,
    Entry,
    begins_with_day,
    day_mark,
    end_of_line,
    is_only_day,
    leading_range,
    section_name,
)
from schedule.formats._pages.table import Table
from schedule.formats._rich import Line, line_text

_MOST_SAID = 60  # enough to find the row again
_MOST_DETAILS = 12  # blocks below an entry that may still belong to it


@dataclass(slots=True)
class Collected:
    entries: list[Entry] = field(default_factory=list)
    lists: list[tuple[str, list[Entry]]] = field(default_factory=list)  # tables of talks without times, by heading
    left_out: list[tuple[str, str]] = field(default_factory=list)


def collect(blocks: Iterable[Block]) -> Collected:
    collector = _Collector()
    for block in blocks:
        collector.take(block)
    return collector.finish()


class _Collector:
    def __init__(self) -> None:
        self._out = Collected()
        self._day: DayMark | None = None
        self._track: str | None = None
        self._slot: ClockRange | None = None
        self._heading = ""
        self._current: Entry | None = None
        self._details = 0
        self._table: Table | None = None

    def take(self, block: Block) -> None:
        if block.kind is BlockKind.ROW:
            self._row(block)
            return
        self._end_table()
        if block.kind is BlockKind.HEADING:
            self._take_heading(block)
        elif block.kind is BlockKind.ITEM:
            self._item(block)
        else:
            self._text(block)

    def finish(self) -> Collected:
        self._end_table()
        return self._out

    def _take_heading(self, block: Block) -> None:
        text = block.cells[0].text
        leading, waiting = leading_range(text), self._current
        if leading is None and waiting is not None and waiting.is_stacked and not waiting.lines:
            waiting.lines += block.cells[0].lines  # the title of the time above it
            return
        self._current, self._heading = None, text
        self._slot = leading[0] if leading is not None and not leading[1] and not leading[2] else None
        if leading is not None and leading[2]:
            self._add_line(block, block.cells[0].lines[0], 0)
            return
        mark = day_mark(text, block.where)
        if mark is not None:
            self._day, self._track = mark, None
        elif (find_range(text) is not None and self._slot is None) or SECTION.match(text):
            self._track = section_name(text)
        else:
            self._track = None

    def _item(self, block: Block) -> None:
        cell = block.cells[0]
        if not cell.lines:
            return
        parent = self._parent(block.level)
        if leading_range(line_text(cell.lines[0])) is not None or cell.stamp:
            entry = self._add_line(block, cell.lines[0], block.level)
            entry.parent = parent
            entry.lines += cell.lines[1:]
        elif parent is not None:
            parent.items.append(cell)
        elif self._current is not None and self._current.depth == 0 and self._details <= self._current.is_stacked:
            self._current.items.append(cell)  # a list right below the title of an entry
        elif (mark := day_mark(cell.text, block.where)) is not None and len(cell.lines) == 1:
            self._day, self._current = mark, None
        else:
            self._current = None

    def _parent(self, depth: int) -> Entry | None:
        above = self._current
        while above is not None and above.depth >= depth:
            above = above.parent
        return above if above is not None and above.depth > 0 else None

    def _text(self, block: Block) -> None:
        for line in block.cells[0].lines:
            text = line_text(line)
            leading = leading_range(text)
            if leading is not None and is_only_day(leading[2]):
                # `9:00 AM - 6:00 PM, July 23, 2022` is about the whole day.
                self._day, self._current = day_mark(leading[2], block.where), None
            elif leading is not None:
                self._add_line(block, line, 0)
            elif is_only_day(text) or begins_with_day(text):
                self._day, self._current = day_mark(text, block.where), None
            elif self._current is not None and self._current.depth == 0 and self._details < _MOST_DETAILS:
                self._details += 1
                self._current.lines.append(line)

    def _add_line(self, block: Block, line: Line, depth: int) -> Entry:
        """An entry that a line begins: its time, and the rest of the line."""
        text = line_text(line)
        leading = leading_range(text)
        when, before, rest = leading if leading is not None else (None, "", text)
        entry = Entry(
            block.where, when, block.cells[0].stamp, self._day_in(before, block.where), self._track, depth=depth
        )
        if rest:
            entry.lines.append(end_of_line(line, rest))
        entry.is_stacked = not rest
        self._out.entries.append(entry)
        self._current, self._details = entry, 0
        return entry

    def _day_in(self, before: str, where: str) -> DayMark | None:
        if before and (mark := day_mark(before, where)) is not None:
            self._day = mark
        return self._day

    def _row(self, block: Block) -> None:
        if self._table is None or self._table.number != block.table:
            self._end_table()
            self._current = None
            self._table = Table(block.table, self._heading, block.where, slot=self._slot)
        for entry in self._table.read(block, self._day, self._track):
            self._out.entries.append(entry)
        self._day, self._track = self._table.day or self._day, self._table.track

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is None or not table.untimed:
            return
        if table.is_timed:
            self._out.left_out += [(entry.where, f"has no time: {_said(entry)}") for entry in table.untimed]
            return
        if table.lists_talks:
            self._out.lists.append((table.heading, table.untimed))
        elif len(table.untimed) > 1:
            self._out.left_out.append((table.where, f"a table of {len(table.untimed)} rows without times"))


def _said(entry: Entry) -> str:
    return line_text(entry.lines[0])[:_MOST_SAID] if entry.lines else "an empty row"
