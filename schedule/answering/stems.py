"""A word without its inflection: `compilers`, `compiling` and `compiler` are one."""

from __future__ import annotations

from functools import cache, lru_cache

import snowballstemmer


@lru_cache(maxsize=131_072)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
