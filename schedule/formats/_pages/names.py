"""Whether a text on a page names people, and which: `Dr. Ada Moor (ETH)`, `A. Moor, B. Lund and C. Diaz`.

A judgement on the words alone, for places where people may stand or a title; a page's own labels go before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schedule.formats._people import is_nobody

MOST_LENGTH = 400  # longer texts are no lists of names


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    affiliation: str = ""
    url: str | None = None


_HONORIFIC = re.compile(r"^(?:(?:prof(?:essor)?|dr|mr|mrs|ms|sir)\.?(?:\s+|(?<=\.))|prof\.\s?dr\.\s?)+", re.IGNORECASE)
_INITIAL = re.compile(r"[A-Z]\.-?(?:[A-Z]\.)?,?\Z")
_PARTICLES = frozenset("van von de der den del della di da do dos du la le bin ibn al el ter ten zu y e ben".split())  # noqa: SIM905
_NOT_NAMES = frozenset(
    """the a an of for with and to in on from via using towards toward how what why when where is are we your our you
    not at by or as into beyond without session sessions talk talks break coffee tea lunch dinner breakfast
    poster posters opening openning closing remarks welcome panel discussion keynote invited contributed
    spotlight oral workshop award awards round table tutorial demo networking party reception social
    registration learning machine deep neural network networks data system systems model models design computing
    ai ml intelligence robot robots robotics language science theory search optimization analysis methods team
    committee organizers organisers organizing chairs everyone all attendees students part track room
    competition highlights software hardware code coding open hacking cloud quantum reinforcement generative
    foundation agents agentic graph vision speech security privacy web react paper papers presentation
    presentations summary applications introduction overview conference morning afternoon evening end start time
    speaker speakers tbd tba new fast large more less safe safety program programme schedule agenda training
    general meeting business final project projects q&a conclusion conclusions main grand city town lecture
    great exhibit exhibition convention dining concert symphony techniques studies university université universität
    universidad università institute institut laboratory google deepmind microsoft nvidia""".split()  # noqa: SIM905
)
_GROUP = re.compile(
    r"\b(?:team|committee|organi[sz](?:ers|ing|ation)|chairs|everyone|all|attendees|participants|students|speakers|"
    r"authors|winners|various|mentees)\b",
    re.IGNORECASE,
)
_TOPIC_ENDING = re.compile(
    r"(?:ing|tion|tions|sion|ment|ness|ics|ity|ware|ture|ance|ence|logy|graphy|able|ized?|ional|ed)$"
)
_ORGANISATION = re.compile(
    r"\b(?:universit|institut|college|school|laborator|labs?\b|research|inc\b|corp\b|ltd\b|gmbh|academy|centre|center|"
    r"hospital|foundation|google|microsoft|meta\b|facebook|nvidia|amazon|apple\b|intel\b|ibm\b|deepmind|openai|"
    r"anthropic|tech\b|polytech|eth\b|berkeley|stanford|harvard|oxford|cambridge|princeton|yale\b|mit\b)",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(?:ceo|cto|cio|cso|coo|vp|(?:co-?)?founder|president|director|manager|engineer|scientist|researcher|developer|"
    r"architect|professor|lecturer|student|postdoc|lead|head of|consultant|analyst|designer|advocate|evangelist)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*\(([^()]{1,120})\)\s*")
_ITEM = re.compile(r"\s*[;·|•\n]\s*")
_COMMA = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&|und|et)\s+", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—@]\s+|\s+from\s+(?=[A-Z])")
_MODERATOR = re.compile(
    r"[\s.,;(]{0,4}\b(?:moderator|moderated by|moderation)\s*:?\s+([^(),;]{3,60})\)?", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:(?:presented |given |led )?by|with|featuring)\s+", re.IGNORECASE)


def looks_like_name(text: str) -> bool:
    """Two to five capitalised words, none of which is a topic's."""
    stripped = _HONORIFIC.sub("", text.strip())
    if stripped.startswith("("):
        return False
    is_titled = stripped != text.strip()
    words = _BRACKETED.sub(" ", stripped).split()
    if not 2 - is_titled <= len(words) <= 5 or any(char.isdigit() for char in stripped):
        return False
    if words[0].casefold() in _PARTICLES - {"van", "von", "de", "da", "el", "al", "di", "le", "la"}:
        return False
    if not all(_is_name_word(word) for word in words) or words[-1].casefold() in _PARTICLES:
        return False
    topics = sum(_TOPIC_ENDING.search(word.casefold()) is not None and len(word) > 5 for word in words)
    return is_titled or topics * 2 <= len(words)


def looks_like_people(text: str) -> bool:
    """A name, or a list in which most are names."""
    if len(text) > MOST_LENGTH:
        return False
    items = _items(_LEAD.sub("", _MODERATOR.sub("", text)))
    items = [item for item in _without_jobs(items) if not looks_like_organisation(_BRACKETED.sub(" ", item))]
    names = sum(looks_like_name(_DASH.split(item, maxsplit=1)[0]) for item in items)
    return names > 0 and names * 2 > len(items)


def looks_like_organisation(text: str) -> bool:
    """`UC Berkeley`, `NVIDIA`, `Modular.ai`: a few words, one of them an institution's or all in capitals."""
    words = text.strip(" .").split()
    if not 0 < len(words) <= 8 or text.strip().endswith(("?", "!")):
        return False
    if _ORGANISATION.search(text) is not None:
        return len(words) <= 4 or not any(word[0].islower() and len(word) > 3 for word in words)
    return len(words) <= 3 and (
        all(word.isupper() and len(word) > 1 for word in words)
        or (len(words) == 1 and (re.search(r"\w\.\w{2,3}$", words[0]) is not None))
        or re.match(r"U[A-Z]?\s", text) is not None
    )


def is_group(text: str) -> bool:
    """`Organizing Team`, `All speakers`: people, but nobody in particular."""
    return _GROUP.search(text) is not None


def named(text: str, url: str | None = None) -> list[Named]:
    """Everybody in a text that is known to list people; affiliations in brackets or behind a dash are theirs."""
    found: list[Named] = []
    without = 0  # how many before had no affiliation: `A & B (MIT)` are both there
    moderated = _MODERATOR.sub(lambda match: f", {match[1].strip()}", text)
    after_job = False
    for item in _items(_LEAD.sub("", moderated.strip(" .:;"))):
        is_job = _JOB.search(item) is not None
        if found and (is_job or after_job or (looks_like_organisation(item) and not looks_like_name(item))):
            after_job = is_job
            found[-1] = Named(found[-1].name, ", ".join(filter(None, (found[-1].affiliation, item))), url)
            continue
        person = _one(item, url)
        if person is None:
            continue
        found.append(person)
        if not person.affiliation:
            without += 1
        elif without and _shares(text):
            found = [one if one.affiliation else Named(one.name, person.affiliation, url) for one in found]
            without = 0
    return found


def _without_jobs(items: list[str]) -> list[str]:
    """`Ada Moor, CEO, Saltworks` names one person: what follows a job is where it is done."""
    kept: list[str] = []
    after_job = False
    for item in items:
        is_job = bool(kept) and _JOB.search(item) is not None
        if not is_job and not after_job:
            kept.append(item)
        after_job = is_job
    return kept


def _one(item: str, url: str | None) -> Named | None:
    brackets = _BRACKETED.findall(item)
    name, *rest = _DASH.split(_BRACKETED.sub(" ", item) if len(brackets) == 1 else item, maxsplit=1)
    if len(brackets) == 1 and re.match(r"^[^()]*\([^()]*\)\s+\S", item) and not rest:
        # A nickname stands between the names: `Peizhu (Pam) Qian`.
        nickname = brackets[0].split()
        if len(nickname) == 1 and looks_like_name(name):
            return Named(_plain(item), "", url)
    affiliation = brackets[0] if len(brackets) == 1 else (rest[0] if rest else "")
    if is_nobody(affiliation) or affiliation.casefold() in {"remote", "virtual", "online", "moderator", "chair"}:
        affiliation = rest[0] if rest and affiliation != rest[0] else ""
    name = _plain(name)
    if not name or is_nobody(name) or is_group(name) or len(name.split()) > 6:
        return None
    return Named(name, affiliation.strip(" ,.-–"), url)


def _plain(name: str) -> str:
    return _HONORIFIC.sub("", " ".join(name.split()).strip(' .,:;*"“”')) or name.strip()


def _shares(text: str) -> bool:
    """Whether two people stand before one affiliation, joined by `&` or `and` and by no comma."""
    return "," not in text and ";" not in text


def _items(text: str) -> list[str]:
    """Parted at semicolons and the like, else at commas and `and`, but never inside brackets."""
    marks = _ITEM if _ITEM.search(_BRACKETED.sub(" ", text)) else _COMMA
    brackets = [match.span() for match in _BRACKETED.finditer(text)]
    pieces, start = [], 0
    for match in marks.finditer(text):
        if not any(first < match.start() and match.end() < last for first, last in brackets):
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip(" .")]


def _is_name_word(word: str) -> bool:
    bare = word.strip(".,'’\"“”()").casefold()
    if bare in _PARTICLES:
        return True
    first = word.strip("'’\"“”()")[:1]
    if (
        not first
        or (bare in _NOT_NAMES and not _INITIAL.match(word))
        or not (first.isupper() or (first.isalpha() and not first.islower()))
    ):
        return False
    letters = [char for char in word if char.isalpha()]
    is_shouted = len(letters) > 2 and all(char.isupper() for char in letters)
    return not is_shouted and all(char.isalpha() or char in ".'’-‐()" for char in word)
