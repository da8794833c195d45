"""What pretalx, EuroPython, Sessionize and KotlinConf serve: files joined by ids, several languages, odd states."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError

PRAGUE = Context(timezone="Europe/Prague")


def read_files(context: Context = PRAGUE, /, **documents: Any) -> Schedule:
    files = {f"{name}.json": json.dumps(document).encode() for name, document in documents.items()}
    return read(Source("programme", files), context)


def notes(schedule: Schedule) -> list[tuple[str, str, str]]:
    return [(note.level.value, note.where, note.text) for note in schedule.notes]


def talk(code: str, **more: Any) -> dict[str, Any]:
    slot = {
        "start": "2024-07-10T10:00:00+02:00",
        "end": "2024-07-10T10:30:00+02:00",
        "room": {"en": "Aula"},
        "room_id": 4,
    }
    return {
        "code": code,
        "title": f"Talk {code}",
        "submission_type": "Talk",
        "state": "confirmed",
        "slot": slot,
        **more,
    }


def session(id_: str, **more: Any) -> dict[str, Any]:
    times = {"startsAt": "2024-07-10T10:00:00", "endsAt": "2024-07-10T10:30:00"}
    return {"id": id_, "title": f"Session {id_}", "description": None, "speakers": [], "roomId": None, **times, **more}


# pretalx


def test_names_in_several_languages_are_read_in_english_or_the_first_there_is() -> None:
    schedule = read_files(
        talks=[
            talk("AAAAAA", track={"de": "Netze", "en": "Networks"}, submission_type={"en": "Keynote"}),
            talk("BBBBBB", track={"cs": "Sítě"}, title={"en": "Lamps", "de": "Lampen"}),
        ]
    )
    assert [(s.title, s.kind, s.track) for s in schedule] == [
        ("Talk AAAAAA", "Keynote", "Networks"),
        ("Lamps", "Talk", "Sítě"),
    ]


def test_states_decide_what_is_in_the_programme() -> None:
    states = ["confirmed", "accepted", "canceled", "withdrawn", "rejected", "submitted"]
    schedule = read_files(talks=[talk(state, state=state) for state in states])
    assert [(s.id, s.cancelled) for s in schedule] == [
        ("confirmed", False),
        ("accepted", False),
        ("canceled", True),
        ("withdrawn", True),
    ]
    assert notes(schedule) == [
        ("left out", "talk rejected", "is rejected"),
        ("left out", "talk submitted", "is submitted"),
    ]


def test_pending_state_is_said() -> None:
    schedule = read_files(talks=[talk("AAAAAA", pending_state="withdrawn")])
    assert notes(schedule) == [("warning", "talk AAAAAA", "is confirmed and pending as withdrawn; read as confirmed")]


def test_one_page_of_several_is_said() -> None:
    schedule = read_files(talks={"count": 80, "next": "https://p.example/?page=2", "results": [talk("AAAAAA")]})
    assert notes(schedule) == [("warning", "talks.json", "is one page of several: 1 of 80")]


def test_slots_in_a_file_of_their_own_place_talks_and_breaks() -> None:
    begins = "2024-07-10T12:00:00+02:00"
    schedule = read_files(
        submissions=[
            {"code": "AAAAAA", "title": "Lamps", "submission_type": 3, "slots": [51], "speakers": ["SPEAKR", "NOBODY"]}
        ],
        slots=[
            {"id": 51, "submission": "AAAAAA", "room": 4, "start": begins, "end": "2024-07-10T12:30:00+02:00"},
            {"id": 52, "submission": None, "room": 4, "start": begins, "end": None, "description": {"en": "Lunch"}},
        ],
        rooms=[{"id": 4, "name": {"en": "Aula"}, "capacity": 90}],
        speakers=[
            {"code": "SPEAKR", "name": "Ana Souza", "biography": None},
            {"code": "UNUSED", "name": "Li Wei", "biography": None},
        ],
    )
    assert [(s.title, s.kind, s.starts_at, s.room, [p.name for p in s.speakers]) for s in schedule] == [
        ("Lamps", None, datetime(2024, 7, 10, 10, tzinfo=UTC), "Aula", ["Ana Souza"]),
        ("Lunch", "break", datetime(2024, 7, 10, 10, tzinfo=UTC), "Aula", []),
    ]
    assert notes(schedule) == [
        ("left out", "type 3", "is not explained; add the file that lists it"),
        ("left out", "talk AAAAAA", "speaker NOBODY has no name"),
        ("left out", "speaker UNUSED", "Li Wei is listed but in no session"),
    ]


def test_talk_in_two_slots_is_two_sessions_with_ids_of_the_source() -> None:
    slots = [
        {"id": 51, "start": "2024-07-10T10:00:00+02:00", "end": "2024-07-10T10:30:00+02:00", "room": "Aula"},
        {"id": 52, "start": "2024-07-11T10:00:00+02:00", "end": "2024-07-11T10:30:00+02:00", "room": "Aula"},
    ]
    schedule = read_files(talks=[talk("AAAAAA", slot=None, slots=slots)])
    assert [s.id for s in schedule] == ["AAAAAA", "AAAAAA-52"]


def test_markdown_abstract_is_plain_text_with_links() -> None:
    abstract = "**Bring** a [lamp](https://lamp.example/).\n\n- oil\n- wick"
    schedule = read_files(talks=[talk("AAAAAA", abstract=abstract)])
    assert schedule.sessions[0].abstract == "Bring a lamp (https://lamp.example/).\noil\nwick"


@pytest.mark.parametrize(
    "speakers",
    [
        [{"code": "SPEAKR", "name": "Ana", "biography": None}],
        {"SPEAKR": {"code": "SPEAKR", "name": "Ana"}},
        [{"id": "s-1", "fullName": "Ana Souza", "firstName": "Ana", "lastName": "Souza"}],
    ],
)
def test_speakers_alone_are_no_programme_and_the_line_says_what_is_missing(speakers: Any) -> None:
    with pytest.raises(ScheduleError, match=r"but no (?:talks|sessions); give the folder"):
        read_files(speakers=speakers)


# EuroPython


def test_schedule_adds_rooms_and_breaks_to_sessions() -> None:
    schedule = read_files(
        sessions={
            "ABC": {"code": "ABC", "title": "Lamps", "session_type": "Talk", "speakers": ["SP"], "abstract": "Oil."}
        },
        speakers={"SP": {"code": "SP", "name": "Ana Souza", "affiliation": "Lamp Works"}},
        schedule={
            "days": {
                "2024-07-10": {
                    "rooms": ["Aula", "Deck"],
                    "events": [
                        {
                            "code": "ABC",
                            "title": "Lamps",
                            "start": "2024-07-10T10:00:00+02:00",
                            "duration": 45,
                            "rooms": ["Aula", "Deck"],
                        },
                        {
                            "event_type": "break",
                            "title": "Tea",
                            "start": "2024-07-10T10:45:00+02:00",
                            "duration": 30,
                            "rooms": ["Deck"],
                        },
                        "not an event",
                    ],
                }
            }
        },
    )
    assert [(s.title, s.kind, s.room, s.ends_at, [(p.name, p.affiliation) for p in s.speakers]) for s in schedule] == [
        ("Lamps", "Talk", "Aula, Deck", datetime(2024, 7, 10, 8, 45, tzinfo=UTC), [("Ana Souza", "Lamp Works")]),
        ("Tea", "break", "Deck", datetime(2024, 7, 10, 9, 15, tzinfo=UTC), []),
    ]
    assert notes(schedule) == [("left out", "2024-07-10 event 3", "is no object")]


# Sessionize


def test_naive_times_are_the_venues_and_z_is_utc() -> None:
    sessions = [session("1"), session("2", startsAt="2024-07-10T10:00:00Z", endsAt="2024-07-10T10:30:00Z")]
    schedule = read_files(all={"sessions": sessions, "speakers": [], "rooms": [], "categories": []})
    assert [s.starts_at for s in schedule] == [
        datetime(2024, 7, 10, 8, tzinfo=UTC),
        datetime(2024, 7, 10, 10, tzinfo=UTC),
    ]


def test_naive_times_need_a_zone() -> None:
    with pytest.raises(ScheduleError, match="no time zone is given"):
        read_files(Context(), all={"sessions": [session("1")], "speakers": [], "rooms": []})


def test_labels_say_kind_track_and_language_and_the_rest_is_kept() -> None:
    groups = {"Session format": "Talk", "Track": "Lamps", "Language": "German", "Level": "Beginner"}
    categories = [
        {"id": n, "title": group, "items": [{"id": 10 + n, "name": label}]}
        for n, (group, label) in enumerate(groups.items())
    ]
    entry = session("1", description="Oil.", categoryItems=[10, 11, 12, 13, 99])
    schedule = read_files(all={"sessions": [entry], "speakers": [], "rooms": [], "categories": categories})
    (read_session,) = schedule.sessions
    assert (read_session.kind, read_session.track, read_session.language) == ("Talk", "Lamps", "German")
    assert read_session.abstract == "Oil.\nLevel: Beginner"
    assert notes(schedule) == [("left out", "session 1", "label 99 is not explained")]


def test_service_session_and_declined_ones() -> None:
    sessions = [session("1", isServiceSession=True), session("2", status="Declined"), session("3", status="Accepted")]
    schedule = read_files(all={"sessions": sessions, "speakers": [], "rooms": []})
    assert [(s.id, s.kind) for s in schedule] == [("1", "Service session"), ("3", None)]
    assert notes(schedule) == [("left out", "session 2", "is Declined")]


def test_plenary_below_every_room_is_one_session_in_all_of_them() -> None:
    entry = session("1", isPlenumSession=True)
    rooms = [{"id": n, "name": name, "sessions": [entry]} for n, name in ((1, "Aula"), (2, "Deck"))]
    schedule = read_files(grid=[{"date": "2024-07-10T00:00:00", "rooms": rooms, "timeSlots": []}])
    assert [(s.id, s.room) for s in schedule] == [("1", "Aula, Deck")]


def test_grid_and_speakers_views_belong_together() -> None:
    entry = session("1", speakers=[{"id": "s-1", "name": "Ana"}])
    schedule = read_files(
        grid=[{"date": "2024-07-10T00:00:00", "rooms": [{"id": 1, "name": "Aula", "sessions": [entry]}]}],
        speakers=[
            {"id": "s-1", "fullName": "Ana Souza", "firstName": "Ana", "lastName": "Souza", "tagLine": "Lampist"}
        ],
    )
    assert [(p.name, p.affiliation) for p in schedule.people] == [("Ana Souza", "Lampist")]


# KotlinConf


def test_tags_are_sorted_into_kind_level_and_theme() -> None:
    entry = {
        "id": "1",
        "title": "Lamps",
        "speakerIds": ["s-1", "s-2"],
        "location": "Aula",
        "startsAt": "2024-07-10T10:00",
    }
    schedule = read_files(
        conference={
            "sessions": [
                {**entry, "tags": ["Lightning talk", "Advanced", "Oil", "Server-side"], "endsAt": "2024-07-10T10:15"}
            ],
            "speakers": [{"id": "s-1", "name": "Ana Souza", "position": "Lampist"}],
        }
    )
    (read_session,) = schedule.sessions
    assert (read_session.kind, read_session.track, read_session.abstract) == (
        "Lightning talk",
        "Oil, Server-side",
        "Level: Advanced",
    )
    assert notes(schedule) == [("left out", "session 1", "speaker s-2 is not listed")]
