"""Whether something is cancelled: as far as the schedule says."""

from __future__ import annotations

from schedule.answering import paging
from schedule.answering.aims.nothing import not_found
from schedule.answering.aims.things import at_that_time
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked, in_order
from schedule.answering.selection import select
from schedule.models import Session


def answer(asked: Asked) -> Answer:
    if not asked.found.complete:
        return not_found(asked)
    if asked.found.named or asked.referred:
        return _of_named(asked)
    off = [session for session in asked.world.schedule.sessions if session.cancelled and _fits(asked, session)]
    then = at_that_time(asked)
    if not off:
        return Answer(Verdict.FOUND, "cancelled", f"Nothing is cancelled{then}, as far as the schedule says.")
    shown, rest = paging.listed(in_order(off))
    return Answer(Verdict.FOUND, "cancelled", f"Cancelled{then}:", shown, rest)


def _of_named(asked: Asked) -> Answer:
    sessions = select(asked).sessions
    if not sessions:
        return not_found(asked)
    off = [session for session in sessions if session.cancelled]
    shown, rest = paging.listed(off or sessions)
    one = len({session.title for session in shown}) == 1
    if off:
        said = f"Yes, {shown[0].title} is cancelled." if one else "Yes, these are cancelled:"
    else:
        said = f"No, the schedule has {'it' if one else 'these'} as planned:"
    return Answer(Verdict.FOUND, "cancelled", said, shown, rest)


def _fits(asked: Asked, session: Session) -> bool:
    kinds, rooms, tracks = asked.question.subject.kinds, asked.rooms, asked.tracks
    return (
        (not kinds or asked.world.kinds.has(session, kinds))
        and (not rooms or any(room.id in rooms for room in session.rooms))
        and (not tracks or session.track in tracks)
        and (asked.window is None or asked.window.holds(session))
    )
