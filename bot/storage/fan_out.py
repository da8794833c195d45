"""Writes what is due: one row for each recipient, and what follows from it. Each call is inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, literal_column, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reminders.models import DeliveryState, Reason
from bot.reminders.store import Moment
from bot.storage import statements
from bot.storage.tables import deliveries, lead_minutes, seconds, subscriptions

_row, _wish = deliveries.c, subscriptions.c
_UNSPENT = (_wish.once, _wish.spent_on.is_(None))
WAITING = _row.state == literal_column("'pending'")  # written out, so that the partial index is used


async def write(connection: AsyncConnection, rows: Select[Any], *conditions: ColumnElement[bool]) -> int:
    """How many deliveries were written or armed again. `conditions` find those that were written before."""
    dialect = connection.dialect.name
    if dialect == "postgresql" and await connection.scalar(select(_row.id).where(*conditions).limit(1)) is None:
        try:
            async with connection.begin_nested():
                return int((await connection.execute(statements.write_first_deliveries(dialect, rows))).rowcount)
        except IntegrityError:
            pass  # another process wrote one of them in the same moment
    return int((await connection.execute(statements.write_deliveries(dialect, rows))).rowcount)


async def write_moment(
    connection: AsyncConnection, due: Moment, *, fresh: bool = False, recipient: str | None = None
) -> int:
    rows = statements.starting(due, fresh=fresh, recipient=recipient)
    written = await write(connection, rows, *_of_lead(_row, due), _is(_row, recipient))
    if written:
        await _spend(connection, due, recipient)
        await _give_way(connection, due, recipient)
    return written


async def concerned(connection: AsyncConnection, due: Sequence[Moment], recipient: str | None) -> list[Moment]:
    """The moments that some wish of the recipient, or of all whose wishes are fresh, may bring."""
    theirs = select(_wish.recipient).where(_wish.fresh) if recipient is None else [recipient]
    named = select(_wish.target_kind, _wish.target_value).where(_wish.recipient.in_(theirs)).distinct()
    wanted = {(row.target_kind, row.target_value) for row in (await connection.execute(named)).all()}
    return [one for one in due if any((target.kind.value, target.value) in wanted for target in one.targets)]


async def _spend(connection: AsyncConnection, due: Moment, recipient: str | None) -> None:
    """A wish for once is spent on the first session that it brought."""
    unspent = (*_UNSPENT, _is(_wish, recipient))
    # Asked first: mostly there is none, and a plan for both tables would look through all that was just written.
    if await connection.scalar(select(_wish.id).where(*unspent).limit(1)) is None:
        return
    brought = exists().where(*_of_start(_row, due), _row.recipient == _wish.recipient, _row.subscription_id == _wish.id)
    await connection.execute(update(subscriptions).where(*unspent, brought).values(spent_on=due.session_id))


async def _give_way(connection: AsyncConnection, due: Moment, recipient: str | None) -> None:
    """An earlier reminder that could not be sent until now would only say the same twice."""
    longer = (*_of_start(_row, due), _row.lead_minutes > lead_minutes(due.lead), _is(_row, recipient))
    # Asked first, in the order of what waits: all that was just written need not be looked through.
    earlier = (WAITING, _row.due_at < seconds(due.due_at), *longer)
    if await connection.scalar(select(_row.id).where(*earlier).order_by(_row.due_at).limit(1)) is None:
        return
    other = deliveries.alias("other").c
    told = exists().where(*_of_lead(other, due), other.recipient == _row.recipient)
    values = {"state": DeliveryState.EXPIRED, "why": "a later reminder of the same start took its place"}
    await connection.execute(update(deliveries).where(*earlier, told).values(**values))


def _is(row: Any, recipient: str | None) -> ColumnElement[bool]:
    return true() if recipient is None else row.recipient == recipient


def _of_lead(row: Any, due: Moment) -> tuple[ColumnElement[bool], ...]:
    return (*_of_start(row, due), row.lead_minutes == lead_minutes(due.lead))


def _of_start(row: Any, due: Moment) -> tuple[ColumnElement[bool], ...]:
    return (
        row.session_id == due.session_id,
        row.starts_at == seconds(due.starts_at),
        row.reason == Reason.STARTING.value,
    )
