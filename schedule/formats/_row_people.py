"""The people of a table's row: speakers, authors or both in one column, with or without affiliations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from schedule.formats._columns import Columns
from schedule.formats._draft import Draft
from schedule.formats._people import split_names
from schedule.formats._text import element_text, has_markup, parse_fragment
from schedule.models import Person

_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_IN_BRACKETS = re.compile(r"([^()]{2,80}?)\s*\(([^()]{2,120})\)\Z")
_LAST_FIRST = re.compile(r"[^,]+,[^,]+\Z")
_TRAILING = re.compile(
    r"(?:\A|\s)(?:(?:speaker|presenter|host|panell?ist)s?|(?:presented|hosted) by)(?: include)?\s?:\s?([^:]{0,2000})\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cast:
    speakers: tuple[Person, ...]
    authors: tuple[Person, ...]


def cast_of(draft: Draft, columns: Columns, cells: tuple[str, ...], trailing: str, *, is_work: bool) -> Cast:
    """`trailing` are names found at the end of the description. At a poster, people of no certain part are authors."""
    if columns.is_export:
        return Cast(*(_exported(draft, columns.cell(role, cells)) for role in ("speakers", "authors")))
    affiliation = columns.cell("affiliation", cells)
    speakers = _people(draft, columns.cells("speakers", cells), affiliation)
    if "last_name" in columns and "first_name" in columns:
        name = f"{columns.cell('first_name', cells)} {columns.cell('last_name', cells)}"
        speakers = _each_once((*speakers, draft.person(name, affiliation=affiliation)))
    authors = _people(draft, columns.cells("authors", cells), affiliation)
    either = _people(draft, [*columns.cells("people", cells), trailing], affiliation)
    return Cast(
        speakers=speakers if is_work else _each_once((*speakers, *either)),
        authors=_each_once((*authors, *either)) if is_work else authors,
    )


def trailing_people(text: str) -> tuple[str, str]:
    """A description without the names at its end, and those names: `… Speakers include: A, B`."""
    # The words stand near the end; searching no further keeps long descriptions cheap.
    start = max(len(text) - 2100, 0)
    match = _TRAILING.search(text, start)
    return (text, "") if match is None else (text[: match.start()].rstrip(), match[1].strip().rstrip("."))


def _people(draft: Draft, texts: list[str], affiliation: str) -> tuple[Person, ...]:
    names = [name for text in texts for name in _names(text)]
    # An affiliation of its own column belongs to a single person only.
    shared = affiliation if len(names) == 1 else ""
    return _each_once(_person(draft, name, shared) for name in names)


def _exported(draft: Draft, text: str) -> tuple[Person, ...]:
    """Names as Hallway itself writes them: nothing else parts or follows them."""
    return _each_once(draft.person(name) for name in text.split("; "))


def _person(draft: Draft, name: str, affiliation: str) -> Person | None:
    # A name in its own script stands in brackets too: `Yao Wei (魏銘廷)`.
    if (match := _IN_BRACKETS.match(name)) and match[1].isascii() <= match[2].isascii():
        return draft.person(match[1], affiliation=match[2])
    return draft.person(name, affiliation=affiliation)


def _names(text: str) -> list[str]:
    if has_markup(text):
        text = element_text(parse_fragment(text), with_links=False)
    if text.startswith("[") and text.endswith("]"):
        return [first or second for first, second in _QUOTED.findall(text)] or split_names(text[1:-1])
    names = split_names(text)
    if ";" in text and len(names) > 1 and all(_LAST_FIRST.match(name) for name in names):
        return [" ".join(part.strip() for part in reversed(name.split(",", 1))) for name in names]
    return names


def _each_once(people: Iterable[Person | None]) -> tuple[Person, ...]:
    return tuple({person.id: person for person in people if person is not None}.values())
