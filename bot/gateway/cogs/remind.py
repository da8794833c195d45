"""/remind: opting in before sessions, people, kinds, tracks, rooms, one's agenda or everything."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.clock import Clock
from bot.gateway import choices
from bot.gateway.buttons import MENTION, REMIND
from bot.gateway.client import ConferenceBot
from bot.gateway.cogs._reminders import OwnReminders
from bot.gateway.leads import parse_leads
from bot.gateway.replying import Interaction, grant, say
from bot.gateway.wishing import Wishing
from schedule.answering.answer import Target, TargetKind, Wish, WishAction

_BEFORE = "Minutes before the start; several with commas, as 30, 5"
_ONCE = "Only before the first one"


class Remind(OwnReminders, group_name="remind", group_description="Be told before sessions start"):
    def __init__(self, wishing: Wishing, clock: Clock) -> None:
        self._wishing = wishing
        self._feed = wishing.feed
        self._reminders = wishing.reminders
        self._clock = clock

    @app_commands.command()
    @app_commands.describe(session="Its title, or a part of it", before=_BEFORE)
    async def session(self, interaction: Interaction, session: str, before: str | None = None) -> None:
        """Before one session."""
        meant = choices.to_come(choices.known_sessions(self._feed, session), self._clock.now())
        await self._remind(interaction, TargetKind.SESSION, [entry.id for entry in meant], before)

    @app_commands.command()
    @app_commands.describe(person="Whose sessions", before=_BEFORE, once=_ONCE)
    async def person(
        self, interaction: Interaction, person: str, before: str | None = None, *, once: bool = False
    ) -> None:
        """Whenever somebody speaks."""
        id_ = choices.known_person(self._feed, person).id
        await self._remind(interaction, TargetKind.PERSON, [id_], before, once=once)

    @app_commands.command()
    @app_commands.describe(kind="As Talk, Spotlight or Break", before=_BEFORE, once=_ONCE)
    async def kind(self, interaction: Interaction, kind: str, before: str | None = None, *, once: bool = False) -> None:
        """Before all sessions of a kind."""
        word = choices.known_word(choices.kinds_of(self._feed), kind, "kind")
        await self._remind(interaction, TargetKind.KIND, [word], before, once=once)

    @app_commands.command()
    @app_commands.describe(track="The track", before=_BEFORE, once=_ONCE)
    async def track(
        self, interaction: Interaction, track: str, before: str | None = None, *, once: bool = False
    ) -> None:
        """Before all sessions of a track."""
        name = choices.known_word(choices.tracks_of(self._feed), track, "track")
        await self._remind(interaction, TargetKind.TRACK, [name], before, once=once)

    @app_commands.command()
    @app_commands.describe(room="The room", before=_BEFORE, once=_ONCE)
    async def room(self, interaction: Interaction, room: str, before: str | None = None, *, once: bool = False) -> None:
        """Before all sessions in a room."""
        name = choices.known_word(choices.rooms_of(self._feed), room, "room")
        ids = {known.name: known.id for known in self._feed.schedule.rooms}
        await self._remind(interaction, TargetKind.ROOM, [ids[name]], before, once=once)

    @app_commands.command()
    @app_commands.describe(before=_BEFORE)
    async def agenda(self, interaction: Interaction, before: str | None = None) -> None:
        """Before all sessions of your agenda."""
        await self._remind(interaction, TargetKind.AGENDA, [""], before)

    @app_commands.command()
    @app_commands.describe(before=_BEFORE)
    async def everything(self, interaction: Interaction, before: str | None = None) -> None:
        """Before every session of the programme."""
        await self._remind(interaction, TargetKind.EVERYTHING, [""], before)

    @session.autocomplete("session")
    async def _sessions(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.sessions(self._feed, typed)

    @person.autocomplete("person")
    async def _people(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.people(self._feed, typed)

    @kind.autocomplete("kind")
    async def _kinds(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(choices.kinds_of(self._feed), typed)

    @track.autocomplete("track")
    async def _tracks(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(choices.tracks_of(self._feed), typed)

    @room.autocomplete("room")
    async def _rooms(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(choices.rooms_of(self._feed), typed)

    @commands.Cog.listener(f"on_{REMIND}")
    async def _pressed(self, interaction: Interaction, session_key: str) -> None:
        session = choices.find_session(self._feed, session_key)
        if session is None:
            await say(interaction, "This session is not in the schedule any more.")
        else:
            await self._remind(interaction, TargetKind.SESSION, [session.id], None)

    @commands.Cog.listener(f"on_{MENTION}")
    async def _agreed(self, interaction: Interaction) -> None:
        await say(interaction, await self._wishing.mention_in_channel(interaction.user, self._clock.now()))

    async def _remind(
        self, interaction: Interaction, kind: TargetKind, values: list[str], before: str | None, *, once: bool = False
    ) -> None:
        wish = Wish(WishAction.REMIND, tuple(Target(kind, value) for value in values), parse_leads(before))
        await grant(interaction, self._wishing, wish, self._clock.now(), once=once)


async def setup(bot: ConferenceBot) -> None:
    await bot.add_cog(Remind(bot.wishing, bot.services.clock))
