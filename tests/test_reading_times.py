"""Clock times, ranges and days as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.formats._clock import at, find_range, parse_clock, settle
from schedule.formats._days import find_day, is_day_first, weekday_after
from schedule.models import ScheduleError


def minutes(text: str) -> int | None:
    clock = parse_clock(text)
    return None if clock is None else clock.minutes


def span(text: str) -> tuple[int, int | None] | None:
    found = find_range(text)
    return None if found is None else settle([found])[0]


def hm(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00", hm(9)),
        ("09.30", hm(9, 30)),
        ("9:00:00", hm(9)),
        ("8:30 a.m.", hm(8, 30)),
        ("12:15 AM", hm(0, 15)),
        ("12:15pm", hm(12, 15)),
        ("9 pm", hm(21)),
        ("14h30", hm(14, 30)),
        ("14h", hm(14)),
        ("14 Uhr", hm(14)),
        ("14:30 Uhr", hm(14, 30)),
        ("24:00", hm(24)),
        ("noon", hm(12)),
        ("12 noon", hm(12)),
        ("midnight", hm(24)),
        ("0930", hm(9, 30)),
        ("25:00", None),
        ("9:60", None),
        ("24:30", None),
        ("9", None),
        ("2019", hm(20, 19)),
        ("2:1", None),
        ("TBD", None),
        ("", None),
    ],
)
def test_one_clock_time(text: str, expected: int | None) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00 - 9:30", (hm(9), hm(9, 30))),
        ("09:00 -- 09:30", (hm(9), hm(9, 30))),
        ("9:30am – 10:00am", (hm(9, 30), hm(10))),
        ("9-9:30am", (hm(9), hm(9, 30))),
        ("11:40-1:00 PM", (hm(11, 40), hm(13))),
        ("12:00 - 12:15 PM", (hm(12), hm(12, 15))),
        ("1:30 - 2:00", (hm(13, 30), hm(14))),
        ("11:00 - 1:00", (hm(11), hm(13))),
        ("8:30 to 9", (hm(8, 30), hm(9))),
        ("10h - 11h30", (hm(10), hm(11, 30))),
        ("[9:00am-10:00am]", (hm(9), hm(10))),
        ("23:00 - 0:30", (hm(23), hm(24, 30))),
        ("11 p.m. - 12:30 a.m.", (hm(23), hm(24, 30))),
        ("Keynote at 9:00", (hm(9), None)),
        ("9:00 - 10 years of tides", (hm(9), None)),
        ("2:1 odds", None),
        ("version 1.2.3", None),
        ("20 mins", None),
        ("2019-05-03", None),
    ],
)
def test_range_in_a_text(text: str, expected: tuple[int, int | None] | None) -> None:
    assert span(text) == expected


def test_times_without_a_half_follow_the_ones_before() -> None:
    day = [found for text in ("8:30", "9-10:15", "12:30", "1:30 - 2", "5:00", "7:00") if (found := find_range(text))]
    assert [start for start, _ in settle(day)] == [hm(8, 30), hm(9), hm(12, 30), hm(13, 30), hm(17), hm(19)]


def test_one_time_beyond_noon_makes_all_of_24_hours() -> None:
    day = [found for text in ("1:30", "9:00", "13:00") if (found := find_range(text))]
    assert [start for start, _ in settle(day)] == [hm(1, 30), hm(9), hm(13)]


def test_clock_of_a_zone_over_the_end_of_summer_time() -> None:
    london = ZoneInfo("Europe/London")
    assert [at(date(2013, 10, day), hm(24), london) for day in (26, 27)] == [
        datetime(2013, 10, 26, 23, tzinfo=UTC),
        datetime(2013, 10, 28, 0, tzinfo=UTC),
    ]


def test_edge_of_the_calendar_is_an_error_of_the_file() -> None:
    with pytest.raises(ScheduleError):
        at(date(9999, 12, 31), hm(24, 30), ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-9-12", date(2022, 9, 12)),
        ("2022/09/12", date(2022, 9, 12)),
        ("2024年3月11日", date(2024, 3, 11)),
        ("Friday, May 3", date(2019, 5, 3)),
        ("May 3rd, 2021", date(2021, 5, 3)),
        ("3 May 2021", date(2021, 5, 3)),
        ("Sat 3 Dec", date(2019, 12, 3)),
        ("3. Mai 2021", date(2021, 5, 3)),
        ("Freitag, 11. Juni 2027", date(2027, 6, 11)),
        ("le 14 juillet 2021", date(2021, 7, 14)),
        ("3 de mayo de 2021", date(2021, 5, 3)),
        ("5/3/2019", date(2019, 5, 3)),
        ("25/10/2013", date(2013, 10, 25)),
        ("25.10.13", date(2013, 10, 25)),
        ("31.2.2027", None),
        ("30 February 2027", None),
        ("may be later", None),
        ("Saturday", None),
        ("12 tables", None),
        ("", None),
    ],
)
def test_day_in_a_text(text: str, expected: date | None) -> None:
    found = find_day(text)
    assert (found.on(2019) if found else None) == expected


def test_one_date_tells_which_number_is_the_day() -> None:
    assert (is_day_first(["4/3/2027", "25/3/2027"]), is_day_first(["4/3/2027", "3/25/2027"])) == (True, False)


def test_weekday_is_the_next_on_or_after_the_first_day() -> None:
    friday = date(2027, 6, 11)
    assert [weekday_after(friday, weekday) for weekday in (4, 5, 3)] == [friday, date(2027, 6, 12), date(2027, 6, 17)]


@given(st.text(max_size=60) | st.from_regex(r"[0-9:. apmh-]{0,40}"))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    found = find_range(text)
    parse_clock(text)
    find_day(text)
    if found is not None:
        start, end = settle([found])[0]
        assert 0 <= start <= hm(24)
        assert end is None or start <= end <= start + hm(24)


@given(st.times(), st.sampled_from(["%H:%M", "%I:%M %p", "%I.%M%p", "%Hh%M"]))
def test_every_time_of_the_day_is_read_back(moment: object, form: str) -> None:
    text = f"{moment:{form}}"
    assert minutes(text) == getattr(moment, "hour") * 60 + getattr(moment, "minute")  # noqa: B009
