"""What became of each reminder: what arrived, compared with what should have, and with what the database says of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import func, select

from bot.reminders.models import DeliveryState
from bot.storage.database import open_database
from bot.storage.tables import deliveries
from tests.running_bot import titles

Key = tuple[str, str]  # to whom, and the title of which session


@dataclass(frozen=True, slots=True)
class Arrival:
    key: Key
    at: float  # seconds


@dataclass(frozen=True, slots=True)
class Attempted:
    """What the database says of one reminder."""

    key: Key
    due_at: int  # seconds
    tries: int


@dataclass(frozen=True, slots=True)
class Verdict:
    lost: int
    repeated: int
    disordered: int  # sent at the first try, and yet long after one that was due later
    overtaken: float  # the longest time by which one sent at the first try came after one that was due later


def judge(
    expected: Collection[Key], arrived: Sequence[Arrival], attempted: Iterable[Attempted], lease: timedelta
) -> Verdict:
    """`lease`: in the time of the arrivals."""
    counts = Counter(arrival.key for arrival in arrived)
    overtaken = overtakings(arrived, attempted)
    return Verdict(
        lost=len(set(expected) - counts.keys()),
        repeated=counts.total() - len(counts),
        # Claimed in due order and sent within half a lease, or given back and claimed again: so much may lie between.
        disordered=sum(seconds > lease.total_seconds() for seconds in overtaken),
        overtaken=max(overtaken, default=0.0),
    )


def overtakings(arrived: Iterable[Arrival], attempted: Iterable[Attempted]) -> list[float]:
    """How many seconds each reminder arrived after the first one that was due later.

    Only of those that went out at the first try: a fault or a kill explains the others.
    """
    first: dict[Key, float] = {}
    for arrival in arrived:
        first[arrival.key] = min(arrival.at, first.get(arrival.key, arrival.at))
    known = [one for one in attempted if one.key in first]
    by_due: dict[int, float] = {}
    for one in known:
        by_due[one.due_at] = min(first[one.key], by_due.get(one.due_at, first[one.key]))
    dues = sorted(by_due)
    earliest_from = list(accumulate((by_due[due] for due in reversed(dues)), min))[::-1]
    overtaken = []
    for one in known:
        later = bisect_right(dues, one.due_at)
        if one.tries == 1 and later < len(dues):
            overtaken.append(max(first[one.key] - earliest_from[later], 0.0))
    return overtaken


async def attempted(url: str, title_of: Callable[[str], str]) -> list[Attempted]:
    """`title_of` gives the title of a session by its id."""
    row = deliveries.c
    wanted = select(row.recipient, row.session_id, row.due_at, row.tries)
    database = await open_database(url)
    async with database.reading() as connection:
        rows = (await connection.execute(wanted)).all()
    await database.close()
    return [Attempted((each.recipient, title_of(each.session_id)), each.due_at, each.tries) for each in rows]


async def unsettled(url: str) -> int:
    """How many deliveries are still open."""
    database = await open_database(url)
    open_ones = select(func.count()).where(deliveries.c.state == DeliveryState.PENDING)
    async with database.reading() as connection:
        waiting = (await connection.execute(open_ones)).scalar_one()
    await database.close()
    return int(waiting)


def arrivals(messages: Iterable[dict[str, Any]]) -> list[Arrival]:
    """Out of what the stand-in tells of messages to people."""
    return [
        Arrival((f"discord:{message['recipient']}", title), message["at"])
        for message in messages
        for title in titles(message["text"])
    ]
