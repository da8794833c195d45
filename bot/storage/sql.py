"""The store: its parts over one database."""

from __future__ import annotations

from secrets import token_hex

from sqlalchemy import select

from bot.storage.database import Database, open_database
from bot.storage.deliveries import SqlDeliveries
from bot.storage.last_good import SqlLastGood
from bot.storage.people import SqlPeople
from bot.storage.retention import SqlRetention
from bot.storage.standings import SqlStandings
from bot.storage.statements import insert_for
from bot.storage.tables import facts
from bot.storage.wishes import SqlWishes


class SqlStore:
    """What `bot.reminders.store.Store` asks for, on SQLite and on PostgreSQL."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self.wishes = SqlWishes(database)
        self.deliveries = SqlDeliveries(database, name)
        self.standings = SqlStandings(database)
        self.people = SqlPeople(database)
        self.retention = SqlRetention(database)
        self.last_good = SqlLastGood(database)

    async def close(self) -> None:
        await self._database.close()


async def open_store(url: str) -> SqlStore:
    """Opens the database, after its migrations. Raises ConfigError."""
    database = await open_database(url)
    return SqlStore(database, await _name(database))


async def _name(database: Database) -> str:
    """Part of every delivery's id: a new database counts from 1 again, and Discord may remember the old one's."""
    async with database.writing() as connection:
        insert = insert_for(database.dialect, facts)
        await connection.execute(insert.values(name="store", value=token_hex(3)).on_conflict_do_nothing())
        return str(await connection.scalar(select(facts.c.value).where(facts.c.name == "store")))
