"""Where a session stands at the moment of asking: `has it started?`, `did I miss X?`, `is X now or later?`.

Text only; the verdict itself is given in `aims`.
"""

from __future__ import annotations

import re

from schedule.answering.reading import Reading

_STANDS = re.compile(
    r"^ (?:and |so |but )?(?:have|is|do|will)(?![^ ])"
    r".* (?:start|end|over|already|yet|miss|missed|begin|remaining|still on|still (?:\S+ )?to|happen)(?![^ ])"
    r"|^ (?:and |so )?have .* is(?: already)? $"
)
_STANDING_WORDS = frozenset({
    "start", "end", "over", "already", "yet", "miss", "missed", "begin", "remaining", "still", "happen", "have",
})  # fmt: skip
# `am I too late for X`: the asker's own words for it.
_MINE = re.compile(
    r"(?<=^ )(?:· |·+ )*(?:and |so )?(?:have|do|am|is|can|could|will) (?:i|we) "
    r"(?:(?:still|already|just|too|really|be|have|completely|not|by chance) )*"
    r"(?:miss|missed|missing|late|early|in time|on time|have time|time|make|make it|catch)"
    r"(?: (?:for|to|it|see|catch|hear|attend|out on|on))*(?= [^ ·])(?!.* (?:if|when|while) (?:i|we) )"
)
_MINE_WORDS = frozenset({"miss", "missed", "missing", "late", "early", "time", "make", "catch"})
# `X is now or after?`: the asker gives the answers to choose from.
_EITHER = re.compile(
    r"(?<![^ ])(?:is |do |will )?(?:on )?(?:now|over|already(?: \S+)?|past|on|still on|still to come|remaining) or "
    r"(?:(?:is|do|will|it|already|still|to|not|come|coming|up|going|just) )*"
    r"(?:after|later|next|over|past|before|coming|come|remaining|yet|start|on|up|end|now)"
    r"(?: (?:that|it|on|yet))*(?= *$)"
)
_EITHER_WORDS = frozenset({"or"})


def take_standing(reading: Reading) -> bool:
    """Takes the words with which a verdict is asked for, where they are no part of what it is asked of."""
    either = reading.said(_EITHER_WORDS) and reading.take(_EITHER) is not None
    return either or (reading.said(_MINE_WORDS) and reading.take(_MINE) is not None)


def stands(reading: Reading, source: str) -> bool:
    """Whether the words, whoever took them, ask where a session stands."""
    return reading.said(_STANDING_WORDS) and _STANDS.search(source) is not None
