"""Labels in one heap, as calendars and flat exports have them: which say a session's kind, its level or its theme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_KIND = re.compile(
    r"\b(?:talks?|sessions?|workshops?|codelabs?|keynotes?|plenar(?:y|ies)|panels?|breaks?|tutorials?|posters?|spotlights?"
    r"|orals?|demos?|charlas?|summits?|socials?|part(?:y|ies)|meet-?ups?|bofs?|birds of a feather|sprints?|lightning"
    r"|informational|events?|lectures?|vortrag|vorträge|seminars?|courses?|papers?|hackathons?|openings?|ceremon(?:y|ies)|networking"
    r"|receptions?|discussions?|symposi(?:um|a)|interviews?|performances?|screenings?|open spaces?|unconference)\b",
    re.IGNORECASE,
)
_LEVELS = frozenset(
    {
        "introductory and overview",
        "introductory",
        "beginner",
        "intermediate",
        "advanced",
        "expert",
        "all levels",
        "novice",
    }
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The labels of one session by what they say."""

    kind: str | None
    track: str | None
    level: str | None


def names_a_kind(label: str) -> bool:
    return len(label) <= 40 and _KIND.search(label) is not None


def sort_tags(tags: Iterable[str]) -> Sorted:
    """Labels of one sort stay together in one text, as in `Android, Multiplatform`."""
    kinds: list[str] = []
    levels: list[str] = []
    themes: list[str] = []
    for tag in dict.fromkeys(" ".join(tag.split()) for tag in tags):
        if tag.casefold() in _LEVELS:
            levels.append(tag)
        elif not kinds and names_a_kind(tag):
            kinds.append(tag)
        elif tag:
            themes.append(tag)
    return Sorted(*(", ".join(group) or None for group in (kinds, themes, levels)))
