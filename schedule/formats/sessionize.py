"""Sessionize's API views: All, GridSmart and Sessions, with the Speakers view beside them in a folder.

The views nest the same sessions differently. Times are local without an offset, or UTC with a Z.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schedule.formats._draft import Draft, link, unique
from schedule.formats._fields import first, mapping, objects, sequence, string
from schedule.formats._prose import prose
from schedule.formats._source import Context, Source
from schedule.formats._text import clean
from schedule.formats._zones import decide
from schedule.models import Link, Person, Room, Schedule, ScheduleError

NAME = "Sessionize"

Entry = Mapping[str, Any]
_SAMPLE = 10
_NOT_IN_PROGRAMME = frozenset({"nominated", "declined", "waitlisted", "accept_queue", "decline_queue"})
# What organisers call the groups of labels that say a session's kind, track and language.
_GROUPS = {
    "kind": ("session format", "format", "session type", "type", "kind", "typ"),
    "track": ("track", "tracks", "topic", "topics", "theme", "stage", "category"),
    "language": ("language", "languages", "sprache", "talk language", "session language", "spoken language"),
}


def recognises(source: Source) -> bool:
    views = {_view(document) for document in source.documents.values()}
    return not views.isdisjoint(_WITH_SESSIONS) or views == {"speakers"}


def parse(source: Source, context: Context) -> Schedule:
    draft = Draft(source.name)
    views = _Views()
    for path, document in source.documents.items():
        views.take(path, document, draft)
    if not views.entries:
        raise ScheduleError(f"{source.name}: holds speakers but no sessions; give the folder in which both lie")
    values = [value for entry in views.entries for value in (entry.get("startsAt"), entry.get("endsAt"))]
    timing = decide(draft.name, values, context, draft.notes)
    reader = _Reader(draft, views)
    for entry in views.entries:
        where = f"session {first(entry, 'id') or first(entry, 'title')}"
        if first(entry, "status").casefold() in _NOT_IN_PROGRAMME:
            draft.notes.left_out(where, f"is {first(entry, 'status')}")
            continue
        start, end = timing.read(entry.get("startsAt")), timing.read(entry.get("endsAt"))
        if start is None and entry.get("startsAt") is not None:
            draft.notes.warning(where, f"startsAt {clean(string(entry['startsAt']))!r} is no time; read without a time")
        reader.take(where, entry, starts_at=start, ends_at=end)
    draft.note_absent("speaker", {id_: _full_name(speaker) for id_, speaker in views.speakers.items()})
    return draft.finish(title=context.title or "", timezone=timing.name)


def _view(document: Any) -> str:
    """Which view a file holds; empty where it is none."""
    if isinstance(document, dict):
        sessions = objects(sequence(document.get("sessions"))[:_SAMPLE])
        is_all = isinstance(document.get("speakers"), list) and ("categories" in document or "rooms" in document)
        return "all" if is_all and all(map(_is_session, sessions)) else ""
    sample = objects(sequence(document)[:_SAMPLE])
    if not sample:
        return ""
    return next((view for view, belongs in _SHAPES.items() if all(map(belongs, sample))), "")


def _is_session(entry: Entry) -> bool:
    return "startsAt" in entry and "title" in entry and "speakerIds" not in entry


def _is_day(entry: Entry) -> bool:
    return "date" in entry and isinstance(entry.get("rooms"), list)


def _is_group(entry: Entry) -> bool:
    return isinstance(entry.get("sessions"), list) and ("groupName" in entry or "groupId" in entry)


def _is_speaker(entry: Entry) -> bool:
    return "fullName" in entry or {"firstName", "lastName"} <= entry.keys()


_SHAPES = {"grid": _is_day, "groups": _is_group, "sessions": _is_session, "speakers": _is_speaker}
_WITH_SESSIONS = frozenset({"all", "grid", "groups", "sessions"})


@dataclass
class _Views:
    """What the views of one event hold, joined."""

    sessions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # by id and start
    speakers: dict[str, Entry] = field(default_factory=dict)
    rooms: dict[str, Entry] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)  # item id -> group, label
    questions: dict[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        return list(self.sessions.values())

    def take(self, path: str, document: Any, draft: Draft) -> None:
        view = _view(document)
        if view == "all":
            self._take_all(document, draft)
        elif view == "grid":
            for day in objects(document):
                for room in objects(day.get("rooms")):
                    self._take_sessions(room.get("sessions"), f"room {first(room, 'name')}", draft, room=room)
        elif view == "groups":
            for group in objects(document):
                self._take_sessions(group.get("sessions"), f"group {first(group, 'groupName')}", draft)
        elif view == "sessions":
            self._take_sessions(document, path, draft)
        elif view == "speakers":
            self._take_speakers(document)
        else:
            draft.notes.left_out(path, "is no view of sessions or speakers")

    def _take_all(self, document: Entry, draft: Draft) -> None:
        self.rooms.update((first(room, "id"), room) for room in objects(document.get("rooms")))
        for question in objects(document.get("questions")):
            self.questions[first(question, "id")] = first(question, "question")
        for group in objects(document.get("categories")):
            for item in objects(group.get("items")):
                self.labels[first(item, "id")] = (first(group, "title"), first(item, "name"))
        self._take_speakers(document.get("speakers"))
        self._take_sessions(document.get("sessions"), "sessions", draft)

    def _take_speakers(self, listed: Any) -> None:
        for speaker in objects(listed):
            id_ = first(speaker, "id")
            self.speakers[id_] = {
                **speaker,
                **{key: value for key, value in self.speakers.get(id_, {}).items() if value},
            }

    def _take_sessions(self, listed: Any, where: str, draft: Draft, room: Entry | None = None) -> None:
        for index, entry in enumerate(sequence(listed)):
            if not isinstance(entry, dict):
                draft.notes.left_out(where, f"entry {index + 1} is no session")
                continue
            # A plenary session stands below every room, and a folder may hold several views.
            key = (first(entry, "id") or f"{where} {index}", string(entry.get("startsAt")))
            known = self.sessions.setdefault(key, {"all_rooms": []})
            known.update(
                (name, value) for name, value in entry.items() if value not in (None, "", []) or name not in known
            )
            known["all_rooms"].append(entry if room is None else {"roomId": room.get("id"), "room": room.get("name")})


class _Reader:
    """Turns entries into sessions of one draft."""

    def __init__(self, draft: Draft, views: _Views) -> None:
        self._draft = draft
        self._views = views

    def take(self, where: str, entry: Entry, **times: Any) -> None:
        groups = self._labels(entry)
        said = {name: _said(groups, names) for name, names in _GROUPS.items()}
        others = [f"{group}: {', '.join(labels)}" for group, labels in groups.items()]
        is_service = entry.get("isServiceSession") is True
        self._draft.add(
            where,
            id_=first(entry, "id"),
            title=first(entry, "title"),
            kind=said["kind"] or ("Service session" if is_service else None),
            track=said["track"],
            language=said["language"],
            rooms=self._rooms(entry),
            speakers=self._speakers(where, entry),
            abstract="\n".join(filter(None, [prose(first(entry, "description")), *map(clean, others)])),
            links=unique(self._links(entry)),
            **times,
        )

    def _labels(self, entry: Entry) -> dict[str, list[str]]:
        """Group -> labels, whether they come as numbers or whole."""
        groups: dict[str, list[str]] = {}
        for item in sequence(entry.get("categoryItems")):
            if label := self._views.labels.get(string(item)):
                groups.setdefault(label[0], []).append(label[1])
            else:
                self._draft.notes.left_out(f"session {first(entry, 'id')}", f"label {string(item)} is not explained")
        for category in objects(entry.get("categories")):
            names = [first(item, "name") for item in objects(category.get("categoryItems"))]
            groups.setdefault(first(category, "name", "title"), []).extend(filter(None, names))
        return {group: list(dict.fromkeys(labels)) for group, labels in groups.items() if labels}

    def _rooms(self, entry: Entry) -> tuple[Room, ...]:
        found: list[Room | None] = []
        for place in entry["all_rooms"]:
            id_ = first(place, "roomId")
            found.append(self._draft.room(first(place, "room") or first(self._views.rooms.get(id_, {}), "name"), id_))
        return unique(found)

    def _speakers(self, where: str, entry: Entry) -> tuple[Person, ...]:
        found: list[Person | None] = []
        for speaker in sequence(entry.get("speakers")):
            id_ = first(speaker, "id") if isinstance(speaker, dict) else string(speaker)
            known = {**mapping(speaker), **self._views.speakers.get(id_, {})}
            name = _full_name(known)
            if not name:
                self._draft.notes.left_out(
                    where, f"speaker {id_ or '?'} has no name; add the Speakers view to the folder"
                )
                continue
            found.append(self._draft.person(name, id_, affiliation=first(known, "tagLine")))
        return unique(found)

    def _links(self, entry: Entry) -> Iterator[Link | None]:
        yield link("live", first(entry, "liveUrl"))
        yield link("video", first(entry, "recordingUrl"))
        for answer in objects(entry.get("questionAnswers")):
            label = first(answer, "question") or self._views.questions.get(first(answer, "questionId"), "")
            yield link(label, first(answer, "answerValue", "answer"))


def _full_name(speaker: Entry) -> str:
    return first(speaker, "fullName", "name") or f"{first(speaker, 'firstName')} {first(speaker, 'lastName')}".strip()


def _said(groups: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    """What the group of such a name says; the group is used up by it."""
    for name in names:
        for group in groups:
            if group.strip().casefold() == name:
                return clean(", ".join(groups.pop(group))) or None
    return None
