"""/ask: a question in words, answered for the asker alone."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.gateway.client import ConferenceBot
from bot.gateway.dialogue import Dialogue
from bot.gateway.replying import Interaction, asker_of, reply


class Ask(commands.Cog):
    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    @app_commands.command()
    @app_commands.describe(question="As you would ask a colleague: when is Ada Byron? what's on at 2?")
    async def ask(self, interaction: Interaction, question: app_commands.Range[str, 1, 1000]) -> None:
        """Ask about the programme: people, talks, times, rooms, topics."""
        said = await self._dialogue.hear(question, asker_of(interaction))
        await reply(interaction, said, self._dialogue.wishing)


async def setup(bot: ConferenceBot) -> None:
    await bot.add_cog(Ask(bot.dialogue))
