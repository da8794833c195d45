"""What the cells of one entry say: title, kind, people, links, room, and what is left as details.

Works on styled lines in the order in which they stand; knows no times and no other entries.
"""

from __future__ import annotations

import re
from dataclasses import replace

from schedule.formats._cancelled import without_cancellation
from schedule.formats._pages import kinds
from schedule.formats._pages.asides import ASIDE, Reading, without_asides, without_links
from schedule.formats._pages.bylines import LAST_BRACKETS, take_person_after
from schedule.formats._pages.labels import LEADING, NO_TITLE, is_title_in_spite, take_label
from schedule.formats._pages.names import (
    Named,
    is_group,
    looks_like_name,
    looks_like_organisation,
    looks_like_people,
    named,
)
from schedule.formats._rich import Line, Run, href_of, line_text
from schedule.formats._text import clean

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,400})[\"”“»]")
_PARTS = re.compile(r"\s*[·|•]\s*")
_REGRET = re.compile(r"\b(?:unfortunately|sadly|leider|malheureusement)\s+(?=\w{5,14}\W*$)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]{2,120})\)$")
_FEWEST_PARTS = 2
_MOST_PLACE_WORDS = 6


def read_lines(lines: list[Line], reading: Reading | None = None) -> Reading:
    """Reads lines that no column explains, top to bottom; `reading` carries what columns said already."""
    reading = reading or Reading()
    lines = [part for line in lines for part in _parted(line)]
    kept = [stripped for line in lines if (stripped := without_links(line, reading))]
    for number, line in enumerate(kept):
        _read_line(line, reading, rest=kept[number + 1 :])
    _complete(reading)
    return reading


def add_people(reading: Reading, line: Line) -> None:
    """Takes a line in that is known to name people."""
    text = line_text(without_links(line, reading, keeps_names=True))
    if reading.people and (match := _IN_BRACKETS.match(text)) and not reading.people[-1].affiliation:
        last = reading.people[-1]
        reading.people[-1] = Named(last.name, match[1], last.url)
        return
    found = named(ASIDE.sub("", text), href_of(line))
    if not found and not NO_TITLE.match(text):
        reading.details.append(text)
    reading.people += found


def _parted(line: Line) -> list[Line]:
    """The parts of `Invited talk | Ada Moor (Riga) | Tides`; a single bar between two titles stays."""
    parts: list[list[Run]] = [[]]
    for run in line:
        first, *more = re.split(r"\s\|\s", run.text)
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=text)] for text in more]
    is_list = len(parts) > _FEWEST_PARTS or any(looks_like_people(line_text(part)) for part in parts[1:])
    return [tuple(part) for part in parts] if is_list and len(parts) > 1 else [line]


def _read_line(line: Line, reading: Reading, rest: list[Line]) -> None:
    text = without_asides(line_text(line), reading)
    if not text or (NO_TITLE.match(text) and (reading.title or reading.people)):
        return
    label, _, said = text.partition(":")
    if said.strip() and kinds.is_title_label(label):
        _take_title(said.strip(), line, reading, has_people=bool(reading.people))
    elif said.strip() and kinds.is_place_label(label):
        reading.room = reading.room or said.strip()
    elif said and kinds.is_presenter_label(label) and not (reading.title == "" and kinds.as_kind(label)):
        reading.people += named(said.strip(), href_of(line))
        if (kind := kinds.as_kind(label)) and kind.casefold() not in ("speaker", "speakers") and reading.kind is None:
            reading.kind = kind
    elif said and kinds.is_host_label(label):
        reading.details.append(text)
    elif reading.title:
        _read_further(text, line, reading)
    else:
        _read_head(text, line, reading, rest)


def _read_further(text: str, line: Line, reading: Reading) -> None:
    """A line below the title."""
    if reading.people and looks_like_organisation(text) and not reading.people[-1].affiliation:
        last = reading.people[-1]
        reading.people[-1] = Named(last.name, text, last.url)
    elif not reading.people and looks_like_people(text):
        reading.people += named(text, href_of(line))
    elif _is_place(text) and reading.room is None:
        reading.room = text
    else:
        if (quoted := _QUOTED.match(text)) and looks_like_people(text[quoted.end() :]):
            reading.people += named(text[quoted.end() :])
        reading.details.append(text)


def _read_head(text: str, line: Line, reading: Reading, rest: list[Line]) -> None:
    """The line that holds the title, or a label and people before it."""
    following = [line_text(other) for other in rest]
    said, text = text, take_label(text, line, reading, following)
    if not text:
        return
    if text != said and reading.kind and is_title_in_spite(text, reading.kind, reading, following):
        _take_title(text, line, reading, has_people=any(_is_about_people(other) for other in following))
    else:
        _read_unlabelled(text, line, reading, following)


def _read_unlabelled(text: str, line: Line, reading: Reading, following: list[str]) -> None:
    text = _take_person_before(text, reading, has_more=bool(_titles(following)))
    if not text:
        return
    is_explained = bool(_titles(following)) or any(looks_like_people(other) for other in following)
    if (kind := kinds.as_kind(text)) and reading.kind is None and is_explained and not kinds.is_session_label(text):
        reading.kind = kind  # `Invited Talk` above or beside who gives it
        return
    if reading.kind is not None and not reading.people and looks_like_people(text) and not _titles(following):
        reading.people += named(text, href_of(line))
        return
    if reading.people and looks_like_organisation(text) and not reading.people[-1].affiliation and not following:
        reading.people[-1] = Named(reading.people[-1].name, text, reading.people[-1].url)
        return
    if reading.people and _is_place(text) and reading.room is None:
        reading.room = text
        return
    _take_title(text, line, reading, has_people=any(_is_about_people(other) for other in following))


def _take_person_before(text: str, reading: Reading, *, has_more: bool) -> str:
    """A person at the beginning: before a bracketed affiliation, a middle dot, or alone above the title."""
    before, *after = _PARTS.split(text, maxsplit=1)
    if after and looks_like_people(before):
        reading.people += named(before)
        return after[0]
    lead = LEADING.match(text)
    if lead and looks_like_name(lead[1]) and not lead[3][:1].islower():
        reading.people += named(f"{lead[1]} ({lead[2]})")
        return lead[3]
    if has_more and not reading.people and looks_like_people(text):
        reading.people += named(text)
        return ""
    return text


def _is_place(text: str) -> bool:
    return kinds.is_place(text) and len(text.split()) <= _MOST_PLACE_WORDS and ":" not in text


def _is_about_people(text: str) -> bool:
    return looks_like_people(text) or kinds.is_presenter_label(text.partition(":")[0])


def _titles(following: list[str]) -> list[str]:
    """Those of the lines below that may be a title: no names, no institutions, no labelled people."""
    return [
        text
        for text in following
        if not NO_TITLE.match(text)
        and not (is_group(text) and len(text.split()) <= 4)
        and not _is_place(text)
        and not looks_like_people(text)
        and not looks_like_organisation(text)
        and not kinds.is_presenter_label(text.partition(":")[0])
        and not kinds.is_host_label(text.partition(":")[0])
        and not ASIDE.fullmatch(text)
    ]


def _take_title(text: str, line: Line, reading: Reading, *, has_people: bool) -> None:
    text, reading.is_cancelled = _cancelled(text, reading)
    text = _take_quoted(text, reading)
    if not has_people:
        text = take_person_after(text, line, reading)
    text = _take_place(text, reading)
    reading.title = re.sub(r" ([)\]])", r"\1", text.strip(" ,;·|–—-*"))
    if reading.title.endswith(".") and reading.title.count(".") == 1:
        reading.title = reading.title[:-1]


def _cancelled(text: str, reading: Reading) -> tuple[str, bool]:
    text, found = without_cancellation(_REGRET.sub("", text))
    return text, found or reading.is_cancelled


def _take_quoted(text: str, reading: Reading) -> str:
    """`Keynote "Title" by Ada Moor`: the quotation is the title if nothing but a kind and people stand around it."""
    quoted = _QUOTED.search(text)
    if quoted is None:
        return text
    before, after = text[: quoted.start()].strip(" :–—-"), text[quoted.end() :].strip(" ,.–—-")
    speaker = before.strip(" ,")
    if before and not after and looks_like_people(speaker) and not reading.people:
        reading.people += named(speaker)
        return quoted[1].strip()
    if before and kinds.as_kind(before) is None:
        return text
    people, _, remark = after.partition(" followed by ")
    people = re.sub(r"^(?:by|with)\s+", "", people)
    remark_at = re.search(r"\s+[A-ZÄÖÜ]{3,}:", people)
    if remark_at:
        people, remark = people[: remark_at.start()], people[remark_at.start() :].strip()
    if people and not looks_like_people(people):
        return text if len(quoted[1].split()) < 3 or before else _with_rest(quoted[1], after, reading)
    if not after and not before and len(quoted[1].split()) < 2:
        return text
    reading.kind = reading.kind or kinds.as_kind(before)
    reading.people += named(people)
    is_short = before and len(quoted[1].split()) < 3
    return _with_rest(f"{before} {quoted[0]}" if is_short else quoted[1], remark, reading)


def _with_rest(title: str, rest: str, reading: Reading) -> str:
    if rest:
        reading.details.append(rest)
    return title.strip()


def _take_place(text: str, reading: Reading) -> str:
    brackets = LAST_BRACKETS.search(text)
    if brackets and reading.room is None and kinds.is_place(brackets[1]):
        reading.room = clean(brackets[1])
        return text[: brackets.start()]
    return text


def _complete(reading: Reading) -> None:
    """Without a title, the people are what the entry is about, or else its kind."""
    if not reading.title and reading.people:
        reading.title = reading.people[0].name if len(reading.people) == 1 else (reading.kind or _names(reading))
    if not reading.title:
        reading.title = reading.kind or ""
    if reading.kind is None:
        reading.kind = kinds.kind_of_title(reading.title)


def _names(reading: Reading) -> str:
    return ", ".join(person.name for person in reading.people)
