"""From a question to its answer, in process, at three sizes, beside plain tools with the same questions in one run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from schedule import Schedule
from schedule.answering.engine import Engine
from tests.bench import conference, measure
from tests.bench.peers import peers
from tests.bench.questions import Asked, ask

_QUESTIONS = 1_000
_SLOW_QUESTIONS = 60  # of a tool that reads every text
_HEAD = ("", "questions", "right", "p50 ms", "p99 ms", "p50 / Hallway")


def run() -> None:
    for label, make in (("workshop", conference.workshop), ("large", conference.large), ("huge", conference.huge)):
        schedule = make()
        people = len({person.id for session in schedule.sessions for person in session.people})
        title = f"Question to answer, {label}: {len(schedule.sessions):,} sessions, {people:,} people"
        measure.print_table(title, _HEAD, _rows(schedule))


def _rows(schedule: Schedule) -> list[tuple[str, ...]]:
    engine = Engine(schedule)
    now = _moment(schedule)
    asked = ask(schedule, _QUESTIONS)

    def first(text: str) -> str:
        sessions = engine.answer(text, now).sessions
        return sessions[0].title if sessions else ""

    own = measure.each(lambda question: engine.answer(question.text, now), asked)
    rows = [_row("Hallway", asked, lambda question: first(question.text), own, own)]
    for name, find in peers(schedule).items():
        some = asked[:_SLOW_QUESTIONS] if "scan" in name else asked
        taken = measure.each(lambda question, find=find: find(question.plain), some)  # type: ignore[misc]
        rows.append(_row(name, some, lambda question, find=find: find(question.plain), taken, own))  # type: ignore[misc]
    return rows


def _row(
    name: str, asked: list[Asked], first: Callable[[Asked], str], taken: list[float], own: list[float]
) -> tuple[str, ...]:
    right = sum(first(question) in question.right for question in asked)
    ratio = measure.percentile(taken, 0.5) / measure.percentile(own, 0.5)
    return name, str(len(asked)), f"{right / len(asked):.1%}", *measure.milliseconds(taken), f"{ratio:.2f}"


def _moment(schedule: Schedule) -> datetime:
    """Before everything, so that nothing is over."""
    timed = schedule.timed
    start = timed[0].starts_at if timed else None
    return (start - timedelta(hours=1)) if start else datetime.now(schedule.zone)
