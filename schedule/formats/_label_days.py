"""Tracks that carry the number of their day: `games-5` and `games-6`, `art-5` and `art-6`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

_NUMBERED = re.compile(r"(.*[^\W\d])[-_ ](\d)\Z")
# `Track 1` and `Track 2` are two tracks; only when several names share the same numbers do these count days.
FEWEST_NAMES = 3
MOST_DAYS = 7


def days_by_label(labels: Iterable[str], first: date) -> dict[str, tuple[str, date]]:
    """Label -> its name without the number, and its day; empty where the numbers do not count days."""
    matches = {label: match for label in labels if label and (match := _NUMBERED.match(label))}
    numbers_of: dict[str, set[int]] = defaultdict(set)
    for match in matches.values():
        numbers_of[match[1]].add(int(match[2]))
    numbers = set().union(*numbers_of.values())
    shared = [name for name, own in numbers_of.items() if len(own) > 1]
    if len(shared) < FEWEST_NAMES or not 1 < len(numbers) <= MOST_DAYS or max(numbers) - min(numbers) >= MOST_DAYS:
        return {}
    return {label: (match[1], first + timedelta(days=int(match[2]) - min(numbers))) for label, match in matches.items()}
