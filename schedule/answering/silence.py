"""Whether to speak where nobody asked the bot: only for a question that the schedule answers, and when sure.

Three gates, cheap ones first: `glance` looks at the raw text, `doubt` at its grammar before anything is searched,
`second_thoughts` weighs what was found. Each says why to be silent, or nothing. Silence costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.language.word_lists import FILLING
from schedule.answering.question import Aim, Question
from schedule.answering.times import Flow
from schedule.answering.tokens import words

_SHAPE = re.compile(
    r"\b(?:wh(?:en|ens|ere|eres|o|os|at|ats|ich)|wen|how (?:long|many|much)|any ?(?:one|body|thing)|next|is|are|does|do"
    r"|(?<![^ ,.!?-] )(?<!\w)(?:has|have|did|am|was|were|ist|hat|gibt|hay)"  # these ask only where a sentence begins
    r"|wann|wo|wer|was|welche[mnrs]?|quand|quelle?|qual|cu[aá]l|quale|qui|cu[aá]ndo|d[oó]nde|qui[eé]n|quando|dove|chi|onde|quem|hora|heure|uhr)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[`{}<>=$|\\~]|://|\w\(|^\s*[/!.]\w|^\s*(?:import|from|git|sudo|select)\b|^\s*[\w\[\]^-]+:", re.IGNORECASE
)
_LONGEST = 160  # characters; who asks in passing asks briefly

_AIMS = frozenset({
    Aim.WHEN, Aim.WHERE, Aim.WHO, Aim.WHAT, Aim.COUNT, Aim.DURATION, Aim.END, Aim.CLASH, Aim.LANGUAGE, Aim.COMPARE,
    Aim.ABOUT, Aim.KIND, Aim.LINK, Aim.VIDEO, Aim.SLIDES, Aim.PAPER,
})  # fmt: skip
# Frame words that fit into a question about a programme; any other (`need`, `get`, `show`) speaks of something else.
_NEUTRAL = frozenset({
    "a", "about", "again", "all", "already", "also", "am", "an", "and", "any", "anything", "at", "author",
    "authors", "but", "by", "come", "comes", "coming", "do", "each", "else", "end", "event", "events", "every",
    "first", "for", "from", "go", "hall", "halls", "happen", "happening", "have", "here", "how", "if", "in",
    "in_charge", "is", "it", "know", "last", "next", "now", "of", "on", "on_topic", "one", "ones", "only", "or",
    "other", "over", "paper", "papers", "presenting", "room", "rooms", "saal", "same", "schedule", "session",
    "sessions", "some", "something", "speaker", "speakers", "stage", "stages", "start", "still", "talk", "talking",
    "talks", "that", "the", "there", "these", "this", "those", "time", "times", "to", "too", "track", "tracks",
    "up", "what", "when", "where", "which", "who", "will", "with", "would", "yet",
})  # fmt: skip
_NOUN = re.compile(
    r"\b(?:talks?|talking|sessions?|speakers?|presenting|keynotes?|spotlights?|posters?|rooms?|saal|halls?|stages?|lectures?|papers?"
    r"|tracks?|panels?|tutorials?|workshops?|devrooms?|auditorium)\b"
)
_WHICH_ROOM = re.compile(r"\b(?:which|what|where) (?:room|saal|hall|stage|devroom|auditorium|track)\b")
_TOPICAL_NOUN = re.compile(
    r"\b(?:talks?|talking|presenting|speakers?|papers?|sessions?|spotlights?|posters?|lectures?|tutorials?|workshops?|keynotes?|panels?)\b"
)
_LINKS = frozenset({Aim.LINK, Aim.VIDEO, Aim.SLIDES, Aim.PAPER})
_LINKED = re.compile(rf"{_NOUN.pattern}|\b(?:papers?|paper_link|slides|video)\b")
_LETTER_BY_LETTER = 0.98
_RARE = 6  # letters; shorter family names are everyday words in one language or another
_BEFORE = re.compile(r"\b(?:that|it|this|them|those)$")
_EVENT = re.compile(r"\b(?:conference|event|congress|workshop|programme?|schedule|symposium|talks|sessions|day|con)\b")
_PLAIN_AIMS = (Aim.WHO, Aim.WHAT, Aim.WHERE)
_SPEAKS = re.compile(r"\b(?:talking|presenting|speakers?|author|authors)\b")
_MEALS = frozenset({"lunch", "dinner", "breakfast", "coffee", "break", "social", "meal"})
_TWO = 2  # words name what one may name by chance
_FEW = 2  # words of a title that a single one may stand for
_EXACT = 0.9  # below it a name may be another one


def glance(text: str) -> str:
    """Why a message cannot be a question at all; empty where it may be one. Most of a channel ends here."""
    if len(text) > _LONGEST:
        return "too long for a question in passing"
    if not asks(text):
        return "no word of a question"
    return "looks like code, a link or a word to somebody" if _CODE.search(text) else ""


def asks(text: str) -> bool:
    """Whether a message, or a part of one, has a word that questions have."""
    return _SHAPE.search(text) is not None


def doubt(question: Question) -> str:
    """Why the words are not those of somebody who asks for something in a programme; empty where they are."""
    if not (question.opens and question.asked) or question.aim not in _AIMS:
        return "does not begin as a question about a programme does"
    if question.personal:
        return "speaks of people in the chat"
    if question.others and question.aim is Aim.WHO and _SPEAKS.search(question.source) is None:
        return "asks who else is there, not who speaks"
    if question.chatter or question.follows:
        return "has words of small talk"
    if strange := question.loose - _NEUTRAL:
        return f"has words that fit no such question: {', '.join(sorted(strange))}"
    return "names nothing" if question.bare and not question.event else ""


def second_thoughts(asked: Asked, answer: Answer) -> str:
    """Why an answer is not sure enough to interrupt for; empty where it is."""
    return next(_objections(asked, answer), "")


def vague(asked: Asked) -> bool:
    """Whether a part of a message says too little of what it asks for: `I lost my bag, what's going on?`."""
    question = asked.question
    explicit = (
        asked.found.named or asked.found.rooms or question.subject.kinds or question.anchor or question.time.clocks
    )
    return not explicit


def _objections(asked: Asked, answer: Answer) -> Iterator[str]:
    question, found = asked.question, asked.found
    if answer.verdict is not Verdict.FOUND or not answer.sessions:
        yield "the schedule has no answer"
    if question.aim in _LINKS and answer.headline:
        yield "could only say that there is none"
    if found.left or found.uncovered or asked.anchor.left or asked.anchor.uncovered:
        yield "a word is left that nothing in the schedule accounts for"
    if asked.window is not None and answer.notes and not any(asked.window.holds(s) for s in answer.sessions):
        yield "nothing of it is at that time"
    if not _kind_fits(asked, answer):
        yield "nothing of that kind fits"
    if question.event and _EVENT.search(question.source) is None:
        yield "does not say that the programme is meant"
    if found.people or found.titled or asked.anchor.named:
        yield from _doubts_of_name(asked)
    elif not (_speaks_of_topic(asked) if found.about else _speaks_of_programme(asked)):
        yield "could as well be about something else"


def _kind_fits(asked: Asked, answer: Answer) -> bool:
    kinds = asked.question.subject.kinds
    if not kinds or asked.question.event or kinds == ("workshop",):
        return True
    return any(asked.world.kinds.has(session, kinds) for session in answer.sessions)


def _has_noun(question: Question) -> bool:
    """Whether a word of the programme stands beside the name."""
    pattern = _LINKED if question.aim in _LINKS else _TOPICAL_NOUN if question.aim is Aim.WHAT else _NOUN
    return pattern.search(question.source) is not None


def _speaks_of_topic(asked: Asked) -> bool:
    question = asked.question
    if question.aim in (Aim.WHEN, Aim.WHO) and _in_titles(asked):
        return True
    return (question.topical or question.plural) and _TOPICAL_NOUN.search(question.source) is not None


def _in_titles(asked: Asked) -> bool:
    """`when is the next regatta?`, `who runs the knots thing in hall 2?`: words of titles, as they were typed."""
    found, rooms = asked.found, {word for room in asked.found.rooms for word in words(room.name)}
    typed = [word for word in asked.question.subject.words if word not in FILLING and word not in rooms]
    placed = found.rooms and all(not set(session.rooms).isdisjoint(found.rooms) for session in found.about)
    if not placed and (len(typed) < _TWO or asked.question.aim is Aim.WHO or found.score < _EXACT):
        return False
    return bool(typed) and all(set(words(session.title)).issuperset(typed) for session in found.about)


def _speaks_of_programme(asked: Asked) -> bool:
    question, found = asked.question, asked.found
    eats = _MEALS.issuperset(question.subject.kinds or ("",))
    if question.subject.pronoun or (eats and question.aim is Aim.WHO):
        return False
    if eats and question.aim not in (Aim.WHEN, Aim.END) and "break" not in question.source:
        return False  # `is there any coffee left?`
    if found.rooms or found.tracks:
        return question.aim is not Aim.WHERE and (bool(question.time) or _has_noun(question))
    if question.time and (_asks_what_is_on(question) or (_has_noun(question) and question.aim in _PLAIN_AIMS)):
        return True
    named = question.subject.kinds or question.anchor.kinds or question.event
    return bool(named) and (question.aim is not Aim.WHAT or bool(question.time or question.relation))


def _asks_what_is_on(question: Question) -> bool:
    """`what's on at 2pm?`, `what is happening right now?`."""
    then = bool(question.time.clocks) or question.time.flow is Flow.NOW
    return then and question.aim is Aim.WHAT and " on " in f" {question.source} "


def _doubts_of_name(asked: Asked) -> Iterator[str]:
    """A common word is named by many sentences; beside a word of the programme, or in full, it is a name."""
    question = asked.question
    found = asked.found if asked.found.named else asked.anchor
    if found.by_kind:
        if question.aim not in (Aim.WHEN, Aim.WHERE) or question.subject.pronoun:
            yield "may speak of another event of that kind"
        return
    typed = question.subject.words or question.anchor.words
    several = len({session.title for session in asked.found.titled}) > 1
    if several and not (question.topical or question.plural or asked.found.together):
        yield "several titles fit"
    if question.subject.pronoun and _BEFORE.search(question.source):
        yield "speaks of something said before"
    # `the chat room`: a room's name rather than a title with that word in it
    lone = bool(found.titled) and not found.exact and len(typed) == 1 and _WHICH_ROOM.search(question.source) is None
    if _TOPICAL_NOUN.search(question.source) or (_has_noun(question) and not lone):
        return
    if asked.found.rooms and any(room in asked.found.rooms for s in found.titled for room in s.rooms):
        return  # `who is running the knots in hall 2?`
    if found.people and len(typed) == 1:
        # A family name that is no everyday word, asked for plainly: `when is keckler on?`
        rare = found.score >= _LETTER_BY_LETTER and len(typed[0]) >= _RARE
        in_full, plain = rare, question.aim in (Aim.WHEN, Aim.WHERE)
    else:
        in_full = found.score >= _EXACT and (len(typed) > 1 or found.exact or _is_most(typed, asked))
        plain = _asks_plainly(question, exact=found.exact)
    if not in_full:
        yield "a single word may be no name"
    if not plain:
        yield "may speak of the name, not ask for its session"


def _is_most(typed: Sequence[str], asked: Asked) -> bool:
    """`when does tides start?`: a rare word that is a title but for what is said beside it, as `Tides 101`."""
    found, question = asked.found, asked.question
    if question.aim not in _TIMES or len(typed) != 1 or len(typed[0]) < _RARE or found.score < _LETTER_BY_LETTER:
        return False
    titles = {session.title for session in found.titled}
    return len(titles) == 1 and sum(word.isalpha() for word in words(*titles)) <= _FEW


_TIMES = frozenset({Aim.WHEN, Aim.DURATION, Aim.END})


def _asks_plainly(question: Question, *, exact: bool) -> bool:
    if question.stands or question.relation is not None or (exact and question.aim in (Aim.WHERE, Aim.WHO)):
        return True
    if question.aim in (Aim.WHEN, Aim.CLASH, Aim.DURATION, Aim.END, Aim.COMPARE):
        return True
    return question.source.startswith("is ") and bool(question.time.days)
