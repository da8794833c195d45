"""Scripts that put no space between words: Chinese, Japanese, Korean. Names in them, and pieces of their titles.

A name is looked up inside the typed run of characters, since `山田さんはいつですか` has no word of its own for
the name. Exact characters only: one other character is another person, who may be meant where nobody else is so near.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

_UNSPACED = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_RUNS = re.compile(f"{_UNSPACED.pattern}+|[^{_UNSPACED.pattern[1:-1]}]+")
_PAIR = 2
_PIECES_MOST = 64  # of a question
_MOST = 0.6  # of a word's pieces; a wrong character spoils two
_LONGEST_NAME = 12  # characters, of a name in katakana
_LONGEST_RUN = 64  # of what is typed; names further behind are not looked for
_WHOLE_NAME = range(3, 6)  # characters of a whole name of which one may be wrong
_GRAMMAR = re.compile("[\u3040-\u309f]")  # hiragana: in `山田さん` it is no part of the name
_ANY = "?"  # stands for a wrong character
_SURNAMES = (1, 2)  # characters of a surname, where no space tells


def is_unspaced(word: str) -> bool:
    return bool(word) and not word.isascii() and _UNSPACED.search(word) is not None


def cut(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words with each unspaced run cut into overlapping pairs of characters; and which word each piece is of.

    What people type of a title without spaces begins and ends anywhere in it, and pairs tell where.
    """
    found, owners = [], []
    for place, word in enumerate(words):
        for piece in _pieces(word):
            found.append(piece)
            owners.append(place)
            if len(found) == _PIECES_MOST:
                return tuple(found), tuple(owners)
    return tuple(found), tuple(owners)


def cut_text(words: list[str]) -> list[str]:
    """The same for the words of a text of any length."""
    return [piece for word in words for piece in _pieces(word)] if any(map(is_unspaced, words)) else words


def owned(places: Collection[int], owners: Sequence[int]) -> frozenset[int]:
    """The words most of whose pieces are among the places."""
    held = Counter(owners[place] for place in places)
    return frozenset(word for word, count in Counter(owners).items() if held[word] >= _MOST * count)


def _pieces(word: str) -> Sequence[str]:
    if not is_unspaced(word):
        return (word,)
    found: list[str] = []
    for run in _RUNS.findall(word):
        pairs = is_unspaced(run) and len(run) > _PAIR
        found += [run[at : at + _PAIR] for at in range(len(run) - 1)] if pairs else [run]
    return found


class Unspaced:
    """`names` gives the words of person 0, of person 1 and so on."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._bearers: dict[str, list[int]] = {}
        self._like: dict[str, set[int]] = {}  # a whole name with one of its characters left open
        for person, name in enumerate(names):
            if all(map(str.isascii, name)):
                continue
            own = [word for word in name if is_unspaced(word)]
            for form in dict.fromkeys(_forms(own)):
                self._bearers.setdefault(form, []).append(person)
            for open_ in _opened("".join(own)):
                self._like.setdefault(open_, set()).add(person)

    def find(self, run: str) -> list[tuple[str, list[int]]]:
        """The names within a run of characters and who bears them; the longest first, none inside another."""
        found: list[tuple[str, list[int]]] = []
        taken = [False] * min(len(run), _LONGEST_RUN)
        for length in range(min(_LONGEST_NAME, len(taken)), 1, -1):
            for start in range(len(taken) - length + 1):
                form = run[start : start + length]
                if form in self._bearers and not any(taken[start : start + length]):
                    taken[start : start + length] = [True] * length
                    found.append((form, self._bearers[form]))
        return found

    def near(self, run: str) -> int | None:
        """The only person whose whole name stands in a run of characters but for one that is another."""
        run = run[:_LONGEST_RUN]
        for length in reversed(_WHOLE_NAME):
            windows = (run[start : start + length] for start in range(len(run) - length + 1))
            people = {person for window in windows for open_ in _opened(window) for person in self._like.get(open_, ())}
            if people:
                return people.pop() if len(people) == 1 else None
        return None


def _opened(name: str) -> Iterator[str]:
    if len(name) in _WHOLE_NAME and not _GRAMMAR.search(name):
        yield from (f"{name[:at]}{_ANY}{name[at + 1 :]}" for at in range(len(name)))


def _forms(own: Sequence[str]) -> Iterator[str]:
    if not own:
        return
    whole = "".join(own)
    yield whole
    yield "".join(reversed(own))
    yield from (word for word in own if len(word) > 1)
    if len(own) == 1:
        for at in _SURNAMES:
            yield from (part for part in (whole[:at], whole[at:]) if len(part) > 1 and len(whole) > at)
            yield whole[at:] + whole[:at]
