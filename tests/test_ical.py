"""Calendars: times of every sort, ids that repeat, and what systems hide in titles and descriptions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schedule.calendar_file import calendar
from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError
from tests.demo import DEMO

ROME = Context(timezone="Europe/Rome")


def read_ics(*entries: str, context: Context = ROME, head: str = "", name: str = "camp.ics") -> Schedule:
    body = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return read_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n", context, name)


def read_text(text: str, context: Context = ROME, name: str = "camp.ics") -> Schedule:
    return read(Source(name, {name: text.encode()}), context)


def entry(summary: str, *more: str, uid: str = "", start: str = "DTSTART:20240913T080000Z") -> str:
    return "\n".join([f"UID:{uid or summary}", start, f"SUMMARY:{summary}", *more])


def notes(schedule: Schedule) -> list[tuple[str, str]]:
    return [(note.level.value, note.where) for note in schedule.notes]


@pytest.mark.parametrize(
    ("lines", "begins", "ends"),
    [
        ("DTSTART:20240913T080000Z\nDTEND:20240913T090000Z", (8, 0), (9, 0)),
        ("DTSTART:20240913T080000\nDTEND:20240913T090000", (6, 0), (7, 0)),
        ("DTSTART;TZID=Europe/London:20240913T080000\nDURATION:PT45M", (7, 0), (7, 45)),
        ("DTSTART;TZID=Asia/Kolkata:20240913T133000\nDTEND;TZID=Asia/Kolkata:20240913T143000", (8, 0), (9, 0)),
        ("DTSTART:2024-09-13T08:00:00Z\nDTEND:20240913T110000+0200", (8, 0), (9, 0)),
        ("DTSTART;TZID=/vendor.example/Europe/London:20240913T080000\nDURATION:PT1H", (7, 0), (8, 0)),
        ("DTSTART;TZID=W. Europe Standard Time:20240913T080000\nDURATION:PT1H", (6, 0), (7, 0)),
    ],
)
def test_times_with_and_without_a_zone(lines: str, begins: tuple[int, int], ends: tuple[int, int]) -> None:
    (session,) = read_ics(f"UID:1\nSUMMARY:Lamps\n{lines}").sessions
    assert (session.starts_at, session.ends_at) == (
        datetime(2024, 9, 13, *begins, tzinfo=UTC),
        datetime(2024, 9, 13, *ends, tzinfo=UTC),
    )


def test_zone_that_nobody_knows_is_said() -> None:
    schedule = read_ics("UID:1\nSUMMARY:Lamps\nDTSTART;TZID=Mars/Base:20240913T080000")
    assert [s.starts_at for s in schedule] == [datetime(2024, 9, 13, 6, tzinfo=UTC)]
    assert notes(schedule) == [("warning", "time zone")]


def test_later_version_of_an_entry_replaces_the_earlier_one() -> None:
    schedule = read_ics(
        entry("Lamps", "SEQUENCE:2", uid="1", start="DTSTART:20240913T100000Z"),
        entry("Lamp", "SEQUENCE:1", uid="1"),
    )
    assert [(s.id, s.title) for s in schedule] == [("1", "Lamps")]
    assert notes(schedule) == [("left out", "event 1")]


def test_all_day_entry_ends_before_the_day_that_is_named() -> None:
    (session,) = read_ics("UID:1\nSUMMARY:Camp\nDTSTART;VALUE=DATE:20240913\nDTEND;VALUE=DATE:20240915").sessions
    assert (session.all_day, session.starts_at, session.ends_at) == (
        True,
        datetime(2024, 9, 12, 22, tzinfo=UTC),
        datetime(2024, 9, 14, 22, tzinfo=UTC),
    )


def test_zone_comes_from_the_organiser_then_the_calendar_then_its_entries() -> None:
    local = "UID:1\nSUMMARY:Lamps\nDTSTART;TZID=Europe/London:20240913T080000"
    hint = "X-WR-TIMEZONE:America/New_York\n"
    assert [
        read_ics(local, context=context, head=head).timezone
        for context, head in ((ROME, hint), (Context(), hint), (Context(), ""))
    ] == ["Europe/Rome", "America/New_York", "Europe/London"]


def test_floating_times_need_a_zone() -> None:
    with pytest.raises(ScheduleError, match="no time zone is given"):
        read_ics("UID:1\nSUMMARY:Lamps\nDTSTART:20240913T080000", context=Context())


def test_title_says_kind_tags_and_cancellation() -> None:
    schedule = read_ics(
        entry("[talk] Lamps", uid="1"),
        entry("[event] CANCELLED: <s>Wicks</s>", "STATUS:CONFIRMED", uid="2"),
        entry("Oil [Lightning talk\\, Advanced\\, Supply]", uid="3"),
        entry("Matches", "STATUS:CANCELLED", "CATEGORIES:Workshop,Fire", uid="4"),
    )
    assert [(s.title, s.kind, s.track, s.cancelled) for s in schedule] == [
        ("Lamps", "talk", None, False),
        ("Wicks", "event", None, True),
        ("Oil", "Lightning talk", "Supply", False),
        ("Matches", "Workshop", "Fire", True),
    ]


def test_pretalx_puts_speakers_behind_the_title() -> None:
    titles = [
        "Zero or Hero? - Lamps in the classroom - Ana J Souza\\, amanda lund",
        "Tea - sponsored by the Lamp Works",
        "Fair - ",
    ]
    schedule = read_ics(*map(entry, titles), head="PRODID:-//pretalx//p.example//\n")
    assert [(s.title, [p.name for p in s.speakers]) for s in schedule] == [
        ("Zero or Hero? - Lamps in the classroom", ["Ana J Souza", "amanda lund"]),
        ("Tea - sponsored by the Lamp Works", []),
        ("Fair", []),
    ]


@pytest.mark.parametrize(
    ("description", "people", "abstract"),
    [
        (
            r"On oil.\nSpeakers:\nAna Souza\n<p>Born\nby the sea.</p>\nLi Wei\n<p>-</p>",
            [("Ana Souza", None), ("Li Wei", None)],
            "On oil.",
        ),
        (
            r"\n Speakers:\n Ana Souza - Lampist at Works\nLi Wei\n<a href='https://c.example/1'>link</a>\n On oil.\n",
            [("Ana Souza", "Lampist at Works"), ("Li Wei", None)],
            "On oil.",
        ),
        (r"Speaker: Ana Souza and Li Wei\n\nOn oil.", [("Ana Souza", None), ("Li Wei", None)], "On oil."),
        (r"On oil.\nSpeakers include: Ana Souza\, Li Wei", [("Ana Souza", None), ("Li Wei", None)], "On oil."),
        (r"<p>On oil.</p><b>Speakers:</b> Ana Souza\, Li Wei<br>", [("Ana Souza", None), ("Li Wei", None)], "On oil."),
        (r"Kind: talk\nName: Lamps\nhttps://c.example/1\n<p>On <b>oil</b>.</p>", [], "On oil."),
        (
            r"The speakers: nobody knows them yet and this is a sentence.",
            [],
            "The speakers: nobody knows them yet and this is a sentence.",
        ),
    ],
)
def test_description_gives_up_its_people(description: str, people: list[tuple[str, str | None]], abstract: str) -> None:
    (session,) = read_ics(entry("Lamps", f"DESCRIPTION:{description}")).sessions
    assert ([(p.name, p.affiliation) for p in session.speakers], session.abstract) == (people, abstract)


def test_address_alone_in_a_description_is_the_sessions_page() -> None:
    (session,) = read_ics(entry("Lamps", r"DESCRIPTION:https://c.example/1\nOn oil.")).sessions
    assert (session.url, session.abstract) == ("https://c.example/1", "On oil.")


def test_place_is_split_only_where_its_parts_stand_alone_too() -> None:
    places = [
        "Hall A",
        "Hall B",
        r"Hall A\, Hall B",
        r"The Midway\, 900 Marin St",
        "https://c.example/live",
        "papers.html?day=1",
    ]
    schedule = read_ics(*(entry(f"Talk {n}", f"LOCATION:{place}") for n, place in enumerate(places)))
    assert [(s.room, [one.url for one in s.links]) for s in schedule] == [
        ("Hall A", []),
        ("Hall B", []),
        ("Hall A, Hall B", []),
        ("The Midway, 900 Marin St", []),
        (None, ["https://c.example/live"]),
        (None, []),
    ]
    assert [room.name for room in schedule.rooms] == ["Hall A", "Hall B", "The Midway, 900 Marin St"]
    assert notes(schedule) == [("left out", "event Talk 5")]


def test_ids_that_repeat_are_made_of_titles_and_stay_when_a_talk_moves() -> None:
    before = read_ics(entry("Lamps", uid="7"), entry("Oil", uid="7"), entry("Wicks", uid="8"))
    after = read_ics(
        entry("Oil", uid="7", start="DTSTART:20240914T100000Z"), entry("Lamps", uid="7"), entry("Wicks", uid="8")
    )
    assert {s.title: s.id for s in before} == {s.title: s.id for s in after}
    assert [s.id for s in before][2] == "8"
    assert notes(before) == [("warning", "UID 7")]


def test_organizers_name_the_speakers_where_one_address_has_many_names() -> None:
    def organized(title: str, name: str, address: str) -> str:
        return entry(title, f'ORGANIZER;CN="{name}":MAILTO:{address}')

    one_address = read_ics(
        organized("Lamps", "Ana Souza", "info@c.example"), organized("Oil", "['Li Wei', 'Zoë']", "info@c.example")
    )
    own_addresses = read_ics(organized("Lamps", "Ana", "ana@c.example"), organized("Oil", "Li Wei", "li@c.example"))
    assert [[p.name for p in s.speakers] for s in one_address] == [["Ana Souza"], ["Li Wei", "Zoë"]]
    assert [[p.name for p in s.speakers] for s in own_addresses] == [[], []]


def test_weekly_series_is_written_out_across_summer_time_without_its_exceptions() -> None:
    series = entry(
        "Standup",
        "DURATION:PT15M",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Rome:20241025T100000",
        uid="s",
        start="DTSTART;TZID=Europe/Rome:20241018T100000",
    )
    moved = entry(
        "Standup",
        "RECURRENCE-ID;TZID=Europe/Rome:20241108T100000",
        uid="s",
        start="DTSTART;TZID=Europe/Rome:20241108T150000",
    )
    schedule = read_ics(series, moved)
    assert [(s.id, s.starts_at) for s in schedule] == [
        ("s-20241018", datetime(2024, 10, 18, 8, tzinfo=UTC)),
        ("s-20241101", datetime(2024, 11, 1, 9, tzinfo=UTC)),
        ("s-20241108", datetime(2024, 11, 8, 14, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY",
        "FREQ=DAILY",
        "FREQ=DAILY;COUNT=3;BYHOUR=9",
        "FREQ=DAILY;INTERVAL=99999999;COUNT=2",
    ],
)
def test_series_by_another_rule_is_read_once_and_said_so(rule: str) -> None:
    schedule = read_ics(entry("Standup", f"RRULE:{rule}", uid="s"))
    assert [s.id for s in schedule] == ["s"]
    assert notes(schedule) == [("left out", "event s")]


def test_calendar_of_countless_entries_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ScheduleError, match="more entries than any conference has"):
        read_ics(*["SUMMARY:x"] * 15_001)


def test_zone_named_like_a_folder_of_zones_is_one_that_nobody_knows() -> None:
    schedule = read_ics("UID:1\nSUMMARY:Lamps\nDTSTART;TZID=America:20240913T080000")
    assert [s.starts_at for s in schedule] == [datetime(2024, 9, 13, 6, tzinfo=UTC)]
    assert notes(schedule) == [("warning", "time zone")]


def test_endless_count_is_cut() -> None:
    schedule = read_ics(entry("Standup", "RRULE:FREQ=DAILY;COUNT=100000000", uid="s"))
    assert len(schedule.sessions) == 200


def test_malformed_lines_cost_no_more_than_their_entry() -> None:
    text = (
        "BEGIN:VCALENDAR\nVTIMEZONE: Europe/Rome\nBEGIN:VEVENT\nUID:1\nSEQUENCE: 0\nSUMMARY:Lamps, oil; wicks\n"
        "DTSTART:20240913T080000\nthis line is none\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMMARY:Oil\nDTSTART:yesterday\n"
        "END:VEVENT\nBEGIN:VEVENT\nUID:3\nSUMMARY:Cut sho"
    )
    schedule = read_text(text, Context())
    assert [(s.title, s.starts_at) for s in schedule] == [
        ("Lamps, oil; wicks", datetime(2024, 9, 13, 6, tzinfo=UTC)),
        ("Oil", None),
    ]
    assert ("left out", "event 3") in notes(schedule)
    assert ("warning", "event 2") in notes(schedule)


def test_folded_lines_are_joined_and_latin_1_is_refused_by_its_line() -> None:
    assert [s.title for s in read_ics(entry("A long\n  ti\n tle"))] == ["A long title"]
    with pytest.raises(ScheduleError, match=r"^camp\.ics: line 3 is not UTF-8 text"):
        read(Source("camp.ics", {"camp.ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Caf\xe9\nEND:VEVENT\n"}), ROME)


def test_calendars_of_a_folder_are_one_programme() -> None:
    one, other = (
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{entry(title)}\nEND:VEVENT\nEND:VCALENDAR\n" for title in ("Lamps", "Oil")
    )
    schedule = read(Source("camp", {"a.ics": one.encode(), "b.ics": other.encode()}), ROME)
    assert [s.title for s in schedule] == ["Lamps", "Oil"]


def test_own_export_reads_as_the_schedule_it_was_made_of() -> None:
    text = calendar(DEMO, DEMO.sessions, made_at=datetime(2027, 6, 1, tzinfo=UTC))
    schedule = read_text(text, Context())
    assert schedule.sessions == tuple(
        session.model_copy(
            update={
                "starts_at": session.starts_at and session.starts_at.astimezone(UTC),
                "ends_at": session.ends_at and session.ends_at.astimezone(UTC),
                **{
                    role: tuple(
                        by_name
                        for person in getattr(session, role)
                        for by_name in schedule.people
                        if by_name.name == person.name
                    )
                    for role in ("speakers", "authors")
                },
            }
        )
        for session in DEMO.sessions
    )
    assert (schedule.title, schedule.timezone, schedule.notes) == (DEMO.title, DEMO.timezone, ())


def test_calendar_inside_the_comment_of_a_page_is_read() -> None:
    text = f"<!--\nBEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{entry('Tides')}\nEND:VEVENT\nEND:VCALENDAR\n-->\n"
    assert [session.title for session in read_text(text).sessions] == ["Tides"]
