"""Looks at the configured channels at the start, so that a wrong id shows in the log before the conference does."""

from __future__ import annotations

import logging

import discord

from bot.config import Config

log = logging.getLogger(__name__)


async def check_channels(client: discord.Client, config: Config) -> None:
    """Warns of each channel that does not exist or that the bot cannot see; stops nothing."""
    for id_, setting in configured(config).items():
        try:
            await client.fetch_channel(id_)
        except (discord.NotFound, discord.Forbidden):
            log.warning("%s = %d: no such channel, or the bot cannot see it; correct the id or let it in", setting, id_)
        except discord.HTTPException as error:
            log.warning("%s = %d: could not be looked at (%s)", setting, id_, error.status)


def configured(config: Config) -> dict[int, str]:
    """Each channel once, with the setting that names it."""
    notices = config.notices
    named = dict.fromkeys(config.discord.listen_channels, "[discord] listen_channels")
    named |= {id_: f'[notices.rooms] "{room}"' for room, id_ in notices.rooms.items()}
    return named | ({notices.channel: "[notices] channel"} if notices.channel is not None else {})
