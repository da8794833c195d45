"""Deliveries in SQL: written once by a unique key, claimed by one process at a time, settled after the send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, or_, select, update

from bot.reminders.models import Attempted, DeliveryState, Failure, Reason, Report
from bot.reminders.store import Announcement, Claimed, Moment, NoticePost, PostedNotice, Settlement
from bot.storage import fan_out, statements, tables
from bot.storage.database import Database
from bot.storage.fan_out import WAITING
from bot.storage.tables import (
    deliveries,
    known_moment,
    lead_minutes,
    moment,
    people,
    seconds,
    standings,
    subscriptions,
)

# Nobody leases or pauses for longer: what lies further ahead was written before the clock was set back.
_FARTHEST = timedelta(minutes=10)
_REPORTED = 50

_row = deliveries.c


class SqlDeliveries:
    """`name` is the store's own part of the deliveries' ids."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    async def fan_out(self, due: Moment) -> int | None:
        first = statements.insert_for(self._database.dialect, tables.moments).values(
            session_id=due.session_id,
            starts_at=seconds(due.starts_at),
            lead_minutes=lead_minutes(due.lead),
        )
        async with self._database.writing() as connection:
            is_first = await connection.execute(first.on_conflict_do_nothing().returning(tables.moments.c.session_id))
            return None if is_first.first() is None else await fan_out.write_moment(connection, due)

    async def fan_out_fresh(self, due: Sequence[Moment], recipient: str | None = None) -> int:
        if not due:
            return 0
        async with self._database.reading() as connection:
            wanted = await fan_out.concerned(connection, due, recipient)
        if not wanted:
            return 0
        async with self._database.writing() as connection:
            return sum([await fan_out.write_moment(connection, one, fresh=True, recipient=recipient) for one in wanted])

    async def settle_fresh(self, before: datetime) -> None:
        old = (subscriptions.c.fresh, subscriptions.c.touched_at < seconds(before))
        async with self._database.reading() as connection:
            if await connection.scalar(select(subscriptions.c.id).where(*old).limit(1)) is None:
                return
        async with self._database.writing() as connection:
            await connection.execute(update(subscriptions).where(*old).values(fresh=False))

    async def announce(self, announcement: Announcement) -> int | None:
        ours = (
            standings.c.session_id == announcement.session_id,
            standings.c.revision == announcement.revision,
            standings.c.changed_at.is_not(None),
        )
        known = {"told": announcement.told, "revision": announcement.revision + 1, "changed_at": None, "seen": None}
        async with self._database.writing() as connection:
            if (await connection.execute(update(standings).where(*ours).values(**known))).rowcount == 0:
                return None
            before = (_row.session_id == announcement.session_id, _row.revision == announcement.revision + 1)
            return await fan_out.write(connection, statements.changed(announcement), *before)

    async def post(self, notices: Sequence[NoticePost]) -> None:
        insert = statements.insert_for(self._database.dialect, deliveries)
        rows = [_notice_values(notice) for notice in notices]
        # A notice whose sessions had all left its start is armed again when one comes back.
        upsert = insert.on_conflict_do_update(
            index_elements=list(statements.KEY),
            set_={"state": DeliveryState.PENDING, "why": "", "expires_at": insert.excluded.expires_at},
            where=_row.state == DeliveryState.VOID,
        )
        async with self._database.writing() as connection:
            await connection.execute(upsert, rows)

    async def posted(self, since: datetime) -> tuple[PostedNotice, ...]:
        standing = (
            _row.session_id == "",
            _row.state == DeliveryState.DELIVERED,
            _row.starts_at > seconds(since),
            _row.reference.is_not(None),
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(deliveries).where(*standing).order_by(_row.revision))).all()
        newest = {
            (row.recipient, row.starts_at): PostedNotice(
                row.recipient, known_moment(row.starts_at), row.revision, row.reference, row.detail
            )
            for row in rows
        }
        return tuple(newest.values())

    async def claim(self, limit: int, now: datetime, lease: timedelta) -> tuple[Claimed, ...]:
        ready = (
            select(_row.id)
            .where(WAITING, _is_free(now))
            .order_by(_row.due_at, _row.id)
            .limit(limit)
            .with_for_update(skip_locked=True)  # PostgreSQL: what another process is claiming is passed over
            .cte("ready")
        )
        claim = (
            update(deliveries)
            .where(_row.id.in_(select(ready.c.id)))
            .values(available_at=seconds(now + lease), tries=_row.tries + 1)
            .returning(deliveries)
        )
        if not await self._any(WAITING, _is_free(now)):
            return ()
        async with self._database.writing() as connection:
            rows = (await connection.execute(claim)).all()
        return tuple(self._claimed(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id)))

    async def settle(self, claimed: Claimed, settlement: Settlement, now: datetime) -> None:
        values = {
            "state": settlement.state,
            "route": settlement.route,
            "reference": settlement.reference,
            "why": settlement.why,
            "settled_at": seconds(now),
        }
        if settlement.names is not None:
            values["detail"] = settlement.names
        # Disarmed while it was being sent: it was sent all the same. Sent by another process as well: let that stand.
        which = (_row.id == claimed.row, _row.state.not_in([DeliveryState.DELIVERED, DeliveryState.REFUSED]))
        async with self._database.writing() as connection:
            await connection.execute(update(deliveries).where(*which).values(**values))

    async def release(self, claimed: Sequence[Claimed], until: datetime, why: str) -> None:
        which = (_row.id.in_([one.row for one in claimed]), WAITING)
        values: dict[str, Any] = {"available_at": seconds(until)}
        values |= {"why": why} if why else {"tries": _row.tries - 1}
        async with self._database.writing() as connection:
            await connection.execute(update(deliveries).where(*which).values(**values))

    async def expire(self, now: datetime) -> int:
        useless = (WAITING, _row.expires_at <= seconds(now), _is_free(now))
        if not await self._any(*useless):
            return 0
        why = case((_row.why == "", literal("the bot was away")), else_=_row.why)
        values = {"state": DeliveryState.EXPIRED, "why": why, "settled_at": seconds(now)}
        async with self._database.writing() as connection:
            return int((await connection.execute(update(deliveries).where(*useless).values(**values))).rowcount)

    async def next_at(self) -> datetime | None:
        async with self._database.reading() as connection:
            value = await connection.scalar(select(func.min(_row.available_at)).where(WAITING))
        return None if value is None else known_moment(value)

    async def history(self, recipient: str, session_id: str) -> tuple[Attempted, ...]:
        whose = (_row.recipient == recipient, _row.session_id == session_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(deliveries).where(*whose).order_by(_row.due_at, _row.id))).all()
        return tuple(_attempted(row) for row in rows)

    async def report(self, since: datetime) -> Report:
        recent = _row.due_at >= seconds(since)
        counts = select(_row.state, func.count()).where(recent).group_by(_row.state)
        failed = (
            select(_row.session_id, _row.state, _row.why, func.count().label("count"))
            .where(recent, _row.state.in_([DeliveryState.EXPIRED, DeliveryState.REFUSED]))
            .group_by(_row.session_id, _row.state, _row.why)
            .order_by(func.count().desc(), _row.session_id, _row.state)
            .limit(_REPORTED)
        )
        stopped = select(func.count()).select_from(people).where(people.c.stopped_at.is_not(None))
        async with self._database.reading() as connection:
            return Report(
                counts={DeliveryState(state): count for state, count in (await connection.execute(counts)).all()},
                failed=tuple(
                    Failure(row.session_id, DeliveryState(row.state), row.why, row[3])
                    for row in (await connection.execute(failed)).all()
                ),
                stopped=(await connection.execute(stopped)).scalar_one(),
            )

    async def _any(self, *conditions: ColumnElement[bool]) -> bool:
        """Most ticks find nothing; they need not wait for the writers' turn to learn that."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(_row.id).where(*conditions).limit(1)) is not None

    def _claimed(self, row: Any) -> Claimed:
        return Claimed(
            id=f"{self._name}-{row.id}",
            row=row.id,
            recipient=row.recipient,
            session_id=row.session_id,
            starts_at=moment(row.starts_at),
            reason=Reason(row.reason),
            due_at=known_moment(row.due_at),
            expires_at=known_moment(row.expires_at),
            tries=row.tries,
            edits=row.edits,
            detail=row.detail,
        )


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Held by nobody, and not waiting for a next try."""
    return or_(_row.available_at <= seconds(now), _row.available_at > seconds(now + _FARTHEST))


def _notice_values(notice: NoticePost) -> dict[str, Any]:
    return {
        "recipient": notice.channel,
        "session_id": "",
        "starts_at": seconds(notice.starts_at),
        "reason": Reason.STARTING.value,
        "lead_minutes": lead_minutes(notice.lead),
        "revision": notice.revision,
        "due_at": seconds(notice.due_at),
        "expires_at": seconds(notice.expires_at),
        "state": DeliveryState.PENDING,
        "available_at": 0,
        "edits": notice.edits,
        "detail": notice.names,
    }


def _attempted(row: Any) -> Attempted:
    return Attempted(
        session_id=row.session_id,
        reason=Reason(row.reason),
        starts_at=moment(row.starts_at),
        lead=timedelta(minutes=row.lead_minutes),
        due_at=known_moment(row.due_at),
        state=DeliveryState(row.state),
        tries=row.tries,
        route=row.route,
        settled_at=None if row.settled_at is None else known_moment(row.settled_at),
        why=row.why,
    )
