"""Questions whose answer is known: names and parts of titles, some misspelt, as people type them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from schedule import Schedule
from tests.bench.conference import names

_ABOUT_NAME = ("when does {} speak?", "where can i find {}", "{}", "what is {} presenting", "papers by {}")
_ABOUT_TITLE = ("when is {}?", "where is the paper on {}", "{}", "the talk called {}", "is there something on {}")
_TELLING = 4  # letters
_REPLACING = "aeinorst"
_SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (
    lambda word, at, _: word[:at] + word[at + 1 :],
    lambda word, at, _: word[:at] + word[at] + word[at:],
    lambda word, at, _: word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    lambda word, at, rng: word[:at] + rng.choice(_REPLACING) + word[at + 1 :],
)


@dataclass(frozen=True)
class Asked:
    """`right` are the titles any of which is a right first answer."""

    text: str
    plain: str  # without the words around it
    right: frozenset[str]


def ask(schedule: Schedule, count: int, seed: int = 3) -> list[Asked]:
    rng = random.Random(seed)
    by_name: dict[str, set[str]] = {}
    for session in schedule.sessions:
        for person in session.people:
            by_name.setdefault(person.name, set()).add(session.title)
    everyone = [name for name in names(schedule) if " " in name]
    asked = []
    for number in range(count):
        if number % 2 and everyone:
            name = rng.choice(everyone)
            plain, form, right = misspelt(rng, name), rng.choice(_ABOUT_NAME), frozenset(by_name[name])
        else:
            title = rng.choice(schedule.sessions).title
            plain, form, right = misspelt(rng, _part(rng, title)), rng.choice(_ABOUT_TITLE), frozenset({title})
        asked.append(Asked(form.format(plain), plain, right))
    return asked


def misspelt(rng: random.Random, text: str) -> str:
    """With one slip of the finger in half of the cases."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= _TELLING and word.isalpha()]
    if long and rng.random() < 0.5:
        at = rng.choice(long)
        words[at] = rng.choice(_SLIPS)(words[at], rng.randrange(1, len(words[at]) - 1), rng)
    return " ".join(words)


def beginnings(schedule: Schedule, count: int, seed: int = 4) -> list[str]:
    """What somebody has typed of a title or a name so far, some of it misspelt, from its start or a word in it."""
    rng = random.Random(seed)
    texts = [session.title for session in schedule.sessions] + names(schedule)
    typed = []
    for _ in range(count):
        words = rng.choice(texts).split()
        rest = " ".join(words[rng.randrange(len(words)) :])
        typed.append(misspelt(rng, rest[: rng.randint(1, 14)]))
    return typed


def _part(rng: random.Random, title: str) -> str:
    words = [word for word in re.findall(r"[^\W_]+", title.lower()) if len(word) >= _TELLING] or [title]
    start = rng.randrange(max(1, len(words) - 2))
    return " ".join(words[start : start + rng.randint(3, 5)])
