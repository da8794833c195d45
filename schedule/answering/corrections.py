"""Somebody who corrects themselves: `what is in hall 2 - no, hall 3`, `when is X, sorry, I meant Y`, `not X, Y`.

Text only. What is corrected is asked first, so that the correction can follow up on it.
"""

from __future__ import annotations

import re

_MEANT = (
    r"(?:i (?:meant|mean|want|ment)|make that|rather|ich mein(?:te|e)?|je veux dire|je voulais dire|quiero decir"
    r"|quise decir|volevo dire|intendo|quis dizer|quero dizer)"
)
_NO = r"(?:oh |ah |uh )?(?:no|nope|nein|non|nao|não|sorry|wait|pardon|oops|actually|doch)"
_PAUSE = re.compile(r"[,;.…]|\s[-–—]")
# A pause, and a word that takes back; behind it another pause or `I meant`.
_WITHIN = re.compile(
    rf"(?:\s*[,;.…]+|\s[-–—]+)\s*(?:{_NO}[\s,;.…]+){{0,2}}(?:{_MEANT}|{_NO}\s*[,;:…]+)\s+(?=\S)", re.IGNORECASE
)
_INSTEAD = re.compile(
    r"^(?:(?:no|nein|non|nao|não)[,.]?\s+)?(?:not|nicht|non pas|pas|não|nao)\s+[^,;.?]{1,60}?"
    r"(?:[,;.]\s*(?:but |rather |sondern |mais |sino |ma |mas )?|\s+(?:but|sondern|mais|sino|mas)\s+)(?=\S)",
    re.IGNORECASE,
)
# `no, hall 3`, but `no, when is it?` is a question of its own.
_TAKEN_BACK = re.compile(
    r"^(?:no|nope|nein|non|nao|não)\s*[,;:]\s*(?!(?:wh|how|is|are|do|can|wann|wo|wer|was|quand|cu|don|qui|thank|not)\w*\b)(?=\S)",
    re.IGNORECASE,
)
_SAID_LEAST, _MEANT_MOST = 2, 6  # words before a correction, and of it
_LONGEST = 240  # characters; who corrects themselves in one breath is brief


def corrected(text: str) -> tuple[str, str] | None:
    """What was said first, empty where that is another message, and the correction as a follow-up to it."""
    if len(text) > _LONGEST:
        return None
    if found := _INSTEAD.match(text) or _TAKEN_BACK.match(text):
        rest = text[found.end() :]
        return ("", f"what about {rest}") if len(rest.split()) <= _MEANT_MOST else None
    if not _PAUSE.search(text):
        return None
    found = None
    for found in _WITHIN.finditer(text):  # noqa: B007 - the last one is meant
        pass
    if found is None:
        return None
    said, rest = text[: found.start()], text[found.end() :]
    if len(said.split()) < _SAID_LEAST or not 0 < len(rest.split()) <= _MEANT_MOST:
        return None
    return said, f"what about {rest}"
