"""What an entry of a page says beside title and people: links, and remarks such as `(Remote)`.

They are taken out of the text, so that what is left is a title or a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from schedule.formats._pages.names import Named
from schedule.formats._rich import Line, Run, line_text
from schedule.formats._text import clean, web_address
from schedule.models import Link

_LINK_WORDS = {
    "slides": "slides", "slide": "slides", "video": "video", "recording": "video", "watch": "video", "talk": "video",
    "paper": "paper", "pdf": "paper", "preprint": "paper", "arxiv": "paper", "openreview": "paper", "code": "code",
    "poster": "poster", "details": "page", "abstract": "page", "link": "page", "website": "page", "bio": "page",
    "zoom": "stream", "stream": "stream", "posters": "poster", "register": "page", "registration": "page",
}  # fmt: skip
_ACTIONS = frozenset("submit link further more to join view click see read register download watch".split())  # noqa: SIM905
ASIDE = re.compile(
    r"\s*[(\[*]\s*(remote|virtual|online|in[- ]person(?: only)?|tb[acd]|tentative|live|hybrid|pre-?recorded|"
    r"best [\w ]{3,30}|canceled|cancelled|to be confirmed|optional)\s*[)\]*]",
    re.IGNORECASE,
)
_CHAIRED = re.compile(r"\s*[(\[]((?:session )?(?:chair|chaired by|host)s?\b:?\s[^()\[\]]{3,100})[)\]]", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[,;|/]?\s*[)\]]")


@dataclass(slots=True)
class Reading:
    """What was understood so far; `title` is empty until one is found."""

    title: str = ""
    kind: str | None = None
    people: list[Named] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)  # ids elsewhere on the page that the entry points to
    details: list[str] = field(default_factory=list)
    room: str | None = None
    is_cancelled: bool = False


def without_asides(text: str, reading: Reading) -> str:
    """`(Remote)` and the like go to the details."""
    for match in ASIDE.finditer(text):
        word = match[1].strip()
        if re.match("cancell?ed", word, re.IGNORECASE):
            reading.is_cancelled = True
        elif (detail := word[:1].upper() + word[1:]) not in reading.details:
            reading.details.append(detail.upper() if re.fullmatch("tb[acd]", word, re.IGNORECASE) else detail)
    for match in _CHAIRED.finditer(text):
        reading.details.append(match[1][:1].upper() + match[1][1:])
    text = _CHAIRED.sub("", text)
    return _EMPTY_BRACKETS.sub("", ASIDE.sub("", text)).strip(" \\*")


def without_links(line: Line, reading: Reading, *, keeps_names: bool = False) -> Line:
    """The line without words that only carry a link, as `(slides)`; the links themselves are kept."""
    kept: list[Run] = []
    for run in line:
        words = clean(run.text).strip("()[] ")
        label = _link_label(words)
        if run.href and run.href.startswith("#"):
            reading.anchors.append(run.href[1:])
        elif run.href and (url := web_address(run.href)):
            shown = label or ("paper" if url.lower().endswith(".pdf") else "page")
            if not keeps_names and not any(link.url == url for link in reading.links):
                reading.links.append(Link(label=shown, url=url))
        if not (run.href and label):
            kept.append(run)
    text = _EMPTY_BRACKETS.sub("", line_text(kept))
    if not text.strip("()[] ,;|"):
        return ()
    return tuple(kept)


def _link_label(words: str) -> str | None:
    """What a link's words call it, if they are nothing else: `slides`, `Link to Posters`."""
    split = words.casefold().split()
    known = next((_LINK_WORDS[word] for word in reversed(split) if word in _LINK_WORDS), None)
    if len(split) == 1:
        return known
    if 0 < len(split) <= 5 and split[0] in _ACTIONS:
        return "page" if split[0] == "submit" else known or "page"
    return None
