"""What is said to the bot in chat and what it says back, through the wire."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.discord_server import permissions
from tests.running_bot import changed, moments, titles

pytestmark = pytest.mark.usefixtures("hallway")

DEAN = "Jeff Dean - Invited Talk"
SONG = "Dawn Song - Invited Talk"
QUESTION = "when is jeff dean?"


async def answers_behind_it(server) -> list[list[str]]:
    """Asks something that is surely answered, behind whatever was said before; the titles in each of all answers."""
    await server.gateway.caught_up()
    await server.reply(await server.say(server.grace, server.direct(server.grace), "when is dawn song?"))
    return [titles(message.text) for message in server.said()]


# --- who is answered


async def test_a_mention_is_answered_in_reply_without_a_ping(discord_server) -> None:
    server = discord_server
    asked = await server.say(server.ada, server.notices, f"{server.bot.mention} {QUESTION}")
    answered = await server.reply(asked)
    assert (titles(answered.text), moments(answered.text), answered.pings) == (
        [DEAN],
        [datetime(2022, 12, 3, 14, 40, tzinfo=UTC)],
        [],
    )
    assert server.served("POST /channels/{channel_id}/messages") == [200]


async def test_a_mention_of_the_bots_role_counts(discord_server) -> None:
    server = discord_server
    role = next(role for role in server.guild.roles.values() if role.bot_id == server.bot.id)
    role.mentionable = True
    answered = await server.reply(await server.say(server.ada, server.notices, f"{role.mention} {QUESTION}"))
    assert titles(answered.text) == [DEAN]


async def test_a_direct_message_needs_no_mention(discord_server) -> None:
    server = discord_server
    answered = await server.reply(await server.say(server.ada, server.direct(server.ada), QUESTION))
    assert titles(answered.text) == [DEAN]


async def test_a_reply_to_the_bot_goes_on_from_there(discord_server) -> None:
    server = discord_server
    first = await server.reply(await server.say(server.ada, server.notices, f"{server.bot.mention} {QUESTION}"))
    asked = await server.say(server.ada, server.notices, "and after that?", reply_to=first, ping=False)
    assert titles((await server.reply(asked)).text) == [SONG]


async def test_a_question_in_a_listed_channel_is_answered_unasked(discord_server) -> None:
    server = discord_server
    answered = await server.reply(await server.say(server.ada, server.hall, QUESTION))
    assert titles(answered.text) == [DEAN]


@pytest.mark.parametrize(
    "text",
    [
        "good morning everybody",
        "lol",
        "who wants to share a taxi to the airport?",
        "I pushed a fix for the build, can you look?",
        "😀😀😀",
        "thanks!",
    ],
)
async def test_small_talk_in_a_listed_channel_is_left_alone(discord_server, text) -> None:
    await discord_server.say(discord_server.ada, discord_server.hall, text)
    assert await answers_behind_it(discord_server) == [[SONG]]


async def test_a_question_elsewhere_is_left_alone(discord_server) -> None:
    await discord_server.say(discord_server.ada, discord_server.notices, QUESTION)
    assert await answers_behind_it(discord_server) == [[SONG]]


async def test_a_reply_to_somebody_else_is_left_alone(discord_server) -> None:
    server = discord_server
    said = await server.say(server.grace, server.notices, "see you there")
    await server.say(server.ada, server.notices, QUESTION, reply_to=said)
    assert await answers_behind_it(server) == [[SONG]]


async def test_bots_are_left_alone(discord_server) -> None:
    server = discord_server
    other = server.world.add_user("another bot", bot=True)
    server.world.add_member(server.guild, other)
    await server.say(other, server.hall, f"{server.bot.mention} {QUESTION}")
    assert await answers_behind_it(server) == [[SONG]]


async def test_two_people_in_one_channel_have_two_conversations(discord_server) -> None:
    server = discord_server
    await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} {QUESTION}"))
    await server.reply(await server.say(server.grace, server.hall, f"{server.bot.mention} when is riyadh baghdadi?"))
    after = await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} and after that?"))
    assert titles(after.text) == [SONG]


# --- what people write


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4000,
        "when is " + "jeff dean " * 390,
        "🎉" * 200,
        "\u200b\u200d\ufeff",
        "w\u200bhen is je\u200bff de\u200ban?",
        "?" * 2000,
        "**when** is `jeff` <:wave:12345> dean? ||soon||",
        "((((((((((((((((((((",
        "\u202ewhen is jeff dean?",
    ],
    ids=["long", "repeated", "emoji", "invisible", "zero width inside", "marks", "markdown", "brackets", "reversed"],
)
async def test_whatever_is_written_gets_one_answer(discord_server, text) -> None:
    server = discord_server
    asked = await server.say(server.ada, server.direct(server.ada), text)
    answered = await server.reply(asked)
    assert (len(server.said()), bool(answered.text)) == (1, True)


@pytest.mark.parametrize("text", ["{bot}", "{bot} when is @everyone?", "{bot} where is <@{ada}> and <@&{role}>?"])
async def test_a_question_mentions_nobody_through_the_bot(discord_server, text) -> None:
    server = discord_server
    role = server.world.add_role(server.guild, "organisers", mentionable=True)
    said = text.replace("{bot}", server.bot.mention).format(ada=server.grace.id, role=role.id)
    answered = await server.reply(await server.say(server.ada, server.hall, said))
    assert (answered.pings, addresses_somebody(answered.text)) == ([], False)


def addresses_somebody(text: str) -> bool:
    """Whether anything in it would be a mention if its author allowed that."""
    return re.search(r"@everyone|@here|(?<!\\)<@", text) is not None


HOSTILE = "@everyone **x** <@{ada}> <@&{role}> [free](https://evil.example) ||y|| `z` ~~w~~ _v_ # <t:1:R>\n> quote"


async def test_a_schedule_mentions_nobody_and_formats_nothing(hallway, discord_server, workshop) -> None:
    server = discord_server
    role = server.world.add_role(server.guild, "organisers", mentionable=True)
    title = HOSTILE.format(ada=server.ada.id, role=role.id)
    await hallway.change(changed(workshop, "Opening Remarks", title=title, kind=title))
    answered = await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} what's next?"))
    assert (answered.pings, addresses_somebody(answered.text)) == ([], False)
    shown = " ".join(title.split()).replace("@everyone", "@\u200beveryone")
    assert titles(answered.text) == [shown]
    unescaped = re.sub(r"\\.", "", answered.text)
    assert (unescaped.count("**"), re.findall(r"(?m)[`|~_\[\]]|^[>#]|<(?!t:)", unescaped)) == (2, [])


# --- where it cannot speak


async def test_a_channel_closed_to_the_bot_does_not_stop_it(discord_server) -> None:
    server = discord_server
    server.hall.denied[server.bot.id] = permissions.SEND_MESSAGES
    await server.say(server.ada, server.hall, QUESTION)
    assert await answers_behind_it(server) == [[SONG]]
    assert sorted(server.served("POST /channels/{channel_id}/messages")) == [200, 403]


async def test_a_question_during_an_outage_is_answered_after_it(discord_server) -> None:
    server = discord_server
    server.gateway.drop()
    answered = await server.reply(await server.say(server.ada, server.direct(server.ada), QUESTION))
    assert titles(answered.text) == [DEAN]


# --- what is said beside questions, and a person's own data


async def test_more_of_nothing_is_left_alone_in_a_channel(discord_server) -> None:
    await discord_server.say(discord_server.ada, discord_server.hall, "show more")
    assert await answers_behind_it(discord_server) == [[SONG]]


async def test_a_goodbye_is_returned_in_a_line_and_left_alone_among_others(discord_server) -> None:
    server = discord_server
    said = await server.reply(await server.say(server.ada, server.direct(server.ada), "ok, bye!"))
    assert said.text == "Goodbye, and enjoy the programme!"
    await server.say(server.ada, server.hall, "bye!")
    assert (await answers_behind_it(server))[1:] == [[SONG]]


async def test_offers_of_one_title_are_told_apart(discord_server) -> None:
    server = discord_server
    direct = server.direct(server.ada)
    said = await server.reply(await server.say(server.ada, direct, "remind me of loopstack"))
    offers = [line for line in said.text.splitlines() if line.startswith("- ")]
    assert [moments(line) for line in offers] == [
        [datetime(2022, 12, 3, 16, 20, tzinfo=UTC)],
        [datetime(2022, 12, 3, 19, 55, tzinfo=UTC)],
    ]
    chosen = await server.reply(await server.say(server.ada, direct, "remind me of the second one"))
    assert moments(chosen.text)[:1] == [datetime(2022, 12, 3, 19, 55, tzinfo=UTC)]


async def test_whoever_asks_is_told_what_is_stored_and_can_have_it_deleted(hallway, discord_server) -> None:
    server = discord_server
    direct = server.direct(server.ada)
    await server.reply(await server.say(server.ada, direct, "remind me of jeff dean"))
    shown = await server.reply(await server.say(server.ada, direct, "what do you know about me?"))
    assert shown.text.splitlines()[-1].startswith("I store your id, your reminders and agenda")
    said = await server.reply(await server.say(server.ada, direct, "delete my data"))
    assert said.text == "Deleted: 1 reminder and the record of what I sent you. Nothing is stored about you any more."
    assert await hallway.reminders.subscriptions(f"discord:{server.ada.id}") == ()


@pytest.mark.parametrize("by_command", [False, True])
async def test_whoever_is_forgotten_is_forgotten_in_every_channel(discord_server, *, by_command: bool) -> None:
    server = discord_server
    direct, it = server.direct(server.ada), f"{server.bot.mention} how long is it?"
    await server.reply(await server.say(server.ada, server.hall, f"{server.bot.mention} when is dawn song?"))
    known = await server.reply(await server.say(server.ada, server.hall, it))
    assert known.text.startswith("Dawn Song - Invited Talk lasts")
    if by_command:
        await server.command(server.ada, server.hall, "remind forget")
    else:
        await server.reply(await server.say(server.ada, direct, "delete my data"))
    asked_back = await server.reply(await server.say(server.ada, server.hall, it))
    assert asked_back.text.startswith("The programme lasts")
