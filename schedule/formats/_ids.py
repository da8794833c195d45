"""Stable ids for sources that give none: made of title and kind, never of a time, a room or a position.

A talk that moves keeps its id, and with it what people asked for.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_SLUG_LENGTH = 40  # readable in a list, and short enough for the places where chat platforms carry ids


class Ids:
    """Gives out the ids of one schedule; none twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}  # how often an id was wanted: a file may repeat one a thousand times

    def made(self, title: str, kind: str | None = None, people: Iterable[str] = ()) -> str:
        """An id of title and kind. Of several entries with both equal, the later ones differ by their people."""
        key = f"{_plain(title)}|{_plain(kind or '')}"
        id_ = f"{slug(title) or 'session'}-{_digest(key)}"
        if id_ in self._taken and (names := sorted(_plain(name) for name in people)):
            id_ = f"{id_}-{_digest('|'.join(names))[:4]}"
        return self.claimed(id_)

    def claimed(self, id_: str) -> str:
        """The source's own code; `code-2` and so on where it was given before, in order of appearance."""
        unique = id_
        while unique in self._taken:
            self._counts[id_] = self._counts.get(id_, 1) + 1
            unique = f"{id_}-{self._counts[id_]}"
        self._taken.add(unique)
        return unique


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, in their own script, cut between words where long."""
    words: list[str] = []
    length = 0
    for word in _WORD.findall(_plain(text)):
        length += len(word) + 1
        if words and length > _SLUG_LENGTH:
            break
        words.append(word[:_SLUG_LENGTH])
    return "-".join(words)


def name_id(name: str) -> str:
    """The id of a person, room or track known by name alone: case, accents and spacing do not matter."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "-".join(_WORD.findall(unicodedata.normalize("NFC", bare))) or _digest(name)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
