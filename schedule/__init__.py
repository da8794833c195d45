"""A conference's schedule: reading it from many formats and answering questions about it.

A library without Discord, network, database or clock; only public names are listed here.
"""

from schedule.formats import Context, Source, read
from schedule.models import Link, Note, NoteLevel, Person, Room, Schedule, ScheduleError, Session, Venue

__all__ = [
    "Context",
    "Link",
    "Note",
    "NoteLevel",
    "Person",
    "Room",
    "Schedule",
    "ScheduleError",
    "Session",
    "Source",
    "Venue",
    "read",
]
