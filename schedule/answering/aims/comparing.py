"""Two sessions beside each other: which comes first, whether they overlap, what else runs at the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from schedule.answering import paging
from schedule.answering.aims import listing, tallying
from schedule.answering.aims.nothing import not_found
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked, in_order
from schedule.answering.found import Found
from schedule.answering.kinds import TALK
from schedule.answering.question import Aim, Phrase, Question, Relation
from schedule.answering.selection import overlap
from schedule.models import Session

_IS = re.compile(
    r"^(?:and )?(?:(?:is|do|will)\b(?! (?:there|any|i|we)\b)"
    r"|(?:can|could|would|will|able to) (?:i |we |one |you )?(?:(?:still|also|is|able|to) )*"
    r"(?:see|watch|go|attend|catch|make)\b)"
)
_EITHER = re.compile(r"\bbefore or after\b|\bafter or before\b")
_SEE = re.compile(r"^(?:is on|can|could)\b.* and\b")  # `can I see X and Y?`
_BOTH = re.compile(r"^(?:is on|is|can|could|do|will|possible|able)\b.*\bboth\b|\bboth\b.*\b(?:can|could|possible)\b")
_OVERLAPS = re.compile(r"\b(?:overlap|clash)\b")
_OR = re.compile(
    r"\b(?:before .*or after|after .*or before|(?:first|earlier|later|sooner) .*\bor)\b"
    r"|\b(?:or|vs|versus)\b.* (?:first|earlier|later|sooner)\b"
)


def aim_of(question: Question) -> Aim:  # noqa: PLR0911 - each return is one way to compare
    """A question with two names and a word of order compares them, and one with a word of amount what they have."""
    if tallying.asks(question):
        return Aim.COMPARE
    if question.relation in (Relation.BEFORE, Relation.AFTER):
        asks = _IS.match(question.source) or _EITHER.search(question.source)
        compares = question.subject and question.aim is Aim.WHAT and asks
        return Aim.COMPARE if compares else question.aim
    if question.relation is Relation.DURING and question.aim is Aim.WHAT and _says_pair(question):
        return Aim.CLASH
    if question.aim is Aim.WHAT and question.subject.breaks and _SEE.match(question.source):
        return Aim.CLASH
    if (
        question.aim is Aim.WHAT
        and question.subject.words
        and "both" in question.source
        and _BOTH.search(question.source)
    ):
        return Aim.CLASH
    if question.aim in (Aim.WHAT, Aim.WHO, Aim.WHEN) and question.subject.breaks and _OR.search(question.source):
        return Aim.COMPARE
    return question.aim


def _says_pair(question: Question) -> bool:
    """`is X at the same time as Y?`, `X and Y, same time?`."""
    if question.anchor:
        return bool(question.subject.words) and _IS.match(question.source) is not None
    return bool(question.subject.breaks)


def order(asked: Asked) -> Answer | None:
    question = asked.question
    if question.relation is not None and not asked.found.complete:
        return not_found(asked)
    if tallying.asks(question):
        return tallying.answer(asked)
    first, second = _sides(asked)
    if not first or not second:
        return _against_span(asked, first[0]) if first and asked.anchor_span else None
    one, other = first[0], second[0]
    early, late = in_order((one, other))
    if overlap(one, other):
        no = "No: " if _verdict(question, first_is_early=True) else ""
        when = "start at the same time" if one.starts_at == other.starts_at else "overlap"
        return Answer(Verdict.FOUND, "compare", f"{no}{early.title} and {late.title} {when}.", (early, late))
    verdict = _verdict(question, first_is_early=early.id == one.id)
    return Answer(Verdict.FOUND, "compare", f"{verdict}{early.title} comes before {late.title}.", (early, late))


def _sides(asked: Asked) -> tuple[Sequence[Session], Sequence[Session]]:
    """The timed sessions on both sides of `before`, or of `or`."""
    subject = asked.question.subject
    if asked.question.relation is not None:
        named = subject.words or subject.kinds or asked.referred is not None
        return (timed_of(asked, asked.found, subject), asked.anchored or ()) if named else ((), ())
    groups = asked.world.finder.groups(subject)
    if len(groups) < 2 or not all(group.complete for group in groups):  # noqa: PLR2004 - one cannot be compared
        return (), ()
    return timed_of(asked, groups[0], subject), timed_of(asked, groups[1], subject)


def _verdict(question: Question, *, first_is_early: bool) -> str:
    """`Yes` or `No` to `is X before Y?`; nothing to `before or after?`."""
    if question.relation is None or not _IS.match(question.source) or _OR.search(question.source):
        return ""
    return "Yes: " if first_is_early == (question.relation is Relation.BEFORE) else "No: "


def clash(asked: Asked) -> Answer | None:
    """What runs at the same time; of two names, whether they overlap."""
    question = asked.question
    if question.relation is Relation.DURING and (question.anchor or not question.subject.breaks):
        return _with_anchor(asked)
    if question.bare and asked.referred is None:  # `is there a clash?`, where nothing was spoken of
        return not_found(asked, unclear=True)
    if question.relation is Relation.BETWEEN:  # `is there a clash between X and Y?`
        groups = asked.world.finder.groups(question.anchor)
    elif question.anchor:
        groups = (asked.found, asked.anchor)
    else:
        groups = asked.world.finder.groups(question.subject)
    if len(groups) > 1 and all(group.complete and group.named for group in groups):
        return _pair(asked, groups)
    if not asked.found.complete:
        return not_found(asked)
    if question.relation is Relation.BETWEEN and question.anchor.words:
        return not_found(asked, anchor=True)
    timed = [s for s in asked.referred or timed_of(asked, asked.found, question.subject) if s.starts_at]
    return _clash_of(asked, timed) if timed else None


def _clash_of(asked: Asked, timed: list[Session]) -> Answer:
    question = asked.question
    if asked.found.named and question.subject.kinds and (other := _other_kind(asked, timed[0])) is not None:
        return _together(asked, [timed[0], other])
    pair = len(timed) == 2 and asked.referred is not None and not question.subject.words  # noqa: PLR2004
    if pair or (
        len(timed) > 1 and (question.plural or re.search(r"\b(?:two|both|talks|they|them)\b", question.source))
    ):
        return _together(asked, timed[:2])
    return _beside(asked, timed[0])


def _other_kind(asked: Asked, session: Session) -> Session | None:
    """`do X and the poster session overlap`: the session of another kind that is meant beside X."""
    kinds = asked.question.subject.kinds
    if kinds == (TALK,) or asked.world.kinds.has(session, kinds):
        return None
    timed = [s for kind in kinds for s in asked.world.kinds.of(kind) if s.starts_at]
    return next((s for s in timed if overlap(s, session)), timed[0] if timed else None)


def _with_anchor(asked: Asked) -> Answer | None:
    """`does X overlap with Y`; without an X, what runs during Y."""
    subject = asked.question.subject
    if not subject or (asked.question.plural and not subject.words and not subject.pronoun):
        return None  # `which talks overlap with lunch?` lists them
    if not asked.question.anchor and asked.found.complete:  # `does X clash with anything?`
        timed = timed_of(asked, asked.found, asked.question.subject)
        return _clash_of(asked, timed) if timed else None
    if not asked.found.complete or not asked.anchor.complete:
        return not_found(asked, anchor=asked.found.complete)
    each = timed_of(asked, asked.found, asked.question.subject)
    others = list(asked.anchored or ())
    if not each or not others:
        return None
    clashing = [(one, other) for one in each for other in others if one != other and overlap(one, other)]
    return _together(asked, list(clashing[0]) if clashing else [each[0], others[0]])


def _against_span(asked: Asked, session: Session) -> Answer | None:
    span = asked.anchor_span
    if span is None or session.starts_at is None:
        return None
    side = "before" if session.starts_at < span.start else "after" if session.starts_at >= span.end else "during"
    what = " ".join((*asked.question.anchor.words, *asked.question.anchor.kinds)) or "that"
    return Answer(Verdict.FOUND, "compare", f"{session.title} is {side} {what}.", (session,))


def _pair(asked: Asked, groups: tuple[Found, ...]) -> Answer | None:
    phrase = asked.question.subject
    each = [timed_of(asked, group, phrase) for group in groups]
    if not all(each):
        return None
    for one in each[0]:
        for other in each[1]:
            if one != other and overlap(one, other):
                return _together(asked, [one, other])
    return _together(asked, [each[0][0], each[1][0]])


def _together(asked: Asked, pair: list[Session]) -> Answer:
    one, other = in_order(pair)
    both = any(pattern.search(asked.question.source) for pattern in (_BOTH, _SEE)) and not _OVERLAPS.search(
        asked.question.source
    )
    if overlap(one, other):
        said = "No, not both" if both else "Yes"
        return Answer(Verdict.FOUND, "clash", f"{said}: {one.title} and {other.title} overlap.", (one, other))
    said = "Yes, both" if both else "No"
    return Answer(Verdict.FOUND, "clash", f"{said}: {one.title} ends before {other.title} starts.", (one, other))


def _beside(asked: Asked, session: Session) -> Answer:
    others = [s for s in asked.world.programme.timed if s != session and overlap(s, session)]
    if not others:
        return Answer(Verdict.FOUND, "clash", f"Nothing else is on during {session.title}.", (session,))
    shown, rest = paging.listed(others)
    return Answer(Verdict.FOUND, "clash", f"At the same time as {session.title}:", shown, rest)


def timed_of(asked: Asked, found: Found, phrase: Phrase) -> list[Session]:
    """The sessions with a time that one of the compared names stands for."""
    return in_order(s for s in meant_by(asked, found, phrase) if s.starts_at)


def meant_by(asked: Asked, found: Found, phrase: Phrase) -> Sequence[Session]:
    """The sessions that one of the compared names stands for."""
    inner = replace(asked.question, subject=replace(phrase, order=None), relation=None, plural=False)
    return listing.sessions_of(replace(asked, question=inner, found=found, window=None, referred=asked.referred))
