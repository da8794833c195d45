"""The connection to Discord: intents, cogs, command registration, one place for errors, and a clean end.

Holds no answers and no rules about reminders; the cogs get from `Services` what they need. Nothing starts in
`on_ready`, which Discord may fire again and again.
"""

from __future__ import annotations

import asyncio
import logging
import pkgutil
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.clock import Clock
from bot.config import TOKEN_NAME, Config, ConfigError
from bot.feed import ScheduleFeed
from bot.gateway import cogs, registration
from bot.gateway.buttons import MentionButton, RemindButton
from bot.gateway.delivery import DiscordDelivery
from bot.gateway.dialogue import Dialogue
from bot.gateway.faults import BROKEN_CONNECTION
from bot.gateway.mistakes import MistakeError
from bot.gateway.patience import Patience
from bot.gateway.preflight import check_channels
from bot.gateway.replying import say
from bot.gateway.wishing import Wishing
from bot.reminders.service import ReminderService
from schedule.answering.conversation import Conversations

log = logging.getLogger(__name__)

_ANSWERS = ("discord.py: ", "CommandTree-", "discord-ui-")  # the names of discord.py's tasks for events
_TOO_LATE = frozenset({10062, 40060})  # unknown interaction, acknowledged already
_LAST_WORDS = 5.0  # seconds
_PAUSES = (2, 5, 15, 30, 60)  # seconds
_AUTHENTICATION_FAILED = 4004  # the token was exchanged while the bot ran
_WRONG_TOKEN = f"{TOKEN_NAME}: Discord refuses this token; copy it again from the application's page under Bot"
_WITHHELD = (
    "Discord withholds the message content: the bot answers mentions, replies, direct messages and commands, "
    "but not other messages in its channels. To change that, switch on Message Content Intent on the "
    "application's page under Bot, and restart"
)
_UNREACHABLE = "Discord cannot be reached (%s); check this machine's network. Trying again in %d seconds"
APOLOGY = "Sorry, that went wrong on my side. Please try again in a moment."


@dataclass(frozen=True, slots=True)
class Services:
    """All that a cog may be given."""

    feed: ScheduleFeed
    reminders: ReminderService
    clock: Clock
    config: Config
    conversations: Conversations
    delivery: DiscordDelivery


class Commands(app_commands.CommandTree["ConferenceBot"]):
    """Whatever a command lets through ends here: an apology that only its user sees, the traceback in the log."""

    async def interaction_check(self, interaction: discord.Interaction[ConferenceBot], /) -> bool:
        if interaction.type is discord.InteractionType.application_command:
            self.client.patience.watch(interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction[ConferenceBot], error: app_commands.AppCommandError, /
    ) -> None:
        match error:
            case MistakeError():
                text = str(error)
            case app_commands.CommandInvokeError(original=discord.HTTPException(code=code)) if code in _TOO_LATE:
                log.warning("A command was answered elsewhere or too late to be heard (%s)", code)
                return
            case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
                text = "This command has changed; Discord will show the new one soon."
            case _:
                name = interaction.command.qualified_name if interaction.command else "an unknown command"
                log.error("/%s failed", name, exc_info=error)
                text = APOLOGY
        await _apologise(interaction, text)


class ConferenceBot(commands.Bot):
    """`listens`: ask Discord for the content of messages that are not addressed to the bot."""

    def __init__(self, services: Services, *, listens: bool) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Commands,
            intents=intents(listens=listens),
            allowed_mentions=discord.AllowedMentions.none(),
            # Who is on the server does not matter here, and a large one would cost much memory.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=30.0,
        )
        self.services = services
        self.patience = Patience()
        self.wishing = Wishing(services.feed, services.reminders, services.delivery, services.conversations)
        self.dialogue = Dialogue(services.feed, services.clock, services.conversations, self.wishing)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(RemindButton, MentionButton)
        for name in cog_modules():
            await self.load_extension(name)
        await registration.register(self.tree)
        await check_channels(self, self.services.config)
        self.services.delivery.attach(self)

    async def on_message(self, message: discord.Message, /) -> None:
        """Text commands do not exist here; the chat cog hears the same event."""

    async def on_error(self, event_method: str, /, *args: Any, **__: Any) -> None:
        """Whatever a listener lets through: the traceback in the log, and a word to whoever waits for an answer."""
        log.exception("%s failed", event_method)  # noqa: LOG004 - called while the exception is handled
        match args:
            case (discord.Interaction() as interaction, *_):
                await _apologise(interaction, APOLOGY)
            case (discord.Message() as message, *_) if message.guild is None or self.user in message.mentions:
                await _apologise(message, APOLOGY)

    async def close(self) -> None:
        """Whoever is being answered still gets the answer, and nothing uses the store afterwards."""
        await _finish_answers()
        self.patience.end()
        await self.services.delivery.detach()
        await super().close()


async def run(services: Services, token: str) -> None:
    """Connects and stays until cancelled. Raises ConfigError for a token that Discord refuses."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nothing is ever spoken here
    listens = bool(services.config.discord.listen_channels)
    pauses = iter(_PAUSES)
    while True:
        try:
            await _connect(services, token, listens=listens)
        except discord.PrivilegedIntentsRequired:
            if not listens:
                raise
            listens = False
            log.warning(_WITHHELD)
        except (*BROKEN_CONNECTION, discord.DiscordServerError) as error:
            # Only before the first connection: from then on discord.py reconnects by itself.
            pause = next(pauses, _PAUSES[-1])
            log.warning(_UNREACHABLE, type(error).__name__, pause)
            await asyncio.sleep(pause)
        else:
            return


def intents(*, listens: bool) -> discord.Intents:
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = True
    wanted.message_content = listens
    return wanted


def cog_modules() -> list[str]:
    """Every module in the cogs' folder but those with a leading underscore."""
    names = sorted(module.name for module in pkgutil.iter_modules(cogs.__path__))
    return [f"{cogs.__name__}.{name}" for name in names if not name.startswith("_")]


async def _finish_answers() -> None:
    """discord.py starts each of its answers as a task, which it neither keeps nor waits for."""
    tasks = [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERS)]
    tasks = [task for task in tasks if task is not asyncio.current_task()]
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=_LAST_WORDS)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


async def _apologise(cause: discord.Interaction[Any] | discord.Message, text: str) -> None:
    try:
        if isinstance(cause, discord.Interaction):
            await say(cause, text)
        else:
            await cause.reply(text, mention_author=False)
    except discord.HTTPException as error:
        log.warning("An apology could not be sent: %s", error)


async def _connect(services: Services, token: str, *, listens: bool) -> None:
    async with ConferenceBot(services, listens=listens) as bot:
        try:
            await bot.start(token)
        except discord.LoginFailure:
            raise ConfigError(_WRONG_TOKEN) from None
        except discord.ConnectionClosed as error:
            if error.code == _AUTHENTICATION_FAILED:
                raise ConfigError(_WRONG_TOKEN) from None
            raise
