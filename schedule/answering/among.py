"""A topic among some of the sessions only, as those of a kind: the best finds of a large programme are all of another.

What words stand for in the whole programme is found by `finder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schedule.answering.found import Found, merged
from schedule.answering.match import MatchKind
from schedule.answering.topics import Topics
from schedule.answering.weighing import mentioned, titled
from schedule.models import Session


def among(topics: Topics, words: Sequence[str], sessions: Sequence[Session]) -> Found:
    """What words stand for among these sessions, by title or topic; an abbreviation may be written out."""
    found: list[Found] = []
    for typed in dict.fromkeys((tuple(words), _written_out(topics, words))):
        matches = topics.find(typed, sessions)
        titles = [m for m in matches if m.kind is MatchKind.TITLE and m.sure]
        about = [m for m in matches if m.kind is MatchKind.TOPIC and m.sure]
        if titles or about:
            found.append(titled(titles, about, typed, matches) if titles else mentioned(about, typed, matches))
    if len(found) < 2:  # noqa: PLR2004 - nothing to put together
        return found[0] if found else Found(left=tuple(words))
    every = merged(each.titled or each.about for each in found)
    return replace(found[0], titled=(), further=(), about=every, uncovered=0)


def _written_out(topics: Topics, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for word in words for part in (topics.titles.written_out(word) or word).split())
