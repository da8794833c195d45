"""What is left of a clause, whichever way it is asked for."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.answering.language.clauses import clauses_of
from schedule.answering.language.reading import Reading, whole_words
from schedule.answering.language.word_lists import LANGUAGES
from schedule.answering.tokens import tokenize

_SAID = ["when", "do", "i", "miss", "lunch", "§4", "14:00", "overlap"]


@given(said=st.lists(st.sampled_from(_SAID), max_size=8), taken=st.lists(st.sampled_from(_SAID), max_size=3))
def test_what_is_left_of_all_is_what_is_left_behind_its_first_blank(said: list[str], taken: list[str]) -> None:
    reading = Reading((word, 2 * place) for place, word in enumerate(said))
    for word in taken:
        reading.take(whole_words(re.escape(word)))
    left = [(word, source) for word, source in reading.words(1) if word]
    assert reading.words() == reading.words(0, len(reading.text)) == left
    assert reading.left() == [word for word, _ in left]
    assert all(said[source // 2] == word for word, source in left)


def test_a_word_in_the_place_of_several_comes_from_the_first_of_them() -> None:
    reading = Reading(zip(["what", "do", "i", "miss", "if", "i", "go", "to", "lunch"], range(9), strict=True))
    found = reading.take(whole_words("miss if i go to"))
    assert found is not None
    reading.put(found, "during")
    assert reading.words() == [("what", 0), ("do", 1), ("i", 2), ("during", 3), ("lunch", 8)]


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("when is lunch", [False]),
        ("when is lunch?", [True]),
        ("when is lunch.", [False]),
        ("is it Dr.", [False]),
        ("?when is lunch", [True]),
        ("where is lunch? I am hungry.", [True, False]),
        ("ask Dr. Who when lunch is?", [True]),
        ("", []),
    ],
)
def test_a_sentence_asks_where_a_question_mark_closes_it(text: str, asking: list[bool]) -> None:
    assert [clause.asking for clause in clauses_of(text, (), None, None)] == asking


@given(text=st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="'`"), max_size=60))
def test_plain_letters_are_cut_as_any_others_are(text: str) -> None:
    behind = tokenize(f"{text} é")  # one letter with an accent, and all of it is folded
    assert tokenize(text) == behind[: len(behind) - 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spellings_of_a_language_are_in_order_and_each_there_once(language: str) -> None:
    table = files("schedule.answering.language").joinpath(f"spellings/{language}.csv").read_text("utf-8")
    typed = [line.partition(",")[0] for line in table.splitlines()[1:]]
    assert typed == sorted(set(typed))
