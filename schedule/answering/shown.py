"""What a conversation has before it, and which of that a follow-up picks: both, the earlier one, the other one.

Sessions only; how a question is completed by the one before it is the business of `followup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from schedule.answering.answer import Answer, Offer, Turn, Verdict, WishAction
from schedule.answering.conversation import LASTS
from schedule.answering.found import Found
from schedule.answering.offering import offered
from schedule.answering.question import Aim, Question, Relation
from schedule.answering.times import ALWAYS, Flow, TimePhrase
from schedule.models import Session

_OF_REMINDERS = frozenset({WishAction.REMIND, WishAction.STOP, WishAction.PAUSE, WishAction.RESUME})
_KEPT_MOST = 4  # sessions spoken of one after the other; who speaks of `both` means the last two
_EARLY, _LATE, _LONG, _SHORT = (
    (0, False),
    (0, True),
    (1, True),
    (1, False),
)  # by start or by length; the most or the least
_RANKS = {
    "earlier": _EARLY, "sooner": _EARLY, "first": _EARLY, "later": _LATE, "last": _LATE,
    "longer": _LONG, "longest": _LONG, "shorter": _SHORT, "shortest": _SHORT,
}  # fmt: skip
BY_LENGTH = frozenset({"longer", "longest", "shorter", "shortest"})
_RANK = re.compile(
    r"^(?:and |so |ok |but )*(?:which|what|who|when)"
    r"(?: (?:of|one|ones|them|these|those|they|the|two|three|both|is|do|on|up|come|comes|go|goes|start|take|run))*"
    rf" ({'|'.join(_RANKS)})(?: (?:one|up|on|of|them|the|two|these|those|start|take))*$"
    r"|(?<![^ ])the (earlier|sooner|later|longer|shorter|longest|shortest)(?: one| talk| of them| of the two|$)"
)
_FLOWS = (ALWAYS, TimePhrase(flow=Flow.LATER), TimePhrase(flow=Flow.PAST))  # `later` and `earlier`, read as times
_BOTH = re.compile(r"(?<![^ ])(?:both|(?:the|these|those|them) two|two of them)(?![^ ])")
_SEES = re.compile(r"^(?:and )?(?:is|can|could|do|will|would|possible|able|am)\b.*(?<![^ ])(?:both|the two)(?![^ ])")
_THEY = re.compile(r"(?<![^ ])(?:they|them|these|those)(?![^ ])")
_ONE = re.compile(
    r"\b(?:the|that|this|which|what) (?:\S+ ){0,4}ones?\b|\b(?:which|any|some|one|anything) of (?:them|these|those)\b"
)
_TOGETHER = frozenset({Aim.CLASH, Aim.COMPARE})


def fresh(turn: Turn | None, now: datetime) -> Turn | None:
    """What was said before, unless it is too long ago."""
    return turn if turn is not None and abs(now - turn.at) <= LASTS else None


def turn_after(answer: Answer, question: Question, now: datetime, before: Turn | None) -> Turn | None:
    """What is remembered of an answer; None where it said nothing that a next message could refer to."""
    offer = offered(answer, question, now)
    if answer.verdict is not Verdict.FOUND and not (answer.sessions or answer.rest):
        return _with_offer(offer, now, before)
    listed = remembered(answer.sessions, before)
    about = answer.wish is not None and answer.wish.action in _OF_REMINDERS
    wished = answer.wish.targets if answer.wish is not None and about else ()
    return Turn(now, answer.sessions, question=question, listed=listed, rest=answer.rest, wished=wished, offer=offer)


def _with_offer(offer: Offer | None, now: datetime, before: Turn | None) -> Turn | None:
    """What was spoken of before still is, beside what is offered now; what was offered before is not any more."""
    if before is None:
        return Turn(now, offer=offer) if offer is not None else None
    if offer is not None:
        return replace(before, at=now, offer=offer)
    return replace(before, offer=None) if before.offer is not None else None


def remembered(sessions: Sequence[Session], turn: Turn | None) -> tuple[Session, ...]:
    """What a later `both` or `the other one` is chosen from: a list, or what was spoken of one after the other."""
    if turn is None or not sessions or len(works(sessions)) > 1:
        return tuple(sessions)
    if any(session.id == sessions[0].id for session in turn.listed):
        return turn.listed
    earlier = works(turn.listed) if len(turn.listed) < _KEPT_MOST else list(turn.sessions[:1])
    return (*(s for s in earlier if s.title != sessions[0].title), *sessions)


def choice(turn: Turn) -> Sequence[Session]:
    """What `the second one` counts: the rows of the last answer; where that was one, what was spoken of before too."""
    return turn.sessions if len(turn.sessions) > 1 else turn.listed


def works(sessions: Iterable[Session]) -> list[Session]:
    """One entry of each work."""
    return list({session.title: session for session in reversed(list(sessions))}.values())[::-1]


def ranked(question: Question, turn: Turn) -> tuple[Session, str] | None:
    """`which of them is earlier?`: that one, and the word."""
    found = _RANK.search(question.source)
    if found is None or question.relation is not None or question.time not in _FLOWS:
        return None
    word = found[1] or found[2]
    if not _RANKS.keys() >= set(question.subject.words) or question.subject.kinds:
        return None
    several = turn.sessions if len(works(turn.sessions)) > 1 else turn.listed
    timed = [session for session in works(several) if session.starts_at]
    if len(timed) < 2:  # noqa: PLR2004 - of one nothing can be the earlier
        return None
    measure, most = _RANKS[word]
    return (max if most else min)(timed, key=(_start, _length)[measure]), word


def both(question: Question, turn: Turn) -> tuple[Session, ...] | None:
    """`remind me of both`, `do they overlap?`: two of what was spoken of; the last two."""
    means_two = _BOTH.search(question.source) is not None
    unnamed = not question.subject and question.aim is Aim.CLASH  # `is there a clash?`
    if not (means_two or unnamed or (question.aim in _TOGETHER and _THEY.search(question.source))):
        return None
    return pair(turn)


def pair(turn: Turn) -> tuple[Session, ...] | None:
    """The two sessions that were shown, or the last two that were spoken of; None where it is unclear which."""
    two = works(turn.sessions) if len(works(turn.sessions)) > 1 else works(turn.listed)
    if len(two) > 2 and turn.sessions[0].title == two[-1].title:  # noqa: PLR2004
        two = two[-2:]
    return tuple(two) if len(two) == 2 else None  # noqa: PLR2004


def sees_both(question: Question) -> bool:
    """`can I see both?`, where nothing else is named."""
    return not question.subject.words and _SEES.search(question.source) is not None


def among(question: Question, found: Found, turn: Turn) -> tuple[Session, ...] | None:
    """`the one in hall 2`, `which one is in English?`, `the one about X`: those of the sessions just shown."""
    if len(turn.sessions) < 2 or question.relation or question.time or not _ONE.search(question.source):  # noqa: PLR2004
        return None
    rooms, people = {room.id for room in found.rooms}, {person.id for person in found.people}
    if found.titled or found.about:
        ids = {session.id for session in (*found.titled, *found.further, *found.about)}
        return tuple(session for session in turn.sessions if session.id in ids) or None
    if not (rooms or people or found.tracks or question.language) or found.left:
        return None
    language = question.language or ""
    fitting = tuple(
        session
        for session in turn.sessions
        if (not rooms or any(room.id in rooms for room in session.rooms))
        and (not people or any(person.id in people for person in session.people))
        and (not found.tracks or session.track in found.tracks)
        and (session.language or "").casefold().startswith(language) is not question.other_language
    )
    return fitting or None


def at_once(question: Question, turn: Turn) -> bool:
    """`same time?`, where two were shown together: whether these overlap."""
    named = question.subject or question.anchor or question.time
    if named or question.relation is not Relation.DURING or question.aims != (Aim.WHAT,):
        return False
    return len(works(turn.sessions)) == 2 and _OTHERS.search(question.source) is None  # noqa: PLR2004 - two of them


_OTHERS = re.compile(r"\b(?:what|which|who|else|other|any|anything)\b")


def others(turn: Turn) -> tuple[Session, ...] | None:
    """`the other one`: what was shown beside the first, or spoken of before it."""
    if len(turn.sessions) > 1:
        return turn.sessions[1:]
    return tuple(session for session in turn.listed if session.id != turn.sessions[0].id) or None


def _start(session: Session) -> float:
    return session.starts_at.timestamp() if session.starts_at else 0.0


def _length(session: Session) -> float:
    if session.starts_at is None or session.ends_at is None:
        return 0.0
    return (session.ends_at - session.starts_at).total_seconds()
