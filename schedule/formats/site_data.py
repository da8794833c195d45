"""A site generator's data file in YAML: entries with a title and a time, in lists, below days or below years."""

from __future__ import annotations

from typing import Any

from schedule.formats._pages import page
from schedule.formats._pages.entries import Collected
from schedule.formats._pages.source import is_candidate, is_html
from schedule.formats._pages.times import Prose
from schedule.formats._site_entries import Found, find, holds_programme, years
from schedule.formats._source import Context, Source
from schedule.formats._yaml_tree import load
from schedule.models import Schedule

NAME = "a site's data in YAML"
IS_GENERAL = True


def recognises(source: Source) -> bool:
    """YAML in which at least two mappings have a title and a time."""
    return is_candidate(source) and not is_html(source) and holds_programme(source.text)


def parse(source: Source, context: Context) -> Schedule:
    """Of a file with several years, the configured date's or else the newest. Raises ScheduleError."""
    data = load(source.text)
    chosen, others = _year(data, context)
    found = find(data if chosen is None else data[chosen])
    collected = Collected(entries=found.entries, left_out=[*_unused(found), *_other_years(chosen, others)])
    return page.written(source.name, collected, context, prose=Prose((("file", chosen or ""),)))


def _year(data: Any, context: Context) -> tuple[str | None, list[str]]:
    known = years(data)
    if not known:
        return None, []
    wanted = str(context.day.year) if context.day is not None else known[0]
    chosen = wanted if wanted in known else known[0]
    return chosen, [year for year in known if year != chosen]


def _other_years(chosen: str | None, others: list[str]) -> list[tuple[str, str]]:
    if not others:
        return []
    return [("file", f"holds other years, too ({', '.join(others)}); read {chosen}; `date` chooses another")]


def _unused(found: Found) -> list[tuple[str, str]]:
    return [("file", f"fields without a known meaning: {', '.join(sorted(found.unused))}")] if found.unused else []
