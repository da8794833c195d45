"""Rooms, tracks, speakers and days themselves: which there are, how many, and which are in use at a time."""

from __future__ import annotations

import re
from dataclasses import replace

from schedule.answering import paging
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.found import Found
from schedule.answering.question import Aim, Phrase
from schedule.answering.selection import select
from schedule.answering.tokens import words

_WHICH = r"(?<![^ ])(?:which|what|list|all|name|show|the|how many)(?: is)?(?: of)?(?: the)?(?: different)?"
_LIST = re.compile(rf"{_WHICH} (?:rooms|halls|stages|tracks)(?![^ ])")
_FEWEST = 3  # tracks or rooms that are called by a noun, before it is the programme's own word for them
_ROOMS = ("room", "hall", "stage", "saal")
_NOUNS = r"(rooms?|halls?|stages?|saal|tracks?|speakers?|people|authors?|days?|minutes|hours)"
THINGS = re.compile(rf"(?<![^ ]){_NOUNS}(?![^ ])")
# `how many different rooms`, but not `how many talks on day 2`
_COUNTED = re.compile(rf"(?<![^ ])(?:many|number of|count)(?: \w+)?(?: the)? {_NOUNS}(?![^ ])")
_ALONE = re.compile(r"^(rooms|halls|stages|tracks|speakers)$")  # `rooms?`


def things(asked: Asked) -> Answer | None:
    """Rooms, tracks and the like themselves, where nothing else is named."""
    question, found = asked.question, asked.found
    if (called := _called(asked)) is not None:
        return called
    counts = question.aim is Aim.COUNT
    narrowed = bool(found.rooms or found.tracks or question.subject.kinds)
    if found.named or found.left or (narrowed and not counts):
        return None
    thing = (_COUNTED if counts else THINGS).search(question.source)
    thing = _ALONE.search(question.source) or thing
    if thing is None:
        return None
    listed = _LIST.search(question.source) is not None and not question.relation
    if (counts and narrowed) or (asked.window is not None and (counts or listed)):
        return _busy(asked, thing[1].rstrip("s"))
    if thing.re is not _ALONE and not counts and (question.time or not listed):
        return None
    return _listed(asked, thing[1].rstrip("s"))


def _called(asked: Asked) -> Answer | None:
    """`which devrooms are there?`, where the tracks of this programme are called so."""
    question = asked.question
    noun = question.subject.words[0] if len(question.subject.words) == 1 else ""
    if (
        not noun.endswith("s")
        or question.relation
        or not re.search(rf"{_WHICH} {re.escape(noun)}(?![^ ])", question.source)
    ):
        return None
    bare = replace(asked, question=replace(question, subject=Phrase(), topical=False, aims=(Aim.WHAT,)), found=Found())
    sessions = select(bare).sessions if asked.window is not None else asked.world.listed
    then, one = at_that_time(asked), noun.removesuffix("s")
    for names in ((s.track for s in sessions), (room.name for s in sessions for room in s.rooms)):
        called = [name for name in dict.fromkeys(names) if name and one in words(name)]
        if len(called) >= _FEWEST:
            return _named(one, called, then=then)
    return None


def _listed(asked: Asked, thing: str) -> Answer:
    schedule = asked.world.schedule
    if thing in _ROOMS:
        return _named("room", [room.name for room in schedule.rooms])
    if thing == "track":
        return _named("track", list(dict.fromkeys(s.track for s in schedule.sessions if s.track)))
    if thing == "day":
        return _named("day", [f"{day:%A}" for day in asked.world.programme.days])
    sessions = select(asked).sessions if asked.window is not None else schedule.sessions
    people = {p.id for s in sessions for p in (s.speakers or s.authors)}
    return _named("speaker" if thing == "speaker" else "person", [""] * len(people), listed=False)


def _busy(asked: Asked, thing: str) -> Answer | None:
    """`how many rooms have talks now?`: those of the sessions that are meant, not all that there are."""
    sessions, then = select(asked).sessions, f"{where(asked.found)}{at_that_time(asked)}"
    if thing in _ROOMS:
        return _named("room", list(dict.fromkeys(r.name for s in sessions for r in s.rooms)), then=at_that_time(asked))
    if thing == "track":
        return _named("track", list(dict.fromkeys(s.track for s in sessions if s.track)), then=then)
    if thing not in ("speaker", "people", "author"):
        return None
    people = {person.id for session in sessions for person in (session.speakers or session.authors)}
    noun = "speaker" if thing == "speaker" else "person"
    return _named(noun, [""] * len(people), listed=False, then=then)


def _named(noun: str, names: list[str], *, listed: bool = True, then: str = "") -> Answer:
    plural = {"person": "people"}.get(noun, f"{noun}s")
    if not names:
        return Answer(Verdict.NOTHING, "count", f"The schedule lists no {plural}{then}.")
    headline = f"{len(names)} {noun if len(names) == 1 else plural} {'is' if len(names) == 1 else 'are'} listed{then}"
    between = "; " if any("," in name for name in names) else ", "
    shown = between.join(names[: paging.LISTED_MOST]) if listed else ""
    if shown and len(names) > paging.LISTED_MOST:
        shown += f" and {len(names) - paging.LISTED_MOST} more"
    return Answer(Verdict.FOUND, "count", f"{headline}: {shown}." if shown else f"{headline}.")


def at_that_time(asked: Asked) -> str:
    label = asked.window.label if asked.window is not None else ""
    return f" {label}" if label not in ("", "then") else ""


def where(found: Found) -> str:
    rooms = " or ".join(room.name for room in found.rooms)
    return f" in {rooms}" if rooms else ""
