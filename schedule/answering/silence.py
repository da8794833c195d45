"""Whether to speak where nobody asked the bot: only for a question that the schedule answers, and when sure.

Three gates, cheap ones first: `may_ask` glances at the raw text, `is_question` at its grammar before anything is
searched, `speaks` weighs what was found. Silence costs nothing, so each gate asks for a reason to speak.
"""

from __future__ import annotations

import re

from schedule.answering.answer import Answer, Verdict
from schedule.answering.asked import Asked
from schedule.answering.question import Aim, Question

_SHAPE = re.compile(
    r"\b(?:wh(?:en|ens|ere|eres|o|os|at|ats|ich)|wen|how (?:long|many|much)|any ?(?:one|body)|next|is|are|does|do"
    r"|wann|wo|wer|was|quand|qui|cu[aá]ndo|d[oó]nde|qui[eé]n|quando|dove|chi|onde|quem|hora|heure|uhr)\b",
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
_NEUTRAL = frozenset(
    (
        "a an the this that these those there here is am do have will would of in on at to by for from with about up it"
        " and or but what when where who which how any some all every each other else also too now next first last one"
        " talks talk talking presenting speaker speakers session sessions event events schedule start end time times"
        " room rooms saal hall halls stage stages track tracks author authors papers paper know"
        " something anything on_topic only same again already still come if comes coming happen go happening ones"
    ).split()
)
_NOUN = re.compile(
    r"\b(?:talks?|talking|sessions?|speakers?|presenting|keynotes?|spotlights?|posters?|rooms?|saal|halls?|stages?|lectures?|papers?"
    r"|tracks?|panels?|tutorials?|workshops?|devrooms?|auditorium)\b"
)
_TOPICAL_NOUN = re.compile(
    r"\b(?:talks?|talking|presenting|speakers?|papers?|sessions?|spotlights?|posters?|lectures?|tutorials?|workshops?|keynotes?|panels?)\b"
)
_LINKS = frozenset({Aim.LINK, Aim.VIDEO, Aim.SLIDES, Aim.PAPER})
_LINKED = re.compile(rf"{_NOUN.pattern}|\b(?:papers?|paper_link|slides|video)\b")
_LETTER_BY_LETTER = 0.98
_RARE = 6  # letters; shorter family names are everyday words in one language or another
_EVENT = re.compile(r"\b(?:conference|event|congress|workshop|programme?|schedule|symposium|talks|sessions|day|con)\b")
_EXACT = 0.9  # below it a name may be another one


def may_ask(text: str) -> bool:
    """Whether a message can be a question at all. Most of a channel ends here."""
    return len(text) <= _LONGEST and _SHAPE.search(text) is not None and _CODE.search(text) is None


def is_question(question: Question) -> bool:
    """Whether the words are those of somebody who asks for something in a programme."""
    if not (question.opens and question.asked) or question.aim not in _AIMS:
        return False
    if question.personal or question.chatter or question.follows:
        return False
    return question.loose <= _NEUTRAL and (question.event or not question.bare)


def speaks(asked: Asked, answer: Answer) -> bool:
    """Whether an answer is sure enough to interrupt for."""
    if answer.verdict is not Verdict.FOUND or not answer.sessions:
        return False
    question, found = asked.question, asked.found
    if question.aim in _LINKS and answer.headline:
        return False  # only to say that there is none
    if found.left or found.uncovered or asked.anchor.left or asked.anchor.uncovered:
        return False
    kinds = asked.world.kinds
    whole = question.event or question.subject.kinds == ("workshop",)
    if question.subject.kinds and not whole and not any(kinds.has(s, question.subject.kinds) for s in answer.sessions):
        return False
    if question.event and _EVENT.search(question.source) is None:
        return False
    noun = (_LINKED if question.aim in _LINKS else _NOUN if question.aim is not Aim.WHAT else _TOPICAL_NOUN).search(
        question.source
    ) is not None
    if found.people or found.titled or asked.anchor.named:
        return _names_surely(asked, noun=noun)
    if found.about:
        return (question.topical or question.plural) and _TOPICAL_NOUN.search(question.source) is not None
    if question.subject.pronoun:
        return False
    if found.rooms or found.tracks:
        return question.aim is not Aim.WHERE and (bool(question.time) or noun)
    if question.time and noun and question.aim in (Aim.WHO, Aim.WHAT, Aim.WHERE):
        return True
    if question.time.clocks and question.aim is Aim.WHAT and " on " in f" {question.source} ":
        return True
    return bool(question.subject.kinds or question.anchor.kinds or question.event) and (
        question.aim is not Aim.WHAT or bool(question.time or question.relation)
    )


def _names_surely(asked: Asked, *, noun: bool) -> bool:
    """A single common word is named by many sentences; with a word of the programme beside it, or in full, it is meant."""
    found = asked.found if asked.found.named else asked.anchor
    if found.score < _EXACT and not noun:
        return False
    words = asked.question.subject.words or asked.question.anchor.words
    works = {session.title for session in asked.found.titled}
    if len(works) > 1 and not (asked.question.topical or asked.question.plural or asked.found.together):
        return False  # which of them is meant is anybody's guess
    if noun:
        return True
    if found.people and len(words) == 1:
        # A family name that is no everyday word, asked for plainly: `when is keckler on?`
        return (
            found.score >= _LETTER_BY_LETTER and len(words[0]) >= _RARE and asked.question.aim in (Aim.WHEN, Aim.WHERE)
        )
    if asked.question.relation is not None:
        return len(words) > 1 or found.exact
    if found.exact and asked.question.aim in (Aim.WHERE, Aim.WHO):
        return True
    return (len(words) > 1 or found.exact) and asked.question.aim in (Aim.WHEN, Aim.CLASH, Aim.DURATION, Aim.END)
