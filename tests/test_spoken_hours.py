"""The hours of the day in the five languages beside English: each phrase means one stretch of the programme's day."""

from __future__ import annotations

import pytest

from schedule.answering.language.clocks import Bound, Clock
from schedule.answering.language.grammar import parse_question


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("was läuft um 3 Uhr?", Clock(3, bare=True)),
        ("was läuft um drei?", Clock(3, bare=True)),
        ("um neun Uhr morgens", Clock(9)),
        ("um 3 uhr nachmittags", Clock(15)),
        ("um acht uhr abends", Clock(20)),
        ("was ist um halb vier", Clock(3, 30, bare=True)),
        ("qui parle à trois heures ?", Clock(3, bare=True)),
        ("à 3 heures de l'après-midi", Clock(15)),
        ("à 9h du matin", Clock(9)),
        ("à trois heures et demie", Clock(3, 30, bare=True)),
        ("¿qué hay a las 3 de la tarde?", Clock(15)),
        ("¿quién habla a la una?", Clock(1, bare=True)),
        ("a las tres y media", Clock(3, 30, bare=True)),
        ("cosa c'è alle 3 del pomeriggio", Clock(15)),
        ("chi parla alle due e mezza", Clock(2, 30, bare=True)),
        ("alle 9 di mattina", Clock(9)),
        ("o que tem às 3 da tarde", Clock(15)),
        ("quem fala às três e meia", Clock(3, 30, bare=True)),
        ("às 9 da manhã", Clock(9)),
    ],
)
def test_an_hour_is_read(text: str, clock: Clock) -> None:
    (question,) = parse_question(text)
    assert (question.time.clocks, question.time.bound, question.subject.words) == ((clock,), Bound.AT, ())


@pytest.mark.parametrize(
    ("text", "clocks", "bound"),
    [
        ("was kommt nach zwei uhr", (Clock(2, bare=True),), Bound.FROM),
        ("¿qué hay después de las 2?", (Clock(2, bare=True),), Bound.FROM),
        ("cosa c'è dopo le 14", (Clock(14),), Bound.FROM),
        ("o que tem depois das 14h", (Clock(14),), Bound.FROM),
        ("¿qué hay antes de las 11?", (Clock(11, bare=True),), Bound.UNTIL),
        ("was ist zwischen 13 und 14 Uhr", (Clock(13), Clock(14)), Bound.BETWEEN),
        ("qu'est-ce qu'il y a entre 13h et 14h", (Clock(13), Clock(14)), Bound.BETWEEN),
        ("cosa c'è tra le 13 e le 14", (Clock(13), Clock(14)), Bound.BETWEEN),
        ("¿qué hay entre las 13 y las 14?", (Clock(13), Clock(14)), Bound.BETWEEN),
    ],
)
def test_a_stretch_is_read(text: str, clocks: tuple[Clock, ...], bound: Bound) -> None:
    (question,) = parse_question(text)
    assert (question.time.clocks, question.time.bound) == (clocks, bound)


@pytest.mark.parametrize("text", ["when is the due diligence talk", "who is six", "once upon a time"])
def test_their_numbers_are_no_hours_by_themselves(text: str) -> None:
    assert parse_question(text)[0].time.clocks == ()
