"""Tables of questions: what an attendee types, whether the bot speaks, and the sessions it shows."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from schedule import Schedule
from schedule.answering.engine import Engine
from schedule.answering.wording import word
from tests.demo import DEMO

_DATA = Path(__file__).parent / "data"


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [(line.split("\t") + [""] * 3)[:6] for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def workshop_engine(workshop: Schedule) -> Engine:
    return Engine(workshop)


@pytest.fixture(scope="module")
def demo_engine() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize("row", _rows("questions_workshop.tsv"), ids=lambda row: f"{row[0]} {row[2]}")
def test_workshop_question(workshop_engine: Engine, row: list[str]) -> None:
    now = datetime.fromisoformat(f"2022-12-03T{row[1]}").replace(tzinfo=ZoneInfo("America/Chicago"))
    assert _told(workshop_engine, row, now) == _wanted(row)


@pytest.mark.parametrize("row", _rows("questions_demo.tsv"), ids=lambda row: f"{row[0]} {row[2]}")
def test_question_at_a_conference_of_two_days(demo_engine: Engine, row: list[str]) -> None:
    now = datetime.fromisoformat(f"2027-06-{row[1].replace(' ', 'T')}").replace(tzinfo=ZoneInfo("America/Halifax"))
    assert _told(demo_engine, row, now) == _wanted(row)


def _wanted(row: list[str]) -> tuple[str, list[str], bool]:
    verdict, titles = row[3], row[4]
    return verdict, [title for title in titles.rstrip("* ").split("; ") if title], True


def _told(engine: Engine, row: list[str], now: datetime) -> tuple[str, list[str], bool]:
    """The same three values as the row wants: titles cut to the row's beginnings, whether the text fits."""
    heard, _, question, verdict, titles, says = row
    answer = engine.answer(question, now, addressed=heard == "bot")
    told = _verdict(answer.verdict.value if answer.replied else "silent", verdict)
    wanted = _wanted(row)[1]
    shown = [session.title for session in answer.sessions]
    if titles.endswith("*") or verdict in ("*", "nothing"):
        shown = shown[: len(wanted)]
    cut = [title[: len(start)] for title, start in zip(shown, wanted, strict=False)] + shown[len(wanted) :]
    return told, cut, bool(re.search(says, word(answer, engine.schedule, now)))


def _verdict(told: str, wanted: str) -> str:
    """Not understood is as good as nothing found; `*` stands for any reply."""
    if wanted == "*" or (wanted == "nothing" and told == "unclear"):
        return wanted
    return told
