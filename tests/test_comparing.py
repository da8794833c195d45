"""Two sessions beside each other: which is earlier, which lasts longer, what is missed for one of them."""

# ruff: noqa: E501 - a row of a table is read in one line
from __future__ import annotations

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at


@pytest.fixture(scope="module")
def demo() -> Engine:
    return Engine(DEMO)


def _shown(engine: Engine, text: str) -> tuple[str, list[str]]:
    answer = engine.answer(text, at(FRIDAY, 8))
    assert answer.verdict is Verdict.FOUND
    return answer.headline, [session.id for session in answer.sessions]


_LONGER = "Knots for Beginners is 2 hours longer: 3 hours against 1 hour."
_TIDES_KNOTS = "The Tide Tables lasts 1 hour, Knots for Beginners 3 hours."


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("is the tide tables longer than knots", f"No: {_TIDES_KNOTS}", ["Q2", "Q5"]),
        ("are the tide tables shorter than the knots workshop?", f"Yes: {_TIDES_KNOTS}", ["Q2", "Q5"]),
        ("is the tide tables as long as knots", f"No: {_TIDES_KNOTS}", ["Q2", "Q5"]),
        ("which takes longer, the tide tables or knots", _LONGER, ["Q2", "Q5"]),
        ("knots vs the tide tables, what lasts longer", _LONGER, ["Q5", "Q2"]),
        ("sind die knots länger als the tide tables", "Yes: Knots for Beginners lasts 3 hours, The Tide Tables 1 hour.", ["Q5", "Q2"]),
        ("lies or küstenlinien, which is shorter", "Both are equally long: 45 minutes.", ["Q3", "Q4"]),
        ("is knots longer than 2 hours", "Yes: Knots for Beginners lasts 3 hours.", ["Q5"]),
        ("is the keynote longer than 90 minutes", "No: The Tide Tables lasts 1 hour.", ["Q2"]),
        ("anything under 45 minutes", "2 entries are shorter than 45 minutes:", ["Q1", "Q9"]),
        ("what's the longest session on friday?", "The longest session lasts 3 hours:", ["Q5"]),
        ("shortest talks", "The shortest talk lasts 30 minutes:", ["Q9"]),
        ("is knots 2 or 3 hours", "Knots for Beginners lasts 3 hours.", ["Q5"]),
        ("does the tide tables last 45 minutes", "The Tide Tables lasts 1 hour.", ["Q2"]),
    ],
)  # fmt: skip
def test_lengths_are_compared(demo: Engine, text: str, said: str, shown: list[str]) -> None:
    assert _shown(demo, text) == (said, shown)


def test_nothing_is_said_of_a_length_that_is_not_listed(demo: Engine) -> None:
    said, shown = _shown(demo, "is sonar longer than knots")
    assert (said, shown) == ("No length is listed for Charting the Deep with Sonar.", ["Q8", "Q5"])


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("whats sooner, knots or the tide tables", "The Tide Tables comes before Knots for Beginners.", ["Q2", "Q5"]),
        ("knots or lies, which of them is earlier", "Maps, Charts and Lies comes before Knots for Beginners.", ["Q3", "Q5"]),
        ("is registration earlier than the tide tables", "Yes: Registration & Coffee comes before The Tide Tables.", ["Q1", "Q2"]),
        ("is knots at 2 or at 3 pm", "", ["Q5"]),
        ("tide tables, 8:45 or 9:00?", "", ["Q2"]),
        ("tide tables, 8:15 or 8:30?", "", ["Q2"]),
    ],
)  # fmt: skip
def test_starts_are_compared(demo: Engine, text: str, said: str, shown: list[str]) -> None:
    assert _shown(demo, text) == (said, shown)


@pytest.mark.parametrize(
    "text",
    [
        "is there time for a smoke between the tide tables and maps charts and lies",
        "enough time to grab a drink between the tide tables and maps, charts and lies?",
        "how much time is there between the tide tables and maps, charts and lies",
    ],
)
def test_the_time_between_two_sessions(demo: Engine, text: str) -> None:
    said = "There are 15 minutes between The Tide Tables and Maps, Charts and Lies."
    assert _shown(demo, text) == (said, ["Q2", "Q3"])


def test_two_titles_that_are_written_out_are_two(demo: Engine) -> None:
    said = "No: The Tide Tables ends before Maps, Charts and Lies starts."
    for text in (
        "do the tide tables and maps, charts and lies clash",
        "do maps charts and lies and the tide tables clash",
    ):
        assert _shown(demo, text) == (said, ["Q2", "Q3"])


def test_what_can_be_seen_instead_is_on_at_the_same_time(demo: Engine) -> None:
    said, shown = _shown(demo, "what could i see instead of maps, charts and lies")
    assert (said, shown) == ("At the same time as Maps, Charts and Lies:", ["Q4"])


def test_two_clock_times_are_two_moments(demo: Engine) -> None:
    assert _shown(demo, "what is on at 9 or at 10:30") == ("3 entries:", ["Q2", "Q3", "Q4"])


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("if i stay at lies what do i miss", "At the same time as Maps, Charts and Lies:", ["Q4"]),
        ("what would we miss by attending küstenlinien?", "At the same time as Küstenlinien messen:", ["Q3"]),
        ("if i go to knots what else is on", "Nothing else is on during Knots for Beginners.", ["Q5"]),
        ("will i miss küstenlinien if i watch lies", "Yes: Küstenlinien messen and Maps, Charts and Lies overlap.", ["Q4", "Q3"]),
        ("if i go to lies do i miss knots", "No: Maps, Charts and Lies ends before Knots for Beginners starts.", ["Q3", "Q5"]),
    ],
)  # fmt: skip
def test_what_is_missed_is_what_runs_at_the_same_time(demo: Engine, text: str, said: str, shown: list[str]) -> None:
    assert _shown(demo, text) == (said, shown)


def test_what_was_on_earlier_is_over(demo: Engine) -> None:
    answer = demo.answer("who spoke earlier today", at(FRIDAY, 10))
    assert [session.id for session in answer.sessions] == ["Q1", "Q2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how much free time is there on friday", "Nothing is listed on Friday in these gaps, 9 hours 15 minutes in all:"),
        ("how long is the gap at noon", "Nothing is on in this gap of 3 hours:"),
    ],
)  # fmt: skip
def test_free_time_is_told_with_its_length(demo: Engine, text: str, said: str) -> None:
    assert _shown(demo, text) == (said, [])
