"""How many: sessions of a kind, of a person, in a room, on a day; rooms, tracks, people and days themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from schedule.answering import paging
from schedule.answering.aims import tallying
from schedule.answering.aims.languages import name_language
from schedule.answering.aims.nothing import not_found
from schedule.answering.aims.things import THINGS, at_that_time, things, where
from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.kinds import TALK
from schedule.answering.language.word_lists import chatter, frame
from schedule.answering.selection import select
from schedule.models import Session

_LABELS_MOST = 6


def answer(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    if (unknown := _uncounted(asked)) is not None:
        return unknown
    if (counted := things(asked) or tallying.answer(asked)) is not None:
        return counted
    if (people := _people(asked)) is not None:
        return people
    selection = select(asked)
    # Sessions outside the time that was asked for do not count.
    elsewhen = asked.window is not None and selection.dropped == asked.window.label != ""
    sessions = () if elsewhen else selection.sessions
    noun = _noun(asked, len(sessions))
    verdict = Verdict.FOUND if sessions else Verdict.NOTHING
    listed = f"{'is' if len(sessions) == 1 else 'are'} listed{where(asked.found)}{at_that_time(asked)}"
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


def _by_label(asked: Asked, sessions: Sequence[Session]) -> str:
    """Of talks in the wide sense how many are of each kind, as the source words it: `5 Talk, 6 Spotlight`."""
    labels = Counter(session.kind for session in sessions if session.kind)
    if asked.question.subject.kinds != (TALK,) or asked.found.named or not 1 < len(labels) <= _LABELS_MOST:
        return ""
    return f": {', '.join(f'{count} {label}' for label, count in labels.most_common())}"


def _people(asked: Asked) -> Answer | None:
    """How many people a work is by."""
    thing = THINGS.search(asked.question.source)
    sessions = asked.found.titled or asked.referred
    if not sessions or thing is None or thing[1].rstrip("s") not in ("author", "speaker", "people"):
        return None
    count = len(sessions[0].people)
    noun = "person is" if count == 1 else "people are"
    return Answer(Verdict.FOUND, "count", f"{count} {noun} listed for {sessions[0].title}.", sessions[:1])


def _noun(asked: Asked, count: int) -> str:
    kinds = asked.question.subject.kinds
    noun = kinds[0] if kinds else "session"
    if noun == "coffee":
        noun = "coffee break"
    if asked.question.language is not None:
        other = "non-" if asked.question.other_language else ""
        noun = f"{other}{name_language(asked.question.language)} {noun}"
    return noun if count == 1 or noun.endswith("s") else f"{noun}s"
