"""Messages to the bot that ask nothing of the schedule: a greeting, thanks, a call for help."""

from __future__ import annotations

from schedule.answering.aims.nothing import CAN_ASK
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked


def help_(asked: Asked) -> Answer:
    return Answer(
        Verdict.FOUND, asked.question.aim.value, f"I know the programme. {CAN_ASK}", suggestions=_examples(asked)
    )


def _examples(asked: Asked) -> tuple[str, ...]:
    """Questions that this schedule answers."""
    people = [person.name for session in asked.world.programme.timed for person in session.people][:1]
    named = (f"when is {people[0]}?", f"remind me 10 minutes before {people[0]}") if people else ()
    return ("what is on now?", "what is next?", *named)


def unclear() -> Answer:
    return Answer(Verdict.UNCLEAR, "unclear", f"Hello! {CAN_ASK}")
