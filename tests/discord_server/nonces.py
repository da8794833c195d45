"""The nonces of the last minutes: with `enforce_nonce` a repeated one gives the earlier message."""

from __future__ import annotations

import time
from typing import Any

from tests.discord_server.state import Message, User

WINDOW = 300.0  # seconds; Discord says "the past few minutes"


class Nonces:
    def __init__(self, window: float = WINDOW) -> None:
        self.window = window
        self.repeated = 0
        self._messages: dict[tuple[int, str], tuple[float, Message]] = {}

    def find(self, author: User, body: dict[str, Any]) -> Message | None:
        """The message of the same author and nonce, if `body` asks for it and the window has not passed."""
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        at, message = self._messages.get((author.id, str(body["nonce"])), (float("-inf"), None))
        if message is None or time.monotonic() - at >= self.window:
            return None
        self.repeated += 1
        return message

    def remember(self, message: Message, body: dict[str, Any]) -> None:
        if body.get("nonce") is not None:
            self._messages[message.author.id, str(body["nonce"])] = (time.monotonic(), message)

    def forget(self) -> None:
        """As if the window had passed."""
        self._messages.clear()
