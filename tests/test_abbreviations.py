"""An abbreviation of a term that several titles have is that term; letters that fit by chance are nothing."""

from __future__ import annotations

import pytest

from schedule.answering.matching.abbreviations import Abbreviations

_TITLES = (
    "deep reinforcement learning for robots",
    "offline reinforcement learning",
    "offline reinforcement learning",  # a talk and its poster are one title
    "large language models as judges",
    "taming large language models",
    "a room with light",
    "graph neural networks",
)
_ABBREVIATIONS = Abbreviations([title.split() for title in _TITLES], {"a", "for", "as", "with"})


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("rl", "reinforcement learning"),
        ("llm", "large language models"),
        ("orl", None),  # in one title only
        ("gnn", None),
        ("r", None),
        ("r2", None),
        ("", None),
        ("zz", None),
    ],
)
def test_an_abbreviation_stands_for_what_most_titles_mean(letters: str, words: str | None) -> None:
    assert _ABBREVIATIONS.expand(letters) == words


def test_no_term_stands_out_among_many() -> None:
    titles = ["red lanterns", "red lanterns", "rare lilies", "raw lemons", "rusty locks"]
    assert Abbreviations([title.split() for title in titles], ()).expand("rl") is None


def test_a_term_of_many_titles_stands_out_among_many_others() -> None:
    others = [f"{one} {other}" for one in ("quiet", "quick") for other in ("tides", "tugs", "terns", "towers")]
    titles = [*(f"quay traffic in {n}" for n in ("may", "june", "july", "august", "autumn", "winter")), *others]
    assert Abbreviations([title.split() for title in titles], {"in"}).expand("qt") is None
    titles += [f"quay traffic in {n}" for n in ("rain", "fog", "snow", "spring")]
    assert Abbreviations([title.split() for title in titles], {"in"}).expand("qt") == "quay traffic"
