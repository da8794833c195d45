"""Text to questions. Frame words are taken out layer by layer; what is left over is the subject.

Frame words only: which person, room or session a subject is, `subject` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import timedelta

from schedule.answering.kinds import take_kinds
from schedule.answering.lexicon import read_words
from schedule.answering.question import Aim, Phrase, Question, Relation
from schedule.answering.reading import Reading
from schedule.answering.times import Flow, TimePhrase, read_time
from schedule.answering.tokens import HONORIFICS, Token, clean, tokenize
from schedule.answering.wants import read_aims, read_request
from schedule.answering.word_lists import chatter, frame

CLAUSES_MOST = 5  # of one message
_WORDS_MOST = 80  # of one clause

# Folded words -> where a title is written out among them, from and up to, and the word that stands for it.
Quoted = Callable[[tuple[str, ...]], tuple[int, int, str] | None]


def parse_question(
    text: str,
    vocabulary: Collection[str] = (),
    month_days: frozenset[tuple[int, int]] = frozenset(),
    quoted: Quoted | None = None,
) -> tuple[Question, ...]:
    """The questions of a message, in order; empty for a text without a word.

    `vocabulary` holds the schedule's words, which are never repaired; `month_days` its dates, which decide what
    `3.12` means; `quoted` finds a title that is written out, whose words then carry no grammar.
    """
    text = clean(text)
    questions: list[Question] = []
    for tokens, asking in _sentences(text) if quoted is None else _around(text, quoted):
        for words in _clauses(_canonical(tokens, vocabulary)):
            questions.append(_read(words, tokens, vocabulary, month_days, asking=asking))
    return tuple(questions[:CLAUSES_MOST])


def _around(text: str, quoted: Quoted) -> Iterator[tuple[list[Token], bool]]:
    """Sentences, but for a title that goes across their ends: that one stays together."""
    tokens = tokenize(text)
    span = quoted(tuple(token.word for token in tokens))
    if span is None:
        yield from _sentences(text)
        return
    first, last, name = span
    title = Token(text[tokens[first].start : tokens[last - 1].end], name, tokens[first].start, tokens[last - 1].end)
    before = list(_sentences(text[: title.start]))
    after = list(_sentences(text[title.end :]))
    left, _ = before.pop() if before else ([], False)
    right, asking = after.pop(0) if after else ([], False)
    yield from before
    yield [*left, title, *right], asking or "?" in text[title.end : title.end + 2]
    yield from after


_SENTENCE_END = re.compile(r"[?!;\n]+|\.(?=\s|$)|…")
_NO_END = HONORIFICS | {"vs", "e", "g", "approx", "no", "nr", "st"}


def _sentences(text: str) -> Iterator[tuple[list[Token], bool]]:
    """Tokens between two sentence ends, and whether a question mark closes them."""
    sentence: list[Token] = []
    tokens = tokenize(text)
    for number, token in enumerate(tokens):
        sentence.append(token)
        until = tokens[number + 1].start if number + 1 < len(tokens) else len(text)
        between = text[token.end : until]
        if until < len(text) and not between[-1:].isspace() and between == ".":
            continue  # K.1.105
        found = _SENTENCE_END.search(between)
        if found and not (
            found[0] == "." and (token.word in _NO_END or len(token.word) < 3 or token.word[0].isdigit())
        ):  # noqa: PLR2004
            yield sentence[:_WORDS_MOST], "?" in between
            sentence = []
    if sentence:
        yield sentence[:_WORDS_MOST], "?" in text


def _canonical(tokens: Sequence[Token], vocabulary: Collection[str]) -> tuple[tuple[str, int], ...]:
    words = tuple(token.word for token in tokens)
    return read_words(words, frozenset(i for i, token in enumerate(tokens) if token.possessive), vocabulary)


_OPENERS = frozenset({"when", "where", "who", "what", "which", "how"})


def _clauses(words: Sequence[tuple[str, int]]) -> Iterator[Sequence[tuple[str, int]]]:
    """Splits `when is X and where is Y`, where both sides name something; `when and where is X` is one question."""
    start = 0
    for at in range(1, len(words) - 1):
        opens = words[at][0] in ("and", "also") and words[at + 1][0] in _OPENERS
        if opens and _names(words[start:at]) and _names(words[at + 1 :]):
            yield words[start:at]
            start = at
    yield words[start:]


def _names(words: Sequence[tuple[str, int]]) -> bool:
    return any(word not in frame() and word not in chatter() and word not in _OPENERS for word, _ in words)


def _read(
    words: Sequence[tuple[str, int]],
    tokens: Sequence[Token],
    vocabulary: Collection[str],
    month_days: frozenset[tuple[int, int]],
    *,
    asking: bool,
) -> Question:
    reading = Reading(words)
    source = reading.text
    leads = _take_leads(reading)
    same_room, same_day = reading.take(_SAME_ROOM) is not None, reading.take(_SAME_DAY) is not None
    request = read_request(reading)
    if not _POLITE_WORDS.isdisjoint(source.split()):
        reading.take_all(_POLITE)
    opens = _OPENING.search(reading.text) is not None or _POLITE_OPENING.search(source) is not None
    follows = reading.take(_AND) is not None
    aims, wish = ((request,), True) if request else read_aims(reading)
    personal = reading.has(_YOUR)
    language = reading.take(_LANGUAGE)
    time = read_time(reading, month_days)
    relation, at = _take_relation(reading)
    end = at if relation else len(reading.text)
    topical, plural = reading.has(_TOPICAL, end), reading.has(_PLURAL, end)
    anchor = _phrase(reading, tokens, vocabulary, at, len(reading.text)) if relation else _NO_PHRASE
    event = reading.take(_EVENT) is not None
    reading.take_all(_HERE)
    subject = _phrase(reading, tokens, vocabulary, 0, end)
    event = event or (Aim.WHEN in aims and not subject and " start " in source and " again " not in source)
    time = _implied(aims, subject, time, source) if not (relation or event or language) else time
    rest = [word for word, _ in reading.words()]
    return Question(
        aims=aims or (Aim.WHAT,),
        subject=subject,
        time=time,
        relation=relation,
        anchor=anchor,
        topical=topical,
        plural=plural,
        event=event,
        language=_LANGUAGES[language[1] or language[2]] if language else None,
        leads=leads,
        asked=asking or bool(aims) or wish,
        opens=opens,
        follows=follows,
        same_room=same_room,
        same_day=same_day,
        others=_OTHERS.search(source) is not None,
        personal=personal,
        chatter=sum(word in chatter() and word not in frame() and word not in vocabulary for word in rest),
        loose=frozenset(word for word in rest if word in frame()),
        source=source.strip(),
    )


_NO_PHRASE = Phrase()


def _implied(aims: tuple[Aim, ...], subject: Phrase, time: TimePhrase, source: str) -> TimePhrase:
    """`anything on?` means now, `when does it go on?` what comes next."""
    if time or subject.words or subject.order:
        return time
    if Aim.WHEN in aims and _GOES_ON.search(source):
        return TimePhrase(flow=Flow.NEXT)
    if subject.kinds:
        return time
    if (aims == (Aim.WHO,) and _TALKS.search(source)) or (not aims and _ON.search(source)):
        return TimePhrase(flow=Flow.NOW)
    return time


_GOES_ON = re.compile(r" (?:resume|go on|on again|back on|carry on|start again|again start) ")
_ON = re.compile(r" on(?: stage| there| here)? $")
_TALKS = re.compile(r" (?:on|talking|presenting)(?: stage| there| here)? $")


def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^ ])(?:{text})(?![^ ])")


# Words that make a message one about the people in the chat.
_YOUR = _word(
    "your|yours|yourself|you|my|mine|myself|me|i|we|us|our|ours|ourselves|his|her|hers|their|theirs|he|she|him|guys|dude"
    "|bro|mate|buddy|man"
)
_POLITE = _word(
    r"sorry (?:if|for|to) (?:\S+ ){0,6}(?:asked|answered|ask|interrupt|bother)(?: already| before| again)?"
    r"|please|thanks(?: in advance)?|hello(?: everyone| there| all| bot)?|hi(?: everyone| there| all| bot)?"
    r"|hey(?: everyone| there| all| bot)?|ok(?:ay)?|good (?:morning|afternoon|evening)(?= \w)|excuse me|sorry"
    r"|(?:do|will) (?:we|you|you guys|any of you|everyone) know(?: if)?"
    r"|can anyone tell me|(?:do|can|could|would|will) you (?:please )?(?:tell me|know|remember|have any idea|let me know)"
    r"|(?:could|can|would|will) you|tell me|(?:do|can|could) anyone (?:here )?(?:know|tell me|remember|say|have)(?: if)?"
    r"|anyone (?:here )?(?:know|knows|remember|have any idea|got any idea|have|got)(?: if)?|i (?:would|will) (?:like|love|want) to (?:know|see|find out)"
    r"|i (?:want|need|wish|wanted|am trying|try) to (?:know|find out|see|find|ask)|just wondering|i (?:was|am) wondering(?: if)?|i is wondering(?: if)?"
    r"|quick question|exactly|guys|everyone(?= *$)|give me|show me|let me know|i am looking for|looking for|any idea|can i (?:know|ask)|may i (?:know|ask)|so(?= w)"
)
_POLITE_WORDS = frozenset(
    "sorry please thanks hello hi hey ok okay good excuse do will can could would anyone tell i just quick exactly guys"
    " everyone give show let looking any may so".split()
)
_OPENING = re.compile(
    r"^ (?:· |·+ )*(?:so |and |ok |the |at |in |on |until |by )?"
    r"(?:when|where|who|what (?:is|do|talks?|sessions?|else|comes|runs|spotlights?|posters?|kind)|what|which|how (?:long|many)|is|are|do|have|any|next|list)(?![^ ])"
)
_POLITE_OPENING = re.compile(
    r"^ (?:\w+ ){0,3}(?:(?:do|can|could|will|would) )?anyone (?:here )?(?:knows?(?: if)?|have|got|remember)(?![^ ])"
)
_AND = re.compile(r"^ (?:· |·+ )*(?:and|what about|how about|but|also|then|or)(?![^ ])")

_LEAD = _word(
    r"(?:(\d{1,3}|five|ten|fifteen|twenty|thirty) (?:and (\d{1,3}) )?minutes|(\d|an?|one|two) hours) (?:before|prior|ahead|early|in advance|earlier|beforehand)(?: of| to)?(?: it)?(?: start)?"
)
_MINDS = _word("remind|tell me|message me|call me|wake me")
_LEAD_NUMBERS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "a": 1, "an": 1, "one": 1, "two": 2}


def _take_leads(reading: Reading) -> tuple[timedelta, ...]:
    """`10 minutes before`: how long before its start a reminder is wanted."""
    if not reading.has(_MINDS):
        return ()
    found = reading.take(_LEAD)
    if found is None:
        return ()
    numbers = [_LEAD_NUMBERS.get(text) or int(text) for text in found.groups() if text]
    return tuple(timedelta(hours=number) if found[3] else timedelta(minutes=number) for number in numbers)


_SAME_ROOM = _word(
    r"(?:in |at )?(?:that|this|the same|same) (?:room|hall|stage|saal|place)|in there|(?<=on )there|(?<=talking )there|(?<=else )there"
)
_SAME_DAY = _word(r"(?:on |for )?(?:that|the same|same) day")
_OTHERS = re.compile(r" (?:else|other|another|more) ")
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "japanese": "ja", "chinese": "zh", "dutch": "nl", "polish": "pl", "russian": "ru", "korean": "ko", "czech": "cs",
    "swedish": "sv", "turkish": "tr", "hungarian": "hu", "deutsch": "de", "englisch": "en",
}  # fmt: skip
_LANGUAGE = _word(
    rf"(?:(?:held |speaking |given |talking )?(?:in|into|to)(?: or in| or)? ({'|'.join(_LANGUAGES)})(?: language)?(?: or (?:in )?\w+)?"
    rf"|({'|'.join(_LANGUAGES)})(?: language| speaking)?(?= (?:talks?|sessions?|lectures?|ones?)(?![^ ])))"
)
_RELATIONS = (
    (
        Relation.DURING,
        r"(?:in )?parallel(?: to| with|(?= (?:sessions?|talks?|on|is|in)(?![^ ])| *$))|during|at the same time (?:as|to)",
    ),
    (Relation.EXCEPT, r"except"),
    (Relation.BETWEEN, r"between"),
    (Relation.AFTER, r"(?:right |just |directly |straight |immediately )?after|(?:then )?following"),
    (Relation.BEFORE, r"(?:right |just |directly )?before"),
)
_EITHER = (
    (_word(r"(?:before or after|after or before)"), Relation.BEFORE),
    (re.compile(r"(?<![^ ])before(?= .*or after(?![^ ]))"), Relation.BEFORE),
    (re.compile(r"(?<![^ ])after(?= .*or before(?![^ ]))"), Relation.AFTER),
)
_OR_OTHER = _word(r"or (?:before|after)")
_RELATION_PATTERNS = tuple((relation, _word(text)) for relation, text in _RELATIONS)


def _take_relation(reading: Reading) -> tuple[Relation | None, int]:
    """The relation, and where its anchor begins."""
    for pattern, relation in _EITHER:
        if found := reading.take(pattern):
            reading.take(_OR_OTHER)
            return relation, found.end()
    for relation, pattern in _RELATION_PATTERNS:
        if found := reading.take(pattern):
            return relation, found.end()
    return None, 0


_TOPICAL = _word(
    r"about|on_topic|anything on|something on|talks on|sessions? on|stuff on|papers? on|posters? on|work on|any|anything|something|stuff|related|which|all|list|everything"
)
_PLURAL = _word(
    r"talks|sessions|papers|posters|events|spotlights|keynotes|things|all|any|list|which|every|everything|those|these|ones|lectures"
    r"|options|choices|orals|demos|tutorials|workshops|panels"
)
_EVENT = _word(
    r"(?:the )?(?:whole |entire |full )?(?:conference|event|congress|con|conf|symposium|meeting|programme?|schedule|day)"
    r"|everything|it all|this thing"
)
_HERE = _word(r"this (?:year|week|time|weekend)|here")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1}
_ORDER_WORD = _word(
    r"(?:the )?(?:very )?(first|second|third|fourth|fifth|sixth|last)(?: (?:one|thing|item|of them|bit))?|(?:the )?(?:number|no) (\d)"
)
_PRONOUN = _word(
    r"it|its|that|this|they|them|he|she|him|her|his|hers|their|those|these|(?:the |that |this )?(?:one|ones)|that (?:one|talk|session|poster)"
    r"|this (?:one|talk|session|poster)"
)
_CONJUNCTIONS = frozenset({"and", "or", "with", "versus", "vs", "plus"})


def _phrase(reading: Reading, tokens: Sequence[Token], vocabulary: Collection[str], start: int, end: int) -> Phrase:
    order = reading.take(_ORDER_WORD, start, end)
    before_kinds = reading.words(start, end)
    kinds = take_kinds(reading, start, end)
    of_kinds = set(before_kinds) - set(reading.words(start, end)) if kinds else set()
    pronoun = reading.take(_PRONOUN, start, end) is not None
    words: list[str] = []
    breaks: set[int] = set()
    soft: set[int] = set()
    placed: set[int] = set()
    for word, source in reading.words(start, end):
        before = tokens[source - 1].word if source else ""
        if before in _PLACES and (
            word.isdigit() or (source > 1 and tokens[source - 2].word not in _WHICH) or source == 1
        ):
            placed.add(len(words))
            words.append(tokens[source].word)
            continue
        if word.isdigit() and word in vocabulary and before in vocabulary and word == tokens[source].word:
            words.append(word)  # `deck 2`
        elif word in _CONJUNCTIONS:
            breaks.add(len(words))
        elif _is_content(word, vocabulary):
            if word in chatter():
                soft.add(len(words))
            words.append(tokens[source].word)
    return Phrase(
        words=tuple(words),
        breaks=frozenset(breaks - {0, len(words)}),
        kinds=kinds,
        order=(_ORDINALS[order[1]] if order[1] else int(order[2])) if order else None,
        pronoun=pronoun,
        soft=frozenset(soft),
        placed=frozenset(placed),
        whole=_whole(before_kinds, of_kinds, tokens, vocabulary) if kinds else (),
    )


def _whole(
    said: Sequence[tuple[str, int]],
    of_kinds: Collection[tuple[str, int]],
    tokens: Sequence[Token],
    vocabulary: Collection[str],
) -> tuple[str, ...]:
    """Names and words for kinds in their order, each as typed; plain words such as `talk` are no part of a name."""
    kept = {
        source: tokens[source].word
        for word, source in said
        if word not in _PLAIN and ((word, source) in of_kinds or _is_content(word, vocabulary))
    }
    return tuple(kept.values())


_PLAIN = frozenset({"talk", "talks", "lecture", "lectures", "session", "sessions", "one", "ones"})
_PLACES = frozenset(
    {"room", "hall", "aud", "track", "saal", "stage", "auditorium", "raum", "salle", "sala", "theatre", "theater"}
)
_WHICH = frozenset({"which", "what", "welchem", "welcher", "quelle", "que", "quale", "qual", "wich", "whch"})


def _is_content(word: str, vocabulary: Collection[str]) -> bool:
    if word in frame() or word in HONORIFICS or (len(word) == 1 and word.isascii() and word.isdigit()):
        return False
    return word not in chatter() or word in vocabulary
