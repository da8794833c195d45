"""What families and friends ask each other in passing: turns of phrase, numbered wishes, two things at one time."""

from __future__ import annotations

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from schedule.answering.language.clauses import without_numbers
from schedule.models import Room, Schedule
from tests.demo import DEMO, FRIDAY, at, titles_of

NOON = at(FRIDAY, 12)


@pytest.fixture(scope="module")
def demo() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize(
    ("exclaimed", "plain"),
    [
        ("what on earth is The Tide Tables", "what is The Tide Tables about"),
        ("what the heck is Küstenlinien messen?", "what is Küstenlinien messen about?"),
        ("where on earth is Jörg Müller", "where is Jörg Müller"),
        ("what are they showing in Deck 2 tomorrow?", "what is on in Deck 2 tomorrow?"),
        ("what is being played in the Main Hall now", "what is on in the Main Hall now"),
        ("is there a session where they make a map of the sea floor?", "is there a session: map of the sea floor?"),
        ("do we have to split up for Ana Souza and Jörg Müller?", "do Ana Souza and Jörg Müller clash?"),
        ("do I have to choose between Ana Souza and Jörg Müller?", "do Ana Souza and Jörg Müller clash?"),
    ],
)
def test_a_turn_of_phrase_gets_the_answer_of_plain_words(exclaimed: str, plain: str, demo: Engine) -> None:
    wordy, bare = demo.answer(exclaimed, NOON), demo.answer(plain, NOON)
    assert (wordy.verdict, wordy.headline, wordy.sessions) == (bare.verdict, bare.headline, bare.sessions)
    assert (wordy.intent, wordy.details) == (bare.intent, bare.details)


@pytest.mark.parametrize(
    "asked",
    [
        "Do they clash?",
        "Same time?",
        "Same time or are we lucky?",
        "Is there a clash?",
        "Do we have to split up?",
    ],
)
def test_two_that_were_named_are_compared_by_the_next_sentence(asked: str, demo: Engine) -> None:
    answer = demo.answer(f"Maps, Charts and Lies and Küstenlinien messen. {asked}", NOON)
    assert answer.headline == "Yes: Maps, Charts and Lies and Küstenlinien messen overlap."


def test_a_clash_of_nothing_is_no_clash(demo: Engine) -> None:
    assert demo.answer("is there a clash?", NOON).verdict is Verdict.UNCLEAR


def test_a_title_that_is_written_out_and_another_name_are_both_answered(demo: Engine) -> None:
    assert titles_of(demo.answer("when are Lights on the Pier and the knots?", NOON)) == [
        "Lights on the Pier",
        "Knots for Beginners",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("need 1) the room of X 2) the time of Y", "need \nthe room of X \nthe time of Y"),
        ("a) X? b) Y?", "\nX? \nY?"),
        ("1. X 2. Y", "\nX \nY"),
        ("what is on at 2. or 3. of May?", "what is on at 2. or 3. of May?"),
        ("the talk (part 2) please", "the talk (part 2) please"),
    ],
)
def test_numbers_of_a_list_part_its_lines(text: str, lines: str) -> None:
    assert without_numbers(text) == lines


def test_each_line_of_a_numbered_message_is_answered(demo: Engine) -> None:
    answer = demo.answer("need 1) the room of the knots 2) when is Jörg Müller", NOON)
    assert titles_of(answer) == ["Knots for Beginners", "Küstenlinien messen"]


@pytest.mark.parametrize("text", ["who won the knots workshop?", "what is the final score", "did Ana Souza win?"])
def test_an_outcome_is_in_no_programme(text: str, demo: Engine) -> None:
    answer = demo.answer(text, NOON)
    assert answer.verdict is Verdict.NOTHING
    assert answer.headline.startswith("The schedule does not say ")


def test_a_place_that_was_recognised_is_told_by_its_name(demo: Engine) -> None:
    answer = demo.answer("zeppelins in Deck 2 and Atlantis", NOON)
    assert "§" not in answer.headline


def test_a_room_is_known_by_the_name_in_brackets() -> None:
    room = Room(id="cook", name="Cooking [Ben's Room]")
    sessions = [
        session.model_copy(update={"rooms": (room,)}) if session.id == "Q5" else session for session in DEMO.sessions
    ]
    engine = Engine(Schedule(title=DEMO.title, timezone=DEMO.timezone, sessions=tuple(sessions)))
    for asked in ("what is on in Ben's room today at 15:00?", "what is on in ben at 3 pm?", "cooking room at 15:00?"):
        assert titles_of(engine.answer(asked, NOON)) == ["Knots for Beginners"]


def test_a_letter_behind_a_rooms_name_is_part_of_it() -> None:
    rooms = [Room(id=name, name=name) for name in ("Algon A", "Algon B")]
    moved = {"Q5": rooms[0], "Q4": rooms[1]}
    sessions = [
        session.model_copy(update={"rooms": (moved[session.id],)}) if session.id in moved else session
        for session in DEMO.sessions
    ]
    engine = Engine(Schedule(title=DEMO.title, timezone=DEMO.timezone, sessions=tuple(sessions)))
    assert titles_of(engine.answer("what's on in algon a at 3 pm?", NOON)) == ["Knots for Beginners"]
    assert engine.answer("what is in algon a now?", NOON).headline.startswith("Nothing in Algon A is on now.")
    assert titles_of(engine.answer("who runs the knots thing in algon a?", NOON, addressed=False)) == [
        "Knots for Beginners"
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("when does the con end?", ["Closing"]),
        ("what is the last thing?", ["Closing"]),
        ("when does it all start?", ["Registration & Coffee"]),
    ],
)
def test_what_lasts_all_day_neither_begins_nor_ends_the_programme(text: str, titles: list[str]) -> None:
    booth = DEMO.sessions[0].model_copy(
        update={"id": "Q0", "title": "Photo Booth", "starts_at": at(FRIDAY, 0), "ends_at": at(13, 0), "all_day": True}
    )
    engine = Engine(Schedule(title=DEMO.title, timezone=DEMO.timezone, sessions=(booth, *DEMO.sessions)))
    assert titles_of(engine.answer(text, at(12, 8))) == titles


@pytest.mark.parametrize(
    "text",
    [
        "where is Ana Souza playing?",
        "when is the charts and lies thing?",
        "anyone know when the charts and lies thing is",
        "who is performing in Deck 2 at 3 pm?",
    ],
)
def test_a_performer_and_a_thing_are_asked_for_in_passing(text: str, demo: Engine) -> None:
    assert demo.answer(text, NOON, addressed=False).replied


@pytest.mark.parametrize(
    "text", ["where is the charger thing?", "who is playing?", "when is the thing?", "who's singing lol"]
)
def test_small_talk_about_things_stays_unanswered(text: str, demo: Engine) -> None:
    assert not demo.answer(text, NOON, addressed=False).replied


def test_a_video_game_is_no_video(demo: Engine) -> None:
    assert demo.answer("any video games today?", NOON).intent != "video"


def test_of_either_topic_the_one_that_is_there_is_told(demo: Engine) -> None:
    assert titles_of(demo.answer("anything on zeppelins or sonar?", NOON)) == ["Charting the Deep with Sonar"]
    assert demo.answer("anything on zeppelins or submarines?", NOON).verdict is Verdict.NOTHING
