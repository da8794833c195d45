"""`what should I not miss?`: no programme says which sessions are good. Its keynotes are what it sets apart itself."""

from __future__ import annotations

import re
from datetime import timedelta

from schedule.answering.aims.nothing import UNSAID
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.kinds import TALK
from schedule.answering.moments import Mode, Window

_MOST = 5
_SHORT = timedelta(hours=2)
_TASTE = re.compile(
    r"(?<![^ ])(?:best|coolest|funniest|greatest|must see|must sees|unmissable|(?:most|really|very) (?:\w+ing|popular)"
    r"|popular|(?:not|dont|never) (?:to )?miss|worth (?:seeing|watching|going|it|visiting)|favou?rites?|highlights?"
    r"|(?:do|can|could|would|will) you (?:recommend|suggest)|recommendations?|recommended)(?![^ ])"
)
_GENERAL = frozenset({TALK})


def answer(asked: Asked) -> Answer | None:
    """None where something is named that narrows the question: then it is a list."""
    question, found = asked.question, asked.found
    narrowed = found.named or found.left or found.rooms or found.tracks or asked.referred is not None
    if narrowed or question.relation is not None or not _GENERAL.issuperset(question.subject.kinds):
        return None
    if not _TASTE.search(question.source) or (asked.window is not None and _is_short(asked.window)):
        return None
    said = "The schedule does not say which sessions are good"
    keynotes = [s for s in asked.world.kinds.listed("keynote") if s.starts_at and s.starts_at > asked.now]
    if asked.window is not None:
        keynotes = [s for s in keynotes if asked.window.holds(s)]
    if not keynotes or not asked.addressed:
        return Answer(Verdict.NOTHING, UNSAID, f"{said}; name a topic and I look for it.")
    return Answer(Verdict.FOUND, "what", f"{said}; its keynotes to come:", tuple(keynotes[:_MOST]))


def _is_short(window: Window) -> bool:
    """A time of which all that is on can be shown."""
    return window.mode is Mode.AT or all(end - start <= _SHORT for start, end in window.spans)
