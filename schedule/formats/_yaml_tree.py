"""YAML as plain values: every scalar a text, every mapping with the line it stands on.

YAML itself would read `9:30` as the number 570 and `no` as false. The pure Python parser is used on purpose: the
compiled one ends the whole process on nesting without end.
"""

from __future__ import annotations

from typing import Any

import yaml

MOST_CHARACTERS = 120_000  # the largest seen has 22,000; the parser needs two seconds for this
_MOST_NODES = 200_000


class Mapping(dict[str, Any]):
    """A mapping and its line."""

    line: int = 0


def load(text: str) -> Any:
    """Lists, `Mapping`s and texts; None where it is no YAML, or one that repeats parts of itself without end."""
    if len(text) > MOST_CHARACTERS:
        return None
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        return None if node is None else _Plain().value(node)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def fault(text: str) -> str | None:
    """What is wrong with a text that was meant as YAML; None where nothing is."""
    try:
        yaml.compose(text[:MOST_CHARACTERS], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark is not None else ""
        return f"{line}is not YAML: {error.problem}; correct the file"
    except (yaml.YAMLError, RecursionError, ValueError):
        return "is not YAML; correct the file"
    return None


class _Plain:
    def __init__(self) -> None:
        self._left = _MOST_NODES

    def value(self, node: yaml.Node) -> Any:
        self._left -= 1
        if self._left < 0:
            raise ValueError("an alias repeats too much")
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            found = Mapping({str(key.value): self.value(value) for key, value in node.value})
            found.line = node.start_mark.line + 1
            return found
        return str(node.value)
