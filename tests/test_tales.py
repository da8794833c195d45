"""A tale before a question: what it names serves `there`, `it`, `he` and `that`, and is idle otherwise."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Schedule
from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at

_COAST, _KNOTS, _MAPS, _TIDE = "Küstenlinien messen", "Knots for Beginners", "Maps, Charts and Lies", "The Tide Tables"
_SONG, _KECKLER = "Dawn Song - Invited Talk", "Steve Keckler - Invited Talk"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(DEMO)


@pytest.fixture(scope="module")
def workshop_engine(workshop: Schedule) -> Engine:
    return Engine(workshop)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # a room
        ("im the angel at the door of deck 2, whats running in there", [_COAST]),
        ("i am standing in deck 2 with my coffee. who is talking here?", [_COAST, _KNOTS]),
        ("my kids are in deck 2 and i want to join them, what comes next there", [_KNOTS]),
        ("Ich sitze in Deck 2 und sehe nichts, was kommt da als nächstes?", [_KNOTS]),
        ("my shift is in the main hall on saturday, what do I get to see there?", ["Closing"]),
        # a person
        ("my boss insists i see Jörg Müller and i overslept, when is he on again", [_COAST]),
        ("i met Zoë Ångström at breakfast, when does she speak today?", [_TIDE]),
        # a title
        ("a friend gave me his ticket for the knots workshop, where is it", [_KNOTS]),
        ("my girlfriend is giving the Küstenlinien talk and i want to surprise her, which room is it in", [_COAST]),
        ("mi jefe adora a Jörg Müller, ¿cuándo habla él?", [_COAST]),
        ("i slept through the keynote, who gave it", [_TIDE]),
        # a time
        ("flying out today at 4pm, what can i still see before that", [_KNOTS]),
        ("my ferry leaves in 5 hours, what can i still see before that in deck 2", [_KNOTS]),
        ("we arrive at 3pm, what is on then", [_KNOTS]),
        ("mein Zug fährt um 16 Uhr, was kann ich davor noch sehen?", [_KNOTS]),
    ],
)
def test_the_tale_serves_the_question(engine: Engine, text: str, titles: list[str]) -> None:
    answer = engine.answer(text, at(FRIDAY, 10, 30))
    assert [session.title for session in answer.sessions] == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("my advisor wants me to hear the keckler talk, when is it again", [_KECKLER]),
        ("i like dean but my kid woke up late, is dawn song still on?", [_SONG]),  # idle: the question names its own
        ("mark dean told me to come, when is he on", []),  # another first name is another person
    ],
)
def test_near_names_of_a_tale_are_not_taken(workshop_engine: Engine, text: str, titles: list[str]) -> None:
    now = datetime(2022, 12, 3, 9, 50, tzinfo=ZoneInfo("America/Chicago"))
    assert [session.title for session in workshop_engine.answer(text, now).sessions] == titles


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("i am in deck 2 with the kids, what is on in there", "what is on in Deck 2"),
        ("deck 2 at 4, what is there", "deck 2 at 4, what is there"),  # no tale, but a place and a time
        ("when is jörg müller and where is it", "when is jörg müller and where is it"),
    ],
)
def test_only_a_tale_is_told_again(engine: Engine, text: str, read: str) -> None:
    assert engine.ease(text, at(FRIDAY, 10, 30)) == read


def test_nobody_is_interrupted_for_a_tale(engine: Engine) -> None:
    text = "im at the door of deck 2, whats running in there?"
    assert not engine.answer(text, at(FRIDAY, 10, 30), addressed=False).replied
