"""How people are reached, in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, select, update

from bot.reminders.store import Person
from bot.storage.database import Database
from bot.storage.statements import insert_for
from bot.storage.tables import known_moment, people, seconds, subscriptions


class SqlPeople:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def person(self, recipient: str) -> Person:
        return (await self.persons([recipient])).get(recipient, Person(recipient))

    async def persons(self, recipients: Sequence[str]) -> Mapping[str, Person]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(people).where(people.c.recipient.in_(recipients)))).all()
        return {row.recipient: _person(row) for row in rows}

    async def note_outcome(self, recipient: str, *, refused: bool, limit: int, now: datetime) -> Person:
        if not refused:
            return await self._keep(recipient, refusals=0)
        counted = people.c.refusals + 1
        stops = case((people.c.stopped_at.is_not(None), people.c.stopped_at), (counted >= limit, seconds(now)))
        first = seconds(now) if limit <= 1 else None
        insert = insert_for(self._database.dialect, people).values(recipient=recipient, refusals=1, stopped_at=first)
        upsert = insert.on_conflict_do_update(
            index_elements=["recipient"], set_={"refusals": counted, "stopped_at": stops}
        ).returning(people)
        async with self._database.writing() as connection:
            return _person((await connection.execute(upsert)).one())

    async def restart(self, recipient: str, now: datetime) -> bool:
        stopped = (people.c.recipient == recipient) & people.c.stopped_at.is_not(None)
        statement = update(people).where(stopped).values(stopped_at=None, refusals=0)
        theirs = subscriptions.c.recipient == recipient
        again = {"touched_at": seconds(now), "fresh": True}
        async with self._database.writing() as connection:
            restarted = (await connection.execute(statement)).rowcount > 0
            if restarted:
                await connection.execute(update(subscriptions).where(theirs).values(**again))
            return restarted

    async def set_fallback(self, recipient: str, *, agreed: bool) -> None:
        await self._keep(recipient, fallback=agreed)

    async def address(self, recipient: str) -> str | None:
        async with self._database.reading() as connection:
            found: str | None = await connection.scalar(select(people.c.address).where(people.c.recipient == recipient))
            return found

    async def set_address(self, recipient: str, address: str) -> None:
        await self._keep(recipient, address=address)

    async def _keep(self, recipient: str, **values: Any) -> Person:
        insert = insert_for(self._database.dialect, people).values(recipient=recipient, **values)
        upsert = insert.on_conflict_do_update(index_elements=["recipient"], set_=values).returning(people)
        async with self._database.writing() as connection:
            return _person((await connection.execute(upsert)).one())


def _person(row: Any) -> Person:
    stopped_at = None if row.stopped_at is None else known_moment(row.stopped_at)
    return Person(row.recipient, row.refusals, stopped_at, row.fallback)
