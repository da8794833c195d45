"""Time phrases tied to dates: given the programme's days and the present moment, a phrase becomes a window.

Pure; reads no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from schedule.answering.language.clocks import Bound, Clock
from schedule.answering.programme import Programme
from schedule.answering.times import DayName, Flow, Part, TimePhrase
from schedule.models import Session

_NOON = 12
_AFTERNOON_END = 18
_EVENING = 17
_MORNING = 5


class Mode(StrEnum):
    AT = "at"  # what runs at one moment
    STARTS = "starts"  # what starts in a stretch
    TOUCHES = "touches"  # what runs at any moment of a stretch


@dataclass(frozen=True, slots=True)
class Window:
    """A phrase made of dates: one stretch for each day that was named. No stretch: the programme has no such day."""

    mode: Mode
    spans: tuple[tuple[datetime, datetime], ...]
    days: tuple[date, ...] = ()  # programme days that were named in so many words
    label: str = ""  # as it is said in a sentence: "tomorrow morning"

    def holds(self, session: Session) -> bool:
        if session.starts_at is None:
            return False
        end = session.ends_at or session.starts_at
        return any(_holds(self.mode, session.starts_at, end, start, stop) for start, stop in self.spans)


def _holds(mode: Mode, starts: datetime, ends: datetime, start: datetime, stop: datetime) -> bool:
    if mode is Mode.AT:
        return starts <= start < ends or starts == start
    if mode is Mode.STARTS:
        return start <= starts < stop
    return starts < stop and (start < ends or starts == start)


def resolve(phrase: TimePhrase, now: datetime, programme: Programme) -> Window | None:
    """None where the phrase does not limit the time (`next` is an order, not a window)."""
    now = now.astimezone(programme.zone)
    from_now = _from_now(phrase, now)
    if from_now is not None:
        return from_now
    days = _days(phrase, now, programme)
    if phrase.clocks:
        return _clocked(phrase, days or (_default_day(now, programme),), now, programme)
    if phrase.part or phrase.flow in (Flow.LATER, Flow.REMAINING, Flow.PAST):
        return _parted(phrase, days or (_default_day(now, programme),), now, programme)
    if phrase.days:
        spans = tuple((programme.opens(day), programme.closes(day)) for day in days)
        return Window(Mode.STARTS, spans, days, _label(phrase, days))
    return None


def _from_now(phrase: TimePhrase, now: datetime) -> Window | None:
    """`now`, `in 20 minutes`, `in the next hour`."""
    if phrase.offset is not None:
        return Window(Mode.AT, ((now + phrase.offset, now + phrase.offset),), label="then")
    if phrase.within is not None:
        return Window(Mode.STARTS, ((now, now + phrase.within),), label="in that time")
    if phrase.flow is Flow.NOW and not phrase.clocks and not _elsewhere(phrase):
        return Window(Mode.AT, ((now, now),), label="now")
    return None


def _elsewhere(phrase: TimePhrase) -> bool:
    return any(name.offset != 0 for name in phrase.days)


def _days(phrase: TimePhrase, now: datetime, programme: Programme) -> tuple[date, ...]:
    found = [day for name in phrase.days for day in [_day(name, now, programme)] if day is not None]
    return tuple(dict.fromkeys(found))


def _day(name: DayName, now: datetime, programme: Programme) -> date | None:
    today = programme.day_of(now)
    if name.exact is not None:
        return name.exact
    if (days := name.offset if name.shift is None else name.shift) is not None:
        return today + timedelta(days=days)
    if name.weekday is not None:
        return _weekday(name.weekday, today, programme)
    if name.ordinal is not None:
        return _nth_day(name.ordinal, programme)
    return _month_day(name.month_day or (None, 0), today, programme)


def _weekday(weekday: int, today: date, programme: Programme) -> date:
    """The programme's day of that name, the coming one first; else the next such day, on which nothing is."""
    fitting = [day for day in programme.days if day.weekday() == weekday]
    coming = [day for day in fitting if day >= today]
    if coming or fitting:
        return (coming or fitting[-1:])[0]
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _nth_day(ordinal: int, programme: Programme) -> date | None:
    if ordinal == -1:
        return programme.days[-1] if programme.days else None
    return programme.days[ordinal - 1] if 1 <= ordinal <= len(programme.days) else None


def _month_day(wanted: tuple[int | None, int], today: date, programme: Programme) -> date | None:
    month, number = wanted
    for day in programme.days:
        if day.day == number and month in (None, day.month):
            return day
    near = min(programme.days, key=lambda day: abs(day - today), default=today)
    try:
        return date(near.year, month or near.month, number)
    except ValueError:
        return None


def _default_day(now: datetime, programme: Programme) -> date:
    """Today, if anything is on; else the next day with a programme, else its last."""
    today = programme.day_of(now)
    coming = [day for day in programme.days if day >= today]
    return coming[0] if coming else (programme.days[-1] if programme.days else today)


def _clocked(phrase: TimePhrase, days: tuple[date, ...], now: datetime, programme: Programme) -> Window:
    spans: list[tuple[datetime, datetime]] = []
    for day in days:
        moments: list[datetime] = []
        for clock in phrase.clocks:
            moments.append(_moment(clock, day, phrase, now, programme, after=moments[-1] if moments else None))
        if phrase.bound is Bound.EITHER:
            spans += [(moment, moment) for moment in moments]
        else:
            start, end = _clipped(_span(phrase.bound, moments, day, programme), phrase, day, programme)
            if phrase.bound is Bound.UNTIL and phrase.flow in (Flow.LATER, Flow.REMAINING):  # what is left until then
                start = min(now, end)
            spans.append((start, end))
    mode = {Bound.AT: Mode.AT, Bound.EITHER: Mode.AT, Bound.BETWEEN: Mode.TOUCHES}.get(phrase.bound, Mode.STARTS)
    return Window(mode, tuple(spans), days if phrase.days else (), _label(phrase, days))


def _span(bound: Bound, moments: list[datetime], day: date, programme: Programme) -> tuple[datetime, datetime]:
    if bound is Bound.AT:
        return moments[0], moments[0]
    if bound is Bound.FROM:
        return moments[0], max(programme.closes(day), moments[0])
    if bound is Bound.UNTIL:
        return min(programme.opens(day), moments[0]), moments[0]
    return moments[0], max(moments[-1], moments[0])


def _clipped(
    span: tuple[datetime, datetime], phrase: TimePhrase, day: date, programme: Programme
) -> tuple[datetime, datetime]:
    """`in the morning after 11` ends at noon: the part of the day bounds the side that the hours leave open."""
    if phrase.part is None or phrase.bound not in (Bound.FROM, Bound.UNTIL):
        return span
    start, end = _part(phrase.part, day, programme)
    clipped = (span[0], min(span[1], end)) if phrase.bound is Bound.FROM else (max(span[0], start), span[1])
    return clipped if clipped[0] < clipped[1] else span


def _moment(
    clock: Clock, day: date, phrase: TimePhrase, now: datetime, programme: Programme, *, after: datetime | None
) -> datetime:
    """A bare hour is read inside the programme's hours of the day."""
    if not clock.bare:
        return programme.at(day, clock.hour, clock.minute)
    early = programme.at(day, clock.hour % _NOON, clock.minute)
    late = programme.at(day, clock.hour % _NOON + _NOON, clock.minute)
    if phrase.part is not None:
        start, end = _part(phrase.part, day, programme)
        fitting = [moment for moment in (late, early) if start <= moment < end]
        if fitting:
            return fitting[0]
    candidates = sorted((early, late))
    if after is not None:
        candidates = [moment for moment in candidates if moment > after] or candidates
    return _inside(candidates, day, phrase, now, programme)


def _inside(candidates: list[datetime], day: date, phrase: TimePhrase, now: datetime, programme: Programme) -> datetime:
    hours = programme.hours(day)
    if hours is not None:
        inside = [moment for moment in candidates if hours[0] - timedelta(minutes=30) <= moment < hours[1]]
        candidates = inside or candidates
    if not phrase.days and programme.day_of(now) == day:
        candidates = [moment for moment in candidates if moment >= now - timedelta(minutes=30)] or candidates
    by_day = [moment for moment in candidates if 8 <= moment.astimezone(programme.zone).hour < 20]  # noqa: PLR2004
    return (by_day or candidates)[0]


def _part(part: Part, day: date, programme: Programme) -> tuple[datetime, datetime]:
    def hour(number: int) -> datetime:
        return datetime.combine(day, time(number), programme.zone)

    if part is Part.MORNING:
        return hour(max(_MORNING, programme.change)), hour(_NOON)
    if part is Part.AFTERNOON:
        return hour(_NOON), hour(_AFTERNOON_END)
    return hour(_EVENING), programme.closes(day)


def _parted(phrase: TimePhrase, days: tuple[date, ...], now: datetime, programme: Programme) -> Window:
    spans: list[tuple[datetime, datetime]] = []
    for day in days:
        start, end = (
            _part(phrase.part, day, programme) if phrase.part else (programme.opens(day), programme.closes(day))
        )
        if phrase.flow in (Flow.LATER, Flow.REMAINING):
            start = max(start, min(now, end))
        if phrase.flow is Flow.PAST:
            end = min(end, max(now, start))
        spans.append((start, end))
    return Window(Mode.STARTS, tuple(spans), days, _label(phrase, days))


def _label(phrase: TimePhrase, days: tuple[date, ...]) -> str:
    if phrase.clocks:  # no clock times in a sentence: each reader has their own
        return "then"
    parts = [_day_label(name, days) for name in phrase.days]
    if phrase.flow in (Flow.LATER, Flow.REMAINING) and not parts:
        return f"later this {phrase.part.value}" if phrase.part else "later today"
    if phrase.part is Part.NIGHT and parts == ["today"]:
        return "tonight"
    if phrase.part and parts in ([], ["today"]):
        return f"this {phrase.part.value}"
    label = " and ".join(part for part in parts if part)
    if phrase.part:
        label = f"{label} {phrase.part.value}".removeprefix("on ") if not label.startswith("on ") else label
    return label


_RELATIVE = {0: "today", 1: "tomorrow", 2: "the day after tomorrow", -1: "yesterday"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _day_label(name: DayName, days: tuple[date, ...]) -> str:
    if (offset := name.offset if name.shift is None else name.shift) is not None:
        return _RELATIVE[offset]
    if name.weekday is not None:
        return f"on {_WEEKDAYS[name.weekday]}"
    if name.ordinal is not None:
        return "on the last day" if name.ordinal == -1 else f"on day {name.ordinal}"
    return f"on {days[0]:%A}, {days[0].day} {days[0]:%B}" if days else "on that date"
