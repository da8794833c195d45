"""Reading a schedule: finds the one format that recognises the data.

A format is a module in this folder (a leading underscore hides one) with `NAME`, `recognises(source)` and
`parse(source, context)`. `parse` is pure: no files, no network, no clock.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol

from schedule.formats._source import Context, Source
from schedule.models import Schedule, ScheduleError

__all__ = ["Context", "Format", "Source", "formats", "read"]


class Format(Protocol):
    NAME: str

    def recognises(self, source: Source, /) -> bool: ...

    def parse(self, source: Source, context: Context, /) -> Schedule: ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format module of this folder, by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def read(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError, one line, where the source is empty, unknown, claimed twice or broken."""
    if not any(data.strip() for data in source.files.values()):
        raise ScheduleError(f"{source.name}: the file is empty; give the file that holds the programme")
    claims = [format_ for format_ in formats() if format_.recognises(source)]
    if len(claims) > 1:
        raise ScheduleError(f"{source.name}: read as {' and as '.join(f.NAME for f in claims)}; give one of a kind")
    if not claims:
        known = ", ".join(format_.NAME for format_ in formats())
        raise ScheduleError(f"{source.name}: no known schedule format; Hallway reads {known}")
    return claims[0].parse(source, context)
