"""What a short abbreviation stands for in this programme: `rl` where many titles have `reinforcement learning`.

Two or three letters fit some title by chance; those of a term fit the same words again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from schedule.answering.matching.remembered import Remembered

_SHORTEST, LONGEST = 2, 5  # letters
_TITLES = 2  # that have the words side by side
_SHARE = 0.5  # of all runs of words with these initials
_MANY, _FOLD = 10, 3  # so many titles are no chance where the next term has a third of them at most
_READ_MOST = 500  # runs
_REMEMBERED = 1_024  # abbreviations for which it is kept what they stand for
_BREAK = "\n"


class Abbreviations:
    """`titles` gives each title's words, `small` the words that abbreviations pass over."""

    def __init__(self, titles: Iterable[Sequence[str]], small: Collection[str]) -> None:
        every: list[str] = []
        for title in dict.fromkeys(map(tuple, titles)):
            every += [word for word in title if word not in small]
            every.append(_BREAK)
        self._words = tuple(every)
        self._initials = "".join(word[0] for word in every)
        self._meant: Remembered[str, tuple[str, ...]] = Remembered(_REMEMBERED)

    def expand(self, letters: str) -> str | None:
        """The words that most titles with these initials mean; None where none stands out."""
        if not _SHORTEST <= len(letters) <= LONGEST or not letters.isalpha():
            return None
        meant = self._meant.get(letters)
        meant = self._meant.keep(letters, self._expand(letters)) if meant is None else meant
        return " ".join(meant) if meant else None

    def _expand(self, letters: str) -> tuple[str, ...]:
        runs = Counter(self._words[at : at + len(letters)] for at in islice(self._starts(letters), _READ_MOST))
        if not runs:
            return ()
        (words, titles), *others = runs.most_common(2)
        next_best = others[0][1] if others else 0
        stands_out = titles >= _SHARE * runs.total() or titles >= max(_MANY, _FOLD * next_best)
        return words if titles >= _TITLES and stands_out else ()

    def _starts(self, letters: str) -> Iterator[int]:
        at = self._initials.find(letters)
        while at >= 0:
            yield at
            at = self._initials.find(letters, at + 1)
