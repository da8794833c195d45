"""The words of a question that are not names: how people spell them, in six languages, made one word each.

Look-ups only (the tables are those of `word_lists`); what the words mean together is decided by `grammar` and `times`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from schedule.answering.language.word_lists import frame, repaired, spellings

VERBATIM = "\u00a7"  # before a word that carries no grammar; no word begins so
Words = tuple[str, ...]

_ENGLISH = "en"
_MIN_TYPO = 4  # shorter words have too many neighbours
_REMEMBERED = 4_096  # words of which it is kept whether they are slips: each is looked up more than once in a message
_MIN_SUBSTITUTION = 5  # a wrong letter in four leaves too little to know the word by
_ASKING = frozenset({"what", "when", "where", "who", "how", "that", "it", "time", "there"})


def read_words(
    words: Words, possessive: frozenset[int], vocabulary: Collection[str], verbatim: Collection[int] = ()
) -> tuple[tuple[str, int], ...]:
    """Canonical words, each with the position it came from.

    `vocabulary` holds the schedule's own words, which are never taken for a misspelt frame word; the words in the
    `verbatim` places are marked, so that no pattern knows them.
    """
    phrases, lengths = _phrases(_language(words))
    read: list[tuple[str, int]] = []
    at = 0
    while at < len(words):
        word = words[at]
        if at in verbatim:
            read.append((VERBATIM + word, at))
            at += 1
            continue
        for length in lengths.get(word, ()):
            if verbatim and any(at <= place < at + length for place in verbatim):
                continue
            if (canonical := phrases.get(words[at : at + length])) is not None:
                read += [(meant, at) for meant in canonical]
                at += length - 1
                break
        else:
            repaired = repaired_word(word, vocabulary)
            meant = phrases.get((repaired,), (repaired,)) if repaired != word else (word,)
            read += [(one, at) for one in meant]
        if at in possessive and read[-1][0] in _ASKING:
            read.append(("is", at))  # what's, who's, when's
        at += 1
    return tuple(read)


@cache
def foreign_words() -> frozenset[str]:
    """Single words that have a meaning in the questions of another language."""
    return frozenset(_foreign())


def repaired_word(word: str, vocabulary: Collection[str]) -> str:
    """A frame word with one slip of the finger, made right; any other word as it is."""
    return word if len(word) < _MIN_TYPO or word in frame() or word in vocabulary else _repaired(word)


@lru_cache(maxsize=_REMEMBERED)
def _repaired(word: str) -> str:
    if word in repaired() or not word.isalpha():
        return word
    near = _near()
    for variant in (word, *_deletions(word)):
        target = near.get(variant)
        if target is not None and _is_slip(word, target):
            return target
    return word


def unrepaired(
    words: Sequence[tuple[str, int]], typed: Sequence[str], vocabulary: Collection[str]
) -> Sequence[tuple[str, int]]:
    """Canonical words with the last one as it was typed, where it was repaired; none where it was not."""
    word, source = words[-1] if words else ("", 0)
    if len(words) < 2 or word in _ASKING - {"there"} or word == typed[source]:  # noqa: PLR2004 - not the only word
        return ()
    repaired = repaired_word(typed[source], vocabulary)
    if repaired == typed[source] or word not in _phrases(_ENGLISH)[0].get((repaired,), (repaired,)):
        return ()
    return [*words[:-1], (VERBATIM + typed[source], source)]


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


def _language(words: Words) -> str:
    """The language most of the frame words belong to; English where in doubt."""
    known, english = _foreign(), frame()
    foreign = [word for word in words if word in known]
    most = len([word for word in words if word in english]) if foreign else 0
    if len(foreign) <= most:
        return _ENGLISH
    found = [language for word in foreign for language in known[word]]
    best = max(spellings(), key=found.count)
    return best if found.count(best) > most else _ENGLISH


@cache
def _phrases(language: str) -> tuple[Mapping[Words, Words], Mapping[str, Sequence[int]]]:
    """The phrases of a language, and by their first word how many words they have, the most first.

    English ones are understood in any language.
    """
    phrases: dict[Words, Words] = {}
    lengths: dict[str, set[int]] = {}
    for table in (language, _ENGLISH):
        for typed, canonical in spellings()[table].items():
            phrase = tuple(typed.split())
            phrases.setdefault(phrase, tuple(canonical.split()))
            lengths.setdefault(phrase[0], set()).add(len(phrase))
    return phrases, {first: sorted(found, reverse=True) for first, found in lengths.items()}


@cache
def _foreign() -> Mapping[str, Sequence[str]]:
    """For each word of another language's phrases the languages that have it."""
    languages: dict[str, list[str]] = {}
    for language, table in spellings().items():
        for word in {word for phrase in table for word in phrase.split()} if language != _ENGLISH else ():
            languages.setdefault(word, []).append(language)
    return languages


@cache
def _near() -> Mapping[str, str]:
    near = {deletion: target for target in repaired() for deletion in _deletions(target)}
    return near | {target: target for target in repaired()}
