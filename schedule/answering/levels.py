"""For whom a session is meant, where its source says so: for beginners, or for those who know the field.

Sources that state a level have it as a line of its own in the abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from schedule.answering.tokens import Folding, words
from schedule.models import Session

_LINE = re.compile(r"^level: *(\S.{0,60})$", re.IGNORECASE | re.MULTILINE)
_NOUNS = frozenset({"level", "levels"})
# What sources and attendees call the same level.
_CALLED = (
    frozenset({"introductory", "introduction", "beginner", "beginners", "novice", "novices", "newcomer", "newcomers"}),
    frozenset({"intermediate"}),
    frozenset({"advanced", "expert", "experts"}),
)


class Levels:
    def __init__(self, sessions: Iterable[Session], folding: Folding = words) -> None:
        self._of: dict[str, frozenset[str]] = {}
        for session in sessions:
            if session.abstract and "evel:" in session.abstract and (found := _LINE.search(session.abstract)):
                self._of[session.id] = frozenset(folding(found[1]))
        self._stated = frozenset().union(*self._of.values())

    def named(self, said: Sequence[str]) -> frozenset[str]:
        """The source's words for the level that these words name, and nothing else; empty where they do not."""
        meant = [called for word in said for called in _CALLED if word in called]
        if not self._of or not meant or len(meant) + sum(word in _NOUNS for word in said) < len(said):
            return frozenset()
        return self._stated.intersection(*[frozenset().union(*meant)])

    def has(self, session: Session, level: frozenset[str]) -> bool:
        return not level.isdisjoint(self._of.get(session.id, ()))
