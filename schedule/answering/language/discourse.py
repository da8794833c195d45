"""What people say around a question without asking anything by it: `wait, when is X again lol`, `morning all`.

Cuts such words off both ends of a sentence before it is read. What stands inside it is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from schedule.answering.tokens import Token

# fmt: off
# Words that open an utterance, in six languages: interjections, calls for attention, hesitation, laughter.
_OPENERS = frozenset({
    "wait", "hm", "hmm", "hmmm", "mm", "um", "umm", "uh", "uhm", "uhh", "er", "erm", "eh", "oh", "ooh", "ohh", "ah",
    "ahh", "aha", "aw", "argh", "ugh", "gosh", "jeez", "damn", "dang", "omg", "omfg", "wow", "whoa", "wtf", "lol",
    "lmao", "rofl", "haha", "hahaha", "hehe", "heh", "xd", "well", "okay", "ok", "okey", "kk", "right", "alright",
    "anyway", "anyways", "anyhow", "actually", "btw", "fyi", "tbh", "yo", "hey", "heyo", "heya", "hi", "hiya",
    "hello", "howdy", "sup", "dude", "dudes", "man", "bro", "mate", "folks", "guys", "people", "peeps", "yall",
    "friends", "everyone", "everybody", "listen", "look", "yeah", "yep", "yup", "nah", "great", "cool", "nice",
    "perfect", "sweet", "awesome", "thanks", "thx", "cheers", "seriously", "honestly", "sigh", "phew", "oops",
    "whoops", "ahm", "naja", "moin", "servus", "hallo", "leute", "tja", "euh", "alors", "salut", "bonjour", "dites",
    "oye", "bueno", "pues", "hola", "perdon", "allora", "senti", "ciao", "oi", "ola", "entao", "olha",
})
_CLOSERS = frozenset({
    "lol", "lmao", "rofl", "haha", "hahaha", "hehe", "heh", "xd", "btw", "tho", "though", "tbh", "anyone",
    "anybody", "someone", "somebody", "any1", "folks", "guys", "dude", "bro", "mate", "man", "people", "peeps",
    "yall", "everyone", "everybody", "pls", "plz", "please", "thx", "thanks", "ty", "cheers", "roughly", "approx",
    "approximately", "exactly", "precisely", "actually", "anyway", "anyways", "huh", "eh", "hm", "hmm", "ugh",
    "argh", "omg", "wtf", "asap", "fyi", "idk", "hello", "hallo", "bitte", "danke", "merci", "gracias", "grazie",
    "obrigado", "obrigada", "jemand", "leute", "quelquun", "alguien", "qualcuno", "alguem", "genau", "ungefahr",
    "exactement", "exactamente", "esattamente",
})
_GREETINGS = frozenset({
    "hey", "hi", "hello", "hallo", "moin", "hola", "ciao", "salut", "yo", "morning", "afternoon", "evening", "day",
    "mornin",
})
_GREETED = frozenset({
    "all", "everyone", "everybody", "every1", "folks", "guys", "there", "team", "people", "peeps", "bot", "yall",
    "friends", "zusammen", "alle", "tous", "todos", "tutti",
})
_BEGINNINGS = frozenset({
    "when", "whens", "wen", "where", "wheres", "who", "whos", "what", "whats", "which", "how", "hows", "is", "are",
    "was", "does", "do", "did", "has", "have", "will", "can", "could", "would", "may", "might", "any", "anyone",
    "anybody", "someone", "somebody", "at", "in", "on", "until", "so", "and", "am", "should", "remind", "show",
    "list", "tell", "wann", "wo", "wer", "welcher", "welche", "welches", "wie", "gibt", "ist", "kann", "weiss",
    "quand", "qui", "quel", "quelle", "ou", "est", "combien", "cuando", "donde", "quien", "que", "cual", "cuanto",
    "hay", "quando", "dove", "chi", "quale", "quanto", "onde", "quem", "qual", "a", "the",
})
# fmt: on
_CALLED = frozenset({"anyone", "anybody", "someone", "somebody"})


def trim(tokens: Sequence[Token], vocabulary: Collection[str]) -> Sequence[Token]:
    """The sentence without what is said around it; empty where it says nothing else.

    `vocabulary` holds the schedule's words: they go only where a question begins behind them, or after a pause.
    """
    first, last = _greeting(tokens), len(tokens)
    start = first
    while start < last and tokens[start].word in _OPENERS:
        start += 1
    if start < last and tokens[start].word in _CALLED and start + 1 < last and _pauses(tokens, start + 1):
        start += 1
    if start < last and start > first and tokens[start].word not in _BEGINNINGS:
        while start > first and not _pauses(tokens, start) and tokens[start - 1].word in vocabulary:
            start -= 1
    while last > start and tokens[last - 1].word in _CLOSERS and _closes(tokens, last - 1, vocabulary):
        last -= 1
    return tokens[start:last] if start or last < len(tokens) else tokens


def _greeting(tokens: Sequence[Token]) -> int:
    """How many words greet: `morning all`, `good evening`."""
    if not tokens or (tokens[0].word != "good" and tokens[0].word not in _GREETINGS):
        return 0
    words = [token.word for token in tokens[:3]]
    at = 1 if words[:1] == ["good"] and len(words) > 1 else 0
    if at < len(words) and words[at] in _GREETINGS:
        greeted = at + 1 < len(words) and words[at + 1] in _GREETED
        if greeted or at:
            return at + 2 if greeted else at + 1
    return 0


def _closes(tokens: Sequence[Token], at: int, vocabulary: Collection[str]) -> bool:
    return tokens[at].word not in vocabulary or _pauses(tokens, at)


def _pauses(tokens: Sequence[Token], at: int) -> bool:
    """Whether more than a space stands before a word, as a comma."""
    return at > 0 and tokens[at].start - tokens[at - 1].end > 1
