"""How much of one thing beside another: more tutorials or more posters, who of two has more, who has the most.

Counts kinds, people, rooms, tracks and days. What is about a topic is not counted: no search tells all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schedule.answering import paging
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked, in_order
from schedule.answering.found import Found
from schedule.answering.kinds import TALK, kinds_in
from schedule.answering.question import Aim, Question
from schedule.models import Session

_MORE = re.compile(
    r"(?<![^ ])(?<!any )(?<!no )(?:more|fewer|less)(?![^ ])"
    r"(?! (?:about|info|details?|than \d|(?:earl|lat|long|soon|often|quick)\w*|\w+(?:ly|ing|ful|ed)(?![^ ])))"
)
_FEWER = re.compile(r"(?<![^ ])(?:fewer|less)(?![^ ])")
_JOINT = re.compile(r"(?<![^ ])(?:or|and|than|vs|versus|plus)(?![^ ])")
_THAN = re.compile(r"^(?:and )?(?:is|do|have) .* than ")  # `are there more X than Y?`
_MOST = re.compile(
    r"(?<![^ ])(?:the )?most(?: of the)?(?: \S+)? "
    r"(?:talks?|lectures?|sessions?|papers?|posters?|things|stuff|events?|entries|slots|\w+ talks|keynotes?|workshops?"
    r"|tutorials?|panels?|spotlights?|orals?|demos?|on)(?![^ ])|(?<![^ ])(?:the )?most$|(?<![^ ])busiest(?![^ ])"
)
_BEARERS = (
    ("room", re.compile(r"(?<![^ ])(?:rooms?|halls?|stages?|where)(?![^ ])")),
    ("track", re.compile(r"(?<![^ ])(?:tracks?|devrooms?)(?![^ ])")),
    ("day", re.compile(r"(?<![^ ])(?:days?|when)(?![^ ])")),
    ("person", re.compile(r"(?<![^ ])(?:who|speakers?|authors?|people|person|someone)(?![^ ])")),
)
_AIMS = frozenset({Aim.WHAT, Aim.WHO, Aim.WHERE, Aim.WHEN, Aim.PAPER})
_SIGNS = (" more", " most", " fewer", " less", " busiest")
_AMOUNTS = frozenset({"more", "most", "less", "fewer", "fewest", "least", "busiest"})
_NAMED_MOST = 5  # who have equally many


class _Side(NamedTuple):
    """One of the things that are counted: a kind, or somebody by name."""

    name: str
    sessions: Sequence[Session]


def asks(question: Question) -> bool:
    """Whether a question may be about more and less."""
    if question.relation is not None or question.aim not in _AIMS:
        return False
    if not any(sign in question.source for sign in _SIGNS):
        return False
    return _MORE.search(question.source) is not None or _MOST.search(question.source) is not None


def answer(asked: Asked) -> Answer | None:
    question = asked.question
    if question.relation is not None or asked.referred is not None:
        return None
    more = _MORE.search(question.source) is not None
    if more or (question.aim is Aim.COUNT and (len(question.subject.kinds) > 1 or question.subject.labels)):
        if sides := _kinds(asked):
            return _of_kinds(asked, sides, more=more)
        if more and (sides := _bearers(asked)):
            return _of_bearers(asked, sides)
    return _most(asked) if _MOST.search(question.source) else None


def _kinds(asked: Asked) -> list[_Side]:
    """The kinds on both sides of `or`; none where something else is named as well."""
    known, subject = asked.world.kinds, asked.question.subject
    sides: dict[str, _Side] = {}
    labels: set[str] = set()
    for part in _JOINT.split(asked.question.source):
        kinds = kinds_in(part)
        finer = next((kind for kind in kinds if kind != TALK), TALK if kinds else "")
        if finer:
            sides[known.standing(finer)] = _Side(finer, known.listed(finer))
        elif label := next((word for word in part.split() if known.labelled(word)), ""):
            labels.add(label)
            sides[label] = _Side(label.removesuffix("s"), known.labelled(label))
    if len(sides) < 2 or not labels.union(_AMOUNTS).issuperset(subject.words):  # noqa: PLR2004 - one stands beside nothing
        return []
    finer_ids = {s.id for kind, side in sides.items() if kind != TALK for s in side.sessions}
    return [
        _Side(side.name, [s for s in _meant(asked, side.sessions) if kind != TALK or s.id not in finer_ids])
        for kind, side in sides.items()
    ]


def _bearers(asked: Asked) -> list[_Side]:
    """The people, rooms or tracks on both sides of `or`, each with what it has."""
    groups = asked.world.finder.groups(asked.question.subject)
    sides = [side for group in groups if (side := _bearer(asked, group)) is not None]
    alike = len({(bool(group.people), bool(group.rooms)) for group in groups}) == 1
    if len(sides) < 2 or len(sides) < len(groups) or not alike:  # noqa: PLR2004 - one stands beside nothing
        return []
    kinds = asked.question.subject.kinds
    narrowed = [_Side(name, [s for s in own if asked.world.kinds.has(s, kinds)]) for name, own in sides]
    return narrowed if kinds and any(side.sessions for side in narrowed) else sides


def _bearer(asked: Asked, group: Found) -> _Side | None:
    world = asked.world
    if not group.complete or group.titled or group.about or len(group.people) + len(group.rooms or group.tracks) != 1:
        return None
    for person in group.people:
        return _Side(person.name, _meant(asked, world.finder.sessions_of(person)))
    for room in group.rooms:
        return _Side(room.name, _meant(asked, world.by_room.get(room.id, ())))
    return _Side(group.tracks[0], _meant(asked, world.by_track.get(group.tracks[0], ())))


def _meant(asked: Asked, sessions: Iterable[Session]) -> list[Session]:
    """Those at the time that was asked for."""
    held = (s for s in sessions if not s.cancelled and (asked.window is None or asked.window.holds(s)))
    return in_order(held)


def _of_kinds(asked: Asked, sides: Sequence[_Side], *, more: bool) -> Answer:
    counted = [f"{len(side.sessions)} {_noun(side.name, len(side.sessions))}" for side in sides]
    if not more:
        return Answer(Verdict.FOUND, "count", f"{', '.join(counted[:-1])} and {counted[-1]} are listed.")
    best = _best(asked, sides)
    if len(sides) == 2 and _THAN.match(asked.question.source):  # noqa: PLR2004 - one than the other
        said = "Yes" if best == [sides[0]] else "No"
    elif len(best) > 1:
        said = "Equally many"
    else:
        said = f"{'Fewer' if _FEWER.search(asked.question.source) else 'More'} {_noun(best[0].name)}"
    return Answer(Verdict.FOUND, "compare", f"{said}: {', '.join(counted)}.")


def _of_bearers(asked: Asked, sides: Sequence[_Side]) -> Answer:
    best = _best(asked, sides)
    counted = ", ".join(f"{side.name} {len(side.sessions)}" for side in sides)
    if len(best) > 1:
        return Answer(Verdict.FOUND, "compare", f"Equally many: {counted}.")
    shown, rest = paging.listed(best[0].sessions)
    how = "fewer" if _FEWER.search(asked.question.source) else "more"
    return Answer(Verdict.FOUND, "compare", f"{best[0].name} has {how}: {counted}.", shown, rest)


def _best(asked: Asked, sides: Sequence[_Side]) -> list[_Side]:
    choose = min if _FEWER.search(asked.question.source) else max
    best = choose(len(side.sessions) for side in sides)
    return [side for side in sides if len(side.sessions) == best]


def _most(asked: Asked) -> Answer | None:
    """`who has the most posters?`, `which is the busiest room?`."""
    question, found = asked.question, asked.found
    bearer = next((name for name, pattern in _BEARERS if pattern.search(question.source)), "")
    if not bearer or found.named or not _AMOUNTS.issuperset(question.subject.words):
        return None
    held = _held(asked, bearer)
    most = max(map(len, held.values()), default=0)
    if not most:
        return None
    best = [key for key, sessions in held.items() if len(sessions) == most]
    names = [name for _, name in best]
    kinds = question.subject.kinds
    noun = _noun(kinds[0]) if kinds else "entries"
    counted = f"{most} {noun}" if most > 1 else "one each"
    if len(names) == 1:
        shown, rest = paging.listed(held[best[0]])
        return Answer(Verdict.FOUND, "count", f"{names[0]} has the most: {counted}.", shown, rest)
    which = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) <= _NAMED_MOST else f"{len(names)} of them"
    return Answer(Verdict.FOUND, "count", f"{which} have equally many: {counted}{' each' if most > 1 else ''}.")


def _held(asked: Asked, bearer: str) -> dict[tuple[str, str], list[Session]]:
    """What each person, room, track or day has of what is asked for."""
    kinds, world = asked.question.subject.kinds, asked.world
    held: dict[tuple[str, str], list[Session]] = {}
    for session in _meant(asked, world.listed):
        if not kinds or world.kinds.has(session, kinds):
            for key in _names(asked, bearer, session):
                held.setdefault(key, []).append(session)
    return held


def _names(asked: Asked, bearer: str, session: Session) -> Iterable[tuple[str, str]]:
    """The ids and the names of those that have the session."""
    if bearer == "person":
        return ((person.id, person.name) for person in session.people)
    if bearer == "room":
        return ((room.id, room.name) for room in session.rooms)
    name = session.track or ""
    if bearer == "day":
        name = f"{asked.world.programme.day_of(session.starts_at):%A}" if session.starts_at else ""
    return ((name, name),) if name else ()


def _noun(kind: str, count: int = 0) -> str:
    noun = "coffee break" if kind == "coffee" else kind
    return noun if count == 1 or noun.endswith("s") else f"{noun}s"
