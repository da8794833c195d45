"""A schedule at an https address: which file to fetch for it, and only when it changed.

An organiser gives the address that stands in the browser. For pretalx and Sessionize, the programme's data lies
at an address of its own, which is found here. Nothing is parsed beyond that.
"""

from __future__ import annotations

import asyncio
import re

from yarl import URL

from bot.feed.download import Download, Downloader
from schedule.formats import Context, Source, read
from schedule.models import Schedule, ScheduleError

# Any page that shows a Sessionize programme names the event's key.
_SESSIONIZE = re.compile(r"https://sessionize\.com/api/v2/([a-z0-9]{6,16})\b", re.IGNORECASE)
_PRETALX = re.compile(rb"""<meta[^>]{0,40}\bpretalx\b|/schedule/export/schedule\.json""")
_HEAD = 2**18


class Address:
    """Fetches and reads one address; `load` gives None while nothing changed."""

    def __init__(self, url: str, context: Context, *, downloader: Downloader | None = None) -> None:
        self.url = url
        self._context = context
        self._downloader = downloader or Downloader()
        self._last: Download | None = None

    async def source(self) -> Source | None:
        """What lies there now, as bytes; None where it is as it was last time. Raises ScheduleError."""
        target = self._last.url if self._last is not None else data_address(self.url)
        got = await self._downloader.get(target, self._last)
        if got is not None and (better := better_address(got)) is not None:
            got = await self._downloader.get(better)
        if got is None or (self._last is not None and got.data == self._last.data):
            return None
        self._last = got
        return Source(self.url, {URL(got.url).name or "schedule": got.data})

    async def load(self) -> Schedule | None:
        """Raises ScheduleError."""
        source = await self.source()
        if source is None:
            return None
        try:
            return await asyncio.to_thread(read, source, self._context)
        except ScheduleError:
            # Not known after all: the next time it is fetched and complained of again.
            self._last = None
            raise


def data_address(url: str) -> str:
    """Where the data lies, as far as the address itself tells: any view of a Sessionize event gives all of it."""
    match = _SESSIONIZE.match(url)
    return f"https://sessionize.com/api/v2/{match[1]}/view/All" if match else url


def better_address(page: Download) -> str | None:
    """Where the data lies, as far as the page tells; None where the page itself is the programme."""
    if not page.is_html:
        return None
    head = page.data[:_HEAD]
    if match := _SESSIONIZE.search(head.decode("utf-8", "replace")):
        return data_address(match[0])
    if _PRETALX.search(head) and (event := _event(URL(page.url))) is not None:
        return str(event / "schedule/export/schedule.json")
    return None


def _event(url: URL) -> URL | None:
    """Everything of a pretalx event lies below the first part of the path."""
    parts = [part for part in url.parts if part != "/"]
    return url.origin() / parts[0] if parts else None
