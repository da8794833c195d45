"""Where a session stands at the moment of asking: `has it started?`, `did I miss X?`, `is X now or later?`.

Text only; the verdict itself is given in `aims`.
"""

from __future__ import annotations

import re

from schedule.answering.language.reading import Reading

_SIGN = "(?:start|end|over|already|yet|miss|missed|begin|remaining|happen)"
_STANDS = re.compile(
    rf"^ (?:and |so |but )?(?:have|is|do|will) (?:\S+ )*?(?:{_SIGN}|still (?:on|talking|presenting|to)) "
    r"|^ (?:and |so )?have (?:\S+ )+is (?:already )?$"
    r"|^ (?:and |so )?(?:is )?(?:over already|already over|already on|already start|start already) "
    r"|^ (?!what|which|who|when|how|until)(?:\S+ )*(?:over already|already over|already start|start already|over yet"
    r"|still (?:on|talking|presenting)|is remaining) $"
    # the order of words in other languages: `kommt X noch?`, `ya pasó X?`
    r"|^ (?:and |so )?(?:comes|on|talking|presenting) (?!what|which|who|when|how)(?:\S+ )+(?:else|still) $"
    r"|^ (?:and |so )?(?:over already|is remaining|still (?:on|talking)) \S"
)
_STANDING_WORDS = frozenset({
    "start", "end", "over", "already", "yet", "miss", "missed", "begin", "remaining", "still", "happen", "have", "else",
})  # fmt: skip
# `am I too late for X`: the asker's own words for it.
_MINE = re.compile(
    r"(?<=^ )(?:· |·+ )*(?:and |so )?"
    r"(?:(?:have|do|am|is|can|could|will) (?:i|we|it) (?:(?:still|already|just|too|really|be|have|completely|not) )*"
    r"(?:miss|missed|missing|late|early|in time|on time|have time|time|make|make it"
    r"|(?<=still )(?:see|catch|hear|attend|get))"
    r"|too late|(?:is )?on still)(?: (?:for|to|it|see|catch|hear|attend|out on|on))*"
    r"(?= *$| (?!any|anything|something|much|all |everything|a lot)[^ ·])(?!.* (?:if|when|while) (?:i|we) |.* between )"
)
_MINE_WORDS = frozenset({"miss", "missed", "missing", "late", "early", "time", "make", "still"})
_MISSED_BEHIND = re.compile(r"(?<=^ )(?:have|do|is) (?:i|we) (?=(?:\S+ ){1,12}(?:miss|missed) $)")  # as in German
_BEHIND = re.compile(r"(?<= )(?:miss|missed)(?= $)")
_MISSED_WORDS = frozenset({"miss", "missed"})
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
    if reading.said(_MISSED_WORDS) and reading.take(_MISSED_BEHIND):
        return reading.take(_BEHIND) is not None
    either = reading.said(_EITHER_WORDS) and reading.take(_EITHER) is not None
    return either or (reading.said(_MINE_WORDS) and reading.take(_MINE) is not None)


def stands(reading: Reading, source: str) -> bool:
    """Whether the words, whoever took them, ask where a session stands."""
    return reading.said(_STANDING_WORDS) and _STANDS.search(source) is not None
