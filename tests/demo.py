"""The demo conference that every format's sample describes: two days, three rooms, invented people.

It holds what formats stumble over: `&` and quotation marks, letters beyond ASCII, two talks at once, an evening that
ends after midnight, a cancelled talk, a poster without time or room.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from schedule.answering.answer import Answer
from schedule.formats import Context
from schedule.models import Link, Person, Room, Schedule, Session

ZONE = ZoneInfo("America/Halifax")  # three hours behind UTC in June
CONTEXT = Context(day=date(2027, 6, 11), timezone="America/Halifax", title="Quaylight 2027")

FRIDAY, SATURDAY = 11, 12
MAIN_HALL, DECK_2, FOYER = (Room(id=name, name=name) for name in ("Main Hall", "Deck 2", "Foyer"))
ZOE, ANA, WEI, JORG, NGOZI = (
    Person(id=name, name=name) for name in ("Zoë Ångström", "Ana Souza", "Li Wei", "Jörg Müller", "Ngozi Okafor")
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 6, day, hour, minute, tzinfo=ZONE)


SESSIONS = (
    Session(
        id="Q1",
        title="Registration & Coffee",
        kind="Break",
        starts_at=at(FRIDAY, 8, 30),
        ends_at=at(FRIDAY, 9),
        rooms=(FOYER,),
    ),
    Session(
        id="Q2",
        title="The Tide Tables",
        kind="Keynote",
        starts_at=at(FRIDAY, 9),
        ends_at=at(FRIDAY, 10),
        rooms=(MAIN_HALL,),
        track="Oceans",
        speakers=(ZOE,),
        abstract='How tides were foretold before computers, and why "spring" tides & seasons have little in common.',
        language="en",
    ),
    Session(
        id="Q3",
        title="Maps, Charts and Lies",
        kind="Talk",
        starts_at=at(FRIDAY, 10, 15),
        ends_at=at(FRIDAY, 11),
        rooms=(MAIN_HALL,),
        track="Maps",
        speakers=(ANA, WEI),
        abstract="Every chart leaves something out.\nWe show three that left out too much.",
        links=(Link(label="Slides", url="https://quaylight.example/slides/q3.pdf"),),
        language="en",
    ),
    Session(
        id="Q4",
        title="Küstenlinien messen",
        kind="Talk",
        starts_at=at(FRIDAY, 10, 15),
        ends_at=at(FRIDAY, 11),
        rooms=(DECK_2,),
        track="Oceans",
        speakers=(JORG,),
        abstract="Wie lang ist eine Küste?",
        language="de",
    ),
    Session(
        id="Q5",
        title="Knots for Beginners",
        kind="Workshop",
        starts_at=at(FRIDAY, 14),
        ends_at=at(FRIDAY, 17),
        rooms=(DECK_2,),
        track="Oceans",
        speakers=(ANA,),
        abstract="Bring a rope of two metres.",
        language="en",
    ),
    Session(
        id="Q6",
        title="Lights on the Pier",
        kind="Social",
        starts_at=at(FRIDAY, 23),
        ends_at=at(SATURDAY, 0, 30),
        rooms=(FOYER,),
    ),
    Session(
        id="Q7",
        title="Lost Signals",
        kind="Talk",
        starts_at=at(SATURDAY, 9, 30),
        ends_at=at(SATURDAY, 10),
        rooms=(MAIN_HALL,),
        track="Maps",
        speakers=(NGOZI,),
        abstract="Lighthouses that went dark, and who noticed first.",
        language="en",
        cancelled=True,
    ),
    Session(
        id="Q8",
        title="Charting the Deep with Sonar",
        kind="Poster",
        track="Maps",
        authors=(WEI, NGOZI),
        abstract="A map of one square mile of sea floor, made in a week.",
        language="en",
    ),
    Session(
        id="Q9",
        title="Closing",
        kind="Talk",
        starts_at=at(SATURDAY, 16),
        ends_at=at(SATURDAY, 16, 30),
        rooms=(MAIN_HALL,),
        speakers=(ZOE,),
    ),
)

DEMO = Schedule(title="Quaylight 2027", timezone="America/Halifax", sessions=SESSIONS)


def titles_of(answer: Answer) -> list[str]:
    """Of all its parts."""
    return [session.title for part in (answer, *answer.further) for session in part.sessions]
