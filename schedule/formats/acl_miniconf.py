"""The conference dump of ACL's virtual sites: sessions hold events, events hold papers, by their ids.

A plenary, a tutorial or a workshop stands twice: with its time in `sessions`, and with its people, room and text in
a list of its own. Both become one session here. Papers keep no time of their own; they are part of their event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schedule.formats._draft import Draft, address_of, link, unique
from schedule.formats._fields import first, mapping, objects, sequence, string
from schedule.formats._people import split_names
from schedule.formats._prose import prose
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import Timing, decide
from schedule.models import Link, Person, Schedule, Session

NAME = "ACL conference JSON"

Entry = Mapping[str, Any]
_LISTS = {
    "plenaries": "plenary_events",
    "tutorials": "tutorial_events",
    "workshops": "workshop_events",
    "socials": "social_events",
}
_LINKS = {
    "anthology_url": "anthology",
    "paper_pdf": "pdf",
    "tutorial_pdf": "pdf",
    "slides_pdf": "slides",
    "poster_pdf": "poster",
    "video_url": "video",
    "underline_url": "video",
    "demo_url": "demo",
    "material": "material",
    "link": "link",
    "workshop_site_url": "page",
    "website": "page",
}
_NO_TEXT = frozenset({"", "tbd", "tba", "null", "none"})


def recognises(source: Source) -> bool:
    document = mapping(source.json)
    return all(isinstance(document.get(key), dict) for key in ("papers", "sessions")) and "events" in document


def parse(source: Source, context: Context) -> Schedule:
    document = mapping(source.json)
    draft = Draft(source.name)
    sessions = _values(draft, document, "sessions")
    events = _values(draft, document, "events")
    values = [entry.get("start_time") for _, entry in (*sessions, *events)]
    reader = _Reader(draft, decide(draft.name, values, context, draft.notes))
    for id_, entry in sessions:
        reader.take_session(id_, entry)
    for name, listed in _LISTS.items():
        for id_, entry in _values(draft, document, name):
            reader.take_missing(listed, id_, entry)
    for id_, entry in events:
        reader.take_event(id_, entry)
    for id_, entry in _values(draft, document, "papers"):
        reader.take_paper(id_, entry)
    for name in sorted(document.keys() - {"sessions", "events", "papers", "conference", *_LISTS}):
        draft.notes.left_out(name, "is no list of sessions, events or papers")
    title = context.title or first(mapping(document.get("conference")), "name", "title")
    return draft.finish(title=title, timezone=reader.timing.name)


def _values(draft: Draft, document: Entry, key: str) -> list[tuple[str, Entry]]:
    """The objects of one of the document's groups with their ids."""
    found: list[tuple[str, Entry]] = []
    for name, entry in mapping(document.get(key)).items():
        if isinstance(entry, dict):
            found.append((first(entry, "id") or name, entry))
        else:
            draft.notes.left_out(f"{key} {name}", "is no object")
    return found


class _Reader:
    """Turns the three levels into sessions of one draft."""

    def __init__(self, draft: Draft, timing: Timing) -> None:
        self._draft = draft
        self.timing = timing
        self._taken: set[tuple[str, str]] = set()  # group and id of what a session has taken in
        self._parents: dict[str, tuple[str, str]] = {}  # event -> its session's id and name
        self._events: dict[str, str] = {}  # paper -> the session it is part of

    def take_session(self, id_: str, entry: Entry) -> None:
        details: dict[str, Any] = {}
        for group in _LISTS.values():
            for name, detail in mapping(entry.get(group)).items():
                self._taken.add((group, first(mapping(detail), "id") or name))
                details.update({key: value for key, value in mapping(detail).items() if value not in (None, "", [])})
        for name, event in mapping(entry.get("events")).items():
            event_id = first(mapping(event), "id") or name
            # A coffee break or a social is the only event of its session and shares its id.
            if event_id == id_:
                details.update({key: value for key, value in event.items() if value is not None})
                self._taken.add(("events", id_))
            else:
                self._parents[event_id] = (id_, first(entry, "display_name", "name"))
        title = first(entry, "display_name", "name")
        session = self._add(f"session {id_}", id_, title, {**details, **_said(entry)}, kind=first(entry, "type"))
        if session is not None:
            self._claim_papers(session, details)

    def take_missing(self, group: str, id_: str, entry: Entry) -> None:
        """A plenary, tutorial or workshop that no session has."""
        if (group, id_) not in self._taken:
            self._add(
                f"session {id_}", id_, first(entry, "title", "short_name", "id"), entry, kind=first(entry, "type")
            )

    def take_event(self, id_: str, entry: Entry) -> None:
        if ("events", id_) in self._taken:
            return
        parent, name = self._parents.get(id_, ("", first(entry, "session")))
        track = first(entry, "track")
        title = ": ".join(dict.fromkeys(filter(None, (name, track or first(entry, "title")))))
        session = self._add(f"event {id_}", id_, title, entry, kind=first(entry, "type"), part_of=parent or None)
        if session is not None:
            self._claim_papers(session, entry)

    def take_paper(self, id_: str, entry: Entry) -> None:
        where = f"paper {id_}"
        events = [event for name in sequence(entry.get("event_ids")) if (event := string(name))]
        parent = self._events.get(id_)
        if parent is None and events:
            self._draft.notes.warning(where, f"its event {events[0]} is not in the programme")
        self._draft.add(
            where,
            id_=id_,
            title=first(entry, "title"),
            kind=clean(first(entry, "category", "paper_type", "program")) or None,
            track=clean(first(entry, "display_track", "track")) or None,
            authors=self._authors(entry),
            abstract=prose(first(entry, "abstract") or first(entry, "tldr")),
            links=unique(_links(entry)),
            part_of=parent,
        )

    def _claim_papers(self, session: Session, entry: Entry) -> None:
        for paper in sequence(entry.get("paper_ids")):
            self._events.setdefault(string(paper), session.id)

    def _add(self, where: str, id_: str, title: str, entry: Entry, **fields: Any) -> Session | None:
        start, end = self.timing.read(entry.get("start_time")), self.timing.read(entry.get("end_time"))
        text = _text(entry)
        if start is None:
            said = f"; its text says {text[:80]!r}" if any(char.isdigit() for char in text[:80]) else ""
            self._draft.notes.warning(where, f"has no time{said}")
        fields["kind"] = clean(fields["kind"]) or None
        track = clean(first(entry, "track"))
        return self._draft.add(
            where,
            id_=id_,
            title=title,
            starts_at=start,
            ends_at=end if start else None,
            rooms=unique([self._draft.room(first(entry, "room"))]),
            track=track if track and track.casefold() not in (fields["kind"] or "").casefold() else None,
            speakers=self._speakers(entry),
            abstract=text,
            links=unique(_links(entry)),
            **fields,
        )

    def _speakers(self, entry: Entry) -> tuple[Person, ...]:
        """Who presents a plenary, gives a tutorial, runs a workshop or chairs."""
        found: list[Person | None] = []
        institution = first(entry, "institution")
        found += [self._draft.person(name, affiliation=institution) for name in split_names(first(entry, "presenter"))]
        for key in ("organizers", "committee", "chairs"):
            for person in sequence(entry.get(key)):
                name = first(person, "full_name", "name") if isinstance(person, dict) else string(person)
                found += map(self._draft.person, split_names(name))
        return unique(found)

    def _authors(self, entry: Entry) -> tuple[Person, ...]:
        listed = sequence(entry.get("authors"))
        names = [
            first(author, "full_name", "name") if isinstance(author, dict) else string(author) for author in listed
        ]
        return self._draft.people(names)


def _said(entry: Entry) -> dict[str, Any]:
    return {key: entry[key] for key in ("start_time", "end_time") if entry.get(key) is not None}


def _text(entry: Entry) -> str:
    """The first of its texts that says something."""
    texts = (first(entry, key) for key in ("abstract", "description"))
    return next((prose(text) for text in texts if text.casefold() not in _NO_TEXT), "")


def _links(entry: Entry) -> Iterator[Link | None]:
    for key, label in _LINKS.items():
        if address_of(first(entry, key)):
            yield link(label, first(entry, key))
    for item in objects(entry.get("links")):
        yield link(first(item, "name", "title"), first(item, "url"))
