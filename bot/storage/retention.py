"""Removes what is too old, in SQL, a bounded number of rows at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, literal, select, tuple_

from bot.storage.database import Database
from bot.storage.fan_out import WAITING
from bot.storage.statements import insert_for
from bot.storage.tables import (
    agenda,
    deliveries,
    facts,
    known_moment,
    moments,
    people,
    seconds,
    subscription_leads,
    subscriptions,
)

_LOOKED = "looked_for_old"


class SqlRetention:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def last_look(self, now: datetime, pause: timedelta) -> datetime | None:
        insert = insert_for(self._database.dialect, facts).values(name=_LOOKED, value=str(seconds(now)))
        upsert = insert.on_conflict_do_update(index_elements=["name"], set_={"value": insert.excluded.value})
        async with self._database.writing() as connection:
            value = await connection.scalar(select(facts.c.value).where(facts.c.name == _LOOKED).with_for_update())
            earlier = None if value is None else known_moment(int(value))
            if earlier is not None and earlier <= now < earlier + pause:
                return None
            await connection.execute(upsert)
        return None if earlier is None or earlier > now else earlier

    async def remove(self, before: datetime, *, wishes: bool, limit: int) -> int:
        moment = seconds(before)
        old: list[tuple[Table, ColumnElement[bool]]] = [
            (deliveries, ~WAITING & (deliveries.c.expires_at < moment)),
            (moments, moments.c.starts_at < moment),
        ]
        if wishes:
            asking = select(subscriptions.c.recipient)
            ended = select(subscriptions.c.id).where(subscriptions.c.touched_at < moment)
            old += [
                (subscription_leads, subscription_leads.c.subscription_id.in_(ended)),
                (subscriptions, subscriptions.c.touched_at < moment),
                (agenda, agenda.c.added_at < moment),
                (people, people.c.recipient.not_in(asking)),
            ]
        for table, condition in old:
            removed = await self._remove_some(table, condition, limit)
            if removed:
                return removed
        return 0

    async def _remove_some(self, table: Table, condition: ColumnElement[bool], limit: int) -> int:
        # Looked for outside the writers' turn: mostly there is nothing.
        async with self._database.reading() as connection:
            if await connection.scalar(select(literal(1)).select_from(table).where(condition).limit(1)) is None:
                return 0
        keys = tuple(table.primary_key)
        some = select(*keys).where(condition).limit(limit)
        async with self._database.writing() as connection:
            return int((await connection.execute(delete(table).where(tuple_(*keys).in_(some)))).rowcount)
