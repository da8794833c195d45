"""What begins or ends a day, a room, a track or the whole programme: `when do talks begin?`, `what closes hall 2?`.

Such a question names no session. It asks for the first or the last of what it does name, which an order says as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from schedule.answering.asked import Asked, World
from schedule.answering.kinds import TALK
from schedule.answering.question import Aim, Phrase, Question
from schedule.models import Session

_CEREMONIES: dict[tuple[str, ...], int] = {("opening",): 1, ("closing",): -1}
_OF_ALL = (Aim.END, Aim.DURATION, Aim.WHERE)  # what is asked of a programme as of a session
_AIMS = (Aim.WHEN, Aim.WHAT, Aim.WHO, Aim.WHERE)


def in_charge(question: Question) -> bool:
    """Whether it is asked who organizes something, not who speaks there."""
    return question.aim is Aim.WHO and " in_charge" in question.source


def about_programme(question: Question, world: World) -> Question:
    """`when does FOSDEM end?`: the programme's own name stands for the programme."""
    said = question.subject.words
    if not said or world.own_name.isdisjoint(said):
        return question
    rest = tuple(word for word in said if word not in world.own_name)
    asks = question.edge or question.aim in _OF_ALL or question.subject.kinds in _CEREMONIES or in_charge(question)
    if any(word in world.own_name and word not in world.vocabulary for word in said) or (asks and not rest):
        whole = tuple(word for word in question.subject.whole if word not in world.own_name)
        subject = Phrase(
            words=rest, whole=whole, kinds=question.subject.kinds, order=question.subject.order,
            pronoun=question.subject.pronoun, labels=question.subject.labels,
        )  # fmt: skip
        return replace(question, subject=subject, event=question.event or not rest)
    return question


def meant(asked: Asked) -> Asked:
    """The question with its beginning or end as an order; as it is where it asks for no such thing."""
    question = asked.question
    if asked.referred is not None or asked.found.named or question.relation is not None or question.subject.order:
        return asked
    edge = _of_ceremony(asked) or _of_pair(asked) or _of_verb(asked)
    if not edge:
        return asked
    kinds = tuple(kind for kind in question.subject.kinds if (kind,) not in _CEREMONIES)
    subject = replace(question.subject, kinds=kinds, order=edge, pronoun=False)
    return replace(asked, question=replace(question, subject=subject), edged=True)


def _of_ceremony(asked: Asked) -> int:
    """`who opens in hall 2 on Friday?`, where no session there is an opening."""
    question = asked.question
    edge = _CEREMONIES.get(question.subject.kinds, 0)
    placed = asked.rooms or asked.tracks
    if not edge or question.aim not in _AIMS:
        return 0
    if question.event and not (placed or question.time):
        return 0 if _on_edge_day(asked, asked.world.kinds.of(question.subject.kinds[0]), edge) else edge
    if question.event or not (placed or question.time.only_day):
        return 0
    return 0 if any(_is_there(asked, s) for s in asked.world.kinds.of(question.subject.kinds[0])) else edge


def _of_pair(asked: Asked) -> int:
    """`the closing keynote`, where none is called so: the last one."""
    if not is_pair(asked.question):
        return 0
    kinds = asked.question.subject.kinds
    known = [s for kind in kinds if (kind,) not in _CEREMONIES for s in asked.world.kinds.listed(kind)]
    ceremony = next(kind for kind in kinds if (kind,) in _CEREMONIES)
    called_so = {session.id for session in asked.world.kinds.mentioned(ceremony)}
    return 0 if not known or any(session.id in called_so for session in known) else _CEREMONIES[(ceremony,)]


def is_pair(question: Question) -> bool:
    """`the closing panel`: one thing that is both, not `the closing and the panels`."""
    kinds = question.subject.kinds
    both = len(kinds) > 1 and sum((kind,) in _CEREMONIES for kind in kinds) == 1
    return both and not question.subject.whole_breaks and not question.plural


def _is_there(asked: Asked, session: Session) -> bool:
    inside = asked.window is None or asked.window.holds(session)
    placed = not asked.rooms or any(room.id in asked.rooms for room in session.rooms)
    return inside and placed and (not asked.tracks or session.track in asked.tracks)


def _of_verb(asked: Asked) -> int:
    """`when do talks begin on Saturday?`, `what kicks off the congress?`."""
    question = asked.question
    if not question.edge or question.subject.labels or question.subject.kinds not in ((), (TALK,)):
        return 0
    if question.aim is Aim.WHEN:
        whole = question.event and not (asked.rooms or asked.tracks)
        return 0 if whole or not _only_days(question) else question.edge
    one_talk = _ONE_TALK.search(question.source) is not None
    asks_which = question.aim in (Aim.WHAT, Aim.WHO) or (question.aim is Aim.WHERE and one_talk)
    if not asks_which or (question.plural and not one_talk) or not _only_days(question):
        return 0
    return question.edge if question.event or question.time or asked.rooms or asked.tracks else 0


_ONE_TALK = re.compile(r"(?<![^ ])(?:which|what) (?:is the )?(?:talk|session|lecture)(?![^ ])")


def _only_days(question: Question) -> bool:
    time = question.time
    return not (time.clocks or time.flow or time.offset or time.within)


def of_each_day(asked: Asked, timed: Sequence[Session]) -> list[Session]:
    """The first or the last of each day that was named or, where none was, of the day that is meant."""
    if asked.window is None and (asked.question.event or asked.question.subject.kinds not in ((), (TALK,))):
        return _edge(asked, timed)
    programme = asked.world.programme
    days: dict[date, list[Session]] = {}
    for session in timed:
        if session.starts_at is not None:
            days.setdefault(programme.day_of(session.starts_at), []).append(session)
    if asked.window is None and days:
        today = programme.day_of(asked.now)
        day = min((day for day in days if day >= today), default=max(days))
        days = {day: days[day]}
    return [session for of_day in days.values() for session in _edge(asked, of_day)]


def of_programme(asked: Asked, ceremonies: Sequence[Session]) -> Sequence[Session]:
    """Of several openings those of the first day and of several closings those of the last, if that is what is asked.

    `what closes the conference?` asks for no track's closing on another day.
    """
    if not asked.question.event:
        return ceremonies
    edge = _CEREMONIES.get(asked.question.subject.kinds, 0)
    return (_on_edge_day(asked, ceremonies, edge) or ceremonies) if edge else ceremonies


def _on_edge_day(asked: Asked, sessions: Sequence[Session], edge: int) -> list[Session]:
    """Those on the first day of the programme, or on the last."""
    programme = asked.world.programme
    day = programme.days[0 if edge == 1 else -1] if programme.days else None
    return [s for s in sessions if s.starts_at and programme.day_of(s.starts_at) == day]


def _edge(asked: Asked, timed: Sequence[Session]) -> list[Session]:
    starts = [session.starts_at for session in timed if session.starts_at]
    if not starts:
        return []
    edge = min(starts) if asked.question.subject.order == 1 else max(starts)
    return [session for session in timed if session.starts_at == edge]
