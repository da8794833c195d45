"""Lengths beside each other: whether one session lasts longer than another, which of all lasts longest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from schedule.answering import paging
from schedule.answering.aims.comparing import meant_by
from schedule.answering.aims.lengths import length_of, spoken
from schedule.answering.aims.nothing import not_found
from schedule.answering.answer import Answer, Detail, Verdict
from schedule.answering.asked import Asked
from schedule.answering.language.clocks import to_number
from schedule.answering.selection import select
from schedule.models import Session

_MOST = re.compile(r"\b(longest|shortest)\b")
_LIMIT = re.compile(
    r"\b(longer than|over|above|more than|shorter than|under|below|less than) (?:about )?(\w+) (minutes|hours)\b"
)
_SHORT = frozenset({"shorter than", "under", "below", "less than"})
_WHETHER = re.compile(r"^(?:and )?(?:is|do|will)\b")
_OF_ONE = re.compile(r"^(?:and )?(?:is|do|will) the\b")
_DETAILS = frozenset({Detail.DURATION, Detail.PEOPLE})


def answer(asked: Asked) -> Answer | None:
    source = asked.question.source
    if (most := _MOST.search(source)) is not None and not asked.found.named:
        return _extreme(asked, most[1])
    if asked.question.subject.words and not asked.found.complete:
        return not_found(asked)
    if (limit := _LIMIT.search(source)) is not None:
        return _against_limit(asked, limit)
    return _pair(asked)


def _extreme(asked: Asked, which: str) -> Answer | None:
    """`the longest talk today`: it, and others as long."""
    lasting = [s for s in select(asked).sessions if length_of(s)]
    if not lasting:
        return None
    length = (max if which == "longest" else min)(length_of(s) for s in lasting)
    found = [s for s in lasting if length_of(s) == length]
    kind = (*asked.question.subject.kinds, "session")[0]
    said = f"The {which} {kind} lasts {spoken(length)}:" if len(found) == 1 else f"The {which} last {spoken(length)}:"
    shown, rest = paging.listed(found, _DETAILS)
    return Answer(Verdict.FOUND, "length", said, shown, rest, details=_DETAILS)


def _against_limit(asked: Asked, limit: re.Match[str]) -> Answer | None:
    """`is X longer than half an hour?`; without an X, all that are."""
    number = to_number(limit[2]) if limit[2].isdigit() or limit[2] in _SPELT else None
    if number is None:
        return None
    length = timedelta(hours=number) if limit[3] == "hours" else timedelta(minutes=number)
    which = "shorter" if limit[1] in _SHORT else "longer"
    fits = [s for s in select(asked).sessions if length_of(s) and _stands(s, length, which)]
    if asked.found.named or asked.referred is not None or _OF_ONE.match(asked.question.source):
        session = next((s for s in select(asked).sessions if length_of(s)), None)
        if session is None:
            return None
        verdict = "Yes" if session in fits else "No"
        said = f"{verdict}: {session.title} lasts {spoken(length_of(session))}."
        return Answer(Verdict.FOUND, "length", said, (session,), details=_DETAILS)
    if not fits:
        return Answer(Verdict.NOTHING, "length", f"Nothing is {which} than {spoken(length)}.")
    shown, rest = paging.listed(fits, _DETAILS)
    said = f"{len(fits)} {'entry is' if len(fits) == 1 else 'entries are'} {which} than {spoken(length)}:"
    return Answer(Verdict.FOUND, "length", said, shown, rest, details=_DETAILS)


_SPELT = frozenset({"a", "an", "one", "two", "three", "ten", "fifteen", "twenty", "thirty", "forty", "fortyfive"})


def _stands(session: Session, length: timedelta, which: str) -> bool:
    return length_of(session) > length if which == "longer" else length_of(session) < length


def _pair(asked: Asked) -> Answer | None:
    one, other = _sides(asked)
    if one is None or other is None:
        return None
    lengths = length_of(one), length_of(other)
    if not all(lengths):
        unknown = one if not lengths[0] else other
        return Answer(Verdict.FOUND, "length", f"No length is listed for {unknown.title}.", (one, other))
    return Answer(Verdict.FOUND, "length", _compared(asked, one, other), (one, other), details=_DETAILS)


def _compared(asked: Asked, one: Session, other: Session) -> str:
    """`Yes` or `No` to `is X longer than Y?`; otherwise which of the two it is, and by how much."""
    source = asked.question.source
    first, second = length_of(one), length_of(other)
    shorter = "shorter" in source
    if _WHETHER.match(source) and " or " not in source:
        holds = first == second if "equally" in source else first < second if shorter else first > second
        told = f"{one.title} lasts {spoken(first)}, {other.title} {spoken(second)}"
        return f"{'Yes' if holds else 'No'}: {told}."
    if first == second:
        return f"Both are equally long: {spoken(first)}."
    longest, shortest = max(first, second), min(first, second)
    chosen = one if (first < second) == shorter else other
    lengths = (shortest, longest) if shorter else (longest, shortest)
    by = f"{spoken(longest - shortest)} {'shorter' if shorter else 'longer'}"
    return f"{chosen.title} is {by}: {spoken(lengths[0])} against {spoken(lengths[1])}."


def _sides(asked: Asked) -> tuple[Session | None, Session | None]:
    subject = asked.question.subject
    groups = asked.world.finder.groups(subject)
    referred = [s for s in asked.referred or () if length_of(s)]
    if len(groups) < 2 and subject.pronoun and referred and groups:  # noqa: PLR2004 - `is it longer than X?`
        return referred[0], _lasting(meant_by(asked, groups[0], subject))
    if len(groups) < 2 or not all(group.complete for group in groups):  # noqa: PLR2004 - one has no other
        return None, None
    one, other = (meant_by(asked, group, subject) for group in groups[:2])
    return _lasting(one), _lasting(other)


def _lasting(sessions: Sequence[Session]) -> Session | None:
    return next((s for s in sessions if length_of(s)), sessions[0] if sessions else None)
