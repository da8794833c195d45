"""What a source's ids of people are worth: whether one id names one person, and whether ids name people at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from schedule.formats._ids import name_id

# Below these counts, ids that never come again say nothing about what they number.
FEWEST_MENTIONS = 20
FEWEST_NAMES_AGAIN = 5


def resembles(one: str, other: str) -> bool:
    """Whether two names may be two spellings of one person's: they share a word, or differ in spacing only.

    Programmes put together from several systems use one number for different people; their names share nothing.
    """
    first, second = name_id(one), name_id(other)
    shared = set(first.split("-")) & set(second.split("-"))
    return any(len(word) > 1 for word in shared) or first.replace("-", "") == second.replace("-", "")


def number_mentions(mentions: Iterable[tuple[str, str]]) -> bool:
    """Whether the ids of these (id, name) number the mentions and not the people.

    Some exports give a speaker a new id in every talk: then no id comes again although names do.
    """
    pairs = list(mentions)
    names = Counter(name_id(name) for _, name in pairs)
    again = sum(1 for count in names.values() if count > 1)
    distinct = len({id_ for id_, _ in pairs})
    return len(pairs) >= FEWEST_MENTIONS and distinct == len(pairs) and again >= FEWEST_NAMES_AGAIN
