"""What one run came to, and how it stands in the table."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.torture.errors import errors_in
from tests.torture.judging import Verdict

COLUMNS = (
    "kills",
    "faults",
    "reminders",
    "held by nonce",
    "lost",
    "repeated",
    "out of order",
    "overtaken by",
    "unsettled",
    "errors",
    "s",
)


@dataclass(frozen=True, slots=True)
class Result:
    verdict: Verdict
    kills: int
    faults: int
    reminders: int
    absorbed: int  # sends that a nonce turned into an earlier message
    unsettled: int  # deliveries that were still open at the end
    complaints: tuple[str, ...]  # of the stand-in about what it was sent, and errors in the bot's log
    seconds: float

    @classmethod
    def of(
        cls,
        verdict: Verdict,
        counts: dict[str, Any],
        log: Path,
        *,
        kills: int,
        reminders: int,
        unsettled: int,
        began: float,
    ) -> Self:
        """`counts`: what the stand-in served; `log`: the bot's own; `began`: by the monotonic clock."""
        return cls(
            verdict=verdict,
            kills=kills,
            faults=counts["faults"],
            reminders=reminders,
            absorbed=counts["repeated_nonces"],
            unsettled=unsettled,
            complaints=(*(what for *_, what in counts["complaints"]), *errors_in(log)),
            seconds=time.monotonic() - began,
        )

    @property
    def clean(self) -> bool:
        verdict = self.verdict
        return not (verdict.lost or verdict.repeated or verdict.disordered or self.unsettled or self.complaints)

    @property
    def row(self) -> tuple[object, ...]:
        """By the columns above."""
        return (
            self.kills,
            self.faults,
            self.reminders,
            self.absorbed,
            self.verdict.lost,
            self.verdict.repeated,
            self.verdict.disordered,
            f"{self.verdict.overtaken:.1f} s",
            self.unsettled,
            len(self.complaints),
            f"{self.seconds:.0f}",
        )
