"""Wishes and agendas in SQL. Whatever a wish brought and that is not sent yet ends with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, false, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.reminders.models import DeliveryState, Subscription
from bot.reminders.targets import rank
from bot.storage.database import Database
from bot.storage.fan_out import WAITING
from bot.storage.statements import insert_for
from bot.storage.tables import (
    agenda,
    deliveries,
    known_moment,
    lead_minutes,
    people,
    seconds,
    subscription_leads,
    subscriptions,
)
from schedule.answering.answer import Target, TargetKind

_wish = subscriptions.c


class SqlWishes:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def subscribe(
        self, recipient: str, target: Target, leads: Sequence[timedelta], now: datetime, *, once: bool
    ) -> Subscription:
        again = {"once": once, "paused": False, "spent_on": None, "touched_at": seconds(now), "fresh": True}
        insert = insert_for(self._database.dialect, subscriptions).values(
            recipient=recipient,
            target_kind=target.kind.value,
            target_value=target.value,
            target_rank=rank(target.kind),
            created_at=seconds(now),
            **again,
        )
        upsert = insert.on_conflict_do_update(
            index_elements=["recipient", "target_kind", "target_value"], set_=again
        ).returning(subscriptions)
        async with self._database.writing() as connection:
            row = (await connection.execute(upsert)).one()
            await _set_leads(connection, [row.id], leads)
        return _subscription(row, sorted(set(leads), reverse=True))

    async def unsubscribe(self, recipient: str, target: Target | None) -> int:
        whose = _wish.recipient == recipient
        if target is not None:
            whose &= (_wish.target_kind == target.kind.value) & (_wish.target_value == target.value)
        async with self._database.writing() as connection:
            rows = (await connection.execute(select(_wish.id, _wish.spent_on).where(whose))).all()
            ids = [row.id for row in rows]
            await _disarm(connection, ids, "stopped")
            await connection.execute(delete(subscription_leads).where(subscription_leads.c.subscription_id.in_(ids)))
            await connection.execute(delete(subscriptions).where(_wish.id.in_(ids)))
            return sum(row.spent_on is None for row in rows)

    async def change(
        self,
        recipient: str,
        subscription_id: int | None,
        now: datetime,
        *,
        leads: Sequence[timedelta] | None = None,
        paused: bool | None = None,
    ) -> int:
        which = (_wish.recipient == recipient) & _wish.spent_on.is_(None)
        if subscription_id is not None:
            which &= _wish.id == subscription_id
        if paused is not None:
            which &= _wish.paused != (true() if paused else false())
        async with self._database.writing() as connection:
            ids = list((await connection.scalars(select(_wish.id).where(which))).all())
            values = {"touched_at": seconds(now), "fresh": True} | ({} if paused is None else {"paused": paused})
            await connection.execute(update(subscriptions).where(_wish.id.in_(ids)).values(**values))
            if leads is not None:
                await _set_leads(connection, ids, leads)
            if paused or leads is not None:
                await _disarm(connection, ids, "paused" if paused else "another lead was chosen")
            return len(ids)

    async def of(self, recipient: str, session_id: str | None = None) -> tuple[Subscription, ...]:
        stands: ColumnElement[bool] = _wish.spent_on.is_(None)
        if session_id is not None:
            stands |= _wish.spent_on == session_id
        async with self._database.reading() as connection:
            return await _read(connection, (_wish.recipient == recipient) & stands)

    async def leads(self) -> frozenset[timedelta]:
        async with self._database.reading() as connection:
            found = await connection.scalars(select(subscription_leads.c.lead_minutes).distinct())
            return frozenset(timedelta(minutes=minutes) for minutes in found)

    async def forget(self, recipient: str) -> int:
        mine = select(_wish.id).where(_wish.recipient == recipient)
        async with self._database.writing() as connection:
            leads = delete(subscription_leads).where(subscription_leads.c.subscription_id.in_(mine))
            rows = (await connection.execute(leads)).rowcount
            for table in (subscriptions, agenda, people):
                rows += (await connection.execute(delete(table).where(table.c.recipient == recipient))).rowcount
            return rows + (await connection.execute(_deliveries_to(recipient))).rowcount

    async def add_to_agenda(self, recipient: str, session_id: str, now: datetime) -> bool:
        insert = insert_for(self._database.dialect, agenda).values(
            recipient=recipient, session_id=session_id, added_at=seconds(now)
        )
        async with self._database.writing() as connection:
            added = await connection.execute(insert.on_conflict_do_nothing().returning(agenda.c.session_id))
            is_new = added.first() is not None
            if is_new:
                which = (_wish.recipient == recipient) & (_wish.target_kind == TargetKind.AGENDA.value)
                touched = {"touched_at": seconds(now), "fresh": True}
                await connection.execute(update(subscriptions).where(which).values(**touched))
            return is_new

    async def remove_from_agenda(self, recipient: str, session_id: str) -> bool:
        which = (agenda.c.recipient == recipient) & (agenda.c.session_id == session_id)
        own = (_wish.recipient == recipient) & (_wish.target_kind == TargetKind.AGENDA.value)
        async with self._database.writing() as connection:
            removed = (await connection.execute(delete(agenda).where(which))).rowcount
            ids = list((await connection.scalars(select(_wish.id).where(own))).all())
            await _disarm(connection, ids, "taken out of the agenda", deliveries.c.session_id == session_id)
            return bool(removed)

    async def agenda(self, recipient: str) -> tuple[str, ...]:
        ids = (
            select(agenda.c.session_id)
            .where(agenda.c.recipient == recipient)
            .order_by(agenda.c.added_at, agenda.c.session_id)
        )
        async with self._database.reading() as connection:
            return tuple(await connection.scalars(ids))


async def _set_leads(connection: AsyncConnection, ids: Sequence[int], leads: Sequence[timedelta]) -> None:
    await connection.execute(delete(subscription_leads).where(subscription_leads.c.subscription_id.in_(ids)))
    rows = [
        {"subscription_id": id_, "lead_minutes": lead_minutes(lead)} for id_ in ids for lead in dict.fromkeys(leads)
    ]
    if rows:
        await connection.execute(subscription_leads.insert(), rows)


async def _disarm(connection: AsyncConnection, ids: Sequence[int], why: str, *conditions: ColumnElement[bool]) -> None:
    """What these wishes brought and is not sent yet; another wish for the same session arms it again."""
    waiting = (deliveries.c.subscription_id.in_(ids), WAITING, *conditions)
    await connection.execute(update(deliveries).where(*waiting).values(state=DeliveryState.VOID, why=why))


def _deliveries_to(recipient: str) -> Delete:
    """Session by session, as the key has it: the table may hold millions, and few of them are this person's."""
    row, later = deliveries.c, deliveries.alias("later").c
    names = select(func.min(row.session_id).label("name")).cte("names", recursive=True, nesting=True)
    following = select(func.min(later.session_id)).where(later.session_id > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    return delete(deliveries).where(row.recipient == recipient, row.session_id.in_(select(names.c.name)))


async def _read(connection: AsyncConnection, which: ColumnElement[bool]) -> tuple[Subscription, ...]:
    rows = (await connection.execute(select(subscriptions).where(which).order_by(_wish.id))).all()
    lead = subscription_leads.c
    leads = (
        await connection.execute(
            select(lead.subscription_id, lead.lead_minutes)
            .where(lead.subscription_id.in_([row.id for row in rows]))
            .order_by(lead.lead_minutes.desc())
        )
    ).all()
    return tuple(
        _subscription(row, [timedelta(minutes=one.lead_minutes) for one in leads if one.subscription_id == row.id])
        for row in rows
    )


def _subscription(row: Any, leads: Iterable[timedelta]) -> Subscription:
    return Subscription(
        id=row.id,
        recipient=row.recipient,
        target=Target(TargetKind(row.target_kind), row.target_value),
        leads=tuple(leads),
        once=row.once,
        paused=row.paused,
        created_at=known_moment(row.created_at),
    )
