"""Words within words that capitals set apart are found by the piece that people say."""

from __future__ import annotations

import pytest

from schedule import Schedule, Session
from schedule.answering.engine import Engine
from schedule.answering.matching.camel_case import later_pieces
from tests.demo import FRIDAY, at

_TITLES = ("KelpLoom.jl: weaving plots", "The TideFrames library", "Sails and Oars")
_ENGINE = Engine(
    Schedule(title="Harbour", timezone="UTC", sessions=tuple(Session(id=title, title=title) for title in _TITLES))
)


def test_the_pieces_but_the_first_are_given() -> None:
    assert list(later_pieces(("KelpLoom.jl", "iOSApp", "TIDES", "seaWallHTTPServer"))) == [
        ("loom", "kelploom"),
        ("wall", "seawallhttpserver"),
        ("http", "seawallhttpserver"),
        ("server", "seawallhttpserver"),
    ]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("when is the loom talk?", _TITLES[0]),
        ("talks on frames", _TITLES[1]),
        ("tide frames?", _TITLES[1]),
        ("kelploom", _TITLES[0]),
    ],
)
def test_a_title_is_found_by_a_piece(asked: str, title: str) -> None:
    assert [session.title for session in _ENGINE.answer(asked, at(FRIDAY, 9)).sessions] == [title]
