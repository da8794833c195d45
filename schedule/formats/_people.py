"""The people of one schedule, and lists of names in one text.

Each id stands for one person, whatever spellings the source has for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from schedule.formats._ids import name_id
from schedule.formats._notes import Notes
from schedule.formats._text import clean
from schedule.models import Person

# Middle dots, bullets, bars and semicolons never stand inside a name; commas and `and` do so rarely.
_STRONG = re.compile(r"\s*[·⋅•・‧∙|;\n]\s*")
_WEAK = re.compile(r"\s*[,、，]\s*(?:(?:and|und|et|y|e)\s+|&\s*)?|\s+(?:and|und|&)\s+", re.IGNORECASE)
# What follows a name and is not another one.
_SUFFIX = re.compile(r"(?:jr|sr|ph\.?\s?d|m\.?\s?d|md|esq|ii|iii|iv)\.?\Z", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:[-–—/?]*|tb[acd]\.?|n/?a|none|nobody|various|several|to be (?:announced|confirmed|determined))\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z](?:[\w'’-]{0,40}|\.)\Z")
# The same person is `Prof. Dr. Ada Moor` in one row and `Ada Moor` in the next.
_DEGREES = re.compile(r"^(?:(?:prof|dr|dipl|ing|phil|habil|med)\.[ -]?|professor )+(?=\w)", re.IGNORECASE)
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "van", "von", "y"})
# Kinds whose people are a work's authors rather than its speakers.
_WORK = re.compile(r"\b(?:poster|spotlight|oral|paper|contributed|demo|demonstration|article)s?\b", re.IGNORECASE)


class People:
    """Gives the same `Person` for the same id; without an id the name decides, however it is capitalised."""

    def __init__(self, notes: Notes | None = None) -> None:
        self._known: dict[str, Person] = {}
        self._notes = notes

    def person(
        self, name: str, *, id_: str | None = None, affiliation: str | None = None, url: str | None = None
    ) -> Person | None:
        """None where the name says that there is nobody: empty, `TBA`."""
        name = clean(name)
        if is_nobody(name):
            return None
        key = (id_ or "").strip() or name_id(_DEGREES.sub("", name) or name)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Person(
                id=key, name=name, affiliation=clean(affiliation or "") or None, url=url or None
            )
        elif id_ and known.name != name and self._notes is not None:
            self._notes.warning(f"person {key}", f"written {known.name!r} and {name!r}; used {known.name!r}")
        return known

    def all_of(self, names: Iterable[str]) -> tuple[Person, ...]:
        """Everybody named, in order, each once."""
        found = (self.person(name) for name in names)
        return tuple({person.id: person for person in found if person is not None}.values())

    def listed(self, text: str) -> tuple[Person, ...]:
        """Everybody in a list such as `A · B`, `A, B and C`."""
        return self.all_of(split_names(text))


def split_names(text: str) -> list[str]:
    """The names of a list such as `A · B` or `A, B and C`. Commas part names only where no stronger mark does."""
    parts = _STRONG.split(text.strip())
    if len(parts) == 1:
        parts = _weakly_split(text.strip())
    return [part for part in parts if not is_nobody(part)]


def are_names(line: str) -> bool:
    """Whether a line of its own is names parted by dots, or one name: two to five words that begin as names do."""
    words = line.split()
    if "·" in words:
        return True
    return 2 <= len(words) <= 5 and all(word in _PARTICLES or _NAME.match(word) is not None for word in words)


def is_nobody(name: str) -> bool:
    """Whether a name says that there is nobody, or nobody yet: `TBA`, `-`."""
    return _NOBODY.match(name.strip()) is not None


def is_work(kind: str | None) -> bool:
    """Whether the people of such a session are the authors of a work, as at a poster."""
    return kind is not None and _WORK.search(kind) is not None


def _weakly_split(text: str) -> list[str]:
    names: list[str] = []
    for part in _WEAK.split(text):
        if part and names and _SUFFIX.match(part):
            names[-1] = f"{names[-1]}, {part}"
        elif part:
            names.append(part)
    return names
