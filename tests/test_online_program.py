"""An ASA online program: one table a session, a row for each talk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schedule.formats import Context, Source, read
from schedule.models import NoteLevel, Schedule, ScheduleError, Session

CONTEXT = Context(timezone="America/Vancouver")
HEAD = '<td><a href="ActivityDetails.cfm?SessionID={id}">{id}</a></td><td><b>{when}</b></td><td><b>CC-West 306</b></td>'
WHEN = "Sun, 7/29/2018,\n 2:00 PM -\n 3:50 PM"
SPONSORS = "<td><b> Section on Tides </b> , Section on Silt </td>"


def table(*rows: str, id_: int = 7, when: str = WHEN, title: str = "Sand &mdash; Invited Papers") -> str:
    head = [HEAD.format(id=id_, when=when), f"<td><b>{title}</b></td>", SPONSORS]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in (*head, *rows)) + "</table>"


def program(*tables: str) -> Schedule:
    page = f"<html><title>JSM 2018 Online Program</title>{''.join(tables)}</html>"
    return read(Source("p.html", {"p.html": page.encode()}), CONTEXT)


def talk(time: str, id_: int, title: str, people: str) -> str:
    return f'<td>{time}</td><td><a href="AbstractDetails.cfm?abstractid={id_}">{title}</a> &mdash; {people}</td>'


def test_a_session_and_its_talks():
    session, first, second = program(
        table(
            talk("2:05 PM", 11, "On  Sand", "<b> Ada  Moor, ETH </b> ; Bo Lund, MIT ; Cy Diaz, MIT"),
            talk("12:", 12, "On Silt", "<b> Bo Lund, MIT </b>"),
        )
    ).sessions
    assert session == Session(
        id="7",
        title="Sand",
        kind="Invited Papers",
        starts_at=datetime(2018, 7, 29, 21, 0, tzinfo=UTC),
        ends_at=datetime(2018, 7, 29, 22, 50, tzinfo=UTC),
        rooms=session.rooms,
        track="Section on Tides",
    )
    assert session.room == "CC-West 306"
    assert (first.id, first.title, first.kind, first.part_of, first.room, first.track) == (
        "11",
        "On Sand",
        "Invited Paper",
        "7",
        "CC-West 306",
        "Section on Tides",
    )
    assert first.starts_at == datetime(2018, 7, 29, 21, 5, tzinfo=UTC)
    assert [(p.name, p.affiliation) for p in first.speakers] == [("Ada Moor", "ETH")]
    assert [(p.name, p.affiliation) for p in first.authors] == [
        ("Ada Moor", "ETH"),
        ("Bo Lund", "MIT"),
        ("Cy Diaz", "MIT"),
    ]
    assert (second.starts_at, second.speakers) == (None, first.authors[1:2])


def test_people_beside_the_talks_present_and_everything_else_is_said():
    (session,) = program(
        table(
            "<td><em>Chair(s): Dee East, Yale</em></td>",
            "<td>Panelists:</td><td><b>Ada Moor, ETH</b><br><b>Bo Lund, MIT</b></td>",
            "<td>3:05 PM</td><td><b>Discussant:</b> Cy Diaz, MIT</td>",
            "<td>3:25 PM</td><td><b>Floor Discussion</b></td>",
            "<td>&nbsp;</td>",
        )
    ).sessions
    assert [person.name for person in session.speakers] == ["Ada Moor", "Bo Lund", "Cy Diaz"]
    assert session.abstract.splitlines() == [
        "Chair(s): Dee East, Yale",
        "Panelists: Ada Moor, ETH; Bo Lund, MIT",
        "3:05 PM Discussant: Cy Diaz, MIT",
        "3:25 PM Floor Discussion",
    ]


def test_a_cancelled_session_and_its_talks():
    sessions = program(
        table(talk("2:05 PM", 11, "On Sand", ""), title="CANCELED: Sand &mdash; Contributed Papers")
    ).sessions
    assert [(s.title, s.cancelled) for s in sessions] == [("Sand", True), ("On Sand", True)]


def test_an_end_before_the_start_is_repaired_with_a_warning():
    schedule = program(table(when="Wed, 8/1/2018, 2:00 PM - 3:50 AM"))
    assert schedule.sessions[0].ends_at == datetime(2018, 8, 1, 22, 50, tzinfo=UTC)
    assert [(note.level, note.where) for note in schedule.notes] == [(NoteLevel.WARNING, "session 7")]


def test_a_session_without_a_time_is_named():
    with pytest.raises(ScheduleError, match="session 7: no date and time in 'soon'"):
        program(table(when="soon"))


def test_a_missing_zone_names_the_setting():
    with pytest.raises(ScheduleError, match="--timezone"):
        read(Source("p.html", {"p.html": table().encode()}), Context())
