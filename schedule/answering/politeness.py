"""How a question is dressed: politeness around it, how it opens, whether it speaks of people in the chat."""

from __future__ import annotations

import re

from schedule.answering.reading import Reading, whole_words


def take_politeness(reading: Reading) -> None:
    """Takes greetings, thanks and `does anyone know` out of the reading."""
    if reading.said(_POLITE_WORDS):
        reading.take_all(_POLITE)


def opens(reading: Reading, source: str) -> bool:
    """Whether what is left begins as a question does, or `source` began with `does anyone know`."""
    return reading.opens(_OPENING) or (reading.said(_ALL_WORDS) and _ASKING_ALL.match(source) is not None)


def take_and(reading: Reading) -> bool:
    """Takes `and` or `what about` from the beginning."""
    return reading.said(_AND_WORDS) and reading.take(_AND) is not None


def is_personal(reading: Reading) -> bool:
    """Whether words are left that speak of the people in the chat."""
    return reading.said(_PERSONAL_WORDS) and reading.has(_PERSONAL)


_PERSONAL_WORDS = frozenset({
    "your", "yours", "yourself", "you", "my", "mine", "myself", "me", "i", "we", "us", "our", "ours", "ourselves",
    "his", "her", "hers", "their", "theirs", "he", "she", "him", "guys", "dude", "bro", "mate", "buddy", "man",
})  # fmt: skip
_PERSONAL = whole_words("|".join(sorted(_PERSONAL_WORDS)))
_TELLING = "know|tell me|remember|say|have|got"
_MAY = "do|can|could|would|will|might|may"
_KINDLY = "(?:please|kindly|possibly|perhaps|maybe|happen to)"
_POLITE = whole_words(
    r"sorry (?:if|for|to) (?:\S+ ){0,6}(?:asked|answered|ask|interrupt|bother)(?: already| before| again)?"
    r"|please|thanks(?: in advance)?|(?:hello|hi|hey)(?: everyone| there| all| bot)?|ok(?:ay)?"
    r"|good (?:morning|afternoon|evening|day|night)(?= \w| *$)|excuse me|sorry"
    r"|(?:do|will) (?:we|you|you guys|any of you|everyone) know(?: if)?|can anyone tell me"
    rf"|(?:{_MAY}) you (?:{_KINDLY} )?(?:tell me|know|remember|have any idea|let me know)"
    rf"|(?:could|can|would|will) you(?: {_KINDLY})?|tell me"
    rf"|(?:{_MAY}) anyone (?:here )?(?:{_KINDLY} )?(?:{_TELLING})(?: if)?"
    rf"|anyone (?:here )?(?:knows|have any idea|got any idea|{_TELLING})(?: if)?"
    r"|i (?:would|will) (?:like|love|want) to (?:know|see|find out)"
    r"|i (?:want|need|wish|wanted|am trying|try) to (?:know|find out|see|find|ask)"
    r"|just wondering|i (?:was|am|is) wondering(?: if)?|quick question|exactly|guys|give me|show me"
    r"|(?:everyone|anyone|at all|or not)(?= *$)|let me know|i am looking for|looking for|any idea"
    r"|(?:can|may) i (?:know|ask)|so(?= w)"
)
_POLITE_WORDS = frozenset({
    "sorry", "please", "thanks", "hello", "hi", "hey", "ok", "okay", "good", "excuse", "do", "will", "can", "could",
    "would", "anyone", "tell", "i", "just", "quick", "exactly", "guys", "everyone", "give", "show", "let", "looking",
    "any", "may", "so", "might", "all", "or",
})  # fmt: skip
_OPENING = re.compile(
    r"^ (?:· |·+ )*(?:so |and |ok |the |at |in |on |until |by )?"
    r"(?:when|where|who|what|which|how (?:long|many)|is|are|do|have|any|next|list)(?![^ ])"
)
_ALL_WORDS = frozenset({"anyone"})
_ASKING_ALL = re.compile(
    rf"^ (?:\w+ ){{0,3}}(?:(?:{_MAY}) )?anyone (?:here )?(?:{_KINDLY} )?"
    r"(?:knows?(?: if)?|have|got|remember|tell me)(?![^ ])"
)
_AND_WORDS = frozenset({"and", "what", "how", "but", "also", "then", "or"})
_AND = re.compile(r"^ (?:· |·+ )*(?:and|what about|how about|but|also|then|or)(?![^ ])")
