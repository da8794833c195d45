"""Reading a schedule: finds the one format that recognises the data.

A format is a module in this folder (a leading underscore hides one) with `NAME`, `recognises(source)` and
`parse(source, context)`. `parse` is pure: no files, no network, no clock.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from functools import cache
from typing import Protocol

from schedule.formats import _guard
from schedule.formats._guard import MOST_BYTES
from schedule.formats._source import Context, Source
from schedule.models import Schedule, ScheduleError

__all__ = ["MOST_BYTES", "Context", "Format", "Source", "formats", "read", "recognised"]

_log = logging.getLogger(__name__)
# Other people's data has more shapes than any check foresees. What surprises a parser is a broken file, and an
# organiser is told so in one line; bugs of our own show in the log.
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Format(Protocol):
    """A module. One that also says `IS_GENERAL = True` reads what no other claims: lists of whatever objects."""

    NAME: str

    def recognises(self, source: Source, /) -> bool: ...

    def parse(self, source: Source, context: Context, /) -> Schedule: ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format module of this folder, by name."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def read(source: Source, context: Context) -> Schedule:
    """Raises ScheduleError, one line, where the source is empty, unknown, claimed twice, broken or hostile."""
    format_ = recognised(source)
    try:
        schedule = format_.parse(source, context)
    except _UNFORESEEN as error:
        _log.debug("%s failed", format_.NAME, exc_info=True)
        raise _guard.broken(source, format_.NAME, error) from None
    return _guard.check_schedule(source.name, schedule)


def recognised(source: Source) -> Format:
    """The one format that takes this source. Raises ScheduleError where there is none, or more than one."""
    _guard.check_source(source)
    claims = _claims(source)
    special = [format_ for format_ in claims if not getattr(format_, "IS_GENERAL", False)]
    claims = special or claims
    if len(claims) > 1:
        raise ScheduleError(f"{source.name}: read as {' and as '.join(f.NAME for f in claims)}; give one of a kind")
    if not claims:
        raise _guard.unknown(source, ", ".join(format_.NAME for format_ in formats()))
    return claims[0]


def _claims(source: Source) -> list[Format]:
    """Who recognises the source. One that cannot even look at it has no claim, but may know what is wrong with it."""
    claims: list[Format] = []
    fault: ScheduleError | None = None
    for format_ in formats():
        try:
            if format_.recognises(source):
                claims.append(format_)
        except ScheduleError as error:
            fault = fault or error
        except _UNFORESEEN:
            _log.debug("%s failed to look", format_.NAME, exc_info=True)
    if not claims and fault is not None:
        raise fault
    return claims
