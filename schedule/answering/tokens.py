"""Text to words, folded alike for questions and for the schedule, so that both can be compared.

Knows nothing of grammar, names or times: it only cuts and folds. What is a name is decided by `names` and `topics`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache, lru_cache
from typing import NamedTuple

MAX_CHARACTERS = 1_000  # a question has a few dozen words; what follows is a pasted text and is not read

# fmt: off
HONORIFICS = frozenset({
    "dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "mx", "sir", "phd", "herr", "frau", "senor", "senora",
    "monsieur", "madame", "mme", "signor", "signora", "sig", "dott",
})
# fmt: on

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_APOSTROPHES = "'’‘ʼ`´＇"
# A number keeps the marks inside it (14:00, 29.12, 9-10); a word keeps its apostrophes and the tail of C++ or C#.
_WORD = re.compile(rf"\d+(?:[:./-]\d+)+(?:[^\W\d_]+)?|[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*(?:\+\+|#(?!\w))?")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_CHAT_CODE = re.compile(r"<(?:[@#][!&]?|a?:\w{2,32}:)\d{1,20}>")  # a mention, a channel or an emoji, as a chat sends it
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


Folding = Callable[[str], tuple[str, ...]]


class Token(NamedTuple):
    """One word of a text: as typed, folded, and where it stands. `possessive`: it ended in 's, which is cut off."""

    text: str
    word: str
    start: int
    end: int
    possessive: bool = False
    joined: bool = False  # before it stood `&`, `/` or `+` between blanks, or the comma of a list


def clean(text: str) -> str:
    """The text as it is read: compatible forms made one, invisible characters gone, length capped."""
    text = text[: 2 * MAX_CHARACTERS]
    if "<" in text:
        text = _CHAT_CODE.sub(" ", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text[:MAX_CHARACTERS]


def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a cleaned text, in order."""
    if text.isascii() and "'" not in text and "`" not in text:  # as most: nothing to fold but the case
        lower = text.lower()
        spans = [found.span() for found in _WORD.finditer(text)]
        tokens = tuple([Token(text[start:end], lower[start:end], start, end) for start, end in spans])
    else:
        tokens = tuple(map(_token, _WORD.finditer(text)))
    joins = {found.end() for found in _JOIN.finditer(text)} if "&" in text or "/" in text or "+" in text else None
    if "," in text and (listed := {found.end() for found in _LISTED.finditer(text)}):
        joins = listed | (joins or set())
    return tuple(t._replace(joined=t.start in joins) for t in tokens) if joins else tokens


_JOIN = re.compile(r"(?:(?<=\s)[&/+]\s|&)\s?")  # not the mark in `TCP/IP`, nor in `C++`

# The comma of `Ana, Bo and Cy`, which stands for another `and`.
_LISTED = re.compile(r",\s(?=[^\W_][^,?!.;:]{0,40}(?:,\s[^,?!.;:]{1,40}){0,3},?\s(?:and|or|&|und|oder|et|ou|y|o|e)\s)")


def words(text: str) -> tuple[str, ...]:
    """The folded words of any text, as a title or a name: `words("Zoë O'Brien's")` is `("zoe", "obrien")`."""
    return tuple(_folded(clean(text)))


def a_glance(text: str) -> Collection[str]:
    """The folded words of a text, not exactly so where marks stand in it: for a look that spares a closer one."""
    return text.lower().translate(_MARKS).split() if text.isascii() else words(text)


_MARKS = str.maketrans(dict.fromkeys(".,;:!?()[]{}<>-\"'/*_~|", " "))


def folded_once() -> Folding:
    """`words`, but that each text is folded once: for building indexes, several of which want the same titles.

    Keeps what it has folded, so it goes with the building.
    """
    return cache(words)


def index_words(text: str) -> list[str]:
    """The folded words of a text of any length, as an abstract."""
    return _folded(text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


_HYPHENATED = re.compile(r"\b[A-Z]{2,8}(?:-[A-Z]{2,8})+\b")


def joined_acronyms(text: str) -> list[str]:
    """Acronyms with a hyphen, folded, as people write them in one: `BBR-ML` is `bbrml`."""
    if "-" not in text:
        return []
    return list(dict.fromkeys(found.replace("-", "").lower() for found in _HYPHENATED.findall(text)))


def shouted_words(text: str) -> frozenset[str]:
    """The folded words that are written in capitals, as acronyms."""
    return frozenset(fold(word) for word in _WORD.findall(clean(text)) if len(word) > 1 and word.isupper())


def _folded(text: str) -> list[str]:
    # The same as the words of the tokens, without making tokens: a conference has half a million of them.
    if text.isascii():
        return [word if word.isalnum() else _plain(word) for word in _WORD.findall(text.lower())]
    return [fold(_POSSESSIVE.sub("", word)) for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return _APOSTROPHE.sub("", _POSSESSIVE.sub("", word))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Case, accents and apostrophes removed. Scripts that are not made of letters with accents stay as they are."""
    if word.isascii():
        return _APOSTROPHE.sub("", word.lower())
    word = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    word = "".join(mark for mark in word if not _is_accent(mark))
    return _APOSTROPHE.sub("", unicodedata.normalize("NFC", word))


def _is_accent(mark: str) -> bool:
    # Only the marks of Latin, Greek and Cyrillic; a Devanagari or Arabic mark is part of the word.
    return "\u0300" <= mark <= "\u036f"


def _token(found: re.Match[str]) -> Token:
    text = found[0]
    possessive = text[-1] in "sS" and len(text) > 1 and text[-2] in _APOSTROPHES
    word = text[:-2] if possessive else text
    return Token(text, fold(word), *found.span(), possessive)
