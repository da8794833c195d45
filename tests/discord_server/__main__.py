"""The stand-in as a process of its own: `python -m tests.discord_server [--port N] [--rate 50]`.

Prints one line of JSON with its addresses, the token and the ids of what it holds, then serves until it is
ended. It takes in whoever is named by id, and is read and steered through `admin`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

from tests.discord_server.admin import PREFIX, Admin
from tests.discord_server.server import DiscordServer


async def serve(options: argparse.Namespace) -> None:
    server = DiscordServer(options.descriptions, port=options.port, rate=options.rate, recording=False, hospitable=True)
    guild = server.world.add_guild("Demo Conference")
    channels = {name: server.world.add_channel(guild, name) for name in ("hall", "notices")}
    await server.start(*Admin(server).routes())
    about = {
        "http": server.http_url,
        "gateway": server.gateway_url,
        "admin": server.http_url + PREFIX,
        "token": server.token,
        "bot": str(server.world.bot.id),
        "guild": str(guild.id),
        "channels": {name: str(channel.id) for name, channel in channels.items()},
    }
    sys.stdout.write(json.dumps(about) + "\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    await ended.wait()
    await server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.discord_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="a free one unless given")
    parser.add_argument("--rate", type=int, help="calls a second before 429; no limit unless given")
    parser.add_argument("--descriptions", type=Path, help="a folder with Discord's descriptions, to judge by them")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
