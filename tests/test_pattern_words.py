"""Patterns of the grammar are searched for only where one of a few words was said. None may match without such a word.

Every text that a pattern can match is spelt out, up to what repeats: no list of examples would notice a word that was
added to a pattern and forgotten beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import product
from typing import Any

import pytest

from schedule.answering import kinds, times
from schedule.answering.language import circumstances, grammar, leads, phrases, politeness, requests, wants

_ANYTHING = "x"  # stands for whatever a class of letters allows

# fmt: off
GUARDED: dict[str, tuple[re.Pattern[str], Collection[str]]] = {
    "topical": (grammar._TOPICAL, grammar._TOPICAL_WORDS),
    "plural": (grammar._PLURAL, grammar._PLURAL_WORDS),
    "event": (grammar._EVENT, grammar._EVENT_WORDS),
    "here": (grammar._HERE, grammar._HERE_WORDS),
    "polite": (politeness._POLITE, politeness._POLITE_WORDS),
    "courteous": (politeness._COURTEOUS, politeness._COURTEOUS_WORDS),
    "and": (politeness._AND, politeness._AND_WORDS),
    "asking all": (politeness._ASKING_ALL, politeness._ALL_WORDS),
    "personal": (politeness._PERSONAL, politeness._PERSONAL_WORDS),
    "tell me before": (requests._TELL_BEFORE, requests._TELL_WORDS),
    "question": (wants._QUESTION, wants._QUESTION_WORDS),
    "ending": (wants._ENDING, wants._ENDING_WORDS),
    "clash": (wants._CLASH, wants._CLASH_WORDS),
    "order": (phrases._ORDER_WORD, phrases._ORDER_WORDS),
    "pronoun": (phrases._PRONOUN, phrases._PRONOUNS),
    "time": (times._ANY, times._WORDS),
    "lead": (re.compile(leads._SPAN), leads._UNITS),
    "language": (circumstances._LANGUAGE, circumstances._LANGUAGE_WORDS),
    "same room": (circumstances._SAME_ROOM, circumstances._SAME_WORDS),
    "same day": (circumstances._SAME_DAY, circumstances._SAME_WORDS),
    **{f"aim {aim}, {pattern.pattern[:20]}": (pattern, triggers.split()) for (aim, triggers, _), (_, pattern) in zip(
        wants._SIGNS, wants._PATTERNS, strict=True)},
    **{f"relation {relation}": (pattern, circumstances._RELATION_WORDS)
       for relation, pattern in circumstances._RELATION_PATTERNS},
}
# fmt: on


@pytest.mark.parametrize("name", GUARDED)
def test_no_text_matches_without_a_word_of_the_guard(name: str) -> None:
    pattern, guard = GUARDED[name]
    spelt = {" ".join(text.split()) for text in _texts(_parsed(pattern))}
    without = {text for text in spelt if set(guard).isdisjoint(text.split()) and not text.isdigit()}
    assert without == set()


@pytest.mark.parametrize(("kind", "pattern"), kinds._PATTERNS, ids=[kind for kind, _ in kinds._PATTERNS])
def test_every_wording_of_a_kind_begins_with_one_of_its_first_words(kind: str, pattern: re.Pattern[str]) -> None:
    assert {text.split()[0] for text in _texts(_parsed(pattern))} <= set(kinds._FIRSTS[kind].split())


def test_the_spelling_out_itself() -> None:
    pattern = re.compile(r"(?<!x)(?:posters? session|q[&a])(?: of \d{1,2})?(?= now)(?! a)")
    assert set(_texts(_parsed(pattern))) == {
        f"{text}{end} now"
        for text in ("poster session", "posters session", "q&", "qa")
        for end in ("", " of 0", " of 00")
    }


def _parsed(pattern: re.Pattern[str]) -> Any:
    return re._parser.parse(pattern.pattern)  # type: ignore[attr-defined]


def _texts(parsed: Any) -> Iterator[str]:
    """Every text that a parsed pattern matches, with what repeats taken as often as it must and once more at most."""
    for parts in product(*[list(_of_item(str(op).lower(), value)) for op, value in parsed]):
        yield "".join(parts)


def _of_item(op: str, value: Any) -> Iterator[str]:
    if op in ("at", "assert_not") or (op == "assert" and value[0] < 0):
        yield ""
    elif op == "assert":  # what must follow is said too
        yield from _texts(value[1])
    elif op == "literal":
        yield chr(value)
    elif op == "branch":
        for branch in value[1]:
            yield from _texts(branch)
    elif op == "subpattern":
        yield from _texts(value[3])
    elif op == "max_repeat":
        least, most, repeated = value
        for count in range(least, min(most, least + 1) + 1):
            yield from map("".join, product(list(_texts(repeated)), repeat=count))
    elif op == "in":
        yield from _of_class(value)
    else:
        yield {"any": _ANYTHING}[op]


def _of_class(items: Any) -> Iterator[str]:
    if str(items[0][0]) == "NEGATE":
        yield _ANYTHING
        return
    for op, value in items:
        if str(op) == "LITERAL":
            yield chr(value)
        elif str(op) == "RANGE":
            yield chr(value[0])
        else:
            yield "0" if "DIGIT" in str(value) else _ANYTHING
