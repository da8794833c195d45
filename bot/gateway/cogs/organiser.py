"""/organiser: the schedule's source as it is read, and a loss of sessions accepted; for those who manage the server.

Discord shows the commands to members with Manage Server, or to whom they let use them. Whoever invites the bot to a
server of their own manages only that one: the commands work in the conference's.
"""

from __future__ import annotations

from collections.abc import Collection

from discord import app_commands
from discord.ext import commands

from bot.clock import Clock
from bot.feed import ScheduleFeed
from bot.gateway.client import ConferenceBot
from bot.gateway.markdown import plain_within
from bot.gateway.mistakes import MistakeError
from bot.gateway.packing import pack
from bot.gateway.preflight import configured
from bot.gateway.replying import Interaction, respond, say

_LONGEST_PROBLEM = 600  # characters
_ELSEWHERE = "This works only on the conference's server, which has the channels of the bot's settings."
_HINT = "If that is meant, /organiser accept-losses puts it in force."


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Organiser(commands.GroupCog, group_name="organiser", group_description="The schedule's source, for organisers"):
    """`channels`: the ids of those in the settings, by which the conference's server is known.

    Without any, it is the only server that the bot is on.
    """

    def __init__(self, feed: ScheduleFeed, clock: Clock, channels: Collection[int]) -> None:
        self._feed = feed
        self._clock = clock
        self._channels = channels

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        here, everywhere = interaction.guild, list(interaction.client.guilds)
        has_channel = here is not None and any(here.get_channel_or_thread(id_) for id_ in self._channels)
        if not (has_channel if self._channels else everywhere == [here]):
            raise MistakeError(_ELSEWHERE)
        return True

    @app_commands.command()
    async def status(self, interaction: Interaction) -> None:
        """Whether the newest reading of the schedule is in force, and if not, why."""
        problem = self._feed.problem
        newest = "It is as the source gives it." if problem is None else "The newest reading was refused:"
        lines = [f"{self._size()} in force. {newest}"]
        if problem is not None:
            lines.append(plain_within(problem, _LONGEST_PROBLEM))
        if self._feed.has_refused:
            lines.append(_HINT)
        await respond(interaction, pack(lines))

    @app_commands.command(name="accept-losses")
    async def accept_losses(self, interaction: Interaction) -> None:
        """Put in force the schedule that was refused because many sessions are missing."""
        if not await self._feed.accept_refused(self._clock.now()):
            await say(interaction, "No schedule was refused for missing sessions; /organiser status shows how it is.")
            return
        await say(interaction, f"Accepted: {self._size()} in force.", "Those who asked are told what is gone.")

    def _size(self) -> str:
        count = len(self._feed.schedule.sessions)
        return "1 session is" if count == 1 else f"{count} sessions are"


async def setup(bot: ConferenceBot) -> None:
    services = bot.services
    await bot.add_cog(Organiser(services.feed, services.clock, configured(services.config)))
