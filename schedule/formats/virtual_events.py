"""The event lists of NeurIPS, ICML and ICLR: what their virtual sites serve, and what they offer for download.

Entries come as a list or in `results`; people come as objects or as names with commas. The download has no times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from schedule.formats._draft import Draft, address_of, link, unique
from schedule.formats._fields import first, objects, sequence, string
from schedule.formats._people import is_work, split_names
from schedule.formats._source import Context, Source
from schedule.formats._text import clean, from_html
from schedule.formats._zones import Timing, decide
from schedule.models import Link, Person, Schedule

NAME = "NeurIPS, ICML or ICLR events"

Entry = Mapping[str, Any]
_SAMPLE = 10
_KINDS = ("eventtype", "event_type", "type")
_NAMED = ("speakers/authors", "authors", "speakers", "organizers")
# Fields that no other programme has, and those that tell only together with a kind.
_OWN = frozenset({"virtualsite_url", "speakers/authors", "poster_position"})
_SHARED = frozenset({"starttime", "room_name"})
_STARTS = ("starttime", "start_time", "startTime", "start")
_ENDS = ("endtime", "end_time", "endTime", "end")
_NUMBER = re.compile(r"(\d{1,12})/?(?:[?#].*)?\Z")
_SITE = re.compile(r"https?://(?:www\.)?(?:neurips|icml|iclr)\.cc\b", re.IGNORECASE)


def recognises(source: Source) -> bool:
    return any(map(_lists_events, source.documents.values()))


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    entries = [entry for path, document in source.documents.items() for entry in _entries(draft, path, document)]
    timing = decide(draft.name, [first(entry, *_STARTS) for entry in entries], context, draft.notes)
    reader = _Reader(draft, timing, entries)
    for entry in entries:
        reader.take(entry)
    if not any(first(entry, *_STARTS) for entry in entries):
        draft.notes.warning("times", "are not given; sessions are read without a time")
    return draft.finish(title=context.title or "", timezone=timing.name)


def _listed(document: Any) -> list[Any]:
    return sequence(document.get("results")) if isinstance(document, dict) else sequence(document)


def _lists_events(document: Any) -> bool:
    sample = objects(_listed(document)[:_SAMPLE])
    return bool(sample) and all(map(_is_event, sample))


def _entries(draft: Draft, path: str, document: Any) -> list[Entry]:
    """The events of one file, with notes on what is not among them."""
    if not _lists_events(document):
        draft.notes.left_out(path, "is no list of events")
        return []
    listed = _listed(document)
    entries = objects(listed)
    if len(entries) < len(listed):
        draft.notes.left_out(path, f"{len(listed) - len(entries)} entries are no objects")
    if isinstance(document, dict) and document.get("next"):
        draft.notes.warning(path, f"is one page of several: {len(listed)} of {first(document, 'count') or 'more'}")
    return entries


def _is_event(entry: Entry) -> bool:
    """Workshops gathered from pages have a title and no name, and times of their own form."""
    is_named = "name" in entry or ("title" in entry and "session_date" not in entry)
    has_kind = any(key in entry for key in _KINDS)
    return is_named and (not entry.keys().isdisjoint(_OWN) or (has_kind and not entry.keys().isdisjoint(_SHARED)))


class _Reader:
    """Turns events into sessions of one draft."""

    def __init__(self, draft: Draft, timing: Timing, entries: list[Entry]) -> None:
        self._draft = draft
        self._timing = timing
        self._site = next((site for entry in entries[:50] if (site := _site_of(entry))), "")
        self._ids = {_id(entry) for entry in entries}
        self._parents = {
            string(child): _id(entry) for entry in entries for child in sequence(entry.get("children_ids"))
        }
        # Posters name their session; where it is an event itself, it contains them.
        self._sessions = {
            first(entry, "name", "title").casefold(): _id(entry)
            for entry in entries
            if "session" in first(entry, *_KINDS).casefold()
        }

    def take(self, entry: Entry) -> None:
        where = f"event {_id(entry) or first(entry, 'name')[:60]}"
        kind = clean(first(entry, *_KINDS)) or None
        start, end = self._timing.read(first(entry, *_STARTS)), self._timing.read(first(entry, *_ENDS))
        if start is None and first(entry, *_STARTS):
            self._draft.notes.warning(where, f"starttime {clean(first(entry, *_STARTS))!r} is no time")
        people = self._people(entry)
        position = first(entry, "poster_position")
        self._draft.add(
            where,
            id_=_id(entry),
            title=first(entry, "name", "title"),
            kind=kind,
            starts_at=start,
            ends_at=end,
            rooms=unique([self._draft.room(first(entry, "room_name", "room"))]),
            track=clean(first(entry, "topic")) or None,
            speakers=() if is_work(kind) else people,
            authors=people if is_work(kind) else (),
            abstract="\n".join(filter(None, [from_html(first(entry, "abstract")), position and f"Poster {position}"])),
            url=address_of(first(entry, "virtualsite_url") or first(entry, "url"), self._site),
            links=unique(self._links(entry)),
            part_of=self._parent(entry),
        )

    def _people(self, entry: Entry) -> tuple[Person, ...]:
        found: list[Person | None] = []
        for key in _NAMED:
            listed = entry.get(key)
            for item in listed if isinstance(listed, list) else split_names(string(listed)):
                if isinstance(item, dict):
                    name, id_ = first(item, "fullname", "full_name", "name"), first(item, "id")
                    found.append(self._draft.person(name, id_, affiliation=first(item, "institution", "affiliation")))
                else:
                    found.append(self._draft.person(string(item)))
        return unique(found)

    def _links(self, entry: Entry) -> Iterator[Link | None]:
        yield link("paper", first(entry, "paper_url"), self._site)
        yield link("pdf", first(entry, "paper_pdf_url"), self._site)
        yield link("page", first(entry, "project_page"), self._site)
        for media in objects(entry.get("eventmedia")):
            if media.get("visible") is not False:
                yield link(first(media, "name", "type"), first(media, "uri", "url", "file"), self._site)

    def _parent(self, entry: Entry) -> str | None:
        """The event that contains this one, where the file has it."""
        id_ = _id(entry)
        named = [
            _number(string(entry.get(key))) for key in ("parent", "parent_id", "parent1", "parent1_id", "parent2_id")
        ]
        named += [self._parents.get(id_, ""), self._sessions.get(first(entry, "session").casefold(), "")]
        return next((parent for parent in named if parent in self._ids and parent not in {"", id_}), None)


def _id(entry: Entry) -> str:
    return first(entry, "id") or _number(first(entry, "virtualsite_url")) or first(entry, "uid")


def _number(address: str) -> str:
    """The number at the end of an event's address, or alone."""
    found = _NUMBER.search(address[-40:])
    return found[1] if found else ""


def _site_of(entry: Entry) -> str:
    texts = [
        first(entry, "virtualsite_url"),
        first(entry, "url"),
        *(first(author, "url") for author in objects(entry.get("authors"))),
    ]
    found = next((match for text in texts if (match := _SITE.match(text))), None)
    return found[0] if found else ""
