"""The JSON that KotlinConf's app serves: Sessionize's data flattened, with speakers by id, a location and tags.

Times are clock times of the venue without an offset. Tags mix what other programmes keep apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schedule.formats._draft import Draft, link, unique
from schedule.formats._fields import first, mapping, objects, sequence, string
from schedule.formats._prose import prose
from schedule.formats._source import Context, Source
from schedule.formats._tags import sort_tags
from schedule.formats._text import clean
from schedule.formats._zones import Timing, decide
from schedule.models import Person, Schedule

NAME = "KotlinConf JSON"

Entry = Mapping[str, Any]


def recognises(source: Source) -> bool:
    document = mapping(source.json)
    sessions = objects(document.get("sessions"))
    return (
        isinstance(document.get("speakers"), list) and bool(sessions) and all("speakerIds" in s for s in sessions[:10])
    )


def parse(source: Source, context: Context) -> Schedule:
    document = mapping(source.json)
    draft = Draft(source.name)
    sessions = sequence(document.get("sessions"))
    speakers = {first(speaker, "id"): speaker for speaker in objects(document.get("speakers"))}
    values = [entry.get(key) for entry in objects(sessions) for key in ("startsAt", "endsAt")]
    timing = decide(draft.name, values, context, draft.notes)
    for index, entry in enumerate(sessions):
        where = f"session {first(mapping(entry), 'id') or index + 1}"
        if isinstance(entry, dict):
            _take(draft, timing, speakers, where, entry)
        else:
            draft.notes.left_out(where, "is no object")
    draft.note_absent("speaker", {id_: first(speaker, "name") for id_, speaker in speakers.items()})
    return draft.finish(title=context.title or first(document, "title", "name"), timezone=timing.name)


def _take(draft: Draft, timing: Timing, speakers: Mapping[str, Entry], where: str, entry: Entry) -> None:
    tags = sort_tags(clean(string(item)) for item in sequence(entry.get("tags")))
    start = timing.read(entry.get("startsAt"))
    if start is None and entry.get("startsAt") is not None:
        draft.notes.warning(where, f"startsAt {clean(string(entry['startsAt']))!r} is no time; read without a time")
    level = f"Level: {tags.level}" if tags.level else ""
    draft.add(
        where,
        id_=first(entry, "id"),
        title=first(entry, "title"),
        kind=tags.kind,
        starts_at=start,
        ends_at=timing.read(entry.get("endsAt")),
        rooms=unique([draft.room(first(entry, "location"))]),
        track=tags.track,
        speakers=_speakers(draft, speakers, where, entry),
        abstract="\n".join(filter(None, [prose(first(entry, "description")), level])),
        links=unique([link("video", first(entry, "videoUrl"))]),
    )


def _speakers(draft: Draft, known: Mapping[str, Entry], where: str, entry: Entry) -> tuple[Person, ...]:
    found: list[Person | None] = []
    for id_ in map(string, sequence(entry.get("speakerIds"))):
        speaker = known.get(id_, {})
        if not first(speaker, "name"):
            draft.notes.left_out(where, f"speaker {id_ or '?'} is not listed")
            continue
        found.append(draft.person(first(speaker, "name"), id_, affiliation=first(speaker, "position")))
    return unique(found)
