"""What one reading of a message was told, whether another reading told more, and all of it as one reply."""

from __future__ import annotations

from dataclasses import replace

from schedule.answering import paging
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.question import Aim
from schedule.answering.times import TimePhrase

Told = list[tuple[Asked, Answer]]

WISHES = frozenset({Aim.REMIND, Aim.STOP, Aim.SHOW, Aim.PAUSE, Aim.RESUME, Aim.AGENDA, Aim.ADD, Aim.DROP})
FAILED = frozenset({Verdict.NOTHING, Verdict.UNCLEAR})
SILENT = Answer(Verdict.UNCLEAR, "none", replied=False)


def answered(told: Told) -> int:
    return sum(answer.verdict not in FAILED for _, answer in told)


def is_whole(asked: Asked) -> bool:
    """Whether a part of a message asks by itself: `at what time does it start` without a word for `it` does not."""
    question = asked.question
    unsaid = question.subject.pronoun and not question.subject.words and asked.referred is None
    return (question.opens or question.aim in WISHES) and not unsaid


def narrows(told: Told) -> bool:
    """Whether a reading names something, and not at most `now` or `next`: what no answer may pass over."""
    return any(_narrows(asked) for asked, _ in told)


def _narrows(asked: Asked) -> bool:
    question, found = asked.question, asked.found
    timed = question.time and question.time != TimePhrase(flow=question.time.flow)
    return bool(
        question.subject or question.anchor or timed or found.named or found.left or asked.rooms or asked.tracks
    )


def is_better(again: Told, told: Told) -> bool:
    """Whether a kinder reading answers more, or says in better words that nothing was found."""
    if not _same_topic(told, again):
        return False
    if answered(again) > answered(told):  # `Eve Noname, which day?` is not answered by a day of all
        return narrows(again) or not any(asked.found.left for asked, _ in told)
    if told and all(asked.found.complete and answer.verdict is not Verdict.UNCLEAR for asked, answer in told):
        return False  # `nothing is on in hall a now` was understood: without its letter the room would be none
    return not answered(told) and any(answer.verdict is not Verdict.UNCLEAR for _, answer in again)


def _same_topic(told: Told, again: Told) -> bool:
    """Whether words that were to be a topic are still looked for: `anything on X` is not `anything on`."""
    before = [asked.question for asked, _ in told]
    if not any(question.topical and question.subject.words for question in before):
        return True
    return any(asked.question.subject for asked, _ in again) or any(question.time for question in before)


def joined(answers: list[Answer]) -> Answer:
    """One reply out of several answers; small talk beside an answer is dropped."""
    if len(answers) <= 1:
        return answers[0] if answers else SILENT
    found = [answer for answer in answers if answer.verdict is Verdict.FOUND]
    told = found or [answer for answer in answers if answer.verdict is not Verdict.UNCLEAR] or answers[:1]
    distinct = [answer for number, answer in enumerate(told) if answer not in told[:number]]
    last = next((answer.turn for answer in reversed(distinct) if answer.turn), None)
    if last is not None:
        last = replace(last, rest=paging.together(answer.rest for answer in distinct))
    return replace(distinct[0], further=tuple(distinct[1:]), turn=last)
