"""A wish for several things of different sorts in one sentence: `remind me of X and the closing`, `… and lunch`.

A name and a kind in one phrase read as one thing, the name of that kind; so each part is read by itself, and what is
found of each is one wish again. Of a part that is not found the wish says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked, distinct
from schedule.answering.language.utterances import aside
from schedule.answering.question import Aim, Question
from schedule.answering.tokens import words
from schedule.answering.told import Told

# What is said around each part, so that it reads as the same wish.
_AROUND = {
    Aim.REMIND: ("remind me of ", ""),
    Aim.STOP: ("stop reminding me of ", ""),
    Aim.ADD: ("add ", " to my agenda"),
    Aim.DROP: ("take ", " off my agenda"),
}
_PARTS_MOST = 8
_VERB = len("remind me of ")  # where a part begins
# Between numbers it joins leads or hours.
_JOINT = re.compile(
    r"(?<!\d)\s*(?:[,;&+]|(?<!\w)(?:and|und|et|y|e|plus|sowie|as well as)(?!\w))[\s,]*(?:(?:also|auch|then)\s+)?(?!\d)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:in ?to|on ?to|to|in|on|from|off|off of|out of) my [\w-]{1,20}\W*$", re.IGNORECASE)
_OF = re.compile(r"(?<!\w)(?:by|of|from|on|about|with|von|über|de|di|du|da|sobre|su)(?!\w)", re.IGNORECASE)


def each(text: str, told: Told, tell: Callable[[str], Told]) -> Told:
    """The wish with all its parts; `told` where it has but one, or where the parts are no more than the whole."""
    parts = _parts(text, told[0][0].question) if len(told) == 1 else []
    if len(parts) < 2:  # noqa: PLR2004 - nothing is joined
        return told
    asked, whole = told[0]
    answers = [tell(part) for part in parts]
    if any(len(one) != 1 for one in answers):
        return told
    single = [one[0] for one in answers]
    if any(part.referred is not None and not part.question.subject for part, _ in single):
        return told  # a part that names nothing, as `… and please`
    if _is_one_name(whole, parts) or _share_a_name(parts, [part for part, _ in single]):
        return told
    joined = _joined(asked, whole, [answer for _, answer in single])
    return told if joined is None else [(asked, joined)]


def _parts(text: str, question: Question) -> list[str]:
    if question.aim not in _AROUND or question.time or question.relation or question.subject.order:
        return []
    before, behind = _AROUND[question.aim]
    pieces = [piece for piece in _JOINT.split(_PLACE.sub("", text) if behind else text) if words(piece)]
    pieces = [piece for piece in pieces if aside(piece) is None]  # `… and thanks`
    if len(pieces) > _PARTS_MOST:
        return []
    return [f"{pieces[0]}{behind}", *(f"{before}{piece}{behind}" for piece in pieces[1:])] if pieces else []


def _is_one_name(whole: Answer, parts: Sequence[str]) -> bool:
    """`remind me of Weirs and Sluices`: one title with words of every part."""
    if len({session.title for session in whole.sessions}) != 1:
        return False
    title = frozenset(words(whole.sessions[0].title)) - _JOINING
    return all(not title.isdisjoint(words(part)) for part in parts)


_JOINING = frozenset({"a", "an", "the", "of", "to", "my", "me", "add", "take", "off", "stop", "and", "in", "on", "for"})


def _share_a_name(parts: Sequence[str], asked: Sequence[Asked]) -> bool:
    """`the talks and posters by X`: what stands behind both says whose they are."""
    subjects = [one.question.subject for one in asked]
    bare = next((at for at, subject in enumerate(subjects) if subject.kinds and not subject.words), len(parts))
    behind = range(bare + 1, len(parts))
    return any(subjects[at].kinds and subjects[at].words and _OF.search(parts[at], _VERB) for at in behind)


def _joined(asked: Asked, whole: Answer, answers: Sequence[Answer]) -> Answer | None:
    granted = [answer for answer in answers if answer.wish is not None and answer.wish.targets]
    failed = [answer for answer in answers if answer.wish is None]
    wished = tuple(dict.fromkeys(target for answer in granted if answer.wish for target in answer.wish.targets))
    unclear = any(answer.verdict is Verdict.UNCLEAR for answer in failed)
    if not granted or unclear or len(granted) + len(failed) < len(answers):
        return None
    notes = tuple(_unfound(answer) for answer in failed)
    if whole.wish is not None and set(wished) <= set(whole.wish.targets):
        return replace(whole, notes=notes) if notes else None
    first = granted[0]
    wish = replace(first.wish, targets=wished, leads=asked.question.leads) if first.wish is not None else None
    sessions = tuple(distinct(session for answer in granted for session in answer.sessions))
    more = f" And {len(granted) - 1} more." if len(granted) > 1 else ""
    joined = replace(first, headline=f"{first.headline}{more}", sessions=sessions, wish=wish, notes=notes)
    turn = whole.turn or first.turn
    if turn is None:
        return joined
    spoken_of = replace(turn, question=asked.question, sessions=sessions, listed=sessions, wished=wished)
    return joined.remembered(spoken_of)


def _unfound(answer: Answer) -> str:
    """What is said of a part, without what would follow below it."""
    return f"{answer.headline.partition(', but ')[0].rstrip(':.')}."
