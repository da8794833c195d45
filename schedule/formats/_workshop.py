"""What the text and the HTML of a NeurIPS, ICML or ICLR page have in common: entries with a weekday and a clock time.

Knows neither syntax. Both formats hand over the same entries, so that both read the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from schedule.formats._clock import DAY, HALF_DAY, ClockRange, at, find_range, settle
from schedule.formats._days import Day, find_day, weekday_after
from schedule.formats._draft import Draft
from schedule.formats._ids import Ids
from schedule.formats._notes import Notes
from schedule.formats._people import is_work, split_names
from schedule.formats._source import Context
from schedule.formats._text import clean, clean_lines
from schedule.models import Link, Room, Schedule, ScheduleError

# The kinds of these conferences end in one of few words.
_KIND = re.compile(
    r"(?:[\w&/-]{1,20} ){0,3}(?:workshops?|tutorials?|socials?|orals?|posters?|sessions?|talks?|panels?|desk|events?|"
    r"demonstrations?|mentorship|competitions?|keynotes?|breaks?|remarks|awards?|meetings?|lunch|reception|spotlights?|"
    r"expo|hall|time|q&a|poster session)\Z",
    re.IGNORECASE,
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as the page has it; `where` is its line or id, `id` the page's own code if it has one."""

    where: str
    when: str
    title: str
    kind: str | None = None
    abstract: str = ""
    people: str = ""
    id: str | None = None
    links: tuple[Link, ...] = ()
    url: str | None = None
    room: str | None = None
    part_of: str | None = None


def within(entry: Entry, container: str | None) -> Entry:
    """The same entry as a part of another."""
    return replace(entry, part_of=container)


def is_kind(text: str) -> bool:
    """Whether a text is what these conferences call a kind of session: `Invited Talk`."""
    return _KIND.match(text.strip()) is not None


def kind_and_title(text: str) -> tuple[str | None, str]:
    """`Invited Talk: Tides` in its parts; a title with a colon of its own stays whole."""
    kind, colon, title = text.partition(":")
    return (clean(kind), clean(title)) if colon and title.strip() and is_kind(kind) else (None, clean(text))


class Page:
    """Turns entries into a schedule."""

    def __init__(self, name: str, context: Context) -> None:
        self._name = name
        self._context = context
        self._draft = Draft(name)
        self._ids = Ids()
        self._codes: set[str] = set()
        self._weekdays: dict[int, str] = {}  # weekday -> where it stood first

    @property
    def notes(self) -> Notes:
        return self._draft.notes

    def add(self, entry: Entry) -> str | None:
        """The session's id; None where the entry was left out.

        Raises ScheduleError where the time cannot be placed or ends before it begins.
        """
        if entry.id in self._codes:
            # Such pages list the accepted papers once more below the programme.
            self._draft.notes.left_out(entry.where, "stands again further down; the first is used")
            return None
        if entry.id is not None:
            self._codes.add(entry.id)
        start, end = self._times(entry)
        title, kind = clean(entry.title), clean(entry.kind or "") or None
        names = split_names(clean(entry.people))
        people = self._draft.people(names)
        rooms = (self._draft.room(entry.room),) if entry.room else ()
        session = self._draft.add(
            entry.where,
            id_=entry.id or self._ids.made(title, kind, names),
            title=title,
            kind=kind,
            starts_at=start,
            ends_at=end,
            rooms=tuple(room for room in rooms if isinstance(room, Room)),
            speakers=() if is_work(kind) else people,
            authors=people if is_work(kind) else (),
            abstract=clean_lines(entry.abstract),
            links=entry.links,
            url=entry.url,
            part_of=entry.part_of,
        )
        return None if session is None else session.id

    def finish(self) -> Schedule:
        self._note_day()
        timezone = self._context.timezone or "UTC"  # without times no zone was needed, and none is shown
        return self._draft.finish(title=self._context.title or "", timezone=timezone)

    def _times(self, entry: Entry) -> tuple[datetime | None, datetime | None]:
        clocks = find_range(entry.when)
        if clocks is None:
            if entry.when.strip(" -–—"):
                self._draft.notes.warning(entry.where, f"no clock time in {clean(entry.when)!r}; read without a time")
            return None, None
        zone = ZoneInfo(self._context.need_timezone(f"{self._name}: {entry.where}"))
        day = self._day(entry, find_day(entry.when[: clocks.span[0]]))
        start, end = settle([clocks])[0]
        if end is not None and end >= DAY and _is_backwards(clocks, end - start):
            raise ScheduleError(
                f"{self._name}: {entry.where}: {clean(entry.when)!r} ends before it begins; correct one of its times"
            )
        return at(day, start, zone), None if end is None else at(day, end, zone)

    def _day(self, entry: Entry, written: Day | None) -> date:
        where = f"{self._name}: {entry.where}"
        if written is not None and written.month is not None:
            found = written.on(self._context.day.year if self._context.day else None)
            if found is not None:
                self._compare(entry.where, written, found)
                return found
        first = self._context.need_day(where)
        if written is None or written.weekday is None:
            return first
        self._weekdays.setdefault(written.weekday, entry.where)
        return weekday_after(first, written.weekday)

    def _compare(self, where: str, written: Day, found: date) -> None:
        if written.weekday is not None and written.weekday != found.weekday():
            named, true = _WEEKDAYS[written.weekday], _WEEKDAYS[found.weekday()]
            self._draft.notes.warning(where, f"{found.isoformat()} is a {true}, not a {named}; is the year right?")

    def _note_day(self) -> None:
        """Says what was taken from the configuration, and whether the page's weekdays agree with it."""
        day, zone = self._context.day, self._context.timezone
        if day is None or zone is None or not self._weekdays:
            return
        self._draft.notes.guessed(
            "page", f"names no date and no time zone; used {day.isoformat()} and {zone} as configured"
        )
        if day.weekday() not in self._weekdays:
            weekday, where = next(iter(self._weekdays.items()))
            self._draft.notes.warning(
                where,
                f"the page begins on a {_WEEKDAYS[weekday]}, but {day.isoformat()} is a {_WEEKDAYS[day.weekday()]}; "
                f"used {weekday_after(day, weekday).isoformat()}",
            )


def _is_backwards(clocks: ClockRange, length: int) -> bool:
    """An end on the next day is believable for a party, and only if both halves of the day are certain."""
    return length > HALF_DAY or (clocks.end is not None and clocks.end.half == clocks.start.half)
