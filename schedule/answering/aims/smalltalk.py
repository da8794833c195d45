"""Messages to the bot that ask nothing of the schedule: a greeting, thanks, a call for help."""

from __future__ import annotations

from schedule.answering.aims.nothing import CAN_ASK
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked

_EXAMPLES = ("what is on now?", "what is next?", "remind me 10 minutes before the keynote")


def help_(asked: Asked) -> Answer:
    return Answer(Verdict.FOUND, asked.question.aim.value, f"I know the programme. {CAN_ASK}", suggestions=_EXAMPLES)


def unclear() -> Answer:
    return Answer(Verdict.UNCLEAR, "unclear", f"Hello! {CAN_ASK}")
