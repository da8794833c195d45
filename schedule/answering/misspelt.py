"""A misspelt room with a time beside it: `bord at 10pm`, where something else is like the word but not on then.

Looks only at single words that no title and no name of a person has.
"""

from __future__ import annotations

from schedule.answering.asked import World
from schedule.answering.found import Found
from schedule.answering.matching.places import NOUNS
from schedule.answering.moments import Mode, Window
from schedule.answering.question import Aim, Question

_AIMS = (Aim.WHAT, Aim.WHO)


def room_instead(question: Question, found: Found, window: Window | None, world: World) -> Found:
    """What was found, or the one room that the word nearly names."""
    if window is None or window.mode is not Mode.AT or found.rooms or found.exact or question.subject.kinds:
        return found
    words = [word for word in question.subject.words if word not in NOUNS]
    if len(words) != 1 or question.aim not in _AIMS or question.relation:
        return found
    sessions = [*found.titled, *found.about, *(s for p in found.people for s in world.finder.sessions_of(p))]
    if any(window.holds(session) for session in sessions):
        return found
    room = world.finder.names.nearest_room(words[0])
    return Found(rooms=(room,)) if room is not None else found
