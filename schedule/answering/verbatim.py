"""Words of a question that are taken from a title or a name, although they mean something in a question too.

`the time series paper` asks for no time, `two-stage learning` for no stage, `Carlo Long` not how long. Such words are
told by their company: a run of typed words that a title has in the same order, slips forgiven. Titles and names that
are written out from end to end are found by `quoting`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from schedule.answering.language.lexicon import foreign_words, repaired_word
from schedule.answering.language.word_lists import frame
from schedule.answering.matching.neighbours import LINKING
from schedule.answering.matching.remembered import Remembered
from schedule.answering.matching.titles import Titles

_WORDS_MOST = 40  # of a question; a title further behind is not looked for
_PAIRS_MOST = 12  # of neighbouring words that are looked up for one question
_TITLES_MOST = 8  # with the same two words side by side, that are compared with the words around them
_LIKE_MOST = 4  # words that a typed one may stand for
_GRAMMAR_TELLS = 0.5  # of what another word does
_RUN, _PAIR = 2.0, 1.5  # what a run of words tells at least, and two words of which the first is a companion
_SLIP = 0.75  # one slip in four letters of a name
_SHORTEST_SLIP = 4
_REMEMBERED = 4_096  # words for which it is kept what they stand for in titles

_PASSED = frozenset({"a", "an", "and", "for", "of", "s", "the", "to", "with"})  # left out or put in at will
# fmt: off
# What is asked for, and how: never the sign of a title, but a part of one.
_ASKING = frozenset({
    "about", "author", "authors", "coffee", "event", "events", "happen", "happening", "keynote", "lunch", "meal",
    "oral", "panel", "paper", "papers", "poster", "posters", "presenting", "remind", "schedule", "session", "sessions",
    "speaker", "speakers", "spotlight", "talk", "talking", "talks", "there", "track", "tracks", "tutorial", "workshop",
})
_OPENERS = frozenset({
    "can", "could", "did", "do", "does", "has", "how", "i", "is", "should", "what", "whats", "when", "whens", "where",
    "wheres", "which", "who", "whos", "will", "would", "you",
})
_ASKING_FOR = frozenset({"how", "what", "whats", "which"})  # with the word behind them: `what time`, `how long`
_COMPANIONS = frozenset({
    "between", "during", "end", "free", "gap", "last", "link", "long", "many", "open", "short", "time", "until",
    "video", "within", "without",
})  # of a noun, in titles: `video generation`, `link prediction`, `time series`
_TIMES = frozenset({"first", "last", "later", "next", "now", "today", "tomorrow", "tonight"})
_NO_NAMES = _OPENERS | LINKING - {"an", "as"} | {"me", "my", "you", "it", "he", "she", "they", "we", "us"}
# fmt: on


class Verbatim:
    """`names` gives the words of the names of the schedule's people. Built once for a schedule."""

    def __init__(self, titles: Titles, names: Sequence[Sequence[str]]) -> None:
        self._titles = titles
        self._beside = _beside(names)
        self._names = frozenset(chain.from_iterable(names))
        self._known: Remembered[str, Collection[int]] = Remembered(_REMEMBERED)

    def find(self, typed: Sequence[str], vocabulary: Collection[str]) -> frozenset[int]:
        """The places of the folded words that carry no grammar. `vocabulary` holds the schedule's own words."""
        typed = typed[:_WORDS_MOST]
        meaning = _meaning()
        grammar = [word in meaning or repaired_word(word, vocabulary) != word for word in typed]
        if not any(grammar) or all(grammar):
            return frozenset()
        found = set(self._of_names(typed, grammar, vocabulary))
        for one, other in islice(_pairs(typed, grammar), _PAIRS_MOST):
            if not found.issuperset({one, other}):
                found.update(_taken(typed, grammar, self._run(typed, grammar, one, other)))
        return frozenset(place for place in found if grammar[place])

    def _of_names(self, typed: Sequence[str], grammar: Sequence[bool], vocabulary: Collection[str]) -> Iterator[int]:
        """A name's word beside another part of the name, which may have a slip in it."""
        if self._beside.keys().isdisjoint(typed):
            return
        for place, word in enumerate(typed):
            others = self._beside.get(word)
            if others is None or (place and typed[place - 1] in _ASKING_FOR):
                continue
            for near in (place - 1, place + 1):
                if 0 <= near < len(typed) and not grammar[near] and _is_part(typed[near], others, vocabulary):
                    yield place

    def _run(self, typed: Sequence[str], grammar: Sequence[bool], one: int, other: int) -> list[int]:
        """The longest run of typed words around two neighbours that a title has in the same order."""
        best: list[int] = []
        if not (first := self._ids(typed[one])) or not (second := self._ids(typed[other])):
            return best
        runs = self._titles.neighbours.having(first, second)
        for session in islice(chain.from_iterable(run[:_TITLES_MOST].tolist() for run in runs), _TITLES_MOST):
            text = self._titles.texts[session]
            for at, after in _adjacent(text, self._titles.linking):
                if text[at] in first and text[after] in second:
                    before = self._extended(typed, one, text, at, -1)
                    run = [*reversed(before), one, other, *self._extended(typed, other, text, after, 1)]
                    best = max(best, run, key=lambda places: _tells(grammar, places))
        return best

    def _extended(self, typed: Sequence[str], place: int, text: Sequence[int], at: int, step: int) -> list[int]:
        """Further typed words that the title has too, in one direction."""
        found: list[int] = []
        place, at = place + step, at + step
        while 0 <= place < len(typed):
            wanted = self._ids(typed[place])
            while 0 <= at < len(text) and text[at] in self._titles.linking and text[at] not in wanted:
                at += step
            if 0 <= at < len(text) and text[at] in wanted:
                found.append(place)
                at += step
            elif typed[place] not in _PASSED:
                break
            place += step
        return found

    def _ids(self, word: str) -> Collection[int]:
        known = self._known.get(word)
        return self._known.keep(word, self._find_ids(word)) if known is None else known

    def _find_ids(self, word: str) -> Collection[int]:
        likes = self._titles.index.forms(word)
        if not likes and word not in self._names:  # somebody's name is no slip in a word of a title
            likes = self._titles.like(word)
        return likes if len(likes) <= _LIKE_MOST else sorted(likes, key=likes.__getitem__, reverse=True)[:_LIKE_MOST]


@cache
def _meaning() -> frozenset[str]:
    return frame() | foreign_words()


def _pairs(typed: Sequence[str], grammar: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Neighbours of which one has a meaning in a question and the other has not; little words between are passed."""
    last = -1
    for place, word in enumerate(typed):
        if word in _PASSED:
            continue
        if word in LINKING or word in _ASKING:
            last = -1
            continue
        if last >= 0 and grammar[last] != grammar[place]:
            yield last, place
        last = place


def _adjacent(text: Sequence[int], linking: Collection[int]) -> Iterator[tuple[int, int]]:
    last = -1
    for at, word in enumerate(text):
        if word not in linking:
            if last >= 0:
                yield last, at
            last = at


def _taken(typed: Sequence[str], grammar: Sequence[bool], run: list[int]) -> list[int]:
    """What of a run is a title's; nothing where the words may stand together by chance."""
    while run and typed[run[-1]] in _TIMES:  # `graph learning next`
        run = run[:-1]
    if run and not any(not meaning for meaning in grammar[: run[0]]):
        while run and typed[run[0]] in _OPENERS and _tells(grammar, run[1:]) >= _RUN:
            run = run[1:]
    if run and run[0] and grammar[run[0]] and typed[run[0] - 1] in _ASKING_FOR:  # `what time`
        run = run[1:]
    told = _tells(grammar, run)
    pair = len(run) > 1 and typed[run[0]] in _COMPANIONS and told >= _PAIR
    return run if told >= _RUN or pair else []


def _tells(grammar: Sequence[bool], places: Iterable[int]) -> float:
    return sum(_GRAMMAR_TELLS if grammar[place] else 1.0 for place in places)


def _beside(names: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """For each word of a name that has another meaning the other words of those names."""
    meaning = _meaning() - _NO_NAMES
    found: dict[str, dict[str, None]] = {}
    for parts in names:
        for word in meaning.intersection(parts):
            found.setdefault(word, {}).update(dict.fromkeys(part for part in parts if part not in meaning))
    return {word: list(others) for word, others in found.items()}


def _is_part(typed: str, others: Sequence[str], vocabulary: Collection[str]) -> bool:
    if typed in vocabulary or len(typed) < _SHORTEST_SLIP:
        return typed in others
    return process.extractOne(typed, others, scorer=OSA.normalized_similarity, score_cutoff=_SLIP) is not None
