"""What becomes of one message on Discord: sent once, edited, refused for a reason, or worth another attempt."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.gateway.delivery import DiscordDelivery
from bot.reminders.models import Outcome, OutcomeKind, Reason, Reminder
from schedule import Schedule, Session
from tests.discord_server import Fault

NINE = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
OPENING = Session(id="open", title="Opening", starts_at=NINE, ends_at=NINE + timedelta(hours=1))
TEXT = "Coming up: **Opening** · <t:1796482800:F>–<t:1796486400:t> (<t:1796482800:R>; Sat 09:00–10:00 Chicago)"
SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
OPEN = "POST /users/@me/channels"


@pytest.fixture
def workshop() -> Schedule:
    return Schedule(timezone="America/Chicago", sessions=(OPENING,))


@pytest.fixture
def delivery(hallway) -> DiscordDelivery:
    return hallway.bot.services.delivery


def reminder(recipient: str, **changes: object) -> Reminder:
    values: dict[str, object] = {"id": "7", "reason": Reason.STARTING, "sessions": (OPENING,), "starts_at": NINE}
    return Reminder(recipient=recipient, **values | changes)


def person(user) -> str:
    return f"discord:{user.id}"


async def test_a_person_gets_a_direct_message_and_its_channel_is_kept(delivery, discord_server):
    server = discord_server
    first = await delivery.deliver(reminder(person(server.ada)))
    second = await delivery.deliver(reminder(person(server.ada), id="8"))
    one, two = server.said(server.direct(server.ada))
    assert (one.content, two.content) == (TEXT, TEXT)
    assert [first.reference, second.reference] == [f"{one.channel.id}/{each.id}" for each in (one, two)]
    assert (server.served(OPEN), server.served(SEND)) == ([200], [200, 200])


async def test_the_same_reminder_is_sent_once(delivery, discord_server):
    outcomes = [await delivery.deliver(reminder(person(discord_server.ada))) for _ in range(3)]
    assert len(set(outcomes)) == len(discord_server.said()) == 1


async def test_an_id_too_long_for_a_nonce_is_still_the_same_each_time(delivery, discord_server):
    ids = ["a" * 26, "a" * 26, "a" * 25 + "b"]
    for id_ in ids:
        await delivery.deliver(reminder(person(discord_server.ada), id=id_))
    assert len(discord_server.said()) == 2


async def test_a_message_that_its_reader_deleted_counts_as_delivered(delivery, discord_server):
    await delivery.deliver(reminder(person(discord_server.ada)))
    await discord_server.delete(discord_server.said()[0])
    again = await delivery.deliver(reminder(person(discord_server.ada)))
    assert again == Outcome(OutcomeKind.DELIVERED)


async def test_a_notice_mentions_its_roles_and_nobody_else(delivery, discord_server):
    server = discord_server
    role = server.world.add_role(server.guild, "spotlights", mentionable=True)
    hostile = OPENING.model_copy(update={"title": f"@everyone {server.ada.mention} <@&{server.guild.id}>"})
    notice = reminder(f"discord-channel:{server.notices.id}", sessions=(hostile,), roles=(str(role.id),))
    await delivery.deliver(notice)
    (said,) = server.said(server.notices)
    assert said.pings == [role]


async def test_a_channel_that_stands_in_mentions_the_person(delivery, discord_server):
    server = discord_server
    await delivery.deliver(reminder(f"discord-channel:{server.notices.id}", mention=person(server.grace)))
    (said,) = server.said(server.notices)
    assert (said.content, said.pings) == (f"{server.grace.mention} {TEXT}", [server.grace])


@pytest.mark.parametrize("edits", [None, "earlier"])
async def test_discord_itself_is_told_whom_a_message_may_mention(delivery, discord_server, edits):
    server = discord_server
    channel = f"discord-channel:{server.notices.id}"
    posted = await delivery.deliver(reminder(channel))
    role = str(server.guild.id)
    reference = posted.reference if edits else None
    await delivery.deliver(reminder(channel, id="8", roles=(role,), mention=person(server.ada), edits=reference))
    allowed = server.rest.exchanges[-1].body["allowed_mentions"]
    nobody = {"parse": [], "users": [], "roles": []}
    assert allowed == (nobody if edits else nobody | {"users": [server.ada.id], "roles": [int(role)]})


async def test_a_notice_is_edited_in_its_place(delivery, discord_server):
    server = discord_server
    channel = f"discord-channel:{server.notices.id}"
    posted = await delivery.deliver(reminder(channel))
    edited = await delivery.deliver(reminder(channel, id="8", reason=Reason.CANCELLED, edits=posted.reference))
    (said,) = server.said(server.notices)
    assert edited == posted
    assert said.content == f"Cancelled: ~~**Opening**~~ · {TEXT.partition(' · ')[2]}"


async def test_an_edit_of_a_deleted_message_is_refused(delivery, discord_server):
    channel = f"discord-channel:{discord_server.notices.id}"
    posted = await delivery.deliver(reminder(channel))
    await discord_server.delete(discord_server.said()[0])
    outcome = await delivery.deliver(reminder(channel, id="8", edits=posted.reference))
    assert outcome == Outcome(OutcomeKind.REFUSED, why="the message was deleted")


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (403, 50007, "direct messages are closed"),
        (403, 50278, "no server in common any more, or direct messages are closed"),
        (403, 50013, "no permission to write in the channel"),
        (403, 50001, "no access to the channel"),
        (403, 20009, "Discord answered 403 (20009)"),
    ],
)
async def test_what_will_not_succeed_is_refused(delivery, discord_server, status, code, why):
    discord_server.fail(Fault.refused(status, code), SEND)
    outcome = await delivery.deliver(reminder(f"discord-channel:{discord_server.notices.id}"))
    assert outcome == Outcome(OutcomeKind.REFUSED, why=why, invalid=1)


@pytest.mark.parametrize(
    ("recipient", "why"),
    [
        ("discord:12x", "not an address on Discord"),
        ("terminal:me", "not an address on Discord"),
        ("discord-channel:1", "the channel does not exist"),
        ("discord:1", "no such person on Discord"),
    ],
)
async def test_an_address_that_leads_nowhere_is_refused(delivery, recipient, why):
    outcome = await delivery.deliver(reminder(recipient))
    assert (outcome.kind, outcome.why) == (OutcomeKind.REFUSED, why)


@pytest.mark.parametrize(
    ("fault", "why", "after", "invalid"),
    [
        (Fault.server_error(503), "Discord answered 503", None, 0),
        (Fault.reset("before"), "the connection to Discord failed", None, 0),
        (Fault.reset("middle"), "the connection to Discord failed", None, 0),
        (Fault.refused(401, 0), "Discord answered 401", None, 1),
        (Fault.refused(403, 0), "Discord answered 403", None, 1),
        (Fault.refused(403, 20026), "limited by Discord (20026)", timedelta(hours=1), 1),
        (Fault.refused(403, 40003), "limited by Discord (40003)", timedelta(minutes=10), 1),
        (Fault.limited(retry_after=60.0), "too many messages", timedelta(seconds=60), 1),
    ],
)
async def test_a_fault_of_the_moment_is_worth_another_attempt(delivery, discord_server, fault, why, after, invalid):
    discord_server.fail(fault, SEND)
    channel = f"discord-channel:{discord_server.notices.id}"
    failed = await delivery.deliver(reminder(channel))
    assert failed == Outcome(OutcomeKind.RETRY, why=why, retry_after=after, invalid=invalid)


async def test_a_lost_answer_is_not_said_twice(delivery, discord_server):
    discord_server.fail(Fault.reset("after"), SEND)
    channel = f"discord-channel:{discord_server.notices.id}"
    outcomes = [(await delivery.deliver(reminder(channel))).kind for _ in range(2)]
    assert outcomes == [OutcomeKind.RETRY, OutcomeKind.DELIVERED]
    assert len(discord_server.said()) == 1


async def test_giving_up_while_a_global_limit_is_waited_out_stops_nothing_else(delivery, discord_server):
    """discord.py holds all requests back meanwhile, and for good if the one that waits is interrupted."""
    channel = f"discord-channel:{discord_server.notices.id}"
    discord_server.fail(Fault.limited("global", 0.2), SEND)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await delivery.deliver(reminder(channel))
    async with asyncio.timeout(10):
        outcome = await delivery.deliver(reminder(channel, id="8"))
    assert outcome.kind is OutcomeKind.DELIVERED
    assert len(discord_server.said()) == 2


async def test_a_kept_channel_of_another_application_is_opened_anew(hallway, discord_server):
    kept = hallway.bot.services.delivery._channel_ids
    await kept.put(person(discord_server.ada), "123456789")
    outcome = await hallway.bot.services.delivery.deliver(reminder(person(discord_server.ada)))
    (said,) = discord_server.said(discord_server.direct(discord_server.ada))
    assert outcome.reference == f"{said.channel.id}/{said.id}"
    assert await kept.get(person(discord_server.ada)) == str(said.channel.id)


async def test_without_a_connection_it_is_to_be_tried_again(hallway):
    delivery = hallway.bot.services.delivery
    await hallway.bot.close()
    assert await delivery.deliver(reminder("discord:1")) == Outcome(OutcomeKind.RETRY, why="not connected to Discord")


async def test_closing_in_the_middle_of_an_attempt_leaves_it_for_later(hallway, discord_server, monkeypatch):
    delivery = hallway.bot.services.delivery
    channel = f"discord-channel:{discord_server.notices.id}"
    closing = asyncio.Event()

    async def wait_until_closed(_seconds: float) -> None:
        closing.set()
        await hallway.bot.close()

    discord_server.fail(Fault.server_error(502), SEND)
    monkeypatch.setattr("discord.http.asyncio.sleep", wait_until_closed)
    monkeypatch.setattr("bot.gateway.delivery._LAST_WORDS", timedelta(0))  # the attempt itself waits for the close
    outcome = await delivery.deliver(reminder(channel))
    assert (outcome, closing.is_set()) == (Outcome(OutcomeKind.RETRY, why="not connected to Discord"), True)
