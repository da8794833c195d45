"""Kinds of session: the words attendees use for them, and which sessions of a schedule they mean.

`take_kinds` reads them out of a question; `Kinds` looks them up. A source's own word for a kind is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from schedule.answering.language.reading import Reading, by_word, whole_words
from schedule.answering.levels import Levels
from schedule.answering.tokens import Folding, words
from schedule.models import Schedule, Session

TALK = "talk"
WORKSHOP = "workshop"
POSTER = "poster"
POSTER_SESSION = "poster session"
BREAK = "break"
LUNCH = "lunch"

# A kind's canonical word, and how people write it. Longer wordings stand first.
_WORDINGS: tuple[tuple[str, str], ...] = (
    (POSTER_SESSION, r"poster ?sessions?|posters? session"),
    ("keynote", r"keynotes?(?: talks?| speech| speeches| speakers?| session)?"),
    ("plenary", r"plenar(?:y|ies)(?: talks?| sessions?)?"),
    ("invited talk", r"invited ?(?:talks?|speakers?|presentations?|lectures?)|invited"),
    ("lightning talk", r"lightning ?(?:talks?|rounds?|sessions?)|lightnings?|lightening talks?"),
    ("spotlight", r"spotlights?(?: talks?| session| presentations?)?|spotlite|spot light"),
    ("oral", r"orals?(?: talks?| sessions?| presentations?| papers?)?|contributed (?:talks?|papers?)"),
    (POSTER, r"posters?(?: talk| presentations?)?"),
    ("tutorial", r"tutorials?|masterclass(?:es)?|courses?"),
    ("workshop", r"workshops?"),
    ("panel", r"panels?(?: discussions?| sessions?)?|round ?tables?|panel debate"),
    ("demo", r"demos?|demonstrations?"),
    ("bof", r"bofs?|birds of a feather(?: sessions?)?|meet ?ups?|self organi[sz]ed sessions?"),
    ("opening", r"(?:opening|welcome)(?: remarks?| ceremony| address| session| talk| words)?|eroffnung"),
    ("closing", r"closing(?: remarks?| ceremony| address| session| talk| words)?|wrap ?up session|farewell|abschluss"),
    ("coffee", r"(?:coffee|tea)(?: ?breaks?| time)?"),
    (LUNCH, r"lunch(?: ?breaks?)?|mittagessen|mittagspause"),
    ("meal", r"meal"),
    ("dinner", r"dinner|banquet|gala"),
    ("breakfast", r"breakfast"),
    (BREAK, r"breaks?"),
    ("social", r"socials?(?: events?)?|part(?:y|ies)|after ?party|reception|drinks|get together"),
    ("registration", r"registration|register|check ?in|badge pick ?up"),
    ("award", r"awards?(?: ceremony| session)?|prize giving"),
    ("q&a", r"q a|qa session|ama"),
    ("service", r"service sessions?"),
    (TALK, r"talks?|lectures?"),
)  # fmt: skip
# The words that a kind's wordings begin with. A pattern is searched for only where one of these was said: a look-up is
# cheaper than a search.
_FIRSTS = {
    POSTER_SESSION: "poster posters postersession postersessions",
    "keynote": "keynote keynotes",
    "plenary": "plenary plenaries",
    "invited talk": (
        "invited invitedtalk invitedtalks invitedspeaker invitedspeakers invitedpresentation invitedpresentations"
        " invitedlecture invitedlectures"
    ),
    "lightning talk": (
        "lightning lightnings lightening lightningtalk lightningtalks lightninground lightningrounds lightningsession"
        " lightningsessions"
    ),
    "spotlight": "spotlight spotlights spotlite spot",
    "oral": "oral orals contributed",
    POSTER: "poster posters",
    "tutorial": "tutorial tutorials masterclass masterclasses course courses",
    "workshop": "workshop workshops",
    "panel": "panel panels round roundtable roundtables",
    "demo": "demo demos demonstration demonstrations",
    "bof": "bof bofs birds meet meetup meetups self",
    "opening": "opening welcome eroffnung",
    "closing": "closing wrap wrapup farewell abschluss",
    "coffee": "coffee tea coffeebreak coffeebreaks teabreak teabreaks",
    LUNCH: "lunch lunchbreak lunchbreaks mittagessen mittagspause",
    "meal": "meal",
    "dinner": "dinner banquet gala",
    "breakfast": "breakfast",
    BREAK: "break breaks",
    "social": "social socials party parties after afterparty reception drinks get",
    "registration": "registration register check checkin badge",
    "award": "award awards prize",
    "q&a": "q qa ama",
    "service": "service",
    TALK: "talk talks lecture lectures",
}
_PATTERNS = tuple((canonical, whole_words(wording)) for canonical, wording in _WORDINGS)
_BEGUN = by_word(_FIRSTS[canonical] for canonical, _ in _WORDINGS)

# Where a schedule has none of one kind, it may have what others call the same.
_KIN: dict[str, tuple[str, ...]] = {
    "keynote": ("invited talk", "plenary"),
    "plenary": ("keynote", "invited talk"),
    "invited talk": ("keynote", "plenary"),
    "oral": ("spotlight", "lightning talk"),
    "spotlight": ("oral", "lightning talk"),
    "lightning talk": ("spotlight",),
    "coffee": (BREAK,),
    POSTER_SESSION: (POSTER,),
    BREAK: ("coffee", LUNCH),
}
# What is not a talk, whatever else it is.
_NO_TALK = frozenset(
    {
        POSTER,
        POSTER_SESSION,
        BREAK,
        "coffee",
        LUNCH,
        "dinner",
        "breakfast",
        "social",
        "registration",
        "service",
        "opening",
        "closing",
    }
)
# Who asks for one of these is hungry: a title that speaks of it is no answer, and one of another day is none either.
PAUSES = frozenset((LUNCH, "dinner", "breakfast", "meal", "coffee", BREAK))
_INDIVIDUAL = frozenset({POSTER, "spotlight", "oral", TALK, "demo", "tutorial", "workshop", "bof", "q&a"})


def names_kind(reading: Reading) -> bool:
    """Whether a word was said that a kind's wording begins with."""
    return bool(reading.known(_BEGUN))


def take_kinds(reading: Reading, start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """The canonical kinds that a question names between two places, taken out of it."""
    begun = _begun_by(reading.known(_BEGUN))
    found = [canonical for canonical, pattern in begun if reading.take_all(pattern, start, end)]
    # `spotlight talks` are spotlights: the plain word adds nothing to a finer one
    return tuple(kind for kind in found if kind != TALK or len(found) == 1)


def kinds_in(text: str) -> tuple[str, ...]:
    """Every canonical kind that a text of the schedule names."""
    return _named_by(words(text))


def _named_by(said: Sequence[str]) -> tuple[str, ...]:
    begun = _begun_by(_BEGUN.keys() & said)
    return tuple(canonical for canonical, pattern in begun if pattern.search(" ".join(said))) if begun else ()


def _begun_by(said: Collection[str]) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns of which one of these words is the first."""
    return [_PATTERNS[number] for number in sorted({number for word in said for number in _BEGUN[word]})]


def kinds_of(session: Session) -> frozenset[str]:
    """Every canonical kind of one session, whatever else its schedule holds."""
    kinds = frozenset(kinds_in(session.kind or ""))
    kinds |= _by_title(session, labelled=bool(kinds))
    return kinds if kinds & _NO_TALK else kinds | {TALK}


class Kinds:
    """Which sessions are of a kind: by the source's own word for it, or by a title that is nothing but such a word."""

    def __init__(self, schedule: Schedule, folding: Folding = words) -> None:
        self.levels = Levels(schedule.sessions, folding)
        self._of: dict[str, list[Session]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._words: dict[str, list[Session]] = {}
        self._labels: dict[str, list[Session]] = {}
        self._mentioned: dict[str, list[Session]] = {}
        self._ordered: dict[str, tuple[Session, ...]] = {}
        labels: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
        for session in schedule.sessions:
            label = session.kind or ""
            if label not in labels:
                labels[label] = (frozenset(kinds_in(label)), words(label))
            kinds, own = labels[label]
            mentioned = _named_by(folding(session.title))
            if mentioned or "+" in session.title:  # no part of a title has more kinds, but that `Lunch+++` is a word
                kinds |= _by_title(session, labelled=bool(kinds))
            if not kinds or not kinds & _NO_TALK:
                kinds |= {TALK}
            self._kinds[session.id] = kinds
            for kind in mentioned:
                self._mentioned.setdefault(kind, []).append(session)
            for kind in kinds:
                self._of.setdefault(kind, []).append(session)
            for word in set(own):
                self._words.setdefault(word, []).append(session)
            if label:
                self._labels.setdefault(label.casefold(), []).append(session)
        self._ordered = {kind: _in_order(sessions) for kind, sessions in (self._labels | self._of).items()}
        self._timed = frozenset(kind for kind, sessions in self._of.items() if any(s.starts_at for s in sessions))

    def of(self, kind: str) -> tuple[Session, ...]:
        """The sessions of a kind or, where there are none, of what others call the same."""
        for name in (kind, *_KIN.get(kind, ())):
            if name in self._of:
                return tuple(self._of[name])
        return tuple(self._words.get(kind, ()))

    def standing(self, kind: str) -> str:
        """The kind itself or, where the schedule has none of it, the one that others call the same."""
        return next((name for name in (kind, *_KIN.get(kind, ())) if name in self._of), kind)

    def mentioned(self, kind: str) -> tuple[Session, ...]:
        """Sessions whose title speaks of a kind, as `Opening keynote` of a keynote, whatever they are labelled."""
        return tuple(self._mentioned.get(kind, ()))

    def labelled(self, word: str) -> tuple[Session, ...]:
        """Sessions whose kind, in the source's own wording, has this word or its singular."""
        return next((tuple(self._words[form]) for form in _singulars(word) if form in self._words), ())

    def has(self, session: Session, kinds: Iterable[str]) -> bool:
        own = self._kinds.get(session.id, frozenset())
        return self.is_one(session, self.wanted(kinds), own)

    def wanted(self, kinds: Iterable[str]) -> frozenset[str]:
        """The kinds, and what stands for those that the schedule has none of."""
        return frozenset(name for kind in kinds for name in (kind, kind.casefold(), self.standing(kind)))

    def is_one(self, session: Session, wanted: frozenset[str], own: frozenset[str] | None = None) -> bool:
        """Whether a session is of one of the `wanted` kinds."""
        own = self._kinds.get(session.id, frozenset()) if own is None else own
        return not own.isdisjoint(wanted) or (session.kind or "").casefold() in wanted

    def listed(self, kind: str) -> tuple[Session, ...]:
        """The sessions of a kind that are not cancelled, timed ones first and by their start."""
        return self._ordered.get(self.standing(kind), self._ordered.get(kind.casefold(), ()))

    def timed(self, kind: str) -> bool:
        """Whether any session of a kind has a time."""
        return self.standing(kind) in self._timed

    def is_labelled(self, session: Session, labels: Sequence[str]) -> bool:
        """Whether the source's own word for the session's kind has all these words, or they name its level."""
        own = set(words(session.kind or ""))
        if level := self.levels.named(labels):
            return self.levels.has(session, level)
        return all(any(form in own for form in _singulars(label)) for label in labels)

    def main(self, session: Session) -> str:
        """The kind in one canonical word, for counting and for reminders."""
        own = self._kinds.get(session.id, frozenset())
        return next((canonical for canonical, _ in _PATTERNS if canonical in own), TALK)


def _singulars(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("es"), f"{word}s")


def _in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    kept = [session for session in sessions if not session.cancelled]
    timed = sorted((s for s in kept if s.starts_at), key=lambda s: s.starts_at.timestamp() if s.starts_at else 0.0)
    return (*timed, *(s for s in kept if s.starts_at is None))


def _by_title(session: Session, *, labelled: bool) -> frozenset[str]:
    """Kinds that parts of a title are nothing but: `Poster Session | Coffee Break`, `Invited Talk: …`, `Lunch`."""
    found = frozenset(kind for part in _PARTS.split(session.title) for kind in _plainly(" ".join(words(part))))
    if session.starts_at is None:
        found -= {"opening", "closing"}  # what opens a conference has a time; a paper may be called so
    if labelled:
        # The source's own label decides between talk, poster and the like; a title only adds to it.
        found -= _INDIVIDUAL
    return found - {TALK}


_PARTS = re.compile(r"[|:;,&+()/]|\s[-–—]\s|\sand\s|\sund\s")
_REST = re.compile(r"(?:(?:session|day|tag|of|to|at|by|for|part|no|zu|der|des)(?: \w+){0,4}|\d+)?")


def _plainly(text: str) -> list[str]:
    kinds: list[str] = []
    for canonical, pattern in _begun_by(_BEGUN.keys() & {text.partition(" ")[0]}):
        found = pattern.match(text)
        if found and _REST.fullmatch(text[found.end() :].strip()):
            kinds.append(canonical)
    if last := _LED.search(text):
        kinds.append(last[1] or last[2])
    return kinds


# `Security track closing address`, `Conference opening`: named by their last words.
_LED = re.compile(
    r"^(?:\w+ ){1,5}(opening|closing)(?: (?:remarks|ceremony|address|session|words))$"
    r"|^(?:conference|congress|event) (opening|closing)$"
)
