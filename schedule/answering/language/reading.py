"""A question's words while it is being read: patterns take what they understand, what nobody took is its content.

Text only; what the taken words mean is the business of `grammar` and `times`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable


class Reading:
    """Canonical words in one string. A word that was taken is blanked, so that no pattern sees it again."""

    __slots__ = ("_moved", "_said", "_sources", "_starts", "text")

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._starts: list[int] = []
        self._sources: list[int] = []
        parts: list[str] = []
        at = 1
        for word, source in words:
            self._starts.append(at)
            self._sources.append(source)
            parts.append(word)
            at += len(word) + 1
        self._moved = False  # whether a word was put where another number of words was
        self._said = set(parts)
        self.text = f" {' '.join(parts)} "

    def said(self, words: frozenset[str]) -> bool:
        """Whether one of the words stood there before anything was taken: sooner known than whether a pattern is."""
        return not self._said.isdisjoint(words)

    def known(self, words: Collection[str]) -> list[str]:
        """Those of the words that stood there before anything was taken."""
        return [word for word in self._said if word in words]

    def take(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between two places, taken; None where the pattern is not in what is left."""
        found = pattern.search(self.text, start, len(self.text) if end is None else end)
        if found is not None:
            self.blank(found.start(), found.end())
        return found

    def take_all(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        found = list(pattern.finditer(self.text, start, len(self.text) if end is None else end))
        for match in found:
            self.blank(match.start(), match.end())
        return found

    def opens(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is where the text begins; `has` would look for it at every letter."""
        return pattern.match(self.text) is not None

    def numeric(self) -> bool:
        """Whether a digit is left."""
        return _DIGIT.search(self.text) is not None

    def has(self, pattern: re.Pattern[str], end: int | None = None) -> bool:
        return pattern.search(self.text, 0, len(self.text) if end is None else end) is not None

    def blank(self, start: int, end: int) -> None:
        """Takes the words between two places of `text`."""
        taken = " ".join(["·" * len(word) for word in self.text[start:end].split(" ")])
        self.text = f"{self.text[:start]}{taken}{self.text[end:]}"

    def put(self, found: re.Match[str], word: str) -> None:
        """Leaves a word in the place of what was taken, where it is no longer than that."""
        start = found.start()
        if len(word) <= found.end() - start:
            self._said.update(word.split())
            self._moved = True
            after = (
                f" {self.text[start + len(word) + 1 :]}"
                if len(word) < found.end() - start
                else self.text[found.end() :]
            )
            self.text = f"{self.text[:start]}{word}{after}"

    def left(self, start: int = 0, end: int | None = None) -> list[str]:
        """What is left between two places, without where it came from."""
        return _LEFT.findall(self.text, start, len(self.text) if end is None else end)

    def words(self, start: int = 0, end: int | None = None) -> list[tuple[str, int]]:
        """What is left between two places, each word with the place of the token it came from."""
        if start == 0 and not self._moved and (end is None or end == len(self.text)):  # as most often
            return [
                (word, source) for word, source in zip(self.text.split(), self._sources, strict=True) if word[0] != "·"
            ]
        return [
            (found[0], self._sources[bisect_right(self._starts, found.start()) - 1])
            for found in _LEFT.finditer(self.text, start, len(self.text) if end is None else end)
        ]


def whole_words(text: str) -> re.Pattern[str]:
    """A pattern that begins and ends at the edges of words."""
    return re.compile(rf"(?<![^ ])(?:{text})(?![^ ])")


def by_word(lists: Iterable[str]) -> dict[str, list[int]]:
    """For each word the numbers of the lists that have it: which of many patterns are worth a search."""
    numbers: dict[str, list[int]] = {}
    for number, listed in enumerate(lists):
        for word in listed.split():
            numbers.setdefault(word, []).append(number)
    return numbers


_LEFT = re.compile(r"[^ ·]+")
_DIGIT = re.compile(r"\d")
