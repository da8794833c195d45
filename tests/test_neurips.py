"""The copied workshop page and its HTML: 33 entries either way, and every odd thing such a page does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.bundled import WORKSHOP
from bot.sources import load_source
from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError, Session

DATA = Path(__file__).parent / "data"
NEW_ORLEANS = Context(day=date(2022, 12, 3), timezone="America/Chicago")


def page(text: str) -> Source:
    return Source("page.txt", {"page.txt": text.encode()})


def one(text: str, context: Context = NEW_ORLEANS) -> Session:
    (session,) = read(page(text), context).sessions
    return session


def utc(hour: int, minute: int = 0, day: int = 3) -> datetime:
    return datetime(2022, 12, day, hour, minute, tzinfo=UTC)


def facts(session: Session) -> tuple[object, ...]:
    """All but what only the HTML has: ids, links, addresses."""
    return (
        session.title,
        session.kind,
        session.starts_at,
        session.ends_at,
        [person.name for person in session.speakers],
        [person.name for person in session.authors],
        session.abstract,
    )


@pytest.fixture(scope="module")
def text_twin(shared: Path) -> Schedule:
    return read(load_source(shared / "schedules/neurips/ml-for-systems-2022.txt"), NEW_ORLEANS)


@pytest.fixture(scope="module")
def html_twin(shared: Path) -> Schedule:
    return read(load_source(shared / "schedules/neurips/ml-for-systems-2022.html"), NEW_ORLEANS)


def test_text_holds_fourteen_timed_sessions_and_nineteen_posters(text_twin: Schedule) -> None:
    untimed = [session for session in text_twin.sessions if session.starts_at is None]
    assert (len(text_twin.sessions), len(text_twin.timed), len(untimed)) == (33, 14, 19)
    assert [session for session in untimed if "Poster" not in (session.kind or "")] == []


def test_text_and_html_read_the_same(text_twin: Schedule, html_twin: Schedule) -> None:
    assert [facts(session) for session in html_twin.sessions] == [facts(session) for session in text_twin.sessions]


def test_html_adds_ids_papers_and_videos(html_twin: Schedule) -> None:
    heat = next(session for session in html_twin.sessions if session.title.startswith("HEAT"))
    assert [session.id for session in html_twin.sessions][:3] == ["64282", "63677", "63678"]
    assert [link.label for link in heat.links] == ["paper", "video"]


def test_bundled_workshop_has_the_same_times_titles_kinds_and_people(text_twin: Schedule) -> None:
    bundled = read(load_source(WORKSHOP.source or ""), Context(day=WORKSHOP.date, timezone=WORKSHOP.timezone))
    assert [facts(session)[:-1] for session in bundled.sessions] == [facts(s)[:-1] for s in text_twin.sessions]
    assert [s.id for s in bundled.sessions] == [s.id for s in text_twin.sessions]


def test_bundled_workshop_reads_without_a_warning() -> None:
    bundled = read(load_source(WORKSHOP.source or ""), Context(day=WORKSHOP.date, timezone=WORKSHOP.timezone))
    titles = {session.title for session in bundled.sessions}
    assert (len(bundled.sessions), len(bundled.timed), len(titles)) == (33, 14, 26)
    assert [(note.where, note.text) for note in bundled.notes] == [
        ("page", "names no date and no time zone; used 2022-12-03 and America/Chicago as configured")
    ]


def test_separator_inside_a_title_stays() -> None:
    session = one("Sat 10:20 a.m. - 10:50 a.m.\n|\nPoster Session | Coffee Break\n(Break)\n|\n🔗\n|\n")
    assert (session.title, session.kind, session.people) == ("Poster Session | Coffee Break", "Break", ())


def test_speaker_in_another_form_in_the_title_is_one_person() -> None:
    session = one("Sat 1:55 p.m. - 2:40 p.m.\n|\nSteve Keckler - Invited Talk\n(Talk)\n|\nStephen Keckler\n🔗\n|\n")
    assert [person.name for person in session.people] == ["Stephen Keckler"]


def test_latex_and_link_lines_leave_plain_text() -> None:
    buttons = "link »\nSlidesLive Video »"
    abstract = 'Nystr\\"om gains $13.3\\%$.'
    text = f"-\n|\nA $\\mu$s Poster\n(Poster)\n{buttons}\n{abstract}\n|\nAda Kern\n🔗\n|\n"
    session = one(text)
    assert (session.title, session.abstract, session.starts_at) == ("A μs Poster", "Nyström gains 13.3%.", None)


def test_a_bar_alone_in_an_abstract_belongs_to_it() -> None:
    session = one("-\n|\nBars\n(Poster)\none\n|\ntwo\n|\nAda Kern · Bo Li\n🔗\n|\n")
    assert (session.abstract, [person.name for person in session.authors]) == ("one\n|\ntwo", ["Ada Kern", "Bo Li"])


def test_copy_without_bars_reads_the_same() -> None:
    with_bars = (DATA / "demo.neurips_text.txt").read_text("utf-8")
    without = with_bars.replace("\n|\n", "\n\t\n").replace("\n🔗", " 🔗").removesuffix("|\n")
    quaylight = Context(day=date(2027, 6, 11), timezone="America/Halifax")
    assert read(page(without), quaylight).sessions == read(page(with_bars), quaylight).sessions


def test_kind_may_stand_behind_the_title() -> None:
    session = one("Sat 9:00 a.m. - 9:30 a.m.\n|\nTides (Part 2) (Invited Talk)\n|\nAda Kern\n🔗\n|\n")
    assert (session.title, session.kind) == ("Tides (Part 2)", "Invited Talk")
    assert one("-\n|\nTides (Part 2)\n|\n🔗\n|\n").title == "Tides (Part 2)"


def test_weekday_counts_from_the_configured_first_day() -> None:
    text = "Sun 9:00 a.m. - 9:30 a.m.\n|\nSecond day\n|\n🔗\n|\n"
    session = one(text)
    assert (session.starts_at, session.ends_at) == (utc(15, day=4), utc(15, 30, day=4))


def test_weekday_that_the_first_day_is_not_gives_a_warning() -> None:
    schedule = read(page("Sun 9:00 a.m. - 9:30 a.m.\n|\nSecond day\n|\n🔗\n|\n"), NEW_ORLEANS)
    assert [note.text for note in schedule.notes if note.level == "warning"] == [
        "the page begins on a Sunday, but 2022-12-03 is a Saturday; used 2022-12-04"
    ]


def test_an_evening_may_end_after_midnight() -> None:
    session = one("Sat 11:00 p.m. - 12:30 a.m.\n|\nParty\n|\n🔗\n|\n")
    assert (session.starts_at, session.ends_at) == (utc(5, day=4), utc(6, 30, day=4))


def test_moved_session_keeps_its_id() -> None:
    first = one("Sat 9:00 a.m. - 9:30 a.m.\n|\nTides\n(Talk)\n|\nAda Kern\n🔗\n|\n")
    moved = one("Sat 3:00 p.m. - 3:30 p.m.\n|\nTides\n(Talk)\n|\nAda Kern\n🔗\n|\n")
    assert first.id == moved.id


GOOD = "Sat 9:00 a.m. - 9:30 a.m.\n|\nTides\n(Talk)\n|\nAda Kern\n🔗\n|\n"


@pytest.mark.parametrize(
    ("text", "context", "message"),
    [
        (
            GOOD,
            Context(timezone="America/Chicago"),
            "page.txt: line 1: no date is given; add `date` under [schedule], or --date YYYY-MM-DD",
        ),
        (
            GOOD,
            Context(day=date(2022, 12, 3)),
            "page.txt: line 1: no time zone is given; add `timezone` under [schedule], or --timezone Area/City",
        ),
        (
            GOOD.replace("9:30", "8:30"),
            NEW_ORLEANS,
            "page.txt: line 1: 'Sat 9:00 a.m. - 8:30 a.m.' ends before it begins; correct one of its times",
        ),
        (
            GOOD + "Sat 9:30 a.m. - 9:45 a.m.\n|\nCut sh",
            NEW_ORLEANS,
            "page.txt: line 9: the entry ends in the middle; copy the page again",
        ),
        (
            GOOD + GOOD + "Sat 9:30 a.m. - 9:45 a.m.\n|\nCut\n|\nAda Ke",
            NEW_ORLEANS,
            "page.txt: line 21: the page ends here in the middle; copy it again",
        ),
        ("", NEW_ORLEANS, "page.txt: the file is empty; give the file that holds the programme"),
    ],
)
def test_broken_page_is_refused_in_one_line(text: str, context: Context, message: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        read(page(text), context)
    assert str(caught.value) == message


def test_page_in_another_encoding_is_refused_with_its_line() -> None:
    source = Source("page.txt", {"page.txt": (GOOD + GOOD.replace("Ada", "André")).encode("latin-1", "ignore")})
    with pytest.raises(ScheduleError) as caught:
        read(source, NEW_ORLEANS)
    assert str(caught.value) == "page.txt: line 14 is not UTF-8 text; save the file as UTF-8"


DAY = """\
Timezone: Pacific/Honolulu

2nd Workshop on Tides: an Outlook Fri 28 Jul 08:50 a.m.

Ana Souza · Li Wei

We meet again.

Oral Session: Charts Fri 28 Jul 11:30 a.m. (ends 1:00 PM) [ Ballroom A ]

[ 11:40 ] Maps that Lie
Ngozi Okafor · Li Wei
[ 12:10 ] Sonar
Jörg van der Meer
"""
HAWAII = Context(day=date(2023, 7, 28))


def test_day_page_says_its_own_zone_and_parts_a_session_into_its_talks() -> None:
    schedule = read(page(DAY), HAWAII)
    charts = schedule.sessions[1]
    assert schedule.timezone == "Pacific/Honolulu"
    assert [
        (s.title, s.kind, s.room, [p.name for p in s.people], s.part_of == charts.id) for s in schedule.sessions
    ] == [
        ("2nd Workshop on Tides: an Outlook", None, None, ["Ana Souza", "Li Wei"], False),
        ("Charts", "Oral Session", "Ballroom A", [], False),
        ("Maps that Lie", "Oral", None, ["Ngozi Okafor", "Li Wei"], True),
        ("Sonar", "Oral", None, ["Jörg van der Meer"], True),
    ]
    assert [s.starts_at and s.starts_at.hour * 60 + s.starts_at.minute for s in schedule.sessions] == [
        18 * 60 + 50,
        21 * 60 + 30,
        21 * 60 + 40,
        22 * 60 + 10,
    ]


def test_day_page_reads_the_same_as_html() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in DAY.splitlines() if line)
    html = Source("day.html", {"day.html": f"<html><body>{paragraphs}</body></html>".encode()})
    assert [facts(session) for session in read(html, HAWAII).sessions] == [
        facts(session) for session in read(page(DAY), HAWAII).sessions
    ]


def test_day_page_in_the_wrong_year_gives_a_warning() -> None:
    schedule = read(page(DAY), Context(day=date(2024, 7, 28)))
    assert {note.text for note in schedule.notes if note.level == "warning"} == {
        "2024-07-28 is a Sunday, not a Friday; is the year right?"
    }


def test_calendar_page_gives_papers_their_place_in_a_session() -> None:
    text = """\
<div class="hdrbox">WED 12 JUL</div><div class="timebox"><div class="time">11 a.m.</div>
<div class="eventsession poster-session"><div class="title-style">Poster Session 1</div>
<span class="end-time">(ends 2:00 PM)</span>
<div class="eventblock"><div class="subevent-header oral">Orals 11:30-12:30</div>
<div class="content oral">[11:30] <a href="/virtual/2023/oral/7">Maps that Lie</a></div>
<div class="content oral">[12:00] <a href="/virtual/2023/oral/8">Sonar</a></div></div>
<div class="eventblock"><div class="subevent-header poster">Posters 12:30-2:00</div>
<div class="content poster"><a href="/virtual/2023/poster/9">Tides</a></div></div></div></div>
"""
    source = Source("calendar.html", {"calendar.html": text.encode()})
    schedule = read(source, Context(day=date(2023, 7, 12), timezone="Pacific/Honolulu"))
    session = schedule.sessions[0]
    assert [(s.id, s.title, s.kind, s.part_of) for s in schedule.sessions[1:]] == [
        ("7", "Maps that Lie", "Oral", session.id),
        ("8", "Sonar", "Oral", session.id),
        ("9", "Tides", "Poster", session.id),
    ]
    local = [(s.starts_at, s.ends_at) for s in schedule.sessions]
    assert [tuple(m and m.astimezone(schedule.zone).strftime("%H:%M") for m in span) for span in local] == [
        ("11:00", "14:00"),
        ("11:30", None),
        ("12:00", None),
        ("12:30", "14:00"),
    ]
