"""Entries of a site's data file, wherever in it they stand: below days, below years, or in one list.

Keys are read like the column headings of a table. Nothing here knows what is done with the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import html as lxml_html

from schedule.formats._clock import ClockRange, find_range, parse_clock
from schedule.formats._instants import length
from schedule.formats._pages.kinds import Role, column_role, kind_of_title
from schedule.formats._pages.marks import DayMark, Entry, day_mark
from schedule.formats._pages.names import looks_like_people
from schedule.formats._rich import Cell, Run, cell_of, line_text
from schedule.formats._text import has_markup
from schedule.formats._yaml_tree import Mapping, load

_MOST_DEPTH = 6
_MOST_SUBTITLE = 80  # a longer one says what the session is about
_NAME_KEYS = ("title", "name", "event", "talk", "topic", "session", "activity", "what")
_MOMENT = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d\d)(?::\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?\s*$"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]+")
_NOTHING = re.compile(r"(?:tb[acd]|null|~|n/?a|none|false|true|[-–—]*)$", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d$")
_TALKS = frozenset(
    """talks papers presentations posters sessions events items contributions activities groups lectures talk
    subsessions speeches demos keynotes program programme agenda schedule slots""".split()  # noqa: SIM905
)
_WHEN = re.compile(
    r"(?:^|[{,-])[ \t]{0,20}[\"']?(?:start|begin|from|time|date|when)\w{0,12}[\"']?[ \t]{0,4}:",
    re.IGNORECASE | re.MULTILINE,
)
_WHAT = re.compile(
    r"(?:^|[{,-])[ \t]{0,20}[\"']?(?:title|name|event|talk|session|topic|activity|what)[\"']?[ \t]{0,4}:",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_KEYS = 2
_KEYS = {
    "subtitle": Role.ABSTRACT,
    "speaking": Role.PEOPLE,
    "bio": Role.IGNORED,
    "url": Role.LINK,
    "href": Role.LINK,
    "host": Role.IGNORED,
}


@dataclass(frozen=True, slots=True)
class Above:
    """What the levels above an entry say of it."""

    day: DayMark | None = None
    track: str | None = None
    room: str | None = None
    when: ClockRange | None = None  # of a slot that has talks and no title
    parent: Entry | None = None
    key: str = ""  # under which the level stands

    @property
    def holds_talks(self) -> bool:
        """Whether what stands here is a talk even without a time of its own."""
        return (self.when is not None or self.parent is not None) and _plain(self.key) in _TALKS


@dataclass(slots=True)
class Found:
    entries: list[Entry] = field(default_factory=list)
    unused: set[str] = field(default_factory=set)  # keys whose meaning is unknown


def holds_programme(text: str) -> bool:
    """Whether a text is YAML in which two mappings have a title and a time."""
    # Two keys must say when and two say what, before the slow parser is asked.
    if not all(len(keys.findall(text)) >= _FEWEST_KEYS for keys in (_WHEN, _WHAT)):
        return False
    return sum(entry.when is not None or entry.stamp is not None for entry in find(load(text)).entries) >= _FEWEST_KEYS


def years(data: Any) -> list[str]:
    """The keys of a file that holds several years, newest first; empty for others."""
    if not isinstance(data, dict) or not data or not all(_YEAR.match(key) for key in data):
        return []
    return sorted(data, reverse=True)


def find(data: Any) -> Found:
    found = Found()
    for _ in _walk(data, Above(), found, 0):
        pass
    return found


def _walk(node: Any, above: Above, found: Found, depth: int) -> Iterator[None]:
    if depth > _MOST_DEPTH:
        return
    if isinstance(node, list):
        for item in node:
            yield from _walk(item, above, found, depth + 1)
    elif isinstance(node, Mapping):
        entry = _entry(node, above, found)
        inner = Found()
        for key, value in node.items():
            if entry is None or isinstance(value, list | Mapping):
                below = _below(node, above) if _is_open(entry) else _inside(entry, above)
                yield from _walk(value, replace(below, key=key), inner, depth + 1)
        if entry is not None and not (_is_open(entry) and inner.entries):
            found.entries.append(entry)
        found.entries += inner.entries
        found.unused |= inner.unused


def _is_open(entry: Entry | None) -> bool:
    """Whether a level has no clock time of its own: it may be a day, with a title and a date, that holds others."""
    return entry is None or (entry.when is None and entry.stamp is None and entry.parent is None)


def _inside(entry: Entry | None, above: Above) -> Above:
    return above if entry is None else Above(entry.day, entry.track, entry.room, parent=entry)


def _below(node: Mapping, above: Above) -> Above:
    """A level of days, rooms, tracks or slots: its own texts say what the entries in it share."""
    for key, value in sorted(node.items(), key=lambda item: _role(item[0]) is Role.DAY):  # a date tells more than names
        role = _role(key)
        if isinstance(value, str) and value.strip():
            mark = day_mark(value, f"line {node.line}") if role in (Role.DAY, Role.TITLE, Role.TIME) else None
            if mark is not None:
                above = replace(above, day=mark)
            elif role is Role.ROOM or (_plain(key) in _NAME_KEYS and _role(above.key) is Role.ROOM):
                above = replace(above, room=value)
            elif role is Role.TRACK or (_plain(key) in _NAME_KEYS and _role(above.key) is Role.TRACK):
                above = replace(above, track=value)
        elif isinstance(value, list | Mapping) and (mark := day_mark(key, f"line {node.line}")) is not None:
            above = replace(above, day=mark)
    slot = Entry(f"line {node.line}", None)
    _take_times(slot, _own_texts(node), node.line)
    return above if slot.when is None else replace(above, when=slot.when)


def _own_texts(node: Mapping) -> dict[str, str]:
    return {key: value.strip() for key, value in node.items() if isinstance(value, str)}


def _entry(node: Mapping, above: Above, found: Found) -> Entry | None:
    """The mapping as an entry; None where it has no title, or neither a time nor a session around it."""
    texts = _own_texts(node)
    title = _title_key(texts)
    if title is None or not _NOTHING.sub("", texts[title]):
        return None
    entry = Entry(f"line {node.line}", None, day=above.day, track=above.track, room=above.room)
    if not _take_times(entry, texts, node.line):
        if not above.holds_talks:
            return None
        entry.when, entry.parent = above.when, above.parent
    entry.lines += _cell(texts[title]).lines
    for key, value in node.items():
        if key != title:
            _take(entry, key, value, found)
    return entry


def _title_key(texts: dict[str, str]) -> str | None:
    keys = {_plain(key): key for key in texts}
    return next((keys[name] for name in _NAME_KEYS if name in keys), None)


def _take_times(entry: Entry, texts: dict[str, str], line: int) -> bool:
    """Whether some key says when: a moment, a range, a start; `TBD` says that nobody knows yet."""
    says_when = False
    for key, text in texts.items():
        role = _role(key)
        if role is Role.LENGTH:
            entry.length = length(re.sub(r"\s*min(?:utes|s)?\.?$", "", text))
        if role not in (Role.TIME, Role.DAY, Role.END):
            continue
        says_when = says_when or role is not Role.END
        if moment := _MOMENT.match(text):
            stamp = _iso(moment)
            if role is Role.END:
                entry.end_stamp = stamp
            else:
                entry.stamp = stamp
        elif role is Role.DAY and not text.isdigit():
            entry.day = day_mark(text, f"line {line}") or entry.day
        elif role is Role.TIME and entry.when is None:
            entry.when = find_range(text)
        elif role is Role.END and entry.when is not None and (clock := parse_clock(text)) is not None:
            entry.when = ClockRange(entry.when.start, clock, entry.when.span)
    return says_when


def _take(entry: Entry, key: str, value: Any, found: Found) -> None:
    role = _role(key)
    texts = list(_texts(value))
    if role is None or _holds_mappings(key, value):
        found.unused.update({key} if texts and not _holds_mappings(key, value) else ())
        return
    if role in (Role.TIME, Role.DAY, Role.END, Role.LENGTH) or not texts:
        return
    if role is Role.IGNORED:
        if _plain(key).startswith(("chair", "host")):
            entry.columns.setdefault(Role.ABSTRACT, []).append(_plain_cell(f"{key.capitalize()}: {', '.join(texts)}"))
        return
    for text in texts:
        cell = _plain_cell_link(key, text) if role is Role.LINK else _cell(text)
        if _plain(key) == "subtitle" and len(text) <= _MOST_SUBTITLE:
            _take_subtitle(entry, cell)
        elif role is Role.TITLE and kind_of_title(text) is not None and Role.KIND not in entry.columns:
            entry.columns[Role.KIND] = [cell]  # `session: Oral Session 1` beside `title: Sand`
        elif role is Role.TITLE:
            found.unused.add(key)
        else:
            entry.columns.setdefault(role, []).append(cell)


def _take_subtitle(entry: Entry, cell: Cell) -> None:
    """A keynote's subtitle is its speaker; other subtitles belong to the title."""
    if looks_like_people(cell.text) or not entry.lines or not cell.lines:
        entry.lines += cell.lines
    else:
        entry.lines = [(*entry.lines[0], Run(": "), *cell.lines[0]), *entry.lines[1:]]


def _holds_mappings(key: str, value: Any) -> bool:
    """A list of talks, which are entries of their own."""
    return _plain(key) in _TALKS and isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _texts(value: Any) -> Iterable[str]:
    """What a value says: a text, a list of texts, or the names in a list of mappings."""
    for item in value if isinstance(value, list) else [value]:
        text = _person(item) if isinstance(item, Mapping) else item
        if isinstance(text, str) and not _NOTHING.match(text.strip()):
            yield text


def _person(item: Mapping) -> str:
    texts = {key: text for key, text in item.items() if isinstance(text, str)}
    name = _title_key(texts)
    affiliation = next((text for key, text in texts.items() if text and _role(key) is Role.AFFILIATION), "")
    return "" if name is None else f"{texts[name]} ({affiliation})" if affiliation else texts[name]


def _role(key: str) -> Role | None:
    plain = _plain(key)
    if plain in _KEYS:
        return _KEYS[plain]
    if plain.endswith((" link", " url")):
        return Role.LINK
    return Role.TIME if plain in ("start time", "time start") else column_role(plain)


def _plain(key: str) -> str:
    return " ".join(_CAMEL.sub(" ", key).split()).casefold()


def _cell(text: str) -> Cell:
    if not has_markup(text):
        return _plain_cell(text)
    return cell_of(lxml_html.fragment_fromstring(text.replace("\0", " "), create_parent="div"))


def _plain_cell(text: str) -> Cell:
    lines = tuple((Run(" ".join(part.split())),) for part in text.splitlines() if line_text((Run(part),)))
    return Cell(lines)


def _plain_cell_link(key: str, address: str) -> Cell:
    label = _plain(key).removesuffix("link").removesuffix("url").strip() or "link"
    return Cell(((Run(label, href=address.strip()),),))


def _iso(moment: re.Match[str]) -> str:
    year, month, day, hour, minute, offset = moment.groups()
    return f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}{offset or ''}"
