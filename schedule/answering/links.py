"""Which of a session's links a question is about: its recording, its slides, its paper, or all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schedule.answering.answer import Detail
from schedule.answering.tokens import words
from schedule.models import Session

_PAGE = "page"  # how a session's own address is called
_SHORTEST_BEGINNING = 5  # letters of a word that tells also as the beginning of another: `videos`, `recordings`

WORDS: Mapping[Detail, frozenset[str]] = {
    Detail.VIDEO: frozenset({"video", "recording", "stream", "livestream", "youtube", "slideslive", "live"}),
    Detail.SLIDES: frozenset({"slides", "slide"}),
    Detail.PAPER: frozenset({"paper", "pdf", "openreview", "arxiv"}),
}


class Shown(NamedTuple):
    """A link as a reader sees it."""

    label: str
    url: str


def links_of(session: Session, details: frozenset[Detail]) -> tuple[Shown, ...]:
    """The links that `details` ask for, each address once; with all of them the session's own page, last."""
    found = {}
    for link in session.links:
        if Detail.LINKS in details or any(detail in details and _tells(link.label, detail) for detail in WORDS):
            found[link.url] = link.label
    if session.url and Detail.LINKS in details:
        found.setdefault(session.url, _PAGE)
    return tuple(Shown(label, url) for url, label in found.items())


def _tells(label: str, detail: Detail) -> bool:
    beginnings = tuple(word for word in WORDS[detail] if len(word) >= _SHORTEST_BEGINNING)
    return any(word in WORDS[detail] or word.startswith(beginnings) for word in words(label))
