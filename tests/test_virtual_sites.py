"""Programmes of virtual conference sites: events with and without times, papers inside events, numbers for all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError


def read_json(document: Any, timezone: str | None = None) -> Schedule:
    return read(Source("site.json", {"site.json": json.dumps(document).encode()}), Context(timezone=timezone))


def notes(schedule: Schedule) -> list[tuple[str, str]]:
    return [(note.level.value, note.where) for note in schedule.notes]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 5, day, hour, minute, tzinfo=UTC)


# NeurIPS, ICML, ICLR


def test_downloaded_events_have_people_and_no_times() -> None:
    common = {"virtualsite_url": "https://icml.cc/virtual/2024/poster/35005", "abstract": "On $O(n)$ oil."}
    schedule = read_json(
        [
            {**common, "type": "Poster", "name": "Lamps", "speakers/authors": "Ana Souza, C√©dric Rommel"},
            {
                "type": "Workshop",
                "name": "Oil",
                "speakers/authors": "Li Wei",
                "virtualsite_url": "/virtual/2024/workshop/7",
            },
        ]
    )
    assert [
        (s.id, s.kind, s.starts_at, [p.name for p in s.speakers], [p.name for p in s.authors]) for s in schedule
    ] == [
        ("35005", "Poster", None, [], ["Ana Souza", "Cédric Rommel"]),
        ("7", "Workshop", None, ["Li Wei"], []),
    ]
    assert schedule.sessions[0].abstract == "On O(n) oil."
    assert notes(schedule) == [("warning", "times")]


def test_served_events_lie_in_their_sessions() -> None:
    def event(id_: int, name: str, kind: str, **more: Any) -> dict[str, Any]:
        return {"id": id_, "name": name, "eventtype": kind, "virtualsite_url": f"/virtual/2024/x/{id_}", **more}

    author = {
        "id": 5,
        "fullname": "Ana Souza",
        "institution": "Lamp Works",
        "url": "http://neurips.cc/api/miniconf/users/5",
    }
    schedule = read_json(
        {
            "count": 4,
            "next": None,
            "results": [
                event(1, "Poster Session 1", "Poster Session", starttime="2024-05-06T10:00:00-04:00", children_ids=[]),
                event(2, "Lamps", "Poster", session="Poster Session 1", authors=[author], poster_position="#14"),
                event(3, "Oil", "Oral", parent1="http://neurips.cc/api/events/4/", room_name="Hall A"),
                event(4, "Orals", "Oral Session", endtime="2024-05-06T12:00:00-04:00", starttime="soon"),
            ],
        },
        "America/New_York",
    )
    assert [(s.title, s.part_of, s.starts_at) for s in schedule] == [
        ("Poster Session 1", None, at(6, 14)),
        ("Lamps", "1", None),
        ("Oil", "4", None),
        ("Orals", None, None),
    ]
    assert (schedule.sessions[1].abstract, schedule.sessions[1].url) == (
        "Poster #14",
        "http://neurips.cc/virtual/2024/x/2",
    )
    assert [(p.id, p.affiliation) for p in schedule.people] == [("5", "Lamp Works")]
    assert notes(schedule) == [("warning", "event 4"), ("warning", "event 4")]


@pytest.mark.parametrize(
    ("written", "begins", "said"),
    [
        ("PDT", at(6, 12), [("guessed", "times")]),
        ("PST", at(6, 12), [("warning", "times")]),
        ("America/Los_Angeles", at(6, 12), [("guessed", "times")]),
        ("XYZ", at(6, 8), [("warning", "workshop 1")]),
        ("", at(6, 8), []),
    ],
)
def test_workshop_times_are_read_in_the_zone_they_name(
    written: str, begins: datetime, said: list[tuple[str, str]]
) -> None:
    entry = {
        "workshop_id": "1",
        "title": "Lamps",
        "session_date": "2024-05-06",
        "session_start": "05:00",
        "session_end": "13:00",
    }
    schedule = read_json([{**entry, "timezone": written, "organizers": "Ana Souza ⋅ Li Wei"}], "America/Sao_Paulo")
    assert [(s.starts_at, [p.name for p in s.speakers]) for s in schedule] == [(begins, ["Ana Souza", "Li Wei"])]
    assert (schedule.timezone, notes(schedule)) == ("America/Sao_Paulo", said)


def test_workshops_that_name_no_zone_need_one() -> None:
    with pytest.raises(ScheduleError, match="no time zone is given"):
        read_json([{"workshop_id": "1", "title": "Lamps", "session_date": "2024-05-06", "session_start": "05:00"}])


# ACL


def test_sessions_take_in_their_details_and_papers_their_event() -> None:
    times = {"start_time": "2024-05-06T09:00:00+08:00", "end_time": "2024-05-06T10:30:00+08:00"}
    nothing = {"start_time": None, "end_time": None}
    plenary = {
        "id": "open",
        "title": "Plenary: Opening",
        "presenter": "Ana Souza",
        "institution": "Lamp Works",
        "room": "Hall A",
        **nothing,
    }
    lost = {"id": "lost", "title": "Closing", "presenter": "TBD", "abstract": "Monday - Time: 17:00 - 18:00", **nothing}
    oral = {
        "id": "s1_lamps",
        "track": "Lamps",
        "type": "Oral",
        "room": "West 1",
        "paper_ids": ["12"],
        "session": "Session 1",
        **times,
    }
    tea = {"id": "tea", "track": "Tea", "type": "Breaks", "room": None, "paper_ids": [], **times}
    schedule = read_json(
        {
            "sessions": {
                "open": {
                    "id": "open",
                    "name": "Plenary: Opening",
                    "type": "Plenary Sessions",
                    "plenary_events": {"open": plenary},
                    **times,
                },
                "Session 1": {
                    "id": "s1",
                    "name": "Session 1",
                    "type": "Paper Sessions",
                    "events": {"s1_lamps": oral},
                    **times,
                },
                "Tea": {"id": "tea", "name": "Tea", "type": "Breaks", "events": {"tea": tea}, **times},
            },
            "events": {"s1_lamps": oral, "tea": tea},
            "plenaries": {"open": plenary, "lost": lost},
            "tutorials": {},
            "workshops": {},
            "papers": {
                "12": {
                    "id": "12",
                    "title": "Wicks",
                    "authors": ["Li Wei"],
                    "category": "Main-Oral",
                    "event_ids": ["s1_lamps"],
                },
                "13": {"id": "13", "title": "Oil", "authors": [], "category": "Findings", "event_ids": ["gone"]},
            },
        }
    )
    assert [(s.title, s.kind, s.starts_at, s.room, s.part_of, [p.name for p in s.people]) for s in schedule] == [
        ("Plenary: Opening", "Plenary Sessions", at(6, 1), "Hall A", None, ["Ana Souza"]),
        ("Session 1", "Paper Sessions", at(6, 1), None, None, []),
        ("Tea", "Breaks", at(6, 1), None, None, []),
        ("Closing", None, None, None, None, []),
        ("Session 1: Lamps", "Oral", at(6, 1), "West 1", "s1", []),
        ("Wicks", "Main-Oral", None, None, "s1_lamps", ["Li Wei"]),
        ("Oil", "Findings", None, None, None, []),
    ]
    assert notes(schedule) == [
        ("guessed", "time zone"),
        ("warning", "session lost"),
        ("warning", "paper 13"),
    ]
    assert [note.text for note in schedule.notes if note.where == "session lost"] == [
        "has no time; its text says 'Monday - Time: 17:00 - 18:00'"
    ]


# SIGCHI


def programme(first_hour_utc: int, **session: Any) -> dict[str, Any]:
    start = int(at(13, first_hour_utc).timestamp() * 1000)
    return {
        "conference": {"name": "CHI", "timeZoneName": "Pacific/Honolulu"},
        "contentTypes": [{"id": 1, "name": "Paper", "duration": 20}],
        "rooms": [{"id": 2, "name": "Hall A"}],
        "tracks": [],
        "timeSlots": [{"id": 3, "startDate": start, "endDate": start + 80 * 60_000}],
        "people": [{"id": 4, "firstName": "Ana", "middleInitial": "J.", "lastName": "Souza"}],
        "sessions": [
            {
                "id": 5,
                "name": "Lamps",
                "typeId": 1,
                "roomId": 2,
                "timeSlotId": 3,
                "contentIds": [6, 7],
                "chairIds": [],
                **session,
            }
        ],
        "contents": [
            {
                "id": n,
                "title": f"Paper {n}",
                "typeId": 1,
                "authors": [{"personId": 4, "affiliations": [{"institution": "Lamp Works"}]}],
            }
            for n in (6, 7)
        ],
    }


@pytest.mark.parametrize(("first_hour_utc", "hour"), [(11, 11), (23, 13)])
def test_milliseconds_are_read_so_that_the_programme_keeps_humane_hours(first_hour_utc: int, hour: int) -> None:
    schedule = read_json(programme(first_hour_utc))
    assert [s.starts_at.astimezone(schedule.zone).hour for s in schedule if s.title == "Lamps" and s.starts_at] == [
        hour
    ]
    assert notes(schedule) == [("guessed", "times")]


def test_contents_follow_each_other_in_their_session() -> None:
    schedule = read_json(programme(11))
    assert [(s.title, s.part_of, s.starts_at, s.ends_at, s.room) for s in schedule] == [
        ("Lamps", None, at(13, 21), at(13, 22, 20), "Hall A"),
        ("Paper 6", "5", at(13, 21), at(13, 21, 20), "Hall A"),
        ("Paper 7", "5", at(13, 21, 20), at(13, 21, 40), "Hall A"),
    ]
    assert [(p.name, p.affiliation) for p in schedule.people] == [("Ana J. Souza", "Lamp Works")]


def test_parallel_contents_fill_their_session() -> None:
    schedule = read_json(programme(11, isParallelPresentation=True))
    assert [(s.starts_at, s.ends_at) for s in schedule] == [(at(13, 21), at(13, 22, 20))] * 3
