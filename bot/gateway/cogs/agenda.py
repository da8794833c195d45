"""/agenda: a person's own choice of sessions."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.clock import Clock
from bot.feed import ScheduleFeed
from bot.gateway import choices
from bot.gateway.addresses import recipient_of
from bot.gateway.client import ConferenceBot
from bot.gateway.render import session_line
from bot.gateway.replying import Interaction, Page, page_of, respond, say
from bot.reminders.service import ReminderService
from bot.reminders.targets import sessions_of
from schedule.answering.answer import Target, TargetKind
from schedule.models import Session

_AGENDA = Target(TargetKind.AGENDA)
_EMPTY = "Your agenda is empty; /agenda add puts a session into it."
_HINT = "/remind agenda tells you before each of them."


class Agenda(commands.GroupCog, group_name="agenda", group_description="Your own choice of sessions"):
    def __init__(self, feed: ScheduleFeed, reminders: ReminderService, clock: Clock) -> None:
        self._feed = feed
        self._reminders = reminders
        self._clock = clock

    @app_commands.command()
    @app_commands.describe(page="Of a long list")
    async def show(self, interaction: Interaction, page: Page = 1) -> None:
        """The sessions you chose, in the order of time."""
        chosen = await self._chosen(interaction)
        zone = self._feed.schedule.zone
        lines = [f"- {session_line(session, zone)}" for session in chosen]
        await respond(interaction, page_of(["Your agenda:", *lines] if lines else [_EMPTY], page, "agenda show"))

    @app_commands.command()
    @app_commands.describe(session="Its title, or a part of it")
    async def add(self, interaction: Interaction, session: str) -> None:
        """Put a session into your agenda."""
        now = self._clock.now()
        found = choices.to_come(choices.known_sessions(self._feed, session), now)[0]
        me = recipient_of(interaction.user)
        async with self._reminders.last_changes.noted(me, self._reminders, now):
            added = await self._reminders.add_to_agenda(me, found.id, now)
        await say(interaction, f"“{found.title}” is in your agenda{'' if added else ' already'}.", _HINT)

    @app_commands.command()
    @app_commands.describe(session="One of your agenda's sessions")
    async def remove(self, interaction: Interaction, session: str) -> None:
        """Take a session out of your agenda."""
        entries = choices.known_sessions(self._feed, session)
        me = recipient_of(interaction.user)
        own = await self._reminders.agenda(me)
        found = next((entry for entry in entries if entry.id in own), entries[0])
        async with self._reminders.last_changes.noted(me, self._reminders, self._clock.now()):
            removed = await self._reminders.remove_from_agenda(me, found.id)
        verb = "is not in your agenda any more" if removed else "was not in your agenda"
        await say(interaction, f"“{found.title}” {verb}.")

    @add.autocomplete("session")
    async def _sessions(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.sessions(self._feed, typed)

    @remove.autocomplete("session")
    async def _own(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        chosen = await self._chosen(interaction)
        fitting = [session for session in chosen if typed.casefold() in session.title.casefold()]
        return choices.choices(choices.labelled(fitting, self._feed.schedule))

    async def _chosen(self, interaction: Interaction) -> list[Session]:
        ids = await self._reminders.agenda(recipient_of(interaction.user))
        chosen = sessions_of(_AGENDA, self._feed.schedule, ids)
        untimed = [session for session in chosen if session.starts_at is None]
        return [*(session for session in self._feed.schedule.timed if session in chosen), *untimed]


async def setup(bot: ConferenceBot) -> None:
    services = bot.services
    await bot.add_cog(Agenda(services.feed, services.reminders, services.clock))
