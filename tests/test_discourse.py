"""What stands around a question: interjections, explanations, mentions; and questions for a verdict."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Schedule
from schedule.answering.answer import WishAction
from schedule.answering.engine import Engine
from schedule.answering.language.discourse import trim
from schedule.answering.language.passages import passages
from schedule.answering.tokens import tokenize
from tests.demo import DEMO, at

_NOW = at(11, 9, 30)
_TIDES, _KNOTS, _COAST, _CLOSING = "The Tide Tables", "Knots for Beginners", "Küstenlinien messen", "Closing"
_DEMO = Engine(DEMO)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("wait, when is ana souza lol", "when is ana souza"),
        ("morning all, where is the keynote btw", "where is the keynote"),
        ("good evening! ", ""),
        ("hmm ok so what is on now, anyone?", "so what is on now"),
        ("oye, cuándo habla ana souza", "cuándo habla ana souza"),
        ("anyone talking about knots", "anyone talking about knots"),
        ("lol", ""),
    ],
)
def test_only_what_is_said_around_a_sentence_is_cut_off(typed: str, left: str) -> None:
    assert " ".join(token.text for token in trim(tokenize(typed), frozenset())) == left


def test_a_word_of_the_schedule_is_cut_off_only_before_a_question_or_after_a_pause() -> None:
    own = frozenset({"well", "people"})
    cut = {
        text: " ".join(t.text for t in trim(tokenize(text), own))
        for text in ("well dug", "well when is it", "for people")
    }
    assert cut == {"well dug": "well dug", "well when is it": "when is it", "for people": "for people"}


@pytest.mark.parametrize(
    "text",
    [
        "wait when are the knots for beginners again",
        "lol when is knots for beginners",
        "Might somebody happen to know when Knots for Beginners is?",
        "when's knots for beginners, pls tell me i didnt miss it",
        "what's on in deck 2 at 14:10, anyone?",
        "has knots for beginners already been? i was outside",
        "did i miss the knots for beginners workshop?",
        "am i too late for knots for beginners?",
        "ist der workshop knots for beginners schon vorbei?",
        "which room is the knots workshop in, i can't find it",
        "weiß jemand, wann Knots for Beginners ist?",
    ],
)
def test_clear_question_in_passing_is_answered(text: str) -> None:
    answer = _DEMO.answer(text, _NOW, addressed=False)
    assert (answer.replied, [session.title for session in answer.sessions]) == (True, [_KNOTS])


@pytest.mark.parametrize(
    "text",
    [
        "i lost my badge, what's going on?",
        "xan, ok so what happens now?",
        "did i miss anything?",
        "am i too late?",
        "is it over?",
        "has anyone seen my rope, i need it for the knots",
        "when is your talk, mate?",
        "how many beers did you have after the keynote?",
        "<@1234> when is ana souza?",
    ],
)
def test_small_talk_with_a_question_in_it_is_left_alone(text: str) -> None:
    assert not _DEMO.answer(text, _NOW, addressed=False).replied


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Good morning. Could you kindly tell me at what time Ngozi Okafor's poster is shown?",
            "Charting the Deep with Sonar",
        ),
        ("<@771204936> wann ist Knots for Beginners", _KNOTS),
        ("<:wave:55512> when is knots for beginners", _KNOTS),
        ("when is the closing? need to know if there is time for a walk", _CLOSING),
        ("Jörg Müller. When is he on?", _COAST),
        ("I want to see knots for beginners. When is it?", _KNOTS),
        ("i love jörg müller! where is he on?", _COAST),
        ("my shift ends soon (when do the knots for beginners start?)", _KNOTS),
    ],
)
def test_what_is_said_beside_a_question_to_the_bot_changes_nothing(text: str, title: str) -> None:
    assert [session.title for session in _DEMO.answer(text, _NOW).sessions] == [title]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("did i miss the tide tables?", f"{_TIDES} is on now."),
        ("has küstenlinien messen been yet?", f"Not yet: {_COAST} is still to come."),
        ("am i late for the tide tables?", f"{_TIDES} is on now."),
        ("is knots for beginners still to come?", f"Not yet: {_KNOTS} is still to come."),
        ("knots for beginners is now or after?", f"Not yet: {_KNOTS} is still to come."),
        ("can i still make it to registration & coffee?", "Registration & Coffee is over."),
        ("habe ich registration & coffee verpasst?", "Registration & Coffee is over."),
        ("too late for registration & coffee?", "Registration & Coffee is over."),
        ("the tide tables already over?", f"{_TIDES} is on now."),
    ],
)
def test_where_a_session_stands_is_said_in_words(text: str, said: str) -> None:
    assert _DEMO.answer(text, _NOW).headline == said


@pytest.mark.parametrize(
    "text",
    ["how big is the main hall?", "how crowded is deck 2", "how accessible is the venue", "how many seats has deck 2?"],
)
def test_what_no_schedule_measures_is_said_to_be_missing(text: str) -> None:
    answer = _DEMO.answer(text, _NOW)
    assert (answer.found, answer.sessions, answer.headline.startswith("The schedule does not say how")) == (
        False,
        (),
        True,
    )


def test_telling_somebody_before_is_a_wish_to_be_reminded(workshop: Schedule) -> None:
    now = datetime(2022, 12, 3, 9, 5, tzinfo=ZoneInfo("America/Chicago"))
    answer = Engine(workshop).answer("Please tell to me before Riyadh Baghdadi start", now)
    assert answer.wish is not None
    assert (answer.wish.action, [s.title for s in answer.sessions]) == (
        WishAction.REMIND,
        ["Riyadh Baghdadi - Invited Talk"],
    )


def test_a_message_of_many_parts_is_not_taken_apart() -> None:
    assert passages("a b, c d, e f, g h, i j") == []
    assert passages("when is it, I want to go") == ["when is it", "I want to go"]
    assert passages("when is it") == []
