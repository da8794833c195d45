"""How a name sounds, roughly, so that a name spelt by ear is heard as the same: `deen` and `dean`.

A few rules that hold across European languages and romanised Asian ones; not a dictionary, and never the only
ground for a match.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Longer spellings first; applied in one pass, so no rule sees what another wrote.
_ALIKE = {
    "tsch": "C", "sch": "S", "tch": "C", "dge": "j", "ck": "k", "ph": "f", "gh": "g", "kh": "k", "th": "t", "sh": "S",
    "ch": "C", "cz": "C", "sz": "S", "zh": "j", "wh": "w", "wr": "r", "kn": "n", "dt": "t", "qu": "k", "cq": "k",
    "ce": "se", "ci": "si", "cy": "si", "ge": "je", "gi": "ji", "ks": "x", "ts": "z", "tz": "z",
    "ee": "E", "ea": "E", "ie": "E", "ei": "A", "ey": "E", "ay": "A", "ai": "A", "ae": "A", "oo": "u", "ou": "u",
    "oe": "o", "ue": "u", "au": "o", "aw": "o", "ow": "o",
    "c": "k", "q": "k", "z": "s", "v": "f", "w": "f", "y": "i", "j": "j", "h": "",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(map(re.escape, _ALIKE), key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("EAyu", "iaio")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Equal for words that many people would say alike."""
    heard = _SPELLING.sub(lambda found: _ALIKE[found[0]], word)
    return _DOUBLED.sub(r"\1", heard.translate(_VOWELS))
