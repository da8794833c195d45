"""/help: in a few lines what can be asked."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.feed import ScheduleFeed
from bot.gateway.client import ConferenceBot
from bot.gateway.markdown import bold
from bot.gateway.packing import pack
from bot.gateway.replying import Interaction, respond

_LINES = (
    "Mention me, write to me directly or use **/ask**: *when is …?*, *who speaks after lunch?*, *anything about …?*",
    "**/next**, **/now**: what comes, what is on; of a kind, a room or a track if you like",
    "**/remind**: a message before a session, a person's sessions, a kind, a track, a room, your agenda or everything",
    "*remind me 10 min before …* and *stop reminding me* in words do the same",
    "**/remind list**, **lead**, **pause**, **resume**, **stop**, **why**, **forget**: your reminders in your hands",
    "**/agenda**: your own choice of sessions",
    "Times are shown on your own clock, with the conference's beside it.",
)
_FOLLOW = "**/follow**: be mentioned in the channel before sessions of a kind or a track"


class Help(commands.Cog):
    """`follows`: there are roles to follow."""

    def __init__(self, feed: ScheduleFeed, *, follows: bool) -> None:
        self._feed = feed
        self._lines = (*_LINES, _FOLLOW) if follows else _LINES

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What you can ask me."""
        title = self._feed.schedule.title
        known = f"I know the programme of {bold(title)}." if title else "I know the programme."
        await respond(interaction, pack([known, *self._lines]))


async def setup(bot: ConferenceBot) -> None:
    await bot.add_cog(Help(bot.services.feed, follows=bool(bot.services.config.notices.roles)))
