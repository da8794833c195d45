"""Opens a database, brings it to the present tables, and hands out transactions.

SQLite writers take their lock at the beginning (BEGIN IMMEDIATE): a reader that turns into a writer fails at once when
another process wrote meanwhile, whatever the timeout.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.config import ConfigError
from bot.storage.migrate import upgrade

_BUSY = 30  # seconds a writer waits for another process
_POOL = 5
_WRITES = "hallway_writes"
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_EXAMPLES = "sqlite+aiosqlite:///hallway.db or postgresql+asyncpg://user@host/name"


class Database:
    """`reading()` and `writing()` are transactions; a writing one is committed at its end."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name
        # One writer at a time in this process: waiting here is fair, waiting inside SQLite is polling.
        self._turn = asyncio.Lock() if self.dialect == "sqlite" else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with self._turn or nullcontext(), self.engine.connect() as connection:
            await connection.execution_options(**{_WRITES: True})
            async with connection.begin():
                yield connection

    async def close(self) -> None:
        await self.engine.dispose()


async def open_database(url: str) -> Database:
    """Raises ConfigError where there is no such database or it cannot be written."""
    parsed = _parse(url)
    engine = _engine(parsed)
    try:
        await asyncio.to_thread(_probe, parsed)
        async with engine.connect() as connection:
            await connection.execution_options(**{_WRITES: True})
            async with connection.begin():
                await connection.run_sync(upgrade)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        await engine.dispose()
        raise ConfigError(
            f"storage.url: {_where(parsed)}: {_explain(error)}; see storage.url in the settings"
        ) from None
    return Database(engine)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError(f"storage.url: is no database address; write {_EXAMPLES}") from None
    if parsed.get_backend_name() not in _DRIVERS:
        raise ConfigError(f"storage.url: {parsed.drivername} is not supported; write {_EXAMPLES}")
    return parsed.set(drivername=_DRIVERS[parsed.get_backend_name()])


def _engine(url: URL) -> AsyncEngine:
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_async_engine(url, pool_size=_POOL, max_overflow=_POOL, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise ConfigError(
            "storage.url: PostgreSQL needs a driver; install it with pip install hallway[postgres]"
        ) from None


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1 if _in_memory(url) else _POOL,  # each further connection would be another, empty database
        max_overflow=0,
        connect_args={"timeout": _BUSY},
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _probe(url: URL) -> None:
    """Whether a file can be opened and written. The driver's thread outlives a connection that fails to open."""
    if url.get_backend_name() != "sqlite" or _in_memory(url):
        return
    with closing(sqlite3.connect(url.database or "", timeout=_BUSY, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SELECT count(*) FROM sqlite_schema")
        connection.execute("ROLLBACK")


def _in_memory(url: URL) -> bool:
    return url.database in {None, "", ":memory:"}


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _where(url: URL) -> str:
    """The database without its password."""
    return url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string()


def _explain(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split()) or type(cause).__name__
