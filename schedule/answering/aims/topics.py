"""Whether sessions that merely mention the words are an answer.

`anything about drones?` wants all that speak of drones. `when is snowden?` asks for an entry of that name: sessions
that mention one in passing are none, unless a single work does.
"""

from __future__ import annotations

import re

from schedule.answering.asked import Asked
from schedule.answering.match import MatchKind
from schedule.answering.question import Aim
from schedule.models import Session

_TITLE_SCORE = 0.72  # a topic's score where titles have its words, slips forgiven; a description's is at most 0.7
_SPEAKS = re.compile(r"\b(?:talking|presenting|speakers?|here)\b")
_NOUNS = re.compile(r"\b(?:talks?|sessions?|papers?|posters?|spotlights?|lectures?|work|works|stuff|presentations?)\b")
_EXISTS = re.compile(
    r"(?:and |so |but )?(?:is there|(?:do|will|have) (?:you|we|they) (?:have|got))\b"
)  # `are there swords?`
_SENTENCE = re.compile(r"\b(?:is|do|am|can|could|would|should|will|how|why|who|i|you|we)\b")


def fit(asked: Asked) -> bool:
    """False where the words only occur in several descriptions, and the question is not about a topic."""
    found, question = asked.found, asked.question
    if found.titled or found.people or not found.about or found.together:
        return True
    if question.topical or question.plural or question.follows or _EXISTS.match(question.source):
        return True
    if _SPEAKS.search(question.source) and question.aim is not Aim.WHO:
        return _in_titles(asked)
    if _NOUNS.search(question.source):
        return True
    if question.aim is Aim.WHAT and not _SENTENCE.search(question.source):
        return True  # key words alone, as one types them into a search
    # `where is the con suite?` asks for a place, and not where somebody speaks of one.
    lone = len({session.title for session in found.about}) == 1 and question.aim is not Aim.WHERE
    return lone or _in_titles(asked)


def _in_titles(asked: Asked) -> bool:
    words = set(asked.question.subject.words)
    return any(
        (
            match.kind is MatchKind.TITLE
            or (match.kind is MatchKind.TOPIC and match.sure and match.score >= _TITLE_SCORE)
        )
        and len(match.words) == len(words)
        and isinstance(match.target, Session)
        for match in asked.found.matches
    )
