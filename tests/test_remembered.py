"""Results that are kept for the next look-up: the latest, and no more than so many."""

from __future__ import annotations

from schedule.answering.matching.remembered import Remembered


def test_the_oldest_result_gives_way() -> None:
    kept: Remembered[str, int] = Remembered(2)
    assert [kept.keep(word, len(word)) for word in ("a", "bb", "ccc")] == [1, 2, 3]
    assert [kept.get(word) for word in ("a", "bb", "ccc")] == [None, 2, 3]
    assert len(kept) == 2


def test_a_word_that_is_kept_again_takes_no_second_place() -> None:
    kept: Remembered[str, int] = Remembered(2)
    for word in ("a", "bb", "bb"):
        kept.keep(word, len(word))
    assert [kept.get(word) for word in ("a", "bb")] == [1, 2]
