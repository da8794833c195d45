"""A list in parts: what is shown at once, what is kept for `more`, and the next part when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from schedule.answering.answer import Answer, Detail, Offer, Rest, Target, Turn, Verdict
from schedule.answering.found import PEOPLE_MOST
from schedule.answering.language.utterances import wants_all, wants_more
from schedule.models import Session

LISTED_MOST = 25
KEPT_MOST = 200  # sessions behind a list: of ten thousand conversations they take some 16 MB
_UNASKED = timedelta(minutes=2)  # who says `more` to nobody means the list that is still before their eyes
_PEOPLE = frozenset({Detail.PEOPLE})


def listed(
    sessions: Sequence[Session], details: frozenset[Detail] = _PEOPLE, *, most: int = LISTED_MOST
) -> tuple[tuple[Session, ...], Rest]:
    """What is shown at once, and what is kept for later; a single one more takes no more room than to say so."""
    most += len(sessions) == most + 1
    kept = tuple(sessions[most : most + KEPT_MOST])
    return tuple(sessions[:most]), Rest(kept, beyond=max(0, len(sessions) - most - KEPT_MOST), details=details)


def left_open(turn: Turn, rest: Rest, offered: Sequence[Session] = (), wished: Sequence[Target] = ()) -> Turn:
    """The turn with what was left to show, with what was offered instead, and with the reminders that were shown.

    `the second one` is one of what was offered, `cancel the second one` one of the reminders.
    """
    turn = replace(turn, rest=rest, wished=tuple(wished) or turn.wished)
    if not offered:
        return turn
    sessions = turn.sessions if len(turn.sessions) == 1 else tuple(offered)
    names = tuple(session.title for session in offered)
    offer = Offer(names, turn.question, turn.at, listed=True) if turn.question is not None else None
    return replace(turn, sessions=sessions, listed=tuple(offered), offer=offer)


def together(rests: Iterable[Rest]) -> Rest:
    """What is left of several answers in one message."""
    left = [rest for rest in rests if rest]
    if len(left) <= 1:
        return left[0] if left else Rest()
    sessions = [session for rest in left for session in rest.sessions]
    return Rest(
        tuple(sessions[:KEPT_MOST]),
        tuple(name for rest in left for name in rest.names),
        sum(rest.beyond for rest in left) + max(0, len(sessions) - KEPT_MOST),
        next((rest.details for rest in left if rest.sessions), _PEOPLE),
    )


def next_part(text: str, now: datetime, turn: Turn | None, *, addressed: bool) -> Answer | None:
    """What follows on the list that was just shown; None where nothing does, or where something else is asked."""
    if turn is None or not (turn.rest.sessions or turn.rest.names):
        return None
    if not addressed and abs(now - turn.at) > _UNASKED:
        return None
    said = turn.question.source if turn.question else ""
    if not wants_more(text, said) and not (addressed and wants_all(text, said)):
        return None
    return _part(turn, now)


def _part(turn: Turn, now: datetime) -> Answer:
    rest = turn.rest
    if rest.sessions:
        sessions, names = rest.sessions[:LISTED_MOST], rest.names[:0]
        left = replace(rest, sessions=rest.sessions[LISTED_MOST:])
    else:
        sessions, names = rest.sessions, rest.names[:PEOPLE_MOST]
        left = replace(rest, names=rest.names[PEOPLE_MOST:])
    shown = len(sessions) + len(names)
    headline = "" if shown == 1 else f"The {'next' if left else 'other'} {shown}:"
    verdict = Verdict.FOUND if sessions else Verdict.AMBIGUOUS
    answer = Answer(verdict, "more", headline, sessions, left, names, details=rest.details)
    offer = replace(turn.offer, names=names, at=now) if turn.offer is not None and names else None
    return answer.remembered(replace(turn, at=now, sessions=sessions, listed=sessions, rest=left, offer=offer))
