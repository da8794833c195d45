"""Points the unmodified discord.py of this process at another address than Discord's."""

from __future__ import annotations

from collections.abc import Callable

import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route


def redirect(http: str, gateway: str) -> Callable[[], None]:
    """Sends discord.py to `http` (an origin without a path) and `gateway`; the returned function undoes it."""
    before = Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    _point(f"{http}/api/v10", f"{http}/cdn", yarl.URL(gateway))
    return lambda: _point(*before)


def _point(api: str, assets: str, gateway: yarl.URL) -> None:
    Route.BASE = api
    Asset.BASE = assets
    DiscordWebSocket.DEFAULT_GATEWAY = gateway
