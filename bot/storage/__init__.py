"""Where wishes and deliveries are kept: one store in SQL for SQLite and PostgreSQL."""

from bot.storage.sql import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
