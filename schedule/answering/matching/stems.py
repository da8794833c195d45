"""A word without its inflection: `compilers`, `compiling` and `compiler` are one; so are `-ise` and `-ize`.

A schedule may be in several languages; two words are one where any of its languages says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import snowballstemmer

# fmt: off
_ALGORITHMS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish",
}
# fmt: on
_SHARE = 10  # a language that fewer than one session in ten is held in is left out
_BRITISH = re.compile(r"(?<=\w\w[a-z])(?:is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)|yse(?=[ds]?$)|our(?=s?$))")
_BRITISH_ENDS = (  # a word is looked at closely only where it ends so: few do
    *("ise", "ised", "ises", "iser", "isers", "ising", "isation", "isations", "isable"),
    *("yse", "ysed", "yses", "our", "ours"),
)
_AMERICAN = {"is": "iz", "yse": "yze", "our": "or"}
_SHORTEST = 4  # shorter words have no inflection worth the risk: `gas`, `bus`


def languages(tags: Iterable[str | None]) -> tuple[str, ...]:
    """The stemmers for a schedule by its sessions' languages (`en`, `de-DE`, `German`); English among them always."""
    found = Counter(name for tag in tags if tag and (name := _algorithm(tag)))
    common = {name for name, count in found.items() if count * _SHARE >= found.total()}
    return ("english", *sorted(common - {"english"}))


def _algorithm(tag: str) -> str | None:
    tag = tag.casefold().strip()
    return tag if tag in _ALGORITHMS.values() else _ALGORITHMS.get(tag[:2])


def stems(word: str, spoken: tuple[str, ...] = ("english",)) -> frozenset[str]:
    """The word's stem in each of the languages."""
    if len(word) < _SHORTEST or not word.isalpha():
        return frozenset({word})
    if word.endswith(_BRITISH_ENDS):
        word = _BRITISH.sub(lambda found: _AMERICAN[found[0]], word)
    if len(spoken) == 1:
        return frozenset((str(_stemmer(spoken[0]).stemWord(word)),))
    return frozenset(str(_stemmer(language).stemWord(word)) for language in spoken)


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)
