"""What a question leaves out: `all talks except the posters`, `at nine but not in hall 2`, `keynotes except today`."""

from __future__ import annotations

from dataclasses import replace

from schedule.answering.aims import listing
from schedule.answering.asked import Asked, distinct
from schedule.answering.found import Found
from schedule.answering.question import Phrase, Question, Relation
from schedule.answering.times import ALWAYS
from schedule.models import Session


def excludes(question: Question) -> bool:
    """Whether it names what is left out: `anything else there?` leaves out what was spoken of."""
    return question.relation is Relation.EXCEPT and bool(question.anchor or question.time) and not question.others


def anchored(asked: Asked, phrase: Phrase, anchor: Found) -> Asked:
    """The question with all that it leaves out; a time behind `except` is what is left out, not what is asked for."""
    if not phrase:
        window = asked.window
        gone = [s for s in asked.world.programme.timed if window is not None and window.holds(s)]
        question = replace(asked.question, time=ALWAYS)
        return replace(asked, question=question, window=None, anchor=anchor, anchored=tuple(gone))
    return replace(asked, anchor=anchor, anchored=tuple(distinct(_meant(asked, phrase, anchor))))


def _meant(asked: Asked, phrase: Phrase, anchor: Found) -> list[Session]:
    if not (phrase.kinds or phrase.labels or anchor.named or anchor.rooms or anchor.tracks):
        return []
    inner = Question(aims=asked.question.aims, subject=replace(phrase, pronoun=False), plural=True, topical=True)
    told = replace(asked, question=inner, found=anchor, anchor=Found(), window=None, referred=None, edged=False)
    return [*listing.sessions_of(told), *anchor.further, *anchor.about]
