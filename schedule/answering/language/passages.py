"""The parts of a message between commas and dashes, one of which may be a whole question: `when is X, I want to go`.

Read only where the message as a whole gave nothing: a comma stands in names and titles too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedule.answering.language.companions import tells_of_others
from schedule.answering.question import Aim, Question

_PAUSE = re.compile(r"[,;:]\s|\s[-–—]+\s|\s?[()]\s?|\.\.+|…")
_MOST = 4
_WORDS_LEAST = 2
_WISHES = frozenset({Aim.REMIND, Aim.STOP, Aim.SHOW, Aim.PAUSE, Aim.RESUME, Aim.ADD, Aim.DROP})


def passages(text: str) -> list[str]:
    """The parts, in their order; none where there is only one, or more than anybody asks in."""
    parts = [part.strip() for part in _PAUSE.split(text)]
    parts = [part for part in parts if len(part.split()) >= _WORDS_LEAST]
    return parts if len(parts) <= _MOST and parts != [text.strip()] else []


def asides(questions: Sequence[Question]) -> frozenset[int]:
    """Which sentences of a message only explain its questions: `when is X? I have to catch a train`."""
    if len(questions) < 2 or not any(question.opens or question.asked for question in questions):  # noqa: PLR2004
        return frozenset()
    explaining = frozenset(number for number, question in enumerate(questions) if _explains(question))
    echoing = frozenset(number for number, question in enumerate(questions) if number and _echoes(question))
    requesting = frozenset(number for number in explaining if _requests(questions[number]))
    if requesting and len(explaining | echoing) == len(questions):  # `I would like to see something about X, because …`
        return (explaining | echoing) - requesting
    return explaining


def _explains(question: Question) -> bool:
    if question.aim is Aim.HELP:
        return True
    if question.opens or question.follows or question.aim in _WISHES:
        return False
    told = question.chatter and not question.subject.words
    return question.personal or bool(told) or bool(_STATES.match(question.source)) or tells_of_others(question.source)


def _requests(question: Question) -> bool:
    return question.topical and bool(question.subject.words)


def _echoes(question: Question) -> bool:
    """`which talk would be suitable?`, which names nothing."""
    subject = question.subject
    named = subject.words or subject.pronoun or subject.order or subject.labels or question.time or question.relation
    return question.aims == (Aim.WHAT,) and not named and not question.event and subject.kinds in ((), ("talk",))


# Words with which somebody begins to tell of themselves, the pronoun left out or not.
_STATES = re.compile(
    r"(?:i|im|we|my|our|need|want|got|gotta|must|miss|missed|trying|asking|hoping|because|cause|since|otherwise|would)\b"
)
