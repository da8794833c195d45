"""Real pages, site data and the large program: how much was read, against counts made by eye and answer keys."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from schedule.formats import Context, Source, read
from schedule.models import NoteLevel, Schedule

# File -> configured date, zone; then sessions, those with a time, people, rooms, days.
COUNTS = [
    ("text_md/aaai-dc-2025.md", "2025-02-25", "America/New_York", 14, 14, 13, 1, 2),
    ("text_md/ai4science-icml2022.md", "2022-07-23", "America/New_York", 15, 15, 12, 0, 1),
    ("text_md/bbs-springschool-2022.md", None, "Europe/Vienna", 37, 34, 23, 0, 4),
    ("text_md/ievobio-2017.md", None, "America/Los_Angeles", 10, 10, 1, 0, 2),
    ("text_md/junior-forum-ismr.md", "2025-04-01", "America/New_York", 17, 17, 13, 0, 1),
    ("text_md/llvm-ad-itsc2025.md", None, "Australia/Brisbane", 12, 12, 9, 1, 1),
    ("text_md/llvm-ad-wacv2026.md", "2026-03-07", "America/Phoenix", 16, 16, 3, 0, 1),
    ("text_md/mechinterp-neurips2025.md", None, "America/Los_Angeles", 25, 14, 15, 1, 1),
    ("text_md/mlforsystems-isca2019.md", None, "America/Phoenix", 20, 20, 14, 2, 1),
    ("text_md/mlforsystems-neurips2018.md", None, "America/Toronto", 18, 18, 9, 1, 1),
    ("text_md/mlforsystems-neurips2019.md", "2019-12-13", "America/Vancouver", 18, 18, 5, 0, 1),
    ("text_md/mlforsystems-neurips2023.md", None, "America/Chicago", 18, 18, 3, 1, 1),
    ("text_md/mlforsystems-neurips2024.md", None, "America/Vancouver", 20, 16, 6, 1, 1),
    ("text_md/mlforsystems-neurips2025.md", None, "America/Los_Angeles", 18, 18, 13, 1, 1),
    ("text_md/react-miami-2025-llms.txt", None, "America/New_York", 38, 38, 28, 3, 3),
    ("html/mlforsystems-neurips2020.html", None, "America/Los_Angeles", 32, 15, 6, 0, 1),
    ("html/mlforsystems-neurips2021.html", None, "America/Los_Angeles", 8, 2, 6, 0, 1),
    ("yaml/3dv-2022-on-schedule.yml", None, "Europe/Prague", 35, 35, 6, 0, 4),
    ("yaml/3dv-2022-on-schedule.yml", "2021-12-01", "UTC", 59, 59, 5, 0, 5),
    ("yaml/enlsp-neurips2024-schedule.yml", "2024-12-14", "America/Vancouver", 17, 17, 9, 0, 1),
]


def load(shared: Path, name: str, day: str | None, zone: str) -> Schedule:
    path = shared / "schedules" / name
    context = Context(day=date.fromisoformat(day) if day else None, timezone=zone)
    return read(Source(path.name, {path.name: path.read_bytes()}), context)


@pytest.mark.parametrize(("name", "day", "zone", "sessions", "timed", "people", "rooms", "days"), COUNTS)
def test_counts(shared, name, day, zone, sessions, timed, people, rooms, days):
    schedule = load(shared, name, day, zone)
    assert (
        len(schedule.sessions),
        len(schedule.timed),
        len(schedule.people),
        len(schedule.rooms),
        len({session.starts_at.astimezone(schedule.zone).date() for session in schedule.timed}),
    ) == (sessions, timed, people, rooms, days)


@pytest.mark.parametrize(
    ("name", "day", "zone", "warnings"),
    [
        ("text_md/ai4science-icml2022.md", "2022-07-23", "America/New_York", ["line 9"]),
        ("text_md/mlforsystems-neurips2023.md", "2023-12-16", "America/Chicago", ["line 52"]),
        ("yaml/enlsp-neurips2024-schedule.yml", "2024-12-14", "America/Vancouver", ["line 45"]),
        ("yaml/3dv-2022-on-schedule.yml", "2022-09-12", "Europe/Prague", ["times"]),
        ("text_md/aaai-dc-2025.md", "2025-02-25", "America/New_York", []),
        ("text_md/llvm-ad-itsc2025.md", "2025-11-18", "Australia/Brisbane", []),
    ],
)
def test_warnings_stand_where_the_page_is_wrong(shared, name, day, zone, warnings):
    notes = load(shared, name, day, zone).notes
    assert [note.where for note in notes if note.level is NoteLevel.WARNING] == warnings


def clock(session, zone) -> tuple[str, str]:
    return tuple(f"{moment.astimezone(zone):%-I:%M %p}" for moment in (session.starts_at, session.ends_at))


@pytest.fixture(scope="module")
def program(shared) -> Schedule:
    return load(shared, "large/jsm-2018-online-program.html", None, "America/Vancouver")


def key(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "schedules/large" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_large_program_has_the_sessions_of_its_answer_key(shared, program):
    expected = Counter(
        (
            row["url"].rpartition("=")[2],
            " ".join(row["session"].split()),
            row["beg_time"],
            row["end_time"],
            row["location"],
        )
        for row in key(shared, "jsm-2018-online-program.expected-sessions.csv")
        if "SessionID" in row["url"]
    )
    read_ = Counter(
        (s.id, ("CANCELED: " if s.cancelled else "") + s.title, *clock(s, program.zone), s.room)
        for s in program.sessions
        if s.part_of is None
    )
    assert sum(read_.values()) == 1033
    differing = {id_ for id_, *_ in expected - read_}
    # The page says `2:00 PM - 3:50 AM` once, and spells one cancellation with two l.
    assert len(differing) <= 2


def test_the_large_program_has_the_talks_of_its_answer_key(shared, program):
    talks = {session.id: session for session in program.sessions if session.part_of is not None}
    expected = {
        row["url"].rpartition("=")[2]: row["title"] for row in key(shared, "jsm-2018-online-program.expected-talks.csv")
    }
    assert len(talks) == 3913
    assert set(talks) == set(expected)
    same = sum(_letters(talks[id_].title) == _letters(title) for id_, title in expected.items())
    assert same >= 3913 - 5  # five titles hold LaTeX or a soft hyphen, which are repaired


def test_presenters_of_the_large_program_are_authors_too(program):
    talks = [session for session in program.sessions if session.part_of is not None]
    assert all(set(talk.speakers) <= set(talk.authors) for talk in talks)
    assert sum(len(talk.speakers) for talk in talks) < sum(len(talk.authors) for talk in talks)
    assert len(program.rooms) == 88


def _id(url: str) -> str:
    return url.rpartition("=")[2]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
