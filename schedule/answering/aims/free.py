"""Free time: gaps in the programme, meals that are no entry of it, rooms with nothing in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from schedule.answering.aims.languages import name_language
from schedule.answering.aims.lengths import spoken
from schedule.answering.aims.nothing import SPOKEN
from schedule.answering.answer import Answer, Span, Verdict
from schedule.answering.asked import Asked, in_order
from schedule.answering.moments import Mode, Window
from schedule.answering.question import Aim, Phrase, Relation
from schedule.answering.selection import select
from schedule.answering.times import Flow, TimePhrase
from schedule.models import Session

_MEAL = "meal"
_BREAKS = {"break", "coffee"}
_ROOMS_MOST = 15
_ROOMS = re.compile(r"\b(?:rooms|halls|stages|(?:which|what|any|a|where) (?:room|hall|stage))\b")
_DINNER_FROM = 15  # who asks for food after that means the evening's
_MEALS = {"lunch": (11, 15), "dinner": (17, 21), "breakfast": (6, 10)}  # the hours in which a gap may be one


def answer(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return None
    if (meal := no_meal(asked)) is not None:
        return meal
    if asked.found.rooms or asked.question.room:
        return _room(asked)
    if asked.found.named or asked.question.relation:
        return None
    return _free_rooms(asked) if _ROOMS.search(asked.question.source) else _gaps(asked)


def _gaps(asked: Asked) -> Answer:
    day = _day(asked)
    gaps = [gap for gap in asked.world.programme.gaps(day) if _inside(gap, asked.window)]
    said = asked.question.source.split()
    if asked.question.time.flow is Flow.NEXT:
        gaps = [gap for gap in gaps if gap.end > asked.now][:1]
    if "longest_gap" in said and gaps:
        gaps = [max(gaps, key=lambda gap: gap.end - gap.start)]
    if not gaps:
        return Answer(Verdict.NOTHING, "free", f"There is no gap in the programme{_label(asked)}.")
    return Answer(Verdict.FOUND, "free", f"Nothing is {_on(asked)} in {_counted(gaps)}:", spans=tuple(gaps))


def _counted(gaps: Sequence[Span]) -> str:
    if len(gaps) == 1:
        return f"this gap of {spoken(gaps[0].end - gaps[0].start)}"
    return f"these gaps, {spoken(sum((gap.end - gap.start for gap in gaps), timedelta()))} in all"


def _free_rooms(asked: Asked) -> Answer:
    """`which rooms are free now?`."""
    moment = asked.window.spans[0] if asked.window and asked.window.spans else (asked.now, asked.now)
    window = Window(Mode.AT if moment[0] == moment[1] else Mode.TOUCHES, (moment,))
    label = _then(asked) if asked.window else "now"
    busy = {room.id for s in asked.world.programme.timed if window.holds(s) for room in s.rooms}
    free = [room.name for room in asked.world.schedule.rooms if room.id not in busy]
    if not free:
        return Answer(Verdict.NOTHING, "free", f"No room is free {label}.")
    rest = f" and {len(free) - _ROOMS_MOST} more" if len(free) > _ROOMS_MOST else ""
    return Answer(Verdict.FOUND, "free", f"Nothing is listed {label} in {', '.join(free[:_ROOMS_MOST])}{rest}.")


def no_meal(asked: Asked) -> Answer | None:
    """`when is lunch?` where the schedule has no such entry: says so and names the free gap."""
    kinds = asked.question.subject.kinds
    meals = [_which(asked) if kind == _MEAL else kind for kind in kinds if kind in _MEALS or kind == _MEAL]
    if not meals and kinds and set(kinds) <= _BREAKS and not asked.found.named:
        return _no_break(asked)
    if not meals or asked.found.named:
        return None
    if entries := asked.world.kinds.of(meals[0]):
        return None if _MEAL not in kinds else Answer(Verdict.FOUND, "free", "", entries)
    gap = _gap(asked, _day(asked), meals[0])
    headline = f"No {meals[0]} is listed in the schedule"
    if gap is None:
        return _other_gaps(asked, headline)
    return Answer(Verdict.FOUND, "free", f"{headline}, but nothing is on in this gap:", spans=(gap,))


def _other_gaps(asked: Asked, headline: str) -> Answer:
    """Who wants to eat and finds no gap at the usual hour is told of those still to come."""
    gaps = [g for g in asked.world.programme.gaps(_day(asked)) if g.end > asked.now and _inside(g, asked.window)]
    if not gaps or Aim.FREE not in asked.question.aims:
        return Answer(Verdict.NOTHING, "free", f"{headline}, and there is no gap for it{_label(asked)}.")
    return Answer(
        Verdict.FOUND, "free", f"{headline}, and there is no gap at that hour, but nothing is on in {_counted(gaps)}:",
        spans=tuple(gaps),
    )  # fmt: skip


def _no_break(asked: Asked) -> Answer | None:
    """`is there a break?` where none is listed: names the gaps."""
    entries = [s for kind in asked.question.subject.kinds for s in asked.world.kinds.of(kind)]
    if any(asked.window is None or asked.window.holds(s) for s in entries):
        return None
    if asked.anchored and asked.question.relation is Relation.AFTER:
        return _pause_behind(asked, asked.anchored[0])
    gaps = [gap for gap in asked.world.programme.gaps(_day(asked)) if _inside(gap, asked.window)]
    headline = f"No break is listed{_label(asked)}"
    if not gaps:
        return Answer(Verdict.NOTHING, "free", f"{headline}, and there is no gap.")
    return Answer(Verdict.FOUND, "free", f"{headline}, but nothing is on in {_counted(gaps)}:", spans=tuple(gaps))


def _pause_behind(asked: Asked, session: Session) -> Answer | None:
    """`how long is the break after X?`: until the next one in the same room."""
    end = session.ends_at or session.starts_at
    rooms = {room.id for room in session.rooms}
    behind = [s for s in asked.world.programme.timed if s.starts_at and end and s.starts_at >= end and s != session]
    there = [s for s in behind if rooms & {room.id for room in s.rooms}] or behind
    if not there or end is None or there[0].starts_at is None:
        return None
    pause = there[0].starts_at - end
    where = f" in {' or '.join(room.name for room in session.rooms)}" if rooms else ""
    headline = f"{there[0].title} follows {session.title}{where}"
    if pause <= timedelta():
        return Answer(Verdict.FOUND, "free", f"None: {headline} at once.", (session, there[0]))
    return Answer(Verdict.FOUND, "free", f"{spoken(pause).capitalize()}: then {headline}.", (session, there[0]))


def _which(asked: Asked) -> str:
    moment = asked.window.spans[0][0] if asked.window and asked.window.spans else asked.now
    return "lunch" if moment.astimezone(asked.world.programme.zone).hour < _DINNER_FROM else "dinner"


def meal_span(asked: Asked, phrase: Phrase) -> Span | None:
    """The gap that stands for a meal which is no entry of the programme."""
    meals = [kind for kind in phrase.kinds if kind in _MEALS]
    return _gap(asked, _day(asked), meals[0]) if meals else None


def nothing_on(asked: Asked) -> Answer:
    """Nothing runs then: says so, and what is next."""
    window = asked.window
    subject = _subject(asked)
    if window is None or not window.spans:
        return Answer(Verdict.NOTHING, asked.question.aim.value, f"{subject} is listed.")
    if asked.question.time == TimePhrase(flow=Flow.PAST):  # `what did I miss?`, before anything has ended
        return Answer(Verdict.NOTHING, asked.question.aim.value, f"{subject} is over yet.")
    label = window.label or "then"
    coming = _coming(asked, window.spans[0][0])
    headline = f"{subject} is on {label}." if not label.startswith("on ") else f"{subject} is listed {label}."
    if not coming or window.mode is Mode.STARTS:
        return Answer(Verdict.NOTHING, asked.question.aim.value, headline)
    return Answer(Verdict.NOTHING, asked.question.aim.value, f"{headline} Next:", coming, spans=_around(asked, window))


def _subject(asked: Asked) -> str:
    kinds = asked.question.subject.kinds
    language = f"{name_language(asked.question.language)} " if asked.question.language else ""
    if asked.question.other_language:
        language = f"non-{language}"
    labels = "".join(f"{label} " for label in asked.question.subject.labels)
    noun = SPOKEN.get(kinds[0], kinds[0]) if kinds else "session" if language or labels else ""
    what = f"No {language}{labels}{noun}" if noun else "Nothing"
    tracks = " or ".join(asked.found.tracks)
    rooms = " or ".join(room.name for room in asked.found.rooms)
    return f"{what}{f' of {tracks}' if tracks else ''}{f' in {rooms}' if rooms else ''}"


def _coming(asked: Asked, after: datetime) -> tuple[Session, ...]:
    """What of the same kind, in the same room, starts next after a moment."""
    question = replace(asked.question, time=TimePhrase(flow=Flow.NEXT))
    return select(replace(asked, window=None, question=question, now=after)).sessions


def _around(asked: Asked, window: Window) -> tuple[Span, ...]:
    moment = window.spans[0][0]
    day = asked.world.programme.day_of(moment)
    return tuple(gap for gap in asked.world.programme.gaps(day) if gap.start <= moment < gap.end)


def _room(asked: Asked) -> Answer | None:
    if asked.window is None:
        asked = replace(asked, window=Window(Mode.AT, ((asked.now, asked.now),), label="now"))
    pool = select(asked).sessions
    rooms = " or ".join(room.name for room in asked.found.rooms)
    if Aim.WHEN in asked.question.aims:
        return _room_gaps(asked, rooms, pool)
    if pool:
        return Answer(Verdict.FOUND, "free", f"No, {rooms} is not free {_then(asked)}:", pool)
    spans = asked.window.spans if asked.window else ()
    coming = _coming(asked, spans[0][0] if spans else asked.now)
    headline = f"Yes, nothing is listed in {rooms} {_then(asked)}."
    return Answer(Verdict.FOUND, "free", f"{headline} Next there:" if coming else headline, coming)


def _then(asked: Asked) -> str:
    return (asked.window.label if asked.window else "") or "then"


def _room_gaps(asked: Asked, rooms: str, pool: tuple[Session, ...]) -> Answer:
    gaps: list[Span] = []
    timed = in_order(s for s in pool if s.starts_at)
    for one, other in pairwise(timed):
        end = one.ends_at or one.starts_at
        if end and other.starts_at and other.starts_at > end:
            gaps.append(Span(end, other.starts_at))
    if not gaps:
        return Answer(Verdict.NOTHING, "free", f"{rooms} has no gap{_label(asked)}.")
    return Answer(Verdict.FOUND, "free", f"{rooms} is free{_label(asked)} in these gaps:", spans=tuple(gaps))


def _day(asked: Asked) -> date:
    if asked.window is not None and asked.window.days:
        return asked.window.days[0]
    programme = asked.world.programme
    today = programme.day_of(asked.now)
    coming = [day for day in programme.days if day >= today]
    return coming[0] if coming else (programme.days[-1] if programme.days else today)


def _gap(asked: Asked, day: date, meal: str) -> Span | None:
    first, last = (datetime.combine(day, time(hour), asked.world.programme.zone) for hour in _MEALS[meal])
    gaps = [gap for gap in asked.world.programme.gaps(day) if gap.start < last and first < gap.end]
    return max(gaps, key=lambda gap: min(gap.end, last) - max(gap.start, first), default=None)


def _inside(gap: Span, window: Window | None) -> bool:
    if window is None or not window.spans:
        return True
    return any(gap.start < max(end, start) and start < gap.end for start, end in window.spans)


def _on(asked: Asked) -> str:
    label = _label(asked)
    return f"listed{label}" if label.startswith(" on ") else f"on{label}"


def _label(asked: Asked) -> str:
    return f" {asked.window.label}" if asked.window and asked.window.label not in ("", "then") else ""
