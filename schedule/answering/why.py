"""How a question was read and why its answer won: for the organiser who wonders at a reply, or at a silence.

Text for people; nothing reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from schedule.answering.answer import Answer, Turn
from schedule.answering.asked import Asked
from schedule.answering.engine import Engine
from schedule.answering.found import Found
from schedule.answering.question import Phrase, Question
from schedule.answering.silence import doubt, glance, second_thoughts

_CANDIDATES_MOST = 8
# Intents of messages that are known by all their words.
_WHOLE = frozenset({"more", "bye", "ok", "forget", "stored", "no", "which", "clock", "undo"})


def explain(engine: Engine, text: str, now: datetime, *, addressed: bool = True, turn: Turn | None = None) -> str:
    """Several lines for each question of the message."""
    lines = [f"now: {now.astimezone(engine.schedule.zone):%Y-%m-%d %H:%M} ({engine.schedule.timezone})"]
    if not addressed and (reason := glance(text)):
        return "\n".join([*lines, f"silent: {reason}"])
    if addressed and (said := engine.answer(text, now, turn=turn)).intent in _WHOLE:
        return "\n".join([*lines, f"understood as a whole: {said.intent}. {said.headline}"])
    plainer = engine.ease(text, now, turn) if addressed else text
    lines += [f"read without the words that name nothing: {plainer}"] if plainer != text else []
    for question in engine.read(plainer):
        lines += _question(engine, question, now, turn, addressed=addressed)
    return "\n".join(lines)


def _question(engine: Engine, question: Question, now: datetime, turn: Turn | None, *, addressed: bool) -> list[str]:
    lines = [f"question: {question.source}", *(f"  {line}" for line in _reading(question))]
    if not addressed and (reason := doubt(question)):
        return [*lines, f"  silent: {reason}"]
    asked, answer = engine.consider(question, now, turn, addressed=addressed)
    lines += [f"  {line}" for line in (*_candidates(asked.found, question.subject), *_chosen(asked), *_outcome(answer))]
    if not addressed:
        reason = second_thoughts(asked, answer)
        lines.append(f"  silent: {reason}" if reason else "  speaks: sure enough")
    return lines


def _reading(question: Question) -> Iterator[str]:
    yield f"aims: {', '.join(question.aims)}"
    if question.subject:
        yield f"subject: {_phrase(question.subject)}"
    if question.relation is not None:
        yield f"relation: {question.relation} {_phrase(question.anchor) or '(what was spoken of)'}"
    if question.time:
        told = (
            f"{f.name}={getattr(question.time, f.name)}"
            for f in fields(question.time)
            if getattr(question.time, f.name)
        )
        yield f"time: {', '.join(told)}"
    for name in ("event", "topical", "plural", "follows", "personal"):
        if getattr(question, name):
            yield f"{name}: yes"
    if question.language:
        yield f"language: {question.language}"


def _phrase(phrase: Phrase) -> str:
    parts = [f"“{' '.join(phrase.words)}”"] if phrase.words else []
    parts += [f"kind {kind}" for kind in phrase.kinds]
    if phrase.order is not None:
        parts.append("last" if phrase.order == -1 else f"number {phrase.order}")
    if phrase.pronoun:
        parts.append("it")
    return ", ".join(parts)


def _candidates(found: Found, phrase: Phrase) -> Iterator[str]:
    for match in found.matches[:_CANDIDATES_MOST]:
        told = " ".join(phrase.words[place] for place in sorted(match.words) if place < len(phrase.words))
        sure = "sure" if match.sure else "not sure"
        yield f"candidate: {match.kind} {match.name} ({match.score:.2f}, {sure}; accounts for “{told}”)"
    if found.left:
        yield f"left over: {' '.join(found.left)}"


def _chosen(asked: Asked) -> Iterator[str]:
    found = asked.found
    for label, names in (
        ("people", [person.name for person in found.people]),
        ("titles", list(dict.fromkeys(session.title for session in found.titled))),
        ("topic", list(dict.fromkeys(session.title for session in found.about))),
        ("rooms", [room.name for room in found.rooms]),
        ("tracks", list(found.tracks)),
    ):
        if names:
            more = f" and {len(names) - _CANDIDATES_MOST} more" if len(names) > _CANDIDATES_MOST else ""
            yield f"{label}: {'; '.join(names[:_CANDIDATES_MOST])}{more}"
    if asked.referred:
        yield f"refers to: {'; '.join(session.title for session in asked.referred[:_CANDIDATES_MOST])}"
    if asked.window is not None:
        spans = (f"{start:%a %H:%M}–{end:%a %H:%M}" for start, end in asked.window.spans)
        yield f"window: {asked.window.mode} {', '.join(spans) or 'no such day'}"


def _outcome(answer: Answer) -> Iterator[str]:
    yield f"answer: {answer.verdict}, {len(answer.sessions) + answer.more} sessions. {answer.headline}".rstrip()
