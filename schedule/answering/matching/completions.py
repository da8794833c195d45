"""Texts by what somebody has typed of them so far: their beginning, the beginnings of their words, slips forgiven.

One object for titles and one for names. All look-ups are by bisection in sorted lists or bounded in number, since a
list of completions is wanted after every letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from schedule.answering.matching.postings import Items, Postings, distinct
from schedule.answering.matching.vocabulary import Vocabulary

_LAST = "\U0010ffff"  # sorts behind every letter
_TOKENS_MOST = 12  # typed words that are looked at
_NEAR = 0.6
_COMPARED_MOST = 2_048  # words that begin with the typed letter, compared with a misspelt beginning
_WORDS_MOST = 8  # words that one misspelt beginning may stand for
_SHORTEST_SLIP = 3


class Completions:
    """`texts` gives the folded words of item 0, of item 1 and so on; `vocabulary` is sorted, `holders` its items."""

    def __init__(self, texts: Sequence[tuple[str, ...]], vocabulary: Vocabulary, holders: Postings) -> None:
        self._vocabulary = vocabulary
        self._holders = holders
        self._order = sorted(range(len(texts)), key=lambda item: texts[item])
        self._sorted = [" ".join(texts[item]) for item in self._order]

    def find(self, typed: Sequence[str], most: int) -> list[int]:
        """Items that begin so, then items with words that begin so, then items with words like these."""
        typed = typed[:_TOKENS_MOST]
        found = dict.fromkeys(self._beginning(" ".join(typed), most))
        exact = [self._between(word) for word in typed]
        found.update(dict.fromkeys(_in_all(exact)[:most].tolist()))
        if len(found) < most:
            slips = [run if len(run) else self._like(word) for run, word in zip(exact, typed, strict=True)]
            found.update(dict.fromkeys(_in_all(slips)[:most].tolist()))
        return list(found)[:most]

    def _beginning(self, text: str, most: int) -> Iterator[int]:
        start = bisect_left(self._sorted, text)
        for at in range(start, min(start + most, len(self._sorted))):
            if not self._sorted[at].startswith(text):
                return
            yield self._order[at]

    def _between(self, word: str) -> Items:
        """Items with a word that begins with this one; the words are neighbours, and so are their runs."""
        words = self._vocabulary.words
        start = bisect_left(words, word)
        end = bisect_left(words, word + _LAST, start)
        return distinct([self._holders.between(start, end)])

    def _like(self, word: str) -> Items:
        if len(word) < _SHORTEST_SLIP:
            return self._holders.any_of(())
        near = [number for number, _ in self._vocabulary.near(word, _NEAR)] or self._like_beginning(word)
        return self._holders.any_of(near[:_WORDS_MOST])

    def _like_beginning(self, word: str) -> list[int]:
        """Words whose beginning is like the typed one: `kekl` for `keckler`."""
        words = self._vocabulary.words
        start = bisect_left(words, word[0])
        end = bisect_left(words, word[0] + _LAST, start, min(len(words), start + _COMPARED_MOST))
        beginnings = [words[at][: len(word) + 1] for at in range(start, end)]
        self._vocabulary.judged += len(beginnings)
        found = process.extract(
            word, beginnings, scorer=OSA.normalized_similarity, processor=None, score_cutoff=_NEAR, limit=_WORDS_MOST
        )
        return [start + at for _, _, at in found]


def _in_all(runs: Sequence[Items]) -> Items:
    """Items that every run has, in ascending order."""
    shortest, *others = sorted(runs, key=len)
    for run in others:
        if not len(shortest):
            break
        places = np.minimum(run.searchsorted(shortest), len(run) - 1)
        shortest = shortest[run[places] == shortest]
    return shortest
