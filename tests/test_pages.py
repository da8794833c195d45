"""Pages of workshop sites: where entries begin, when they are, and what a line says."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedule.formats import Context, Source, formats, read
from schedule.models import NoteLevel, Schedule, ScheduleError, Session
from tests.refusing import refusal_of

CONTEXT = Context(day=date(2024, 6, 5), timezone="Europe/Madrid")


def page(text: str, context: Context = CONTEXT, name: str = "programme.md") -> Schedule:
    return read(Source(name, {name: text.encode()}), context)


def row(session: Session, zone: str = "Europe/Madrid") -> tuple:
    """What an attendee reads: from, to, title, kind, people."""
    start, end = (
        moment and f"{moment.astimezone(ZoneInfo(zone)):%d %H:%M}" for moment in (session.starts_at, session.ends_at)
    )
    return start, end, session.title, session.kind, [person.name for person in session.speakers]


def rows(text: str, context: Context = CONTEXT, name: str = "programme.md") -> list[tuple]:
    return [row(session) for session in page(text, context, name).sessions]


def notes(text: str, context: Context = CONTEXT) -> list[tuple]:
    return [(note.level, note.where, note.text) for note in page(text, context).notes]


PADDING = "\n- 20:00 Doors close\n- 20:30 Lights out\n- 21:00 Night watch\n"


def first(line: str) -> Session:
    """The session that one line of a list gives; some others follow, so that it is a programme."""
    return page(f"{line}\n{PADDING}").sessions[0]


# --- where entries begin -----------------------------------------------------------------------------------------


def test_lines_of_plain_text():
    assert rows("9:00 - 9:30 | Keynote: Ada Moor\n9:30 - 10:00 | Coffee\n10:00 - 11:00 | Panel\n") == [
        ("05 09:00", "05 09:30", "Ada Moor", "Keynote", ["Ada Moor"]),
        ("05 09:30", "05 10:00", "Coffee", "Break", []),
        ("05 10:00", "05 11:00", "Panel", "Panel", []),
    ]


def test_days_in_headings_and_nested_talks():
    text = """
### Wednesday (5<sup>th</sup> of June):
- 14:00 &ndash; 17:00 <b>Models</b>
  - 14:00 "A walk through tides" Ada Moor ([details]({{ site.url }}/events#moor))
  - 15:00 “Salt” Bo Lund
<!-- - 18:00 &ndash; 20:00 A dinner that was dropped -->
### Thursday (6<sup>th</sup> of June):
- 19:00 Keynote <b>"Why harbours silt up"</b> by Cy Diaz
"""
    assert rows(text) == [
        ("05 14:00", "05 17:00", "Models", None, []),
        ("05 14:00", None, "A walk through tides", None, ["Ada Moor"]),
        ("05 15:00", None, "Salt", None, ["Bo Lund"]),
        ("06 19:00", None, "Why harbours silt up", "Keynote", ["Cy Diaz"]),
    ]
    sessions = page(text).sessions
    assert [session.part_of for session in sessions] == [None, sessions[0].id, sessions[0].id, None]


def test_talks_without_times_belong_to_their_session():
    text = """<table><tr><th>Time</th><th>Section</th></tr>
<tr><td>9:00 AM</td><td>Opening Remarks</td></tr>
<tr><td>9:10 AM</td><td>Contributed Talks:
<ul><li><a href="https://a.example/p.pdf">On Silt</a></li><li>On Sand</li></ul></td></tr>
<tr><td>9:40 AM</td><td>Break</td></tr></table>"""
    schedule = page(text)
    session, *talks = schedule.sessions[1:4]
    assert [(talk.title, talk.kind, talk.starts_at, talk.part_of) for talk in talks] == [
        ("On Silt", "Contributed Talk", None, session.id),
        ("On Sand", "Contributed Talk", None, session.id),
    ]
    assert [(link.label, link.url) for link in talks[0].links] == [("paper", "https://a.example/p.pdf")]


def test_a_table_of_talks_below_the_title_of_their_session():
    text = """
| Time | Activity |
|------|----------|
| 9:00am – 10:00am | Opening |
| 10:00am – 11:00am | Lightning talks |
| 11:00am – noon | Lunch |

### Lightning Talks

| Speaker | Title |
|---------|-------|
| Ada Moor <span>(ETH)</span> | *On Silt* |
| Bo Lund & Cy Diaz <span>(MIT)</span> | *On Sand* |
"""
    sessions = page(text).sessions
    assert [(s.title, s.part_of, [(p.name, p.affiliation) for p in s.speakers]) for s in sessions[3:]] == [
        ("On Silt", sessions[1].id, [("Ada Moor", "ETH")]),
        ("On Sand", sessions[1].id, [("Bo Lund", "MIT"), ("Cy Diaz", "MIT")]),
    ]
    assert sessions[2].ends_at is not None


def test_rooms_side_by_side():
    text = """
| Time | Hall A | Hall B |
|---|---|---|
| 9:00-10:00 | Tides | Sands |
| 10:00-10:30 | Coffee break | Coffee break |
| 10:30-11:00 | | Salt, Ada Moor |
"""
    assert [(s.title, s.room) for s in page(text).sessions] == [
        ("Tides", "Hall A"),
        ("Sands", "Hall B"),
        ("Coffee break", None),
        ("Salt", "Hall B"),
    ]


def test_a_cell_over_several_rooms_and_rows():
    text = """<table><tr><th>Time</th><th>Room 1</th><th>Room 2</th></tr>
<tr><td>9:00-10:00</td><td colspan="2">Welcome to all</td></tr>
<tr><td>10:00-11:00</td><td rowspan="2">Workshop on knots</td><td>Tides</td></tr>
<tr><td>11:00-12:00</td><td>Sands</td></tr></table>"""
    assert [(s.title, s.room, row(s)[:2]) for s in page(text, name="p.html").sessions] == [
        ("Welcome to all", None, ("05 09:00", "05 10:00")),
        ("Workshop on knots", "Room 1", ("05 10:00", "05 12:00")),
        ("Tides", "Room 2", ("05 10:00", "05 11:00")),
        ("Sands", "Room 2", ("05 11:00", "05 12:00")),
    ]


def test_days_side_by_side():
    text = "| | Wednesday | Thursday |\n|---|---|---|\n| 9:00-10:00 | Tides | Sands |\n| 10:00-11:00 | Salt | |\n"
    assert [row(s)[:3] for s in page(text).sessions] == [
        ("05 09:00", "05 10:00", "Tides"),
        ("06 09:00", "06 10:00", "Sands"),
        ("05 10:00", "05 11:00", "Salt"),
    ]


def test_blocks_of_a_page_with_the_time_above():
    text = """<html><body><h2>Day 1: Wednesday, 5 June</h2>
<div><div class="time">09:15 – 10:00</div><div>Keynote: The Future of Silt</div>
<div>Prof. Ada Moor, University of Riga</div></div>
<div><div class="time">10:30 – 12:00</div><h4>Session 1: Theory</h4>
<ul><li>Silt is compact. <i>Bo Lund</i></li></ul></div>
<h2>Day 2: Thursday, 6 June</h2><div><div class="time">09:00</div><div>Excursion</div></div></body></html>"""
    assert rows(text, name="p.html") == [
        ("05 09:15", "05 10:00", "The Future of Silt", "Keynote", ["Ada Moor"]),
        ("05 10:30", "05 12:00", "Session 1: Theory", "Session", []),
        (None, None, "Silt is compact", None, ["Bo Lund"]),
        ("06 09:00", None, "Excursion", None, []),
    ]


def test_the_line_below_each_time_is_a_place_when_it_hardly_changes():
    entries = "".join(f"{hour:02}:00 am\n\nHotel Pier\n\nTalk number {hour}\n\n" for hour in (8, 9, 10, 11))
    text = f"## Wednesday, June 5\n\n{entries}12:30 pm\n\nThe Deck\n\nAfterparty\n"
    assert [(s.title, s.room) for s in page(text).sessions] == [
        *((f"Talk number {hour}", "Hotel Pier") for hour in (8, 9, 10, 11)),
        ("Afterparty", "The Deck"),
    ]


def test_links_of_a_crawled_page_keep_their_lines_together():
    line = "[09:10 am\\\\\n\\\\\nHotel Pier\\\\\n\\\\\nThe Upside of Silt\\\\\n\\\\\n![](https://a.example/x.jpg)Ada Moor](https://a.example/moor)"
    others = "".join(f"\n\n{hour}:00 am\n\nHotel Pier\n\nBreak {hour}" for hour in (10, 11, 12))
    text = f"{line}{others}\n"
    session = page(text).sessions[0]
    assert (session.title, session.room, [p.name for p in session.speakers]) == (
        "The Upside of Silt",
        "Hotel Pier",
        ["Ada Moor"],
    )
    assert [link.url for link in session.links] == ["https://a.example/moor"]


def test_abstracts_elsewhere_on_the_page():
    text = """<table><tr><td>9:10 AM</td><td>
<a href="#moor"><b>Invited Speaker 1: Ada Moor</b><br/><i>On Silt</i></a></td></tr>
<tr><td>9:35 AM</td><td>Sand, Explained</td></tr><tr><td>10:00 AM</td><td>Break</td></tr></table>
<h2>Talk Abstracts</h2><h3 id="moor">On Silt (slides)</h3><h5>Ada Moor</h5>
<p>Silt comes with every tide and is never asked whether it may.</p>
<h3>Sand, explained</h3><p>Sand is what is left when everything else has gone out to sea.</p>"""
    assert [s.abstract for s in page(text, name="p.html").sessions] == [
        "Silt comes with every tide and is never asked whether it may.",
        "Sand is what is left when everything else has gone out to sea.",
        "",
    ]


def test_parts_of_a_line_behind_bars():
    text = "09:00–10:00 | Invited talk | Prof. Ada Moor (Riga) | *Tides*\n10:00–11:00 | Break\n11:00 | End\n"
    assert rows(text)[0] == ("05 09:00", "05 10:00", "Tides", "Invited talk", ["Ada Moor"])


def test_rows_copied_out_of_a_browser():
    text = "9:00 - 9:30\tKeynote\tAda Moor\tHall 1\n9:30 - 10:00\tCoffee\n10:00 - 11:00\tTides\tBo Lund\tHall 1\n"
    assert [(*row(s), s.room) for s in page(text, name="copied.txt").sessions] == [
        ("05 09:00", "05 09:30", "Ada Moor", "Keynote", ["Ada Moor"], "Hall 1"),
        ("05 09:30", "05 10:00", "Coffee", "Break", [], None),
        ("05 10:00", "05 11:00", "Tides", None, ["Bo Lund"], "Hall 1"),
    ]


def test_a_page_in_xhtml():
    rows_ = "".join(f"<tr><td>{hour}:00</td><td>Talk {hour}</td></tr>" for hour in (9, 10, 11))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html><html><body><table>{rows_}</table></body></html>'
    assert [s.title for s in page(text, name="p.xhtml").sessions] == ["Talk 9", "Talk 10", "Talk 11"]


def test_counted_lines_of_a_session_are_its_talks():
    text = """
| Time | Speaker | Talk Title |
|:--:|:--:|:--|
| 9:00 - 9:30 AM | Ada Moor<br>(Riga) | TBA |
| 9:30 - 10:00 AM | Coffee break | |
| 10:30 - 11:30 AM | Contributed talks: <br> 1. *Sand* (Bo Lund) <br> 2. *Silt* (Cy Diaz) | |
| 11:30 AM - 12:30 PM | Panel: Ada Moor, Bo Lund | Moderator: Eve Fox |
"""
    assert rows(text) == [
        ("05 09:00", "05 09:30", "Ada Moor", None, ["Ada Moor"]),
        ("05 09:30", "05 10:00", "Coffee break", "Break", []),
        ("05 10:30", "05 11:30", "Contributed talks", "Contributed talks", []),
        (None, None, "Sand", "Contributed talk", ["Bo Lund"]),
        (None, None, "Silt", "Contributed talk", ["Cy Diaz"]),
        ("05 11:30", "05 12:30", "Panel", "Panel", ["Ada Moor", "Bo Lund", "Eve Fox"]),
    ]


def test_a_panel_with_its_people_in_a_list():
    text = """<dl><dt>9:00am</dt><dd>Opening</dd><dt>9:30am</dt><dd>Poster session (Hall X2)</dd>
<dt>1:30pm</dt><dd>Panel discussion<ul><li>Ada Moor (Riga)</li><li>Bo Lund (MIT)</li></ul></dd></dl>
<footer>Desk: 9:00-17:00</footer>"""
    sessions = page(text, name="p.html").sessions
    assert [(s.title, s.room, [(p.name, p.affiliation) for p in s.speakers]) for s in sessions] == [
        ("Opening", None, []),
        ("Poster session", "Hall X2", []),
        ("Panel discussion", None, [("Ada Moor", "Riga"), ("Bo Lund", "MIT")]),
    ]


def test_days_in_the_head_of_each_table():
    text = """<table><thead><tr><th colspan="2">Wednesday 5 June</th></tr></thead><tr><td>9:00</td><td>Tides</td></tr>
<tr><td>10:00</td><td>Sand</td></tr></table>
<table><thead><tr><th colspan="2">Thursday 6 June</th></tr></thead><tr><td>9:00</td><td>Silt</td></tr></table>"""
    assert [row(s)[0] for s in page(text, name="p.html").sessions] == ["05 09:00", "05 10:00", "06 09:00"]


# --- when ---------------------------------------------------------------------------------------------------------


def test_ranges_without_am_and_pm_cross_noon():
    table = (
        "| Time | Event |\n|--|--|\n| 9:00-9:10 AM | Opening |\n| 11:40-1:00 PM | Posters |\n| 1:00-1:40 PM | End |\n"
    )
    assert [row(s)[:2] for s in page(table).sessions] == [
        ("05 09:00", "05 09:10"),
        ("05 11:40", "05 13:00"),
        ("05 13:00", "05 13:40"),
    ]


def test_starts_only_have_no_end_and_say_so():
    text = "| Time | |\n|:--|:--|\n| 11:30 | Talk |\n| 12:30 | Lunch |\n| 1:30 | **Ada Moor**: TBD |\n| 5:00 | End |\n"
    assert rows(text) == [
        ("05 11:30", None, "Talk", "Talk", []),
        ("05 12:30", None, "Lunch", "Break", []),
        ("05 13:30", None, "Ada Moor", None, ["Ada Moor"]),
        ("05 17:00", None, "End", None, []),
    ]
    assert notes(text) == [(NoteLevel.GUESSED, "page", "4 entries have only a start; read without an end")]


def test_rows_without_a_time_are_not_dropped_in_silence():
    rows_ = ("9.00 Uhr | Tides", "ab 18 Uhr | Abendessen", "later | Sand", "19 Uhr | End")
    text = "| Time | Event |\n|--|--|\n" + "".join(f"| {one} |\n" for one in rows_)
    assert [row(s)[:3] for s in page(text).sessions] == [
        ("05 09:00", None, "Tides"),
        ("05 18:00", None, "Abendessen"),
        ("05 19:00", None, "End"),
    ]
    assert (NoteLevel.LEFT_OUT, "line 5", "has no time: Sand") in notes(text)


def test_a_length_in_brackets_is_an_end():
    assert row(first("- 17:50 Closing Remarks (10mn)"))[:3] == ("05 17:50", "05 18:00", "Closing Remarks")


def test_am_and_pm_mistaken_are_repaired_with_a_warning():
    text = "- 11:00AM - 11:30AM Talk\n- 11:30AM - 12:00AM Posters\n- 12:30AM Lunch\n- 1:30 PM - 2:00 PM Talk\n"
    assert [row(s)[:2] for s in page(text).sessions] == [
        ("05 11:00", "05 11:30"),
        ("05 11:30", "05 12:00"),
        ("05 12:30", None),
        ("05 13:30", "05 14:00"),
    ]
    assert [note[:2] for note in notes(text) if note[0] is NoteLevel.WARNING] == [
        (NoteLevel.WARNING, "line 2"),
        (NoteLevel.WARNING, "line 3"),
    ]


def test_an_evening_past_midnight_stays_an_evening():
    text = "- 8:00 PM - 10:00 PM Dinner\n- 10:00 PM - 12:30 AM Party\n- 11:00 PM - 12:00 AM Fireworks\n"
    assert [row(s)[1] for s in page(text).sessions] == ["05 22:00", "06 00:30", "06 00:00"]
    assert notes(text) == []


def test_a_time_to_be_told_leaves_the_entry_in_place():
    text = (
        "| Time | Event |\n|---|---|\n| 9:00 | Opening |\n| TBD | Invited Speaker 1: Ada Moor |\n| 17:40 | Closing |\n"
    )
    assert rows(text) == [
        ("05 09:00", None, "Opening", None, []),
        (None, None, "Ada Moor", "Invited Speaker", ["Ada Moor"]),
        ("05 17:40", None, "Closing", None, []),
    ]


def test_a_zone_that_is_wrong_in_summer_is_warned_of():
    text = "9:00 AM - 6:00 PM (EST), July 23, 2022\n\n- 9:00 AM Opening\n- 9:10 AM Talk\n- 6:00 PM End\n"
    context = Context(day=date(2022, 7, 23), timezone="America/New_York")
    assert notes(text, context)[0] == (
        NoteLevel.WARNING,
        "line 1",
        (
            "the page says EST (UTC-0500), but on 2022-07-23 America/New_York has EDT (UTC-0400); "
            "read as clock times of America/New_York"
        ),
    )


def test_the_page_tells_its_day_and_zone_where_the_configuration_does_not():
    text = "# Widgets\n\nHeld on July 23, 2022.\n\n- 9:00 AM EST Opening\n- 9:10 AM Talk\n- 6:00 PM End\n"
    schedule = page(text, Context())
    assert (schedule.timezone, row(schedule.sessions[0], "America/New_York")[0]) == ("America/New_York", "23 09:00")
    assert [note.where for note in schedule.notes] == ["line 5", "line 3", "line 5", "page"]
    assert [note.level for note in schedule.notes] == [NoteLevel.GUESSED] * 2 + [NoteLevel.WARNING, NoteLevel.GUESSED]


@pytest.mark.parametrize(
    ("text", "context", "setting"),
    [
        ("- 9:00 Opening\n- 9:10 Talk\n- 18:00 End\n", Context(timezone="UTC"), "--date"),
        ("- 9:00 Opening\n- 9:10 Talk\n- 18:00 End\n", Context(day=date(2024, 6, 5)), "--timezone"),
        ("Dec 13th or 14th, 2019\n\n- 9:00 Opening\n- 9:10 Talk\n- 18:00 End\n", Context(timezone="UTC"), "--date"),
    ],
)
def test_a_missing_day_or_zone_names_the_setting(text, context, setting):
    with pytest.raises(ScheduleError, match=setting):
        page(text, context)


def test_another_day_on_the_page_than_configured_is_warned_of():
    text = "Held on July 23, 2024.\n\n- 9:00 Opening\n- 9:10 Talk\n- 18:00 End\n"
    assert notes(text)[0] == (
        NoteLevel.WARNING,
        "line 1",
        "the page names 2024-07-23; used 2024-06-05 as configured",
    )


def test_stamps_in_attributes_count_more_than_the_visible_time():
    text = """<table><tr><td data-value-start="2020-12-12T09:15:00.000-08:00">17:15</td><td>Opening</td></tr>
<tr><td data-value-start="2020-12-12T09:50:00.000-08:00">17:50</td><td>Talk</td></tr>
<tr><td>TBD</td><td>End</td></tr></table>"""
    schedule = page(text, Context(timezone="America/Los_Angeles"), name="p.html")
    assert [row(s, "America/Los_Angeles")[0] for s in schedule.sessions] == ["12 09:15", "12 09:50", None]


def test_dates_far_from_the_others_are_left_out():
    text = "## June 5\n\n- 9:00 Opening\n- 10:00 Talk\n- 11:00 End\n\n## October 1\n\n- 9:00 Tickets on sale\n"
    assert [s.title for s in page(text).sessions] == ["Opening", "Talk", "End"]
    assert (NoteLevel.LEFT_OUT, "line 9", "is on 2024-10-01, far from the other days") in notes(text)


# --- what a line says ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "title", "kind", "people"),
    [
        ("**Keynote:** The Sea Floor", "The Sea Floor", "Keynote", []),
        (
            "Contributed Talk: Learned Multi-dimensional Indexing",
            "Learned Multi-dimensional Indexing",
            "Contributed Talk",
            [],
        ),
        (
            "Contributed Talk: Neural Hardware Architecture Search",
            "Neural Hardware Architecture Search",
            "Contributed Talk",
            [],
        ),
        ("**Invited Speaker 3: Ada Moor**<br>*On Silt*", "On Silt", "Invited Speaker", [("Ada Moor", None)]),
        ("**Special Speaker: Ada Moor**<br>*NVIDIA*", "Ada Moor", "Special Speaker", [("Ada Moor", "NVIDIA")]),
        ("**Ada Moor**<br>*Salt and its Uses*", "Salt and its Uses", None, [("Ada Moor", None)]),
        ("**Ada (Addie) Moor**: Salt and its Uses", "Salt and its Uses", None, [("Ada (Addie) Moor", None)]),
        ("**Ada Moor** · *Salt and its Uses*", "Salt and its Uses", None, [("Ada Moor", None)]),
        ("**Hardware:** Ada Moor (*OpenSea*)<br>Scaling Tides", "Scaling Tides", "Hardware", [("Ada Moor", "OpenSea")]),
        ("Ada Moor (*NYU*)<br> Opening Remarks", "Opening Remarks", None, [("Ada Moor", "NYU")]),
        ("**Salt**<br>*Speaker*: Ada Moor - University of Riga", "Salt", None, [("Ada Moor", "University of Riga")]),
        (
            "Salt and its Uses, Ada Moor and Bo Lund.",
            "Salt and its Uses",
            None,
            [("Ada Moor", None), ("Bo Lund", None)],
        ),
        ("Salt, Sand, and Silt", "Salt, Sand, and Silt", None, []),
        ("Salt is here to stay (Ada Moor, ETH)", "Salt is here to stay", None, [("Ada Moor", "ETH")]),
        ('Plenary: Ada Moor, "Why salt"', "Why salt", "Plenary", [("Ada Moor", None)]),
        ("**Salt**<br>Ada Moor, CEO, Saltworks", "Salt", None, [("Ada Moor", "CEO, Saltworks")]),
        ('"Salt and its Uses" - Ada Moor (ETH Zürich)', "Salt and its Uses", None, [("Ada Moor", "ETH Zürich")]),
        ("Salt of DNA. A. Moor, B. von Lund", "Salt of DNA", None, [("A. Moor", None), ("B. von Lund", None)]),
        ("Keynote by [Ada Moor](https://a.example)", "Keynote by Ada Moor", "Keynote", [("Ada Moor", None)]),
        (
            "Panel: Ada Moor, Bo Lund, and Cy Diaz",
            "Panel",
            "Panel",
            [("Ada Moor", None), ("Bo Lund", None), ("Cy Diaz", None)],
        ),
        (
            "Panel Discussion (Ada Moor, Bo Lund)",
            "Panel Discussion",
            "Panel Discussion",
            [("Ada Moor", None), ("Bo Lund", None)],
        ),
        (
            "Debate: Ada Moor, Bo Lund.<br>“Will sand replace silt?”",
            "Debate",
            "Debate",
            [("Ada Moor", None), ("Bo Lund", None)],
        ),
        ("Prof. Dr. Ada Moor: no title yet", "Prof. Dr. Ada Moor: no title yet", None, []),
        ("Session 2: Tides", "Session 2: Tides", "Session", []),
        ("Keynote – Ada Moor (University of Riga)", "Ada Moor", "Keynote", [("Ada Moor", "University of Riga")]),
        ("Invited talk – Ada Moor (Riga): Slow Tides", "Slow Tides", "Invited talk", [("Ada Moor", "Riga")]),
        ("Invited Talk 1: Ada Moor, Riga University", "Ada Moor", "Invited Talk", [("Ada Moor", "Riga University")]),
        (
            "Contributed talk: Salt Revisited – Ada Moor (MIT)",
            "Salt Revisited",
            "Contributed talk",
            [("Ada Moor", "MIT")],
        ),
        (
            "Contributed talk: Grains of Doubt, Ada Moor, Bo Lund",
            "Grains of Doubt",
            "Contributed talk",
            [("Ada Moor", None), ("Bo Lund", None)],
        ),
        ("Workshop: Hands-on Sand<br>*Ada Moor*", "Hands-on Sand", "Workshop", [("Ada Moor", None)]),
        ("Group A - Tidal Techniques", "Group A - Tidal Techniques", None, []),
        ("Les marées, par Ada Moor", "Les marées", None, [("Ada Moor", None)]),
        ("Poster Session 1", "Poster Session 1", "Poster Session", []),
        ("Sponsored Networking Lunch Break", "Sponsored Networking Lunch Break", "Break", []),
        ('"Lunch" Break / Live Interactions', '"Lunch" Break / Live Interactions', "Break", []),
        ("CodeGen: Q & A", "CodeGen: Q & A", None, []),
    ],
)
def test_title_kind_and_people(line, title, kind, people):
    session = first(f"- 9:00 {line}")
    assert (session.title, session.kind, [(p.name, p.affiliation) for p in session.speakers]) == (title, kind, people)


def test_labelled_lines_below_the_people():
    text = (
        "**9:15 am** *Invited talk*: **Ada Moor** (University of Riga)\nTitle: On Silt\nAbstract: It comes.\n"
        "Room: Hall 4\n\n**10:00** Break\n\n**11:00** End\n"
    )
    session = page(text).sessions[0]
    assert (session.title, session.kind, session.room, session.abstract) == (
        "On Silt",
        "Invited talk",
        "Hall 4",
        "Abstract: It comes.",
    )


def test_remarks_are_details_and_cancellations_a_state():
    session = first("- 9:00 **Ada Moor** (Remote) · *Salt* ([video](https://a.example/v))")
    assert (session.title, session.abstract, [(k.label, k.url) for k in session.links]) == (
        "Salt",
        "Remote",
        [("video", "https://a.example/v")],
    )
    gone = first("- 9:00 - 10:00 **Life at Sea -- unfortunately cancelled**")
    assert (gone.title, gone.cancelled) == ("Life at Sea", True)
    assert not first("- 9:00 Noise cancellation for boats").cancelled


def test_a_place_in_brackets_is_the_room():
    session = first("- 17:15 Harbour Lecture (Symphony Hall)")
    assert (session.title, session.room) == ("Harbour Lecture", "Symphony Hall")


@pytest.mark.parametrize(
    "head",
    [
        "---\nsite_description: Salt at Widgets 2024, June 5, Upper Level Room 5AB\n---\n",
        "**Workshop Location:** Upper Level Room 5AB\n\n",
        "# Location\n\nUpper Level Room 5AB, Pier\n\n# Programme\n\n",
        "**Date:** June 11\n**Workshop Location:** Upper Level Room 5AB\n\n",
        "The workshop will be held on **June 11** at the pier (Upper Level Room 5AB).\n\n",
    ],
)
def test_the_one_room_of_a_workshop_is_the_room_of_its_talks(head):
    text = f"{head}- 9:00 Tides\n- 10:00 Lunch\n- 11:00 Sand (Symphony Hall)\n"
    assert [s.room for s in page(text).sessions] == ["Upper Level Room 5AB", None, "Symphony Hall"]


@pytest.mark.parametrize(("place", "room"), [("Surfers Beach 2", "Surfers Beach 2"), ("Halifax, Canada", None)])
def test_behind_location_a_name_with_a_number_is_a_room(place, room):
    text = f"**Location:** {place}\n\n- 9:00 Tides\n- 10:00 Sand\n- 11:00 Salt\n"
    assert [s.room for s in page(text).sessions] == [room, room, room]


def test_several_rooms_leave_the_room_open():
    text = "**Location:** Room 5 and Room 6\n\n- 9:00 Tides\n- 10:00 Lunch\n- 11:00 Sand\n"
    assert [s.room for s in page(text).sessions] == [None, None, None]


def test_kind_and_people_in_columns():
    text = """
| Event | | Time |
| :--- | --- | :--- |
| Opening Remarks | Organizing Team | 9:00-9:10 AM |
| Invited Talk | Ada Moor | 9:10-9:50 AM |
| Contributed Talk | Salt in Graph Networks, Bo Lund | 10:45-11:00 AM |
| Poster Session 1 | | 11:40-1:00 PM |
"""
    assert [row(s)[2:] for s in page(text).sessions] == [
        ("Opening Remarks", None, []),
        ("Ada Moor", "Invited Talk", ["Ada Moor"]),
        ("Salt in Graph Networks", "Contributed Talk", ["Bo Lund"]),
        ("Poster Session 1", "Poster Session", []),
    ]


def test_links_within_the_site_need_the_page_address():
    text = "- 9:00 [On Silt](/talks/silt.pdf)\n- 10:00 Break\n- 11:00 End\n"
    assert (NoteLevel.LEFT_OUT, "page", "1 links within the site; give the page's https address to keep them") in notes(
        text
    )
    named = page(text, name="https://a.example/2024/programme")
    assert [link.url for link in named.sessions[0].links] == ["https://a.example/talks/silt.pdf"]


def test_element_of_a_rooms_class_is_the_room():
    item = '<div class="item"><div>{}</div><h4>{}</h4><p class="speaker">{}</p><p class="loc">{}</p></div>'
    slots = (("9:00", "Tides", "Ada Moor", "Stage 1"), ("10:00", "Sand", "Bo Lund", "Deck"), ("11:00", "End", "", ""))
    text = f"<html><body><h1>Days</h1>{''.join(item.format(*slot) for slot in slots)}</body></html>"
    assert [(s.title, s.room) for s in page(text, name="p.html").sessions] == [
        ("Tides", "Stage 1"),
        ("Sand", "Deck"),
        ("End", None),
    ]


def test_one_entry_without_an_end_is_told_as_one():
    said = [text for _, where, text in notes("- 9:00-9:30 Tides\n- 9:30-10:00 Sand\n- 10:00 End\n") if where == "page"]
    assert "1 entry has only a start; read without an end" in said


def test_tables_below_times():
    text = """
## 9:00 - 9:45
| Room | Talk ID | Title | Speaker |
|------|---------|-------|---------|
| Room 2 | 4918 | Tides | Ada Moor |
| Room 3 | 5251 | Sand | Bo Lund |

## 10:00 - 10:45
| Room | Talk ID | Title | Speaker |
|------|---------|-------|---------|
| Room 2 | 4945 | Silt | Cy Diaz |
"""
    assert [(*row(session), session.room, session.track) for session in page(text).sessions] == [
        ("05 09:00", "05 09:45", "Tides", None, ["Ada Moor"], "Room 2", None),
        ("05 09:00", "05 09:45", "Sand", None, ["Bo Lund"], "Room 3", None),
        ("05 10:00", "05 10:45", "Silt", None, ["Cy Diaz"], "Room 2", None),
    ]


def test_slot_without_a_name_is_called_by_its_description():
    text = """
| Time | Event | Description |
|------|-------|-------------|
| 9:00 | Opening | Welcome and foreword |
| 9:15 | | Poster spotlights |
| 10:00 | Break | Coffee and tea |
"""
    assert [(s.title, s.abstract) for s in page(text).sessions] == [
        ("Opening", "Welcome and foreword"),
        ("Poster spotlights", ""),
        ("Break", "Coffee and tea"),
    ]


# --- site data ----------------------------------------------------------------------------------------------------


def test_site_data_with_years_reads_the_configured_one():
    text = """
2024:
  - title: Keynote 1
    subtitle: Ada Moor
    date: "2024-6-05 9:00 +0000"
    duration: "1:00:00"
    type: Keynote
  - {title: Oral Session 1, subtitle: Sand & Silt, date: "2024-06-05 10:30:00 +0000", duration: "1:00:00"}
2023:
  - {title: Old Keynote, date: "2023-06-05 9:00 +0000", duration: "1:00:00"}
  - {title: End, date: "2023-06-05 10:00 +0000"}
"""
    assert rows(text) == [
        ("05 09:00", "05 10:00", "Keynote 1", "Keynote", ["Ada Moor"]),
        ("05 10:30", "05 11:30", "Oral Session 1: Sand & Silt", "Oral Session", []),
    ]
    assert [note[:2] for note in notes(text)] == [(NoteLevel.WARNING, "times"), (NoteLevel.LEFT_OUT, "file")]
    assert [s.title for s in page(text, Context(day=date(2023, 6, 5), timezone="UTC")).sessions] == [
        "Old Keynote",
        "End",
    ]


def test_site_data_times_are_texts_not_numbers():
    text = """
- title: Opening
  time: 9:30
- title: Talk
  time: 10:30
- title: Posters
  time: 11:30AM - 12:00AM
"""
    assert [row(s)[:2] for s in page(text).sessions] == [
        ("05 09:30", None),
        ("05 10:30", None),
        ("05 11:30", "05 12:00"),
    ]


def test_site_data_of_days_rooms_and_slots():
    text = """
days:
- date: 2024-06-05
  name: Day 1
  rooms:
  - name: Dune Hall
    talks:
    - {name: Tides, time_start: '9:00', time_end: '9:30'}
    - {name: Sand, time_start: '9:30', time_end: '10:00'}
- name: Thursday
  date: 2024-06-06
  sessions:
  - time: 9:00-10:30
    title: "Session 1: Silt"
    talks:
    - {title: Silt that stays, speaking: Ada Moor}
  - from: '11:00'
    to: '12:00'
    talks:
    - {title: Dust that flies, speaker: Bo Lund}
"""
    assert rows(text) == [
        ("05 09:00", "05 09:30", "Tides", None, []),
        ("05 09:30", "05 10:00", "Sand", None, []),
        ("06 09:00", "06 10:30", "Session 1: Silt", "Session", []),
        (None, None, "Silt that stays", None, ["Ada Moor"]),
        ("06 11:00", "06 12:00", "Dust that flies", None, ["Bo Lund"]),
    ]
    sessions = page(text).sessions
    assert [s.room for s in sessions] == ["Dune Hall", "Dune Hall", None, None, None]
    assert [s.part_of for s in sessions] == [None, None, None, sessions[2].id, None]


def test_site_data_of_a_session_and_its_theme():
    text = """
- {session: Oral Session 1, title: Sand, time: 9:00 to 10:00}
- {title: Discussion, time: 10:00 to 11:00, subtitle: All who work on sand
    and silt will say what they found in the year before and what comes next.}
"""
    assert rows(text) == [
        ("05 09:00", "05 10:00", "Sand", "Oral Session", []),
        ("05 10:00", "05 11:00", "Discussion", "Discussion", []),
    ]


def test_damaged_site_data_is_told_by_its_line():
    text = "- {title: Tides, time: 9:00}\n- title: Sand\n  time: '9:30' x\n  room: A\n- {title: End, time: 10:00}\n"
    with pytest.raises(ScheduleError, match="line 3: is not YAML") as caught:
        page(text, name="program.yml")
    assert "\n" not in str(caught.value)


SITE_DATA = "days:\n- {title: Tides, time: 9:00}\n- {title: Sand, time: 10:00}\nmore: "
ALIASES = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 7))


@pytest.mark.parametrize(
    "more",
    ["\n" + "- " * 40_000 + "a", "[" * 40_000, "{a: " * 20_000, f"a\na0: &a0 [9, 9]\n{ALIASES}\n"],
    ids=["lists", "brackets", "braces", "aliases"],
)
def test_hostile_site_data_is_refused(more):
    assert [s.title for s in page(f"{SITE_DATA}a\n").sessions] == ["Tides", "Sand"]
    with pytest.raises(ScheduleError):
        page(SITE_DATA + more)


# --- what is no page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The museum opens at 9:00 and closes at 17:00. Trains leave at 8:15, 9:15 and 10:15.\nWe met at 9:30 am.\n",
        "12:31 anna: hello\n12:32 bob: hi\n12:47 carl: is anyone there?\n12:58 anna: no\n",
        "# Versions\n\n- 1.10 Fixed a leak\n- 1.11 Fixed another\n- 1.12 Fixed the fix\n",
        "Speakers: Ada Moor, Bo Lund\n\nThe programme follows in May.\n",
    ],
)
def test_prose_is_no_programme(text):
    with pytest.raises(ScheduleError, match="no known schedule format"):
        page(text)


TEXTS = st.text(alphabet="0123456789:-–|*# \n<>/[]()&;'\"aApPmMtrdhul\\", max_size=300)
LINES = st.lists(
    st.builds(
        "{}{} {}{}".format,
        st.sampled_from(["- ", "* ", "", "| ", "<li>", "<tr><td>", "## ", "  - "]),
        st.sampled_from(["9:00", "9:30 - 10", "12:30AM", "24:00", "TBD", "11-11:30 PM", "June 5", "Day 2"]),
        st.sampled_from(["", "| ", "</td><td>", "**", ": ", "<br>"]),
        st.text(max_size=30),
    ),
    max_size=12,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, LINES, st.text(max_size=200)), st.sampled_from(["p.md", "p.html", "p.yml"]))
def test_no_text_raises_anything_but_a_schedule_error(text, name):
    source = Source(name, {name: text.encode("utf-8", "surrogatepass")})
    for format_ in formats():
        if format_.__name__.rpartition(".")[2] in ("page_markdown", "page_html", "site_data"):
            assert "\n" not in refusal_of(source, format_, CONTEXT)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "p.csv",
            "2024-03-02,10:00,10:45,Tides,Ada Moor\n2024-03-02,11:00,11:45,Sand,Bo Lund\n2024-03-02,12:00,12:45,End,\n",
            "begin it with headings such as Date, Start, End, Title, Speakers, Room",
        ),
        ("p.yml", "- {title: Tides, speaker: Ada Moor}\n", "needs two entries or more with a title and a time"),
        ("p.md", "# Tides\nAt some time.\n", "needs three lines, items or rows or more that begin with a time"),
    ],
)
def test_what_a_file_lacks_is_said_by_its_name(name, text, said):
    with pytest.raises(ScheduleError) as caught:
        page(text, name=name)
    assert str(caught.value) == f"{name}: no known schedule format; {said}"
