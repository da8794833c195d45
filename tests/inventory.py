"""What is read of every real schedule beside the checkout, against what their index says: `python -m tests.inventory`.

The index gives counts in words; they are taken from there. Where reading rightly gives another number, `EXCEPTIONS`
says which and why; so does a file that is no schedule by itself.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.sources import load_source
from schedule import report
from schedule.formats import Context, formats, read, recognised
from schedule.models import ScheduleError

ROOT = Path(__file__).resolve().parent.parent.parent / "shared" / "schedules"

# Several files that make one source; they are read once as a folder, and each also alone.
FOLDERS = ("csv/colt-2020-miniconf", "csv/iclr-2020-miniconf", "pretalx_api/juliacon-2023")

# Path or its beginning -> the first day and zone that a person would configure for it; the longest match counts.
CONTEXTS: dict[str, tuple[str, str]] = {
    "": ("2022-12-03", "UTC"),
    "neurips/": ("2022-12-03", "America/Chicago"),
    "html/mlforsystems-neurips2020": ("2020-12-12", "America/Los_Angeles"),
    "html/mlforsystems-neurips2021": ("2021-12-13", "America/Los_Angeles"),
    "frab_xml/fosdem": ("2024-02-03", "Europe/Brussels"),
    "frab_xml/debconf17": ("2017-08-05", "America/Toronto"),
    "frab_xml/28c3": ("2011-12-27", "Europe/Berlin"),
    "frab_xml/34c3": ("2017-12-27", "Europe/Berlin"),
    "frab_json/": ("2019-12-27", "Europe/Berlin"),
    "versions/": ("2019-12-27", "Europe/Berlin"),
    "other_xml/penguicon": ("2019-05-03", "America/Detroit"),
    "csv/penguicon": ("2019-05-03", "America/Detroit"),
    "csv/mozfest": ("2013-10-26", "Europe/London"),
    "other_json/mozfest": ("2013-10-26", "Europe/London"),
    "csv/emnlp": ("2023-12-08", "Asia/Singapore"),
    "virtual_json/emnlp": ("2023-12-06", "Asia/Singapore"),
    "virtual_json/iclr": ("2026-04-26", "America/Sao_Paulo"),
    "csv/colt": ("2020-07-09", "America/New_York"),
    "csv/iclr": ("2020-04-27", "UTC"),
    "ics/iclr": ("2020-04-27", "UTC"),
    "ics/pyconus": ("2025-05-14", "America/New_York"),
    "ics/pyconau": ("2023-08-18", "Australia/Adelaide"),
    "ics/kotlinconf": ("2025-05-21", "Europe/Copenhagen"),
    "ics/moca": ("2024-09-13", "Europe/Rome"),
    "sessionize/kotlinconf": ("2025-05-21", "Europe/Copenhagen"),
    "sessionize/react": ("2025-10-07", "America/Los_Angeles"),
    "sessionize/global": ("2020-04-24", "Europe/Vienna"),
    "sessionize/droidcon-london": ("2021-10-28", "Europe/London"),
    "sessionize/droidcon-nyc": ("2018-08-27", "America/New_York"),
    "pretalx_api/juliacon": ("2023-07-25", "America/New_York"),
    "pretalx_api/europython": ("2024-07-10", "Europe/Prague"),
    "large/jsm": ("2018-07-28", "America/Vancouver"),
    "yaml/3dv": ("2022-09-12", "Europe/Prague"),
}

COUNTS = ("sessions", "people", "rooms", "days")
_NUMBERS = {
    "sessions": re.compile(
        r"([\d,]+) (?:sessions|slots|events|items|workshops)\b|JSON (?:list|dict) of ([\d,]+)|event ([\d,]+)|"
        r"([\d,]+) rows|YAML list of ([\d,]+)"
    ),
    "people": re.compile(r"([\d,]+) (?:speakers|authors|author names|names)\b"),
    "rooms": re.compile(r"([\d,]+) rooms\b"),
}
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2}|\d{2})\b")
_ROW = re.compile(r"\| `([^`]+)` \([^|]*\) \| ([^|]*) \| ([^|]*) \|")

# (path, count) -> what reading rightly gives, and why.
EXCEPTIONS: dict[tuple[str, str], tuple[int, str]] = {
    ("csv/3dv-2024-schedule.csv", "sessions"): (154, "two of its rows are blank"),
    ("ics/conference-radar-allday.ics", "days"): (41, "the index gives the first and the last day of a year"),
    ("ics/iclr-2020.ics", "rooms"): (0, "all its places are addresses of pages, which are read as links"),
    ("ics/pyconus-2025.ics", "rooms"): (20, "five rooms in one text are five rooms, not one more"),
    ("ics/pyconus-2025.ics", "days"): (5, "the index counts days in UTC"),
    ("large/jsm-2018-online-program.html", "sessions"): (4946, "1,033 sessions and the 3,913 talks inside them"),
    ("large/neurips-2025-events-authors.tsv", "people"): (23816, "names that differ in case or accents are one person"),
    ("sessionize/react-conf-2025-all.json", "people"): (37, "one of its speakers is called `To be announced`"),
    ("virtual_json/emnlp-2023-conference.json", "sessions"): (
        2280,
        "papers, events and sessions, but a session with the one event that says the same is one entry",
    ),
    ("virtual_json/emnlp-2023-conference.json", "people"): (6663, "authors, and those who chair or give a tutorial"),
    ("virtual_json/icml-2024-events.json", "people"): (10019, "names that differ only in case are one person"),
}

# What is part of another source, or no schedule at all: why.
NO_SCHEDULE: dict[str, str] = {
    "csv/colt-2020-miniconf/config.yml": "the site's settings; read with its folder",
    "names/nicknames.csv": "no schedule",
    "pretalx_api/juliacon-2023/rooms.json": "rooms; read with their folder",
    "pretalx_api/juliacon-2023/speakers.json": "speakers; read with their folder",
    "pretalx_api/programapi-examples/europython-speakers.json": "speakers without sessions",
    "pretalx_api/programapi-examples/pretalx-speakers.json": "speakers without sessions",
    "sessionize/droidcon-london-2021-speakers.json": "speakers without sessions",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One source: what was read of it, what the index says, and what became of the difference."""

    path: str
    format: str
    read: dict[str, int]
    expected: dict[str, int]
    seconds: float
    error: str = ""

    @property
    def differences(self) -> list[str]:
        """Counts that agree neither with the index nor with a reason."""
        if self.error:
            return [] if self.path in NO_SCHEDULE else [self.error]
        return [
            f"{name} {self.read[name]}, not {wanted}"
            for name in COUNTS
            if (wanted := self._wanted(name)) is not None and wanted != self.read[name]
        ]

    @property
    def remark(self) -> str:
        if self.error:
            return NO_SCHEDULE.get(self.path, self.error)
        return "; ".join([reason for (path, _), (_, reason) in EXCEPTIONS.items() if path == self.path])

    def _wanted(self, name: str) -> int | None:
        exception = EXCEPTIONS.get((self.path, name))
        return exception[0] if exception else self.expected.get(name)


def indexed(root: Path) -> dict[str, dict[str, int]]:
    """Path -> the counts that the index gives for it."""
    found: dict[str, dict[str, int]] = {}
    section = ""
    for line in (root / "INDEX.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:].strip()
        if (match := _ROW.match(line)) and not match[1].startswith("../"):
            found[f"{section}/{match[1]}"] = _counts(match[3])
    return found


def inventory(root: Path) -> Iterator[Line]:
    expected = indexed(root)
    files = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]
    for path in [*FOLDERS, *(path for path in files if path != "INDEX.md")]:
        yield _line(root, path, expected.get(path, {}))


def _counts(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, pattern in _NUMBERS.items():
        if match := pattern.search(text):
            counts[name] = int(next(group for group in match.groups() if group).replace(",", ""))
    if span := _SPAN.search(text):
        first = date.fromisoformat(span[1])
        last = date.fromisoformat(span[2] if len(span[2]) > 2 else span[1][:8] + span[2])
        counts["days"] = (last - first).days + 1
    return counts


def _line(root: Path, path: str, expected: dict[str, int]) -> Line:
    day, zone = CONTEXTS[max((prefix for prefix in CONTEXTS if path.startswith(prefix)), key=len)]
    began = time.perf_counter()
    try:
        source = load_source(root / path)
        name = recognised(source).__name__.rpartition(".")[2]  # type: ignore[attr-defined]
        schedule = read(source, Context(date.fromisoformat(day), zone))
    except ScheduleError as error:
        return Line(path, "-", {}, expected, time.perf_counter() - began, str(error).removeprefix(f"{root / path}: "))
    seconds = time.perf_counter() - began
    # The index counts people by their names, also where two people have one name.
    names = {person.name for person in schedule.people}
    counts = (len(schedule.sessions), len(names), len(schedule.rooms), len(report.days(schedule)))
    return Line(path, name, dict(zip(COUNTS, counts, strict=True)), expected, seconds)


def report_lines(lines: list[Line]) -> Iterator[str]:
    yield f"{'file':56} {'format':17} " + " ".join(f"{name:>11}" for name in COUNTS) + "      ms  remark"
    for line in lines:
        cells = " ".join(f"{line.read.get(name, '-')}/{line.expected.get(name, '-')}".rjust(11) for name in COUNTS)
        verdict = f"DIFFERS: {'; '.join(line.differences)}" if line.differences else line.remark
        yield f"{line.path:56} {line.format:17} {cells} {line.seconds * 1000:7.0f}  {verdict}".rstrip()
    wrong = sum(bool(line.differences) for line in lines)
    yield f"{len(lines)} sources, {wrong} differ without a reason (read/expected; - where the index has no count)"


def main() -> int:
    if not ROOT.is_dir():
        sys.stderr.write(f"{ROOT}: the real schedules do not lie beside this checkout\n")
        return 2
    formats()  # loaded first, so that no file's time holds it
    lines = list(inventory(ROOT))
    sys.stdout.write("\n".join(report_lines(lines)) + "\n")
    return 1 if any(line.differences for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
