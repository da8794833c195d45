"""A phrase found in the schedule, with its words for kinds read both ways: as a kind, or as part of a name.

`the closing panel` may be a kind of session or a title; `recorded` may be how the source words a kind. Decides between
these; what words name is found by `finder`.
"""

from __future__ import annotations

from dataclasses import replace

from schedule.answering.among import among
from schedule.answering.finder import Finder
from schedule.answering.found import Found
from schedule.answering.kinds import PAUSES, TALK, WORKSHOP, Kinds
from schedule.answering.matching.affiliations import Affiliations
from schedule.answering.question import Phrase
from schedule.answering.tokens import words

_NAMED = 0.95  # a title that has all words of a phrase, letter by letter
_SHORT = 5  # words of a title that may be called by a single one of them, as `Party at the Pier`


_AFFILIATED = 0.5  # how well an affiliation names somebody: not by name
_MENTIONED_MOST = 5  # titles; a word that more of them have is no kind of session here


class Subjects:
    def __init__(self, finder: Finder, kinds: Kinds, affiliations: Affiliations) -> None:
        self._finder = finder
        self._kinds = kinds
        self._affiliations = affiliations

    def find(self, phrase: Phrase) -> tuple[Phrase, Found]:
        """The phrase as it is meant, and what its words stand for."""
        phrase = self._without_whole(phrase)
        found = self._finder.find(phrase)
        if phrase.kinds and phrase.whole != phrase.words and (named := self._named(phrase, found)) is not None:
            return named
        if not (found.titled or found.people or found.rooms) and self._kinds.levels.named(phrase.words):
            return replace(phrase, words=(), labels=phrase.words, soft=frozenset(), breaks=frozenset()), Found()
        if found.complete:
            return phrase, self._among_kinds(phrase, found)
        return self._labelled(phrase) or (phrase, self._affiliated(phrase) or found)

    def _among_kinds(self, phrase: Phrase, found: Found) -> Found:
        """`tutorials on graphs`: in a large programme the best finds may all be of another kind."""
        if phrase.kinds in ((), (TALK,)) or found.groups or found.exact or found.by_kind or not found.named:
            return found
        meant = found.titled or [s for person in found.people for s in self._finder.sessions_of(person)]
        if any(self._kinds.has(session, phrase.kinds) for session in meant):
            return found
        sessions = {s.id: s for kind in phrase.kinds for s in self._kinds.listed(kind)}
        if not sessions or len(sessions) * 2 > self._finder.topics.titles.index.size:
            return found
        inside = among(self._finder.topics, phrase.words, tuple(sessions.values()))
        if not inside.complete or (not inside.titled and (found.titled or found.people)):
            return found
        return replace(inside, rooms=found.rooms, tracks=found.tracks)

    def _without_whole(self, phrase: Phrase) -> Phrase:
        """`the opening of the workshop`, where the workshop is the whole programme."""
        if len(phrase.kinds) < 2 or WORKSHOP not in phrase.kinds or self._kinds.listed(WORKSHOP):  # noqa: PLR2004
            return phrase
        return replace(phrase, kinds=tuple(kind for kind in phrase.kinds if kind != WORKSHOP))

    def _affiliated(self, phrase: Phrase) -> Found | None:
        """Everybody of the affiliation that the words name."""
        people = self._affiliations.find([word for at, word in enumerate(phrase.words) if at not in phrase.soft])
        return Found(people=people, together=True, score=_AFFILIATED) if people else None

    def _named(self, phrase: Phrase, found: Found) -> tuple[Phrase, Found] | None:
        """The phrase with its words for kinds as part of a name, where they are rather that."""
        known = tuple(kind for kind in phrase.kinds if self._kinds.listed(kind))
        placed = found.complete and not found.named  # `lunch in hall 2`: the other words are a place
        if len(known) == len(phrase.kinds) == 1 and (not phrase.words or placed):
            return None
        if (
            not phrase.words
            and not known
            and not PAUSES.issuperset(phrase.kinds)
            and (titled := self._mentioned(phrase))
        ):
            return titled
        whole = replace(phrase, words=phrase.whole, kinds=(), breaks=frozenset(), soft=frozenset(), placed=frozenset())
        named = self._finder.find(whole)
        of_kinds = [word for word in phrase.whole if word not in phrase.words]
        named = replace(named, titled=tuple(s for s in named.titled if _says(s.title, of_kinds)))
        if not named.complete:
            return None
        if len(known) < len(phrase.kinds):
            short = all(len(words(session.title)) <= _SHORT for session in named.titled)
            fits = named.rooms or named.people or named.tracks or (named.titled and (short or len(phrase.whole) > 1))
            return (whole, named) if fits else None
        exact = named.titled and not named.uncovered and named.score >= _NAMED
        return (whole, named) if exact and not found.people else None

    def _mentioned(self, phrase: Phrase) -> tuple[Phrase, Found] | None:
        """`the keynote`, where no session is of that kind: those whose title says that they are."""
        each = [self._kinds.mentioned(kind) for kind in phrase.kinds]
        ids = set.intersection(*({session.id for session in sessions} for sessions in each))
        titled = tuple(session for session in each[0] if session.id in ids)
        if not titled or len(titled) > _MENTIONED_MOST:
            return None
        return replace(phrase, words=phrase.whole, kinds=()), Found(titled=titled, score=1.0, by_kind=True)

    def _labelled(self, phrase: Phrase) -> tuple[Phrase, Found] | None:
        """The phrase with the source's own words for kinds set apart from the name."""
        labels = tuple(word for word in phrase.words if self._kinds.labelled(word))
        if not labels:
            return None
        rest = tuple(word for word in phrase.words if word not in labels)
        meant = replace(phrase, words=rest, labels=labels, breaks=frozenset(), soft=frozenset(), placed=frozenset())
        found = self._finder.find(meant)
        return (meant, found) if found.complete else None


def _says(title: str, said: list[str]) -> bool:
    """Whether a title has these very words, in one number or the other."""
    own = {word.removesuffix("s") for word in words(title)}
    return all(word.removesuffix("s") in own for word in said)
