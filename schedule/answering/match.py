"""What a search through the schedule gives: a target, the words it accounts for, and how sure it is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from schedule.models import Person, Room, Session


class MatchKind(StrEnum):
    PERSON = "person"
    ROOM = "room"
    TRACK = "track"
    TITLE = "title"  # a session by its title or a distinctive part of it
    TOPIC = "topic"  # a session by what it is about: title, then abstract, then track


class Match(NamedTuple):
    """`score` runs from 0 to 1 (1: letter for letter). `sure` False: near, fit for a suggestion, never for an answer.

    `words` are the positions, in the searched words, that this match accounts for.
    """

    kind: MatchKind
    target: Person | Room | Session | str  # a track is its name
    name: str  # as the schedule writes it
    score: float
    sure: bool
    words: frozenset[int]
