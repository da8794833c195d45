"""Whether to speak where nobody asked the bot: only for a question that the schedule answers, and when sure.

`may_ask` is a glance at the raw text, made before anything is searched; `speaks` judges the finished answer.
"""

from __future__ import annotations

import re

from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import World
from schedule.answering.question import Aim, Question
from schedule.answering.tokens import MAX_CHARACTERS

_SHAPE = re.compile(
    r"\b(?:when|whens|wen|where|wheres|who|whos|what|whats|which|how (?:long|many|much)|any ?one|anybody|next|are there|is there"
    r"|is|does|do|wann|wo|wer|was|quand|qui|cu[aá]ndo|d[oó]nde|qui[eé]n|quando|dove|chi|onde|quem|hora|heure|uhr)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[`{}<>=$|\\]|://|\w\(|^\s*[/!.]\w|^\s*(?:import|from|git|sudo|select)\b", re.IGNORECASE)
_LONGEST = 300  # characters; who asks in passing asks briefly

_AIMS = frozenset({
    Aim.WHEN, Aim.WHERE, Aim.WHO, Aim.WHAT, Aim.COUNT, Aim.DURATION, Aim.END, Aim.CLASH, Aim.LANGUAGE, Aim.COMPARE,
    Aim.LINK, Aim.VIDEO, Aim.SLIDES, Aim.PAPER,
})  # fmt: skip


def may_ask(text: str) -> bool:
    """Whether a message can be a question at all. Cheap: most of a channel ends here."""
    if len(text) > min(_LONGEST, MAX_CHARACTERS) or _SHAPE.search(text) is None:
        return False
    return _CODE.search(text) is None


def speaks(question: Question, answer: Answer, world: World) -> bool:
    """Whether an answer is worth interrupting for."""
    del world
    if answer.verdict is not Verdict.FOUND or question.aim not in _AIMS or not question.asked:
        return False
    if question.personal or question.chatter or question.bare:
        return False
    return bool(answer.sessions)
