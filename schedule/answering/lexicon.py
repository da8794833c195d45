"""The words of a question that are not names: how people spell them, in six languages, made one word each.

Look-ups only (the tables are those of `word_lists`); what the words mean together is decided by `grammar` and `times`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from schedule.answering.word_lists import frame, repaired, spellings

Phrases = Mapping[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]

_ENGLISH = "en"
_MIN_TYPO = 4  # shorter words have too many neighbours
_MIN_SUBSTITUTION = 5  # a wrong letter in four leaves too little to know the word by
_ASKING = frozenset({"what", "when", "where", "who", "how", "that", "it", "time", "there"})


def read_words(
    words: tuple[str, ...], possessive: frozenset[int], vocabulary: Collection[str]
) -> tuple[tuple[str, int], ...]:
    """Canonical words, each with the position it came from.

    `vocabulary` holds the schedule's own words, which are never taken for a misspelt frame word.
    """
    phrases = _phrases(_language(words))
    read: list[tuple[str, int]] = []
    at = 0
    while at < len(words):
        for pattern, canonical in phrases.get(words[at], ()):
            if words[at : at + len(pattern)] == pattern:
                read += [(word, at) for word in canonical]
                at += len(pattern) - 1
                break
        else:
            read.append((_repair(words[at], vocabulary), at))
        if at in possessive and read[-1][0] in _ASKING:
            read.append(("is", at))  # what's, who's, when's
        at += 1
    return tuple(read)


def _repair(word: str, vocabulary: Collection[str]) -> str:
    """A frame word with one slip of the finger, made right; any other word as it is."""
    if len(word) < _MIN_TYPO or word in frame() or word in repaired() or word in vocabulary or not word.isalpha():
        return word
    near = _near()
    for variant in (word, *_deletions(word)):
        target = near.get(variant)
        if target is not None and _is_slip(word, target):
            return target
    return word


def _is_slip(word: str, target: str) -> bool:
    if word[0] != target[0]:
        return False
    if len(word) == len(target):
        differ = [i for i, (a, b) in enumerate(zip(word, target, strict=True)) if a != b]
        if len(differ) == 1:
            return len(word) >= _MIN_SUBSTITUTION
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1  # noqa: PLR2004 - two neighbours change places
        return swapped and word[differ[0]] == target[differ[1]] and word[differ[1]] == target[differ[0]]
    long, short = (word, target) if len(word) > len(target) else (target, word)
    return len(long) - len(short) == 1 and short in _deletions(long)


def _deletions(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _language(words: tuple[str, ...]) -> str:
    """The language most of the frame words belong to; English where in doubt."""
    best, most = _ENGLISH, sum(word in frame() for word in words)
    for language, own in _own_words().items():
        count = sum(word in own for word in words)
        if count > most:
            best, most = language, count
    return best


@cache
def _phrases(language: str) -> Phrases:
    """By their first word the phrases of a language, the longest first; English ones are understood in any."""
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for table in dict.fromkeys((language, _ENGLISH)):
        for phrase, canonical in spellings()[table].items():
            pattern = tuple(phrase.split())
            phrases.setdefault(pattern[0], []).append((pattern, tuple(canonical.split())))
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return phrases


@cache
def _own_words() -> Mapping[str, frozenset[str]]:
    foreign = {language: table for language, table in spellings().items() if language != _ENGLISH}
    return {language: frozenset(w for phrase in table for w in phrase.split()) for language, table in foreign.items()}


@cache
def _near() -> Mapping[str, str]:
    near = {deletion: target for target in repaired() for deletion in _deletions(target)}
    return near | {target: target for target in repaired()}
