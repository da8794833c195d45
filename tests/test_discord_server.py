"""The stand-in for Discord, used by the unmodified discord.py."""

from __future__ import annotations

import discord


async def test_a_client_starts_and_hears_a_message(discord_server, plain_client) -> None:
    server, guild = discord_server, discord_server.guild
    heard: list[str] = []

    async def on_message(message: discord.Message) -> None:
        if message.author != plain_client.user:
            heard.append(message.content)
            await message.reply("yes", mention_author=False)

    plain_client.on_message = on_message
    asked = await server.say(server.ada, server.hall, f"{server.bot.mention} are you there?")
    answered = await server.reply(asked)
    assert (heard, answered.text, answered.pings) == ([asked.content], "yes", [])
    assert plain_client.guilds[0].name == guild.name
