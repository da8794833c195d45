"""How a question is dressed: politeness around it, how it opens, whether it speaks of people in the chat."""

from __future__ import annotations

import re

from schedule.answering.language.reading import Reading, whole_words


def take_politeness(reading: Reading) -> None:
    """Takes greetings, thanks and `does anyone know` out of the reading."""
    if reading.said(_COURTEOUS_WORDS):
        reading.take_all(_COURTEOUS)
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
_TELLING = "know|tell (?:to )?me|remember|say|have|got"
_WOULD = "(?:do|can|could|would|will|may|might|should)"
_SOFTLY = "(?:(?:please|kindly|maybe|perhaps|possibly|also|happen to|by chance|by any chance|be able to) )*"
_HELPED = (
    "(?:(?:kind|quick|great|good|prompt) )*"
    "(?:answer|help|reply|response|assistance|attention|time|effort|support|understanding)"
)
_BY_CHANCE = "(?: (?:perhaps|maybe|please|possibly|by any chance|by chance))*"
_POLITE = whole_words(
    r"sorry (?:if|for|to) (?:\S+ ){0,6}(?:asked|answered|ask|interrupt|bother|disturb)"
    r"(?: (?:already|before|again|all|everyone|you))*(?: but(?![^ ]))?"
    rf"|please|thanks(?: in advance)?(?: for (?:your|the|any|all) {_HELPED})?"
    r"|(?:hello|hi|hey)(?: everyone| there| all| bot)?|ok(?:ay)?"
    r"|good (?:morning|afternoon|evening|day|night)(?= \w| *$)|excuse me|sorry"
    r"|(?:do|will) (?:we|you|you guys|any of you|everyone) know(?: if)?|can anyone tell me"
    rf"|{_WOULD} you {_SOFTLY}(?:tell (?:to )?me|inform me|say|know|remember|have any idea|let me know)(?: if)?"
    r"|(?:could|can|would|will) you(?: please| kindly)?|tell (?:to )?me"
    rf"|{_WOULD} anyone (?:here |of you )?{_SOFTLY}(?:{_TELLING}){_BY_CHANCE}(?: if)?"
    rf"|anyone (?:here )?(?:knows|have any idea|got any idea|{_TELLING})(?: if)?"
    r"|i (?:would|will) (?:like|love|want) to (?:know|see|find out)"
    r"|i (?:want|need|wish|wanted|am trying|try) to (?:know|find out|see|find|ask)"
    r"|just wondering|i (?:was|am|is) wondering(?: if)?|quick question|exactly|guys|give me|show me"
    r"|or is (?:it|there|this|that) (?:a |the |already |still |just )*(?:break|lunch|coffee|over|pause)(?= *$)"
    r"|(?:everyone|anyone|at all|or not)(?= *$)|let me know|i am looking for|looking for|any idea"
    r"|(?:can|may) i (?:know|ask)|so(?= w)"
)
_COURTEOUS = whole_words(
    r"if (?:i|we) (?:may|can)(?: ask)?(?= ·| *$)|if you (?:please|know|do not mind)(?= ·| *$)"
    r"|if (?:it is |that is |this is )?not too much (?:trouble|to ask)|if (?:it is |at all )?possible"
    r"|(?:if you (?:would|will|can|could) )?is so (?:kind|good|nice)(?: as)?(?: to| and)?(?: (?:tell(?: to)? me|say))?"
    r"|if you would not mind"
    r"|it (?:would|will) is (?:my|an?|our) (?:great )?(?:pleasure|honou?r|privilege|joy|delight)(?: for me)?(?: to)?"
)
_COURTEOUS_WORDS = frozenset(
    {"if", "kind", "good", "nice", "pleasure", "honour", "honor", "privilege", "joy", "delight"}
)
_POLITE_WORDS = frozenset({
    "sorry", "please", "thanks", "hello", "hi", "hey", "ok", "okay", "good", "excuse", "do", "will", "can", "could",
    "would", "anyone", "tell", "i", "just", "quick", "exactly", "guys", "everyone", "give", "show", "let", "looking",
    "any", "may", "might", "should", "so", "all", "or", "at",
})  # fmt: skip
_OPENING = re.compile(
    r"^ (?:· |·+ )*(?:so |and |but |then |therefore |ok |the |at |in |on |until |by |with |from )?"
    r"(?:when|where|who|what|which|how (?:long|many)|is|are|do|have|any|anything|next|list)(?![^ ])"
)
_ALL_WORDS = frozenset({"anyone"})
_ASKING_ALL = re.compile(
    rf"^ (?:\w+ ){{0,3}}(?:{_WOULD} )?anyone (?:here |of you )?{_SOFTLY}"
    r"(?:knows?(?: if)?|tell me|have|got|remember)(?![^ ])"
)
_AND_WORDS = frozenset({"and", "what", "how", "but", "also", "then", "or"})
_AND = re.compile(r"^ (?:· |·+ )*(?:no )?(?:and|what about|how about|but|also|then|or)(?![^ ])")
