"""The frab family: dialects of XML, two schemas of JSON, and what their files get wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError

BERLIN = Context(timezone="Europe/Berlin")


def read_xml(body: str, context: Context = BERLIN, conference: str = "") -> Schedule:
    text = f"<schedule><conference><title>Camp</title>{conference}</conference>{body}</schedule>"
    return read(Source("camp.xml", {"camp.xml": text.encode()}), context)


def read_json(document: Any, context: Context = BERLIN) -> Schedule:
    return read(Source("camp.json", {"camp.json": json.dumps(document).encode()}), context)


def event(id_: int, start: str, more: str = "", **texts: str) -> str:
    fields = {"title": f"Talk {id_}", "start": start, "duration": "01:00", "room": "Tent", **texts}
    return f'<event id="{id_}">{"".join(f"<{tag}>{text}</{tag}>" for tag, text in fields.items())}{more}</event>'


def day(events: str, date: str = "2011-12-27") -> str:
    return f'<day date="{date}" index="1"><room name="Tent">{events}</room></day>'


def v1(*events: dict[str, Any], **conference: Any) -> dict[str, Any]:
    days = [{"index": 1, "date": "2019-12-27", "rooms": {"Ada": list(events)}}]
    return {"schedule": {"conference": {"title": "Camp", "days": days, **conference}}}


def v1_event(id_: int, date: str, persons: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    base = {
        "id": id_,
        "guid": f"g{id_}",
        "date": date,
        "start": date[11:16],
        "duration": "00:30",
        "title": f"Talk {id_}",
    }
    return {**base, "persons": persons or [], **more}


def notes(schedule: Schedule) -> list[tuple[str, str]]:
    return [(note.level.value, note.where) for note in schedule.notes]


@pytest.mark.parametrize(
    ("day_change", "start", "begins"),
    [
        ("04:00", "23:30", datetime(2011, 12, 27, 22, 30, tzinfo=UTC)),
        ("04:00", "00:15", datetime(2011, 12, 27, 23, 15, tzinfo=UTC)),
        ("04:00", "04:00", datetime(2011, 12, 27, 3, 0, tzinfo=UTC)),
        ("09:00:00", "08:59", datetime(2011, 12, 28, 7, 59, tzinfo=UTC)),
        ("09:00:00", "09:00", datetime(2011, 12, 27, 8, 0, tzinfo=UTC)),
        ("00:00", "00:15", datetime(2011, 12, 26, 23, 15, tzinfo=UTC)),
    ],
)
def test_what_starts_before_the_day_changes_belongs_to_the_night_after(
    day_change: str, start: str, begins: datetime
) -> None:
    schedule = read_xml(day(event(1, start)), conference=f"<day_change>{day_change}</day_change>")
    assert [session.starts_at for session in schedule] == [begins]


def test_the_day_does_not_change_for_events_that_carry_a_date() -> None:
    dated = event(1, "00:15", date="2011-12-28T00:15:00+01:00")
    schedule = read_xml(day(dated), conference="<day_change>04:00</day_change>")
    assert [session.starts_at for session in schedule] == [datetime(2011, 12, 27, 23, 15, tzinfo=UTC)]


def test_old_dialect_needs_a_zone() -> None:
    with pytest.raises(ScheduleError, match="no time zone is given; add `timezone`"):
        read_xml(day(event(1, "10:00")), Context())


def test_namespaces_and_declared_encodings_do_not_matter() -> None:
    body = day(event(1, "10:00", title="Größe"))
    head = '<?xml version="1.0" encoding="ISO-8859-1"?><schedule xmlns="http://frab.example/" version="1">'
    text = f"{head}<conference><title>Camp</title></conference>{body}</schedule>"
    schedule = read(Source("camp.xml", {"camp.xml": text.encode("iso-8859-1")}), BERLIN)
    assert [session.title for session in schedule] == ["Größe"]


def test_zero_offset_at_a_venue_elsewhere_is_the_venues_clock_and_said_so() -> None:
    dated = event(1, "10:00", date="2017-08-05T10:00:00+00:00")
    schedule = read_xml(day(dated), Context(timezone="America/Toronto"))
    assert [session.starts_at for session in schedule] == [datetime(2017, 8, 5, 14, tzinfo=UTC)]
    assert notes(schedule) == [("warning", "times")]


def test_stated_utc_stays_utc() -> None:
    schedule = read_xml(day(event(1, "10:00", date="2017-08-05T10:00:00Z")), Context(timezone="America/Toronto"))
    assert [session.starts_at for session in schedule] == [datetime(2017, 8, 5, 10, tzinfo=UTC)]


def test_times_with_an_offset_need_no_zone() -> None:
    schedule = read_xml(day(event(1, "10:00", date="2017-12-27T10:00:00+01:00")), Context())
    assert (schedule.timezone, notes(schedule)) == ("Etc/GMT-1", [("guessed", "time zone")])


def test_html_abstract_is_plain_text_with_links() -> None:
    html = (
        "&lt;p&gt;See &lt;a href='https://tent.example/a'&gt;the site&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Bring tea.&lt;/p&gt;"
    )
    schedule = read_xml(day(event(1, "10:00", abstract=html, description=html)))
    assert schedule.sessions[0].abstract == "See the site (https://tent.example/a).\nBring tea."


def test_person_under_two_spellings_is_one_by_id() -> None:
    both = [
        event(n, f"1{n}:00", f'<persons><person id="7">{name}</person></persons>')
        for n, name in ((1, "Ana Souza"), (2, "Ana M. Souza"))
    ]
    schedule = read_xml(day("".join(both)))
    assert [person.name for person in schedule.people] == ["Ana Souza"]
    assert notes(schedule) == [("warning", "person 7")]


def test_one_number_for_two_people_of_different_systems_is_two_people() -> None:
    first = v1_event(1, "2019-12-27T10:00:00+01:00", [{"id": 6, "public_name": "Ana Souza"}])
    second = v1_event(2, "2019-12-27T11:00:00+01:00", [{"id": 6, "public_name": "Jörg Müller"}])
    schedule = read_json(v1(first, second))
    assert [(p.id, p.name) for p in schedule.people] == [("6", "Ana Souza"), ("6-jorg-muller", "Jörg Müller")]


def test_two_people_of_one_name_stay_two() -> None:
    first = v1_event(1, "2019-12-27T10:00:00+01:00", [{"id": 6, "public_name": "Li Wei"}])
    second = v1_event(2, "2019-12-27T11:00:00+01:00", [{"id": 9, "public_name": "Li Wei"}])
    assert [(p.id, p.name) for p in read_json(v1(first, second)).people] == [("6", "Li Wei"), ("9", "Li Wei")]


def test_ids_that_number_mentions_do_not_make_one_speaker_many() -> None:
    names = [f"Person {letter}" for letter in "ABCDEFGHIJ"] * 2 + ["Person K"]
    talks = [
        event(n, "10:00", f'<persons><person id="{n * 10}">{name}</person></persons>') for n, name in enumerate(names)
    ]
    schedule = read_xml(day("".join(talks)))
    assert len(schedule.people) == 11
    assert notes(schedule) == [("guessed", "people")]


def test_links_without_a_scheme_or_a_host_are_completed_or_dropped() -> None:
    links = "".join(
        f'<link href="{address}">{label}</link>'
        for label, address in (("a", "//tent.example/a"), ("b", "/b"), ("c", "javascript:x"), ("d", "www.tent.example"))
    )
    schedule = read_xml(
        day(event(1, "10:00", f"<links>{links}</links>")), conference="<base_url>https://camp.example/2011/</base_url>"
    )
    assert [(one.label, one.url) for one in schedule.sessions[0].links] == [
        ("a", "https://tent.example/a"),
        ("b", "https://camp.example/b"),
        ("d", "https://www.tent.example"),
    ]


def test_broken_event_is_left_out_by_its_id_and_the_rest_is_read() -> None:
    schedule = read_xml(day(event(1, "10:00", title="") + event(2, "noon") + event(3, "12:00", duration="soon")))
    assert [(s.id, s.starts_at is None, s.ends_at is None) for s in schedule] == [("2", True, True), ("3", False, True)]
    assert notes(schedule) == [("left out", "event 1"), ("warning", "event 2"), ("warning", "event 3")]


def test_xml_cut_short_is_one_line_with_its_line() -> None:
    text = f"<schedule><conference><title>Camp</title></conference>\n{day(event(1, '10:00'))}"
    with pytest.raises(ScheduleError, match=r"^camp\.xml: line 2 is not XML: [^\n]*; export the file again$"):
        read(Source("camp.xml", {"camp.xml": text.encode()}), BERLIN)


@pytest.mark.parametrize(("context", "shown"), [(Context(), "Etc/GMT-1"), (BERLIN, "Europe/Berlin")])
def test_named_zone_that_contradicts_the_offsets_is_said_and_not_used(context: Context, shown: str) -> None:
    schedule = read_json(v1(v1_event(1, "2020-12-14T09:00:00+01:00"), time_zone_name="UTC"), context)
    assert [session.starts_at for session in schedule] == [datetime(2020, 12, 14, 8, tzinfo=UTC)]
    assert (schedule.timezone, [note.text for note in schedule.notes]) == (
        shown,
        [f"UTC is named, but times carry +01:00; the times are used as written, in {shown}"],
    )


def test_id_that_stands_twice_keeps_both_entries() -> None:
    schedule = read_json(
        v1(
            v1_event(1, "2019-12-27T10:00:00+01:00"),
            v1_event(1, "2019-12-27T14:00:00+01:00"),
            v1_event(1, "2019-12-27T10:00:00+01:00"),
        )
    )
    assert [session.id for session in schedule] == ["g1", "g1-2"]
    assert [note.level.value for note in schedule.notes] == ["warning", "left out"]


def test_flat_schema_joins_tracks_rooms_and_people_by_reference() -> None:
    schedule = read_json(
        {
            "schedule": {
                "conference": {
                    "title": "Camp",
                    "time_zone_name": "Europe/Berlin",
                    "tracks": [{"guid": "t-1", "slug": "art", "name": "Art & Beauty"}],
                    "rooms": [{"guid": "r-1", "slug": "saal-1", "name": "Saal 1"}],
                },
                "events": [
                    {
                        "guid": "e-1",
                        "type": "TALK",
                        "title": "Lamps",
                        "start": "2024-12-27T23:30:00+01:00",
                        "end": "2024-12-28T00:10:00+01:00",
                        "room": {"guid": "r-1"},
                        "track": {"slug": "art"},
                        "participants": [{"guid": "p-1", "role": "SPEAKER"}, {"guid": "p-2", "role": "CONTRIBUTOR"}],
                    }
                ],
                "persons": [{"guid": "p-1", "name": "Ana"}, {"guid": "p-2", "name": "Zoë"}],
            }
        },
        Context(),
    )
    (session,) = schedule.sessions
    assert (session.room, session.track, schedule.timezone) == ("Saal 1", "Art & Beauty", "Europe/Berlin")
    assert ([p.name for p in session.speakers], [p.name for p in session.authors]) == (["Ana"], ["Zoë"])


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (
            "09:00",
            [
                (
                    "are stated in UTC, but each start shows the same clock; 09:00 is read as 11:00; "
                    "correct the dates if it is not"
                )
            ],
        ),
        ("11:00", []),
    ],
)
def test_utc_that_the_events_own_clock_denies_is_told(start: str, said: list[str]) -> None:
    schedule = read_xml(day(event(1, start, date="2019-05-22T09:00:00Z"), "2019-05-22"))
    assert [session.starts_at for session in schedule.sessions] == [datetime(2019, 5, 22, 9, tzinfo=UTC)]
    assert [note.text for note in schedule.notes] == said


@pytest.mark.parametrize(
    ("persons", "names"),
    [
        ("<person>Ada Moor, Bo Lund</person>", ["Ada Moor", "Bo Lund"]),
        ("<person>Moor, Ada</person>", ["Moor, Ada"]),
        ('<person id="4">Ada Moor, Saltworks Ltd</person>', ["Ada Moor, Saltworks Ltd"]),
    ],
)
def test_one_element_may_name_several_people(persons: str, names: list[str]) -> None:
    schedule = read_xml(day(event(1, "09:00", persons)))
    assert [person.name for person in schedule.people] == names
