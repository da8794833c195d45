"""Who is there with the asker, and what they tell of them: `mom wants X and I want Y, same time?`, `X, he loves it`.

Text only. Gives the message in which only what is looked for is left; in a schedule nobody looks for somebody's mother.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schedule.answering.language.word_lists import chatter, frame, idle
from schedule.answering.tokens import clean, fold

_ONE = (
    r"(?:step|grand)?(?:mother|father|mom|mum|dad|son|daughter|child|kid)|mommy|mummy|mama|mamma|momma|daddy|papa|pops"
    r"|granny|gran|grandma|grandpa|nana|uncle|aunt|auntie|nephew|niece|cousin|brother|sister|sis|sibling|husband"
    r"|hubby|wife|wifey|spouse|fianc[eé]e?|girlfriend|boyfriend|gf|bf|partner|flatmate|roommate|housemate|boss"
    r"|supervisor|colleague|coworker|teammate|friend|buddy|bestie|neighbou?r|student|baby|toddler|teen|teenager|tween"
    r"|kiddo|\d{1,2} ?(?:yr|year|yo)s?(?: |-)?(?:old)?"
)
_MANY = r"kids|kiddos|children|boys|girls|twins|grandparents|parents|in-laws|family|folks|team|teens|others|rest of us"
_WHOSE = r"(?:(?:my|our|the|his|her|their|both|all|one of|some of) ){1,2}"
_COMPANION = rf"(?:(?:{_WHOSE}(?:\w+ )?)?(?:(?:{_ONE})s?|{_MANY}))"
_ANYBODY = (
    rf"(?:{_COMPANION}(?: (?:and|&) (?:{_COMPANION}|i|me))?|i|we|he|she|they"
    r"|(?:some|one|most|all|none|both) of (?:us|them)|everyone|everybody|somebody|someone)"
)
_ALSO = r"(?: (?:really|also|still|just|both|all|only|totally|definitely|def|rather|mostly|absolutely))*"
_WANTS = (
    rf"{_ALSO} (?:wants?|wanna|(?:would|.d) (?:like|love)|needs?|insists? on|loves?|likes?|adores?"
    r"|(?:is|are)(?: (?:so|really|totally|very|all|super))? (?:set on|dying for|after|into|obsessed with"
    r"|(?:crazy|mad) about|(?:an? )?(?:(?:big|huge|massive) )?fans? of))"
    r"(?: to (?:(?:go )?(?:see|watch|do|attend|visit|try|catch|join|hear|play|be at|be in|go to)|learn(?: about)?|go))?"
)
_WISH = re.compile(rf"^(?:and |but |while |so |well |ok |hey )*(?:{_ANYBODY}){_WANTS} (?=\S)", re.IGNORECASE)
_OF_COMPANION = re.compile(rf"^(?:and |but |while |so |well |ok |hey )*(?:{_COMPANION})\b", re.IGNORECASE)
_WANTING = re.compile(
    r"\b(?:wants?|wanna|needs?|insists?|set on|dying for|after|likes?|loves?|adores?|into|obsessed|crazy|mad|fans?)\b",
    re.IGNORECASE,
)
# Where one wish ends and another, or a question about it, begins.
_PIECE = re.compile(
    rf"(\s*[,;.!?\n…]+\s*|\s[-–—]+\s|\s(?:and|but|while|&)\s(?=(?:{_ANYBODY}){_WANTS} ))", re.IGNORECASE
)
# `which ones should he go to?` asks for what he wants.
_ECHO = re.compile(
    r"^(?:so )?(?:what|which)(?: (?:one|ones|talks?|sessions?|things?|panels?|workshops?|events?|of (?:them|those)))?"
    r" (?:should|would|could|can|do|does|must|shall|might) (?:i|we|he|she|they|you)\b(?: (?:go|go to|see|attend|pick"
    r"|choose|watch|visit|try|take|join|look at|check out|recommend|suggest|advise|want|be at))?(?: (?:to|for|him|her"
    r"|them|us|me))?$"
    r"|^(?:so )?(?:(?:is|are) there )?(?:any|got any|anything|something|any ideas?|a thing|suggestions?|got anything"
    r"|(?:what|anything) (?:do|have) you (?:have|got)|what is there|whats there)"
    r"(?: (?:for|that|there) (?:him|her|them|us))?$",
    re.IGNORECASE,
)
_AND_DO = re.compile(
    r"\s(?:and|&|\+)\s(?=(?:do|can|could|will|must) (?:we|i|they)\b|(?:is|are) (?:it|they|there)\b)", re.IGNORECASE
)
_MOST = 4  # wishes


def plain_wishes(text: str) -> str:
    """What is wanted, and what is asked about it; empty where nobody tells what those beside them want."""
    if not _WANTING.search(text):
        return ""
    pieces = _PIECE.split(clean(text))
    wishes: list[str] = []
    asked: list[str] = []
    of_others = False
    for piece, pause in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if found := _WISH.match(piece):
            of_others = of_others or _OF_COMPANION.match(piece) is not None
            wishes.append(piece[found.end() :].strip())
        elif not _ECHO.match(piece.strip()):
            asked += [piece, pause if pause.strip() in (",", ".", "?", "!") else " "]
    if not (of_others and 0 < len(wishes) <= _MOST and all(map(_names, wishes))):
        return ""
    rest = _AND_DO.sub(". ", "".join(asked).strip(" ,.!"))
    return f"{' and '.join(wishes)}. {rest}" if rest else " and ".join(wishes)


_PAUSE = re.compile(r"(?:,|;|\s[-–—]+|\.\.+|…|\()\s*")
_TELLS = re.compile(
    rf"^(?:(?:and|but|so|well|cause|cuz|because|since|as) )*(?:(?:{_ANYBODY})\b|(?:i|we|he|she|they|it|that|there)['’]?"
    r"(?:m|s|re|ve|ll|d)\b|(?:it|this|that|its|my|our|his|her|their|nobody|no one|asking|need|needs|gotta|got)\b)",
    re.IGNORECASE,
)
# What is said behind a question may still ask something, or narrow it.
_MATTERS = re.compile(
    r"\?|\b(?:when|where|who|whos|what|whats|which|whose|how|anything|something|is there|or|about|by|also|instead|want"
    r"|wants|wanted|like|love|looking|interested|mean|meant|remind|today|tomorrow|tonight|yesterday|morning|noon"
    r"|afternoon|evening|night|now|after|before|until|till|between|during|from|free|room|hall|stage|talk|session|\w+days?"
    r"|at \d+|\d+ ?[ap]m|\d+[:h.]\d\d)\b",
    re.IGNORECASE,
)


def without_afterthought(text: str) -> str:
    """`X, we have to sit down somewhere` without what is only told behind it; empty where that may matter."""
    if "," not in text and " -" not in text and "(" not in text and ".." not in text and "…" not in text:
        return ""
    text = clean(text)
    for found in _PAUSE.finditer(text):
        tail = text[found.end() :]
        if _TELLS.match(tail) and not _MATTERS.search(tail.rstrip("!?.) ")):
            head = text[: found.start()].strip()
            return head if _names(head) else ""
    return ""


_FOR_SOMEBODY = re.compile(rf"\bfor (?:{_WHOSE}(?:\w+ )?)?(?:{_ONE})\b(?=\s*(?:[,;.!?)]|$))", re.IGNORECASE)


def without_companion(text: str) -> str:
    """`X stuff for dad` without him; empty where nobody is told of, or nothing else is named."""
    if "for " not in text.lower():
        return ""
    left = _FOR_SOMEBODY.sub("", text).strip()
    return left if left != text.strip() and _names(left) else ""


def told_plainly(text: str) -> Iterator[str]:
    """The message without those beside the asker, and without what is told of them."""
    for rewritten in (plain_wishes, without_afterthought, without_companion):
        if plainer := rewritten(text):
            yield without_companion(plainer) or plainer


_CALLED = "mom|mum|dad|mommy|mummy|mama|momma|daddy|papa|granny|gran|grandma|grandpa|nana|hubby|wifey|sis"
_OF_OTHERS = re.compile(rf"(?:and |but |so )*(?:{_WHOSE}(?:\w+ )?(?:(?:{_ONE})s?|{_MANY})|{_CALLED}) \w", re.IGNORECASE)


def tells_of_others(source: str) -> bool:
    """`mom runs`: a sentence about somebody who is there with the asker."""
    return _OF_OTHERS.match(source) is not None


_WORD = re.compile(r"[^\W_]+")


def _names(text: str) -> bool:
    """Whether a word is left that may name something in a schedule."""
    words = (fold(word) for word in _WORD.findall(text))
    return any(not (word in frame() or word in chatter() or word in idle()) for word in words)
