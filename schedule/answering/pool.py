"""The sessions among which a question's answer is looked for.

Those it names or, where it names none, the few that its time, its room or its kind leave: never all of a large
programme where something narrower is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schedule.answering.asked import Asked, distinct, in_order
from schedule.answering.kinds import TALK
from schedule.answering.moments import Mode
from schedule.answering.question import Aim
from schedule.answering.times import Flow
from schedule.models import Session

_JOINTLY = re.compile(r"(?<![^ ])(?:together|with)(?![^ ])")
_ABOUT_MOST = 3  # good topical finds beyond those of a title


def pool_of(asked: Asked) -> tuple[Sequence[Session], bool]:
    """Candidates, and whether the question named them."""
    if asked.referred is not None:
        return asked.referred, True
    found = asked.found
    if found.people and (found.titled or found.about) and found.together:
        return distinct([*_of_people(asked), *found.titled, *found.about]), True
    if found.people:
        return _of_people(asked), True
    if found.named:
        return _titled(asked), True
    return _unnamed(asked), False


def _of_people(asked: Asked) -> list[Session]:
    """Sessions of all the people; of all together, where several names stand for one session."""
    each = [in_order(asked.world.finder.sessions_of(person)) for person in asked.found.people]
    every = distinct(session for own in each for session in own)
    if not asked.found.together or len(each) < 2:  # noqa: PLR2004 - one shares nothing
        return every
    ids = set.intersection(*({session.id for session in own} for own in each))
    shared = [session for session in every if session.id in ids]
    if shared and _JOINTLY.search(asked.question.source):
        return shared
    return [*shared, *(session for session in every if session.id not in ids)]


def _titled(asked: Asked) -> list[Session]:
    found, question = asked.found, asked.question
    several = (question.topical or question.plural or found.together) and question.aim is not Aim.ABOUT
    titled = distinct(twin for s in found.titled for twin in asked.world.twins(s))
    if of_kind := _of_kind(asked, titled):
        return of_kind
    if not titled:
        return distinct(twin for s in found.about for twin in asked.world.twins(s))
    if several:
        titled = distinct([*titled, *found.further])
    if several and len(titled) < _ABOUT_MOST:
        return distinct([*titled, *found.about[:_ABOUT_MOST]])
    return titled


def _of_kind(asked: Asked, titled: Sequence[Session]) -> list[Session]:
    """`the compiler workshop`: where the title that fits best is no workshop, those that fit as well and are."""
    kinds, kinds_known = asked.question.subject.kinds, asked.world.kinds
    if not titled or kinds in ((), (TALK,)) or any(kinds_known.has(session, kinds) for session in titled):
        return []
    return [session for session in asked.found.further if kinds_known.has(session, kinds)]


def _unnamed(asked: Asked) -> Sequence[Session]:
    world, question = asked.world, asked.question
    if asked.window is not None:
        return _in_window(asked)
    rooms, tracks = asked.rooms, asked.tracks
    if rooms:
        return in_order(distinct(s for room in rooms for s in world.by_room.get(room, ())))
    if tracks:
        return in_order(distinct(s for track in tracks for s in world.by_track.get(track, ())))
    if question.time.flow is Flow.NEXT:
        return _coming(asked)
    kinds = question.subject.kinds
    if len(kinds) == 1:
        return world.kinds.listed(kinds[0])
    return world.listed


def _in_window(asked: Asked) -> Sequence[Session]:
    window, programme = asked.window, asked.world.programme
    if window is None:
        return ()
    found: list[Session] = []
    for start, end in window.spans:
        if window.mode is not Mode.STARTS:
            found += programme.running(start)
        if window.mode is not Mode.AT:
            found += programme.starting(start, end)
    return distinct(found)


def _coming(asked: Asked) -> Sequence[Session]:
    """What starts after now; of a kind, only as far as its first start."""
    kinds = asked.question.subject.kinds
    coming = asked.world.programme.after(asked.now)
    if not kinds or asked.question.subject.labels or asked.question.language or asked.question.relation:
        return coming
    first: list[Session] = []
    for session in coming:
        if first and session.starts_at != first[0].starts_at:
            break
        if asked.world.kinds.has(session, kinds):
            first.append(session)
    return first
