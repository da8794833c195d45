"""Who may import whom: every file is parsed, so the rule needs no reviewer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for folder in ("bot", "schedule") for path in (ROOT / folder).rglob("*.py"))

# Importer (longest prefix wins) -> what of ours it may import, by prefix; itself is always allowed.
ALLOWED: dict[str, tuple[str, ...]] = {
    "schedule": ("schedule",),
    "schedule.models": (),
    "schedule.changes": ("schedule.models",),
    "schedule.report": ("schedule.models",),
    "schedule.calendar_file": ("schedule.models",),
    "schedule.export": ("schedule.models", "schedule.calendar_file"),
    "schedule.formats": ("schedule.models",),
    "schedule.answering": ("schedule.models",),
    "schedule.answering.question": (
        "schedule.answering.tokens",
        "schedule.answering.times",
    ),
    # What a message asks, without a schedule.
    "schedule.answering.language": (
        "schedule.answering.kinds",
        "schedule.answering.question",
        "schedule.answering.times",
        "schedule.answering.tokens",
        "schedule.answering.verdicts",
    ),
    # What words may name, without a grammar.
    "schedule.answering.matching": (
        "schedule.models",
        "schedule.answering.match",
        "schedule.answering.tokens",
        "schedule.answering.language.word_lists",
    ),
    "bot": (),
    "bot.clock": (),
    "bot.config": (),
    "bot.sources": ("schedule",),
    "bot.feed": ("schedule", "bot.clock", "bot.sources"),
    "bot.reminders": ("schedule", "bot.clock"),
    "bot.storage": ("bot.reminders", "bot.config", "schedule"),
    "bot.console": ("schedule", "bot.feed", "bot.reminders", "bot.clock", "bot.config"),
    "bot.gateway": ("schedule", "bot.feed", "bot.reminders", "bot.clock", "bot.config"),
    "bot.cli": ("schedule", "bot"),
    "bot.alarm": ("bot.clock",),
    "bot.bundled": ("bot.config",),
    "bot.lasting": ("schedule",),
    "bot.runtime": ("schedule", "bot"),
    "bot.__main__": ("schedule", "bot"),
}

# Outside package -> the only files that may import it.
CONFINED: dict[str, tuple[str, ...]] = {
    "discord": ("bot.gateway",),
    "rapidfuzz": ("schedule.answering",),
    "snowballstemmer": ("schedule.answering",),
    "numpy": ("schedule.answering",),
    "apscheduler": ("bot.alarm",),
    "sqlalchemy": ("bot.storage",),
    "alembic": ("bot.storage",),
    "tomllib": ("bot.config",),
    "dotenv": ("bot.config",),
    "aiohttp": ("bot.feed", "bot.gateway.faults"),  # the latter for the errors that discord.py lets through
    "watchfiles": ("bot.feed",),
    "lxml": ("schedule.formats",),
    "icalendar": ("schedule.formats", "schedule.calendar_file"),
    "openpyxl": ("schedule.formats",),
    "markdown_it": ("schedule.formats",),
    "yaml": ("schedule.formats",),
    "pylatexenc": ("schedule.formats",),
    "ftfy": ("schedule.formats",),
    "click": ("bot.cli",),
    "prompt_toolkit": ("bot.console",),
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found.add(node.module or "")
    return found


def allowed_for(name: str) -> tuple[str, ...]:
    prefix = max((p for p in ALLOWED if under(name, p)), key=len)
    return (*ALLOWED[prefix], prefix)


def verdict(name: str, imported: str) -> str | None:
    """What is wrong with `name` importing `imported`; None where nothing is."""
    if under(imported, "bot") or under(imported, "schedule"):
        if not any(under(imported, prefix) for prefix in allowed_for(name)):
            return f"{name} imports {imported}"
        return None
    top = imported.partition(".")[0]
    if top in CONFINED and not any(under(name, prefix) for prefix in CONFINED[top]):
        return f"{name} imports {imported}"
    return None


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_imports_follow_the_arrows(path: Path) -> None:
    name = module_name(path)
    assert [fault for imported in sorted(imports(path)) if (fault := verdict(name, imported))] == []


@pytest.mark.parametrize(
    ("name", "imported"),
    [
        ("schedule.answering.engine", "bot.clock"),
        ("schedule.formats.table", "schedule.answering.engine"),
        ("bot.reminders.service", "bot.storage.store"),
        ("bot.console.chat", "discord"),
        ("bot.feed", "bot.gateway.client"),
        ("bot.reminders.service", "apscheduler.schedulers.asyncio"),
    ],
)
def test_a_forbidden_import_is_seen(name: str, imported: str) -> None:
    assert verdict(name, imported) == f"{name} imports {imported}"


def clock_reads(path: Path) -> list[str]:
    """Calls that read the present moment or the environment."""
    reads = {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time", "os.environ", "os.getenv"}
    return [
        text
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and (text := ast.unparse(node)) in reads
    ]


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_only_the_clock_and_the_configuration_read_the_world(path: Path) -> None:
    if module_name(path) in {"bot.clock", "bot.config"}:
        return
    assert clock_reads(path) == []


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 300


def test_no_drawer_that_nobody_owns() -> None:
    drawers = {"utils", "util", "helpers", "common", "manager", "base", "misc"}
    assert [module_name(path) for path in FILES if path.stem.strip("_") in drawers] == []
