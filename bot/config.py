"""The organiser's settings: one TOML file, one section a part, unknown keys refused.

The only module that reads TOML and the environment. The bot's token is read here and kept out of every model.
"""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

Snowflake = Annotated[int, Field(gt=0, lt=2**63)]
LeadMinutes = Annotated[int, Field(ge=0, le=24 * 60)]

TOKEN_NAME = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not a token
CONFIG_NAME = "config.toml"


class ConfigError(Exception):
    """A set-up that cannot work. The message is one line: what, where, what to do."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ScheduleConfig(_Section):
    """Where the programme is, and what it may leave out."""

    source: str | None = None  # a file, a folder or an https address; None: the bundled workshop
    date: dt.date | None = None  # the first day
    timezone: str | None = None
    title: str | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _is_a_date(cls, value: object) -> object:
        return check_date(value) if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str | None) -> str | None:
        if name is not None:
            check_timezone(name)
        return name


class DiscordConfig(_Section):
    """Where the bot listens without being addressed."""

    listen_channels: tuple[Snowflake, ...] = ()


class NoticesConfig(_Section):
    """What is posted in channels before each session."""

    channel: Snowflake | None = None
    lead_minutes: LeadMinutes = 10
    rooms: dict[str, Snowflake] = {}  # a room's name -> its own channel
    roles: dict[str, Snowflake] = {}  # a kind or track -> the role mentioned for it


class RemindersConfig(_Section):
    """What those who asked are told."""

    lead_minutes: tuple[LeadMinutes, ...] = (10,)

    @property
    def leads(self) -> tuple[dt.timedelta, ...]:
        return tuple(dt.timedelta(minutes=minutes) for minutes in self.lead_minutes)


class StorageConfig(_Section):
    """One database for wishes and deliveries."""

    url: str = "sqlite+aiosqlite:///hallway.db"
    processes: Annotated[int, Field(ge=1, le=20)] = 1  # bots over this database; each keeps to its share of the pace


class Config(_Section):
    schedule: ScheduleConfig = ScheduleConfig()
    discord: DiscordConfig = DiscordConfig()
    notices: NoticesConfig = NoticesConfig()
    reminders: RemindersConfig = RemindersConfig()
    storage: StorageConfig = StorageConfig()


def check_date(text: str) -> dt.date:
    """Raises ValueError where the text is not an ISO date."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write it as 2026-12-05") from None


def check_timezone(name: str) -> str:
    """The name itself; raises ValueError where no such IANA zone exists."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; use an IANA name as America/Chicago") from None
    return name


def load_config(path: Path | None) -> Config:
    """The settings of `path`; of `config.toml` where it lies in the present folder; else all defaults.

    Raises ConfigError.
    """
    if path is None:
        path = Path(CONFIG_NAME)
        if not path.exists():
            return Config()
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); give another with --config") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None
    return _validate(values, path)


def _validate(values: dict[str, Any], path: Path) -> Config:
    try:
        # Lists of TOML become tuples; everything else keeps the type the file gives it.
        return Config.model_validate(_tuples(values))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: {where}: {_explain(first)}") from None


def _explain(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "no such setting; see config.example.toml for all of them"
    return str(error["msg"]).removeprefix("Value error, ")


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def discord_token() -> str | None:
    """The token from the environment, else from `.env` in the present folder; None where neither has one."""
    return (os.environ.get(TOKEN_NAME) or dotenv_values(".env").get(TOKEN_NAME) or "").strip() or None
