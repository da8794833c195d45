"""EuroPython's public programme files: `sessions.json` keyed by code, `schedule.json` by day, `speakers.json` beside.

Times come with an offset, and a break has neither code nor speakers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schedule.formats._draft import Draft, address_of, end_of, link, unique
from schedule.formats._fields import first, mapping, objects, sequence, string
from schedule.formats._instants import length
from schedule.formats._prose import abstract_of
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import decide
from schedule.models import Link, Person, Room, Schedule, ScheduleError

NAME = "EuroPython JSON"

Entry = Mapping[str, Any]
_SAMPLE = 10


def recognises(source: Source) -> bool:
    kinds = {_kind_of(document) for document in source.documents.values()}
    return not kinds.isdisjoint({"sessions", "schedule"}) or kinds == {"speakers"}


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    files = _Files()
    for path, document in source.documents.items():
        files.take(path, document, draft)
    entries = files.entries()
    if not entries:
        raise ScheduleError(f"{source.name}: holds speakers but no sessions; give the folder in which both lie")
    values = [entry.get("start") for _, entry in entries]
    timing = decide(draft.name, values, context, draft.notes, writes_venue_clock=True)
    reader = _Reader(draft, files)
    for where, entry in entries:
        start, end = timing.read(entry.get("start")), timing.read(entry.get("end"))
        if start is None and entry.get("start") is not None:
            draft.notes.warning(where, f"start {clean(string(entry.get('start')))!r} is no time; read without a time")
        reader.take(where, entry, starts_at=start, ends_at=end or end_of(start, length(entry.get("duration"))))
    draft.note_absent("speaker", {code: first(entry, "name") for code, entry in files.speakers.items()})
    return draft.finish(title=context.title or "", timezone=timing.name)


def _kind_of(document: Any) -> str:
    """What a file holds, by its first entries; empty where it is none of these."""
    days = mapping(document).get("days")
    if isinstance(days, dict) and days and all(isinstance(mapping(day).get("events"), list) for day in days.values()):
        return "schedule"
    sample = list(mapping(document).items())[:_SAMPLE]
    if not sample or not all(isinstance(entry, dict) and entry.get("code") == code for code, entry in sample):
        return ""
    if all("title" in entry for _, entry in sample):
        return "sessions"
    return "speakers" if all("name" in entry for _, entry in sample) else ""


@dataclass
class _Files:
    """The files of one programme, by what they hold."""

    sessions: dict[str, Entry] = field(default_factory=dict)
    speakers: dict[str, Entry] = field(default_factory=dict)
    events: list[tuple[str, Entry]] = field(default_factory=list)

    def take(self, path: str, document: Any, draft: Draft) -> None:
        kind = _kind_of(document)
        if kind == "schedule":
            for day, listed in document["days"].items():
                self._take_day(day, listed["events"], draft)
        elif kind:
            group = self.sessions if kind == "sessions" else self.speakers
            for code, entry in document.items():
                if isinstance(entry, dict):
                    group[code] = entry
                else:
                    draft.notes.left_out(f"{path} {code}", "is no object")
        else:
            draft.notes.left_out(path, "holds neither sessions nor speakers nor days")

    def entries(self) -> list[tuple[str, Entry]]:
        """Sessions with what the schedule adds to them, then what only the schedule has: breaks."""
        placed: dict[str, Entry] = {}
        alone: list[tuple[str, Entry]] = []
        for where, event in self.events:
            code = first(event, "code")
            if code in self.sessions and code not in placed:
                placed[code] = event
            else:
                alone.append((where, event))
        known = [(f"session {code}", _joined(entry, placed.get(code, {}))) for code, entry in self.sessions.items()]
        return known + alone

    def _take_day(self, day: str, events: list[Any], draft: Draft) -> None:
        for index, event in enumerate(events):
            if isinstance(event, dict):
                where = f"session {event['code']}" if first(event, "code") else f"{day} event {index + 1}"
                self.events.append((where, event))
            else:
                draft.notes.left_out(f"{day} event {index + 1}", "is no object")


def _joined(session: Entry, event: Entry) -> Entry:
    return {**session, **{key: value for key, value in event.items() if value not in (None, "", [])}}


class _Reader:
    """Turns entries into sessions of one draft."""

    def __init__(self, draft: Draft, files: _Files) -> None:
        self._draft = draft
        self._files = files

    def take(self, where: str, entry: Entry, **times: Any) -> None:
        self._draft.add(
            where,
            id_=first(entry, "code"),
            title=first(entry, "title"),
            kind=clean(first(entry, "session_type", "event_type")) or None,
            rooms=self._rooms(entry),
            track=clean(first(entry, "track")) or None,
            speakers=self._speakers(where, entry),
            abstract=abstract_of([first(entry, "abstract") or first(entry, "tweet")]),
            url=address_of(first(entry, "website_url")),
            links=self._links(entry),
            **times,
        )

    def _rooms(self, entry: Entry) -> tuple[Room, ...]:
        names = [string(name) for name in sequence(entry.get("rooms"))] or [first(entry, "room")]
        return unique(self._draft.room(name) for name in names)

    def _speakers(self, where: str, entry: Entry) -> tuple[Person, ...]:
        """Speakers come as codes, which `speakers.json` explains, or whole."""
        found: list[Person | None] = []
        for speaker in sequence(entry.get("speakers")):
            code = first(speaker, "code") if isinstance(speaker, dict) else string(speaker)
            known = {**self._files.speakers.get(code, {}), **mapping(speaker)}
            if not first(known, "name"):
                self._draft.notes.left_out(where, f"speaker {code or '?'} has no name; add speakers.json to the folder")
                continue
            url = first(known, "website_url") or None
            found.append(
                self._draft.person(first(known, "name"), code, affiliation=first(known, "affiliation"), url=url)
            )
        return unique(found)

    def _links(self, entry: Entry) -> tuple[Link, ...]:
        made = [
            link(first(item, "description"), first(item, "resource", "url")) for item in objects(entry.get("resources"))
        ]
        return unique([*made, link("video", first(entry, "youtube_url"))])
