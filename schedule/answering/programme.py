"""The days of a programme: which day a session belongs to, when a day begins and ends, where its gaps are.

Built once for a schedule. A night that runs past midnight belongs to the day on which it began.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from schedule.answering.answer import Span
from schedule.models import Schedule, Session

_HOUR = 3600
_DAY_HOURS = 24
_LONGEST = timedelta(hours=12)  # what runs longer is a frame around the programme, as an exhibition, not a part of it
_SMALL_HOURS = 5  # a programme with nothing before five in the morning has ordinary days
_LATEST_CHANGE = 7  # a day never begins later than this


class Programme:
    def __init__(self, schedule: Schedule) -> None:
        self.zone = schedule.zone
        self.timed: tuple[Session, ...] = tuple(s for s in schedule.timed if not s.cancelled)
        self._starts = [s.starts_at for s in self.timed if s.starts_at]
        self.change = _day_change(self._hours())
        self._by_day: dict[date, list[Session]] = defaultdict(list)
        for session in self.timed:
            if session.starts_at:
                self._by_day[self.day_of(session.starts_at)].append(session)
        self.days: tuple[date, ...] = tuple(sorted(self._by_day))

    def day_of(self, moment: datetime) -> date:
        return (moment.astimezone(self.zone) - timedelta(hours=self.change)).date()

    def sessions_of(self, day: date) -> Sequence[Session]:
        return self._by_day.get(day, ())

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """The moment of a clock time on a programme day: 00:30 of a day that ends at 02:00 is after its evening."""
        if hour < self.change:
            day += timedelta(days=1)
        return datetime.combine(day, time(hour, minute), self.zone)

    def opens(self, day: date) -> datetime:
        return datetime.combine(day, time(self.change), self.zone)

    def closes(self, day: date) -> datetime:
        return self.opens(day + timedelta(days=1))

    def hours(self, day: date) -> tuple[datetime, datetime] | None:
        """First start and last end of a day; None where nothing is on."""
        sessions = self.sessions_of(day)
        if not sessions:
            return None
        starts = [s.starts_at for s in sessions if s.starts_at]
        return min(starts), max(_end(s) for s in sessions)

    def parts(self, sessions: Sequence[Session]) -> Sequence[Session]:
        """Those that are parts of a day, without what lasts for all of it; all of them where nothing else is there."""
        parts = [s for s in sessions if not s.all_day and s.starts_at and _end(s) - s.starts_at < _LONGEST]
        return parts or sessions

    def starting(self, start: datetime, end: datetime) -> Sequence[Session]:
        """Sessions that start in [start, end)."""
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end)
        while first > 0 and self._starts[first - 1] == start:
            first -= 1
        while last > 0 and self._starts[last - 1] >= end:
            last -= 1
        return self.timed[first:last]

    def after(self, moment: datetime) -> Sequence[Session]:
        """Sessions that start later than a moment."""
        return self.timed[bisect_right(self._starts, moment) :]

    def running(self, moment: datetime) -> list[Session]:
        """Sessions that run at a moment, [start, end)."""
        last = bisect_right(self._starts, moment)
        first = bisect_right(self._starts, moment - 3 * _LONGEST)
        return [s for s in self.timed[first:last] if moment < _end(s) or s.starts_at == moment]

    def gaps(self, day: date, least: timedelta = timedelta(minutes=15)) -> list[Span]:
        """Stretches inside a day in which nothing runs."""
        gaps: list[Span] = []
        until: datetime | None = None
        for session in self.sessions_of(day):
            if session.starts_at is None or _end(session) - session.starts_at >= _LONGEST:
                continue
            if until is not None and session.starts_at - until >= least:
                gaps.append(Span(until, session.starts_at))
            until = _end(session) if until is None else max(until, _end(session))
        return gaps

    def _hours(self) -> set[int]:
        """Hours of the clock at which something runs on any day."""
        busy: set[int] = set()
        for session in self.timed:
            if session.starts_at is None or _end(session) - session.starts_at >= _LONGEST:
                continue
            local = session.starts_at.astimezone(self.zone)
            seconds = (_end(session) - session.starts_at).total_seconds()
            last = local.hour * _HOUR + local.minute * 60 + max(seconds - 1, 0)
            busy |= {hour % _DAY_HOURS for hour in range(local.hour, int(last // _HOUR) + 1)}
        return busy


def containing(session: Session, schedule: Schedule) -> Session | None:
    """The timed session that a paper without a time of its own is part of."""
    whole = schedule.session(session.part_of) if session.part_of and session.starts_at is None else None
    return whole if whole is not None and whole.starts_at is not None else None


def _end(session: Session) -> datetime:
    start = session.starts_at
    if start is None:
        raise ValueError(f"{session.id} has no time")
    return session.ends_at or start


def _day_change(busy: set[int]) -> int:
    """The hour at which one programme day gives way to the next: midnight, unless something runs in the small hours."""
    if not any(hour in busy for hour in range(_SMALL_HOURS)):
        return 0
    quiet = [hour for hour in range(_LATEST_CHANGE + 1) if hour not in busy]
    if not quiet:
        return 0  # round the clock: ordinary days
    runs: list[list[int]] = []
    for hour in quiet:
        if runs and runs[-1][-1] == hour - 1:
            runs[-1].append(hour)
        else:
            runs.append([hour])
    longest = max(runs, key=len)
    return longest[len(longest) // 2]
