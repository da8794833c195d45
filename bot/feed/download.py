"""Fetches one https address, suspicious of all it meets.

Only https to public addresses, also after each redirect; bounded in size, time and hops. Nothing is parsed here.
"""

from __future__ import annotations

import ipaddress
import socket
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from schedule.formats import MOST_BYTES
from schedule.models import ScheduleError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_REDIRECTS = 5
TIMEOUT = aiohttp.ClientTimeout(total=60, connect=15, sock_read=20)
_PIECE = 2**16
_GZIP = 16 + zlib.MAX_WBITS
_OK, _NOT_MODIFIED = 200, 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Download:
    """What came back, and what to show the server next time to be told that nothing changed."""

    url: str
    data: bytes
    etag: str | None
    last_modified: str | None
    is_html: bool


class Downloader:
    """`allow_loopback` lets a test's server on this machine be read, over plain http too; nobody else sets it."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._allow_loopback = allow_loopback

    async def get(self, address: str, known: Download | None = None) -> Download | None:
        """None where the server says that `known` is still current. Raises ScheduleError, one line."""
        connector = aiohttp.TCPConnector(resolver=_PublicResolver(allow_loopback=self._allow_loopback))
        try:
            async with aiohttp.ClientSession(
                connector=connector, timeout=TIMEOUT, auto_decompress=False, headers=_headers(known)
            ) as http:
                return await self._follow(http, address)
        except TimeoutError:
            raise ScheduleError(f"{address}: no answer in time; the address is tried again later") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ScheduleError(f"{address}: cannot be fetched ({_first_line(error)}); check the address") from None

    async def _follow(self, http: aiohttp.ClientSession, address: str) -> Download | None:
        url = URL(address)
        for hop in range(MOST_REDIRECTS + 1):
            self._check(url, address if hop == 0 else f"{address}: redirects to what")
            async with http.get(url, allow_redirects=False) as response:
                if response.status == _NOT_MODIFIED:
                    return None
                if response.status not in _REDIRECTS:
                    return await _received(response, address)
                url = url.join(URL(response.headers.get("Location", "")))
        raise ScheduleError(f"{address}: redirects more than {MOST_REDIRECTS} times; give the final address")

    def _check(self, url: URL, said: str) -> None:
        host = url.raw_host or ""
        if self._allow_loopback and url.scheme == "http" and _is_loopback(host):
            return
        if url.scheme != "https" or not host:
            raise ScheduleError(f"{said} is not an https address; give one that begins with https://")
        # A literal address never reaches the resolver.
        if _is_literal(host) and not _is_public(host):
            raise ScheduleError(f"{said} is not a public address; save the file and give its path")


class _PublicResolver(AbstractResolver):
    """Resolves names to public addresses only: a schedule must not be a way into the organiser's own network."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._inner = aiohttp.ThreadedResolver()
        self._allow_loopback = allow_loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        allowed = [result for result in found if self._allows(result["host"])]
        if not allowed:
            raise ScheduleError(f"{host} is not a public address; save the file and give its path")
        return allowed

    def _allows(self, address: str) -> bool:
        return _is_public(address) or (self._allow_loopback and _is_loopback(address))

    async def close(self) -> None:
        await self._inner.close()


async def _received(response: aiohttp.ClientResponse, address: str) -> Download:
    if response.status != _OK:
        raise ScheduleError(f"{address}: the server answered {response.status} {response.reason}; check the address")
    return Download(
        url=str(response.url),
        data=await _body(response, address),
        etag=response.headers.get("ETag"),
        last_modified=response.headers.get("Last-Modified"),
        is_html=response.content_type in {"text/html", "application/xhtml+xml"},
    )


async def _body(response: aiohttp.ClientResponse, address: str) -> bytes:
    """The body, unpacked piece by piece so that neither a long nor a well-packed one fills the memory."""
    encoding = response.headers.get("Content-Encoding", "identity")
    if encoding not in {"identity", "gzip"}:
        raise ScheduleError(f"{address}: comes packed as {encoding[:20]}, which was not asked for; save it as a file")
    unpacker = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
    body = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        try:
            body += piece if unpacker is None else unpacker.decompress(piece, MOST_BYTES + 1 - len(body))
        except zlib.error:
            raise ScheduleError(f"{address}: the packed answer is damaged; the address is tried again later") from None
        if len(body) > MOST_BYTES:
            raise ScheduleError(f"{address}: is larger than {MOST_BYTES // 2**20} MiB; give the programme alone")
    return bytes(body)


def _headers(known: Download | None) -> Mapping[str, str]:
    headers = {"User-Agent": "Hallway (a conference's Discord bot)", "Accept-Encoding": "gzip"}
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _is_literal(host: str) -> bool:
    """What aiohttp hands to the system unresolved, as `127.1` or `2130706433` too."""
    return ":" in host or host.replace(".", "").isdigit()


def _is_public(address: str) -> bool:
    ip = _parsed(address)
    return ip is not None and ip.is_global and not ip.is_multicast


def _is_loopback(address: str) -> bool:
    ip = _parsed(address)
    return ip is not None and ip.is_loopback


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
