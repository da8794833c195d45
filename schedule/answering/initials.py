"""Titles by their initials: `marl` for Multi-Agent Reinforcement Learning, `ocsvm` for One-Class SVM.

Any run of neighbouring words counts, since an acronym often stands for a part of a title. All initials are one text,
so that a search is one pass over it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

SHORTEST = 3  # two letters are the initials of something in every programme
LONGEST = 10
TOLD = 0.9
_TOLD_BY_FEW = 0.75  # three letters out of a longer title: chance would do
_BREAK = "\n"


class Initials:
    """`titles` gives for each session the words of its title and which of them were in capitals."""

    def __init__(
        self, titles: Iterable[Sequence[str]], capitals: Iterable[Collection[str]], small: Collection[str]
    ) -> None:
        lines, self._starts, self._owners = [], [], []
        at = 0
        for number, (title, shouted) in enumerate(zip(titles, capitals, strict=True)):
            full = _line(title, shouted)
            content = _line([word for word in title if word not in small], shouted)
            for line in dict.fromkeys((full, content)):
                self._starts.append(at)
                self._owners.append(number)
                lines.append(line)
                at += len(line) + 1
        self._text = _BREAK.join(lines)

    def find(self, word: str, most: int) -> dict[int, float]:
        """Sessions whose title has these initials in a row, and how much that tells; a few letters tell little."""
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return {}
        found: dict[int, float] = {}
        at = self._text.find(word)
        while at >= 0 and len(found) < most:
            line = bisect_right(self._starts, at) - 1
            whole = self._text[self._starts[line] : self._starts[line] + len(word) + 1].rstrip(_BREAK) == word
            like = TOLD if whole or len(word) > SHORTEST else _TOLD_BY_FEW
            found[self._owners[line]] = max(like, found.get(self._owners[line], 0.0))
            at = self._text.find(word, at + 1)
        return found


def _line(title: Iterable[str], shouted: Collection[str]) -> str:
    return "".join(word if word in shouted else word[0] for word in title)
