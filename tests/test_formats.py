"""One conference, every format: each sample reads as the demo conference, but for what its format cannot carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.sources import load_source
from schedule.formats import formats, read
from schedule.models import Session
from tests.demo import CONTEXT, DEMO

DATA = Path(__file__).parent / "data"
SAMPLES = {path.name.removeprefix("demo."): path for path in sorted(DATA.glob("demo.*"))}


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What a format has no place for: fields of every session, whole sessions by title, single fields of one."""

    fields: frozenset[str] = frozenset()
    sessions: frozenset[str] = frozenset()
    differing: dict[str, dict[str, Any]] = field(default_factory=dict)  # title -> field -> what is read instead


def loses(*fields: str, sessions: tuple[str, ...] = (), differing: dict[str, dict[str, Any]] | None = None) -> Loss:
    return Loss(fields=frozenset(fields), sessions=frozenset(sessions), differing=differing or {})


UNTIMED = "Charting the Deep with Sonar"

SLIDES = "https://quaylight.example/slides/q3.pdf"
PEOPLE = ("speakers", "authors")
PLAIN_BREAK: dict[str, dict[str, Any]] = {"Registration & Coffee": {"kind": "break"}}

# Formats that find out what a link is, and call it so.
OWN_LABEL: dict[str, dict[str, Any]] = {"Maps, Charts and Lies": {"links": [("slides", SLIDES)]}}

# Where a format does not tell speakers from authors: name both here, `people` is still compared.
# Sample -> what it cannot carry. `<format>.<ext>`, or `<format>.<variant>.<ext>`, or a folder `<format>`.
LOSSES: dict[str, Loss] = {
    "table.tsv": loses("speakers", "authors", "links"),
    "xml_table.xml": loses("links"),
    "miniconf": loses(
        "speakers",
        "people",
        "abstract",
        "track",
        "links",
        "language",
        "cancelled",
        differing={UNTIMED: {"kind": "Paper"}},
    ),
    "neurips_day.txt": loses("track", "links", "language", "cancelled", sessions=(UNTIMED,)),
    "neurips_calendar.html": loses(
        "room",
        "track",
        "speakers",
        "authors",
        "people",
        "abstract",
        "links",
        "language",
        "cancelled",
        sessions=(UNTIMED,),
    ),
    "neurips_cards.html": loses("track", "abstract", "language", "cancelled"),
    "neurips_text.txt": loses("room", "track", "links", "language", "cancelled"),
    "neurips_html.html": loses("room", "track", "language", "cancelled"),
    "acl_miniconf.json": loses("language", differing=OWN_LABEL),
    "europython": loses("language", *PEOPLE, differing=PLAIN_BREAK),
    "europython.json": loses("language", "links", sessions=(UNTIMED,), differing=PLAIN_BREAK),
    "frab_json.json": loses(sessions=(UNTIMED,)),
    "frab_xml.pentabarf.xml": loses(sessions=(UNTIMED,)),
    "frab_xml.xml": loses(sessions=(UNTIMED,)),
    "ical.ics": loses("language", "links", sessions=(UNTIMED,)),
    "ical.pretalx.ics": loses("kind", "track", "language", "links", sessions=(UNTIMED,)),
    "kotlinconf.json": loses("language", "links", *PEOPLE),
    "online_program.html": loses("language", "links", "abstract", sessions=(UNTIMED,)),
    "page_html.html": loses("language", *PEOPLE, differing=OWN_LABEL),
    "page_markdown.list.md": loses(
        "kind", "room", "track", "language", "abstract", sessions=(UNTIMED,), differing=OWN_LABEL
    ),
    "page_markdown.md": loses("language", *PEOPLE, differing=OWN_LABEL),
    "pretalx": loses(*PEOPLE),
    "pretalx.json": loses(*PEOPLE),
    "sessionize.grid.json": loses("links", sessions=(UNTIMED,)),
    "sessionize.json": loses(*PEOPLE),
    "sessionize.sessions.json": loses(*PEOPLE),
    "sigchi.json": loses("language"),
    "site_data.yml": loses("language", *PEOPLE, differing=OWN_LABEL),
    "virtual_events.json": loses("language"),
    "virtual_workshops.json": loses("track", "language", "links", *PEOPLE),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_reads_as_the_demo_conference(name: str) -> None:
    loss = LOSSES.get(name, Loss())
    schedule = read(load_source(SAMPLES[name]), CONTEXT)
    assert [shown(session, loss) for session in in_order(schedule.sessions)] == [
        {**shown(session, loss), **loss.differing.get(session.title, {})}
        for session in in_order(DEMO.sessions)
        if session.title not in loss.sessions
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_person_and_room_of_a_sample_is_one(name: str) -> None:
    schedule = read(load_source(SAMPLES[name]), CONTEXT)
    names = [person.name for person in schedule.people]
    assert sorted(names) == sorted(set(names))
    assert sorted(room.name for room in schedule.rooms) == sorted({room.name for room in schedule.rooms})


def test_every_format_has_a_sample() -> None:
    with_sample = {name.partition(".")[0] for name in SAMPLES}
    assert [module.__name__ for module in formats() if module.__name__.rpartition(".")[2] not in with_sample] == []  # type: ignore[attr-defined]


def test_every_loss_belongs_to_a_sample() -> None:
    assert set(LOSSES) - set(SAMPLES) == set()


def shown(session: Session, loss: Loss) -> dict[str, Any]:
    """A session as an attendee knows it; ids are the source's own and differ."""
    fields = {
        "title": session.title,
        "kind": session.kind,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "room": session.room,
        "track": session.track,
        "speakers": [person.name for person in session.speakers],
        "authors": [person.name for person in session.authors],
        "people": [person.name for person in session.people],
        "abstract": session.abstract,
        "links": [(link.label, link.url) for link in session.links],
        "language": session.language,
        "cancelled": session.cancelled,
    }
    return {name: value for name, value in fields.items() if name not in loss.fields}


def in_order(sessions: tuple[Session, ...]) -> list[Session]:
    return sorted(sessions, key=lambda session: session.title)
