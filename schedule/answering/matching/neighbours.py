"""Which texts have two words side by side: what tells `diffusion models` from a model that has to do with diffusion.

Linking words are passed over, since people leave them out. Knows nothing of questions.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np

from schedule.answering.matching.postings import Items

# fmt: off
LINKING = frozenset({
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "s", "the", "to",
    "via", "with",
})
# fmt: on


class Neighbours:
    """`texts` gives the words of text 0, of text 1 and so on as numbers, without linking words."""

    def __init__(self, texts: Iterable[Sequence[int]], size: int) -> None:
        words, owners = array("q"), array("i")
        for number, text in enumerate(texts):
            words.extend(text)
            owners.extend([number] * len(text))
        flat, of = np.array(words, dtype=np.int64), np.array(owners, dtype=np.int32)
        inside = of[:-1] == of[1:]
        keys, of = (flat[:-1] * size + flat[1:])[inside], of[:-1][inside]
        order = np.lexsort((of, keys))
        keys, of = keys[order], of[order]
        once = np.ones(len(keys), dtype=np.bool_)  # a text that has two words side by side twice counts once
        once[1:] = (keys[1:] != keys[:-1]) | (of[1:] != of[:-1])
        self._owners: Items = of[once]
        distinct_keys, starts = np.unique(keys[once], return_index=True)
        self._size = size
        # A dictionary, since a question looks up a few pairs only, each of which would cost an array otherwise.
        edges = (*starts.tolist(), len(self._owners))
        self._runs = dict(zip(distinct_keys.tolist(), pairwise(edges), strict=True))

    def having(self, ones: Collection[int], others: Collection[int]) -> list[Items]:
        """The texts in which one of `ones` stands directly before one of `others`: a run for each two of them."""
        keys = [one * self._size + other for one in ones for other in others]
        return [self._owners[run[0] : run[1]] for key in keys if (run := self._runs.get(key)) is not None]


def in_a_row(found: Sequence[int], run: Sequence[int]) -> float:
    """The share of neighbouring typed words that are neighbours in a text too; both given as numbers."""
    if len(found) < 2:  # noqa: PLR2004 - a single word has no neighbour
        return 1.0
    beside = set(pairwise(run))
    pairs = list(pairwise(found))
    return sum(pair in beside or (pair[0] == pair[1] and pair[0] >= 0) for pair in pairs) / len(pairs)
