"""Sessions as an iCalendar file, for a person's own calendar and for reading again.

Calendars show title, time, place and description. What they have no property for (a session's kind, who of its people
wrote it) is kept in properties of our own, which other programs pass over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Journal
from icalendar.cal import Component
from icalendar.prop import vText

from schedule.models import Schedule, Session

OWN = "X-HALLWAY-"  # before the names of our own properties


def calendar(schedule: Schedule, sessions: Iterable[Session], *, made_at: datetime) -> str:
    """These sessions of a schedule. Times are in UTC, so that no calendar needs to know the zone's rules."""
    file = Calendar()
    file.add("prodid", "-//Hallway//Schedule//EN")
    file.add("version", "2.0")
    if schedule.title:
        file.add("x-wr-calname", schedule.title)
    file.add("x-wr-timezone", schedule.timezone)
    for session in sessions:
        file.add_component(_entry(session, schedule, made_at))
    return bytes(file.to_ical()).decode()


def _entry(session: Session, schedule: Schedule, made_at: datetime) -> Component:
    # An event must have a start; a journal entry need not, and calendars do not show it.
    entry = Journal() if session.starts_at is None else Event()
    entry.add("uid", session.id)
    entry.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    entry.add("summary", session.title)
    _add_times(entry, session, schedule)
    if session.rooms:
        entry.add("location", session.room)
    if description := _description(session):
        entry.add("description", description)
    if categories := [text for text in (session.kind, session.track) if text]:
        entry.add("categories", categories)
    if session.url:
        entry.add("url", session.url)
    if session.cancelled:
        entry.add("status", "CANCELLED")
    for name, value in _own(session):
        entry.add(OWN + name, vText(value))
    return entry


def _add_times(entry: Component, session: Session, schedule: Schedule) -> None:
    start, end = session.starts_at, session.ends_at
    if start is None:
        return
    if session.all_day:
        first = start.astimezone(schedule.zone).date()
        entry.add("dtstart", first)
        entry.add("dtend", end.astimezone(schedule.zone).date() if end else first + timedelta(days=1))
        return
    entry.add("dtstart", start.astimezone(UTC))
    if end is not None:
        entry.add("dtend", end.astimezone(UTC))


def _description(session: Session) -> str:
    names = ", ".join(person.name for person in session.people)
    links = "\n".join(f"{link.label}: {link.url}" for link in session.links)
    return "\n\n".join(part for part in (names, session.abstract, links) if part)


def _own(session: Session) -> Iterable[tuple[str, str]]:
    if session.kind:
        yield "KIND", session.kind
    if session.track:
        yield "TRACK", session.track
    if len(session.rooms) > 1:
        yield from (("ROOM", room.name) for room in session.rooms)
    yield from (("SPEAKER", person.name) for person in session.speakers)
    yield from (("AUTHOR", person.name) for person in session.authors)
    yield from (("LINK", f"{link.label}: {link.url}") for link in session.links)
    if session.abstract:
        yield "ABSTRACT", session.abstract
    if session.language:
        yield "LANGUAGE", session.language
    if session.part_of:
        yield "PART-OF", session.part_of
