"""What an answer offers instead, and who takes it: `yes`, `the second one`, `Dan Zhang`, after names that are near.

Which question is meant; the engine answers it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from schedule.answering.answer import Answer, Offer, Turn, Verdict
from schedule.answering.asked import World, in_order
from schedule.answering.found import Found
from schedule.answering.language.replies import Consent, consent, named_in
from schedule.answering.question import Phrase, Question
from schedule.answering.tokens import HONORIFICS, words

_UNASKED = timedelta(minutes=2)  # who says `yes` to nobody means what was said to them just now
_NONE = "All right. Try another spelling, or a word of a title."
Read = Callable[[str], tuple[Question, ...]]


class Instead(NamedTuple):
    """The question that is meant, and what it names where that is known; or else what to say."""

    question: Question
    found: Found | None = None
    said: Answer | None = None


def offered(answer: Answer, question: Question, now: datetime) -> Offer | None:
    """What an answer that found nothing, or too much, names instead."""
    if answer.verdict is Verdict.FOUND or not answer.suggestions:
        return None
    return Offer(answer.suggestions, question, now)


def asked_instead(
    text: str, now: datetime, turn: Turn | None, read: Read, world: World, *, addressed: bool
) -> Instead | None:
    """The question that takes up an offer, or a word on it; None where something else is said."""
    offer = turn.offer if turn is not None else None
    if turn is None or offer is None or (not addressed and abs(now - offer.at) > _UNASKED):
        return None
    meant = consent(text)
    number = 0 if meant is Consent.YES and len(offer.names) == 1 else _picked(text, offer, read)
    if number is not None:
        return _question(offer, number, world)
    if meant is Consent.NO:
        said = Answer(Verdict.UNCLEAR, "no", "All right." if offer.listed else _NONE).remembered(
            replace(turn, offer=None)
        )
        return Instead(offer.question, said=said)
    if meant is Consent.YES:
        # Sessions may be of one title: they are shown with their times.
        names, sessions = ((), turn.listed) if offer.listed else (offer.names, ())
        which = Answer(Verdict.AMBIGUOUS, "which", "Which one do you mean?", sessions, suggestions=names)
        asked_back = which.remembered(replace(turn, at=now, offer=replace(offer, at=now)))
        return Instead(offer.question, said=asked_back)
    return None


def _picked(text: str, offer: Offer, read: Read) -> int | None:
    """Its place among the names, from 0."""
    if (named := named_in(text, [words(name) for name in offer.names])) is not None:
        return named
    questions = read(text)
    subject = questions[0].subject if len(questions) == 1 else Phrase()
    order = subject.order if not (subject.words or subject.kinds or questions[0].relation) else None
    if order is None:
        return None
    number = len(offer.names) - 1 if order == -1 else order - 1
    return number if 0 <= number < len(offer.names) else None


def _question(offer: Offer, number: int, world: World) -> Instead:
    """What was asked, of what was offered."""
    question, name = offer.question, offer.names[number]
    if offer.listed:
        return Instead(replace(question, subject=Phrase(order=number + 1), relation=None, anchor=Phrase()))
    anchored = question.relation is not None and bool(question.anchor.words)
    if anchored and (not question.subject.words or world.subjects.find(question.subject)[1].complete):
        return Instead(replace(question, anchor=_called(question.anchor, name)))
    return Instead(replace(question, subject=_called(question.subject, name)), _of_name(name, world))


def _of_name(name: str, world: World) -> Found | None:
    """Just those who are called so: somebody known by one name alone is no namesake of others."""
    people = tuple(p for p in world.schedule.people if name in (p.name, f"{p.name} ({p.affiliation})"))
    if people:
        return Found(people=people, score=1.0)
    titled = tuple(in_order(session for session in world.schedule if session.title == name))
    return Found(titled=titled, score=1.0, exact=True) if titled else None


def _called(phrase: Phrase, name: str) -> Phrase:
    said = tuple(word for word in words(name) if word not in HONORIFICS)
    return Phrase(words=said, whole=said, kinds=phrase.kinds, order=phrase.order, labels=phrase.labels)
