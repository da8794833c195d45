"""A tale before a question: `I am at the door of hall 2, what is on in there?`, `I fly at 4, what is before that?`.

What the tale names (rooms, people, titles, a time) serves the `there`, `he`, `it` or `that` of the question behind it,
which is told again with the name in its place. A question that refers to nothing leaves its tale idle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from schedule.answering.asked import World
from schedule.answering.kinds import TALK
from schedule.answering.language.word_lists import chatter, frame, idle
from schedule.answering.match import MatchKind
from schedule.answering.matching.nicknames import forms
from schedule.answering.moments import resolve
from schedule.answering.question import Question
from schedule.answering.times import Flow
from schedule.answering.tokens import Token, a_glance, clean, tokenize
from schedule.models import Room

Read = Callable[[str], Sequence[Question]]

_FEWEST = 6  # words of a tale and its question together
_CUTS_MOST = 3  # places that are tried, from the end
_WORDS_MOST = 12  # of a tale that are looked up
_RUN = 4  # words of a title that are looked for in a tale
_EXACT = 0.95  # of a score: a tale's other words are near to many names
_SHORTEST = 4  # letters of a single word that may name a title
_TITLES_MOST = 2  # titles with a word that names one of them
# fmt: off
_PLACES = frozenset({"there", "here", "da", "dort", "hier", "drin", "ahi", "alli", "aqui", "ali", "ici"})
_INSIDE = frozenset({"in", "at", "inside", "from", "drin", "drinnen"})
_PERSONS = frozenset({"he", "she", "him", "her", "er", "sie", "ihn", "elle", "lui", "lei", "ele", "ela", "el"})
_THINGS = frozenset({"it", "that", "this", "es", "il"})
_OWNERS = frozenset({"his", "her", "their", "its", "hers"})
_POINTING = frozenset({"that", "this"})
_TIMES = frozenset({"that", "then"})
_BEFORE = frozenset({"davor", "vorher", "antes", "avant", "prima"})
_OF_WHAT = frozenset({"de", "del", "da", "do", "das", "di", "della", "la", "le", "les", "que", "der", "dem", "che"})
_GERMAN = frozenset({"wann", "wo", "wer", "was", "welche", "welcher", "wie", "ist", "lauft", "kommt"})
_FRENCH = frozenset({"quand", "ou", "qui", "quel", "quelle", "est", "quest", "combien"})
# Words that in another language are an article or a verb, and the words beside which they refer to something.
_BESIDE = {"da": _GERMAN, "es": _GERMAN, "er": _GERMAN, "sie": _GERMAN, "il": _FRENCH}
_SINCE = frozenset({"before", "until", "till", "til", "by", "after"})
_OPENERS = frozenset({
    "when", "whens", "where", "wheres", "what", "whats", "who", "whos", "which", "how", "wann", "wo", "wer", "was",
    "welche", "welcher", "quand", "ou", "qui", "quel", "quelle", "cuando", "donde", "quien", "que", "quando", "dove",
    "chi", "cosa", "onde", "quem",
})
_NOUNS = frozenset({
    "talk", "talks", "session", "paper", "poster", "keynote", "lecture", "workshop", "tutorial", "spotlight", "panel",
    "presentation", "demo", "vortrag", "charla", "expose", "conference", "palestra", "presentazione",
})
_TELLERS = frozenset({
    "i", "im", "ive", "ill", "id", "my", "me", "we", "were", "our", "us", "ich", "mein", "meine", "meinen", "mir",
    "mich", "wir", "unser", "je", "jai", "mon", "ma", "mes", "nous", "yo", "mi", "mis", "estoy", "tengo", "nos", "io",
    "mio", "mia", "ho", "sono", "eu", "meu", "minha", "estou", "tenho",
})
_THERE_IS = frozenset({"is", "are", "was", "were", "be", "isnt", "arent"})
# fmt: on
_REFERRING = _PLACES | _PERSONS | _THINGS | _OWNERS | _TIMES | _BEFORE
_PAUSE = re.compile(r"[,;.!:()\n…]|\s[-–—]+\s")


@dataclass(frozen=True, slots=True)
class _Tale:
    """What a tale names, as it may be put into a question. Empty where it names none."""

    room: str = ""
    person: str = ""
    thing: str = ""
    moment: str = ""
    day: str = ""
    personal: bool = False  # somebody tells of themselves


def retold(text: str, world: World, read: Read, now: datetime) -> str:
    """The question of a message with the names of its tale; empty where it tells none, or refers to nothing in it."""
    if len(said := a_glance(text)) < _FEWEST or _REFERRING.isdisjoint(said):
        return ""
    text = clean(text)
    tokens = tokenize(text)
    if len(tokens) < _FEWEST or _REFERRING.isdisjoint(token.word for token in tokens):
        return ""
    for cut in _cuts(text, tokens):
        tail = tokens[cut:]
        if _REFERRING.isdisjoint(token.word for token in tail) or not _asks(text[tail[0].start :], read):
            continue
        tale = _told(text[: tokens[cut - 1].end], tokens[:cut], world, read, now)
        if tale is not None and (again := _replaced(text, tail, tale)):
            timed = any(question.time for question in read(again))
            return again if timed or tale.room not in again else f"{again.rstrip(' ?!.')} {tale.day}".strip()
    return ""


def _cuts(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Where a question may begin behind a tale, the last place first."""
    found = 0
    for at in range(len(tokens) - 1, 1, -1):
        between = text[tokens[at - 1].end : tokens[at].start]
        if "?" in between:
            return
        if _PAUSE.search(between) or tokens[at].word in _OPENERS:
            yield at
            found += 1
            if found == _CUTS_MOST:
                return


def _asks(tail: str, read: Read) -> bool:
    questions = read(tail)
    return len(questions) == 1 and questions[0].opens | questions[0].asked


def _told(head: str, tokens: Sequence[Token], world: World, read: Read, now: datetime) -> _Tale | None:
    """What a tale names; None where the words before are no tale, but a question or a mere name."""
    questions = read(head)
    if tokens[0].word in _OPENERS or any(question.opens or question.asked for question in questions):
        return None
    said = [w for q in questions for phrase in (q.subject, q.anchor) for w in phrase.words][:_WORDS_MOST]
    quoting = world.finder.quoting
    words = [w for w in said if not (quoting.sessions(w) or quoting.people(w) or quoting.places(w))]
    rooms = [place.name for word in said for place in quoting.places(word) if isinstance(place, Room)]
    people = [person.name for word in said for person in quoting.people(word)]
    titles = [session.title for word in said for session in quoting.sessions(word)]
    room, person, named = _named(words, tokens, world)
    rooms = [
        *(r.name for q in questions for r in world.finder.find(q.subject).rooms),
        *rooms,
        *([room] if room else ()),
    ]
    rooms = rooms or [room.name for word in said for session in quoting.sessions(word) for room in session.rooms]
    room = rooms[-1] if rooms else ""
    title = titles[-1] if titles else _titled(words, tokens, named, world)
    person = people[-1] if people else person
    said_kinds = [kind for q in questions for kind in (*q.subject.kinds, *q.anchor.kinds)]
    kinds = [kind for kind in said_kinds if kind != TALK and world.kinds.listed(kind)]
    thing = title or (f"the {kinds[0]}" if kinds else "")
    moment = next((m for q in questions if (m := _moment(q, world, now))), "")
    day = next((d for q in questions if (d := _day(q, world, now))), "")
    personal = any(token.word in _TELLERS for token in tokens)
    return _Tale(room=room, person=person, thing=thing, moment=moment, day=day, personal=personal)


def _named(words: Sequence[str], tokens: Sequence[Token], world: World) -> tuple[str, str, frozenset[int]]:
    """The last room and the fullest name of a person among the words, and the places of all that are names."""
    names = world.finder.names
    room = person = ""
    last = -1
    fullest: frozenset[int] = frozenset()
    named = {at for at, word in enumerate(words) if names.bears(word)}
    for match in names.find(words, forgiving=False) if words else ():
        if match.score < _EXACT:
            continue
        named |= match.words
        if isinstance(match.target, Room) and max(match.words) > last:
            room, last = match.name, max(match.words)
        if match.kind is MatchKind.PERSON and len(match.words) > max(1, len(fullest)):
            fullest = match.words
            person = " ".join(words[at] for at in sorted(fullest))
    alone = (word for word in words if names.bears(word) and _stands_alone(word, tokens))
    return room, person or next(alone, ""), frozenset(named)


def _stands_alone(word: str, tokens: Sequence[Token]) -> bool:
    """Whether nothing beside a name may be the rest of another one: `mark dean told me` names no Jeff Dean."""
    at = next((at for at, token in enumerate(tokens) if token.word == word), 0)
    beside = [token.word for token in tokens[max(0, at - 1) : at + 2] if token.word != word]
    return not _is_common(word) and all((w in _NOUNS or _is_common(w)) and not forms(w) for w in beside)


def _titled(words: Sequence[str], tokens: Sequence[Token], named: frozenset[int], world: World) -> str:
    """The words that name a title: rather those before `talk` than any others, rather many than one."""
    titles = world.finder.topics.titles
    before_noun = {a.word for a, b in pairwise(tokens) if b.word in _NOUNS}
    best, most = "", (False, 0)
    for start in range(len(words)):
        for end in range(start + 1, min(start + _RUN, len(words)) + 1):
            run = words[start:end]
            rank = (run[-1] in before_noun, len(run))
            if rank <= most or not named.isdisjoint(range(start, end)) or not all(w in titles.index for w in run):
                continue
            if len(run) == 1 and (len(run[0]) < _SHORTEST or (_is_common(run[0]) and not rank[0])):
                continue
            found = [m for m in world.finder.topics.find(run) if m.kind is MatchKind.TITLE and m.sure]
            whole = {m.name for m in found if len(m.words) == len(run)}
            if 0 < len(whole) <= _TITLES_MOST:
                best, most = " ".join(run), rank
    return best


def _is_common(word: str) -> bool:
    return word in chatter() or word in idle() or word in frame()


def _moment(question: Question, world: World, now: datetime) -> str:
    """The one moment that a tale names, written so that it can be read in one way only."""
    time = question.time
    if not (time.clocks or time.offset) or time.flow is Flow.PAST:
        return ""
    window = resolve(time, now, world.programme)
    if window is None or len(window.spans) != 1:
        return ""
    moment = window.spans[0][1 if time.bound == "until" else 0].astimezone(world.programme.zone)
    return f"{moment:%H:%M} on {moment:%Y-%m-%d}"


def _day(question: Question, world: World, now: datetime) -> str:
    """The day, with its part, of which a tale speaks, if it is still to come."""
    time = question.time
    if len(time.days) != 1 or time.clocks or time.offset:
        return ""
    window = resolve(time, now, world.programme)
    if window is None or len(window.days) != 1 or window.days[0] < world.programme.day_of(now):
        return ""
    return f"on {window.days[0]}{f' in the {time.part}' if time.part else ''}"


def _replaced(text: str, tail: Sequence[Token], tale: _Tale) -> str:
    """The question with the names for what refers to them; empty where nothing in it does."""
    parts: list[str] = []
    end = tail[0].start
    replaced = False
    for at, token in enumerate(tail):
        name = _stands_for(tail, at, tale)
        parts.append(text[end : token.start])
        parts.append(name or token.text)
        replaced = replaced or bool(name)
        end = token.end
    return "".join([*parts, text[end:]]).strip() if replaced else ""


def _stands_for(tail: Sequence[Token], at: int, tale: _Tale) -> str:
    """What a word of the question stands for, by what stands beside it."""
    word = tail[at].word
    before = tail[at - 1].word if at else ""
    behind = tail[at + 1].word if at + 1 < len(tail) else ""
    if word == "el" and tail[at].text.casefold() != "él":  # the Spanish article
        return ""
    if (beside := _BESIDE.get(word)) and beside.isdisjoint(token.word for token in tail):
        return ""
    if word in _BEFORE | _TIMES and (when := _then(word, before, behind, tale)):
        return when
    if not tale.personal:  # `hall 2 at 4, what is there?` and `the talk on X, is it today?` are read as they are
        return ""
    if word in _PLACES and tale.room and not (before in _THERE_IS and behind):
        return tale.room if before in _INSIDE else f"in {tale.room}"
    return _name(word, behind, tale)


def _name(word: str, behind: str, tale: _Tale) -> str:
    """A word for somebody or something of a tale."""
    if word in _OWNERS and behind in _NOUNS:
        return f"{tale.person}'s" if tale.person else tale.thing
    if word in _PERSONS:
        return tale.person or tale.thing
    points = word in _POINTING and behind and behind not in frame()  # `that compiler talk`
    return (tale.thing or tale.person) if word in _THINGS and behind not in _NOUNS and not points else ""


def _then(word: str, before: str, behind: str, tale: _Tale) -> str:
    """A word for the moment of a tale: `before that`, `then`."""
    if word in _BEFORE:
        return f"before {tale.moment}" if tale.moment and behind not in _OF_WHAT else ""
    if before in _SINCE:
        return tale.moment or ((tale.thing or tale.person) if tale.personal else "")
    return f"at {tale.moment}" if word == "then" and tale.moment and not behind else ""
