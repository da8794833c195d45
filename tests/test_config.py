from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, discord_token, load_config

ROOT = Path(__file__).resolve().parent.parent


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_example_names_every_setting() -> None:
    config = load_config(ROOT / "config.example.toml")
    assert config.schedule.date == date(2026, 12, 5)
    assert config.notices.rooms == {"Main Hall": 333333333333333333}
    missing = [
        f"{section}.{name}"
        for section, model in Config.model_fields.items()
        for name in model.annotation.model_fields
        if name not in getattr(config, section).model_fields_set
    ]
    assert missing == []


def test_without_a_file_everything_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config(None) == Config()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[schedule]\nsorce = 'x'", "schedule.sorce: no such setting; see config.example.toml for all of them"),
        ("[colours]\nred = 1", "colours: no such setting; see config.example.toml for all of them"),
        ("[notices]\nchannel = 'general'", "notices.channel: Input should be a valid integer"),
        ("[schedule]\ndate = '3 December'", "schedule.date: '3 December' is not a date; write it as 2026-12-05"),
        (
            "[schedule]\ntimezone = 'Chicago'",
            "schedule.timezone: 'Chicago' is not a time zone; use an IANA name as America/Chicago",
        ),
        ("[reminders]\nlead_minutes = [-5]", "reminders.lead_minutes.0: Input should be greater than or equal to 0"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert str(caught.value) == f"{path}: {complaint}"


def test_a_file_that_is_not_toml_says_where(tmp_path: Path) -> None:
    path = written(tmp_path, "[schedule\n")
    with pytest.raises(ConfigError, match=r"is not TOML: .*line 1"):
        load_config(path)


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml")


def test_the_token_comes_from_the_environment_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    assert discord_token() is None
    (tmp_path / ".env").write_text("DISCORD_TOKEN=of-the-file\n")
    assert discord_token() == "of-the-file"
    monkeypatch.setenv("DISCORD_TOKEN", "of-the-environment")
    assert discord_token() == "of-the-environment"
