"""Words to sessions: by a title or a distinctive part of it, then by what a session is about.

Slips are forgiven in titles only. A topic is found by its words and their inflections: a word that is merely like one
of the schedule's names nothing, and a topic with an unknown word in it is another topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import log
from typing import NamedTuple

import numpy as np

from schedule.answering.match import Match, MatchKind
from schedule.answering.matching.abbreviations import LONGEST
from schedule.answering.matching.completions import Completions
from schedule.answering.matching.postings import Items, among, distinct, may_weigh, weigh
from schedule.answering.matching.readings import Reading
from schedule.answering.matching.remembered import Remembered
from schedule.answering.matching.stems import languages
from schedule.answering.matching.titles import SMALL_WEIGHT, Titles, everyday
from schedule.answering.matching.unspaced import cut, cut_text, is_unspaced, owned
from schedule.answering.matching.word_index import INFLECTED, WordIndex
from schedule.answering.tokens import Folding, fold, index_words, joined_acronyms, words
from schedule.models import Schedule, Session

WORDS_MOST = 32  # of a question; a title further behind is not looked for
GIVEN_MOST = 25
_SURE = 0.65  # of the words' weight
_SURE_ALONE = 0.82  # the same where a single word tells something
_TOPIC_WORDS = 3  # more words than these are a title, not a topic
_EVERYDAY_RUN = 3  # words that name nothing by themselves, but do as a title has them
_IN_A_ROW = 0.99  # of a score: all words, in order and side by side
_MISSING = 3  # of so many telling words one may be missing from a title
_SURE_TOPIC = 0.75
_ALIKE = 0.05  # titles whose scores are this near fit equally
_TITLES_MOST = 2  # titles that fit equally well; more are about one topic
_ABSTRACT = 0.6  # what a word there tells beside one in a title
_SCATTERED = 0.75  # of a score, where the words stand far apart in an abstract
_OTHER_FORM = 0.03  # of a score, where the title has other forms of the words: `cook` for cooking
_APART = 0.1  # of a score, where none of the words stand side by side in the title as they were typed
_RARE, _RARE_SHARE = 2, 0.01  # sessions, or a share of them, that have a rare word
_CHECKED_MOST = 12  # abstracts that are looked at for this
_COMPOUNDED = 5  # letters of a word that is looked for inside others
_REMEMBERED = 1_024  # abbreviations for which it is kept where their terms stand
_TRACK = 0.1  # what one in the track's name tells beyond that


_NOWHERE: Items = np.array([], dtype=np.int32)


class _Mentions(NamedTuple):
    """Where a word is mentioned: in any field, and in each with what that field tells beyond a mere mention."""

    weight: float
    anywhere: Items
    fields: tuple[tuple[float, Items], ...]
    abstract: tuple[int, ...]  # its forms that abstracts have
    named: tuple[Items, ...]  # in a title, as it was typed or in the other number


class Topics:
    """Built once for a schedule; `find` is read-only, so that many may ask at once."""

    def __init__(self, schedule: Schedule, folding: Folding = words) -> None:
        self._sessions: tuple[Session, ...] = schedule.sessions
        self._numbers = {session.id: number for number, session in enumerate(self._sessions)}
        spoken = languages(session.language for session in self._sessions)
        kinds = [frozenset(folding(session.kind or "")) for session in self._sessions]
        self.titles = Titles([session.title for session in self._sessions], kinds, spoken, folding)
        abstracts = [session.abstract for session in self._sessions]
        self._abstracts = WordIndex([cut_text(index_words(a)) + joined_acronyms(a) for a in abstracts], spoken)
        tracks = {track: cut_text(index_words(track)) for track in {session.track or "" for session in self._sessions}}
        fields = (
            (1 - _ABSTRACT, self.titles.index),
            (_TRACK, WordIndex([tracks[session.track or ""] for session in self._sessions], spoken)),
            (0.0, self._abstracts),
        )
        self._terms: Remembered[str, tuple[tuple[float, Items], ...]] = Remembered(_REMEMBERED)
        self._fields = tuple((extra, index) for extra, index in fields if index.words)

    def find(self, typed: Sequence[str], within: Iterable[Session] | None = None) -> tuple[Match, ...]:
        """Sessions by title, then by topic, best first; `within` some of the schedule's only."""
        folded = tuple(fold(word) for word in typed[:WORDS_MOST])
        numbers = None if within is None else np.array(sorted(self._numbers[s.id] for s in within), dtype=np.int32)
        if not any(map(is_unspaced, folded)):
            return self._find(folded, numbers)
        pieces, owners = cut(folded)
        return tuple(match._replace(words=owned(match.words, owners)) for match in self._find(pieces, numbers))

    def _find(self, folded: tuple[str, ...], within: Items | None) -> tuple[Match, ...]:
        readings, beside = self.titles.find(folded, within)
        telling = sum(word not in everyday() for word in folded)
        if self._is_title(readings) and _is_sure(readings[0], folded, telling):
            about = [] if _tells_enough(readings[0]) else self._about(folded, beside, within)
            first = [self._titled(found, MatchKind.TITLE, sure=_is_sure(found, folded, telling)) for found in readings]
            return _once([*first, *about])
        about = self._about(folded, beside, within)
        if about and readings and not readings[0].missing and readings[0].score >= about[0].score + _ALIKE:
            about = [match for match in about if match.score >= readings[0].score]  # slips hid what the titles tell
        sure = [not about and _is_sure(found, folded, telling) for found in readings]
        first = [
            self._titled(found, MatchKind.TOPIC, sure=is_sure) for found, is_sure in zip(readings, sure, strict=True)
        ]
        return _once([*about, *first])

    def titled(self, typed: Sequence[str]) -> Iterator[Session]:
        """Every session whose title has all the words, in one number or the other, however many there are."""
        held = self._having(self.titles.index, [fold(word) for word in typed])
        return (self._sessions[number] for number in held.tolist())

    def completions(self) -> Completions:
        """For what is typed of a title; the items are the places in the schedule's sessions."""
        return self.titles.completions()

    def rarity(self, word: str) -> float:
        """How much a word tells: 0 where no session has it or one like it, up to 1 where a single session has it."""
        word = fold(word)
        rarest = max((index.weight(found) for _, index in self._fields if (found := index.forms(word))), default=0.0)
        if not rarest and (near := self.titles.near(word)):
            rarest = max(self.titles.index.weight([other]) * like for other, like in near.items())
        return rarest / self.titles.index.heaviest if rarest else 0.0

    def __contains__(self, word: object) -> bool:
        """Whether a title, a track or an abstract has exactly this folded word."""
        pieces = cut((str(word),))[0]
        return any(all(piece in index for piece in pieces) for _, index in self._fields)

    @property
    def judged(self) -> int:
        """How many candidates were compared so far: what the work of a search is counted by."""
        return self.titles.judged

    def _is_title(self, readings: Sequence[Reading]) -> bool:
        """Whether the words pick a title, rather than several that share a topic."""
        if not readings:
            return False
        best = [found for found in readings if found.score >= readings[0].score - _ALIKE]
        if best[0].is_whole:
            best = [found for found in best if found.is_whole]
        return len({self._sessions[found.session].title.casefold() for found in best}) <= _TITLES_MOST

    def _titled(self, found: Reading, kind: MatchKind, *, sure: bool) -> Match:
        session = self._sessions[found.session]
        return Match(kind, session, session.title, found.score, sure, found.places)

    def _about(self, typed: Sequence[str], beside: Sequence[list[Items]], within: Items | None) -> list[Match]:
        """Sessions that have the words that tell something, in whatever field; title before track before abstract.

        `beside` are the sessions whose titles have two of the words side by side, for each two neighbours.
        """
        words = [self._mentions(word) for word in typed]
        total = sum(word.weight for word in words)
        if (
            all(word in everyday() for word in typed)
            or sum(word.weight for word in words if not len(word.anywhere)) > (1 - _SURE_TOPIC) * total
        ):
            return []
        runs = [(word.anywhere, word.weight) for word in words]
        found = may_weigh(runs, _SURE_TOPIC * total)
        found = found if within is None else among(found, [within])
        shares = weigh(found, runs) / total
        found, shares = found[shares >= _SURE_TOPIC], shares[shares >= _SURE_TOPIC]
        if not len(found):
            return []
        told = weigh(found, [(run, word.weight * extra) for word in words for extra, run in word.fields]) / total
        scores = np.minimum(_ABSTRACT * shares + told, 1.0)
        if beside:
            together = weigh(found, [(run, 1 / len(beside)) for runs in beside for run in runs])
            scores *= 1 - _APART + _APART * np.minimum(together, 1.0)
        named = weigh(found, [(run, word.weight) for word in words for run in word.named]) / total
        scores *= 1 - _OTHER_FORM + _OTHER_FORM * named
        best = np.argsort(-scores, kind="stable")[:GIVEN_MOST]
        ranked = list(zip(found[best].tolist(), scores[best].tolist(), told[best].tolist(), strict=True))
        if len(typed) == 1 and not told[best].any():
            ranked.sort(key=lambda one: not self._compounds(typed[0], one[0]))
        return [
            self._topical(number, score, words, told=bool(titled), checked=rank < _CHECKED_MOST)
            for rank, (number, score, titled) in enumerate(ranked)
        ]

    def _compounds(self, typed: str, number: int) -> bool:
        """Whether a title has a word inside another, as `longsword`: of mere mentions that is the first."""
        stem = typed.removesuffix("s")
        return len(stem) >= _COMPOUNDED and stem in self._sessions[number].title.casefold()

    def _mentions(self, word: str) -> _Mentions:
        fields: list[tuple[float, Items]] = []
        close: Mapping[int, float] = {}
        for extra, index in self._fields:
            forms = index.forms(word)
            if index is self._abstracts:
                # An abstract has many words; one that is merely derived from the typed one says little.
                forms = close = {form: like for form, like in forms.items() if like >= INFLECTED}
            if forms:
                fields.append((extra, index.any_of(forms)))
        if fields and len(word) <= LONGEST and word not in everyday():
            term = self._terms.get(word)
            fields += self._terms.keep(word, tuple(self._written_out(word))) if term is None else term
        anywhere = _anywhere([run for _, run in fields])
        weight = log(1 + len(self._sessions) / max(1, len(anywhere)))
        weight = weight * SMALL_WEIGHT if word in everyday() else weight
        named = tuple(self.titles.index.holders(form) for form in self.titles.index.same(word))
        return _Mentions(weight, anywhere, tuple(fields), tuple(close), named)

    def _written_out(self, word: str) -> Iterator[tuple[float, Items]]:
        """In each field what has the term that an abbreviation stands for: `machine learning` for `ml`.

        Where more titles have the abbreviation than the term, its letters fit those words by chance.
        """
        term = (self.titles.written_out(word) or "").split()
        if not term or len(self._having(self.titles.index, term)) < len(self._having(self.titles.index, [word])):
            return
        for extra, index in self._fields:
            yield extra, self._having(index, term)

    def _having(self, index: WordIndex, typed: Sequence[str]) -> Items:
        """The sessions that have all the words, in one number or the other."""
        runs = [index.any_of(index.same(word)) for word in typed]
        return reduce(lambda one, other: among(one, [other]), runs[1:], runs[0]) if runs else _NOWHERE

    def _topical(self, number: int, score: float, words: Sequence[_Mentions], *, told: bool, checked: bool) -> Match:
        """`told`: a title or a track says so. What only an abstract says must stand together there."""
        session = self._sessions[number]
        held = [(place, word) for place, word in enumerate(words) if _holds(word.anywhere, number)]
        sure = told or (checked and self._together(number, [word for _, word in held]))
        places = frozenset(place for place, _ in held)
        return Match(MatchKind.TOPIC, session, session.title, score if sure else score * _SCATTERED, sure, places)

    def _together(self, number: int, words: Sequence[_Mentions]) -> bool:
        """Whether the words are one phrase in the abstract, or so rare that they need not be."""
        heaviest = max(word.weight for word in words)
        telling = [word for word in words if word.weight > heaviest * SMALL_WEIGHT]
        rare = sum(len(word.anywhere) <= max(_RARE, _RARE_SHARE * len(self._sessions)) for word in telling)
        return len(telling) == 1 or rare > 1 or self._abstracts.together(number, [word.abstract for word in telling])


def _anywhere(runs: Sequence[Items]) -> Items:
    if len(runs) < 2:  # noqa: PLR2004 - nothing to put together
        return runs[0] if runs else _NOWHERE
    return distinct(runs)


def _is_sure(found: Reading, typed: Sequence[str], telling: int) -> bool:
    """`telling`: how many of the typed words name something by themselves."""
    if not telling:
        return found.is_whole or (len(typed) >= _EVERYDAY_RUN and found.score >= _IN_A_ROW)
    least = _SURE if telling > 1 else _SURE_ALONE
    return found.share >= least and found.missing * _MISSING <= telling


def _tells_enough(found: Reading) -> bool:
    """Whether so much of one title was typed that no topic can have been meant."""
    return found.is_whole or (not found.missing and len(found.places) > _TOPIC_WORDS)


def _once(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Each session once, as it was found first."""
    kept: dict[str, Match] = {}
    for match in matches:
        if isinstance(match.target, Session):
            kept.setdefault(match.target.id, match)
    return tuple(kept.values())[:GIVEN_MOST]


def _holds(run: Items, number: int) -> bool:
    at = int(run.searchsorted(number))
    return at < len(run) and int(run[at]) == number
