"""Which texts have two words side by side: what tells `diffusion models` from a model that has to do with diffusion.

Linking words are passed over, since people leave them out. Knows nothing of questions.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from schedule.answering.postings import Items, distinct

# fmt: off
LINKING = frozenset({
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "s", "the", "to",
    "via", "with",
})
# fmt: on
_NONE: Items = np.array([], dtype=np.int32)


class Neighbours:
    """`texts` gives the words of text 0, of text 1 and so on as numbers, without linking words."""

    def __init__(self, texts: Iterable[Sequence[int]], size: int) -> None:
        words, owners = array("q"), array("i")
        for number, text in enumerate(texts):
            words.extend(text)
            owners.extend([number] * len(text))
        flat, of = np.array(words, dtype=np.int64), np.array(owners, dtype=np.int32)
        inside = of[:-1] == of[1:]
        keys = (flat[:-1] * size + flat[1:])[inside]
        order = np.argsort(keys, kind="stable")
        self._keys, self._owners, self._size = keys[order], of[:-1][inside][order], size

    def having(self, ones: Collection[int], others: Collection[int]) -> Items:
        """The texts in which one of `ones` stands directly before one of `others`, in ascending order."""
        keys = np.array([one * self._size + other for one in ones for other in others], dtype=np.int64)
        starts = self._keys.searchsorted(keys).tolist()
        ends = self._keys.searchsorted(keys, side="right").tolist()
        runs = [self._owners[start:end] for start, end in zip(starts, ends, strict=True) if start < end]
        return distinct(runs) if runs else _NONE
