"""A long and courteous message gets the answer of a short question; courteous small talk stays unanswered."""

from __future__ import annotations

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from schedule.answering.language.preambles import without_preamble
from schedule.answering.wording import word
from tests.demo import ANA, DEMO, FRIDAY, at


@pytest.fixture(scope="module")
def demo() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Forgive my ignorance, but in which hall is Ana Souza?", "in which hall is Ana Souza?"),
        ("As I am vegan I would like to hear of lunch", "I would like to hear of lunch"),
        ("I come from a bank, therefore I ask: is there a talk on tides?", "is there a talk on tides?"),
        ("With my apologies for the spelling: Anna Sousa, when?", "Anna Sousa, when?"),
        ("Would you have the kindness to say where Ana Souza is?", "where Ana Souza is?"),
        ("I wish to learn about tides. Which session do you advise?", "I wish to learn about tides."),
        ("If I am not mistaken the keynote is at 9, is that right?", "If I am not mistaken the keynote is at 9,"),
        ("I love Elon Musk, when is he on?", ""),  # `he` is who was named
        ("when is Ana Souza?", ""),
        ("I come from a bank", ""),
        ("I would like to see the moon landing, where is the talk?", ""),
        ("", ""),
    ],
)
def test_only_what_asks_is_left_of_a_message(text: str, left: str) -> None:
    assert without_preamble(text) == left


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I would be very grateful if you could tell me when Ana Souza is presenting.", "Maps, Charts and Lies"),
        ("I would be most obliged to learn at what hour Ana Souza speaks.", "Maps, Charts and Lies"),
        ("Forgive my ignorance, but in which room is Ana Souza, if I may ask?", "Maps, Charts and Lies"),
        ("Dear bot, would you have the kindness to say where Ana Souza is talking?", "Maps, Charts and Lies"),
        ("Thank you in advance for your kind answer: when is Ana Souza on stage today?", "Maps, Charts and Lies"),
        ("With my apologies for the spelling: Anna Sousa, at which moment is she presenting?", "Maps, Charts and Lies"),
        ("Is something foreseen concerning charts?", "Maps, Charts and Lies"),
        ("Exists there a talk about charts?", "Maps, Charts and Lies"),
        ("It would please me to hear something about charts. Is there any such session?", "Maps, Charts and Lies"),
        ("I should like to attend something on charts; what do you have, please?", "Maps, Charts and Lies"),
        ("I would like to see something about charts, because our own are dull.", "Maps, Charts and Lies"),
        ("As I am a sailor, could you recommend me something in regard to charts?", "Maps, Charts and Lies"),
        ("My wife would like to hear of charts. Which talk would be suitable?", "Maps, Charts and Lies"),
        ("Could somebody guide me to the talk about charts?", "Maps, Charts and Lies"),
        ("Is it permitted to ask in which hall one finds Li Wei?", "Maps, Charts and Lies"),
        ("Please have the kindness of saying when Li Wei speaks.", "Maps, Charts and Lies"),
        ("I have the intention to visit Maps, Charts and Lies. At what time?", "Maps, Charts and Lies"),
        ("With which session begins the Friday?", "Registration & Coffee"),
        ("what starts @ 9 fri", "The Tide Tables"),
        ("whos givng maps charts and lies", "Maps, Charts and Lies"),
    ],
)
def test_courtesy_and_reasons_do_not_hide_a_question(demo: Engine, text: str, title: str) -> None:
    answer = demo.answer(text, at(FRIDAY, 8))
    assert (answer.verdict, answer.sessions[0].title) == (Verdict.FOUND, title)


@pytest.mark.parametrize(
    "text",
    [
        "I would be very grateful if you could tell me when Linus Torvalds is speaking.",
        "Is something foreseen concerning blockchain?",
        "I come from a farm, therefore I ask: is there a talk about tractors?",
        "Forgive my ignorance, but I search the talk of Elon Musk, where is it?",
        "My wife would want to hear of gardening. Which talk would be suitable?",
        "As a fan of Elon Musk, may I ask when he is speaking?",
    ],
)
def test_what_is_asked_for_politely_and_is_not_there_is_not_found(demo: Engine, text: str) -> None:
    assert demo.answer(text, at(FRIDAY, 8)).verdict in {Verdict.NOTHING, Verdict.UNCLEAR}


@pytest.mark.parametrize(
    "text",
    [
        "Good morning everybody, does anyone know by chance in which room Mr. Li Wei speaks?",
        "Excuse me, does somebody here perhaps know when Li Wei gives his talk?",
    ],
)
def test_a_polite_question_to_all_is_answered(demo: Engine, text: str) -> None:
    assert demo.answer(text, at(FRIDAY, 8), addressed=False).sessions[0].title == "Maps, Charts and Lies"


@pytest.mark.parametrize(
    "text",
    [
        "I would be very grateful if somebody had a spare umbrella",
        "could you be so kind to bring me a coffee?",
        "as far as i understood the bus leaves at 6, is that correct?",
        "dear all, thank you for the great talks",
        "is anybody giving a lift to the main hall, if it is not too much trouble?",
    ],
)
def test_polite_small_talk_is_left_alone(demo: Engine, text: str) -> None:
    assert not demo.answer(text, at(FRIDAY, 8), addressed=False).replied


def test_a_part_of_the_day_bounds_the_hours_beside_it(demo: Engine) -> None:
    titles = [s.title for s in demo.answer("what is on on friday morning after 10", at(FRIDAY, 8)).sessions]
    assert titles == ["Maps, Charts and Lies", "Küstenlinien messen"]


def test_he_or_she_at_another_time_is_who_was_spoken_of(demo: Engine) -> None:
    named = "I only remember that the first name of the speaker was Ana, I am sorry."
    first = demo.answer("when is Ana Souza?", at(FRIDAY, 12, 29))
    for text, turn in ((f"{named} When does she speak in the afternoon?", None), ("is her talk today?", first.turn)):
        answer = demo.answer(text, at(FRIDAY, 12, 30), turn=turn)
        assert answer.sessions[-1].title == "Knots for Beginners"
        assert all(ANA in session.speakers for session in answer.sessions)


@pytest.mark.parametrize("text", ["when is she on on Friday?", "is his talk on Friday?", "where is her talk today?"])
def test_he_or_she_of_whom_nothing_was_said_is_asked_for(demo: Engine, text: str) -> None:
    answer = demo.answer(text, at(FRIDAY, 8))
    assert (answer.verdict, answer.sessions) == (Verdict.UNCLEAR, ())


def test_a_part_of_a_message_that_speaks_of_another_part_is_no_question_by_itself(demo: Engine) -> None:
    answer = demo.answer("we come from Spain for the talk about submarines, at what time does it start", at(FRIDAY, 8))
    assert answer.verdict is Verdict.NOTHING


def test_what_a_talk_deals_with_is_what_it_is_about(demo: Engine) -> None:
    answer = demo.answer("may I know what the talk of Li Wei deals with?", at(FRIDAY, 8))
    assert "leaves something out" in word(answer, demo.schedule, at(FRIDAY, 8))


@pytest.mark.parametrize(
    "text",
    [
        "wots happenin in deck 2 at 10:30",
        "As I did not hear where the closing is, what is on in Deck 2 at 10:30?",
        "Since my train was late, could you tell me what runs in Deck 2 at 10:30?",
    ],
)
def test_a_reason_before_a_comma_and_dropped_letters_leave_the_question(demo: Engine, text: str) -> None:
    assert [session.title for session in demo.answer(text, at(FRIDAY, 9)).sessions] == ["Küstenlinien messen"]
