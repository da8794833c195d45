"""What pretalx's API gives: talks or submissions, and speakers, rooms, slots and tracks in files of their own.

Lists come bare or in pages; names come plain or in several languages; references come as objects, names, codes or
numbers, which the files beside them explain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schedule.formats._draft import Draft, end_of, link, unique
from schedule.formats._fields import first, mapping, objects, sequence, string
from schedule.formats._instants import length
from schedule.formats._prose import abstract_of
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import Timing, decide
from schedule.models import Person, Room, Schedule, ScheduleError

NAME = "pretalx API"

Entry = Mapping[str, Any]

_NOT_IN_PROGRAMME = frozenset({"submitted", "rejected", "draft", "deleted"})
_CANCELLED = frozenset({"canceled", "cancelled", "withdrawn"})
# How many entries of a list are looked at to tell what it lists.
_SAMPLE = 10


def recognises(source: Source) -> bool:
    kinds = {_kind_of(document) for document in source.documents.values()}
    return not kinds.isdisjoint({"submissions", "schedule"}) or (
        not source.is_folder and bool(kinds) and kinds <= {"speakers", "slots"}
    )


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    files = _Files()
    for path, document in source.documents.items():
        files.take(path, document, draft)
    if not files.submissions:
        raise ScheduleError(f"{source.name}: holds speakers or slots but no talks; give the folder in which all lie")
    reader = _Reader(draft, files, context)
    for entry in files.submissions:
        reader.take(entry)
    for entry in files.breaks:
        reader.take_break(entry)
    draft.note_absent("speaker", {code: first(entry, "name") for code, entry in files.speakers.items()})
    return draft.finish(title=context.title or "", timezone=reader.timing.name, version=files.version)


def _kind_of(document: Any) -> str:
    """What a file lists, by its first entries; empty where it is none of pretalx's."""
    if (
        isinstance(document, dict)
        and isinstance(document.get("slots"), list)
        and ("breaks" in document or "version" in document)
    ):
        return "schedule"
    sample = objects(_listed(document)[:_SAMPLE])
    if not sample:
        return ""
    return next((kind for kind, belongs in _SHAPES.items() if all(map(belongs, sample))), "")


def _listed(document: Any) -> list[Any]:
    return sequence(document.get("results")) if isinstance(document, dict) else sequence(document)


def _is_submission(entry: Entry) -> bool:
    return (
        "title" in entry
        and "code" in entry
        and not entry.keys().isdisjoint({"submission_type", "submission_type_id", "slot", "slots", "slot_count"})
    )


_SHAPES: dict[str, Callable[[Entry], bool]] = {
    "submissions": _is_submission,
    "speakers": lambda entry: (
        "code" in entry and "name" in entry and not entry.keys().isdisjoint({"biography", "submissions"})
    ),
    "slots": lambda entry: "submission" in entry and "start" in entry and "room" in entry,
    "rooms": lambda entry: (
        "name" in entry and "id" in entry and not entry.keys().isdisjoint({"capacity", "position", "guid"})
    ),
    "tracks": lambda entry: "name" in entry and "id" in entry,
}


@dataclass
class _Files:
    """The files of one event, sorted by what they list."""

    submissions: list[Entry] = field(default_factory=list)
    breaks: list[Entry] = field(default_factory=list)
    speakers: dict[str, Entry] = field(default_factory=dict)
    rooms: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, Entry] = field(default_factory=dict)
    slots: dict[str, list[Entry]] = field(default_factory=dict)
    version: str = ""

    def take(self, path: str, document: Any, draft: Draft) -> None:
        kind = _kind_of(document)
        entries = _listed(document)
        if kind == "schedule":
            entries = sequence(document.get("slots"))
            self.breaks += objects(document.get("breaks"))
            self.version = first(document, "version")
            kind = _kind_of(entries) or "submissions"
        if not kind:
            draft.notes.left_out(path, "is no list of talks, speakers, rooms or slots")
            return
        if isinstance(document, dict) and document.get("next"):
            draft.notes.warning(
                path, f"is one page of several: {len(entries)} of {string(document.get('count')) or 'more'}"
            )
        for index, entry in enumerate(entries):
            if isinstance(entry, dict):
                self._sort(kind, path, entry)
            else:
                draft.notes.left_out(f"{path} entry {index + 1}", "is no object")

    def _sort(self, kind: str, path: str, entry: Entry) -> None:
        if kind == "submissions":
            self.submissions.append(entry)
        elif kind == "speakers":
            self.speakers[first(entry, "code")] = entry
        elif kind == "rooms":
            self.rooms[first(entry, "id")] = entry
        elif kind == "slots" and entry.get("submission") is None:
            self.breaks.append(entry)
        elif kind == "slots":
            submission = entry["submission"]
            code = first(submission, "code") if isinstance(submission, dict) else string(submission)
            self.slots.setdefault(code, []).append(entry)
        else:
            # Tracks and types are numbered apart; their file's name says which is which.
            group = "track" if "track" in path.lower() else "type"
            self.names[f"{group} {first(entry, 'id')}"] = entry


class _Reader:
    """Turns submissions into sessions of one draft, one for each slot."""

    def __init__(self, draft: Draft, files: _Files, context: Context) -> None:
        self._draft = draft
        self._files = files
        slots = [slot for entry in files.submissions for slot in self._slots(entry)] + files.breaks
        values = [slot.get("start") for slot in slots]
        self.timing: Timing = decide(draft.name, values, context, draft.notes, writes_venue_clock=True)

    def take(self, entry: Entry) -> None:
        code = first(entry, "code")
        where = f"talk {code}"
        state = first(entry, "state").casefold()
        if state in _NOT_IN_PROGRAMME:
            self._draft.notes.left_out(where, f"is {state}")
            return
        if pending := first(entry, "pending_state"):
            self._draft.notes.warning(
                where, f"is {state or 'listed'} and pending as {pending}; read as {state or 'listed'}"
            )
        fields = self._fields(entry, is_cancelled=state in _CANCELLED)
        slots = self._slots(entry)
        for number, slot in enumerate(slots or [{}]):
            id_ = code if number == 0 else f"{code}-{first(slot, 'id') or number + 1}"
            self._draft.add(where, id_=id_, title=first(entry, "title"), **fields, **self._placed(where, slot, entry))

    def take_break(self, entry: Entry) -> None:
        title = first(entry, "description", "title", "name")
        self._draft.add(
            f"break {title}", id_="", title=title, kind="break", **self._placed(f"break {title}", entry, {})
        )

    def _slots(self, entry: Entry) -> list[Entry]:
        """Where and when a talk stands: in one slot, in several, or in a file of slots."""
        if isinstance(entry.get("slot"), dict):
            return [entry["slot"]]
        listed = objects(entry.get("slots"))
        return listed or self._files.slots.get(first(entry, "code"), [])

    def _fields(self, entry: Entry, *, is_cancelled: bool) -> dict[str, Any]:
        resources = objects(entry.get("resources"))
        links = (
            link(first(item, "description") or "slides", first(item, "resource", "link", "url")) for item in resources
        )
        return {
            "kind": self._name("type", entry.get("submission_type")),
            "track": self._name("track", entry.get("track")),
            "speakers": self._speakers(entry),
            "abstract": abstract_of(first(entry, key) for key in ("abstract", "description")),
            "language": clean(first(entry, "content_locale")) or None,
            "links": unique(links),
            "cancelled": is_cancelled,
        }

    def _placed(self, where: str, slot: Entry, entry: Entry) -> dict[str, Any]:
        start = self.timing.read(slot.get("start"))
        if start is None and slot.get("start") is not None:
            self._draft.notes.warning(
                where, f"start {clean(string(slot.get('start')))!r} is no time; read without a time"
            )
        end = self.timing.read(slot.get("end")) or end_of(start, length(entry.get("duration")))
        return {"starts_at": start, "ends_at": end, "rooms": self._room(slot)}

    def _room(self, slot: Entry) -> tuple[Room, ...]:
        room = slot.get("room")
        id_ = first(slot, "room_id") or (first(room, "id") if isinstance(room, dict) else "")
        if known := self._files.rooms.get(id_ or string(room)):
            id_, room = first(known, "id"), known.get("name")
        found = self._draft.room(self._explained("room", room), id_)
        return (found,) if found else ()

    def _name(self, group: str, reference: Any) -> str | None:
        known = self._files.names.get(f"{group} {string(reference)}", {})
        return clean(first(known, "name") or self._explained(group, reference)) or None

    def _explained(self, what: str, reference: Any) -> str:
        """A name; a number that no file explains is none."""
        if isinstance(reference, int):
            self._draft.notes.left_out(f"{what} {string(reference)}", "is not explained; add the file that lists it")
            return ""
        return string(reference)

    def _speakers(self, entry: Entry) -> tuple[Person, ...]:
        found: list[Person | None] = []
        for speaker in sequence(entry.get("speakers")):
            code = first(speaker, "code") if isinstance(speaker, dict) else string(speaker)
            known = {**self._files.speakers.get(code, {}), **mapping(speaker)}
            if not first(known, "name"):
                self._draft.notes.left_out(f"talk {first(entry, 'code')}", f"speaker {code or '?'} has no name")
                continue
            found.append(self._draft.person(first(known, "name"), code))
        return unique(found)
