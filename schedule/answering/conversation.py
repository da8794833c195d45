"""What each conversation remembers of its last answer. Bounded in number and in time; never shared between people."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from schedule.answering.answer import Turn

LASTS = timedelta(minutes=10)
CONVERSATIONS_MOST = 10_000


class Conversations:
    """Turns by an opaque key, which stands for one person in one place. The oldest give way to new ones."""

    def __init__(self, *, most: int = CONVERSATIONS_MOST, lasts: timedelta = LASTS) -> None:
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._most = most
        self._lasts = lasts

    def __len__(self) -> int:
        return len(self._turns)

    def turn(self, key: str, now: datetime) -> Turn | None:
        """The last answer of a conversation, unless it is too long ago."""
        turn = self._turns.get(key)
        if turn is None or abs(now - turn.at) <= self._lasts:
            return turn
        del self._turns[key]
        return None

    def forget(self, person: str) -> None:
        """Drops what was said with somebody in any place; the keys of a person's conversations end in `:person`."""
        for key in [key for key in self._turns if key.rpartition(":")[2] == person]:
            del self._turns[key]

    def keep(self, key: str, turn: Turn | None) -> None:
        """Keeps what an answer left behind; an answer that left nothing changes nothing."""
        if turn is None:
            return
        self._turns[key] = turn
        self._turns.move_to_end(key)
        while len(self._turns) > self._most or abs(turn.at - next(iter(self._turns.values())).at) > self._lasts:
            self._turns.popitem(last=False)
