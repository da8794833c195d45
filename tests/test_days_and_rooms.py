"""Questions about a conference of several days, rooms and tracks: which hall, what is first and what is next."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Person, Room, Schedule, Session
from schedule.answering.engine import Engine
from schedule.answering.wording import word

_ZONE = ZoneInfo("Europe/Lisbon")
_ROOMS = {name: Room(id=name, name=name) for name in ("Atlantic Hall", "Pier", "Boathouse")}
# Day, start, end, room, title, kind, track, speakers, language
_ROWS = [
    (3, "09:00", "09:30", "Atlantic Hall", "Welcome", "plenary", None, (), "en"),
    (3, "09:30", "10:30", "Atlantic Hall", "Keynote - Currents", "plenary", None, ("Inês Prado",), "en"),
    (3, "11:00", "12:00", "Atlantic Hall", "Buoys at Scale", "talk", "Servers", ("Marek Vlk",), "en"),
    (3, "11:00", "12:00", "Pier", "Segelboote steuern", "talk", "Servers, Tools", ("Uwe Kahl",), "de"),
    (3, "11:00", "12:00", "Boathouse", "Rope and Rigging", "talk", "Tools, Languages", ("Ada Quist",), "en"),
    (3, "12:00", "13:00", "Boathouse", "Lunch Day 1 (Room 1)", "break", None, (), None),
    (3, "12:00", "13:00", "Pier", "Lunch Day 1 (Room 2)", "break", None, (), None),
    (3, "14:00", "15:00", "Pier", "Fog Horns", "talk", "Energy: Harbours in Common track", ("Bo Lind",), "en"),
    (3, "14:00", "15:00", "Atlantic Hall", "Anchors Away", "talk", "Servers", ("Ada Quist",), "en"),
    (4, "10:00", "11:00", "Atlantic Hall", "Keynote - Undertow", "plenary", None, ("Tomé Reis",), "en"),
    (4, "11:00", "12:00", "Pier", "Fog Signals", "talk", "Servers, Tools", ("Marek Vlk",), "en"),
    (4, "12:00", "13:00", "Boathouse", "Lunch Day 2 (Room 1)", "break", None, (), None),
    (4, "15:00", "16:00", "Boathouse", "Opening Locks", "talk", "Tools, Languages", ("Uwe Kahl",), "de"),
    (4, "16:00", "16:30", "Atlantic Hall", "Closing", "plenary", None, (), "en"),
]  # fmt: skip


def _at(day: int, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2027, 9, day, int(hour), int(minute), tzinfo=_ZONE)  # the 3rd is a Friday


@pytest.fixture(scope="module")
def engine() -> Engine:
    sessions = tuple(
        Session(
            id=f"h{number}", title=title, kind=kind, track=track, language=language, rooms=(_ROOMS[room],),
            starts_at=_at(day, start), ends_at=_at(day, end),
            speakers=tuple(Person(id=name, name=name) for name in speakers),
        )
        for number, (day, start, end, room, title, kind, track, speakers, language) in enumerate(_ROWS)
    )  # fmt: skip
    return Engine(Schedule(title="Harbour Days", timezone="Europe/Lisbon", sessions=sessions))


_FRIDAY_LUNCH = ["Lunch Day 1 (Room 1)", "Lunch Day 1 (Room 2)"]


@pytest.mark.parametrize(
    ("now", "text", "titles"),
    [
        # kinds: a keynote is what is called so where some are; a plenary is each of them
        ("3 08:00", "keynotes?", ["Keynote - Currents", "Keynote - Undertow"]),
        ("3 08:00", "who gives the first keynote", ["Keynote - Currents"]),
        ("3 08:00", "closing keynote?", ["Keynote - Undertow"]),
        ("3 08:00", "plenaries on friday", ["Welcome", "Keynote - Currents"]),
        # meals repeat from day to day and from room to room
        ("3 08:00", "when is lunch", _FRIDAY_LUNCH),
        ("3 13:30", "when is lunch", ["Lunch Day 2 (Room 1)"]),
        ("3 08:00", "what is in the pier after lunch", ["Fog Horns"]),
        ("3 08:00", "what is on before lunch on saturday in atlantic hall", ["Keynote - Undertow"]),
        # first and last
        ("3 08:00", "when do talks begin tomorrow", ["Keynote - Undertow"]),
        ("3 08:00", "when does the boathouse open on saturday", ["Lunch Day 2 (Room 1)"]),
        ("3 08:00", "when does the pier close", ["Fog Horns"]),
        ("4 09:00", "when does the pier close", ["Fog Signals"]),
        ("3 08:00", "what closes the conference", ["Closing"]),
        ("3 08:00", "what opens the conference", ["Welcome"]),
        ("3 08:00", "who opens in the pier on day 2", ["Fog Signals"]),
        ("3 08:00", "when do talks begin on friday and on saturday", ["Keynote - Currents", "Keynote - Undertow"]),
        ("3 08:00", "when does harbour days end", ["Closing"]),
        ("3 08:00", "what kicks off harbour days", ["Welcome"]),
        # tracks: two in one field, or a long name said in part
        ("3 08:00", "tools talks tomorrow", ["Fog Signals", "Opening Locks"]),
        ("3 08:00", "next talk in the energy track", ["Fog Horns"]),
        # an anchor with two sessions: the one that is still to come, or the one in the hall that is named
        ("3 12:30", "what comes after ada quist", []),
        ("3 10:00", "who is next after ada quist in the pier", ["Fog Horns"]),
        ("3 13:00", "what comes right after the fog one in the pier", []),
        # a time said in two ways
        ("3 08:00", "11 in the morning tomorrow, what runs", ["Fog Signals"]),
        ("3 08:00", "boathouse, all saturday", ["Lunch Day 2 (Room 1)", "Opening Locks"]),
        ("3 08:00", "what is in hall q now", []),
        ("3 08:00", "the day after tomorrow", []),
        ("3 08:00", "opening locks, weekend", ["Opening Locks"]),
        ("3 08:00", "weekend in the pier", ["Fog Signals"]),
        ("3 08:00", "last tools talk of the day", ["Segelboote steuern", "Rope and Rigging"]),
        ("3 08:00", "does anything run past 3pm tomorrow", ["Opening Locks", "Closing"]),
        ("3 08:00", "what happens between rope and rigging and fog horns in the pier", ["Lunch Day 1 (Room 2)"]),
        ("3 08:00", "what is on instead of buoys at scale", ["Segelboote steuern", "Rope and Rigging"]),
        # at the same time
        ("3 08:00", "do marek vlk and the rope and rigging talk collide", ["Buoys at Scale", "Rope and Rigging"]),
        ("3 08:00", "fog horns & anchors away, same time?", ["Fog Horns", "Anchors Away"]),
        ("3 08:00", "do fog horns / anchors away clash?", ["Fog Horns", "Anchors Away"]),
        ("3 08:00", "will i be able to see fog horns right after rope and rigging", ["Rope and Rigging", "Fog Horns"]),
        ("3 08:00", "welche vorträge kollidieren mit fog horns", ["Anchors Away"]),
        ("3 08:00", "what runs against uwe kahl", ["Buoys at Scale", "Rope and Rigging"]),
    ],
)
def test_sessions_shown(engine: Engine, now: str, text: str, titles: list[str]) -> None:
    day, clock = now.split()
    shown = [session.title for session in engine.answer(text, _at(int(day), clock)).sessions]
    assert shown == titles


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("which rooms are free at 2:30pm", "Nothing is listed then in Boathouse."),
        ("any german talk at 2pm?", "No German talk is on then. Next:"),
        ("how many german talks are there tomorrow", "1 German talk is listed tomorrow."),
        ("which day is the energy track", "Energy: Harbours in Common track is on Friday:"),
        ("how often is ada quist on", "2 sessions are listed."),
        ("when is the next gap", "Nothing is on in this gap of 30 minutes:"),
        ("what is the longest gap today", "Nothing is on today in this gap of 1 hour:"),
        ("which track is fog horns in", "Fog Horns (talk): Fri 3 Sep, 14:00–15:00 (Europe/Lisbon), Pier, track: "),
        ("closing panel?", "No closing panel is listed in the schedule."),
        ("does anything start before 8 tomorrow", "Nothing is on then."),
    ],
)
def test_what_is_said(engine: Engine, text: str, said: str) -> None:
    now = _at(3, "08:00")
    assert word(engine.answer(text, now), engine.schedule, now).splitlines()[0][: len(said)] == said


@pytest.mark.parametrize(
    ("before", "then", "titles"),
    [
        ("rope and rigging?", "and the next one there?", ["Lunch Day 1 (Room 1)"]),
        ("what is after the welcome in atlantic hall", "then?", ["Buoys at Scale"]),
        ("when is fog horns", "does that clash with anchors away", ["Fog Horns", "Anchors Away"]),
        ("first talk in the pier on friday", "and the last?", ["Fog Horns"]),
    ],
)
def test_follow_up_in_a_hall(engine: Engine, before: str, then: str, titles: list[str]) -> None:
    now = _at(3, "08:00")
    turn = engine.answer(before, now).turn
    assert [session.title for session in engine.answer(then, now, turn=turn).sessions] == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("wait when is fog horns again?", ["Fog Horns"]),
        ("what's next in the pier?", ["Segelboote steuern"]),
        ("who is at the back of the pier now?", []),
        ("is there a talk about fog on sunday?", []),
    ],
)
def test_spoken_in_passing(engine: Engine, text: str, titles: list[str]) -> None:
    answer = engine.answer(text, _at(3, "10:45"), addressed=False)
    assert [session.title for session in answer.sessions if answer.replied] == titles
