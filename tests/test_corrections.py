"""What a question leaves out, and somebody who corrects themselves."""

from __future__ import annotations

import pytest

from schedule.answering.corrections import corrected
from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at

_COAST, _KNOTS, _MAPS, _TIDE = "Küstenlinien messen", "Knots for Beginners", "Maps, Charts and Lies", "The Tide Tables"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("what is on at 10:20 but not in deck 2", [_MAPS]),
        ("everything at 10:20 except in the main hall", [_COAST]),
        ("what is on at 10:20 that is not in deck 2", [_MAPS]),
        ("which talks are on friday except the one by ana souza", [_TIDE, _COAST]),
        ("oceans track on friday morning except the keynote", [_COAST]),
        ("talks in the main hall except on friday", ["Lost Signals", "Closing"]),
        ("was läuft um 10:20 außer in deck 2", [_MAPS]),
        ("qu'est-ce qu'il y a à 10h20 sauf dans main hall", [_COAST]),
        ("what is on in the main hall tomorrow, not today", ["Closing"]),
        ("when is jörg müller, not ana souza", [_COAST]),
        ("is jörg müller not on today?", [_COAST]),  # denied, not left out
        ("what is in deck 2 at 10:20 - no, main hall", [_MAPS]),
        ("when is ana souza... i mean jörg müller", [_COAST]),
        ("when is the closing, sorry, i meant the keynote", [_TIDE]),
        # a second sentence that is no question
        ("when is Jörg Müller? asking for a friend who is late", [_COAST]),
        ("where is the keynote. i have my kid with me", [_TIDE]),
        ("who is in deck 2 at 10:20? my battery is at 3 percent", [_COAST]),
    ],
)
def test_what_is_left_out_and_what_is_meant(engine: Engine, text: str, titles: list[str]) -> None:
    answer = engine.answer(text, at(FRIDAY, 8))
    assert ([session.title for session in answer.sessions], answer.further) == (titles, ())


@pytest.mark.parametrize(
    ("talk", "titles"),
    [
        (["when is ana souza", "not her, jörg müller"], [_COAST]),
        (["when is ana souza", "nicht Ana, sondern Jörg Müller"], [_COAST]),
        (["what is in deck 2 at 10:20", "no, main hall"], [_MAPS]),
        (["what is in deck 2 at 10:20", "no, what is on at 9:30?"], [_TIDE]),
    ],
)
def test_a_correction_follows_up(engine: Engine, talk: list[str], titles: list[str]) -> None:
    turn = None
    for text in talk:
        answer = engine.answer(text, at(FRIDAY, 8), turn=turn)
        turn = answer.turn or turn
    assert [session.title for session in answer.sessions] == titles


@pytest.mark.parametrize(
    "text",
    [
        "is there a break, no lunch?",
        "when is X, I am not sure",
        "no",
        "no, thanks",
        "not now",
        "there is no talk on X, or is there?",
        "." * 2_000,
    ],
)
def test_a_mere_no_corrects_nothing(text: str) -> None:
    assert corrected(text) is None
