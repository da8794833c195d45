"""One index less to fill for each delivery, and the key's columns in the order in which they are looked for."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = ("session_id", "recipient", "starts_at", "reason", "lead_minutes", "revision")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
    else:
        op.drop_index("deliveries_start", table_name="deliveries")
        op.drop_constraint("deliveries_once", "deliveries", type_="unique")
        op.create_unique_constraint("deliveries_once", "deliveries", list(_KEY))
    op.drop_index("subscriptions_once", table_name="subscriptions")
    op.create_index(
        "subscriptions_unspent",
        "subscriptions",
        ["id"],
        unique=False,
        sqlite_where=sa.text("once = 1 AND spent_on IS NULL"),
        postgresql_where=sa.text("once AND spent_on IS NULL"),
    )


def _rebuild() -> None:
    """SQLite cannot exchange a table's key. The count of ids goes on where it was: none is ever used again."""
    columns = _columns()
    op.create_table(
        "deliveries_next", *columns, sa.UniqueConstraint(*_KEY, name="deliveries_once"), sqlite_autoincrement=True
    )
    names = ", ".join(column.name for column in columns)
    op.execute(f"INSERT INTO deliveries_next ({names}) SELECT {names} FROM deliveries")  # noqa: S608 - names of above
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'deliveries_next'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq) "
        "SELECT 'deliveries_next', seq FROM sqlite_sequence WHERE name = 'deliveries'"
    )
    op.drop_table("deliveries")
    op.rename_table("deliveries_next", "deliveries")
    op.create_index(
        "deliveries_waiting", "deliveries", ["due_at", "id"], unique=False, sqlite_where=sa.text("state = 'pending'")
    )


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lead_minutes", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("subscription_id", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("available_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("route", sa.Text(), server_default="", nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("edits", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
    ]
