"""Short and familiar forms of first names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def forms(name: str) -> frozenset[str]:
    """Every other form of a folded first name; empty where none is known."""
    return _table().get(name, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in files(__package__).joinpath("nicknames.txt").read_text("utf-8").splitlines():
        first, *short = line.partition("#")[0].split() or [""]
        full = [name for name in first.split("/") if name]
        for name in full:
            table.setdefault(name, set()).update(full, short)
        for name in short:
            table.setdefault(name, set()).update(full)
    return {name: frozenset(others - {name}) for name, others in table.items()}
