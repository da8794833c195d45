"""Words within words that capitals set apart: the `Makie` of BioMakie, which people name without what stands before it.

How a word begins is found otherwise (see `word_index`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schedule.answering.tokens import words

_HUMP = re.compile(r"[a-z][A-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SHORTEST = 4  # letters of a piece: fewer stand in many words by chance


def later_pieces(titles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Folded pieces but the first of each such word, with the folded word."""
    for title in titles:
        if not _HUMP.search(title):
            continue
        for word in _WORD.findall(title):
            whole = words(word) if _HUMP.search(word) else ()
            for piece in _PIECE.findall(word)[1:] if len(whole) == 1 else ():
                if len(piece) >= _SHORTEST:
                    yield piece.casefold(), whole[0]
