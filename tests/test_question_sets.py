"""The shared sets of questions and of ordinary chat, put to the command as any program would put them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_HALLWAY = Path(sys.executable).parent / "hallway"


@pytest.mark.parametrize(("name", "least"), [("workshop", 0.97), ("multiday", 0.95)])
def test_shared_questions_are_answered(shared: Path, name: str, least: float) -> None:
    questions = shared / "questions"
    ran = _run(
        questions / "score.py", questions / f"{name}.dev.jsonl", "--schedules", shared / "schedules",
        "--failures", "20", "--need", least, _HALLWAY,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    "options",
    [
        ("neurips/ml-for-systems-2022.txt", "--date", "2022-12-03", "--timezone", "America/Chicago"),
        ("frab_xml/fosdem-2024.xml", "--timezone", "Europe/Brussels", "--now", "2024-02-03T11:00:00+01:00"),
    ],
    ids=["workshop", "fosdem"],
)
def test_ordinary_chat_gets_no_reply(shared: Path, options: tuple[str, ...]) -> None:
    name, *rest = options
    ran = _run(
        shared / "questions" / "quiet.py", shared / "chat" / "irc.dev.txt",
        "--schedule", shared / "schedules" / name, *rest, _HALLWAY,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
