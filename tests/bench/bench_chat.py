"""Ordinary messages of a channel, which get no reply."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from schedule.answering.engine import Engine
from tests.bench import conference, measure

_CHAT = Path(__file__).resolve().parents[3] / "shared" / "chat" / "irc.dev.txt"
_MESSAGES = 4_000
_NOW = datetime(2027, 6, 7, 10, 0, tzinfo=UTC)
_HEAD = ("", "messages", "replies", "p50 ms", "p99 ms")
_INVENTED = (
    "morning all", "did anyone see my charger?", "haha yes", "that was great, thanks", "i will be ten minutes late",
    "is the wifi down again", "+1", "who wants to get lunch at the thai place later",
    "ok so i pushed the fix, can you pull?",
    "https://example.org/slides.pdf", "the projector in our hotel room is better", "see you tomorrow then",
    "can someone send me the photo from last night?", "no idea, ask the people at the desk", "my flight leaves at 7 :(",
)  # fmt: skip


def run() -> None:
    messages = _messages()
    rows = []
    for label, make in (("workshop", conference.workshop), ("large", conference.large)):
        engine = Engine(make())

        def reply(text: str, engine: Engine = engine) -> bool:
            return engine.answer(text, _NOW, addressed=False).replied

        taken = measure.each(reply, messages)
        rows.append((label, len(messages), sum(map(reply, messages)), *measure.milliseconds(taken)))
    measure.print_table("Ordinary chat", _HEAD, rows)


def _messages() -> list[str]:
    if _CHAT.is_file():
        return _CHAT.read_text("utf-8").splitlines()[:_MESSAGES]
    return list(_INVENTED) * (_MESSAGES // len(_INVENTED))
