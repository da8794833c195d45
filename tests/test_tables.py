"""Tables as people write them: any headings in any order, any way of writing a time, and what is broken about them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

import pytest
from openpyxl import Workbook

from schedule.formats import Context, Source, read
from schedule.formats._columns import find_columns
from schedule.models import Schedule, ScheduleError

LISBON = Context(day=date(2027, 6, 11), timezone="Europe/Lisbon")  # an hour ahead of UTC in June


def table(text: str, context: Context = LISBON, name: str = "table.csv") -> Schedule:
    return read(Source(name, {name: text.encode()}), context)


def workbook(*rows: tuple[object, ...], title: str = "Programme") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def utc(hour: int, minute: int = 0, *, day: int = 11, month: int = 6) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def times(schedule: Schedule) -> list[tuple[datetime | None, datetime | None]]:
    return [(session.starts_at, session.ends_at) for session in schedule.sessions]


def notes(schedule: Schedule) -> list[tuple[str, str, str]]:
    return [(note.level.value, note.where, note.text) for note in schedule.notes]


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("Title,Start,End,Room,Speaker", "title start end room speakers"),
        ("Speaker(s),Talk Title,Time (EST),Date,Location", "speakers title start_time start_date room"),
        ("startTime,endTime,name,track,location", "start_time end_time title track room"),
        ("Titel;Beginn;Ende;Raum;Referent", "title start end room speakers"),
        ("Titre;Heure;Salle;Intervenant;Résumé", "title start_time room speakers abstract"),
        ("Título;Hora;Sala;Ponente;Descripción", "title start_time room speakers abstract"),
        ("Subject,Start Date,Start Time,End Time,All Day Event", "title start_date start_time end_time all_day"),
        ("Session,Session Title,Speaker Name,Abstract", "block title speakers abstract"),
        ("Name,Title,Affiliation", "speakers title affiliation"),
        ("Paper ID,Paper Title,Author Names,PDF", "id title authors links"),
    ],
)
def test_headings_tell_the_columns(headings: str, roles: str) -> None:
    cells = headings.split(";" if ";" in headings else ",")
    columns = find_columns(cells)
    assert columns is not None
    by_number = {number: role for role, numbers in columns.by_role.items() for number in numbers}
    assert " ".join(by_number.get(number, "-") for number in range(len(cells))) == roles


@pytest.mark.parametrize("headings", ["name1,has_nickname,name2", "colour,price", "Title", "lorem,ipsum,dolor", ""])
def test_other_tables_are_no_programme(headings: str) -> None:
    assert find_columns(headings.split(",")) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("9:00,9:30", (utc(8), utc(8, 30))),
        ("9:00 AM,1:00 PM", (utc(8), utc(12))),
        ("2 p.m.,3:15 p.m.", (utc(13), utc(14, 15))),
        ("23:00,24:00", (utc(22), utc(23))),
        ("23:30,0:30", (utc(22, 30), utc(23, 30))),
        ("0930,1015", (utc(8, 30), utc(9, 15))),
        ("9h30,10h", (utc(8, 30), utc(9))),
        ("12:30,1:30", (utc(11, 30), utc(12, 30))),
        ("noon,13:00", (utc(11), utc(12))),
        ("2027-06-11T09:00:00+02:00,2027-06-11T10:00:00+02:00", (utc(7), utc(8))),
        ("2027-06-11 09:00,2027-06-11 10:00", (utc(8), utc(9))),
        ("11/06/2027 09:00,13/06/2027 10:00", (utc(8), utc(9, day=13))),
        ("TBD,", (None, None)),
    ],
)
def test_times_are_read_however_they_are_written(
    written: str, expected: tuple[datetime | None, datetime | None]
) -> None:
    assert times(table(f"Title,Start,End,Room\nTides,{written},Hall\n")) == [expected]


def test_one_range_and_a_duration_give_the_end_too() -> None:
    ranged = table("When,What,Where\n9:00-9:45,Tides,Hall\n10.15 – 11.00,Maps,Hall\n2-3pm,Knots,Hall\n")
    lasting = table("Time,Title,Duration\n9:00,Tides,45 min\n10:15,Maps,0:45\n14:00,Knots,1 hour\n")
    expected = [(utc(8), utc(8, 45)), (utc(9, 15), utc(10)), (utc(13), utc(14))]
    assert (times(ranged), times(lasting)) == (expected, expected)


def test_blank_date_is_the_one_above_and_a_line_of_its_own_heads_a_day() -> None:
    blank = table("Date,Time,Title\n12 June 2027,9:00,Tides\n,10:00,Maps\n")
    headed = table("Time,Title,Room\nSaturday 12 June 2027,,\n9:00,Tides,Hall\n10:00,Maps,Hall\n")
    expected = [(utc(8, day=12), None), (utc(9, day=12), None)]
    assert (times(blank), times(headed)) == (expected, expected)


def test_day_comes_first_where_one_date_cannot_be_otherwise() -> None:
    european = table("Date,Time,Title\n4/3/2027,9:00,Tides\n25/3/2027,9:00,Maps\n")
    american = table("Date,Time,Title\n4/3/2027,9:00,Tides\n3/25/2027,9:00,Maps\n")
    assert times(european)[0] == (utc(9, day=4, month=3), None)
    assert times(american)[0] == (utc(8, day=3, month=4), None)


def test_weekday_against_its_date_gives_a_warning() -> None:
    schedule = table("Date,Time,Title\nMonday 11 June 2027,9:00,Tides\n")
    assert notes(schedule) == [("warning", "line 2", "2027-06-11 is a Friday, not a Monday; used the date")]


def test_note_carries_no_control_characters_to_the_terminal() -> None:
    schedule = table("Title,Room,Odd\x1b[31m\nTides,Hall,x\n")
    assert notes(schedule) == [("left out", "line 1", "columns not used: Odd[31m")]


def test_end_before_its_start_gives_a_warning() -> None:
    schedule = table("Title,Start,End,Room\nTides,15:00,14:00,Hall\n")
    assert times(schedule) == [(utc(14), None)]
    assert notes(schedule) == [
        ("guessed", "line 2", "names no date; used 2027-06-11 as configured"),
        ("warning", "line 2", "ends before it begins; read without an end"),
    ]


def test_all_day_event_runs_from_midnight_to_midnight() -> None:
    text = (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event\nRegatta,6/11/2027,16:00,6/12/2027,16:00,TRUE\n"
    )
    (session,) = table(text).sessions
    assert (session.all_day, session.starts_at, session.ends_at) == (True, utc(23, day=10), utc(23, day=12))


def test_people_are_parted_and_keep_their_affiliation() -> None:
    text = (
        "Title;Speakers;Authors\n"
        '"Tides";"Zoë Ångström (Port Office), Ana Souza and Li Wei";"Kern, Ada; Müller, Jörg"\n'
        "\"Maps\";TBA;\"['Ana Souza', 'Bo Li']\"\n"
    )
    tides, maps = table(text).sessions
    assert [(p.name, p.affiliation) for p in tides.speakers] == [
        ("Zoë Ångström", "Port Office"),
        ("Ana Souza", None),
        ("Li Wei", None),
    ]
    assert [p.name for p in tides.authors] == ["Ada Kern", "Jörg Müller"]
    assert ([p.name for p in maps.speakers], [p.name for p in maps.authors]) == ([], ["Ana Souza", "Bo Li"])


def test_names_at_the_end_of_the_description_are_speakers() -> None:
    (session,) = table("Subject,Start Time,Description\nTides,9:00,About tides. Speakers include: Ana Souza\n").sessions
    assert (session.abstract, [p.name for p in session.speakers]) == ("About tides.", ["Ana Souza"])


def test_broken_quotation_marks_are_mended_with_a_warning() -> None:
    text = 'Title,Speakers,Room,Time\nTides,"Andy "Fish" Kern, Bo Li",Hall,9:00\n'
    schedule = table(text)
    assert [p.name for p in schedule.sessions[0].speakers] == ['Andy "Fish" Kern', "Bo Li"]
    assert [note for note in notes(schedule) if note[0] == "warning"] == [
        ("warning", "line 2", "its quotation marks are broken; split at the ends of its cells")
    ]


def test_mark_that_is_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(ScheduleError) as caught:
        table('Title,Room\nTides,Hall\nMaps,"Hall\nKnots,Hall\n')
    assert str(caught.value) == "table.csv: line 3: a quotation mark is opened here and never closed"


def test_column_of_repeating_ids_is_not_one() -> None:
    schedule = table("id,Title,Room\nmaps,Tides,Hall\nmaps,Charts,Hall\nmaps,Knots,Hall\n")
    assert notes(schedule) == [("guessed", "line 2", "the column of ids repeats; made ids of titles instead")]


def test_tracks_that_end_in_the_number_of_their_day() -> None:
    rows = [
        f"{hour},{name}-{day},{name} talk" for name in ("maps", "knots", "tides") for day, hour in ((5, 9), (6, 10))
    ]
    schedule = table("Start time,Track,Title\n" + "\n".join(row.replace(",", ":00,", 1) for row in rows) + "\n")
    assert {(session.track, session.starts_at) for session in schedule.sessions} == {
        (name, utc(hour, day=day)) for name in ("maps", "knots", "tides") for hour, day in ((8, 11), (9, 12))
    }


def test_numbered_tracks_alone_are_no_days() -> None:
    schedule = table("Start time,Track,Title\n9:00,Track 1,Tides\n9:00,Track 2,Maps\n")
    assert {session.starts_at for session in schedule.sessions} == {utc(8)}


def test_sheet_with_a_banner_its_day_as_name_and_excels_own_times() -> None:
    midnight = datetime(1899, 12, 31)  # noqa: DTZ001 - how a spreadsheet holds 24:00
    data = workbook(
        ("All times are local",),
        (),
        ("Time", "Until", "Title", "Speaker"),
        (time(9, 0), midnight, "Tides", "Ana Souza"),
        title="Saturday 12 June 2027",
    )
    schedule = read(Source("book.xlsx", {"book.xlsx": data}), LISBON)
    assert times(schedule) == [(utc(8, day=12), utc(23, day=12))]


def test_midnight_of_a_spreadsheet_is_a_time_where_its_cell_shows_hours() -> None:
    naive = [datetime.fromisoformat(f"2027-06-{day} {clock}") for day, clock in ((11, "23:00"), (12, "00:00"))]
    data = workbook(("Title", "Start", "Day"), ("Tides", naive[0], None), ("Swim", naive[1], None))
    schedule = read(Source("book.xlsx", {"book.xlsx": data}), LISBON)
    assert times(schedule) == [(utc(22), None), (utc(23), None)]


def test_formula_guard_is_not_part_of_the_text() -> None:
    (session,) = table("Title,Room\n'=1+1,Hall\n").sessions
    assert session.title == "=1+1"


def test_spreadsheet_that_unpacks_to_more_than_any_programme_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (100 * 2**20))
    with pytest.raises(ScheduleError) as caught:
        read(Source("bomb.xlsx", {"bomb.xlsx": buffer.getvalue()}), LISBON)
    assert str(caught.value) == "bomb.xlsx: unpacks to more than 48 MiB; give the programme's sheet alone"


def test_date_or_zone_that_is_needed_is_asked_for() -> None:
    text = "Time,Title\n9:00,Tides\n"
    with pytest.raises(ScheduleError) as no_day:
        table(text, Context(timezone="Europe/Lisbon"))
    with pytest.raises(ScheduleError) as no_zone:
        table(text, Context(day=date(2027, 6, 11)))
    assert [str(no_day.value), str(no_zone.value)] == [
        "table.csv: line 2: no date is given; add `date` under [schedule], or --date YYYY-MM-DD",
        "table.csv: line 2: no time zone is given; add `timezone` under [schedule], or --timezone Area/City",
    ]


def test_grid_of_rooms_gives_a_session_for_each_cell() -> None:
    text = (
        "Time,Main Hall,Deck 2\n"
        '9:00-9:45,"Tides\nAna Souza","Maps\nBo Li, Ada Kern"\n'
        "9:45-10:15,Coffee,Coffee\n"
        "10:15-11:00,,Knots\n"
        "11:00-12:00,Panel,\n"
    )
    assert [(s.title, s.room, [p.name for p in s.speakers], s.starts_at) for s in table(text).sessions] == [
        ("Tides", "Main Hall", ["Ana Souza"], utc(8)),
        ("Maps", "Deck 2", ["Bo Li", "Ada Kern"], utc(8)),
        ("Coffee", None, [], utc(8, 45)),
        ("Knots", None, [], utc(9, 15)),
        ("Panel", None, [], utc(10)),
    ]


def test_grid_of_days_gives_a_session_for_each_cell() -> None:
    text = "Start,End,Friday 11 June,Saturday 12 June\n9:00,10:00,Tides,Maps\n10:00,11:00,Knots,\n"
    assert [(s.title, s.room, s.starts_at, s.ends_at) for s in table(text).sessions] == [
        ("Tides", None, utc(8), utc(9)),
        ("Maps", None, utc(8, day=12), utc(9, day=12)),
        ("Knots", None, utc(9), utc(10)),
    ]


@pytest.mark.parametrize(
    "document",
    [
        '{"days": [{"date": "2027-06-11", "slots": [%s]}, {"date": "2027-06-12", "slots": [%s]}]}',
        (
            '{"days": [{"date": "2027-06-11", "title": "Day 1", "sessions": [%s]}, '
            '{"date": "2027-06-12", "title": "Day 2", "sessions": [%s]}]}'
        ),
        '{"schedule": {"2027-06-11": [%s], "2027-06-12": [%s]}}',
    ],
    ids=["dates", "days with titles", "keys"],
)
def test_objects_below_a_day_are_on_that_day(document: str) -> None:
    talks = ('{"title": "Tides", "start": "09:00", "room": "A"}', '{"title": "Sand", "start": "10:00", "room": "B"}')
    schedule = table(document % talks, name="days.json")
    assert [(session.title, session.starts_at, session.track) for session in schedule.sessions] == [
        ("Tides", utc(8), None),
        ("Sand", utc(9, day=12), None),
    ]


def test_degrees_before_a_name_make_no_other_person() -> None:
    schedule = table("Title,Start,Speaker\nTides,9:00,Prof. Dr. Ada Moor\nPanel,10:00,Ada Moor; Dr. Bo Lund\n")
    assert [person.name for person in schedule.people] == ["Prof. Dr. Ada Moor", "Dr. Bo Lund"]
