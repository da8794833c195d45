"""The last good schedule of each source, as bytes that only the feed reads."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.statements import insert_for
from bot.storage.tables import schedules


class SqlLastGood:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, origin: str) -> bytes | None:
        async with self._database.reading() as connection:
            data: bytes | None = await connection.scalar(select(schedules.c.data).where(schedules.c.origin == origin))
            return data

    async def save(self, origin: str, data: bytes) -> None:
        insert = insert_for(self._database.dialect, schedules).values(origin=origin, data=data)
        upsert = insert.on_conflict_do_update(index_elements=["origin"], set_={"data": data})
        async with self._database.writing() as connection:
            await connection.execute(upsert)
