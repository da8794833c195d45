"""`hallway ask`: one question from the command line, or a stream of them as JSON lines for programs."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.source import read_source, reading_options
from bot.clock import SystemClock
from bot.config import ConfigError
from schedule.answering import why
from schedule.answering.answer import Answer, Rest
from schedule.answering.conversation import Conversations
from schedule.answering.engine import Engine
from schedule.answering.wording import word
from schedule.models import Schedule, Session


@click.command("ask")
@click.argument("question", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Read one JSON object a line on standard input, write one a line.")
@click.option("--why", "explain", is_flag=True, help="Show how the question was read and why the answer won.")
@click.option("--schedule", "source", metavar="SOURCE", help="A file, a folder or an https address.")
@reading_options
@click.option("--now", "moment", metavar="ISO-8601", help="Ask as if it were then.")
def ask_command(
    *,
    question: tuple[str, ...],
    source: str | None,
    day: date | None,
    timezone: str | None,
    moment: str | None,
    config_path: Path | None,
    jsonl: bool,
    explain: bool,
) -> int:
    """Ask the schedule a QUESTION: hallway ask "when is the keynote?". Status 1 where nothing was found."""
    schedule = read_source(source, day, timezone, config_path)[1]
    engine = Engine(schedule)
    if jsonl:
        _answer_lines(engine, explain=explain)
        return 0
    text = " ".join(question)
    if not text.strip():
        raise ConfigError('ask: no question is given; write one, as: hallway ask "what is on now?"')
    now = _moment(moment, schedule) if moment else SystemClock().now()
    if explain:
        click.echo(why.explain(engine, text, now))
        return 0
    answer = engine.answer(text, now)
    click.echo(word(_alone(answer), schedule, now))
    return 0 if any(part.found for part in (answer, *answer.further)) else 1


def _alone(answer: Answer) -> Answer:
    """Where nothing can be said after it, nobody is asked to say more."""
    parts = [replace(part, rest=Rest(beyond=part.more)) for part in (answer, *answer.further)]
    return replace(parts[0], further=tuple(parts[1:]))


def _moment(text: str, schedule: Schedule) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--now {text}: is not a time; write it as 2022-12-03T09:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=schedule.zone)


def _answer_lines(engine: Engine, *, explain: bool) -> None:
    """One process for all lines; a line that cannot be read is told on standard error and passed over."""
    conversations = Conversations()
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            asked = _read_line(line, engine.schedule)
        except ValueError as error:
            click.echo(f"hallway: line {number}: {error}", err=True)
            continue
        click.echo(json.dumps(_reply(engine, conversations, asked, explain=explain), ensure_ascii=False))
        sys.stdout.flush()


def _read_line(line: str, schedule: Schedule) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON; write one object a line") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError("has no `text`; write {'id': …, 'text': …, 'now': …, 'addressed': …}")  # noqa: TRY004
    try:
        now = datetime.fromisoformat(str(asked.get("now")))
    except ValueError:
        raise ValueError(f"`now` is not a time: {asked.get('now')!r}; write it as 2022-12-03T09:30:00-06:00") from None
    return asked | {"now": now if now.tzinfo else now.replace(tzinfo=schedule.zone)}


def _reply(engine: Engine, conversations: Conversations, asked: dict[str, Any], *, explain: bool) -> dict[str, Any]:
    now, key = asked["now"], asked.get("conversation")
    turn = conversations.turn(str(key), now) if key is not None else None
    answer = engine.answer(asked["text"], now, addressed=bool(asked.get("addressed", True)), turn=turn)
    if key is not None:
        conversations.keep(str(key), answer.turn)
    else:
        answer = _alone(answer)
    reply = _as_json(answer, asked.get("id"), engine.schedule, now)
    if explain:
        reply["why"] = why.explain(engine, asked["text"], now, addressed=bool(asked.get("addressed", True)), turn=turn)
    return reply


def _as_json(answer: Answer, id_: object, schedule: Schedule, now: datetime) -> dict[str, Any]:
    parts = (answer, *answer.further)
    return {
        "id": id_,
        "replied": answer.replied,
        "found": answer.replied and any(part.found for part in parts),
        "intent": "+".join(dict.fromkeys(part.intent for part in parts)),
        "sessions": [_session_json(s, schedule) for part in parts for s in part.sessions] if answer.replied else [],
        "text": word(answer, schedule, now),
    }


def _session_json(session: Session, schedule: Schedule) -> dict[str, Any]:
    return {
        "title": session.title,
        "kind": session.kind,
        "start": session.starts_at.astimezone(schedule.zone).isoformat() if session.starts_at else None,
        "end": session.ends_at.astimezone(schedule.zone).isoformat() if session.ends_at else None,
        "room": session.room,
        "speakers": [person.name for person in session.people],
    }
