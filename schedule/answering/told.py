"""What one reading of a message was told, and whether another reading told more."""

from __future__ import annotations

from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.question import Aim

Told = list[tuple[Asked, Answer]]

WISHES = frozenset({Aim.REMIND, Aim.STOP, Aim.SHOW, Aim.PAUSE, Aim.RESUME, Aim.AGENDA, Aim.ADD, Aim.DROP})
FAILED = frozenset({Verdict.NOTHING, Verdict.UNCLEAR})


def answered(told: Told) -> int:
    return sum(answer.verdict not in FAILED for _, answer in told)


def is_whole(asked: Asked) -> bool:
    """Whether a part of a message asks by itself: `at what time does it start` without a word for `it` does not."""
    question = asked.question
    unsaid = question.subject.pronoun and not question.subject.words and asked.referred is None
    return (question.opens or question.aim in WISHES) and not unsaid


def is_better(again: Told, told: Told) -> bool:
    """Whether a kinder reading answers more, or says in better words that nothing was found."""
    if not _same_topic(told, again):
        return False
    understood = any(answer.verdict is not Verdict.UNCLEAR for _, answer in again)
    return answered(again) > answered(told) or (not answered(told) and understood)


def _same_topic(told: Told, again: Told) -> bool:
    """Whether words that were to be a topic are still looked for: `anything on X` is not `anything on`."""
    before = [asked.question for asked, _ in told]
    if not any(question.topical and question.subject.words for question in before):
        return True
    return any(asked.question.subject for asked, _ in again) or any(question.time for question in before)
