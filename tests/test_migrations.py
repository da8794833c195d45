"""A database of an earlier release is carried over: nothing that it holds is lost or counted again."""

from __future__ import annotations

from datetime import timedelta

from alembic import command
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.reminders.models import DeliveryState
from bot.reminders.planner import moments
from bot.storage import open_store
from bot.storage.migrate import configuration
from schedule.answering.answer import Target, TargetKind

TEN = timedelta(minutes=10)
LEASE = timedelta(seconds=60)


async def of_revision(url: str, revision: str, *statements: str) -> None:
    """An empty database as that revision had it, then the statements."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), revision))
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def test_what_the_first_release_stored_is_carried_over(store_url, make_schedule, make_session, at):
    start, due, end = (int(at(minute).timestamp()) for minute in (0, -10, 15))
    delivery = (
        "INSERT INTO deliveries (recipient, session_id, starts_at, reason, lead_minutes, revision, subscription_id, "
        f"due_at, expires_at, state, available_at) VALUES ('%s', 'talk', {start}, 'starting', 10, 0, 1, "
        f"{due}, {end}, '%s', 0)"
    )
    await of_revision(
        store_url,
        "0001",
        "INSERT INTO subscriptions (recipient, target_kind, target_value, target_rank, once, paused, created_at, "
        f"touched_at, fresh) VALUES ('a', 'everything', '', 6, true, false, {due - 900}, {due - 900}, false)",
        delivery % ("a", "pending"),
        delivery % ("b", "delivered"),
        delivery % ("c", "delivered"),
        "DELETE FROM deliveries WHERE recipient = 'c'",
    )
    store = await open_store(store_url)
    try:
        assert [(wish.recipient, wish.once) for wish in await store.wishes.of("a")] == [("a", True)]
        assert [one.state for one in await store.deliveries.history("b", "talk")] == [DeliveryState.DELIVERED]
        # Whoever was written before is not written again, and no id is used a second time.
        (moment,) = moments(make_schedule(make_session("talk")), [], [TEN], since=at(-10), now=at(-10), changed={})
        await store.wishes.subscribe("d", Target(TargetKind.EVERYTHING), (), at(-20), once=False)
        assert await store.deliveries.fan_out(moment) == 1
        claimed = await store.deliveries.claim(10, at(-10), LEASE)
        assert [one.recipient for one in claimed] == ["a", "d"]
        assert claimed[1].row > 3
    finally:
        await store.close()
