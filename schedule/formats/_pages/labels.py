"""What stands before a title in its own line: `Keynote: …`, `Invited talk – Ada Moor`, `**Ada Moor**: …`."""

from __future__ import annotations

import re

from schedule.formats._pages import kinds
from schedule.formats._pages.asides import Reading
from schedule.formats._pages.names import looks_like_name, looks_like_organisation, looks_like_people, named
from schedule.formats._rich import Line, Run, href_of, line_text

NO_TITLE = re.compile(
    r"(?:tb[acd]|title tb[acd]|to be (?:announced|determined|confirmed)|coming soon|[-–—/*?. ]*)$", re.IGNORECASE
)
LEADING = re.compile(r"^([^():]{3,60}?)\s*\(([^()]{2,80})\)\s*[,:–—·-]?\s*(.*)$", re.DOTALL)
_DASH = re.compile(r"\s+[-–—]\s+")
_PERSON_LAST = re.compile(r"[^()]{3,200}\s[-–—]\s+([^()–—]{3,60})\([^()]{2,80}\)$")
_MOST_LABEL = 50
_MOST_LABEL_WORDS = 3


def take_label(text: str, line: Line, reading: Reading, following: list[str]) -> str:
    """`Keynote: …` and `Keynote – Ada Moor` give the kind, `**Ada Moor**: …` the speaker; the rest is returned."""
    label, *behind = _DASH.split(text, maxsplit=1)
    if behind and (kind := kinds.as_kind(label)) and _begins_with_person(behind[0]):
        return _after_kind(kind, f"{label}: {behind[0]}", line, reading, following)
    return _take_before_colon(text, line, reading, following)


def _take_before_colon(text: str, line: Line, reading: Reading, following: list[str]) -> str:
    label, colon, rest = text.partition(":")
    rest = rest.strip()
    if not colon or len(label) > _MOST_LABEL:
        return text
    if kind := kinds.as_kind(label):
        return _after_kind(kind, text, line, reading, following)
    if not rest or _bold_prefix(line) not in (label.strip(), f"{label.strip()}:"):
        return text
    if looks_like_people(label):
        reading.people += named(label, href_of(line))
        return "" if NO_TITLE.match(rest) else rest
    if len(label.split()) <= _MOST_LABEL_WORDS:
        reading.kind = reading.kind or label.strip()
        return rest
    return text


def _after_kind(kind: str, text: str, line: Line, reading: Reading, following: list[str]) -> str:
    label, _, rest = text.partition(":")
    rest = rest.strip()
    reading.kind = reading.kind or kind
    is_people = looks_like_people(rest) and not is_title_in_spite(rest, kind, reading, following)
    if kinds.is_session_label(label) and not is_people:
        return text
    if kinds.names_people(kind) or (is_people and not LEADING.match(rest)):
        return _take_all_people(rest, line, reading, label.strip())
    return text if rest[:1].islower() else rest


def _begins_with_person(text: str) -> bool:
    lead = LEADING.match(text)
    return looks_like_name(lead[1]) if lead else looks_like_people(text)


def is_title_in_spite(text: str, kind: str, reading: Reading, following: list[str]) -> bool:
    """Whether words that might be names are the title: people stand behind them, below them or in a column."""
    first, *more = text.split(", ")
    if more and not looks_like_people(first) and all(map(looks_like_people, more)):
        return True  # `Chains of Doubt, Ada Moor, Bo Lund`
    if kinds.is_for_guests(kind):
        return False  # `Invited talk: Ada Moor`, and what stands below is the title
    tail = _PERSON_LAST.match(text)
    if tail and looks_like_name(tail[1]):
        return True  # `Salt Revisited – Ada Moor (Riga)`
    lead = LEADING.match(text)
    if following and looks_like_people(following[0]):
        return lead is None or not looks_like_name(lead[1])
    return bool(reading.people) and not {one.name for one in named(text)} & {one.name for one in reading.people}


def _take_all_people(rest: str, line: Line, reading: Reading, label: str) -> str:
    """After `Invited Speaker:` and `Panel:`. What follows a dash or a line is the title, else it has no other."""
    name, *title = _DASH.split(rest, maxsplit=1)
    if title and not looks_like_organisation(title[0]):
        reading.people += named(name, href_of(line))
        return title[0]
    reading.people += named(rest, href_of(line))
    if not reading.people:
        return rest
    if len(reading.people) > 1:
        reading.title = kinds.without_number(label)
    return ""


def _bold_prefix(line: Line) -> str:
    """The text that is bold at the beginning of a line that is not bold to its end."""
    bold: list[Run] = []
    for run in line:
        if not run.bold and run.text.strip():
            return line_text(bold)
        bold.append(run)
    return ""
