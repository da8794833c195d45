"""The feed: what is swapped in, what is refused, what survives a restart, and what is fetched from where."""

from __future__ import annotations

import asyncio
import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.feed import Address, ScheduleFeed
from bot.feed.address import better_address, data_address
from bot.feed.download import Download, Downloader
from schedule.formats import Context
from schedule.models import Schedule, ScheduleError, Session

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
CONTEXT = Context(timezone="Europe/Berlin")


def schedule_of(*ids: str, hour: int = 9) -> Schedule:
    start = datetime(2024, 5, 1, hour, 0, tzinfo=UTC)
    return Schedule(timezone="Europe/Berlin", sessions=tuple(Session(id=i, title=i, starts_at=start) for i in ids))


class KeptInMemory:
    """Forgets nothing while the test lives, as a database would over restarts."""

    def __init__(self):
        self.rows: dict[str, bytes] = {}

    async def load(self, origin: str) -> bytes | None:
        return self.rows.get(origin)

    async def save(self, origin: str, data: bytes) -> None:
        self.rows[origin] = data


class Source:
    """A source whose content a test sets."""

    def __init__(self, first: Schedule | ScheduleError | None):
        self.content = first

    def __call__(self) -> Schedule | None:
        if isinstance(self.content, ScheduleError):
            raise self.content
        return self.content


async def test_first_refresh_gives_schedule_and_engine():
    feed = ScheduleFeed(Source(schedule_of("a")))
    assert await feed.refresh(NOW)
    assert feed.schedule == schedule_of("a")
    assert feed.problem is None


async def test_first_refresh_without_any_schedule_raises():
    feed = ScheduleFeed(Source(ScheduleError("x.json: broken")))
    with pytest.raises(ScheduleError, match=r"^x\.json: broken$"):
        await feed.refresh(NOW)


async def test_a_change_swaps_both_and_tells_listeners_in_order():
    source = Source(schedule_of("a"))
    feed = ScheduleFeed(source)
    told = []

    async def first(old, new, now):
        told.append(("first", old, new, now))

    async def second(old, new, now):
        told.append(("second", feed.schedule is new, old, now))

    feed.on_change(first)
    feed.on_change(second)
    await feed.refresh(NOW)
    engine = feed.engine
    source.content = schedule_of("a", hour=10)
    assert await feed.refresh(NOW + timedelta(minutes=1))
    assert feed.engine is not engine
    assert told == [
        ("first", schedule_of("a"), schedule_of("a", hour=10), NOW + timedelta(minutes=1)),
        ("second", True, schedule_of("a"), NOW + timedelta(minutes=1)),
    ]


async def test_the_same_schedule_again_changes_nothing():
    feed = ScheduleFeed(Source(schedule_of("a")))
    await feed.refresh(NOW)
    engine = feed.engine
    assert not await feed.refresh(NOW)
    assert feed.engine is engine


async def test_a_broken_source_keeps_the_last_good_and_is_reported_once(caplog):
    source = Source(schedule_of("a"))
    feed = ScheduleFeed(source)
    await feed.refresh(NOW)
    source.content = ScheduleError("x.json: line 3 is broken")
    assert [await feed.refresh(NOW) for _ in range(3)] == [False] * 3
    assert feed.schedule == schedule_of("a")
    assert feed.problem == "x.json: line 3 is broken"
    assert [record.getMessage() for record in caplog.records] == [
        "Kept the last good schedule: x.json: line 3 is broken"
    ]
    source.content = schedule_of("a")
    await feed.refresh(NOW)
    assert feed.problem is None


@pytest.mark.parametrize(("left", "swapped"), [(8, True), (7, False), (0, False)])
async def test_losing_more_than_a_fifth_is_refused(left, swapped):
    ids = [str(n) for n in range(10)]
    source = Source(schedule_of(*ids))
    feed = ScheduleFeed(source)
    await feed.refresh(NOW)
    source.content = schedule_of(*ids[:left], *(f"new {n}" for n in range(10)))
    assert await feed.refresh(NOW) is swapped
    assert (feed.problem is None) is swapped


async def test_a_loss_can_be_accepted_on_purpose():
    source = Source(schedule_of("a", "b"))
    feed = ScheduleFeed(source)
    await feed.refresh(NOW)
    source.content = schedule_of("a")
    assert not await feed.refresh(NOW)
    source.content = None  # a server that says: not changed since
    assert not await feed.refresh(NOW)
    assert feed.problem is not None
    assert await feed.refresh(NOW, accept_losses=True)
    assert feed.schedule == schedule_of("a")
    assert feed.problem is None


async def test_last_good_schedule_survives_a_restart_with_a_broken_file():
    kept = KeptInMemory()
    await ScheduleFeed(Source(schedule_of("a")), last_good=kept, origin="x.json").refresh(NOW)
    feed = ScheduleFeed(Source(ScheduleError("x.json: broken")), last_good=kept, origin="x.json")
    assert not await feed.refresh(NOW)
    assert feed.schedule == schedule_of("a")
    assert feed.problem == "x.json: broken"


async def test_a_change_made_while_the_bot_was_down_is_told_at_its_start():
    kept = KeptInMemory()
    await ScheduleFeed(Source(schedule_of("a")), last_good=kept, origin="x.json").refresh(NOW)
    feed = ScheduleFeed(Source(schedule_of("a", hour=11)), last_good=kept, origin="x.json")
    told = []

    async def listener(old, new, now):
        told.append((old, new, now))

    feed.on_change(listener)
    assert await feed.refresh(NOW)
    assert told == [(schedule_of("a"), schedule_of("a", hour=11), NOW)]


async def test_another_conference_starts_without_the_kept_copy_of_the_first():
    kept = KeptInMemory()
    await ScheduleFeed(Source(schedule_of("a")), last_good=kept, origin="x.json").refresh(NOW)
    feed = ScheduleFeed(Source(schedule_of("b")), last_good=kept, origin="y.json")
    assert await feed.refresh(NOW)
    assert feed.schedule == schedule_of("b")


async def test_a_kept_copy_of_another_release_is_passed_over():
    kept = KeptInMemory()
    kept.rows["x.json"] = b'{"sessions": [{"name": "an older model"}]}'
    feed = ScheduleFeed(Source(schedule_of("a")), last_good=kept, origin="x.json")
    assert await feed.refresh(NOW)
    assert feed.schedule == schedule_of("a")


class FixedClock:
    def now(self) -> datetime:
        return NOW

    def wall(self, moment: datetime) -> datetime:
        return moment


async def test_an_address_is_read_again_after_each_pause():
    naps: asyncio.Queue[float] = asyncio.Queue()
    wake = asyncio.Semaphore(0)

    async def sleep(seconds: float) -> None:
        await naps.put(seconds)
        await wake.acquire()

    source = Source(schedule_of("a"))
    feed = ScheduleFeed(source, pause=timedelta(minutes=7), sleep=sleep)
    await feed.refresh(NOW)
    watching = asyncio.create_task(feed.watch(FixedClock()))
    assert await naps.get() == 420
    source.content = schedule_of("a", hour=12)
    wake.release()
    assert await naps.get() == 420
    assert feed.schedule == schedule_of("a", hour=12)
    watching.cancel()


async def test_a_listener_that_fails_does_not_end_the_watching(caplog):
    naps: asyncio.Queue[float] = asyncio.Queue()
    wake = asyncio.Semaphore(0)

    async def sleep(seconds: float) -> None:
        await naps.put(seconds)
        await wake.acquire()

    async def listener(*_change):
        raise OSError("the database is away")

    source = Source(schedule_of("a"))
    feed = ScheduleFeed(source, sleep=sleep)
    feed.on_change(listener)
    await feed.refresh(NOW)
    watching = asyncio.create_task(feed.watch(FixedClock()))
    for hour in (12, 13):
        await naps.get()
        source.content = schedule_of("a", hour=hour)
        wake.release()
    await naps.get()
    assert feed.schedule == schedule_of("a", hour=13)
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 2
    watching.cancel()


@pytest.mark.parametrize("is_folder", [False, True])
async def test_a_file_that_changes_on_disk_is_taken_up(tmp_path: Path, is_folder):
    path = tmp_path / "programme.txt"
    path.write_text("9")
    feed = ScheduleFeed(lambda: schedule_of("a", hour=int(path.read_text())), path=tmp_path if is_folder else path)
    await feed.refresh(NOW)
    swapped = asyncio.Event()

    async def listener(*_change):
        swapped.set()

    feed.on_change(listener)
    watching = asyncio.create_task(feed.watch(FixedClock()))
    # The watcher says nothing when it is ready; so the file is replaced until it has been seen, as editors do it.
    for turn in range(100):
        fresh = tmp_path / "programme.txt.new"
        fresh.write_text(str(10 + turn % 2))
        fresh.replace(path)
        try:
            await asyncio.wait_for(swapped.wait(), 0.5)
            break
        except TimeoutError:
            continue
    assert swapped.is_set()
    assert feed.schedule in (schedule_of("a", hour=10), schedule_of("a", hour=11))
    watching.cancel()


# --- over the network -------------------------------------------------------------------------------------------


class Site:
    """What a real server on loopback answers, and what it was asked."""

    def __init__(self):
        self.answers = {}
        self.asked: list[tuple[str, str | None, str | None]] = []

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(
            (request.path, request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        )
        answer = self.answers.get(request.path)
        if answer is None:
            return web.Response(status=404)
        body, headers = answer
        if headers.get("ETag") and request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304)
        if "Location" in headers:
            return web.Response(status=302, headers=headers)
        return web.Response(body=body, headers=headers)


@pytest.fixture
async def site():
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.handle)
    async with TestServer(app, host="127.0.0.1") as server:
        site.url = str(server.make_url("/")).rstrip("/")
        yield site


@pytest.fixture
def downloader():
    return Downloader(allow_loopback=True)


async def test_a_file_is_fetched_and_asked_for_only_when_changed(site, downloader):
    site.answers["/a"] = (b"hello", {"ETag": '"1"', "Content-Type": "text/plain"})
    address = Address(f"{site.url}/a", CONTEXT, downloader=downloader)
    source = await address.source()
    assert (source.name, source.data) == (f"{site.url}/a", b"hello")
    assert await address.source() is None
    site.answers["/a"] = (b"world", {"ETag": '"2"', "Content-Type": "text/plain"})
    assert (await address.source()).data == b"world"
    assert site.asked == [("/a", None, None), ("/a", '"1"', None), ("/a", '"1"', None)]


async def test_the_same_bytes_without_validators_are_no_change(site, downloader):
    site.answers["/a"] = (b"hello", {})
    address = Address(f"{site.url}/a", CONTEXT, downloader=downloader)
    assert (await address.source()).data == b"hello"
    assert await address.source() is None


async def test_last_modified_is_sent_back(site, downloader):
    site.answers["/a"] = (b"hello", {"Last-Modified": "Wed, 01 May 2024 08:00:00 GMT"})
    address = Address(f"{site.url}/a", CONTEXT, downloader=downloader)
    await address.source()
    await address.source()
    assert [since for _, _, since in site.asked] == [None, "Wed, 01 May 2024 08:00:00 GMT"]


async def test_packed_answers_are_unpacked(site, downloader):
    site.answers["/a"] = (gzip.compress(b"hello" * 1000), {"Content-Encoding": "gzip"})
    assert (await downloader.get(f"{site.url}/a")).data == b"hello" * 1000


async def test_a_redirect_is_followed(site, downloader):
    site.answers["/a"] = (b"", {"Location": "/b"})
    site.answers["/b"] = (b"hello", {})
    assert (await downloader.get(f"{site.url}/a")).data == b"hello"


async def refusal(downloader: Downloader, url: str) -> str:
    with pytest.raises(ScheduleError) as caught:
        await downloader.get(url)
    return str(caught.value)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (
            "http://example.org/x",
            ": redirects to what is not an https address; give one that begins with https://",
        ),
        (
            "file:///etc/passwd",
            ": redirects to what is not an https address; give one that begins with https://",
        ),
        ("https://10.0.0.1/x", ": redirects to what is not a public address; save the file and give its path"),
        ("https://[::1]/x", ": redirects to what is not a public address; save the file and give its path"),
        (
            "https://2130706433/x",
            ": redirects to what is not a public address; save the file and give its path",
        ),
        ("/a", ": redirects more than 5 times; give the final address"),
    ],
)
async def test_a_redirect_to_elsewhere_is_refused(site, downloader, target, why):
    site.answers["/a"] = (b"", {"Location": target})
    address = f"{site.url}/a"
    assert await refusal(downloader, address) == f"{address}{why}"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/a", " is not an https address; give one that begins with https://"),
        ("ftp://example.org/a", " is not an https address; give one that begins with https://"),
        ("https://127.0.0.1/a", " is not a public address; save the file and give its path"),
        ("https://127.1/a", " is not a public address; save the file and give its path"),
        ("https://169.254.169.254/a", " is not a public address; save the file and give its path"),
        ("https://[::ffff:10.0.0.1]/a", " is not a public address; save the file and give its path"),
        ("https://192.168.1.1/a", " is not a public address; save the file and give its path"),
        ("https://localhost/a", "localhost is not a public address; save the file and give its path"),
        ("https://", " is not an https address; give one that begins with https://"),
    ],
)
async def test_other_than_public_https_is_never_asked(address, why):
    assert (await refusal(Downloader(), address)).removeprefix(address) == why


async def test_an_endless_body_is_cut_off(site, downloader, monkeypatch):
    monkeypatch.setattr("bot.feed.download.MOST_BYTES", 2**20)
    site.answers["/long"] = (b"x" * 2**21, {})
    site.answers["/bomb"] = (gzip.compress(b"x" * 2**24), {"Content-Encoding": "gzip"})
    for path in ("/long", "/bomb"):
        address = f"{site.url}{path}"
        assert await refusal(downloader, address) == f"{address}: is larger than 1 MiB; give the programme alone"


async def test_a_server_that_fails_is_one_line(site, downloader):
    address = f"{site.url}/missing"
    assert await refusal(downloader, address) == f"{address}: the server answered 404 Not Found; check the address"


async def test_a_server_that_hangs_up_is_one_line(downloader):
    async def hang_up(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1")
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/a"
    said = await refusal(downloader, address)
    server.close()
    assert said == f"{address}: cannot be fetched (Server disconnected); check the address"


async def test_an_unreadable_answer_is_complained_of_each_time(site, downloader):
    site.answers["/a"] = (b"no programme at all", {"ETag": '"1"'})
    address = Address(f"{site.url}/a", CONTEXT, downloader=downloader)
    for _ in range(2):
        with pytest.raises(ScheduleError):
            await address.load()
    assert [tag for _, tag, _ in site.asked] == [None, None]


@pytest.mark.parametrize(
    ("given", "data"),
    [
        ("https://sessionize.com/api/v2/ab12cd34", "https://sessionize.com/api/v2/ab12cd34/view/All"),
        ("https://sessionize.com/api/v2/ab12cd34/view/GridSmart", "https://sessionize.com/api/v2/ab12cd34/view/All"),
        ("https://example.org/schedule.json", "https://example.org/schedule.json"),
    ],
)
def test_where_the_data_lies_is_told_by_the_address(given, data):
    assert data_address(given) == data


@pytest.mark.parametrize(
    ("url", "page", "data"),
    [
        (
            "https://pretalx.example/democon/",
            b'<html><head><meta name="generator" content="pretalx">',
            "https://pretalx.example/democon/schedule/export/schedule.json",
        ),
        (
            "https://pretalx.example/democon/talk/ABC/",
            b'<a href="/democon/schedule/export/schedule.json">JSON</a>',
            "https://pretalx.example/democon/schedule/export/schedule.json",
        ),
        (
            "https://democon.example/agenda",
            b'<script src="https://sessionize.com/api/v2/ab12cd34/view/GridSmart"></script>',
            "https://sessionize.com/api/v2/ab12cd34/view/All",
        ),
        ("https://democon.example/agenda", b"<html><table>...</table>", None),
    ],
)
def test_where_the_data_lies_is_told_by_the_page(url, page, data):
    assert better_address(Download(url, page, None, None, is_html=True)) == data
