"""What lives as long as the bot is not looked through again and again, and goes when it is replaced."""

from __future__ import annotations

import gc
import traceback
import weakref
from pathlib import Path

import pytest

from bot.lasting import lasting_engine
from schedule import Person, Schedule
from schedule.answering.engine import Engine
from schedule.answering.uncollected import uncollected


@pytest.fixture(autouse=True)
def _nothing_stays_aside():
    yield
    gc.unfreeze()


@pytest.fixture
def programme(make_schedule, make_session) -> Schedule:
    speaker = Person(id="p", name="Dawn Song")
    return make_schedule(*(make_session(f"talk {number}", number, speakers=(speaker,)) for number in range(50)))


def test_the_collector_does_not_visit_an_engine_any_more(programme):
    engine = lasting_engine(programme)
    visited = {id(one) for one in gc.get_objects()}
    assert not visited & {id(engine), id(engine.__dict__), id(programme)}
    assert gc.isenabled()


def test_a_replaced_engine_goes_without_the_collector(programme):
    engine, schedule = lasting_engine(programme), programme.model_copy()
    gone = weakref.ref(engine)
    gc.disable()
    try:
        engine = lasting_engine(schedule)
        assert gone() is None
        assert engine is not None
    finally:
        gc.enable()


def test_nothing_of_a_replaced_engine_waits_for_the_collector(programme):
    engine = Engine(programme)
    engine.answer("when is down snog?", programme.sessions[0].starts_at)
    gc.collect()
    del engine
    assert gc.collect() == 0  # what is set aside would stay for good


def test_an_engine_that_cannot_be_built_leaves_the_collector_running():
    with pytest.raises(AttributeError):
        lasting_engine("no schedule at all")
    assert gc.isenabled()


def test_nothing_is_collected_while_an_engine_is_built(programme):
    during = []

    def notice(phase, _):
        files = {Path(frame.f_code.co_filename).name for frame, _ in traceback.walk_stack(None)}
        during.append((phase, "finder.py" in files))

    threshold = gc.get_threshold()
    gc.callbacks.append(notice)
    gc.set_threshold(10)
    try:
        Engine(programme)
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(notice)
    assert ("start", False) in during
    assert ("start", True) not in during
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
