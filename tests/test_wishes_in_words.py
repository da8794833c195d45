"""Reminders asked for in words: what is wished, for what, how long before."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Schedule
from schedule.answering.engine import Engine

_NOW = datetime(2022, 12, 3, 9, 20, tzinfo=ZoneInfo("America/Chicago"))
_PEOPLE = "person stephen-keckler"

_WISHES = [
    ("remind me before the spotlights", "remind", ["kind spotlight"], []),
    ("ping me 10 min before keckler", "remind", [_PEOPLE], [10]),
    ("please remind me 30 and 5 minutes before every keynote", "remind", ["kind invited talk"], [30, 5]),
    ("notify me an hour before stephen keckler", "remind", [_PEOPLE], [60]),
    ("remind me 1 hour before keckler", "remind", [_PEOPLE], [60]),
    ("can you set a reminder for newsha ardalani?", "remind", ["person newsha-ardalani"], []),
    ("remind me about everything", "remind", ["everything "], []),
    ("don't forget to remind me of keckler", "remind", [_PEOPLE], []),
    ("stop reminding me", "stop", [], []),
    ("stop reminding me about keckler", "stop", [_PEOPLE], []),
    ("cancel the reminder for keckler", "stop", [_PEOPLE], []),
    ("pause my reminders", "pause", [], []),
    ("resume my reminders", "resume", [], []),
    ("what are my reminders?", "show", [], []),
    ("my agenda", "show", ["agenda "], []),
]


@pytest.fixture(scope="module")
def engine(workshop: Schedule) -> Engine:
    return Engine(workshop)


@pytest.mark.parametrize(("text", "action", "targets", "minutes"), _WISHES)
def test_wish_is_understood(engine: Engine, text: str, action: str, targets: list[str], minutes: list[int]) -> None:
    wish = engine.answer(text, _NOW).wish
    assert wish is not None
    assert wish.action == action
    assert [f"{target.kind} {target.value}" for target in wish.targets] == targets
    assert [lead.total_seconds() / 60 for lead in wish.leads] == minutes


@pytest.mark.parametrize("text", ["remind me of yann lecun", "remind me to buy milk", "remind me"])
def test_wish_for_what_the_programme_has_not_is_none(engine: Engine, text: str) -> None:
    answer = engine.answer(text, _NOW)
    assert (answer.wish, answer.found) == (None, False)


def test_wish_is_never_taken_from_a_message_to_others(engine: Engine) -> None:
    assert not engine.answer("remind me before the spotlights", _NOW, addressed=False).replied
