"""`hallway ask`: one question, or JSON lines in and out; a line that cannot be read never stops the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.bundled import WORKSHOP
from bot.cli.ask import ask_command
from bot.config import ConfigError

_NOW = "2022-12-03T09:20:00-06:00"
_OPTIONS = ["--schedule", str(WORKSHOP.source), "--date", "2022-12-03", "--timezone", "America/Chicago"]


def _ask(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(ask_command, [*_OPTIONS, *arguments], input=lines, standalone_mode=False)


@pytest.mark.parametrize(
    ("question", "status"), [("when is jeff dean?", 0), ("when is mark dean?", 1), ("🎉", 1), ("\u200b", 1)]
)
def test_status_says_whether_something_was_found(question: str, status: int) -> None:
    assert _ask("--now", _NOW, question).return_value == status


def test_answer_leads_with_title_day_time_and_person() -> None:
    assert _ask("--now", _NOW, "when is jeff dean?").stdout == (
        "Jeff Dean - Invited Talk (Talk): Sat 3 Dec, 08:40–09:30 (America/Chicago), Jeff Dean\n"
    )


def test_emoji_only_is_answered_in_one_line() -> None:
    assert len(_ask("--now", _NOW, "🎉🎉").stdout.splitlines()) == 1


def test_line_gives_what_the_format_wants() -> None:
    asked = {"id": "7", "text": "when does dawn song speak?", "now": _NOW, "addressed": True}
    assert json.loads(_ask("--jsonl", lines=json.dumps(asked)).stdout) == {
        "id": "7",
        "replied": True,
        "found": True,
        "intent": "when",
        "sessions": [
            {
                "title": "Dawn Song - Invited Talk",
                "kind": "Talk",
                "start": "2022-12-03T09:30:00-06:00",
                "end": "2022-12-03T10:15:00-06:00",
                "room": None,
                "speakers": ["Dawn Song"],
            }
        ],
        "text": "Dawn Song - Invited Talk (Talk): Sat 3 Dec, 09:30–10:15 (America/Chicago), Dawn Song",
    }


def test_lines_of_one_conversation_refer_to_each_other_and_others_do_not() -> None:
    lines = [
        {"id": 1, "text": "when is dawn song?", "now": _NOW, "conversation": "a"},
        {"id": 2, "text": "how long is it?", "now": _NOW, "conversation": "b"},
        {"id": 3, "text": "how long is it?", "now": _NOW, "conversation": "a"},
    ]
    answers = [
        json.loads(line) for line in _ask("--jsonl", lines="\n".join(map(json.dumps, lines))).stdout.splitlines()
    ]
    titles = [[session["title"] for session in answer["sessions"]] for answer in answers]
    assert titles[0] == titles[2] == ["Dawn Song - Invited Talk"]
    assert titles[1] != titles[2]


def test_broken_lines_are_told_and_passed_over() -> None:
    good = json.dumps({"id": "x", "text": "next?", "now": _NOW})
    ran = _ask("--jsonl", lines=f"{{\n[]\n{json.dumps({'id': 'y', 'text': 'next?', 'now': 'soon'})}\n\n{good}\n")
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["x"]
    assert [line.split(":")[1] for line in ran.stderr.splitlines()] == [" line 1", " line 2", " line 3"]


def test_why_shows_reading_candidates_and_outcome() -> None:
    told = _ask("--now", _NOW, "--why", "whens jef deen?").stdout
    assert [line.strip().split(":")[0] for line in told.splitlines()][:4] == ["now", "question", "aims", "subject"]
    assert "candidate: person Jeff Dean" in told
    assert "answer: found, 1 sessions." in told


def test_why_tells_a_message_that_was_understood_as_a_whole() -> None:
    told = _ask("--now", _NOW, "--why", "good bye!").stdout
    assert told.splitlines()[-1] == "understood as a whole: bye. Goodbye, and enjoy the programme!"


def test_a_question_asked_alone_is_not_told_to_say_more(tmp_path: Path) -> None:
    rows = [f"Vessel {n:02},2022-12-03 09:{n:02},2022-12-03 09:{n + 1:02}" for n in range(30)]
    long = tmp_path / "long.csv"
    long.write_text("\n".join(["title,start,end", *rows]), "utf-8")
    asked = ["--schedule", str(long), "--timezone", "America/Chicago", "--now", _NOW, "what is on today?"]
    told = CliRunner().invoke(ask_command, asked, standalone_mode=False).stdout
    assert told.splitlines()[-1] == "… and 5 more; name a day, a room or a kind to see fewer."


def test_why_says_why_it_was_silent() -> None:
    asked = {"id": 1, "text": "who is dean?", "now": _NOW, "addressed": False}
    answer = json.loads(_ask("--jsonl", "--why", lines=json.dumps(asked)).stdout)
    assert (answer["replied"], answer["text"]) == (False, "")
    assert answer["why"].splitlines()[-1].strip().startswith("silent: ")


def test_no_question_is_an_error_of_one_line() -> None:
    assert isinstance(_ask().exception, ConfigError)
