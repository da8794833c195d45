"""What stands around a question to excuse it or to give its reason: `as I am new here, could you tell me where X is?`.

Cut away only from a message to the bot in which nothing was found (see `easing`): what is excused may be named in it.
"""

from __future__ import annotations

import re

from schedule.answering.language.word_lists import chatter, frame, idle
from schedule.answering.tokens import fold

_PAUSE = re.compile(r"((?:[,;:!?…]|\.(?=\s|$)|\s[-–—](?=\s))\s*)")
_BEGUN = r"^(?:(?:but|and|so|well|please|oh|however|unfortunately)\s+)*"
_FAVOUR = re.compile(
    r"\b(?:(?:would|could|will|can|may) (?:you|i|we) )?(?:please |kindly )?"
    r"(?:have the (?:great )?(?:kindness|goodness|courtesy)|do (?:me|us) the (?:favou?r|kindness)"
    r"|be (?:so|as) (?:kind|good|nice|friendly)(?: as)?) (?:to|of|and) ",
    re.IGNORECASE,
)
# `my wife would like to hear of X`: for whom it is asked, which is looked for in no schedule.
_MINE = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:wife|husband|partner|girlfriend|boyfriend|son|daughter|father|mother|brother|sister|boss"
    r"|manager|colleagues?|coworkers?|friends?|team|neighbou?rs?|students?|kids?|child(?:ren)?)"
    r"(?: and (?:i|me|myself))?\b",
    re.IGNORECASE,
)
_CONJUNCTIONS = re.compile(r"^(?:(?:but|and|so|well|therefore|thus|hence|now)\s+)+", re.IGNORECASE)
_COURTESY = re.compile(
    rf"{_BEGUN}(?:sorry|forgive|pardon|excuse|apologies|dear|esteemed|thanks?|thank you|many thanks|greetings"
    r"|(?:with )?(?:my|all|our|due|best|kind|the best) (?:\w+ )?(?:apologies|respect|regards|greetings|thanks|excuses)"
    r"|(?:i|we) (?:do |really |sincerely |must |humbly )*(?:hope|apologi[sz]e|am sorry|are sorry|thank|beg your pardon)"
    r"|if (?:i|you|it|that|this|we|one) (?:may|might|do|would|will|can|could|is|isn.t|are|please|remember|am|was)"
    r"|as far as|to (?:the best of )?my)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    rf"{_BEGUN}(?:as|since|because|given|considering|seeing|being|otherwise|therefore|for|unless|so that|in order"
    r"|i|i.m|i.ve|we|we.re|my|our|it|this|here)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:(?:(?:at|in|on|by|with|to|from|about|of|until|for|during) )?(?:when|where|whom?|whose|what|which|whether)\b"
    r"|how (?:long|many|much|late|early)\b|(?:is|are|was|were|does|do|exists?) (?:there|any)\b"
    r"|(?:could|can|would|will|might|may) (?:you|i|we|some(?:one|body)|any(?:one|body))\b"
    r"|(?:tell|show|give|remind|wake|inform|notify|list)(?: to)? me\b|(?:any|some)thing (?:about|on|with|regarding)\b"
    r"|(?:i|we|it)(?:.d)? (?:\w+ ){0,2}(?:would|should|want|wish|need|ask|look|looking|search|searching|seek)\b)",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(rf"{_BEGUN}(?:if|as far as)\b", re.IGNORECASE)  # `if I am not mistaken X is at ten`
# `is there any such session?`, `what do you have?`, `therefore I ask`: asks for what is said beside it.
_ECHO = re.compile(
    r"\bsuch\b|\b(?:do|can|could|would|will) you (?:\w+ )?(?:have|offer|advise|recommend|suggest|propose|know|help)\b"
    r"|^(?:is|are) there (?:any|some|one|something|anything)(?: talks?| sessions?)?$"
    r"|^(?:is|was) (?:that|this|it) (?:right|correct|true|so)$|\bconfirm\b"
    r"|\b(?:ask|wonder|wondering|question|know|tell|inform|help|request)(?: (?:you|me|us|is|kindly|please))*$",
    re.IGNORECASE,
)
# `would you have the kindness to say where X is?`: all before `where` only asks for an answer.
_ASKED = re.compile(
    r"\b(?:(?:at|in|on|by|with|from|about|until) )?(?:when|where|who|what|which|whether)\b"
    r"|\bthe (?:time|hour|room|place|title) of\b",
    re.IGNORECASE,
)
_KINDLY = re.compile(
    r"\b(?:grateful|thankful|obliged|indebted|kind\w*|good|goodness|nice|glad|happy|pleas\w+|trouble|bother\w*|mind"
    r"|possible|appreciate\w*|help\w*|favou?r|wonder\w*|curious|know|learn|tell|say|inform\w*|find out|told|hear"
    r"|(?:in|with) (?:a )?(?:few|short|simple|brief) words)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?<!^)\b(?:he|she|him|her|his|hers|it|they|them|their|theirs)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_GENERAL = frozenset({"talk", "talks", "session", "sessions", "speaker", "speakers", "room", "rooms", "time"})
# Words of the frame that name something all the same.
_MEALS_AND_KINDS = frozenset({
    "lunch", "dinner", "coffee", "break", "breakfast", "keynote", "keynotes", "poster", "posters", "spotlight",
    "opening", "closing", "party",
})  # fmt: skip


def without_preamble(text: str) -> str:
    """The message with only what asks; empty where nothing is around it, or nothing would be left to look for."""
    pieces = _PAUSE.split(_MINE.sub("I", _FAVOUR.sub("", text)))
    kept: list[str] = []
    dropped: list[str] = []
    for piece, pause in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        asks = _asking(piece)
        if asks != piece:
            dropped.append(piece.removesuffix(asks))
        if asks:
            kept += [asks, pause]
    left = _CONJUNCTIONS.sub("", "".join(kept).strip()) if dropped else "".join(kept).strip()
    named = [piece for piece in dropped if _names(piece) and not _COURTESY.search(piece)]
    if left == text.strip() or not _names(left) or (named and _PRONOUN.search(left)):
        return ""
    return left


def _asking(piece: str) -> str:
    """The part of a piece between two pauses that asks or names something; empty where it only excuses or explains."""
    said = piece.strip()
    if not said or _QUESTION.match(said):
        return "" if _ECHO.search(said) and not _names(said) else _without_request(piece)
    if _ECHO.search(said) and not _names(said):
        return ""
    if not (_COURTESY.search(said) or _REASON.search(said)):
        return _without_request(piece)
    if found := _QUESTION.search(piece):
        return _without_request(piece[found.start() :])
    return piece if _SUPPOSES.search(said) and _names(said) else ""


def _without_request(piece: str) -> str:
    """The piece from what is asked on; as it is where something other than an answer is asked for."""
    found = _ASKED.search(piece)
    asked_for = piece[: found.start()] if found else ""
    courteous = _KINDLY.search(asked_for) and not _names(_KINDLY.sub("", asked_for))
    return piece[found.start() :] if found and courteous else piece


def _names(text: str) -> bool:
    """Whether a word may name something in a schedule."""
    return any(_may_name(fold(word)) for word in _WORD.findall(text))


def _may_name(word: str) -> bool:
    if word in _MEALS_AND_KINDS or word.isdigit():
        return True
    return not (word in frame() or word in chatter() or word in idle() or word in _GENERAL or len(word) == 1)
