"""Follow-ups to a reminder: `cancel it`, `stop the second one`, `make it 5 minutes`.

Which wish is meant; what becomes of it is the business of `aims.wishes`.
"""

from __future__ import annotations

import re

from schedule.answering.answer import Target, Turn
from schedule.answering.question import Aim, Question
from schedule.answering.tokens import words

_ENDING = frozenset({Aim.STOP, Aim.PAUSE, Aim.RESUME})
_SEVERAL = re.compile(r"\b(?:all|both|them|those|these|they)\b")
_LATER = re.compile(r"\b(?:that|this|the|my) remind\b")
_UNIT = r"(?:minutes?|mins?|m|hours?|hrs?|h|minuten|stunden?)"
_NUMBER = r"(?:\d{1,4}|an?|one|two|five|ten|fifteen|twenty|thirty|half an)"
_SAME = re.compile(
    r"\s*(?:(?:and|please|ok|okay|so|also|can you|could you)[\s,]+)*(?:remind me|(?:do|i want|i need|set))\s+"
    r"(?:(?:of|about|for)\s+)?(?:the\s+)?same(?:\s+(?:thing|way|lead|reminder))?\s+(?:for|of|about|before|with)\s+",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:(?:no|actually|ok|okay|hm|please|wait|sorry|but|and|rather|better|oh) )*"
    r"(?P<asked>(?:make|change|set|move|turn|put) (?:it|that|this|(?:the|that|this|my) (?:reminder|alarm))(?: to)? )?"
    rf"(?P<span>{_NUMBER} {_UNIT}(?: and {_NUMBER} {_UNIT})?)"
    r"(?P<before>(?: (?:before|earlier|ahead|in advance|beforehand|before it|before that))?)"
    r"(?P<instead>(?: (?:instead|rather|please|then|is enough|is better|would be better|will do))*)"
)


def as_wish(text: str, turn: Turn | None) -> str:
    """`make it 5 minutes`, said of a reminder just asked for, in words that name it; any other text as it is.

    `remind me of the same for X` is said as any follow-up is, so that it keeps what was asked for before.
    """
    if turn is None or not _is_one(turn):
        return text
    if turn.question is not None and turn.question.aim is Aim.REMIND and (same := _SAME.match(text)):
        return f"what about {text[same.end() :]}"
    found = _CHANGE.fullmatch(" ".join(words(text)))
    if found is None or not (found["asked"] or found["before"] or found["instead"]):
        return text
    return f"remind me of it {found['span']} before"


def wished(question: Question, turn: Turn | None) -> tuple[Target, ...]:
    """The reminders that a question without a name is about; none where it names what it is about."""
    if turn is None or not turn.wished or not _is_open(question):
        return ()
    order = question.subject.order
    if question.aim is Aim.REMIND:
        return turn.wished if question.leads and order is None and _is_one(turn) else ()
    if order is not None:
        return turn.wished[-1:] if order == -1 else turn.wished[order - 1 : order]
    meant = question.subject.pronoun or _LATER.search(question.source)
    return turn.wished if meant and (_is_one(turn) or _SEVERAL.search(question.source)) else ()


def _is_one(turn: Turn) -> bool:
    """Whether `it` can be but one thing: one reminder, or what was asked for in one sentence."""
    asked_for = turn.question is not None and turn.question.aim is Aim.REMIND
    return len(turn.wished) == 1 or (asked_for and bool(turn.wished))


def _is_open(question: Question) -> bool:
    subject = question.subject
    named = subject.words or subject.kinds or subject.labels or question.time or question.relation
    return not named and (question.aim in _ENDING or question.aim is Aim.REMIND)
