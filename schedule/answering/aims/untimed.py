"""A programme of which no time is known, as a list of posters: it does not say what is on, and never that nothing is.

Where some of its sessions have a time, the other aims answer.
"""

from __future__ import annotations

from dataclasses import replace

from schedule.answering.aims.nothing import SPOKEN, UNSAID
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.kinds import PAUSES
from schedule.answering.question import Aim, Relation
from schedule.answering.times import ALWAYS

_NO_TIMES = "The schedule lists no times"
_OF_TIMES = frozenset({Aim.CLASH, Aim.LENGTH})
_OF_ALL = frozenset({Aim.WHEN, Aim.END, Aim.DURATION})  # what is asked of the programme as of a session


def answer(asked: Asked) -> Answer | None:
    """That no time is listed, where the answer would hang on one; None where it does not."""
    if asked.world.programme.timed or not (asked.found.complete and asked.anchor.complete):
        return None
    kinds = asked.question.subject.kinds
    if kinds and PAUSES.issuperset(kinds) and not asked.found.named and not asked.world.kinds.listed(kinds[0]):
        what = SPOKEN.get(kinds[0], kinds[0])
        return Answer(Verdict.NOTHING, UNSAID, f"No {what} is listed in the schedule, and no times are.")
    return _unknown(asked) if _needs_time(asked) else None


def without_time(asked: Asked) -> Asked:
    """The question for a session, without the day or the hour that nothing is known of."""
    if asked.world.programme.timed or asked.window is None or not _names(asked):
        return asked
    return replace(asked, window=None, question=replace(asked.question, time=ALWAYS))


def _needs_time(asked: Asked) -> bool:
    question = asked.question
    if question.aim in _OF_TIMES or (question.relation is not None and question.relation is not Relation.EXCEPT):
        return True
    if question.aim is Aim.COUNT:
        return bool(question.time)
    if _names(asked):
        return False
    whole = question.event or (question.subject.pronoun and not question.subject.kinds)
    ordered = bool(question.time or question.subject.order)
    return ordered or question.aim is Aim.FREE or (question.aim in _OF_ALL and whole)


def _names(asked: Asked) -> bool:
    return asked.found.named or asked.referred is not None


def _unknown(asked: Asked) -> Answer:
    label = asked.window.label if asked.window is not None else ""
    if label in ("", "then"):
        return Answer(Verdict.NOTHING, UNSAID, f"{_NO_TIMES}.")
    then = label if label.startswith("on ") else f"on {label}"
    return Answer(Verdict.NOTHING, UNSAID, f"{_NO_TIMES}: it does not say what is {then}.")
