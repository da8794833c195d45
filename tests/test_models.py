from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from schedule import Schedule, ScheduleError, Session

BERLIN = ZoneInfo("Europe/Berlin")
# In that night 02:00-03:00 comes twice; `fold` tells the second hour.
FIRST_HALF_PAST_TWO = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
SECOND_HALF_PAST_TWO = FIRST_HALF_PAST_TWO.replace(fold=1)
SECOND_TEN_PAST_TWO = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN)


def night(*spans: tuple[datetime, datetime | None]) -> Schedule:
    sessions = [
        Session(id=str(number), title=f"Session {number}", starts_at=start, ends_at=end)
        for number, (start, end) in enumerate(spans)
    ]
    return Schedule(timezone="Europe/Berlin", sessions=tuple(sessions))


def ids(sessions: tuple[Session, ...]) -> list[str]:
    return [session.id for session in sessions]


def test_a_session_may_run_into_the_hour_that_comes_again() -> None:
    (session,) = night((FIRST_HALF_PAST_TWO, SECOND_TEN_PAST_TWO)).sessions
    assert session.ends_at is not None
    assert session.ends_at.timestamp() - datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp() == 40 * 60


def test_an_end_before_its_start_is_refused_although_the_clock_says_otherwise() -> None:
    with pytest.raises(ValidationError, match="before its start"):
        night((SECOND_TEN_PAST_TWO, FIRST_HALF_PAST_TWO))


def test_what_runs_is_told_by_the_moment_and_not_by_the_clocks_hands() -> None:
    schedule = night((FIRST_HALF_PAST_TWO, SECOND_TEN_PAST_TWO), (SECOND_HALF_PAST_TWO, None))
    moment = datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN)
    assert ids(schedule.timed) == ["0", "1"]
    assert ids(schedule.between(moment, moment + timedelta(minutes=1))) == ["0"]
    again = SECOND_HALF_PAST_TWO.astimezone(UTC)
    assert ids(schedule.between(again, again + timedelta(minutes=1))) == ["1"]


def test_a_session_runs_until_its_end_and_not_at_it() -> None:
    start = datetime(2026, 12, 5, 9, 0, tzinfo=BERLIN)
    end = start + timedelta(hours=1)
    schedule = night((start, end))
    assert ids(schedule.between(end - timedelta(seconds=1), end)) == ["0"]
    assert ids(schedule.between(end, end + timedelta(seconds=1))) == []


def test_an_id_stands_once() -> None:
    twice = Session(id="a", title="A")
    with pytest.raises(ValidationError, match="session id 'a' stands twice"):
        Schedule(timezone="UTC", sessions=(twice, twice))


def test_a_zone_must_exist() -> None:
    with pytest.raises(ValidationError, match="'Mars/Base' is not a time zone"):
        Schedule(timezone="Mars/Base", sessions=())


def test_an_error_is_one_line_whatever_it_quotes() -> None:
    assert (
        str(ScheduleError("a.html: entry <td>\n  <b>: ends in the middle"))
        == "a.html: entry <td> <b>: ends in the middle"
    )
