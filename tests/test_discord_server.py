"""The stand-in for Discord, used by the unmodified discord.py."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import discord
import pytest
from discord import app_commands

from tests.discord_server import connected, permissions
from tests.discord_server.rest import every_route
from tests.discord_server.schema import DESCRIPTIONS, Judge

POST = "POST /channels/{channel_id}/messages"


@pytest.fixture
async def tree(plain_client):
    """The client's commands: `/greet` with every kind of option, `/list add`, a button, a menu, a form."""
    tree = app_commands.CommandTree(plain_client)
    tree.add_command(greet)
    tree.add_command(Lists())
    await tree.sync()
    return tree


@app_commands.command(description="Greets")
@app_commands.describe(name="whom", times="how often", who="a person", where="a channel", tone="how")
@app_commands.choices(tone=[app_commands.Choice(name="kindly", value="kind")])
async def greet(
    interaction: discord.Interaction,
    name: app_commands.Range[str, 1, 20],
    times: int = 1,
    who: discord.User | None = None,
    where: discord.TextChannel | None = None,
    tone: str = "",
) -> None:
    text = f"Hello {name} {times} {who} {where} {tone}"
    await interaction.response.send_message(text, ephemeral=True)


@greet.autocomplete("name")
async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{current}-{end}", value=f"{current}{end}") for end in "ab"]


class Lists(app_commands.Group):
    def __init__(self) -> None:
        super().__init__(name="list", description="Lists")

    @app_commands.command(description="Adds")
    async def add(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", ephemeral=True)

    @app_commands.command(description="Shows")
    async def show(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pick", view=Picker())


class Picker(discord.ui.View):
    @discord.ui.button(label="Go")
    async def go(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.edit_message(content="gone")

    @discord.ui.select(
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")]
    )
    async def choose(self, interaction: discord.Interaction, _: discord.ui.Select) -> None:
        await interaction.response.send_modal(Form())


class Form(discord.ui.Modal, title="A form"):
    text = discord.ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"got {self.text.value}")


# --- start and messages


async def test_a_client_starts_and_answers_in_a_channel(discord_server, echo) -> None:
    server = discord_server
    asked = await server.say(server.ada, server.hall, "are you there?")
    answered = await server.reply(asked)
    assert (answered.text, answered.pings, echo.guilds[0].name) == ("are you there?", [], "Demo Conference")


@pytest.mark.usefixtures("echo")
async def test_a_direct_message_is_answered(discord_server) -> None:
    server = discord_server
    asked = await server.say(server.ada, server.direct(server.ada), "psst")
    assert (await server.reply(asked)).text == "psst"


async def test_a_reply_reaches_the_one_who_is_answered(discord_server, plain_client) -> None:
    server = discord_server
    channel = plain_client.get_channel(server.hall.id)
    own = await channel.send("good morning")
    said = await server.next_message(server.hall)
    heard = asyncio.create_task(plain_client.wait_for("message", check=lambda each: each.author != plain_client.user))
    await server.say(server.ada, server.hall, "and to you", reply_to=said)
    message = await heard
    assert (message.reference.resolved.id, message.mentions) == (own.id, [plain_client.user])


async def test_content_is_withheld_without_the_intent(discord_server) -> None:
    server = discord_server
    client = discord.Client(intents=discord.Intents(guilds=True, messages=True), guild_ready_timeout=0.0)
    seen: list[str] = []

    async def on_message(message: discord.Message) -> None:
        if message.author != client.user:
            seen.append(message.content)
            await message.channel.send("seen")

    client.on_message = on_message
    async with connected(client, server):
        for channel, text in (
            (server.hall, "nothing to see"),
            (server.hall, f"hello {server.bot.mention}"),
            (server.direct(server.ada), "just us"),
        ):
            await server.say(server.ada, channel, text)
            await server.next_message(channel)
    assert seen == ["", f"hello {server.bot.mention}", "just us"]


async def test_mentions_reach_only_those_whom_the_author_allows(discord_server, plain_client) -> None:
    server = discord_server
    channel = plain_client.get_channel(server.hall.id)
    role = server.world.add_role(server.guild, "spotlights", mentionable=True)
    text = f"@everyone {server.ada.mention} {server.grace.mention} {role.mention}"
    for allowed in (
        discord.AllowedMentions.none(),
        discord.AllowedMentions(users=[discord.Object(server.ada.id)], roles=True, everyone=False),
        discord.AllowedMentions.all(),
    ):
        await channel.send(text, allowed_mentions=allowed)
    assert [message.pings for message in server.said()] == [
        [],
        [server.ada, role],
        ["@everyone", server.ada, server.grace, role],
    ]


async def test_a_message_is_edited_listed_and_deleted(discord_server, plain_client) -> None:
    channel = plain_client.get_channel(discord_server.hall.id)
    first = await channel.send("one", embed=discord.Embed(title="T", description="D").add_field(name="n", value="v"))
    second = await channel.send("two", file=discord.File(__file__, description="this"))
    await first.edit(content="changed")
    await second.add_reaction("👍")
    listed = [message async for message in channel.history()]
    assert [(m.content, len(m.embeds), len(m.attachments), len(m.reactions)) for m in listed] == [
        ("two", 0, 1, 1),
        ("changed", 1, 0, 0),
    ]
    await first.delete()
    assert [message.id async for message in channel.history()] == [second.id]
    with pytest.raises(discord.NotFound) as caught:
        await channel.fetch_message(first.id)
    assert caught.value.code == 10008


async def test_threads_are_opened_and_written_to(discord_server, plain_client) -> None:
    server = discord_server
    message = await plain_client.get_channel(server.hall.id).send("about this")
    thread = await message.create_thread(name="Questions")
    await thread.send("go ahead")
    await thread.edit(archived=True)
    kept = server.world.channels[thread.id]
    assert ([each.content for each in server.said(kept)], kept.archived, kept.parent) == (
        ["go ahead"],
        True,
        server.hall,
    )


# --- commands


@pytest.mark.usefixtures("tree")
async def test_a_command_is_used_with_all_kinds_of_options(discord_server) -> None:
    server = discord_server
    options = {"name": "you", "times": 2, "who": server.grace, "where": server.hall, "tone": "kindly"}
    answer = await server.command(server.ada, server.hall, "greet", **options)
    assert (answer.text, answer.ephemeral) == ("Hello you 2 grace hall kind", True)
    assert server.said() == []


@pytest.mark.usefixtures("tree")
async def test_choices_are_completed(discord_server) -> None:
    server = discord_server
    choices = await server.autocomplete(server.ada, server.hall, "greet", "name", name="x")
    assert choices == [{"name": "x-a", "value": "xa"}, {"name": "x-b", "value": "xb"}]


@pytest.mark.usefixtures("tree")
async def test_a_deferred_answer_follows(discord_server) -> None:
    server = discord_server
    answer = await server.command(server.ada, server.direct(server.ada), "list add")
    await server.bell.until(lambda: answer.followups, "the second follow-up")
    assert (answer.text, answer.ephemeral, answer.deferred) == ("first", True, True)
    assert [message.text for message in answer.followups] == ["second"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("direct", [False, True], ids=["in a server", "in a direct message"])
async def test_every_kind_of_interaction_works(discord_server, direct) -> None:
    server = discord_server
    channel = server.direct(server.ada) if direct else server.hall
    assert len(await server.autocomplete(server.ada, channel, "greet", "name", name="x")) == 2
    shown = await server.command(server.ada, channel, "list show")
    form = await server.select(server.ada, shown.message, "Two")
    sent = await server.submit(server.ada, form, text="this")
    pressed = await server.press(server.ada, shown.message, "Go")
    assert (sent.text, pressed.text, shown.message.text) == ("got this", "gone", "gone")


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "required options are missing: ['name']"),
        ({"name": "x" * 21}, "length of 'name'"),
        ({"name": "x", "nome": "y"}, "no option ['nome'] among ['name', 'times', 'tone', 'where', 'who']"),
        ({"name": "x", "times": "2"}, "'times' takes <class 'int'>, not '2'"),
        ({"name": "x", "tone": "rudely"}, "'rudely' is not among the choices of 'tone': ['kindly']"),
    ],
)
async def test_what_an_app_refuses_is_refused(discord_server, options, complaint) -> None:
    server = discord_server
    with pytest.raises(AssertionError) as caught:
        await server.command(server.ada, server.hall, "greet", **options)
    assert str(caught.value) == complaint


async def test_a_second_first_answer_is_refused(discord_server, plain_client) -> None:
    refused = asyncio.get_running_loop().create_future()

    async def on_interaction(interaction: discord.Interaction) -> None:
        again = discord.InteractionResponse(interaction)
        await interaction.response.send_message("one")
        try:
            await again.send_message("two")
        except discord.HTTPException as error:
            refused.set_result(error.code)

    server = discord_server
    plain_client.on_interaction = on_interaction
    server.offer({"name": "ping", "description": "Pings"})
    await server.command(server.ada, server.hall, "ping")
    assert (await refused, server.served(CALLBACK)) == (40060, [200, 400])


CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"


# --- servers: roles and scheduled events


async def test_roles_are_made_and_given(discord_server, plain_client) -> None:
    server = discord_server
    guild = plain_client.guilds[0]
    role = await guild.create_role(name="spotlights", mentionable=True)
    member = await guild.fetch_member(server.ada.id)
    await member.add_roles(role)
    assert server.guild.members[server.ada.id].roles == {role.id}
    await member.remove_roles(role)
    assert server.guild.members[server.ada.id].roles == set()
    assert [each.name for each in await guild.fetch_roles()] == ["@everyone", "hallway", "spotlights"]


async def test_roles_need_the_permission(discord_server, plain_client) -> None:
    server = discord_server
    own = next(role for role in server.guild.roles.values() if role.managed)
    own.permissions = permissions.VIEW_CHANNEL
    with pytest.raises(discord.Forbidden) as caught:
        await plain_client.guilds[0].create_role(name="spotlights")
    assert caught.value.code == 50013


async def test_scheduled_events_are_made_followed_and_ended(discord_server, plain_client) -> None:
    server = discord_server
    guild = plain_client.guilds[0]
    start = discord.utils.utcnow() + timedelta(hours=1)
    event = await guild.create_scheduled_event(
        name="Keynote",
        start_time=start,
        end_time=start + timedelta(hours=1),
        location="Hall A",
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    kept = server.guild.events[event.id]
    await server.follow(server.ada, kept)
    assert [user.name async for user in event.users()] == ["ada"]
    await event.edit(name="Opening keynote")
    assert [each.name for each in await guild.fetch_scheduled_events()] == ["Opening keynote"]
    await event.delete()
    assert server.guild.events == {}


async def test_people_and_servers_come_and_go(discord_server, plain_client) -> None:
    server = discord_server
    other = await server.invite_bot("Other Conference")
    newcomer = server.world.add_user("newcomer")
    await server.arrive(newcomer, other)
    await server.gateway.caught_up()
    guild = plain_client.get_guild(other.id)
    assert [member.name for member in guild.members] == ["owner of Other Conference", "hallway", "newcomer"]
    await server.leave(newcomer)
    await server.expel_bot(other)
    await server.gateway.caught_up()
    assert [guild.name for guild in plain_client.guilds] == ["Demo Conference"]
    with pytest.raises(discord.NotFound) as caught:
        await plain_client.fetch_guild(other.id)
    assert caught.value.code == 10004


async def test_channels_and_roles_change_under_the_clients_eyes(discord_server, plain_client) -> None:
    guild = plain_client.guilds[0]
    channel = await guild.create_text_channel("posters", topic="ask here")
    await channel.edit(name="posters-2")
    role = await guild.create_role(name="spotlights")
    await role.edit(name="talks", mentionable=True)
    await discord_server.gateway.caught_up()
    assert (guild.get_channel(channel.id).name, guild.get_role(role.id).name) == ("posters-2", "talks")
    await channel.delete()
    await role.delete()
    await discord_server.gateway.caught_up()
    assert (guild.get_channel(channel.id), guild.get_role(role.id)) == (None, None)


async def test_presence_is_heard(discord_server, plain_client) -> None:
    await plain_client.change_presence(activity=discord.CustomActivity("Answering"))
    await discord_server.gateway.caught_up()
    assert [presence["activities"][0]["state"] for presence in discord_server.gateway.presences] == ["Answering"]


# --- the judge


@pytest.mark.usefixtures("shared")
def test_every_route_is_described() -> None:
    judge = Judge.of(DESCRIPTIONS)
    assert [route for route in every_route().all() if not judge.describes(*route)] == []


def test_a_missing_description_fails(tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        Judge.of(tmp_path)
