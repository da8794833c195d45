"""Chat: answers those who address the bot, and in the configured channels questions that the schedule answers."""

from __future__ import annotations

import logging
import re
from functools import partial

import discord
from discord.ext import commands

from bot.gateway.client import ConferenceBot
from bot.gateway.dialogue import Asker, Dialogue, Reply
from bot.gateway.posting import post_reply
from bot.gateway.restraint import Restraint

log = logging.getLogger(__name__)

_LONGEST = 4000  # what Discord lets anybody write
# Emoji, channels, roles, commands and stamps: none of them says anything about the programme.
_TOKEN = re.compile(r"<(?:a?:\w{1,32}:|#|@&|t:|id:)[\w:-]{1,40}>|</[^<>]{1,100}>")
_USER = re.compile(r"<@!?(\d{1,20})>")


class Chat(commands.Cog):
    def __init__(self, user: discord.ClientUser, dialogue: Dialogue, listen_channels: frozenset[int]) -> None:
        self._user = user
        self._dialogue = dialogue
        self._listen_channels = listen_channels
        self._restraint = Restraint()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot or message.webhook_id is not None or not _is_said(message):
            return
        addressed = self._is_addressed(message)
        if not addressed and not self._is_overheard(message):
            return
        text = self._said(message)
        if not text and not _mentions(message, self._user):
            return
        asker = Asker(message.author, message.channel.id)
        # Whoever is answered unasked too often would feel followed.
        unasked = None if addressed else partial(self._restraint.allows, message.author.id)
        said = await self._dialogue.hear(text, asker, unasked=unasked)
        if said is not None:
            await self._answer(message, said)

    def _is_addressed(self, message: discord.Message) -> bool:
        if message.guild is None or _mentions(message, self._user):
            return True
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message) and message.type is discord.MessageType.reply:
            return replied.author.id == self._user.id
        return isinstance(message.channel, discord.Thread) and message.channel.owner_id == self._user.id

    def _is_overheard(self, message: discord.Message) -> bool:
        parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
        return message.channel.id in self._listen_channels or parent in self._listen_channels

    def _said(self, message: discord.Message) -> str:
        """Without the bot's mention; other people by name, since somebody may ask after them."""
        names = {user.id: user.display_name for user in message.mentions if user.id != self._user.id}
        text = _USER.sub(lambda match: names.get(int(match[1]), " "), message.content[:_LONGEST])
        return _TOKEN.sub(" ", text).strip()

    async def _answer(self, message: discord.Message, said: Reply) -> None:
        try:
            await post_reply(message, said)
            if said.first_wish:
                await self._see_that_messages_arrive(message)
        except discord.Forbidden as error:
            log.warning("Channel %s: not allowed to answer there (%s)", message.channel.id, error.code)

    async def _see_that_messages_arrive(self, message: discord.Message) -> None:
        wishing = self._dialogue.wishing
        if message.guild is None:
            await wishing.heard_directly(message.author, message.channel.id)
        elif (trouble := await wishing.trouble(message.author)) is not None:
            await post_reply(message, Reply(trouble.shown, trouble.view), part="t")


def _is_said(message: discord.Message) -> bool:
    """By somebody, and not a notice that a person joined, pinned or boosted."""
    return message.type in {discord.MessageType.default, discord.MessageType.reply}


def _mentions(message: discord.Message, user: discord.ClientUser) -> bool:
    """By the person's own mention, or by the role of the same name that Discord made for the bot."""
    if any(mentioned.id == user.id for mentioned in message.mentions):
        return True
    # That role can rarely be pinged, so Discord does not list it among the mentions.
    own = message.guild.self_role if message.guild is not None else None
    return own is not None and own.mention in message.content


async def setup(bot: ConferenceBot) -> None:
    assert bot.user is not None  # noqa: S101 - extensions are loaded after login
    channels = frozenset(bot.services.config.discord.listen_channels)
    await bot.add_cog(Chat(bot.user, bot.dialogue, channels))
