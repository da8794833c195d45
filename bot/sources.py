"""Reads a schedule's bytes from disk: one file, or the data files of a folder.

Nothing is parsed here, and no network is reached.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from schedule.formats import MOST_BYTES, Source
from schedule.models import ScheduleError

MOST_FILES = 500
# What a programme may be written in; whatever else lies in a folder (pictures, styles, code) is none of it.
DATA_SUFFIXES = frozenset(
    {".csv", ".htm", ".html", ".ics", ".json", ".markdown", ".md", ".tsv", ".txt", ".xlsx", ".xml", ".yaml", ".yml"}
)


def load_source(location: str | Path) -> Source:
    """The bytes of a file, or of every data file below a folder. Raises ScheduleError in one line."""
    path = Path(location).expanduser()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Source(str(location), _read_folder(path, str(location)))
        if not stat.S_ISREG(status.st_mode):
            raise ScheduleError(f"{location}: is neither a file nor a folder; give the file of the programme")
        _check_size(str(location), status.st_size)
        return Source(str(location), {path.name: path.read_bytes()})
    except FileNotFoundError:
        raise ScheduleError(f"{location}: there is no such file or folder; correct the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ScheduleError(f"{location}: cannot be read ({reason}); correct the path or its permissions") from None


def _read_folder(folder: Path, name: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for path in _data_files(folder):
        size += path.stat().st_size
        _check_size(name, size)
        if len(files) == MOST_FILES:
            raise ScheduleError(f"{name}: more than {MOST_FILES} data files; give the folder of the programme alone")
        files[path.relative_to(folder).as_posix()] = path.read_bytes()
    if not files:
        raise ScheduleError(f"{name}: no data file lies in this folder; give the folder that holds the programme")
    return files


def _data_files(folder: Path) -> Iterator[Path]:
    """In the order of their names; hidden ones and links to elsewhere are passed over."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _data_files(path)
        elif path.is_file() and path.suffix.lower() in DATA_SUFFIXES:
            yield path


def _check_size(name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise ScheduleError(f"{name}: larger than {MOST_BYTES // 2**20} MiB; give the programme alone")
