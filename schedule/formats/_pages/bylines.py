"""People behind a title in the same line: in brackets, behind a comma, a dash or `by`, or in another style."""

from __future__ import annotations

import re

from schedule.formats._pages import kinds
from schedule.formats._pages.asides import Reading
from schedule.formats._pages.names import looks_like_name, looks_like_organisation, looks_like_people, named
from schedule.formats._rich import Line, Run, href_of
from schedule.formats._text import clean

LAST_BRACKETS = re.compile(r"\s*\(([^()]{2,200})\)\s*$")
_BY = re.compile(r"^(.{2,300}?)[,.]?\s+(?:presented )?(by|with|par|von|por)\s+(.{3,200})$", re.IGNORECASE)
_TAIL_DASH = re.compile(r"^(.{3,300})\s+[-–—|·]\s+([^-–—|·]{3,160})$")
_BRACKETS = re.compile(r"\s*\([^()]{1,120}\)")
_PART = re.compile(r"(?:session|track|group|part|block|theme|topic|module|stream|unit|day)\s+\w{1,3}$", re.IGNORECASE)
_FEWEST_RUNS = 2
_SENTENCE = re.compile(r"^(.+\w{3}[.?!])\s+(\S.+)$")


def take_person_after(text: str, line: Line, reading: Reading) -> str:
    """People at the end: in brackets, behind a comma, a dash or `by`. The title keeps `Keynote by …` whole."""
    if reading.people:
        return text
    brackets = LAST_BRACKETS.search(text)
    if brackets and looks_like_people(brackets[1]):
        reading.people += named(brackets[1], href_of(line))
        return text[: brackets.start()]
    by = _BY.match(text)
    kind = kinds.as_kind(by[1]) if by else None
    if by and looks_like_people(by[3]) and (kind or by[2].casefold() != "with"):
        found = named(by[3], href_of(line))
        reading.people += found
        reading.kind = reading.kind or kind
        return text if kind and len(found) == 1 else by[1]
    dash = _TAIL_DASH.match(text)
    is_part = dash is not None and _PART.match(dash[1]) is not None
    if dash and not is_part and looks_like_people(dash[2]) and not looks_like_organisation(_BRACKETS.sub("", dash[2])):
        reading.people += named(dash[2], href_of(line))
        return dash[1]
    title, names = _styled_tail(text, line) or _comma_tail(text)
    if names:
        reading.people += named(names, href_of(line))
    return title


def _comma_tail(text: str) -> tuple[str, str]:
    """`A Title, Ada Moor and Bo Lund.` as the title and the names; commas of the title stay."""
    pieces = text.rstrip(". ").split(", ")
    first = len(pieces)
    while first > 1 and all(looks_like_name(name) for name in re.split(r"\s+(?:and|&)\s+", pieces[first - 1])):
        first -= 1
    title, names = ", ".join(pieces[:first]), pieces[first:]
    sentence = _SENTENCE.match(title)
    if sentence and looks_like_people(sentence[2]) and (names or "." in sentence[2]):
        title, names = sentence[1], [sentence[2], *names]
    return title, ", ".join(names)


def _styled_tail(text: str, line: Line) -> tuple[str, str] | None:
    """`A title. *Ada Moor, Bo Lund*`: people set off by their style alone."""
    shown = [run for run in line if run.text.strip()]
    if len(shown) < _FEWEST_RUNS or _style(shown[0]) == _style(shown[-1]):
        return None
    last = shown[-1]
    names = clean(last.text).strip(" .,–—-:")
    if not looks_like_people(names) or not text.endswith(names):
        return None
    return text[: -len(names)].strip(" .,–—-:"), names


def _style(run: Run) -> tuple[bool, bool]:
    return run.bold, run.italic
