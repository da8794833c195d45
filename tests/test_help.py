"""A call for help is answered with what can be asked; words of help around a question are passed over."""

from __future__ import annotations

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from tests.demo import DEMO, FRIDAY, at

_ENGINE = Engine(DEMO)
_NOW = at(FRIDAY, 8)


@pytest.mark.parametrize(
    "text",
    [
        "help",
        "help!",
        "can you help me?",
        "what can you do",
        "what can I ask you?",
        "which questions can i ask",
        "how does this work",
        "how do i use this bot",
        "who are you",
        "what does this bot do?",
        "commands",
        "was kannst du?",
        "que peux-tu faire ?",
        "qué puedes hacer",
        "aiuto",
    ],
)
def test_a_call_for_help_tells_what_can_be_asked(text: str) -> None:
    answer = _ENGINE.answer(text, _NOW)
    assert (answer.verdict, answer.intent, answer.sessions) == (Verdict.FOUND, "help", ())
    assert answer.suggestions[:2] == ("what is on now?", "what is next?")


@pytest.mark.parametrize("text", ["help", "can you help me?", "what do you do", "how does this work", "commands"])
def test_help_among_people_is_none_of_the_bots_business(text: str) -> None:
    assert not _ENGINE.answer(text, _NOW, addressed=False).replied


@pytest.mark.parametrize("text", ["help me find the tide tables", "what can you tell me about the tide tables"])
def test_words_of_help_around_a_question_are_passed_over(text: str) -> None:
    assert [session.title for session in _ENGINE.answer(text, _NOW).sessions] == ["The Tide Tables"]
