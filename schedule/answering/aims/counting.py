"""How many: sessions of a kind, of a person, in a room, on a day; rooms, tracks, people and days themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from schedule.answering import paging
from schedule.answering.aims.languages import name_language
from schedule.answering.aims.nothing import not_found
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.found import Found
from schedule.answering.kinds import TALK
from schedule.answering.language.word_lists import chatter, frame
from schedule.answering.question import Aim
from schedule.answering.selection import select
from schedule.models import Session

_LABELS_MOST = 6
_LIST = re.compile(
    r"(?<![^ ])(?:which|what|list|all|name|show|the)(?: is)?(?: of)?(?: the)?(?: different)?"
    r" (?:rooms|halls|stages|tracks)(?![^ ])"
)
_ROOMS = ("room", "hall", "stage", "saal")
_NOUNS = r"(rooms?|halls?|stages?|saal|tracks?|speakers?|people|authors?|days?|minutes|hours)"
_THINGS = re.compile(rf"(?<![^ ]){_NOUNS}(?![^ ])")
# `how many different rooms`, but not `how many talks on day 2`
_COUNTED = re.compile(rf"(?<![^ ])(?:many|number of|count)(?: \w+)?(?: the)? {_NOUNS}(?![^ ])")
_ALONE = re.compile(r"^(rooms|halls|stages|tracks|speakers)$")  # `rooms?`


def answer(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    if (unknown := _uncounted(asked)) is not None:
        return unknown
    if (counted := things(asked)) is not None:
        return counted
    if (people := _people(asked)) is not None:
        return people
    selection = select(asked)
    # Sessions outside the time that was asked for do not count.
    elsewhen = asked.window is not None and selection.dropped == asked.window.label != ""
    sessions = () if elsewhen else selection.sessions
    noun = _noun(asked, len(sessions))
    verdict = Verdict.FOUND if sessions else Verdict.NOTHING
    listed = f"{'is' if len(sessions) == 1 else 'are'} listed{_where(asked.found)}{_then(asked)}"
    listed += _by_label(asked, sessions)
    headline = f"{len(sessions) or 'No'} {noun} {listed}."
    shown, rest = paging.listed(sessions)
    return Answer(verdict, "count", headline, shown, rest)


_MANY = re.compile(r"\bhow many (?:of |the |other |different |more |free |total )*(\w+s|people)\b")
_ATTENDING = re.compile(r"\b(?:attend\w*|regist\w+|fit|fits|expect\w*|sign\w*|join\w*|coming|comes|come)\b")
_SPEAKING = re.compile(r"\b(?:talking|presenting|speakers?|author)\b")
_ENTRIES = frozenset({"things", "entries", "ones", "options", "choices", "items", "topics", "slots", "parts", "pieces"})


def _uncounted(asked: Asked) -> Answer | None:
    """`how many seats has the hall?`: what no schedule counts."""
    found = _MANY.search(asked.question.source)
    if found is None:
        return None
    noun = found[1]
    if noun == "people" and _SPEAKING.search(asked.question.source):
        return None
    people = noun in ("people", "speakers") and _ATTENDING.search(asked.question.source) is not None
    if not people and (noun not in chatter() or noun in frame() or noun in _ENTRIES):
        return None
    return Answer(Verdict.NOTHING, "count", f"The schedule does not say how many {noun} there are.")


def _then(asked: Asked) -> str:
    label = asked.window.label if asked.window is not None else ""
    return f" {label}" if label not in ("", "then") else ""


def _by_label(asked: Asked, sessions: Sequence[Session]) -> str:
    """Of talks in the wide sense how many are of each kind, as the source words it: `5 Talk, 6 Spotlight`."""
    labels = Counter(session.kind for session in sessions if session.kind)
    if asked.question.subject.kinds != (TALK,) or asked.found.named or not 1 < len(labels) <= _LABELS_MOST:
        return ""
    return f": {', '.join(f'{count} {label}' for label, count in labels.most_common())}"


def _people(asked: Asked) -> Answer | None:
    """How many people a work is by."""
    thing = _THINGS.search(asked.question.source)
    sessions = asked.found.titled or asked.referred
    if not sessions or thing is None or thing[1].rstrip("s") not in ("author", "speaker", "people"):
        return None
    count = len(sessions[0].people)
    noun = "person is" if count == 1 else "people are"
    return Answer(Verdict.FOUND, "count", f"{count} {noun} listed for {sessions[0].title}.", sessions[:1])


def things(asked: Asked) -> Answer | None:
    """Rooms, tracks and the like themselves, where nothing else is named."""
    question, found = asked.question, asked.found
    counts = question.aim is Aim.COUNT
    narrowed = bool(found.rooms or found.tracks or question.subject.kinds)
    if found.named or found.left or (narrowed and not counts):
        return None
    thing = (_COUNTED if counts else _THINGS).search(question.source)
    thing = _ALONE.search(question.source) or thing
    if thing is None:
        return None
    if counts and (narrowed or asked.window is not None):
        return _busy(asked, thing[1].rstrip("s"))
    if (
        thing.re is not _ALONE
        and question.aim is not Aim.COUNT
        and (question.time or question.relation or not _LIST.search(question.source))
    ):
        return None
    return _listed(asked, thing[1].rstrip("s"))


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
    sessions, then = select(asked).sessions, f"{_where(asked.found)}{_then(asked)}"
    if thing in _ROOMS:
        return _named("room", list(dict.fromkeys(r.name for s in sessions for r in s.rooms)), then=_then(asked))
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
    shown = ", ".join(names[: paging.LISTED_MOST]) if listed else ""
    if shown and len(names) > paging.LISTED_MOST:
        shown += f" and {len(names) - paging.LISTED_MOST} more"
    return Answer(Verdict.FOUND, "count", f"{headline}: {shown}." if shown else f"{headline}.")


def _noun(asked: Asked, count: int) -> str:
    kinds = asked.question.subject.kinds
    noun = kinds[0] if kinds else "session"
    if noun == "coffee":
        noun = "coffee break"
    if asked.question.language is not None:
        other = "non-" if asked.question.other_language else ""
        noun = f"{other}{name_language(asked.question.language)} {noun}"
    return noun if count == 1 or noun.endswith("s") else f"{noun}s"


def _where(found: Found) -> str:
    rooms = " or ".join(room.name for room in found.rooms)
    return f" in {rooms}" if rooms else ""
