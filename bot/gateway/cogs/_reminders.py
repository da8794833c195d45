"""The part of /remind that looks after what somebody has asked for: list, lead, pause, resume, stop, why, forget."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.clock import Clock
from bot.feed import ScheduleFeed
from bot.gateway import choices
from bot.gateway.addresses import recipient_of
from bot.gateway.explained import explanation_lines
from bot.gateway.leads import parse_leads
from bot.gateway.mistakes import MistakeError
from bot.gateway.packing import pack
from bot.gateway.replying import Interaction, Page, grant, respond, say, show_reminders
from bot.gateway.wishing import Wishing
from bot.reminders.models import Subscription
from bot.reminders.service import ReminderService
from bot.reminders.targets import describe
from bot.reminders.wording import capital, lead_words
from schedule.answering.answer import TargetKind, Wish, WishAction

_WHICH = "One of your reminders; all of them where you choose none"


class OwnReminders(commands.GroupCog):
    """Half of a cog; the other half sets these."""

    _wishing: Wishing
    _feed: ScheduleFeed
    _reminders: ReminderService
    _clock: Clock

    @app_commands.command(name="list")
    @app_commands.describe(page="Of a long list")
    async def show(self, interaction: Interaction, page: Page = 1) -> None:
        """Your reminders, and what comes next."""
        await show_reminders(interaction, self._wishing, self._clock.now(), page)

    @app_commands.command()
    @app_commands.describe(before="Minutes before the start; several with commas, as 30, 5", which=_WHICH)
    async def lead(self, interaction: Interaction, before: str, which: str | None = None) -> None:
        """Change how long before a session you are told."""
        leads, chosen = parse_leads(before), await self._chosen(interaction, which)
        if chosen is None:
            await grant(interaction, self._wishing, Wish(WishAction.CHANGE, leads=leads), self._clock.now())
            return
        async with self._noted(interaction):
            await self._reminders.change_lead(recipient_of(interaction.user), leads, self._clock.now(), chosen.id)
        before = lead_words(leads or self._reminders.settings.leads)
        await say(interaction, f"{self._name(chosen)}: {before} from now on.")

    @app_commands.command()
    @app_commands.describe(which=_WHICH)
    async def pause(self, interaction: Interaction, which: str | None = None) -> None:
        """Stop being told for a while."""
        chosen = await self._chosen(interaction, which)
        if chosen is None:
            await grant(interaction, self._wishing, Wish(WishAction.PAUSE), self._clock.now())
            return
        async with self._noted(interaction):
            count = await self._reminders.pause(recipient_of(interaction.user), self._clock.now(), chosen.id)
        await say(
            interaction, f"{self._name(chosen)}: paused until you resume it." if count else "It is paused already."
        )

    @app_commands.command()
    @app_commands.describe(which=_WHICH)
    async def resume(self, interaction: Interaction, which: str | None = None) -> None:
        """Go on being told."""
        chosen = await self._chosen(interaction, which)
        if chosen is None:
            await grant(interaction, self._wishing, Wish(WishAction.RESUME), self._clock.now())
            return
        async with self._noted(interaction):
            count = await self._reminders.resume(recipient_of(interaction.user), self._clock.now(), chosen.id)
        await say(interaction, f"{self._name(chosen)}: goes on." if count else "It is running already.")

    @app_commands.command()
    @app_commands.describe(which=_WHICH)
    async def stop(self, interaction: Interaction, which: str | None = None) -> None:
        """End a reminder, or all of them."""
        chosen = await self._chosen(interaction, which)
        wish = Wish(WishAction.STOP, (chosen.target,) if chosen else ())
        await grant(interaction, self._wishing, wish, self._clock.now())

    @app_commands.command()
    @app_commands.describe(session="The session you were told of, or were not")
    async def why(self, interaction: Interaction, session: str) -> None:
        """Why a reminder came, or why it did not."""
        found = choices.known_sessions(self._feed, session)[0]
        explained = await self._reminders.explain(recipient_of(interaction.user), found.id, self._clock.now())
        await respond(interaction, pack(list(explanation_lines(found, explained, self._feed.schedule.zone))))

    @app_commands.command()
    async def forget(self, interaction: Interaction) -> None:
        """Delete all that is stored about you."""
        await grant(interaction, self._wishing, Wish(WishAction.FORGET), self._clock.now())

    @lead.autocomplete("which")
    @pause.autocomplete("which")
    @resume.autocomplete("which")
    @stop.autocomplete("which")
    async def _own(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        wishes = await self._reminders.subscriptions(recipient_of(interaction.user))
        named: dict[str, str] = {}
        for wish in wishes:
            label = self._label(wish)
            # Two of one label, as of sessions that are gone: each has to be stoppable.
            named[f"{choices.within(label)} #{wish.id}" if label in named else label] = str(wish.id)
        return choices.choices((label, named[label]) for label in named if typed.casefold() in label.casefold())

    @why.autocomplete("session")
    async def _known_sessions(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.sessions(self._feed, typed)

    def _noted(self, interaction: Interaction) -> AbstractAsyncContextManager[None]:
        """Around a change that is no wish in words, so that it can be taken back as well."""
        return self._reminders.last_changes.noted(recipient_of(interaction.user), self._reminders, self._clock.now())

    def _label(self, wish: Subscription) -> str:
        session = self._feed.schedule.session(wish.target.value) if wish.target.kind is TargetKind.SESSION else None
        if session is not None:
            return choices.label(session, self._feed.schedule.zone)
        return describe(wish.target, self._feed.schedule)

    async def _chosen(self, interaction: Interaction, which: str | None) -> Subscription | None:
        """None where nothing was chosen; raises MistakeError for words that are no reminder of this person."""
        if which is None:
            return None
        for wish in await self._reminders.subscriptions(recipient_of(interaction.user)):
            if which in {str(wish.id), describe(wish.target, self._feed.schedule), self._label(wish)}:
                return wish
        raise MistakeError("That is none of your reminders; /remind list shows them.")

    def _name(self, wish: Subscription) -> str:
        return capital(describe(wish.target, self._feed.schedule))
