"""The link that puts the bot on a server, with the permissions it needs and no others."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import discord

SCOPES = ("bot", "applications.commands")
_IDS = range(1, 2**63)


@dataclass(frozen=True, slots=True)
class Need:
    """A permission by discord.py's name and by the one Discord shows, with its reason."""

    permission: str
    shown: str
    reason: str


_ALWAYS = (
    Need("view_channel", "View Channels", "to hear questions where it is asked"),
    Need("send_messages", "Send Messages", "to answer, and to post notices"),
    Need("send_messages_in_threads", "Send Messages in Threads", "to answer there, too"),
    Need("embed_links", "Embed Links", "for lists longer than a message"),
    Need("read_message_history", "Read Message History", "to answer as a reply to the question"),
)
_ROLES = Need("manage_roles", "Manage Roles", "to give the roles of [notices.roles] to those who /follow")


def needs(*, roles: bool) -> tuple[Need, ...]:
    """`roles`: the configuration has roles for /follow to give."""
    return (*_ALWAYS, _ROLES) if roles else _ALWAYS


def permissions(*, roles: bool = False) -> discord.Permissions:
    return discord.Permissions(**{need.permission: True for need in needs(roles=roles)})


def invite_url(application_id: int, *, roles: bool = False) -> str:
    return discord.utils.oauth_url(application_id, permissions=permissions(roles=roles), scopes=SCOPES)


def application_of(token: str) -> int | None:
    """A token begins with its application's id; None where it does not."""
    head = token.partition(".")[0]
    try:
        text = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return read_application_id(text)


def read_application_id(text: str) -> int | None:
    text = text.strip()
    # No id of Discord has more digits than twenty; longer texts are not worth reading as a number.
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_IDS.stop))):
        return None
    return int(text) if int(text) in _IDS else None
