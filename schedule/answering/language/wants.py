"""What a question wants to know: its aims, read from its frame words. See `grammar`, which reads the rest."""

from __future__ import annotations

import re

from schedule.answering.language.circumstances import take_supposed
from schedule.answering.language.reading import Reading, by_word, whole_words
from schedule.answering.question import Aim

_KINDS = "talk|poster|spotlight|oral|keynote|workshop|tutorial|panel|lecture"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|forty|fortyfive|fifty|sixty|ninety)"
# Each is a sign of what is wanted; several may hold, the first is the main one. A pattern is tried only where one of
# the words before it stands in the question: looking up a word is cheaper than searching for a pattern.
_SIGNS: tuple[tuple[Aim, str, str], ...] = (
    (Aim.END, "longer", r"how many longer(?: is| do| will)?(?!.* (?:than|or) )"),
    (
        Aim.LENGTH,
        "longer shorter longest shortest as equally under over below above less more",
        (
            rf"(?:how many )?(?:take |last_long )?(?:longer|shorter)(?: than (?:about )?{_NUMBER} (?:minutes|hours))?"
            rf"|(?<!in )(?:under|below|less than|over|above|more than) {_NUMBER} (?:minutes|hours)"
            r"|(?:the )?(?:longest|shortest)(?: of all)?|(?:as|equally) long(?! as)"
        ),
    ),
    (
        Aim.DURATION,
        "minutes hours",
        (
            rf"{_NUMBER}(?: minutes| hours)? or {_NUMBER} (?:minutes|hours)(?: long)?"
            rf"|(?:last_long|take|(?<!the )last) {_NUMBER} (?:minutes|hours)"
        ),
    ),
    (Aim.CANCELLED, "cancelled canceled called", r"(?:been )?(?:cancelled|canceled|called off)"),
    (Aim.COUNT, "many number", r"(?:how many|total number)(?: of)?"),
    (Aim.DURATION, "long length last_long many", r"how long|what is the length|last_long|how many (?=minutes)"),
    (Aim.END, "until when", r"when (?:do |is |will )?(?:end|over)|until when"),
    (
        Aim.FREE,
        "free gap longest_gap nothing empty without not miss time",
        (
            r"(?:enough |any |some )?time (?:for|to) \S+(?: \S+){0,3}(?= between )"
            r"|is (?:i|we|you) free|(?:longest_)?gap|nothing on|free|empty"
            r"|(?:without|(?<!i )not) (?:miss|missing|skip|skipping|losing)(?: out on)?"
            r"(?: (?:too|much|any|a|the|anything|talks?))*|miss nothing"
        ),
    ),
    (Aim.AGENDA, "my", r"my (?:agenda|schedule|talks|sessions|plan)"),
    (Aim.SLIDES, "slides", r"slides"),
    (
        Aim.VIDEO,
        "recorded video watch",
        (
            r"is recorded|recorded(?= *$)|video(?: link)?"
            r"(?! (?:games?|gaming|editing|production|art|cards?|codecs?|conferencing|essays?)(?![^ ]))"
            r"|watch(?= (?:\S+ ){0,8}(?:later|again|online|recorded|remotely))"
            r"|(?:where|how) (?:(?:do|can|could|to|is|will|would|i|we|you|one|able) ){1,4}watch|(?:able|way) to watch"
        ),
    ),
    (
        Aim.PAPER,
        "paper papers paper_link",
        (
            r"where (?:is|to find)(?= (?:\S+ ){0,8}papers?(?![^ ]))|paper_link"
            r"|link(?= (?:to |for )?(?:the |a )?(?:\w+ ){0,6}papers?)"
        ),
    ),
    (Aim.LINK, "link page", r"link(?: to| for| of)?|page"),
    (Aim.KIND, "kind type sort", r"what (?:kind|type|sort)(?: of (?:session|talk|thing|event))?(?: is)?"),
    (Aim.KIND, "have", rf"have(?= (?:\S+ ){{0,8}}(?:{_KINDS}) and (?:also )?(?:an? )?(?:{_KINDS})(?![^ ]))"),
    (Aim.KIND, "or", rf"is(?= (?:\S+ ){{0,12}}(?:{_KINDS}) or (?:an? )?(?:{_KINDS})(?![^ ]))"),
    (Aim.ABOUT, "abstract about", r"abstract(?: of| for)?|what (?:is|do|will)(?= (?:\S+ ){0,20}about)|(?<=^ )about"),
    (
        Aim.ABOUT,
        "on_topic",
        r"what(?: is| do| will)?(?= (?:\S+ ){1,12}on_topic(?: *$| ·| (?:if|and)(?![^ ])))",
    ),
    (Aim.LANGUAGE, "language", r"(?:in )?(?:what|which) language(?: is)?|(?<=^ )(?:the )?language of"),
    (
        Aim.WHERE,
        "where room venue hall stage saal",
        (
            r"(?:the )?(?:room|venue)(?= *$)|(?<=^ )(?:the )?(?:hall|stage|saal)(?= *$)"
            r"|where(?: is| do| will)?(?: the)?(?: room)?"
        ),
    ),
    (
        Aim.WHEN,
        "now already over",
        r"(?:now|already|over) or (?:not(?: yet)?|later|after|next|then|still to come|over|now|yet)",
    ),
    (Aim.WHEN, "when time", r"(?:the )?time(?= *$)|(?:the )?time (?:of|for)|when(?: is| do| will| can)*"),
    (
        Aim.WHO,
        "who author speaker speakers presenting",
        r"who(?: is| do| will)*|by who|(?:the )?(?:speakers?|author)(?: of| for| is)?|presenting by",
    ),
)
_PATTERNS = tuple((aim, whole_words(text)) for aim, _, text in _SIGNS)
_TRIGGERED = by_word(triggers for _, triggers, _ in _SIGNS)
_PLACE, _TIME = "(?:the )?(?:room|hall|stage|venue|where)", "(?:the )?(?:time|hours|day|when)"
_PLACE_WORDS, _TIME_WORDS = frozenset({"room", "hall", "stage", "venue"}), frozenset({"time", "hours", "day", "when"})
_PLACE_AND_TIME = whole_words(
    rf"{_PLACE} (?:and |or )?{_TIME}|{_TIME} (?:and |or )?{_PLACE}"
)  # `hall and hour, please`
_CLASH_WORDS = frozenset({"overlap", "clash"})
_CLASH = whole_words(r"(?:overlap|clash)(?: with| and)?")
_LINKS = frozenset({Aim.LINK, Aim.VIDEO, Aim.SLIDES, Aim.PAPER})
# Words that are also parts of titles: verbs only where nothing follows them but a time.
_VERB_ENDS = (
    r"(?= *$| (?:·|on|at|in|for|today|tomorrow|tonight|day|monday|tuesday|wednesday|thursday|friday|saturday|sunday))"
)
_ENDING = whole_words(rf"end|over(?! there)|(?:close|shut){_VERB_ENDS}")
_ENDING_WORDS = frozenset({"end", "over", "close", "shut"})
_OPEN = frozenset({"open"})
OPENS = re.compile(rf"(?<= )open{_VERB_ENDS}")  # `when does hall 2 open?`
_QUESTION_WORDS = frozenset({
    "what", "which", "who", "where", "when", "how", "is", "do", "can", "could", "will", "would", "should", "have",
    "list", "show", "give", "find", "any", "anything", "something", "remind", "tell", "search", "am", "may", "next",
    "now",
})  # fmt: skip
_QUESTION = re.compile(
    rf"^ (?:· |·+ )*(?:{'|'.join(sorted(_QUESTION_WORDS))})(?![^ ])"
    r"|(?<![^ ])(?:what|which|who|where|when|how (?:long|many))(?![^ ])"
)


_ALONE_MOST = 6  # words
_AROUND = frozenset({
    "a", "an", "the", "its", "it", "is", "there", "have", "do", "any", "what", "which", "also", "so", "for", "of", "to",
})  # fmt: skip
_VERBS, _VERDICTS = frozenset({"is", "do", "have"}), frozenset({"over", "end", "start"})  # `is it over?`
_ALONE = {
    **dict.fromkeys(("until", "end", "over", "end when", "until end"), Aim.END),
    **dict.fromkeys(("hall", "stage", "saal", "place", "building", "floor", "auditorium", "address"), Aim.WHERE),
    **dict.fromkeys(("who by", "by", "by who", "from who", "with who", "who with", "author", "other author"), Aim.WHO),
    **dict.fromkeys(("length", "long", "last_long", "minutes", "how many minutes"), Aim.DURATION),
    **dict.fromkeys(("language", "in language"), Aim.LANGUAGE),
    **dict.fromkeys(("topic", "subject", "theme", "content", "title", "name"), Aim.ABOUT),
    **dict.fromkeys(("paper", "papers"), Aim.PAPER),
    **dict.fromkeys(("start", "hours", "starts when"), Aim.WHEN),
}

_ALONE_WORDS = frozenset(word for words in _ALONE for word in words.split())


def read_aims(reading: Reading) -> tuple[tuple[Aim, ...], bool]:
    """The aims, main one first and none where nothing says so, and whether the words have the shape of a request."""
    shaped = reading.said(_QUESTION_WORDS) and reading.has(_QUESTION)
    if (alone := _alone(reading)) is not None:
        return (alone,), True
    clash = reading.take(_CLASH) if reading.said(_CLASH_WORDS) else None
    if clash is not None and reading.words(clash.end()):
        reading.put(clash, "during")  # `does X overlap with Y`
    triggered = sorted({number for word in reading.known(_TRIGGERED) for number in _TRIGGERED[word]})
    signs = (_PATTERNS[number][0] for number in triggered if reading.take_all(_PATTERNS[number][1]))
    supposed = take_supposed(reading)
    both = reading.said(_PLACE_WORDS) and reading.said(_TIME_WORDS) and reading.take(_PLACE_AND_TIME) is not None
    found = [*([Aim.CLASH] if clash or supposed else []), *((Aim.WHEN, Aim.WHERE) if both else ())]
    found = list(dict.fromkeys([*found, *signs]))
    if (
        Aim.WHEN in found and reading.said(_ENDING_WORDS) and reading.take(_ENDING)
    ):  # `when does X end`: the subject stands between
        found.insert(0, Aim.END)
    if Aim.WHEN in found and reading.said(_OPEN):
        reading.take(OPENS)
    return tuple(_ordered(found)), shaped


def _alone(reading: Reading) -> Aim | None:
    """`till?`, `hall?`, `is there a paper?`: a word that in a whole question would be part of its frame."""
    if not reading.said(_ALONE_WORDS):
        return None
    words = reading.text.split()
    if len(words) > _ALONE_MOST:
        return None
    left = [word for word in words if word not in _AROUND and "·" not in word]
    aim = _ALONE.get(" ".join(left)) if left and not (words[0] in _VERBS and _VERDICTS.issuperset(left)) else None
    if aim is not None:
        reading.blank(0, len(reading.text))
    return aim


def _ordered(found: list[Aim]) -> list[Aim]:
    """`when and where` keeps both; a finer aim makes a coarser one beside it superfluous."""
    if len(found) < 2:  # noqa: PLR2004 - nothing is superfluous beside nothing
        return found
    if Aim.LENGTH in found:
        return [Aim.LENGTH]
    if Aim.FREE in found and (Aim.COUNT in found or Aim.DURATION in found):  # `how much free time is there?`
        return [Aim.FREE]
    if Aim.DURATION in found or Aim.END in found or Aim.COUNT in found or Aim.CLASH in found:
        return [aim for aim in found if aim not in (Aim.WHEN, Aim.WHAT)]
    if Aim.WHERE in found and not _LINKS.isdisjoint(found):
        found = [aim for aim in found if aim is not Aim.WHERE]
    if Aim.WHEN in found and Aim.WHERE in found:
        return [Aim.WHEN, Aim.WHERE, *(aim for aim in found if aim not in (Aim.WHEN, Aim.WHERE))]
    return found
