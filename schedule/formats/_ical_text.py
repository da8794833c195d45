"""What calendars put into two texts, SUMMARY and DESCRIPTION, because they have no property for it.

`[kind] title`, `title - speaker, speaker`, `title [tag, tag]`; in descriptions `Kind: talk`, a list of speakers with
their biographies, the session's address alone in a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from schedule.formats._people import is_nobody, split_names
from schedule.formats._text import clean, from_html, line_from_html

_PREFIX = re.compile(r"\[([^\[\]]{1,40})\]\s*(?=\S)")
_SUFFIX = re.compile(r"\s*\[([^\[\]]{1,300})\]\Z")
_FIELD = re.compile(
    r"(kind|type|section|name|title|track|language|format|level|room|location)\s*:\s*(\S.{0,300})\Z", re.IGNORECASE
)
_SPEAKERS = re.compile(
    r"(?:speakers?|presenters?|panell?ists?|instructors?|presented by|hosted by|speaker\(s\)|referent(?:en|in|innen)?|"
    r"vortragende[r]?|intervenants?|ponentes?|relator[ei])(?:\s+include)?\s*:\s*(.*)\Z",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(p|div|ul|ol|blockquote)\b[^<>]{0,300}>", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?\bhref\s*=\s*[\"']([^\"'<>]{1,2000})[\"'][^<>]{0,300}>[^<>]{0,200}</a>\Z", re.IGNORECASE
)
_BROKEN_BY_MARKUP = re.compile(r"<(?:br|p|div|li)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S{1,2000}\Z", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s+[-–—|]\s+|\s+\(|,\s+(?=[A-Z].*\b(?:at|@|of)\b)|\s*<")
# Words that stand in sentences and titles, never in a name; particles of names are not among them.
_NOT_IN_NAMES = frozenset(
    "the by of for and with to in on from at is are we you your our this that how what why or as into".split()  # noqa: SIM905
)
MOST_WORDS_OF_A_NAME = 6


@dataclass
class Description:
    """A description taken apart."""

    text: str = ""
    speakers: list[tuple[str, str]] = field(default_factory=list)  # name, affiliation
    fields: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)


def prefix_of(summary: str) -> tuple[str, str]:
    """`[talk] Title` as `talk` and `Title`; an empty prefix where there is none."""
    found = _PREFIX.match(summary)
    return (clean(found[1]), summary[found.end() :]) if found else ("", summary)


def tags_of(summary: str) -> tuple[list[str], str]:
    """`Title [a, b]` as its tags and `Title`."""
    found = _SUFFIX.search(summary[-320:])
    if found is None:
        return [], summary
    return [tag for part in found[1].split(",") if (tag := clean(part))], summary[: -len(found[0])]


def names_behind_title(summary: str) -> tuple[list[str], str]:
    """`Title - A, B` as its people and `Title`, where what follows the last dash can be people."""
    title, dash, listed = summary.rpartition(" - ")
    if not dash and summary.endswith(" -"):
        return [], summary.removesuffix(" -")
    names = split_names(listed)
    if not title.strip() or not all(map(may_be_name, names)):
        return [], summary
    return names, title


def may_be_name(text: str) -> bool:
    """Whether a few words can be a person's name; generous, for places where people are expected."""
    words = text.split()
    return (
        0 < len(words) <= MOST_WORDS_OF_A_NAME
        and any(char.isalpha() for char in text)
        and not any(char in text for char in "<>:?!/=")
        and not any(word.strip(".,'’").casefold() in _NOT_IN_NAMES for word in words)
        and not is_nobody(text)
    )


def read_description(text: str) -> Description:
    """Takes fields, people and bare addresses out of a description; what is left is the abstract."""
    found = Description()
    kept: list[str] = []
    # People's own calendars break lines by markup alone; systems mark up only what lies between their lines.
    lines = (from_html(text) if _BROKEN_BY_MARKUP.search(text) and "\n" not in text.strip() else text).split("\n")
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        index += 1
        if listed := _SPEAKERS.match(line):
            index = _take_speakers(found, listed[1], lines, index)
        elif not any(kept) and (label := _FIELD.match(line)):
            found.fields[label[1].lower()] = clean(label[2])
        elif anchor := _ANCHOR.match(line):
            found.addresses.append(anchor[1])
        elif _ADDRESS.match(line):
            found.addresses.append(line)
        else:
            kept.append(line)
    found.text = "\n".join(kept).strip()
    return found


def _take_speakers(found: Description, inline: str, lines: list[str], index: int) -> int:
    """The people behind `Speakers:`, in the same line or in the next ones; gives the first line after them."""
    if inline.strip():
        names = [line_from_html(name) for name in split_names(inline)]
        found.speakers += [_parted(name) for name in names]
        return index
    while index < len(lines):
        line = lines[index].strip()
        if block := _BLOCK.match(line):
            index = _behind_block(lines, index, block[1])
            continue
        name, affiliation = _parted(line.lstrip("-*• "))
        if line and not may_be_name(name):
            break
        if line:
            found.speakers.append((name, affiliation))
        index += 1
    return index


def _behind_block(lines: list[str], index: int, tag: str) -> int:
    """The line after an HTML block, such as a biography of several lines."""
    closing = f"</{tag.lower()}>"
    for number in range(index, len(lines)):
        if closing in lines[number].lower():
            return number + 1
    return len(lines)


def _parted(text: str) -> tuple[str, str]:
    """`Name - affiliation` or `Name (affiliation)` as both."""
    found = _AFTER_NAME.search(text)
    if found is None:
        return clean(text), ""
    rest = text[found.end() :].strip()
    return clean(text[: found.start()]), line_from_html(rest.removesuffix(")") if found[0].endswith("(") else rest)
