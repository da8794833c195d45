"""Short and familiar forms of first names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def forms(name: str) -> frozenset[str]:
    """Every other form of a folded first name; empty where none is known."""
    return _table().get(name, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    """Each line of the file holds names that may stand for one another; `a > b c` lets b and c stand for a only."""
    table: dict[str, set[str]] = {}
    for line in files(__package__).joinpath("nicknames.txt").read_text("utf-8").splitlines():
        names = line.partition("#")[0].split()
        for name in names:
            table.setdefault(name, set()).update(names)
    return {name: frozenset(forms - {name}) for name, forms in table.items()}
