"""Turns of phrase that say something plain in other words: `what on earth is X`, `do we have to split up for X and Y`.

Puts the plain words in their place, before anything else is read.
"""

from __future__ import annotations

from schedule.answering.language.reading import Reading, whole_words

# A word of the schedule is marked; here it means what it means to everybody.
_EXCLAIMED = (
    "(?:on §?earth|in §?the §?world|§?the §?(?:heck|hell|fuck|devil|actual (?:heck|hell|fuck))|even|in §?gods §?name)"
)
_WHAT_IS = whole_words(rf"what {_EXCLAIMED} is(?! (?:on|there|now|next|it|this|that|§?happening)(?![^ ]))")
_EXCLAMATION = whole_words(rf"(?<=what |when ){_EXCLAIMED}|(?<=where ){_EXCLAIMED}|(?<=who |how ){_EXCLAIMED}")
_EXCLAIMING = frozenset({"earth", "world", "heck", "hell", "fuck", "devil", "even", "gods"})

_WE = "(?:we|i|they)"
_PARTING = whole_words(
    rf"(?:(?:do|will|must|should|would) (?:{_WE} )?(?:(?:all|really|then|now|both|still) )*(?:(?:have|need) to )?"
    r"|is there to )"  # how `do we have to` is read
    r"§?(?:split|choose|pick|decide)(?: (?:up|one|ourselves|a §?side))*"
    r"(?:( (?:for|between|over))|(?= ·+(?![^ ])| *$))"
)
_PARTS = frozenset({"split", "choose", "pick", "decide"})

_SHOWN = (
    "(?:playing|played|showing|shown|screening|screened|doing|done|serving|served|streaming|streamed|performing"
    "|performed|teaching|taught|discussing|discussed|covering|covered|cooking|demoing|presenting)"
)
_WHAT_THEY_DO = whole_words(
    rf"what is (?:being |they |you |people |everyone |anyone |the §?(?:kids|band|others) )*§?{_SHOWN}"
    r"(?= (?:in|at|on|now|next|today|tonight|tomorrow|after|before|during|there|·+)(?![^ ])| *$)"
)
_DOING = frozenset(_SHOWN[3:-1].split("|"))

_PERFORMS = "(?:playing|performing|singing|reading|appearing|teaching|hosting|lecturing|speaking|dancing)"
_THERE = r"(?= (?:in|at|on|now|next|again|today|tonight|tomorrow|there|here|·+)(?![^ ])| *$)"
_PERFORMING = whole_words(rf"((?:when|where|where room|what room) is (?:\S+ ){{1,4}}|who is )§?{_PERFORMS}{_THERE}")
_ON_STAGE = frozenset(_PERFORMS[3:-1].split("|"))

_NOUN = (
    "talks?|sessions?|panels?|workshops?|tutorials?|lectures?|events?|things?|ones?|something|anything|somewhere"
    "|anywhere|everything|class|classes|demos?"
)
_WHERE_THEY = whole_words(
    rf"(?:{_NOUN}) (?:in )?(where (?:they|you|we|i|people|someone|somebody|everyone|one)"
    r"(?: (?:can|could|will|would|may|get|is|just|all|actually|able|to|do|teach|show|explain|learn|how))*)"
)
_WHERE = frozenset({"where"})

_AT_ONCE, _COMPARED = frozenset({"parallel", "clash", "overlap"}), frozenset({"before", "after", "between"})
_OR_NOT = whole_words(r"or (?:is|am|do|can|could|will) (?:we|i|they|it|all|both|on)(?: \S+){1,4}(?= *$)")


def take_turns_of_phrase(reading: Reading) -> None:
    if not reading.said(_ANY):
        return
    if _said(reading, _EXCLAIMING):
        if found := reading.take(_WHAT_IS):
            reading.put(found, "about")
        reading.take_all(_EXCLAMATION)
    if _said(reading, _PARTS) and (found := reading.take(_PARTING)):
        reading.put(found, "clash between" if found[1] else "clash")
    if reading.said(_AT_ONCE) and not reading.said(_COMPARED):
        reading.take(_OR_NOT)  # `same time, or are we lucky?`
    if _said(reading, _DOING) and (found := reading.take(_WHAT_THEY_DO)):
        reading.put(found, "what is on")
    if _said(reading, _ON_STAGE) and (found := reading.take(_PERFORMING)):
        reading.put(found, f"{found[1]}talking")
    if _said(reading, _WHERE):
        for found in _WHERE_THEY.finditer(reading.text):  # `a session where they build robots` asks for no room
            reading.blank(*found.span(1))


def _said(reading: Reading, words: frozenset[str]) -> bool:
    return reading.said(words) or reading.said(_MARKED[words])


_MARKED = {
    words: frozenset(f"§{word}" for word in words) for words in (_EXCLAIMING, _PARTS, _DOING, _ON_STAGE, _WHERE)
}  # as words of the schedule
_ANY = frozenset().union(_AT_ONCE, *_MARKED.keys(), *_MARKED.values())
