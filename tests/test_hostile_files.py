"""Files built to exhaust or to deceive: each is refused in one line, before a parser spends its time on it."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.sources import load_source
from schedule.formats import MOST_BYTES, Source, formats, read
from schedule.models import ScheduleError
from tests.demo import CONTEXT
from tests.refusing import refusal_of

DATA = Path(__file__).parent / "data"
MODULES = {format_.__name__.rpartition(".")[2]: format_ for format_ in formats()}  # type: ignore[attr-defined]
OWN = (
    "hallway_json",
    "json_table",
    "miniconf",
    "neurips_calendar",
    "neurips_cards",
    "neurips_day",
    "neurips_html",
    "neurips_text",
)
SAMPLES = {
    path.name: load_source(path) for name in (*OWN, "table", "xml_table") for path in sorted(DATA.glob(f"demo.{name}*"))
}
DEEP = 100_000
many = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def refusal(name: str, data: bytes | str) -> str:
    source = Source(name, {name: data.encode() if isinstance(data, str) else data})
    with pytest.raises(ScheduleError) as caught:
        read(source, CONTEXT)
    return str(caught.value)


def laughs(levels: int) -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(levels))
    return f'<?xml version="1.0"?><!DOCTYPE s [{entities}]><schedule><title>&a{levels - 1};</title></schedule>'


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        for name, data in members.items():
            packed.writestr(f"xl/{name}.xml", data)
    return buffer.getvalue()


EXTERNAL = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><schedule>&a;</schedule>'
CYCLE = """{"title": "C", "timezone": "UTC", "sessions": [
{"id": "a", "title": "A", "start": null, "speakers": [], "part_of": "b"},
{"id": "b", "title": "B", "start": null, "speakers": [], "part_of": "a"}]}"""
FAR = """{"title": "C", "timezone": "UTC", "sessions": [
{"id": "a", "title": "A", "start": "9999-12-31T23:59:00Z", "speakers": []}]}"""
ALONE = "give the programme alone"
NO_ENTITIES = "declares entities, which no schedule needs; remove the declarations"
TOO_DEEP = "nested too deeply to be a schedule; give the programme's own file"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("laughs.xml", laughs(12), NO_ENTITIES),
        ("outside.xml", EXTERNAL, NO_ENTITIES),
        ("lists.json", "[" * DEEP + "]" * DEEP, TOO_DEEP),
        ("objects.json", '{"a":' * DEEP + "1" + "}" * DEEP, TOO_DEEP),
        ("empty.json", f"[{'{},' * 300_001}{{}}]", f"more than 300000 lists and objects; {ALONE}"),
        ("commas.csv", "Title,Room\n" + "," * 1_500_000, f"more than 1500000 values; {ALONE}"),
        ("lines.csv", "Title,Room\n" + "a,b\n" * 600_000, f"more than 600000 lines; {ALONE}"),
        ("tags.html", "<p>" + "<b>x" * 800_000, f"more than 800000 tags; {ALONE}"),
        ("events.ics", "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 20_000, f"more than 20000 calendar entries; {ALONE}"),
        ("line.md", "- 9:00 " + "x" * 70_000, f"line 1 is longer than any text of a programme; {ALONE}"),
        (
            "marks.md",
            "- 9:00 x\n- 10:00 " + "[" * 1_001,
            f"line 2 has more brackets, stars or underscores than any text; {ALONE}",
        ),
        ("nul.csv", "Title,Room\nTides,Ha\0ll\n", "line 2 holds a NUL byte; this is no text, or a damaged one"),
        ("cycle.json", CYCLE, "a: is a part of itself; correct what it is part of"),
        (
            "year.csv",
            "Title,Start,Room\nTides,9999-12-31 23:59,Hall\n",
            "line 2: the year 9999 cannot be right; correct the date",
        ),
        (
            "year.json",
            FAR,
            "session a: start: '9999-12-31T23:59:00Z' is no time; write it as 2022-12-03T08:30:00-06:00",
        ),
        (
            "bomb.xlsx",
            archive(sheet=b" " * (60 * 2**20)),
            "unpacks to more than 48 MiB; give the programme's sheet alone",
        ),
        ("cells.xlsx", archive(sheet=b"<c >" * 200_001), "more than 200000 cells; give the programme's sheet alone"),
        ("laughs.xlsx", archive(sheet=laughs(12).encode()), "declares entities, which no spreadsheet needs"),
        ("cut.xlsx", archive(sheet=b"<sheet/>")[:-40], "is a damaged spreadsheet or archive; save it again"),
        (
            "other.zip",
            archive().replace(b"workbook", b"workshop"),
            "is an archive, but no spreadsheet; give the file inside it",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[:12] and len(value) < 16 else "",
)
def test_hostile_file_is_refused_in_one_line(name: str, data: bytes | str, message: str) -> None:
    assert refusal(name, data).partition("; Hallway reads")[0] == f"{name}: {message}"


def test_file_larger_than_any_programme_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(ScheduleError) as caught:
        load_source(path)
    assert str(caught.value) == f"{path}: larger than {MOST_BYTES // 2**20} MiB; give the programme alone"


def test_folder_larger_than_any_programme_is_refused(tmp_path: Path) -> None:
    for number in range(3):
        with (tmp_path / f"part{number}.json").open("wb") as file:
            file.truncate(MOST_BYTES // 2)
    with pytest.raises(ScheduleError) as caught:
        load_source(tmp_path)
    assert str(caught.value) == f"{tmp_path}: larger than {MOST_BYTES // 2**20} MiB; give the programme alone"


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("Title,Room\nTides,Hall\n")
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "inside.csv").write_text("Title,Room\nMaps,Hall\n")
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    (folder / ".hidden.csv").write_text("Title,Room\nKnots,Hall\n")
    assert set(load_source(folder).files) == {"inside.csv"}


def test_cell_far_away_costs_nothing() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["XFD90000"] = "Title", "Room", "Tides", "x"
    buffer = io.BytesIO()
    book.save(buffer)
    assert refusal("far.xlsx", buffer.getvalue()) == (
        "far.xlsx: sheet Sheet: more than 200000 cells; give the programme's sheet alone"
    )


@pytest.mark.parametrize("name", SAMPLES)
@many
@given(data=st.data())
def test_any_bytes_of_a_sample_may_be_lost_or_changed(name: str, data: st.DataObject) -> None:
    files = dict(SAMPLES[name].files)
    path = data.draw(st.sampled_from(sorted(files)))
    damaged = bytearray(files[path])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, max(0, len(damaged) - 1)))
        damaged[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    refusal = refusal_of(Source(name, {**files, path: bytes(damaged)}), MODULES[name.split(".")[1]], CONTEXT)
    assert "\n" not in refusal


WORDS = (
    'Title|Start|Date|Time|Speakers|Room|,|,|\t|;|\n|\n|"|9:00|24:00|25:99 pm|3/4/2027|31.2.2027|Sat |Fri 11 Jun '
    "09:00 a.m.| - |-|(Talk)|·| and |🔗|$\\x{|<p>|&amp;|[ 9:30 ]|\u202e|Ã©|é|12|TBA|Timezone: UTC"
)
PIECES = st.lists(st.sampled_from([*WORDS.split("|"), "|", "\n|\n"]) | st.text(max_size=3), max_size=60).map("".join)


@many
@given(text=PIECES)
@example("Sat 9:00 a.m. - 9:30 a.m.\n|\n|\n|\n")
@example('Title,Room\n"')
def test_any_text_is_read_or_refused_by_every_format(text: str) -> None:
    source = Source("text", {"text": text.encode("utf-8", "surrogatepass")})
    for format_ in formats():
        assert "\n" not in refusal_of(source, format_, CONTEXT)


@many
@given(
    data=st.binary(max_size=200), start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"<?xml", b"[{", b"BEGIN:"])
)
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes) -> None:
    source = Source("bytes", {"bytes": start + data})
    with contextlib.suppress(ScheduleError):
        read(source, CONTEXT)


@pytest.mark.parametrize(
    "path",
    [
        "neurips/ml-for-systems-2022.txt",
        "neurips/ml-for-systems-2022.html",
        "csv/penguicon-2019-fullschedule.csv",
        "csv/emnlp-2023-oral-papers.tsv",
        "csv/colt-2020-miniconf",
        "other_xml/penguicon-2019-allrooms.xml",
        "other_json/mozfest-2013-schedule.json",
    ],
)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_published_files_with_bytes_flipped_are_read_or_refused(shared: Path, path: str, data: st.DataObject) -> None:
    files = dict(load_source(shared / "schedules" / path).files)
    name = data.draw(st.sampled_from(sorted(files)))
    damaged = bytearray(files[name])
    for place in data.draw(st.lists(st.integers(0, max(0, len(damaged) - 1)), min_size=1, max_size=20)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    source = Source(path, {**files, name: bytes(damaged)})
    for format_ in formats():
        assert "\n" not in refusal_of(source, format_, CONTEXT)
