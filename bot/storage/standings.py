"""What people know of the schedule, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, bindparam, case, delete, select, update

from bot.reminders.models import DeliveryState, Reason
from bot.reminders.store import Standing
from bot.storage.database import Database
from bot.storage.statements import insert_for
from bot.storage.tables import deliveries, facts, known_moment, moments, seconds, standings

_CHECKED = "checked_until"
_NEVER = -2  # no start at all equals this
_PAGE = 250


class SqlStandings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> tuple[Standing, ...]:
        return await self._found(select(standings))

    async def changed(self) -> tuple[Standing, ...]:
        return await self._found(select(standings).where(standings.c.changed_at.is_not(None)))

    async def _found(self, query: Select[Any]) -> tuple[Standing, ...]:
        # A few hundred at a time: a large conference's thousands would keep everybody else waiting.
        async with self._database.reading() as connection:
            pages = (await connection.stream(query)).partitions(_PAGE)
            return tuple([_standing(row) async for page in pages for row in page])

    async def learn(self, told: Mapping[str, str], dropped: Collection[str] = ()) -> None:
        if not told and not dropped:
            return
        insert = insert_for(self._database.dialect, standings)
        upsert = insert.on_conflict_do_update(index_elements=["session_id"], set_={"told": insert.excluded.told})
        async with self._database.writing() as connection:
            if dropped:
                gone = standings.c.session_id == bindparam("gone")
                await connection.execute(delete(standings).where(gone), [{"gone": id_} for id_ in dropped])
            if told:
                rows = [{"session_id": id_, "told": text, "revision": 0} for id_, text in told.items()]
                await connection.execute(upsert, rows)

    async def mark(self, seen: Mapping[str, str | None], now: datetime) -> None:
        if not seen:
            return
        what = bindparam("what", type_=Text)
        # The first process that sees a change says since when.
        since = case((what.is_(None), None), (standings.c.seen == what, standings.c.changed_at), else_=seconds(now))
        which = standings.c.session_id == bindparam("of_session")
        statement = update(standings).where(which).values(changed_at=since, seen=what)
        rows = [{"of_session": id_, "what": text} for id_, text in seen.items()]
        async with self._database.writing() as connection:
            await connection.execute(statement, rows)

    async def rearm(self, starts: Mapping[str, datetime | None]) -> None:
        if not starts:
            return
        row = deliveries.c
        rows = [
            {"of_session": id_, "at_start": _NEVER if start is None else seconds(start)}
            for id_, start in starts.items()
        ]
        other = (row.session_id == bindparam("of_session"), row.starts_at != bindparam("at_start"))
        waiting = (row.reason == Reason.STARTING.value, row.state == DeliveryState.PENDING)
        values = {"state": DeliveryState.VOID, "why": "the session does not start then any more"}
        again = (moments.c.session_id == bindparam("of_session"), moments.c.starts_at == bindparam("at_start"))
        async with self._database.writing() as connection:
            await connection.execute(update(deliveries).where(*other, *waiting).values(**values), rows)
            await connection.execute(delete(moments).where(*again), rows)

    async def checked_until(self) -> datetime | None:
        async with self._database.reading() as connection:
            value = await connection.scalar(select(facts.c.value).where(facts.c.name == _CHECKED))
        return None if value is None else known_moment(int(value))

    async def set_checked_until(self, moment: datetime) -> None:
        insert = insert_for(self._database.dialect, facts).values(name=_CHECKED, value=str(seconds(moment)))
        upsert = insert.on_conflict_do_update(index_elements=["name"], set_={"value": insert.excluded.value})
        async with self._database.writing() as connection:
            await connection.execute(upsert)


def _standing(row: Any) -> Standing:
    return Standing(
        session_id=row.session_id,
        told=row.told,
        revision=row.revision,
        seen=row.seen,
        changed_at=None if row.changed_at is None else known_moment(row.changed_at),
    )
