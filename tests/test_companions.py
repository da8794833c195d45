"""A family asks: what mom wants, what is told of the kids behind a question, and for whom it is asked."""

from __future__ import annotations

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from schedule.answering.language.companions import (
    plain_wishes,
    tells_of_others,
    without_afterthought,
    without_companion,
)
from tests.demo import DEMO, FRIDAY, at, titles_of

NOON = at(FRIDAY, 12)


@pytest.fixture(scope="module")
def demo() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("mom wants the knots and dad wants lost signals. same time?", "the knots and lost signals. same time?"),
        (
            "kids want tides, i want knots. when are they & do we have to split up",
            "tides and knots. when are they. do we have to split up",
        ),
        ("my teen wants to learn about sonar, which ones should she go to", "sonar"),
        ("my 8 yr old wants tides", "tides"),
        ("i want the knots and i want the tides", ""),  # nobody is beside the asker
        ("mom wants to go", ""),
        ("when is So You Want to Tie a Knot?", ""),
        ("", ""),
    ],
)
def test_what_several_want_is_one_request(text: str, plain: str) -> None:
    assert plain_wishes(text) == plain


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("knots how long is it, some of us have bedtimes", "knots how long is it"),
        ("talks in deck 2 today pls, we need to sit down somewhere dark", "talks in deck 2 today pls"),
        ("tides - my feet hurt", "tides"),
        ("knots, my favourite, when is it", ""),
        ("knots, he is here on saturday", ""),
        ("tides, i want that and knots", ""),
        ("Maps, Charts and Lies", ""),
        ("well, we are late", ""),
    ],
)
def test_what_is_only_told_behind_a_question_is_left_out(text: str, before: str) -> None:
    assert without_afterthought(text) == before


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("sonar stuff for dad", "sonar stuff"),
        ("anything on tides for my little sister?", "anything on tides ?"),
        ("something for mom", ""),
        ("anything for kids?", ""),
        ("tides", ""),
    ],
)
def test_for_whom_it_is_asked_is_left_out(text: str, without: str) -> None:
    assert without_companion(text) == without


def test_a_sentence_about_somebody_beside_the_asker_is_known() -> None:
    told = ("mom runs", "my little brother sleeps", "the kids fight", "kids workshop", "mother tongues", "tides")
    assert [tells_of_others(text) for text in told] == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("my teen wants to learn about sonar, which ones should he go to", "sonar"),
        ("The Tide Tables how long is it, some of us have bedtimes", "how long is The Tide Tables?"),
        ("knots for my wife, she has her sailor hat on already", "knots"),
        ("mom wants the knots and dad wants Jörg Müller. do they clash?", "do the knots and Jörg Müller clash?"),
        (
            "1) when are the knots 2) when is Jörg Müller. mom codes, i do not",
            "when are the knots and when is Jörg Müller",
        ),
    ],
)
def test_a_familys_message_gets_the_answer_of_plain_words(told: str, plain: str, demo: Engine) -> None:
    wordy, bare = demo.answer(told, NOON), demo.answer(plain, NOON)
    assert bare.verdict is Verdict.FOUND
    assert (wordy.headline, titles_of(wordy)) == (bare.headline, titles_of(bare))


@pytest.mark.parametrize("text", ["anything for kids tomorrow?", "mom wants zeppelins and dad wants submarines"])
def test_what_the_schedule_lacks_is_not_found(text: str, demo: Engine) -> None:
    assert demo.answer(text, NOON).verdict is Verdict.NOTHING


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("anything on lighthouses or sonar?", {"Lost Signals", "Charting the Deep with Sonar"}),
        ("are there lighthouses?", {"Lost Signals"}),
        ("chart sonar and beginners knots, where?", {"Charting the Deep with Sonar", "Knots for Beginners"}),
        ("the one about the begin knots, when", {"Knots for Beginners"}),  # a clipped word
    ],
)
def test_both_sides_of_a_conjunction_are_answered(text: str, titles: set[str], demo: Engine) -> None:
    assert set(titles_of(demo.answer(text, NOON))) == titles
