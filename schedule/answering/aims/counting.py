"""How many: sessions of a kind, of a person, in a room, on a day; rooms, tracks, people and days themselves."""

from __future__ import annotations

import re

from schedule.answering.aims.nothing import not_found
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.finder import Found
from schedule.answering.selection import select

_LISTED_MOST = 25
_THINGS = re.compile(
    r"(?<![^ ])(rooms?|halls?|stages?|saal|tracks?|speakers?|people|authors?|days?|minutes|hours)(?![^ ])"
)


def answer(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    if (things := _things(asked)) is not None:
        return things
    selection = select(asked)
    sessions = selection.sessions
    noun = _noun(asked, len(sessions))
    verdict = Verdict.FOUND if sessions else Verdict.NOTHING
    headline = f"{len(sessions) or 'No'} {noun} {'is' if len(sessions) == 1 else 'are'} listed{_where(asked.found)}."
    return Answer(verdict, "count", headline, sessions[:_LISTED_MOST], more=max(0, len(sessions) - _LISTED_MOST))


def _things(asked: Asked) -> Answer | None:
    """Rooms and the like, where nothing else is named."""
    if asked.found.named or asked.found.rooms or asked.found.tracks or asked.question.subject.kinds:
        return None
    found = _THINGS.search(asked.question.source)
    if found is None:
        return None
    schedule = asked.world.schedule
    thing = found[1].rstrip("s")
    if thing in ("room", "hall", "stage", "saal"):
        return _named("room", [room.name for room in schedule.rooms])
    if thing == "track":
        return _named("track", list(dict.fromkeys(s.track for s in schedule.sessions if s.track)))
    if thing == "day":
        return _named("day", [f"{day:%A}" for day in asked.world.programme.days])
    people = {p.id for s in schedule.sessions for p in (s.speakers or s.authors)}
    return _named("speaker" if thing == "speaker" else "person", [""] * len(people), listed=False)


def _named(noun: str, names: list[str], *, listed: bool = True) -> Answer:
    plural = {"person": "people"}.get(noun, f"{noun}s")
    if not names:
        return Answer(Verdict.NOTHING, "count", f"The schedule lists no {plural}.")
    headline = f"{len(names)} {noun if len(names) == 1 else plural} {'is' if len(names) == 1 else 'are'} listed"
    shown = ", ".join(names[:_LISTED_MOST]) if listed else ""
    return Answer(Verdict.FOUND, "count", f"{headline}: {shown}." if shown else f"{headline}.")


def _noun(asked: Asked, count: int) -> str:
    kinds = asked.question.subject.kinds
    noun = kinds[0] if kinds else "session"
    if noun == "coffee":
        noun = "coffee break"
    return noun if count == 1 or noun.endswith("s") else f"{noun}s"


def _where(found: Found) -> str:
    rooms = " or ".join(room.name for room in found.rooms)
    return f" in {rooms}" if rooms else ""
