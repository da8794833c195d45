"""What a process that is there to be killed logs as an error: one line each, in a file that is read in the end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

_MARK = "ERROR "


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        exception = record.exc_info[1] if record.exc_info else None
        what = record.getMessage() + (f": {exception!r}" if exception is not None else "")
        return f"{_MARK}{record.name}: {' '.join(what.split())}"


def log_errors(handler: logging.Handler) -> None:
    """Those of discord.py are left out: it calls each lost connection one."""
    handler.setLevel(logging.ERROR)
    handler.setFormatter(_OneLine())
    handler.addFilter(lambda record: not record.name.startswith("discord"))
    logging.basicConfig(handlers=[handler], force=True)


def errors_in(log: Path) -> Iterator[str]:
    for line in log.read_text("utf-8").splitlines():
        if line.startswith(_MARK):
            yield line.removeprefix(_MARK)
