"""A message with a word that names nothing is read without it; what the schedule lacks is still not found."""

from __future__ import annotations

from datetime import datetime

import pytest

from schedule import Schedule
from schedule.answering.answer import Verdict
from schedule.answering.easing import ease
from schedule.answering.engine import Engine
from schedule.answering.language.word_lists import idle
from schedule.answering.matching.nicknames import forms
from schedule.answering.tokens import fold
from schedule.answering.why import explain
from tests.demo import DEMO, FRIDAY, at


@pytest.fixture(scope="module")
def demo() -> Engine:
    return Engine(DEMO)


@pytest.mark.parametrize(
    ("text", "unexplained", "known", "plainer"),
    [
        ("gibt es hier was zu tides", {"hier", "tides"}, {"tides"}, ["gibt es  was zu tides"]),
        ("print the tides", {"print", "tides"}, {"print", "tides"}, ["the tides"]),
        ("upload the print", {"upload", "print"}, {"print"}, ["the print", "the"]),
        ("deck 2 or 7", {"deck", "2", "7"}, {"deck", "2"}, ["deck 2 or"]),
        ("quand est zoe", {"zoe"}, (), []),
        ("demain zoe", {"demain", "zoe"}, (), ["tomorrow zoe"]),  # in whatever language the rest is
        ("when is Quick", {"quick"}, (), []),  # written as a name
        ("WHEN IS QUICK", {"quick"}, (), ["WHEN IS"]),
        ("k zoe", {"k", "zoe"}, (), []),  # an initial tells one person from another
        ("blockchain", {"blockchain"}, (), []),
        ("posters on SC", {"sc"}, (), ["posters on sea charts"]),
        ("", {"hier"}, (), []),
    ],
)
def test_common_words_go_and_foreign_ones_are_translated(
    text: str, unexplained: set[str], known: set[str], plainer: list[str]
) -> None:
    assert list(ease(text, sorted(unexplained), known, {"sc": "sea charts"}.get)) == plainer


def _shown(engine: Engine, text: str) -> tuple[Verdict, list[str]]:
    answer = engine.answer(text, at(FRIDAY, 8))
    return answer.verdict, [session.title for session in answer.sessions]


@pytest.mark.parametrize(
    "text",
    [
        "kann man mir sagen wann die tide tables halt laufen",
        "euh la keynote the tide tables donc, quand ?",
        "entonces cuando toca the tide tables porfa",
        "allora, quando fanno the tide tables scusate",
        "opa quando vai rolar the tide tables",
        "yo fetch me the tide tables slot plz",
        "tide tables thingy when exactly tbh",
    ],
)
def test_a_filler_word_does_not_hide_what_is_asked_for(demo: Engine, text: str) -> None:
    assert _shown(demo, text) == (Verdict.FOUND, ["The Tide Tables"])


@pytest.mark.parametrize(
    "text",
    [
        "gibt es hier was zu blockchain",
        "y a-t-il un truc sur la blockchain",
        "show me the kubernetes thingy tbh",
        "anything on display",
        "when does Print Ångström talk",
        "when does mark ångström talk actually",
        "is there parking upstairs",
    ],
)
def test_what_the_schedule_lacks_is_still_not_found(demo: Engine, text: str) -> None:
    assert _shown(demo, text) == (Verdict.NOTHING, [])


def test_what_was_not_found_is_told_without_the_filler_words(demo: Engine) -> None:
    answer = demo.answer("gibt es hier was zu blockchain", at(FRIDAY, 8))
    assert answer.headline == "I found nothing for “blockchain” in the schedule."


def test_a_message_to_nobody_is_not_eased(demo: Engine) -> None:
    texts = ("when is the keynote the tide tables", "when is the keynote the tide tables halt")
    heard = [demo.answer(text, at(FRIDAY, 8), addressed=False).replied for text in texts]
    assert heard == [True, False]


def test_a_time_without_anything_on_is_an_answer_too(demo: Engine) -> None:
    answer = demo.answer("can u print me everything thats on in deck 2", at(FRIDAY, 9))
    assert (answer.verdict, answer.headline) == (Verdict.NOTHING, "Nothing in Deck 2 is on now. Next:")


def test_idle_words_are_folded_words_that_are_no_names_and_no_numbers() -> None:
    wrong = [word for word in idle() if fold(word) != word or not word.isalpha() or len(word) == 1 or forms(word)]
    assert wrong == []


def test_a_workshop_is_asked_in_telegrams(workshop: Schedule) -> None:
    engine = Engine(workshop)
    now = datetime(2022, 12, 3, 9, tzinfo=workshop.zone)
    titles = {text: engine.answer(text, now).sessions[0].title[:10] for text in ("print dawn song slot", "HEAT, hour?")}
    assert titles == {"print dawn song slot": "Dawn Song ", "HEAT, hour?": "HEAT: Hard"}


def test_the_explanation_tells_which_words_were_passed_over(demo: Engine) -> None:
    told = explain(demo, "fetch the tides", at(FRIDAY, 8)).splitlines()
    assert told[1] == "read without the words that name nothing: the tides"
