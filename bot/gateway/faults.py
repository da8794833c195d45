"""What a broken connection looks like where discord.py lets it through."""

from __future__ import annotations

from aiohttp import ClientError

# discord.py retries some answers and no broken connections; these are the network's own errors.
BROKEN_CONNECTION = (ClientError, OSError, TimeoutError)
