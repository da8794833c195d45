"""Completions for what somebody is typing: sessions by their titles and people by their names, best first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, zip_longest

from schedule.answering.matching.unspaced import cut
from schedule.answering.names import Names
from schedule.answering.tokens import words
from schedule.answering.topics import Topics
from schedule.models import Person, Schedule, Session

LIMIT = 25  # what a chat program shows at most


class Suggest:
    """Built once for a schedule; `find` is read-only."""

    def __init__(self, schedule: Schedule, names: Names | None = None, topics: Topics | None = None) -> None:
        self._schedule = schedule
        self._names = names or Names(schedule)
        self._topics = topics or Topics(schedule)
        self._titled = self._topics.completions()
        self._named = self._names.completions()

    def find(self, prefix: str, limit: int = LIMIT, now: datetime | None = None) -> tuple[Session | Person, ...]:
        """Sessions and people in turn; for an empty prefix the sessions to come, or the first ones without `now`."""
        typed = words(prefix)
        if limit <= 0:
            return ()
        if not typed:
            return self._upcoming(limit, now)
        sessions = [self._schedule.sessions[number] for number in self._titled.find(cut(typed)[0], limit)]
        people = [self._names.people[number] for number in self._named.find(typed, limit)]
        if not sessions and not people:
            sessions, people = self._searched(typed)
        mixed = chain.from_iterable(zip_longest(sessions, people))
        return tuple(item for item in mixed if item is not None)[:limit]

    def _upcoming(self, limit: int, now: datetime | None) -> tuple[Session, ...]:
        timed = self._schedule.timed
        if now is not None:
            timed = tuple(s for s in timed if (s.ends_at or s.starts_at or now) >= now) or timed
        return (timed or self._schedule.sessions)[:limit]

    def _searched(self, typed: Sequence[str]) -> tuple[list[Session], list[Person]]:
        """By the engine's own search, where no word begins as typed: nicknames, initials, words of abstracts."""
        sessions = [match.target for match in self._topics.find(typed) if isinstance(match.target, Session)]
        people = [match.target for match in self._names.find(typed) if isinstance(match.target, Person)]
        return sessions, people
