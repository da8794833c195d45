"""What a short abbreviation stands for in this programme: `rl` where many titles have `reinforcement learning`.

Two or three letters fit some title by chance; those of a term fit the same words again and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

_SHORTEST, _LONGEST = 2, 5  # letters
_TITLES = 2  # that have the words side by side
_SHARE = 0.5  # of all runs of words with these initials
_READ_MOST = 2_000  # runs
_BREAK = "\n"


class Abbreviations:
    """`titles` gives each title's words, `small` the words that abbreviations pass over."""

    def __init__(self, titles: Iterable[Sequence[str]], small: Collection[str]) -> None:
        self._words: list[str] = []
        for title in dict.fromkeys(map(tuple, titles)):
            self._words += [word for word in title if word not in small]
            self._words.append(_BREAK)
        self._initials = "".join(word[0] for word in self._words)

    def expand(self, letters: str) -> str | None:
        """The words that most titles with these initials mean; None where none stands out."""
        if not _SHORTEST <= len(letters) <= _LONGEST or not letters.isalpha():
            return None
        starts = islice(re.finditer(f"(?={re.escape(letters)})", self._initials), _READ_MOST)
        runs = Counter(" ".join(self._words[at.start() : at.start() + len(letters)]) for at in starts)
        if not runs:
            return None
        words, titles = runs.most_common(1)[0]
        return words if titles >= max(_TITLES, _SHARE * runs.total()) else None
