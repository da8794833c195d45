"""Programmes that organisers published, read whole: as many sessions, people, rooms and days as were counted by hand.

People are counted by name: where a source gives one speaker two ids, or two speakers of one name, names are what
can be counted in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sources import load_source
from schedule.formats import Context, read
from schedule.models import Schedule, Session


@dataclass(frozen=True)
class Counts:
    sessions: int
    people: int
    rooms: int
    days: int
    untimed: int = 0
    cancelled: int = 0


# path, zone, counts
PROGRAMMES = [
    ("frab_xml/fosdem-2007.xml", "Europe/Brussels", Counts(215, 204, 18, 2)),
    ("frab_xml/fosdem-2024.xml", "Europe/Brussels", Counts(674, 732, 26, 2)),
    ("frab_xml/debconf17-pentabarf.xml", "America/Toronto", Counts(181, 126, 6, 8)),
    ("frab_xml/34c3.xml", "Europe/Berlin", Counts(169, 219, 4, 4)),
    ("frab_xml/28c3-fahrplan.xml", "Europe/Berlin", Counts(85, 102, 3, 4)),
    ("frab_json/36c3-stages.schedule.json", None, Counts(498, 528, 12, 4)),
    ("frab_json/pretalx-democon.json", None, Counts(36, 27, 2, 3)),
    ("frab_json/hub-38c3-schema2-excerpt.json", None, Counts(2, 4, 2, 2)),
    ("versions/36c3-stages-2019-12-18.json", None, Counts(339, 375, 12, 4)),
    ("versions/36c3-stages-2019-12-28.json", None, Counts(479, 511, 12, 4)),
    ("pretalx_api/juliacon-2023/talks.json", None, Counts(341, 257, 10, 5)),
    ("pretalx_api/juliacon-2023/posters.json", None, Counts(13, 14, 1, 1)),
    ("pretalx_api/juliacon-2023", None, Counts(354, 268, 10, 5)),
    ("pretalx_api/programapi-examples/pretalx-submissions.json", None, Counts(2, 3, 0, 0, untimed=2)),
    ("pretalx_api/programapi-examples/europython-sessions.json", None, Counts(2, 0, 0, 0, untimed=2)),
    ("pretalx_api/europython-2024-day3-schedule.json", "Europe/Prague", Counts(13, 7, 7, 3)),
    # One of its 38 speakers is named `To be announced`.
    ("sessionize/react-conf-2025-all.json", "America/Los_Angeles", Counts(26, 37, 1, 2)),
    ("sessionize/global-azure-linz-2020-all.json", "Europe/Vienna", Counts(29, 28, 4, 1)),
    ("sessionize/droidcon-london-2021-gridsmart.json", "Europe/London", Counts(98, 90, 5, 2)),
    ("sessionize/droidcon-nyc-2018-gridsmart.json", "America/New_York", Counts(68, 68, 4, 2)),
    ("sessionize/kotlinconf-2025-conference.json", "Europe/Copenhagen", Counts(112, 105, 12, 3)),
    # 21 places in the file: one is a list of five rooms that stand alone elsewhere. Six days in UTC are five there.
    ("ics/pyconus-2025.ics", "America/New_York", Counts(224, 164, 20, 5, cancelled=1)),
    ("ics/pyconau-2023-pretalx.ics", None, Counts(94, 87, 4, 3)),
    # Its 28 places are addresses of pages.
    ("ics/iclr-2020.ics", None, Counts(56, 0, 0, 4)),
    ("ics/kotlinconf-2025.ics", "Europe/Copenhagen", Counts(131, 104, 12, 3)),
    ("ics/moca-2024.ics", None, Counts(88, 80, 4, 3)),
    ("ics/conference-radar-allday.ics", None, Counts(46, 0, 45, 41)),
    # 10,040 and 6,601 spellings of names; those that differ in capitals or accents only are one person.
    ("virtual_json/icml-2024-events.json", None, Counts(2682, 10019, 0, 0, untimed=2682)),
    # 94 sessions, 1,827 papers and 372 events, of which 13 are their session's breaks.
    ("virtual_json/emnlp-2023-conference.json", None, Counts(94 + 372 - 13 + 1827, 6663, 32, 5, untimed=1827)),
    ("virtual_json/iclr-2026-workshops.json", "America/Sao_Paulo", Counts(40, 279, 20, 2)),
]


def programme(shared: Path, path: str, zone: str | None) -> Schedule:
    return read(load_source(shared / "schedules" / path), Context(timezone=zone))


def days_of(schedule: Schedule) -> set[str]:
    return {f"{s.starts_at.astimezone(schedule.zone):%Y-%m-%d}" for s in schedule.timed if s.starts_at}


@pytest.mark.parametrize(("path", "zone", "expected"), PROGRAMMES, ids=[path for path, *_ in PROGRAMMES])
def test_counts_agree(shared: Path, path: str, zone: str | None, expected: Counts) -> None:
    schedule = programme(shared, path, zone)
    assert expected == Counts(
        sessions=len(schedule.sessions),
        people=len({person.name for person in schedule.people}),
        rooms=len(schedule.rooms),
        days=len(days_of(schedule)),
        untimed=sum(session.starts_at is None for session in schedule),
        cancelled=sum(session.cancelled for session in schedule),
    )


def test_night_talks_of_an_old_congress_lie_on_the_day_after_theirs(shared: Path) -> None:
    schedule = programme(shared, "frab_xml/28c3-fahrplan.xml", "Europe/Berlin")
    night = [s.starts_at.astimezone(schedule.zone) for s in schedule.timed if s.starts_at]
    assert sorted(f"{moment:%m-%d %H:%M}" for moment in night if moment.hour < 9) == [
        "12-28 00:15",
        "12-29 00:15",
        "12-29 00:15",
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "added", "removed", "moved"),
    [
        ("versions/36c3-stages-2019-12-18.json", "versions/36c3-stages-2019-12-28.json", 173, 33, 16),
        ("versions/36c3-stages-2019-12-28.json", "frab_json/36c3-stages.schedule.json", 20, 1, 13),
    ],
)
def test_sessions_keep_their_ids_from_one_version_to_the_next(
    shared: Path, earlier: str, later: str, added: int, removed: int, moved: int
) -> None:
    before, after = ({s.id: s for s in programme(shared, path, None)} for path in (earlier, later))
    both = before.keys() & after.keys()
    assert (
        len(after.keys() - before.keys()),
        len(before.keys() - after.keys()),
        sum(before[id_].starts_at != after[id_].starts_at for id_ in both),
    ) == (added, removed, moved)


def test_calendar_and_app_data_of_one_conference_agree_in_time(shared: Path) -> None:
    """Workshops stand in the calendar part by part, and twelve sessions were changed between the two."""

    def keys(path: str) -> set[tuple[str, datetime | None, datetime | None]]:
        return {(s.title, s.starts_at, s.ends_at) for s in programme(shared, path, "Europe/Copenhagen")}

    assert len(keys("ics/kotlinconf-2025.ics") & keys("sessionize/kotlinconf-2025-conference.json")) == 100


def test_offsets_that_contradict_the_file_or_the_venue_are_said(shared: Path) -> None:
    texts = [
        [note.text for note in programme(shared, path, zone).notes if note.level == "warning"]
        for path, zone in (
            ("frab_json/pretalx-democon.json", None),
            ("frab_xml/debconf17-pentabarf.xml", "America/Toronto"),
            ("pretalx_api/europython-2024-day3-schedule.json", "Europe/Prague"),
        )
    ]
    assert texts == [
        ["UTC is named, but times carry +01:00; the times are used as written, in Etc/GMT-1"],
        ["carry +00:00, which America/Toronto is not then; read as clock times of America/Toronto: 10:00 stays 10:00"],
        ["carry +00:00, which Europe/Prague is not then; read as clock times of Europe/Prague: 08:00 stays 08:00"],
    ]


def test_cancelled_session_of_a_calendar_is_known_by_its_title(shared: Path) -> None:
    schedule = programme(shared, "ics/pyconus-2025.ics", "America/New_York")
    assert [(s.title, s.kind) for s in schedule if s.cancelled] == [("Introduction to Sprints Workshop", "event")]


def test_papers_are_found_in_their_event_and_its_time(shared: Path) -> None:
    schedule = programme(shared, "virtual_json/emnlp-2023-conference.json", "Asia/Singapore")

    def containing(session: Session) -> Session:
        return schedule.session(session.part_of or "") or session

    paper = next(s for s in schedule if s.title.startswith("Learning Language-guided Adaptive Hyper-modality"))
    event = containing(paper)
    assert (event.kind, event.room, containing(event).kind) == ("Poster", "East Foyer", "Paper Sessions")
    assert containing(event).starts_at == event.starts_at == datetime(2023, 12, 8, 6, tzinfo=UTC)
