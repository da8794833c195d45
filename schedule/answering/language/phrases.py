"""What names something in a clause: its content words, kinds, a place in an order, a word for `it`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from schedule.answering.kinds import names_kind, take_kinds
from schedule.answering.language.clauses import Clause
from schedule.answering.language.clocks import NUMBERS
from schedule.answering.language.lexicon import VERBATIM
from schedule.answering.language.reading import Reading, whole_words
from schedule.answering.language.word_lists import chatter, frame
from schedule.answering.question import Phrase
from schedule.answering.tokens import HONORIFICS, Token

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1}
_ORDER_WORD = whole_words(
    r"(?:the )?(?:very )?(first|second|third|fourth|fifth|sixth|last)(?: (?:one|thing|item|of them|bit))?"
    r"|(?:the )?(?:number|no) (\d)"
)
_PRONOUN = whole_words(
    r"(?:that|this) (?:one|talk|session|poster)|(?:the |that |this )?(?:one|ones)"
    r"|it|its|that|this|they|them|he|she|him|her|his|hers|their|those|these"
)
_RELATIVE_WORDS = frozenset({"that"})
_RELATIVE = whole_words(
    "(?:anything|something|everything|talks?|sessions?|ones?|stuff|things|else) "
    r"(that(?= (?:is|do|will|can|have|on|start|end|run|come|comes|during|parallel|before|after|·+)(?![^ ])))"
)
_ORDER_WORDS = frozenset({*_ORDINALS, "number", "no"})
_PRONOUNS = frozenset(
    {"that", "this", "one", "ones", "it", "its", "they", "them", "he", "she", "him", "her", "his", "hers", "their"}
) | {"those", "these"}
_CONJUNCTIONS = frozenset({"and", "or", "with", "versus", "vs", "plus", "than"})


def read_phrase(reading: Reading, clause: Clause, vocabulary: Collection[str], start: int, end: int) -> Phrase:
    """Takes the phrase between two places out of the reading."""
    order = reading.take(_ORDER_WORD, start, end) if reading.said(_ORDER_WORDS) else None
    said = reading.words(start, end) if names_kind(reading) else []
    kinds = take_kinds(reading, start, end) if said else ()
    of_kinds = set(said) - set(reading.words(start, end)) if kinds else set()
    pronoun = reading.said(_PRONOUNS) and reading.take(_PRONOUN, start, end) is not None
    content = _Content(clause.tokens, vocabulary)
    for word, source in reading.words(start, end):
        content.add(word, source)
    content.drop_places()
    whole, whole_breaks = _whole(said, of_kinds, clause.tokens, vocabulary) if kinds else ([], set[int]())
    return Phrase(
        words=tuple(content.words),
        breaks=frozenset(content.breaks - {0, len(content.words)}),
        either=content.either,
        kinds=kinds,
        order=(_ORDINALS[order[1]] if order[1] else int(order[2])) if order else None,
        pronoun=pronoun,
        soft=frozenset(content.soft),
        placed=frozenset(content.placed),
        inside=content.inside and len(content.words) == 1,
        themed=content.themed,
        whole=tuple(whole),
        whole_breaks=frozenset(whole_breaks - {0, len(whole)}),
    )


def take_relative(reading: Reading) -> None:
    """`anything that is on at ten`: a word that stands for nothing said before."""
    if reading.said(_RELATIVE_WORDS):
        for found in _RELATIVE.finditer(reading.text):
            reading.blank(*found.span(1))


class _Content:
    """Collects the words that carry a name, and what is known of each."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Collection[str]) -> None:
        self._tokens = tokens
        self._typed = [token.word for token in tokens]
        self._vocabulary = vocabulary
        self.words: list[str] = []
        self.breaks: set[int] = set()
        self.either = False
        self.soft: set[int] = set()
        self.placed: set[int] = set()
        self.inside = False
        self.themed = 0
        self._last = -2
        self._verbatim: set[int] = set()  # tokens whose word is part of a title and says nothing else

    def add(self, word: str, source: int) -> None:
        typed = self._typed[source]
        if typed in _THEMED and self._last == source - 1:
            self.themed = len(self.words)
        if word.startswith(VERBATIM):
            self._verbatim.add(source)
        behind_place = source and self._typed[source - 1] in _PLACES
        if behind_place and word == typed and self._is_placed(word, source):  # not `parla` in `in che sala parla …`
            self.placed.add(len(self.words))
            self.words.append(typed)
        elif word in _CONJUNCTIONS:
            self.breaks.add(len(self.words))
            self.either = self.either or word == "or"
        elif self._is_numbered(word, source) or _is_content(word, self._vocabulary):
            if self._tokens[source].joined:
                self.breaks.add(len(self.words))
            if word in chatter():
                self.soft.add(len(self.words))
            self.inside = not self.words and self._is_inside(source)
            self.words.append(typed)
            self._last = source

    def drop_places(self) -> None:
        """`auditorium 10`: the number names the room, the word before it only says that it does."""
        if not self.placed:
            return
        kept = [(at, word) for at, word in enumerate(self.words) if at in self.placed or word not in _PLACES]
        moved = {old: new for new, (old, _) in enumerate(kept)}
        self.words = [word for _, word in kept]
        self.placed = {moved[at] for at in self.placed}
        self.soft = {moved[at] for at in self.soft if at in moved}
        self.breaks = {sum(old < at for old in moved) for at in self.breaks}

    def _is_inside(self, source: int) -> bool:
        before = self._typed[max(0, source - 2) : source]
        return bool(before) and before[-1] in _INSIDE and before[0] != "interested"

    def _is_placed(self, word: str, source: int) -> bool:
        """Whether a word behind `room` or `hall` does not stand behind `which room`."""
        if source - 1 in self._verbatim:
            return False
        if word in frame() and word not in NUMBERS and len(word) > 1:  # `hall for the keynote`, but `hall one`
            return False
        return word.isdigit() or source == 1 or self._typed[source - 2] not in _WHICH

    def _is_numbered(self, word: str, source: int) -> bool:
        """`deck 2`, `hall a`: a number behind a word of the schedule, or an article behind which nothing is named."""
        if not (word.isdigit() or word == "a") or not source or word != self._typed[source]:
            return False
        if word == "a" and (
            self._typed[source - 1] in frame() or not frame().issuperset(self._typed[source + 1 : source + 2])
        ):
            return False
        return word in self._vocabulary and self._typed[source - 1] in self._vocabulary


def _whole(
    said: Sequence[tuple[str, int]],
    of_kinds: Collection[tuple[str, int]],
    tokens: Sequence[Token],
    vocabulary: Collection[str],
) -> tuple[list[str], set[int]]:
    """Names and words for kinds in their order, each as typed; plain words such as `talk` are no part of a name.

    With them the places before which stood `and`, `or` or `with`.
    """
    kept: dict[int, str] = {}
    breaks: set[int] = set()
    for word, source in said:
        if word in _CONJUNCTIONS:
            breaks.add(len(kept))
        elif word not in _PLAIN and ((word, source) in of_kinds or _is_content(word, vocabulary)):
            kept[source] = tokens[source].word
    return list(kept.values()), breaks


_PLAIN = frozenset({"talk", "talks", "lecture", "lectures", "session", "sessions", "one", "ones"})
_PLACES = frozenset(
    {"room", "hall", "aud", "track", "saal", "stage", "auditorium", "raum", "salle", "sala", "theatre", "theater"}
)
_INSIDE = frozenset({"in", "inside", "im", "dans", "en", "nel", "nella", "em", "na"})
_THEMED = frozenset({"track", "devroom"})
_WHICH = frozenset({"which", "what", "welchem", "welcher", "quelle", "que", "quale", "qual", "wich", "whch"})


def _is_content(word: str, vocabulary: Collection[str]) -> bool:
    if word in frame() or word in HONORIFICS or (len(word) == 1 and word.isascii() and word.isdigit()):
        return False
    return word not in chatter() or word in vocabulary
