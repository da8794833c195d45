"""/follow: gives oneself the role that notices of a kind or a track mention; one message then reaches all followers."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.gateway import choices
from bot.gateway.client import ConferenceBot
from bot.gateway.replying import Interaction, say

log = logging.getLogger(__name__)


class Follow(commands.Cog):
    """`roles`: a kind or a track -> its role's id."""

    def __init__(self, roles: Mapping[str, int]) -> None:
        self._roles = roles

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.describe(what="The kind or track; once more to follow it no longer")
    async def follow(self, interaction: Interaction, what: str) -> None:
        """Be mentioned in the channel before sessions of a kind or track."""
        name = choices.known_word(self._roles, what, "kind or track to follow")
        member, role = interaction.user, discord.Object(self._roles[name])
        assert isinstance(member, discord.Member)  # noqa: S101 - the command exists on servers only
        following = any(own.id == role.id for own in member.roles)
        try:
            if following:
                await member.remove_roles(role, reason="asked for with /follow")
            else:
                await member.add_roles(role, reason="asked for with /follow")
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("Role %s (%s) cannot be given: %s", role.id, name, error)
            await say(interaction, "I cannot give you that role; please tell the organisers.")
            return
        told = "You are no longer mentioned" if following else "You will be mentioned"
        await say(interaction, f"{told} in the channel before: {name}.")

    @follow.autocomplete("what")
    async def _names(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(self._roles, typed)


async def setup(bot: ConferenceBot) -> None:
    roles = bot.services.config.notices.roles
    if roles:
        await bot.add_cog(Follow(roles))
