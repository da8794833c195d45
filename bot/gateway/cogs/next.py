"""/next and /now: what comes, what runs; of one kind, room or track where wanted."""

from __future__ import annotations

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.feed import ScheduleFeed
from bot.gateway import choices
from bot.gateway.client import ConferenceBot
from bot.gateway.dialogue import Dialogue
from bot.gateway.replying import Interaction, asker_of, reply
from schedule.answering.kinds import kinds_in
from schedule.answering.question import Phrase, Question
from schedule.answering.times import Flow, TimePhrase

_KIND = "Only this kind, as Talk or Poster"
_ROOM = "Only in this room"
_TRACK = "Only of this track"


class Next(commands.Cog):
    def __init__(self, feed: ScheduleFeed, dialogue: Dialogue) -> None:
        self._feed = feed
        self._dialogue = dialogue

    @app_commands.command(name="next")
    @app_commands.describe(kind=_KIND, room=_ROOM, track=_TRACK)
    async def coming(
        self, interaction: Interaction, kind: str | None = None, room: str | None = None, track: str | None = None
    ) -> None:
        """What comes next."""
        await self._tell(interaction, Flow.NEXT, kind, room, track)

    @app_commands.command()
    @app_commands.describe(kind=_KIND, room=_ROOM, track=_TRACK)
    async def now(
        self, interaction: Interaction, kind: str | None = None, room: str | None = None, track: str | None = None
    ) -> None:
        """What is on now."""
        await self._tell(interaction, Flow.NOW, kind, room, track)

    @coming.autocomplete("kind")
    @now.autocomplete("kind")
    async def _kinds(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(choices.kinds_of(self._feed), typed)

    @coming.autocomplete("room")
    @now.autocomplete("room")
    async def _rooms(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(choices.rooms_of(self._feed), typed)

    @coming.autocomplete("track")
    @now.autocomplete("track")
    async def _tracks(self, _: Interaction, typed: str) -> list[Choice[str]]:
        return choices.words(choices.tracks_of(self._feed), typed)

    async def _tell(
        self, interaction: Interaction, flow: Flow, kind: str | None, room: str | None, track: str | None
    ) -> None:
        feed = self._feed
        question = Question(
            subject=Phrase(kinds=_canonical(choices.known_word(choices.kinds_of(feed), kind, "kind")) if kind else ()),
            time=TimePhrase(flow=flow),
            room=choices.known_word(choices.rooms_of(feed), room, "room") if room else None,
            track=choices.known_word(choices.tracks_of(feed), track, "track") if track else None,
            asked=True,
        )
        said = await self._dialogue.resolve(question, asker_of(interaction))
        await reply(interaction, said, self._dialogue.wishing)


def _canonical(kind: str) -> tuple[str, ...]:
    """The finest of the kinds that the schedule's own word names; else the noun that it ends with."""
    return kinds_in(kind)[:1] or tuple(kind.casefold().split()[-1:])


async def setup(bot: ConferenceBot) -> None:
    await bot.add_cog(Next(bot.services.feed, bot.dialogue))
