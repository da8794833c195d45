"""What a stranger's clone relies on: the two commands, the lock files, the example, the words."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_version_and_hash_and_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [e.splitlines()[0] for e in entries if "==" not in e.splitlines()[0] or "--hash=sha256:" not in e] == []
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


def test_the_locks_hold_every_dependency_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = [
        re.match(r"[\w.-]+", d).group().lower().replace("_", "-").replace(".", "-")
        for d in project["project"]["dependencies"]
    ]
    locked = (ROOT / "requirements.lock").read_text("utf-8").lower().replace("_", "-").replace(".", "-")
    assert [name for name in names if f"\n{name}==" not in f"\n{locked}" and f"\n{name}[" not in f"\n{locked}"] == []


def test_the_readme_names_the_two_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in ("run", "test") if f"make {name}" not in readme or f"\n{name}:" not in makefile] == []


def test_no_token_is_in_a_tracked_file() -> None:
    shape = re.compile(rb"[MNO][A-Za-z\d_-]{23,27}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27,}")
    assert [path.name for path in tracked() if shape.search(path.read_bytes())] == []
