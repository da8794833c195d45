"""What surrounds a question's subject: how it stands to another session, its language, a reminder's lead."""

from __future__ import annotations

import re
from collections.abc import Collection

from schedule.answering.language.reading import Reading, whole_words
from schedule.answering.language.word_lists import frame
from schedule.answering.question import Relation

_MISS_WORDS = frozenset({"miss", "missing"})
_MISS = whole_words(
    r"(?<!not )miss(?:ing)?(?: out on)? (?:(?:if|when|while|by|for) )?(?:i |we |you )?"
    r"(?:(?:am|is|will|would|choose|pick) )*"
    r"(?:to )?(?:go|goes|went|going|see|saw|seeing|watch|watching|attend|attending|visit|visiting"
    r"|sit|sitting|stay|in|at)"
    r"(?: to| in| at| for)?"
)


def read_missing(reading: Reading) -> None:
    """`what do I miss if I go to X?` asks for what runs during X."""
    if reading.said(_MISS_WORDS) and (found := reading.take(_MISS)):
        reading.put(found, "during")


_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "japanese": "ja", "chinese": "zh", "dutch": "nl", "polish": "pl", "russian": "ru", "korean": "ko", "czech": "cs",
    "swedish": "sv", "turkish": "tr", "hungarian": "hu", "deutsch": "de", "englisch": "en",
}  # fmt: skip
_LANGUAGE_WORDS = frozenset(_LANGUAGES)
_NAMES = "|".join(_LANGUAGES)
_NOUNS = (
    "talks?|sessions?|lectures?|ones?|options?|choices?|stuff|things?|content|only|available|keynotes?|workshops?|panels?"
    "|tutorials?|track|tracks|program|programme|schedule|slots?|speakers?|streams?|now|next|today|tomorrow|tonight"
)
_NO_LANGUAGE = whole_words(
    rf"(?:that |which )?(?:is |do )?(?:not |no |non |without |except )+(?:in |any )?({_NAMES})"
    r"(?: language| talking| speakers?)*"
)
_LANGUAGE = whole_words(
    rf"(?:(?:held |talking |presenting )?(?:in|into|to) ({_NAMES})(?: language)?(?: or (?:in )?\w+)?"
    rf"|(?:(?:only|just|talking|understand|know) )+({_NAMES})(?: only)?"
    rf"|({_NAMES})(?: language| talking)?(?= (?:{_NOUNS})(?![^ ])))"
)
_BARE_LANGUAGE = whole_words(rf"({_NAMES})")


def take_language(reading: Reading, vocabulary: Collection[str] = ()) -> tuple[str | None, bool]:
    """The code of the language a session is to be in, and whether any other one is wanted instead.

    Alone, the name of a language is one only where no title or name of the schedule has the word.
    """
    if not reading.said(_LANGUAGE_WORDS):
        return None, False
    if found := reading.take(_NO_LANGUAGE):
        return _LANGUAGES[found[1]], True
    if found := reading.take(_LANGUAGE):
        return _LANGUAGES[found[1] or found[2] or found[3]], False
    found = _BARE_LANGUAGE.search(reading.text)
    if found is None or found[1] in vocabulary:
        return None, False
    before = reading.text[: found.start()].split()
    if before and before[-1] not in frame() and "·" not in before[-1]:  # `Dawn French` is a name
        return None, False
    reading.blank(found.start(), found.end())
    return _LANGUAGES[found[1]], False


_SUPPOSED_WORDS = frozenset({"miss", "missing", "missed", "else"})
_SUPPOSED = whole_words(
    r"(?:if|when|while|by) (?:(?:i|we) )?(?:am |is |do |will |can |would )?(?:(?:only|just|also|rather|instead) )?"
    r"(?:stay|staying|go|going|attend|attending|watch|watching|see|seeing|sit|sitting|choose|choosing|pick|picking|take"
    r"|join|joining|visit|visiting|hear|hearing|remain|on|catch|catching)(?: at| to| in| into| for| with| on)?"
)
_MISSING = whole_words(
    r"(?:what |which |anything )?(?:else )?(?:(?:do|will|would|can|am|is|could|might) )?(?:i|we) (?:be )?"
    r"(?:miss|missing|missed)(?: out)?(?: on)?"
)
_ELSE = whole_words(r"(?:what|which|anything) else(?: (?:is|do))?(?: (?:there|on|i|we|happen))*")


def take_supposed(reading: Reading) -> bool:
    """`if I stay at X, what do I miss?` asks what overlaps with X, which is left behind `during`."""
    if not reading.said(_SUPPOSED_WORDS):
        return False
    supposed, missing = _SUPPOSED.search(reading.text), _MISSING.search(reading.text) or _ELSE.search(reading.text)
    if missing is None or (supposed is None and not reading.said(_AT_ONCE)):
        return False
    reading.blank(missing.start(), missing.end())
    if supposed is None:
        return True
    reading.blank(supposed.start(), supposed.end())
    if supposed.end() < missing.start() and reading.words(missing.end()):
        reading.put(missing, "and")  # `if I go to X, do I miss Y?`
    else:
        reading.put(supposed, "during")
    return True


_AT_ONCE = frozenset({"during", "parallel"})
_RELATIONS = (
    (
        Relation.DURING,
        r"(?:in |the )*parallel(?: to| with|(?= (?:sessions?|talks?|on|is|in)(?![^ ])|(?: ·+)* *$))|during",
    ),
    (Relation.EXCEPT, r"except|excluding|(?:but|and) not|(?:that|which) is not"),
    (Relation.BETWEEN, r"between"),
    (
        Relation.AFTER,
        (
            r"(?:right |just |directly |straight |immediately )?after|(?:then )?following"
            r"|once(?= (?:\S+ ){1,9}(?:over|end)(?![^ ]))"
        ),
    ),
    (Relation.BEFORE, r"(?:right |just |directly )?before"),
)
_EITHER = (
    (whole_words(r"(?:before or after|after or before)"), Relation.BEFORE),
    (re.compile(r"(?<![^ ])before(?= .*or after(?![^ ]))"), Relation.BEFORE),
    (re.compile(r"(?<![^ ])after(?= .*or before(?![^ ]))"), Relation.AFTER),
)
_NOT = frozenset({"not"})
_OR_OTHER = whole_words(r"or (?:before|after)")
_RELATION_WORDS = frozenset({
    "parallel", "during", "except", "excluding", "not", "between", "after", "following", "before", "once",
})  # fmt: skip
# `talks on X not on Y`, `X, not Y`; in `is X not on today?` and `I do not know` the word denies something else.
_BARE_NOT = re.compile(
    r"(?<=[^ ] )(?<! do )(?<! is )(?<! will )(?<! can )(?<! have )(?<! or )(?<! why )(?<! i )(?<! could )(?<! would )"
    r"not(?= (?:in|on|at|by|from|about|the|with) [^ ]| [^ ·]+(?: [^ ·]+){0,3} *$)"
)
_DENYING = re.compile(r"^ (?:· |·+ )*(?:is|do|have|will|can|could|would|why|should|no|not|i|we|am) ")
_ORDERING = frozenset({"parallel", "after", "before"})
_RELATION_PATTERNS = tuple((relation, whole_words(text)) for relation, text in _RELATIONS)
_OR_PARALLEL = whole_words(r"or (?:is |do |will )*(?:it |they |that |these |both |on |all |at |the )*parallel")


def take_relation(reading: Reading) -> tuple[Relation | None, int]:
    """The relation, and where its anchor begins."""
    if not reading.said(_RELATION_WORDS):
        return None, 0
    if len(reading.known(_ORDERING)) > 1:  # `after X, or is it at the same time?`
        reading.take(_OR_PARALLEL)
    for pattern, relation in _EITHER:
        if found := reading.take(pattern):
            reading.take(_OR_OTHER)
            return relation, found.end()
    for relation, pattern in _RELATION_PATTERNS:
        if found := reading.take(pattern):
            return relation, found.end()
    if reading.said(_NOT) and not _DENYING.match(reading.text) and (found := reading.take(_BARE_NOT)):
        return Relation.EXCEPT, found.end()
    return None, 0


def take_inner_relation(reading: Reading, start: int) -> tuple[Relation | None, int, int]:
    """In `after the break after X`, the relation inside the anchor: where it begins and where it ends."""
    for relation, pattern in _RELATION_PATTERNS:
        if relation in (Relation.AFTER, Relation.BEFORE) and (found := reading.take(pattern, start)):
            return relation, found.start(), found.end()
    return None, len(reading.text), len(reading.text)


_SAME_ROOM = whole_words(
    r"(?<=next )there|(?<=one )there|(?<=later )there|(?<=after )there|(?<=it )there|(?<=that )there"
    r"|(?<=now )there|(?<=talk )there"
    r"|(?<!is )(?<!have )there (?=(?:next|after|later|then|today|tomorrow)(?![^ ]))|(?:on|in) the same (?:one|track)"
    r"|(?:in |at )?(?:that|this|the same|same) (?:room|hall|stage|saal|place)|in there"
    r"|(?<=on )there|(?<=talking )there|(?<=else )there"
)
_SAME_WORDS = frozenset({"that", "this", "same", "there"})
_SAME_DAY = whole_words(r"(?:on |for )?(?:that|the same|same) day")


def take_same(reading: Reading) -> tuple[bool, bool]:
    """Whether the room, and the day, of the session just spoken of are meant."""
    if not reading.said(_SAME_WORDS):
        return False, False
    return reading.take(_SAME_ROOM) is not None, reading.take(_SAME_DAY) is not None
