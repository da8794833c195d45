"""The tables of words that lie beside this module: spellings and phrases, frame words, everyday chatter, idle words.

Read when first needed, once. A new spelling, language or word is a new row in a file, not code. Nothing may stand in
them that belongs to one conference.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from itertools import chain

from schedule.answering.language.spoken_hours import spoken_hours, spoken_lengths

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")  # a file each in `spellings`; the first where two fit equally
FILLING = frozenset({"thing", "things", "stuff", "bit", "event"})  # `the black hole thing`
# Typed words of the English table that are also words of their own; they are read as the table says, but may be a name.
_ALSO_NAMES = frozenset({"witch", "fist", "count", "id", "ill", "w", "n", "da", "dis"})
_DROPPED = re.compile(r"(?<=\w{3})ing\b(?<!morning)(?<!evening)|(?<=\bdo|\bgo)ing\b")  # `talkin`, `whats goin on`


@cache
def spellings() -> dict[str, dict[str, str]]:
    """For each language what people type, folded, and the canonical words it stands for."""
    tables = {language: _spellings(language) for language in LANGUAGES}
    for typed, meant in list(tables["en"].items()):
        tables["en"].setdefault(_DROPPED.sub("in", typed), meant)
    for language, typed, meant in chain(spoken_hours(), spoken_lengths()):
        tables[language].setdefault(typed, meant)
    return tables


@cache
def frame() -> frozenset[str]:
    """Words of a question's frame: they carry the grammar and never name anything by themselves."""
    return _words("frame.txt") | (frozenset(spellings()["en"]) - _ALSO_NAMES)


@cache
def repaired() -> frozenset[str]:
    """The frame words that are repaired when a letter is wrong."""
    return _words("repaired.txt")


@cache
def chatter() -> frozenset[str]:
    """Everyday words that name nothing: passed over in a question to the bot; in a channel they tell small talk apart.

    A word that the schedule itself uses is never chatter (see `grammar`).
    """
    return _words("chatter.txt")


@cache
def idle() -> frozenset[str]:
    """Common words of six languages that a message may lose without losing its sense (see `easing`)."""
    return _words("idle.txt")


def _spellings(language: str) -> dict[str, str]:
    rows = csv.DictReader(_text(f"spellings/{language}.csv").splitlines())
    return {row["typed"]: row["meant"] for row in rows}


def _words(name: str) -> frozenset[str]:
    lines = (line for line in _text(name).splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def _text(name: str) -> str:
    return files("schedule.answering.language").joinpath(name).read_text("utf-8")
