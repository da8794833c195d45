"""A message cut into clauses, each of which may be a question of its own.

Cuts only; what a clause asks, `grammar` reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from schedule.answering.language.discourse import trim
from schedule.answering.language.lexicon import read_words
from schedule.answering.language.word_lists import chatter, frame
from schedule.answering.tokens import HONORIFICS, Token, tokenize

# Folded words -> where a title is written out among them, from and up to, and the word that stands for it.
Quoted = Callable[[tuple[str, ...]], tuple[int, int, str] | None]
# Folded words, and the schedule's own -> the places of those that carry no grammar.
Verbatim = Callable[[tuple[str, ...], Collection[str]], frozenset[int]]

_WORDS_MOST = 80  # of one clause
_TITLES_MOST = 4  # written out in one message
_SHORTEST_END = 3  # letters; a shorter word before a full stop is rather an abbreviation


@dataclass(frozen=True, slots=True)
class Clause:
    """Canonical words, each with the token it came from. `asking`: a question mark closes the sentence."""

    words: Sequence[tuple[str, int]]
    tokens: Sequence[Token]
    asking: bool


def clauses_of(
    text: str, vocabulary: Collection[str], quoted: Quoted | None, verbatim: Verbatim | None
) -> Iterator[Clause]:
    """The clauses of a cleaned text.

    `quoted` finds a title that is written out, which is then one word; `verbatim` words of one that is not.
    """
    every = tokenize(text)
    said = False
    for whole, asking in _sentences(text, every) if quoted is None else _around(text, every, quoted):
        tokens = trim(whole, vocabulary)
        said = said or bool(tokens)
        for words in _split(_canonical(tokens, vocabulary, verbatim)) if tokens else ():
            yield Clause(words, tokens, asking)
    if not said and every:  # a greeting and nothing else
        yield Clause(_canonical(every, vocabulary, verbatim), every, asking=False)


_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?([1-5a-e])(?:\)|\.(?=\s))\s*", re.IGNORECASE)
_COUNTS = ("12345", "abcde")


def without_numbers(text: str) -> str:
    """`I need 1) the room of X 2) the time of Y` as one line for each; any other text as it is."""
    if "2)" not in text and "2." not in text and "b)" not in text:
        return text
    numbers = "".join(_NUMBERED.findall(text)).lower()
    counts = len(numbers) > 1 and any(count.startswith(numbers) for count in _COUNTS)
    return _NUMBERED.sub("\n", text) if counts else text


def _around(
    text: str, tokens: Sequence[Token], quoted: Quoted, most: int = _TITLES_MOST
) -> Iterator[tuple[Sequence[Token], bool]]:
    """Sentences, but for titles that go across their ends: those stay together."""
    span = quoted(tuple([token.word for token in tokens])) if most else None
    if span is None:
        yield from _sentences(text, tokens)
        return
    first, last, name = span
    begin, end = tokens[first].start, tokens[last - 1].end
    title = Token(text[begin:end], name, begin, end, joined=tokens[first].joined)
    start, rest = text[: title.start], text[title.end :]
    before, after = list(_sentences(start, tokenize(start))), list(_around(rest, tokenize(rest), quoted, most - 1))
    left, _ = before.pop() if before and not _ends_behind(before[-1][0][-1], start) else ([], False)
    right, asking = after.pop(0) if after and not _ends_behind(title, text, after[0][0][0].start + end) else ([], False)
    yield from before
    yield [*left, title, *right], asking or "?" in text[title.end : title.end + 2]
    yield from after


def _ends_behind(token: Token, text: str, until: int | None = None) -> bool:
    """Whether a sentence ends between a word and what follows it."""
    found = _SENTENCE_END.search(text[token.end : until])
    return found is not None and (found[0] != "." or _ends_sentence(token.word))


_SENTENCE_END = re.compile(r"[?!;\n]+|\.(?=\s|$)|…")
_CUT = re.compile(r"[?!;\n.…,]")  # without one of these a sentence does not end
_NO_END = HONORIFICS | {"vs", "e", "g", "approx", "no", "nr", "st"}


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], bool]]:
    """Tokens between two sentence ends, and whether a question mark closes them."""
    if tokens and _CUT.search(text, tokens[0].end, tokens[-1].end) is None:  # one sentence, as most messages are
        rest = text[tokens[-1].end :]
        found = _SENTENCE_END.search(rest) if rest else None
        ends = found and (found[0] != "." or _ends_sentence(tokens[-1].word))
        yield tokens[:_WORDS_MOST], "?" in (rest if ends else text)
        return
    sentence: list[Token] = []
    for number, token in enumerate(tokens):
        sentence.append(token)
        until = tokens[number + 1].start if number + 1 < len(tokens) else len(text)
        between = text[token.end : until]
        if between == " ":
            continue  # as between most words
        if until < len(text) and not between[-1:].isspace() and between == ".":
            continue  # K.1.105
        if "," in between and _is_aside(sentence, tokens[number + 1 :]):
            yield sentence[:_WORDS_MOST], False
            sentence = []
            continue
        found = _SENTENCE_END.search(between)
        if found and (found[0] != "." or _ends_sentence(token.word)):
            yield sentence[:_WORDS_MOST], "?" in between
            sentence = []
    if sentence:
        yield sentence[:_WORDS_MOST], "?" in text


_ASIDE = frozenset({
    "i", "im", "ive", "ill", "we", "my", "cause", "because", "bc", "cuz", "cos", "coz", "since", "just", "asking",
    "pls", "please", "plz", "sorry",
})  # fmt: skip
_REASONS = frozenset({"as", "since", "because", "considering", "although", "though", "unfortunately"})
_OWN = frozenset({"i", "im", "ive", "we", "weve", "my", "our"})
_ASKED_OF = frozenset({"which", "what", "whom", "you", "i", "we", "me"})  # `in which hall`, `could you tell me`
_FEWEST_ASIDE = 3  # words; a shorter one is mere politeness


def _is_aside(said: Sequence[Token], rest: Sequence[Token]) -> bool:
    """Whether a question is over at a comma, or begins there: `when is X, I am late`, `as I am late, when is X`."""
    if len(said) > 1 and rest and said[0].word in _REASONS and said[1].word in _OWN:
        return rest[0].word.rstrip("s") in _OPENING or (len(rest) > 1 and rest[1].word in _ASKED_OF)
    if len(rest) < _FEWEST_ASIDE or rest[0].word not in _ASIDE:
        return False
    return any(token.word.rstrip("s") in _OPENING for token in said[:2])


_OPENING = frozenset({
    "when", "where", "who", "what", "which", "how", "i", "are", "ha", "do", "doe", "did", "wann", "wo", "wer", "wa",
    "quand", "qui", "ou", "cuando", "donde", "quien", "quando", "dove", "chi", "onde", "quem",
})  # fmt: skip


def _ends_sentence(word: str) -> bool:
    """Whether a full stop behind this word ends the sentence, as it does not behind `Dr.` or in a date."""
    if word[0].isdigit():
        return word[-1].isalpha()  # `the 5k`, but not `the 3rd` of May
    return word not in _NO_END and len(word) >= _SHORTEST_END


def _canonical(
    tokens: Sequence[Token], vocabulary: Collection[str], verbatim: Verbatim | None
) -> tuple[tuple[str, int], ...]:
    words = tuple([token.word for token in tokens])
    possessive = frozenset([i for i, token in enumerate(tokens) if token.possessive])
    return read_words(words, possessive, vocabulary, verbatim(words, vocabulary) if verbatim else ())


_OPENERS = frozenset({"when", "where", "who", "what", "which", "how"})


def _split(words: Sequence[tuple[str, int]]) -> Iterator[Sequence[tuple[str, int]]]:
    """Splits `when is X and where is Y`, where both sides name something; `when and where is X` is one question."""
    start = 0
    for at in range(1, len(words) - 1):
        if words[at][0] not in ("and", "also"):
            continue
        opens = words[at + 1][0] in _OPENERS and _names(words[start:at]) and _names(words[at + 1 :])
        if opens or (words[start][0] in _OPENERS and _compares(words[at + 1 :])):
            yield words[start:at]
            start = at
    yield words[start:]


def _compares(words: Sequence[tuple[str, int]]) -> bool:
    """`… and do they overlap?`, `… and can we see both?`: asks about what was named before."""
    said = {word for word, _ in words}
    verb = words[0][0] in _VERBS or words[0][0] in _COMPARING
    return verb and not _COMPARING.isdisjoint(said) and not _names(words)


_VERBS = frozenset({"do", "is", "can", "could", "will", "have", "must"})
_COMPARING = frozenset({"clash", "overlap", "both", "parallel", "split", "choose"})


def _names(words: Sequence[tuple[str, int]]) -> bool:
    return any(word not in frame() and word not in chatter() and word not in _OPENERS for word, _ in words)
