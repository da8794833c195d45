"""The tables, once for SQLite and PostgreSQL: integers are epoch seconds, keys are text, no names of people.

The migrations beside this file bring a database here; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# SQLite counts by itself only for INTEGER; PostgreSQL needs the width.
_Id = BigInteger().with_variant(Integer, "sqlite")

_UNSPENT = text("once AND spent_on IS NULL")

facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("recipient", Text, nullable=False),
    Column("target_kind", Text, nullable=False),
    Column("target_value", Text, nullable=False),
    Column("target_rank", BigInteger, nullable=False),  # of two wishes for one session the lower one decides
    Column("once", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("spent_on", Text),  # the one session that a wish for once was spent on
    Column("created_at", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False),  # made, resumed or changed: nothing is late before that
    Column("fresh", Boolean, nullable=False),  # a fan-out may have run without it
    UniqueConstraint("recipient", "target_kind", "target_value", name="subscriptions_wish"),
    Index("subscriptions_target", "target_kind", "target_value"),
    Index("subscriptions_fresh", "recipient", sqlite_where=text("fresh = 1"), postgresql_where=text("fresh")),
    Index("subscriptions_unspent", "id", sqlite_where=text("once = 1 AND spent_on IS NULL"), postgresql_where=_UNSPENT),
)

subscription_leads = Table(
    "subscription_leads",
    metadata,
    Column("subscription_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lead_minutes", BigInteger, primary_key=True, autoincrement=False),
)

agenda = Table(
    "agenda",
    metadata,
    Column("recipient", Text, primary_key=True),
    Column("session_id", Text, primary_key=True),
    Column("added_at", BigInteger, nullable=False),
    Index("agenda_session", "session_id"),
)

people = Table(
    "people",
    metadata,
    Column("recipient", Text, primary_key=True),
    Column("refusals", BigInteger, nullable=False, server_default="0"),
    Column("stopped_at", BigInteger),
    Column("fallback", Boolean, nullable=False, server_default=text("false")),
    Column("address", Text),  # where the adapter reaches them
)

moments = Table(
    "moments",  # what was fanned out
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("starts_at", BigInteger, primary_key=True, autoincrement=False),
    Column("lead_minutes", BigInteger, primary_key=True, autoincrement=False),
)

_WAITING = text("state = 'pending'")

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("recipient", Text, nullable=False),
    Column("session_id", Text, nullable=False),  # empty: a channel's notice
    Column("starts_at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("lead_minutes", BigInteger, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("subscription_id", BigInteger),
    Column("due_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("available_at", BigInteger, nullable=False),  # the end of a lease or of a pause between two tries
    Column("tries", BigInteger, nullable=False, server_default="0"),
    Column("route", Text, nullable=False, server_default=""),
    Column("reference", Text),
    Column("edits", Text),
    Column("detail", Text, nullable=False, server_default=""),
    Column("why", Text, nullable=False, server_default=""),
    Column("settled_at", BigInteger),
    # The session first: what is written together lies together, whatever else the table holds.
    UniqueConstraint(
        "session_id", "recipient", "starts_at", "reason", "lead_minutes", "revision", name="deliveries_once"
    ),
    Index("deliveries_waiting", "due_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sqlite_autoincrement=True,  # an id is never used again: Discord takes a nonce seen before for the same message
)

standings = Table(
    "standings",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("told", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("seen", Text),  # what the schedule says instead
    Column("changed_at", BigInteger),  # since when it says so
)

schedules = Table(
    "schedules",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

NO_START = -1  # no time at all: a key column cannot be null and unique


def seconds(moment: datetime | None) -> int:
    return NO_START if moment is None else int(moment.timestamp())


def moment(value: int) -> datetime | None:
    return None if value == NO_START else datetime.fromtimestamp(value, UTC)


def known_moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def lead_minutes(lead: timedelta) -> int:
    return lead // timedelta(minutes=1)
