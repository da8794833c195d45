"""Names of which one word means something else, written out or misspelt."""

from __future__ import annotations

import pytest

from schedule import Schedule
from schedule.answering.quoting import Quoting
from schedule.answering.tokens import words
from schedule.models import Person, Session

NAMES = ("Melissa Hall", "May Wong", "Jiajun He", "Jeff Dean", "Anna Du")


@pytest.fixture(scope="module")
def quoting() -> Quoting:
    speakers = tuple(Person(id=name, name=name) for name in NAMES)
    return Quoting(Schedule(timezone="UTC", sessions=(Session(id="1", title="Tides", speakers=speakers),)))


@pytest.mark.parametrize(
    ("typed", "name", "at"),
    [
        ("when is melissa hall on", "Melissa Hall", (2, 4)),
        ("when is meliisa hall on", "Melissa Hall", (2, 4)),
        ("hall melisa", "Melissa Hall", (0, 2)),
        ("is may wong on today", "May Wong", (1, 3)),
        ("what is jiaajun he talking about", "Jiajun He", (2, 4)),
        ("anna du", "Anna Du", (0, 2)),
    ],
)
def test_name_with_a_word_of_the_grammar_is_found(quoting: Quoting, typed: str, name: str, at: tuple[int, int]) -> None:
    found = quoting.find(words(typed))
    assert found is not None
    assert (found[:2], [person.name for person in quoting.people(found[2])]) == (at, [name])


@pytest.mark.parametrize(
    "typed", ["which hall is it", "what does he say", "he presented", "marissa in hall b", "jeff dean"]
)
def test_words_of_the_grammar_alone_are_no_name(quoting: Quoting, typed: str) -> None:
    assert quoting.find(words(typed)) is None
