"""Structured files with anything in any place: read as far as possible, or refused in one line, never a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sources import load_source
from schedule.formats import Source, formats
from tests.demo import CONTEXT
from tests.refusing import refusal_of

DATA = Path(__file__).parent / "data"
MODULES = {format_.__name__.rpartition(".")[2]: format_ for format_ in formats()}  # type: ignore[attr-defined]
STRUCTURED = {
    "acl_miniconf",
    "europython",
    "frab_json",
    "frab_xml",
    "hallway_json",
    "ical",
    "kotlinconf",
    "pretalx",
} | {
    "sessionize",
    "sigchi",
    "virtual_events",
    "virtual_workshops",
}
SAMPLES = sorted(path.name for name in STRUCTURED for path in DATA.glob(f"demo.{name}*"))
SOURCES = {name: load_source(DATA / name) for name in SAMPLES}
JSON_SAMPLES = [name for name in SAMPLES if SOURCES[name].documents]
OTHER_SAMPLES = [name for name in SAMPLES if not SOURCES[name].documents]

odd_texts = st.sampled_from(
    ["", "x", "2027-13-45T99:99", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00", "\x00", "\ud800", "<p>", "25:99"]
) | st.text(max_size=40)
odd_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | odd_texts | st.just(10**40),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "name", "en", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def try_to_read(name: str, files: dict[str, bytes]) -> None:
    assert "\n" not in refusal_of(Source(name, files), MODULES[name.split(".")[1]], CONTEXT)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def with_value(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.copy(document)
    changed[path[0]] = with_value(changed[path[0]], path[1:], value)
    return changed


PLACES = {name: {file: list(places(doc)) for file, doc in SOURCES[name].documents.items()} for name in JSON_SAMPLES}


@pytest.mark.parametrize("name", JSON_SAMPLES)
@many
@given(data=st.data())
def test_anything_may_stand_anywhere_in_json(name: str, data: st.DataObject) -> None:
    documents = SOURCES[name].documents
    file = data.draw(st.sampled_from(sorted(documents)))
    damaged = documents[file]
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(PLACES[name][file]))
        try:
            damaged = with_value(damaged, path, data.draw(odd_values))
        except (KeyError, IndexError, TypeError):
            continue  # the first change took the second one's place away
    try_to_read(name, {**SOURCES[name].files, file: json.dumps(damaged).encode()})


@pytest.mark.parametrize("name", OTHER_SAMPLES)
@many
@given(data=st.data())
def test_any_bytes_may_be_lost_or_changed_in_calendars_and_xml(name: str, data: st.DataObject) -> None:
    ((file, whole),) = SOURCES[name].files.items()
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    try_to_read(name, {file: bytes(damaged)})


@pytest.mark.parametrize("name", OTHER_SAMPLES)
def test_file_cut_anywhere_is_read_or_refused_in_one_line(name: str) -> None:
    ((file, whole),) = SOURCES[name].files.items()
    for length in range(0, len(whole), 97):
        try_to_read(name, {file: whole[:length]})


@pytest.mark.parametrize(
    "path",
    [
        "frab_xml/28c3-fahrplan.xml",
        "frab_json/pretalx-democon.json",
        "pretalx_api/europython-2024-day3-schedule.json",
        "sessionize/global-azure-linz-2020-all.json",
        "ics/moca-2024.ics",
        "ics/pyconau-2023-pretalx.ics",
        "virtual_json/iclr-2026-workshops.json",
    ],
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_published_files_with_bytes_flipped_give_no_traceback(shared: Path, path: str, data: st.DataObject) -> None:
    damaged = bytearray((shared / "schedules" / path).read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=20)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    source = Source(path, {path: bytes(damaged)})
    assert [refusal for format_ in formats() if "\n" in (refusal := refusal_of(source, format_, CONTEXT))] == []
