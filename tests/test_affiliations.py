"""People asked for by where they work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from schedule.answering.engine import Engine
from schedule.models import Person, Schedule, Session
from tests.demo import FRIDAY, at

_PEOPLE = (
    ("Ana Souza", "Quayside Lab, University of Halifax"),
    ("Li Wei", "ORCA / University of Halifax"),
    ("Jörg Müller", "Institute of Tides"),
    ("Ngozi Okafor", None),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    sessions = tuple(
        Session(
            id=f"S{number}",
            title=title,
            kind="Talk",
            starts_at=at(FRIDAY, 9 + number),
            ends_at=at(FRIDAY, 9 + number) + timedelta(minutes=30),
            speakers=(Person(id=name, name=name, affiliation=affiliation),),
        )
        for number, (title, (name, affiliation)) in enumerate(
            zip(("Knots", "Sonar", "Charts", "Signals"), _PEOPLE, strict=True)
        )
    )
    return Engine(Schedule(title="Quaylight", timezone="America/Halifax", sessions=sessions))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("which talk is the ORCA one", ["S1"]),
        ("anyone from halifax speaking?", ["S0", "S1"]),
        ("is somebody of quayside lab here", ["S0"]),
        ("talks by the institute of tides", ["S2"]),
        ("anything by the orcas", []),  # a near-miss is another affiliation
        ("anything on university research", []),  # these words tell no affiliation from another
        ("talks from halifax by blockchain", []),
    ],
)
def test_people_are_found_by_their_affiliation(engine: Engine, text: str, shown: list[str]) -> None:
    assert [session.id for session in engine.answer(text, at(FRIDAY, 8)).sessions] == shown


def test_a_title_goes_before_an_affiliation(engine: Engine) -> None:
    assert [session.id for session in engine.answer("charts", at(FRIDAY, 8)).sessions] == ["S2"]
