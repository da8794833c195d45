"""Titles by their initials: `marl` for Multi-Agent Reinforcement Learning, `ocsvm` for One-Class SVM.

Any run of neighbouring words counts, since an acronym often stands for a part of a title; but of three letters or
fewer only the initials of a whole title, since chance would do for the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

TOLD = 0.9
LONGEST = 10
_RUN = 4  # letters by which runs are found
_SHORTEST = 3
_FEWEST = 2  # beside other words: `rl` for reinforcement learning
_BREAK = "\n"


class Initials:
    """`titles` gives for each session the words of its title, `capitals` those of them that are in capitals."""

    def __init__(
        self, titles: Iterable[Sequence[str]], capitals: Iterable[Collection[str]], small: Collection[str]
    ) -> None:
        lines: list[str] = []
        self._owners: list[int] = []
        self._full: list[str] = []
        for number, (title, shouted) in enumerate(zip(titles, capitals, strict=True)):
            self._full.append(_line(title, shouted))
            content = [word for word in title if word not in small]
            for line in dict.fromkeys((_line(title, shouted), _line(content, shouted))):
                lines.append(line)
                self._owners.append(number)
        self._whole: dict[str, list[int]] = {}
        for line, owner in zip(lines, self._owners, strict=True):
            if _SHORTEST <= len(line) <= LONGEST:
                self._whole.setdefault(line, []).append(owner)
        self._text = _BREAK.join(lines)
        self._starts: list[int] = [0, *np.cumsum([len(line) + 1 for line in lines]).tolist()]
        packed = _packed(self._text)
        self._order = np.argsort(packed, kind="stable").astype(np.int32)
        self._runs = packed[self._order]

    def has(self, session: int, word: str) -> bool:
        """Whether the session's title has these initials in a row; for a session that other words name too."""
        return _FEWEST <= len(word) <= LONGEST and word in self._full[session]

    def find(self, word: str, most: int) -> list[int]:
        """Sessions whose title has these initials in a row."""
        if not _SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return []
        found = dict.fromkeys(self._whole.get(word, ()))
        if len(word) >= _RUN:
            key = _packed(word[:_RUN])
            start, end = (int(self._runs.searchsorted(key[0], side)) for side in ("left", "right"))
            for at in self._order[start : min(end, start + most)].tolist():
                if self._text.startswith(word, at):
                    found[self._owners[bisect_right(self._starts, at) - 1]] = None
        return list(found)


def _line(title: Iterable[str], shouted: Collection[str]) -> str:
    return "".join(word if word in shouted else word[0] for word in title)


def _packed(text: str) -> NDArray[np.uint32]:
    """Each run of four letters as one number; letters of other scripts may share one, so a hit is looked at again."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32) & 0xFF
    last = max(0, len(codes) - _RUN + 1)
    packed: NDArray[np.uint32] = np.zeros(last, dtype=np.uint32)
    for step in range(_RUN):
        packed |= codes[step : step + last] << np.uint32(8 * step)
    return packed
