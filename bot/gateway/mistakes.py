"""What a person can get wrong in a command, told to them in a sentence."""

from __future__ import annotations

from discord import app_commands


class MistakeError(app_commands.AppCommandError):
    """The message is for the person who used the command."""
