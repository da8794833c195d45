"""Collects what a format guessed, doubted or left out, so that nothing is dropped in silence."""

from __future__ import annotations

from schedule.formats._text import visible
from schedule.models import Note, NoteLevel

_LENGTH = 300  # a note is one line on a screen, whatever the source holds


class Notes:
    """`where` is a line, a row or an id: `line 12`, `row 3`, `event 4711`. A remark that repeats is kept once."""

    def __init__(self) -> None:
        self._notes: dict[tuple[NoteLevel, str, str], Note] = {}

    def guessed(self, where: str, text: str) -> None:
        self._add(NoteLevel.GUESSED, where, text)

    def warning(self, where: str, text: str) -> None:
        self._add(NoteLevel.WARNING, where, text)

    def left_out(self, where: str, text: str) -> None:
        self._add(NoteLevel.LEFT_OUT, where, text)

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    def _add(self, level: NoteLevel, where: str, text: str) -> None:
        line, place = _one_line(text), _one_line(where)
        self._notes.setdefault((level, place, line), Note(level=level, where=place, text=line))


def _one_line(text: str) -> str:
    """Halves of characters and control characters, which a source can hold, are no text that could be shown."""
    return " ".join(visible(text).split())[:_LENGTH]
