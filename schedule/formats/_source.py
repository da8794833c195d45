"""What a format is given: the bytes of a source and what the organiser says beside it.

Pure data. Fetching and reading from disk is the application's part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from schedule.models import ScheduleError


@dataclass(frozen=True, slots=True)
class Context:
    """What some formats leave out: the first day, the IANA zone and the conference's title."""

    day: date | None = None
    timezone: str | None = None
    title: str | None = None

    def need_day(self, where: str) -> date:
        """Raises ScheduleError naming the setting when no date is known."""
        if self.day is None:
            raise ScheduleError(f"{where}: no date is given; add `date` under [schedule], or --date YYYY-MM-DD")
        return self.day

    def need_timezone(self, where: str) -> str:
        """Raises ScheduleError naming the setting when no zone is known."""
        if self.timezone is None:
            raise ScheduleError(
                f"{where}: no time zone is given; add `timezone` under [schedule], or --timezone Area/City"
            )
        return self.timezone


@dataclass(frozen=True)
class Source:
    """One file, or the files of a folder by their relative paths, as bytes. `name` is shown in messages."""

    name: str
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def is_folder(self) -> bool:
        return len(self.files) != 1

    @cached_property
    def data(self) -> bytes:
        """The bytes of the only file; empty for a folder."""
        return b"" if self.is_folder else next(iter(self.files.values()))

    @cached_property
    def text(self) -> str:
        """The only file as text: UTF-8 (or UTF-16 with its mark), each line ended by a line feed.

        Raises ScheduleError where the bytes are in another encoding.
        """
        encoding = "utf-16" if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = self.data.decode(encoding)
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            raise ScheduleError(f"{self.name}: line {line} is not UTF-8 text; save the file as UTF-8") from None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def json(self) -> Any:
        """The only file as JSON, parsed once for all formats; None where it is not JSON."""
        return _json(self.data)

    @cached_property
    def documents(self) -> Mapping[str, Any]:
        """The JSON files by their paths, also where there is only one; what is not JSON is absent."""
        if not self.is_folder:
            return {} if self.json is None else {next(iter(self.files)): self.json}
        parsed = {path: _json(data) for path, data in self.files.items() if path.lower().endswith(".json")}
        return {path: document for path, document in parsed.items() if document is not None}


def _json(data: bytes) -> Any:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
