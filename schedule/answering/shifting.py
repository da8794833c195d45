"""Follow-ups that move the moment spoken of: `half an hour later?`, `the day after?`, `same time tomorrow?`.

The question before it is asked again, of another moment; where it was about one session, what is on at that moment is
asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from schedule.answering.answer import Turn
from schedule.answering.asked import World
from schedule.answering.found import Found
from schedule.answering.language.clocks import Bound, Clock
from schedule.answering.moments import Mode, resolve
from schedule.answering.question import Aim, Phrase, Question
from schedule.answering.times import DayName, TimePhrase
from schedule.models import Session

_SAME_TIME = " parallel "  # as it is read: `same time`


def moved(question: Question, found: Found, turn: Turn, world: World) -> tuple[Question, Found] | None:
    """The question at the moment it means, with what the one before it said; None where it moves nothing."""
    if found.left or (question.relation is not None and not _is_same_time(question)):
        return None
    time = _moved_time(question, turn, world)
    if time is None:
        return None
    if found.named or question.subject.words or turn.question is None:
        return replace(question, time=time, relation=None), found
    return _again(question, found, turn.question, time, world)


def _is_same_time(question: Question) -> bool:
    """`same time tomorrow`, but not `which talks run in parallel tomorrow`."""
    return _SAME_TIME in f" {question.source} " and not (question.anchor or question.plural or question.subject.kinds)


def _moved_time(question: Question, turn: Turn, world: World) -> TimePhrase | None:
    said, zone = question.time, world.programme.zone
    if said.shifted and said.offset is not None:
        return _at((_moment(turn, world) + said.offset).astimezone(zone), world)
    day = _day(said, turn, world)
    same_time = _is_same_time(question)
    if day is None or not (said.only_day or same_time) or (said.days[0].shift is None and not same_time):
        return None
    if not same_time:
        return TimePhrase(days=(DayName(exact=day),))
    moment = _moment(turn, world).astimezone(zone)
    return TimePhrase(days=(DayName(exact=day),), clocks=(Clock(moment.hour, moment.minute),))


def _at(moment: datetime, world: World) -> TimePhrase:
    day = DayName(exact=world.programme.day_of(moment))
    return TimePhrase(days=(day,), clocks=(Clock(moment.hour, moment.minute),))


def _moment(turn: Turn, world: World) -> datetime:
    """The moment spoken of: the one that was asked about, else when what was shown begins."""
    before = turn.question
    window = resolve(before.time, turn.at, world.programme) if before is not None and before.time else None
    if window is not None and window.mode is Mode.AT and window.spans:
        return window.spans[0][0]
    return next((session.starts_at for session in turn.sessions if session.starts_at), turn.at)


def _day(said: TimePhrase, turn: Turn, world: World) -> date | None:
    """The day that is named, counted from the one spoken of where it is `the next`."""
    if len(said.days) != 1:
        return None
    programme = world.programme
    if (shift := said.days[0].shift) is not None:
        return programme.day_of(_moment(turn, world)) + timedelta(days=shift)
    window = resolve(TimePhrase(days=said.days), turn.at, programme)
    return window.days[0] if window is not None and window.days else None


def _again(
    question: Question, found: Found, before: Question, time: TimePhrase, world: World
) -> tuple[Question, Found]:
    """The question before, at another moment; of what it named only what may be on then."""
    earlier = world.subjects.find(before.subject)[1] if before.subject.words else Found()
    aims = before.aims if before.aim in (Aim.WHO, Aim.COUNT, Aim.FREE) else (Aim.WHAT,)
    if earlier.named and not before.topical and not _is_on(earlier, time, world):
        subject, earlier = Phrase(), Found()
    else:
        subject = before.subject
    subject = replace(subject, kinds=question.subject.kinds or subject.kinds, order=None, pronoun=False)
    room, track = before.room, before.track
    if found.rooms or found.tracks:
        room, track, earlier = None, None, replace(earlier, rooms=found.rooms, tracks=found.tracks)
    asked = Question(
        aims=aims, subject=subject, time=time, topical=before.topical and earlier.named, plural=before.plural,
        language=question.language or before.language, room=room, track=track, asked=True, opens=True,
        source=question.source,
    )  # fmt: skip
    return asked, earlier


def _is_on(earlier: Found, time: TimePhrase, world: World) -> bool:
    """Whether what was named is on again at that time, as lunch is each day."""
    if time.bound is not Bound.AT:
        return False
    named: Sequence[Session] = (*earlier.titled, *earlier.further, *earlier.about)
    named = [*named, *(s for person in earlier.people for s in world.finder.sessions_of(person))]
    twins = [twin for session in named for twin in world.twins(session)]
    starts = [twin.starts_at for twin in twins if twin.starts_at]
    window = resolve(time, starts[0], world.programme) if starts else None
    return window is not None and any(window.holds(twin) for twin in twins)
