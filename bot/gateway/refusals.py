"""What an error of Discord means for one message: over, worth another attempt, or sent already."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.reminders.models import Outcome, OutcomeKind

NO_SUCH_CHANNEL = frozenset({10003, 50001})

_UNKNOWN_MESSAGE = 10008
_REFUSALS = {
    10003: "the channel does not exist",
    _UNKNOWN_MESSAGE: "the message was deleted",
    10013: "no such person on Discord",
    50001: "no access to the channel",
    50007: "direct messages are closed",
    50013: "no permission to write in the channel",
    50278: "no server in common any more, or direct messages are closed",
}
# Limits that Discord words as a refusal, with the time after which they are worth another attempt.
_LIMITS = {
    20016: timedelta(minutes=1),  # slow mode
    20026: timedelta(hours=1),  # the bot is taken for a spammer
    20028: timedelta(minutes=1),  # too many messages in one channel
    40003: timedelta(minutes=10),  # opening direct messages too fast
}
_UNAUTHORISED, _FORBIDDEN, _TOO_MANY, _SERVER_FAULT = 401, 403, 429, 500
# Ten thousand of these in ten minutes, and Discord bars the address they come from.
_COUNTED = frozenset({_UNAUTHORISED, _FORBIDDEN, _TOO_MANY})


def judge(error: discord.HTTPException, *, nonce: bool) -> Outcome:
    """`nonce`: the failed call was a send that Discord does only once."""
    invalid = int(error.status in _COUNTED)
    if nonce and error.code == _UNKNOWN_MESSAGE:
        # An earlier attempt did arrive, and its reader has deleted it since.
        return Outcome(OutcomeKind.DELIVERED)
    if error.code in _LIMITS:
        why, after = f"limited by Discord ({error.code})", _LIMITS[error.code]
        return Outcome(OutcomeKind.RETRY, why=why, retry_after=after, invalid=invalid)
    if error.code in _REFUSALS:
        return Outcome(OutcomeKind.REFUSED, why=_REFUSALS[error.code], invalid=invalid)
    if _is_passing(error):
        return Outcome(OutcomeKind.RETRY, why=f"Discord answered {error.status}", invalid=invalid)
    return Outcome(OutcomeKind.REFUSED, why=f"Discord answered {error.status} ({error.code})", invalid=invalid)


def _is_passing(error: discord.HTTPException) -> bool:
    if error.status in {_UNAUTHORISED, _TOO_MANY} or error.status >= _SERVER_FAULT:
        return True
    # A refusal without a code comes from the network in front of Discord, not from Discord.
    return error.status == _FORBIDDEN and error.code == 0
