"""Cancelled entries that stay in a programme under a title which says so: `CANCELLED: …`, `<s>…</s>`, `(abgesagt)`."""

from __future__ import annotations

import re

# Marks stand at a title's edges; looking no further keeps the search short whatever a title holds.
EDGE = 60

_WORD = (
    r"(?:cancell?ed|abgesagt|f[äa]llt aus|entf[äa]llt|annul[ée]e?|annullat[oa]|cancelad[oa]|afgelast|cancell?ation)"
    r"(?: errata| erratum| notice)?"
)
_BEFORE = re.compile(
    rf"(?:[\[(] ?{_WORD} ?[\])][:!]*|[*!~_]{{0,3}}{_WORD}(?:!*[*~_]{{1,3}}:?| ?[:|!]+[*~_]{{0,3}}| [–—-]+ )) ?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf" ?(?:[\[(] ?{_WORD} ?!*[\])]| [:|–—-]+ ?{_WORD} ?!*)\Z", re.IGNORECASE)
# Without a mark behind it, only capitals set the word apart from a title's own.
_SHOUTED = re.compile(r"(?:CANCELL?ED|ABGESAGT)(?: errata)?\b ?(?=\S*[a-z])")
_STRUCK = re.compile(r"<(s|del|strike)\b[^<>]*>(.*)</\1 ?>\Z", re.IGNORECASE)
_STRUCK_MARKDOWN = re.compile(r"~~([^~]+)~~\Z")


def without_cancellation(title: str) -> tuple[str, bool]:
    """The title as it was, and whether it says that the entry is cancelled."""
    title, is_cancelled = " ".join(title.split()), False
    for _ in range(3):  # one mark may stand inside another
        shorter = _unmarked(title)
        if shorter is None or not shorter.strip():
            break
        title, is_cancelled = shorter.strip(), True
    return title, is_cancelled


def _unmarked(title: str) -> str | None:
    if struck := _STRUCK.match(title):
        return struck[2]
    if struck := _STRUCK_MARKDOWN.match(title):
        return struck[1]
    head = title[:EDGE]
    if before := _BEFORE.match(head) or _SHOUTED.match(head):
        return title[before.end() :]
    start = max(len(title) - EDGE, 0)
    if after := _AFTER.search(title[start:]):
        return title[: start + after.start()]
    return None
