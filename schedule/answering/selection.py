"""From what was found to the sessions that are meant: by kind, room, track, language, time, relation and order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schedule.answering import edges
from schedule.answering.among import among
from schedule.answering.asked import Asked, distinct, in_order
from schedule.answering.kinds import PAUSES, POSTER, POSTER_SESSION, TALK
from schedule.answering.moments import Window
from schedule.answering.pool import pool_of
from schedule.answering.programme import containing
from schedule.answering.question import Aim, Question, Relation
from schedule.answering.times import Flow
from schedule.models import Session


@dataclass(frozen=True, slots=True)
class Selection:
    """`dropped` names a condition that no named session fulfils and that was left out, to say so."""

    sessions: tuple[Session, ...]
    dropped: str = ""


def select(asked: Asked) -> Selection:
    """The sessions that answer a question, best first."""
    pool, named = pool_of(asked)
    pool = _placed(asked, pool)
    if asked.question.time.flow is Flow.NOW_NEXT or (asked.rooms and not named and _unlimited(asked.question)):
        pool = _from_now(asked, pool)
    pool, dropped = _of_kind(asked, pool, named=named)
    pool = _in_language(asked, pool)
    if asked.question.relation is not None and asked.anchor is not None:
        pool = related(asked, pool)
    if asked.window is not None:
        inside = [s for s in pool if _is_then(asked, asked.window, s)] or _about_then(asked)
        if named and not inside and pool:
            return Selection(tuple(_ordered(asked, pool)), asked.window.label)
        pool = inside
    return Selection(tuple(_ordered(asked, pool)), dropped)


def _is_then(asked: Asked, window: Window, session: Session) -> bool:
    """Whether a session is in the window or, as a poster without a time, is part of one that is."""
    if session.starts_at or not session.part_of:
        return window.holds(session)
    whole = containing(session, asked.world.schedule)
    return whole is not None and window.holds(whole)


def _about_then(asked: Asked) -> Sequence[Session]:
    """`rust on Sunday`, where the best finds are on other days: what of that day is about it."""
    found, window = asked.found, asked.window
    if not found.about or found.titled or found.people or window is None or asked.question.relation is not None:
        return ()
    kinds = asked.question.subject.kinds
    then = [s for s in asked.world.listed if _is_then(asked, window, s)]
    then = [s for s in _placed(asked, then) if not kinds or asked.world.kinds.has(s, kinds)]
    return among(asked.world.finder.topics, asked.question.subject.words, then).about if then else ()


def _unlimited(question: Question) -> bool:
    return not (
        question.time
        or question.relation
        or question.plural
        or question.subject.order
        or question.event
        or question.aim is Aim.COUNT
    )


def _placed(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    rooms, tracks = asked.rooms, asked.tracks
    if rooms:
        pool = [s for s in pool if any(room.id in rooms for room in s.rooms)]
    return [s for s in pool if s.track in tracks] if tracks else pool


def _from_now(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    """`what is in hall 2?`: what runs there and what is next; where nothing is left, all of it."""
    left = in_order(s for s in pool if s.starts_at and _end(s) > asked.now and not s.cancelled)
    running = [s for s in left if s.starts_at and s.starts_at <= asked.now]
    coming = _next_slot([s for s in left if s.starts_at and s.starts_at > asked.now])
    return [*running, *coming] or pool


def _of_kind(asked: Asked, pool: Sequence[Session], *, named: bool) -> tuple[Sequence[Session], str]:
    world = asked.world
    if _are_shown(asked, named=named):
        return [s for s in world.kinds.of(POSTER_SESSION) if s.starts_at], ""
    kinds, labels = asked.question.subject.kinds, asked.question.subject.labels
    if labels:
        pool = [s for s in pool if world.kinds.is_labelled(s, labels)]
    if not kinds or pool is world.kinds.listed(kinds[0]):
        return edges.of_programme(asked, pool), ""
    if len(kinds) == 2 and "have" in asked.question.source.split() and not named:  # noqa: PLR2004 - one of the other
        return [s for s in pool if world.kinds.has(s, kinds[:1]) and _also(asked, s, kinds[1])], ""
    wanted = world.kinds.wanted(kinds)
    fitting = _of_all(asked, pool)
    if not fitting and not edges.is_pair(asked.question):
        fitting = [s for s in pool if world.kinds.is_one(s, wanted)]
    if named and kinds == (TALK,):  # `X's talk` may be a poster as well
        return distinct([*fitting, *pool]), ""
    if fitting:
        return edges.of_programme(asked, fitting), ""
    return (pool, kinds[0]) if named else ([], "")


def _of_all(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    """`the closing panel`: sessions of both kinds."""
    kinds, known = asked.question.subject.kinds, asked.world.kinds
    return [s for s in pool if all(known.has(s, (kind,)) for kind in kinds)] if len(kinds) > 1 else ()


def _are_shown(asked: Asked, *, named: bool) -> bool:
    """`when are the posters?`: posters have no time, the sessions in which they are shown have."""
    question = asked.question
    wants = question.subject.kinds == (POSTER,) and not question.subject.labels and not named
    placed = question.aim in (Aim.WHEN, Aim.WHERE) or bool(question.time)
    if not (wants and placed):
        return False
    return not asked.world.kinds.timed(POSTER) and asked.world.kinds.timed(POSTER_SESSION)


def _also(asked: Asked, session: Session, kind: str) -> bool:
    return any(asked.world.kinds.has(twin, (kind,)) for twin in asked.world.twins(session) if twin.id != session.id)


def _in_language(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    language = asked.question.language
    if language is None:
        return pool
    wanted = not asked.question.other_language
    return [s for s in pool if s.language and s.language.casefold().startswith(language) is wanted]


def related(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    """Sessions that stand to the anchor as the question says."""
    anchored = [s for s in asked.anchored or () if s.starts_at]
    relation = asked.question.relation
    if relation is Relation.EXCEPT:
        ids = {s.id for s in asked.anchored or ()}
        return [s for s in pool if s.id not in ids]
    if relation is Relation.BETWEEN:
        return _between(asked, pool)
    if asked.anchor_span is None:
        return []
    start, end = asked.anchor_span.start, asked.anchor_span.end
    if relation is Relation.DURING:
        ids = {s.id for s in anchored}
        return [s for s in pool if s.id not in ids and _runs_in(s, start, end)]
    day = asked.world.programme.day_of(start)
    same_day = [s for s in pool if s.starts_at and asked.world.programme.day_of(s.starts_at) == day]
    if relation is Relation.AFTER:
        ids = {s.id for s in anchored}
        after = [s for s in same_day if s.starts_at and s.starts_at >= end and s.id not in ids]
        if asked.question.aim is Aim.WHO and asked.question.time.flow is Flow.NEXT:  # not a break: it has nobody
            after = [s for s in after if s.people] or after
        if asked.question.aim is Aim.WHO and not asked.question.anchor.words:  # `and then who?`: no break
            after = [s for s in after if s.people] or after
        return after if _wants_all(asked) else _next_slot(after)
    before = [s for s in same_day if s.starts_at and s.starts_at < start and _end(s) <= start]
    return before if _wants_all(asked) else _last_slot(before)


def ends_of(asked: Asked) -> tuple[Session, Session] | None:
    """The two sessions of `between X and Y`, the earlier first."""
    finder = asked.world.finder
    groups = finder.groups(asked.question.anchor)
    each = [(*group.titled, *(s for p in group.people for s in finder.sessions_of(p))) for group in groups]
    if asked.referred is not None:  # `how much time between them?`
        each = [(session,) for session in asked.referred]
    timed = [[s for s in sessions if s.starts_at] for sessions in each]
    if len(timed) != 2 or not all(timed):  # noqa: PLR2004 - a stretch has two ends
        return None
    pairs = [(one, other) for one in timed[0] for other in timed[1] if one.id != other.id]
    nearest = min(pairs, key=lambda pair: _apart(*pair), default=None)
    if nearest is None:
        return None
    first, second = in_order(nearest)
    return first, second


def _apart(one: Session, other: Session) -> timedelta:
    return abs(one.starts_at - other.starts_at) if one.starts_at and other.starts_at else timedelta.max


def _between(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    """What begins after the one and before the other."""
    ends = ends_of(asked)
    if ends is None or ends[1].starts_at is None:
        return []
    first, second = ends
    return [s for s in pool if s.starts_at and _end(first) <= s.starts_at < ends[1].starts_at and s.id != second.id]


# `which talk is after the break?` asks for one, `which talks` for all of them.
_ONE = re.compile(
    r"\bwhich (?:one|thing|talk|session|event|entry|spotlight|keynote|paper|poster|lecture|workshop|tutorial) "
    r"(?:is|come|comes|do|will|start|before|after|directly|right)\b"
)


def _wants_all(asked: Asked) -> bool:
    several = asked.question.plural and _ONE.search(asked.question.source) is None
    themed = asked.tracks and not asked.question.time.flow  # `the security track before lunch`
    return several or bool(asked.question.subject.order or themed) or asked.found.named


def _next_slot(sessions: Sequence[Session]) -> list[Session]:
    first = min((s.starts_at for s in sessions if s.starts_at), default=None)
    return [s for s in sessions if s.starts_at == first]


def _last_slot(sessions: Sequence[Session]) -> list[Session]:
    last = max((s.starts_at for s in sessions if s.starts_at), default=None)
    return [s for s in sessions if s.starts_at == last]


def _runs_in(session: Session, start: datetime, end: datetime) -> bool:
    return session.starts_at is not None and session.starts_at < end and start < _end(session)


def overlap(one: Session, other: Session) -> bool:
    if one.starts_at is None or other.starts_at is None:
        return False
    return one.starts_at < _end(other) and other.starts_at < _end(one)


def _ordered(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    if asked.question.time.flow is Flow.NEXT and asked.window is None:
        coming: Sequence[Session] = [s for s in pool if s.starts_at and s.starts_at > asked.now]
        if asked.question.aim is Aim.WHO:  # a break has nobody who could be next
            coming = [s for s in coming if s.people] or coming
        return _next_slot(coming)
    if asked.question.subject.order is None or asked.referred is not None:
        return _coming_first(asked, pool)
    timed = in_order(s for s in pool if s.starts_at)
    timed = timed if asked.found.named else list(asked.world.programme.parts(timed))
    return edges.of_each_day(asked, timed) if asked.edged else _nth(asked, pool, timed, asked.question.subject.order)


def _nth(asked: Asked, pool: Sequence[Session], timed: list[Session], order: int) -> Sequence[Session]:
    if asked.window is None and not asked.question.time and not asked.question.subject.kinds and not asked.found.named:
        timed = _today(asked, timed)
    if not timed:
        return pool[order - 1 : order] if order > 0 else pool[-1:]
    if order == -1:
        return _last_slot(timed)
    if order == 1:
        return _next_slot(timed)
    return timed[order - 1 : order]


def _coming_first(asked: Asked, pool: Sequence[Session]) -> Sequence[Session]:
    """Of a session that repeats, as lunch on each day, those still to come before those that are over."""
    if asked.question.stands and asked.found.people:  # `is X still to come?`: one talk of X may be over
        return sorted(pool, key=lambda s: s.starts_at is None or _end(s) <= asked.now)
    if len(pool) < 2 or asked.window is not None or asked.question.plural or asked.question.topical:  # noqa: PLR2004
        return pool
    first = pool[0]
    if first.starts_at is None or (_end(first) > asked.now and not asked.question.subject.kinds):
        return pool
    repeats = [s for s in pool if s.starts_at and s.title == first.title]
    if len(repeats) < 2 and not (asked.question.subject.kinds and not asked.found.named):  # noqa: PLR2004
        return pool
    over = [s for s in pool if s.starts_at and _end(s) <= asked.now]
    pauses = asked.question.subject.kinds and PAUSES.issuperset(asked.question.subject.kinds) and not asked.found.named
    if (len(repeats) == len(pool) or pauses) and (today := _next_day(asked, [s for s in pool if s not in over])):
        return today
    ids = {s.id for s in over}
    return [*(s for s in pool if s.id not in ids), *over]


def _next_day(asked: Asked, coming: Sequence[Session]) -> Sequence[Session]:
    """Of what repeats from day to day, that of the first day on which it is still to come."""
    programme = asked.world.programme
    days = [programme.day_of(s.starts_at) for s in coming if s.starts_at]
    return [s for s in coming if s.starts_at and programme.day_of(s.starts_at) == min(days)] if days else ()


def _today(asked: Asked, timed: list[Session]) -> list[Session]:
    programme = asked.world.programme
    today = programme.day_of(asked.now)
    return [s for s in timed if s.starts_at and programme.day_of(s.starts_at) == today] or timed


def _end(session: Session) -> datetime:
    if session.starts_at is None:
        raise ValueError(f"{session.id} has no time")
    return session.ends_at or session.starts_at + timedelta(minutes=1)
