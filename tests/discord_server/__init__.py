"""A stand-in for Discord on loopback: HTTP API v10 and gateway, for the unmodified discord.py.

It holds servers, channels, people and messages in memory, checks what a bot says against Discord's own
descriptions where they are at hand and against its rules in any case, and lets a test act as the people:
say something, use a command, press a button, read the answer. It knows nothing of the bot under test.
"""

from tests.discord_server.faults import Fault
from tests.discord_server.redirect import redirect
from tests.discord_server.running import connected
from tests.discord_server.server import DiscordServer
from tests.discord_server.state import Channel, Guild, Member, Message, Role, User

__all__ = [
    "Channel",
    "DiscordServer",
    "Fault",
    "Guild",
    "Member",
    "Message",
    "Role",
    "User",
    "connected",
    "redirect",
]
