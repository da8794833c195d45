"""A list that goes on: its next part on `more`, until all of it was shown; and nothing where no list stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedule import Person, Schedule, Session
from schedule.answering.answer import Answer, Turn
from schedule.answering.engine import Engine
from schedule.answering.paging import KEPT_MOST, LISTED_MOST
from schedule.answering.wording import word

_ZONE = ZoneInfo("Europe/Lisbon")
_NOW = datetime(2027, 6, 11, 8, tzinfo=_ZONE)
_LATER = _NOW + timedelta(minutes=5)


def _talk(number: int, **values: object) -> Session:
    start = _NOW + timedelta(minutes=10 * number)
    known: dict[str, object] = {
        "id": f"t{number}",
        "title": f"Vessel {number:03}",
        "kind": "Talk",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=10),
    }
    return Session.model_validate(known | values)


def _engine(*sessions: Session) -> Engine:
    return Engine(Schedule(title="Vessels", timezone="Europe/Lisbon", sessions=sessions))


_ENGINE = _engine(*(_talk(number) for number in range(60)))


@pytest.fixture(scope="module")
def listed() -> Answer:
    return _ENGINE.answer("what talks are there?", _NOW)


def _numbers(answer: Answer) -> list[int]:
    return [int(session.title[-3:]) for session in answer.sessions]


_MORE = [
    "more", "More please!", "show more", "show me the rest", "the rest", "and the rest?", "the others", "next page",
    "what are the others?", "what about the other ones", "show all", "list them all", "continue", "go on", "what else?",
    "anything else?", "and the other 35?", "the next 25", "more talks", "the remaining ones", "can you show me more?",
    "und die anderen?", "mehr", "zeig mir den Rest", "weiter", "alle anzeigen", "et les autres ?", "la suite",
    "voir plus", "más", "¿y los demás?", "muéstrame el resto", "e gli altri?", "mostra tutti", "di più",
    "e os outros?", "ver mais",
]  # fmt: skip


@pytest.mark.parametrize("text", _MORE)
def test_what_follows_on_a_list_is_shown(listed: Answer, text: str) -> None:
    answer = _ENGINE.answer(text, _LATER, turn=listed.turn)
    assert (_numbers(answer), answer.more) == (list(range(25, 50)), 10)


@pytest.mark.parametrize("text", ["when is vessel 007?", "more about it", "when is lunch?", "what is next?"])
def test_another_question_is_no_wish_for_more(listed: Answer, text: str) -> None:
    assert _numbers(_ENGINE.answer(text, _LATER, turn=listed.turn)) != list(range(25, 50))


def test_a_list_ends(listed: Answer) -> None:
    second = _ENGINE.answer("more", _NOW, turn=listed.turn)
    third = _ENGINE.answer("and the rest?", _NOW, turn=second.turn)
    assert [word(part, _ENGINE.schedule, _NOW).splitlines()[0] for part in (second, third)] == [
        "The next 25:",
        "The other 10:",
    ]
    assert (_numbers(third), third.more) == (list(range(50, 60)), 0)
    over = _ENGINE.answer("more", _NOW, turn=third.turn)
    assert (over.headline, over.sessions) == ("That is all of it.", ())


def test_a_part_is_a_list_that_follow_ups_refer_to(listed: Answer) -> None:
    second = _ENGINE.answer("more", _NOW, turn=listed.turn)
    assert _numbers(_ENGINE.answer("when is the second one?", _NOW, turn=second.turn)) == [26]


def test_a_list_says_how_to_go_on(listed: Answer) -> None:
    assert word(listed, _ENGINE.schedule, _NOW).splitlines()[-1] == (
        "… and 35 more; say “more”, or name a day, a room or a kind."
    )


@pytest.mark.parametrize("text", ["more", "show more", "what are the others?", "und die anderen?"])
def test_more_of_nothing_asks_back_and_is_silent_among_others(text: str) -> None:
    answer = _ENGINE.answer(text, _NOW)
    assert (answer.headline.partition("?")[0], answer.sessions, answer.found) == ("More of what", (), False)
    assert not _ENGINE.answer(text, _NOW, addressed=False).replied


def test_more_said_to_nobody_means_the_list_that_was_just_shown(listed: Answer) -> None:
    heard = [
        _ENGINE.answer(text, _NOW + timedelta(minutes=minutes), addressed=False, turn=listed.turn).replied
        for text, minutes in [("show more", 1), ("und die anderen?", 1), ("show more", 5), ("anything else?", 1)]
    ]
    assert heard == [True, True, False, False]


def test_a_list_is_forgotten_after_ten_minutes(listed: Answer) -> None:
    assert _ENGINE.answer("more", _NOW + timedelta(minutes=11), turn=listed.turn).sessions == ()


def test_what_is_kept_of_a_long_list_is_bounded_and_counted() -> None:
    engine = _engine(*(_talk(number) for number in range(LISTED_MOST + KEPT_MOST + 7)))
    turn: Turn | None = None
    counts = []
    for _ in range(20):
        answer = engine.answer("more" if turn else "what talks are there?", _NOW, turn=turn)
        counts.append((len(answer.sessions), answer.more))
        turn = answer.turn
        if turn is None:
            break
        assert len(turn.rest.sessions) <= KEPT_MOST
    assert counts == [*((25, 207 - 25 * page) for page in range(9)), (0, 0)]
    last = engine.answer("what talks are there?", _NOW)
    for _ in range(8):
        last = engine.answer("more", _NOW, turn=last.turn)
    assert word(last, engine.schedule, _NOW).splitlines()[-1] == (
        "… and 7 more; name a day, a room or a kind to see fewer."
    )


def test_of_many_people_of_one_name_the_others_follow() -> None:
    people = [
        Person(id=str(n), name=f"{name} Zhang") for n, name in enumerate(["Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gil"])
    ]
    engine = _engine(*(_talk(number, speakers=(person,)) for number, person in enumerate(people)))
    asked = engine.answer("when is zhang?", _NOW)
    assert asked.suggestions == ("Ana Zhang", "Bo Zhang", "Cy Zhang", "Di Zhang", "Ed Zhang")
    assert word(asked, engine.schedule, _NOW).splitlines()[1] == "… and 2 more; say “more” to see them."
    assert engine.answer("more", _NOW, turn=asked.turn).suggestions == ("Flo Zhang", "Gil Zhang")


def test_people_of_one_whole_name_are_told_apart_by_where_they_come_from() -> None:
    homes = ["Porto", "Faro", "Porto", "Braga", "Sines", "Évora"]
    people = [Person(id=str(n), name="Li Zhang", affiliation=home) for n, home in enumerate(homes)]
    engine = _engine(*(_talk(number, speakers=(person,)) for number, person in enumerate(people)))
    assert engine.answer("when is zhang?", _NOW).suggestions == (
        "Li Zhang (Porto)",
        "Li Zhang (Faro)",
        "Li Zhang (Braga)",
        "Li Zhang (Sines)",
        "Li Zhang (Évora)",
    )
