"""Completions for what somebody is typing: titles and names by a prefix or a misspelt part of them."""

from __future__ import annotations

from schedule.answering.names import Names
from schedule.answering.tokens import words
from schedule.answering.topics import Topics
from schedule.models import Person, Schedule, Session


class Suggest:
    """Built once for a schedule."""

    def __init__(self, schedule: Schedule, names: Names | None = None, topics: Topics | None = None) -> None:
        self._schedule = schedule
        self._names = names or Names(schedule)
        self._topics = topics or Topics(schedule)

    def find(self, prefix: str, limit: int = 25) -> tuple[Session | Person, ...]:
        """Best first; an empty prefix gives the programme's beginning."""
        typed = words(prefix)
        if not typed:
            timed = self._schedule.timed
            return (timed or self._schedule.sessions)[:limit]
        found = [match.target for match in (*self._names.find(typed), *self._topics.find(typed))]
        kept = {target.id: target for target in found if isinstance(target, Session | Person)}
        return tuple(kept.values())[:limit]
