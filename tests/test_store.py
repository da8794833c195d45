"""The store's contract, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text

from bot.config import ConfigError
from bot.reminders.models import DeliveryState, Failure, Reason
from bot.reminders.planner import moments
from bot.reminders.standing import snapshot
from bot.reminders.store import Announcement, NoticePost, Settlement
from bot.reminders.targets import targets_of
from bot.storage import fan_out, open_store
from bot.storage.database import open_database
from bot.storage.tables import facts, metadata
from schedule.answering.answer import Target, TargetKind

TEN = timedelta(minutes=10)
EVERYTHING = Target(TargetKind.EVERYTHING)
LEASE = timedelta(seconds=60)


def about(session_id: str) -> Target:
    return Target(TargetKind.SESSION, session_id)


@pytest.fixture
def due(make_session, make_schedule, at):
    """The moments of one session at nine, ten minutes before."""

    def make(session_id: str = "talk", *, leads=(), now: float = -10, **fields):
        schedule = make_schedule(make_session(session_id, **fields))
        return moments(schedule, leads, [TEN], since=at(now), now=at(now), changed={})

    return make


@pytest.fixture
def subscribe(store, at):
    async def make(recipient: str, target: Target = EVERYTHING, *leads: int, now: float = -60, once: bool = False):
        wanted = [timedelta(minutes=lead) for lead in leads]
        subscription = await store.wishes.subscribe(recipient, target, wanted, at(now), once=once)
        await store.deliveries.settle_fresh(at(now + 1))
        return subscription

    return make


async def claim(store, now, limit=10):
    return await store.deliveries.claim(limit, now, LEASE)


async def recipients(store, now):
    return [claimed.recipient for claimed in await claim(store, now)]


async def test_a_wish_is_kept_and_asking_again_changes_it(store, subscribe, at):
    first = await subscribe("a", about("talk"), 30, 5)
    again = await subscribe("a", about("talk"), 15, once=True)
    assert (first.leads, again.id) == ((timedelta(minutes=30), timedelta(minutes=5)), first.id)
    assert await store.wishes.of("a") == (again,)
    assert (again.leads, again.once, again.created_at) == ((timedelta(minutes=15),), True, at(-60))


async def test_unsubscribing_counts_what_ended(store, subscribe):
    await subscribe("a", about("x"))
    await subscribe("a", about("y"))
    assert await store.wishes.unsubscribe("a", about("z")) == 0
    assert await store.wishes.unsubscribe("a", about("x")) == 1
    assert await store.wishes.unsubscribe("a", None) == 1
    assert await store.wishes.of("a") == ()


async def test_a_moment_is_fanned_out_once(store, subscribe, due, at):
    await subscribe("a")
    await subscribe("b")
    assert [await store.deliveries.fan_out(*due()) for _ in range(2)] == [2, None]
    assert await recipients(store, at(-10)) == ["a", "b"]


async def test_a_moment_of_which_somebody_was_told_already_is_written_for_all_others(store, subscribe, due, at):
    await store.wishes.subscribe("a", EVERYTHING, (), at(-12), once=False)
    assert await store.deliveries.fan_out_fresh(due(), "a") == 1
    await subscribe("b")
    assert await store.deliveries.fan_out(*due()) == 1
    assert await recipients(store, at(-10)) == ["a", "b"]


async def test_a_delivery_that_another_process_is_writing_is_not_written_twice(postgres, due, at):
    url = postgres.fresh_database()
    store, other = await open_store(url), await open_database(url)
    for name in ("a", "b"):
        await store.wishes.subscribe(name, EVERYTHING, (), at(-20), once=False)
    async with other.writing() as connection:
        await fan_out.write_moment(connection, *due(), recipient="a")
        fanning = asyncio.create_task(store.deliveries.fan_out(*due()))
        async with other.reading() as watching:
            while not await watching.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                pass
    assert await fanning == 1
    assert await recipients(store, at(-10)) == ["a", "b"]
    await store.close()
    await other.close()


async def test_only_moments_that_a_wish_names_are_looked_at_for_it(store, subscribe, due, at):
    await subscribe("a", about("y"))
    await store.wishes.subscribe("b", about("x"), (), at(-10), once=False)
    assert await store.deliveries.fan_out_fresh([*due("x"), *due("y")]) == 1
    assert await recipients(store, at(-10)) == ["b"]


async def test_two_wishes_for_one_session_give_one_delivery_by_the_more_specific(store, subscribe, due, at):
    await subscribe("a", EVERYTHING, 30)
    await subscribe("a", about("talk"), 5)
    (early,) = due(leads=[timedelta(minutes=30)], now=-30)
    assert await store.deliveries.fan_out(early) == 0
    late = [one for one in due(leads=[timedelta(minutes=5)], now=-5) if one.lead == timedelta(minutes=5)]
    assert [await store.deliveries.fan_out(one) for one in late] == [1]
    assert await recipients(store, at(-5)) == ["a"]


async def test_several_leads_of_one_wish_give_several_deliveries(store, subscribe, due, at):
    leads = [timedelta(minutes=30), timedelta(minutes=5)]
    await subscribe("a", EVERYTHING, 30, 5)
    for now in (-30, -10, -5):
        for one in due(leads=leads, now=now):
            await store.deliveries.fan_out(one)
        for claimed in await claim(store, at(now)):
            await store.deliveries.settle(claimed, Settlement(DeliveryState.DELIVERED), at(now))
    history = await store.deliveries.history("a", "talk")
    assert [(one.lead, one.state) for one in history] == [(lead, DeliveryState.DELIVERED) for lead in leads]


async def test_of_two_leads_due_at_once_only_the_nearer_is_told(store, subscribe, due, at):
    await subscribe("a", EVERYTHING, 30, 5)
    for one in due(leads=[timedelta(minutes=30), timedelta(minutes=5)], now=-4):
        await store.deliveries.fan_out(one)
    assert [claimed.due_at for claimed in await claim(store, at(-4))] == [at(-5)]


async def test_an_earlier_reminder_that_still_waits_gives_way_to_the_later_one(store, subscribe, due, at):
    leads = [timedelta(minutes=30), timedelta(minutes=5)]
    await subscribe("a", EVERYTHING, 30, 5)
    for now in (-30, -5):
        for one in due(leads=leads, now=now):
            await store.deliveries.fan_out(one)
    assert [claimed.due_at for claimed in await claim(store, at(-4))] == [at(-5)]
    history = await store.deliveries.history("a", "talk")
    assert [one.state for one in history] == [DeliveryState.EXPIRED, DeliveryState.PENDING]


async def test_a_paused_wish_brings_nothing_and_disarms_what_waits(store, subscribe, due, at):
    wish = await subscribe("a")
    await store.deliveries.fan_out(*due())
    assert await store.wishes.change("a", wish.id, at(-9), paused=True) == 1
    assert await claim(store, at(-9)) == ()
    assert await store.wishes.change("a", None, at(-8), paused=False) == 1
    assert await store.deliveries.fan_out_fresh(due(now=-8), "a") == 1
    assert [one.due_at for one in await claim(store, at(-8))] == [at(-8)]


async def test_a_wish_made_after_the_fan_out_is_caught_up_with_and_not_late(store, due, at):
    await store.deliveries.fan_out(*due())
    await store.wishes.subscribe("a", EVERYTHING, (), at(-3), once=False)
    assert await store.deliveries.fan_out_fresh(due(now=-3)) == 1
    assert [one.due_at for one in await claim(store, at(-3))] == [at(-3)]
    assert await store.deliveries.fan_out_fresh(due(now=-3)) == 0


async def test_a_wish_made_after_the_start_brings_nothing_of_it(store, due, at):
    await store.wishes.subscribe("a", EVERYTHING, (), at(2), once=False)
    assert await store.deliveries.fan_out_fresh(due(now=2)) == 0


async def test_asking_again_after_the_start_does_not_lose_what_was_asked_before(store, subscribe, due):
    await subscribe("a")
    await subscribe("a", now=2)
    assert await store.deliveries.fan_out(*due(now=3)) == 1


async def test_a_wish_for_once_is_spent_on_one_session(store, subscribe, due, at):
    await subscribe("a", once=True)
    assert [await store.deliveries.fan_out(*due(name)) for name in ("x", "y")] == [1, 0]
    assert await store.wishes.of("a") == ()
    assert [claimed.session_id for claimed in await claim(store, at(-10))] == ["x"]


async def test_the_agenda_is_its_owners_alone(store, subscribe, due, at):
    await subscribe("a", Target(TargetKind.AGENDA))
    await subscribe("b", Target(TargetKind.AGENDA))
    assert await store.wishes.add_to_agenda("a", "talk", at(-50))
    assert not await store.wishes.add_to_agenda("a", "talk", at(-50))
    await store.deliveries.fan_out(*due())
    assert await store.wishes.agenda("a") == ("talk",)
    assert await recipients(store, at(-10)) == ["a"]


async def test_what_leaves_the_agenda_is_disarmed(store, subscribe, due, at):
    await subscribe("a", Target(TargetKind.AGENDA))
    await store.wishes.add_to_agenda("a", "talk", at(-50))
    await store.deliveries.fan_out(*due())
    assert await store.wishes.remove_from_agenda("a", "talk")
    assert await claim(store, at(-10)) == ()


async def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    (first,) = await claim(store, at(-10))
    assert await claim(store, at(-10) + LEASE - timedelta(seconds=1)) == ()
    (again,) = await claim(store, at(-10) + LEASE)
    assert (again.id, first.tries, again.tries) == (first.id, 1, 2)


async def test_claims_at_the_same_time_share_the_work(store, subscribe, due, at):
    for number in range(40):
        await subscribe(f"person {number:02}")
    await store.deliveries.fan_out(*due())
    shares = await asyncio.gather(*(claim(store, at(-10), limit=10) for _ in range(6)))
    claimed = [one.id for share in shares for one in share]
    assert (len(claimed), len(set(claimed))) == (40, 40)


async def test_the_earliest_due_is_claimed_first(store, subscribe, due, at):
    await subscribe("a", EVERYTHING, 10)
    await subscribe("b", EVERYTHING, 30)
    leads = [timedelta(minutes=30)]
    for one in reversed(due(leads=leads, now=-10)):
        await store.deliveries.fan_out(one)
    assert await recipients(store, at(-10)) == ["b", "a"]


async def test_a_lease_from_before_the_clock_was_set_back_does_not_hold(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    await claim(store, at(200))
    assert await recipients(store, at(-10)) == ["a"]


async def test_an_id_fits_a_nonce_and_differs_between_databases(store, subscribe, due, at):
    other = await open_store("sqlite+aiosqlite://")
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    await other.wishes.subscribe("a", EVERYTHING, (), at(-60), once=False)
    await other.deliveries.fan_out(*due())
    ids = [(await claim(one, at(-10)))[0].id for one in (store, other)]
    await other.close()
    assert len(set(ids)) == 2
    assert max(map(len, ids)) <= 25


async def test_what_was_released_can_be_claimed_from_then_on(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    claimed = await claim(store, at(-10))
    await store.deliveries.release(claimed, at(-9), "a fault")
    assert (await claim(store, at(-9.5)), await store.deliveries.next_at()) == ((), at(-9))
    assert [one.tries for one in await claim(store, at(-9))] == [2]


async def test_what_was_not_tried_counts_no_try(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    await store.deliveries.release(await claim(store, at(-10)), at(-10), "")
    assert [one.tries for one in await claim(store, at(-10))] == [1]


async def test_what_is_of_no_use_any_more_expires_and_is_reported(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    assert [await store.deliveries.expire(at(minute)) for minute in (14, 15, 16)] == [0, 1, 0]
    report = await store.deliveries.report(at(-60))
    assert report.counts == {DeliveryState.EXPIRED: 1}
    assert report.failed == (Failure("talk", DeliveryState.EXPIRED, "the bot was away", 1),)


async def test_a_settled_delivery_stays_settled(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    (claimed,) = await claim(store, at(-10))
    await store.deliveries.settle(claimed, Settlement(DeliveryState.DELIVERED, "direct", "1/2"), at(-10))
    await store.deliveries.settle(claimed, Settlement(DeliveryState.REFUSED), at(-9))
    await store.deliveries.release((claimed,), at(-9), "a fault")
    assert await claim(store, at(100)) == ()
    assert [one.state for one in await store.deliveries.history("a", "talk")] == [DeliveryState.DELIVERED]


async def test_a_start_that_is_given_up_is_disarmed_and_armed_again_when_it_comes_back(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due())
    await store.standings.rearm({"talk": at(30)})
    assert await claim(store, at(-10)) == ()
    await store.standings.rearm({"talk": at(0)})
    assert await store.deliveries.fan_out(*due()) == 1
    assert await recipients(store, at(-10)) == ["a"]


async def test_a_change_is_announced_once_to_those_who_asked_before_it(store, subscribe, make_session, at):
    session = make_session("talk")
    await subscribe("a", about("talk"))
    await subscribe("b", about("other"))
    await subscribe("c", about("talk"), now=-20)
    await store.standings.learn({"talk": snapshot(session)})
    await store.standings.mark({"talk": "what the schedule says"}, at(-30))
    announcement = Announcement(
        session_id="talk",
        reason=Reason.CANCELLED,
        starts_at=session.starts_at,
        revision=0,
        changed_at=at(-30),
        due_at=at(-29),
        expires_at=at(15),
        targets=targets_of(session),
        before=snapshot(session),
        told="what is known now",
    )
    assert [await store.deliveries.announce(announcement) for _ in range(2)] == [1, None]
    assert [(one.recipient, one.detail) for one in await claim(store, at(-29))] == [("a", snapshot(session))]
    assert [(one.told, one.revision, one.changed_at) for one in await store.standings.all()] == [
        ("what is known now", 1, None)
    ]


async def test_the_first_to_see_a_change_says_since_when(store, at):
    await store.standings.learn({"talk": "known"})
    for seen, minute in (("later", -30), ("later", -20), ("later still", -10), (None, -5)):
        await store.standings.mark({"talk": seen}, at(minute))
        (standing,) = await store.standings.all()
        expected = {-30: at(-30), -20: at(-30), -10: at(-10), -5: None}[minute]
        assert (standing.told, standing.seen, standing.changed_at) == ("known", seen, expected)


async def test_dropped_sessions_are_not_known_any_more(store):
    await store.standings.learn({"x": "1", "y": "2"})
    await store.standings.learn({"z": "3"}, dropped=["x"])
    assert sorted(one.session_id for one in await store.standings.all()) == ["y", "z"]


async def test_a_notice_is_posted_once_and_its_newest_message_is_remembered(store, at):
    first = NoticePost("hall", at(0), TEN, 0, at(-10), at(15))
    edit = NoticePost("hall", at(0), TEN, 1, at(-5), at(60), edits="1/2", names="old names")
    for notice in (first, first, edit):
        await store.deliveries.post([notice])
        for claimed in await claim(store, at(-5)):
            settlement = Settlement(DeliveryState.DELIVERED, "direct", "1/2", names=f"names {claimed.edits}")
            await store.deliveries.settle(claimed, settlement, at(-5))
    posted = await store.deliveries.posted(at(-60))
    assert [(one.channel, one.revision, one.reference, one.names) for one in posted] == [
        ("hall", 1, "1/2", "names 1/2")
    ]


async def test_refusals_in_a_row_stop_a_person_until_they_return(store, subscribe, due, at):
    await subscribe("a")
    for _ in range(2):
        await store.people.note_outcome("a", refused=True, limit=3, now=at(-30))
    await store.people.note_outcome("a", refused=False, limit=3, now=at(-30))
    people = [await store.people.note_outcome("a", refused=True, limit=3, now=at(-20)) for _ in range(3)]
    assert [(one.refusals, one.stopped_at) for one in people] == [(1, None), (2, None), (3, at(-20))]
    assert await store.deliveries.fan_out(*due()) == 0
    assert [await store.people.restart("a", at(-9)) for _ in range(2)] == [True, False]
    assert await store.deliveries.fan_out_fresh(due(now=-9), "a") == 1


async def test_an_address_and_an_agreement_are_kept(store):
    await store.people.set_address("a", "123")
    await store.people.set_fallback("a", agreed=True)
    assert await store.people.address("a") == "123"
    assert [await store.people.address(name) for name in ("a", "b")] == ["123", None]
    assert (await store.people.person("a")).fallback


async def test_forgetting_leaves_no_row_of_a_person(store, subscribe, due, at):
    await subscribe("a", EVERYTHING, 10)
    await subscribe("b")
    await store.wishes.add_to_agenda("a", "talk", at(-50))
    await store.people.set_address("a", "123")
    for one in due(leads=[TEN]):
        await store.deliveries.fan_out(one)
    assert await store.wishes.forget("a") == 5
    assert await store.wishes.forget("a") == 0
    assert await recipients(store, at(-10)) == ["b"]


async def test_an_id_is_never_used_again(store, subscribe, due, at):
    await subscribe("a")
    await store.deliveries.fan_out(*due("x"))
    (before,) = await claim(store, at(-10))
    await store.wishes.forget("a")
    await subscribe("a")
    await store.deliveries.fan_out(*due("y"))
    (after,) = await claim(store, at(-10))
    assert after.row > before.row


async def test_the_last_good_schedule_of_each_source_is_kept(store):
    for data in (b"one", b"two"):
        await store.last_good.save("a file", data)
    assert [await store.last_good.load(origin) for origin in ("a file", "another")] == [b"two", None]


async def test_the_checked_moment_is_kept(store, at):
    assert await store.standings.checked_until() is None
    for minute in (1, 2):
        await store.standings.set_checked_until(at(minute))
    assert await store.standings.checked_until() == at(2)


async def test_everything_outlives_the_process(store_url, due, at):
    first = await open_store(store_url)
    await first.wishes.subscribe("a", EVERYTHING, (), at(-60), once=False)
    await first.deliveries.fan_out(*due())
    (claimed,) = await claim(first, at(-10))
    await first.close()
    second = await open_store(store_url)
    (again,) = await claim(second, at(0))
    await second.close()
    assert again.id == claimed.id


async def test_on_sqlite_a_writer_holds_the_database_from_its_beginning(tmp_path):
    # One that read first and was overtaken could not write any more, however long it waited.
    path = tmp_path / "hallway.db"
    database = await open_database(f"sqlite+aiosqlite:///{path}")
    async with database.writing() as connection:
        assert await connection.scalar(select(func.count()).select_from(facts)) == 0
        with (
            closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as another,
            pytest.raises(sqlite3.OperationalError, match="database is locked"),
        ):
            another.execute("INSERT INTO facts VALUES ('first', 'another')")
        await connection.execute(facts.insert().values(name="first", value="ours"))
    async with database.reading() as connection:
        assert await connection.scalar(select(facts.c.value)) == "ours"
    await database.close()


async def test_two_processes_that_read_and_write_one_file_get_through(tmp_path, at):
    url = f"sqlite+aiosqlite:///{tmp_path / 'hallway.db'}"
    stores = [await open_store(url) for _ in range(2)]
    names = [f"person {number}" for number in range(30)]
    for name in names:
        await stores[0].wishes.subscribe(name, EVERYTHING, (), at(-60), once=False)
    # Looks for the wishes, then deletes them.
    stopped = await asyncio.gather(
        *(stores[number % 2].wishes.unsubscribe(name, None) for number, name in enumerate(names))
    )
    assert stopped == [1] * len(names)
    for store in stores:
        await store.close()


async def test_processes_that_start_together_migrate_once(store_url):
    stores = await asyncio.gather(*(open_store(store_url) for _ in range(4)))
    assert [await store.wishes.of("a") for store in stores] == [()] * 4
    for store in stores:
        await store.close()


async def test_migrations_lead_to_the_tables_that_the_statements_use(store_url):
    def difference(connection):
        names = sorted(inspect(connection).get_table_names())
        return names, compare_metadata(MigrationContext.configure(connection), metadata)

    database = await open_database(store_url)
    async with database.reading() as connection:
        names, differences = await connection.run_sync(difference)
    await database.close()
    assert names == sorted([*metadata.tables, "alembic_version"])
    assert differences == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite+aiosqlite:////no/such/folder/hallway.db", "storage.url: /no/such/folder/hallway.db: unable to open"),
        ("nonsense", "storage.url: is no database address"),
        ("mysql://host/name", "storage.url: mysql is not supported"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "storage.url: postgresql+asyncpg://nobody:***@127.0.0.1:1/x: "),
    ],
)
async def test_a_database_that_cannot_be_used_is_one_line(url, message):
    with pytest.raises(ConfigError) as caught:
        await open_store(url)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


async def test_a_file_that_is_no_database_is_one_line(tmp_path):
    path = tmp_path / "hallway.db"
    path.write_text("not a database at all, but some text of a length that matters" * 20)
    with pytest.raises(ConfigError) as caught:
        await open_store(f"sqlite+aiosqlite:///{path}")
    assert str(caught.value).startswith(f"storage.url: {path}: file is not a database")
