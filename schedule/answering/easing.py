"""A second, kinder reading of a message to the bot: words that name nothing are let go, and foreign ones translated.

Somebody who writes in a second language, or as in a telegram, leaves a word that neither the grammar nor the schedule
knows. Where a reading with it found nothing, the message is read once more without it. Only common words go; one that
may be what is sought stays, so that what the schedule lacks is still not found. An abbreviation is written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache

from schedule.answering.language.preambles import without_preamble
from schedule.answering.language.word_lists import chatter, frame, idle, spellings
from schedule.answering.tokens import Token, clean, tokenize

_NUMBER = re.compile(r"\d{1,4}(?:[:.h]\d\d)?h?")


def ease(
    text: str, unexplained: Collection[str], known: Collection[str], stands_for: Callable[[str], str | None]
) -> Iterator[str]:
    """The message in plainer words, the closest to it first; nothing where no word can go.

    `unexplained` are its words that should name something; `known` are the schedule's: they go last, numbers never.
    `stands_for` gives what an abbreviation means in this schedule.
    """
    text = clean(text)
    before = text
    if asking := without_preamble(text):
        yield asking
        text = before = asking
    tokens = tokenize(text)
    for kept in (known, ()):
        may_go = [w for w in unexplained if w not in kept and not (w in known and w[0].isdigit())]
        plainer = "".join(_plainer(text, tokens, may_go, stands_for)).strip()
        if plainer not in (before, ""):
            yield plainer
        before = plainer


def _plainer(
    text: str, tokens: tuple[Token, ...], unexplained: Collection[str], stands_for: Callable[[str], str | None]
) -> Iterator[str]:
    shouted = text.isupper()
    end = 0
    for token in tokens:
        yield text[end : token.start]
        end = token.end
        if token.word not in unexplained:
            yield token.text
        elif words := stands_for(token.word):
            yield words
        else:
            yield token.text if _is_name(token) and not shouted else _instead(token.word)
    yield text[end:]


def _is_name(token: Token) -> bool:
    """Whether somebody wrote it as a name: `Long`, but not the first word of a message."""
    return token.start > 0 and token.text[0].isupper()


def _instead(word: str) -> str:
    """What stands for a word: nothing, its meaning, or itself where it may name something."""
    if word in idle() or word in chatter() or word in frame() or _NUMBER.fullmatch(word):
        return ""
    return _meanings().get(word, word)


@cache
def _meanings() -> Mapping[str, str]:
    """Single words of other languages than English, with what they mean; without those on which languages disagree."""
    meant: dict[str, set[str]] = {}
    for language, table in spellings().items():
        if language != "en":
            for typed, canonical in table.items():
                meant.setdefault(typed, set()).add(canonical.replace("_", " "))
    return {typed: one for typed, several in meant.items() if len(several) == 1 for one in several}
