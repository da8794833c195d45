"""A schedule as JSON: a title, a time zone and a list of flat sessions.

Times are ISO 8601 with the offset that the conference's clocks have then, or null. People are names; whatever names
alone do not tell (two people of one name, affiliations) and other rare things stand in keys that are otherwise absent.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

from schedule.models import Person, Schedule, Session


def to_json(schedule: Schedule) -> str:
    """Ends with a line feed; letters beyond ASCII stay readable."""
    return json.dumps(_document(schedule), ensure_ascii=False, indent=1) + "\n"


def _document(schedule: Schedule) -> dict[str, Any]:
    names = Counter(person.name for person in schedule.people)
    rare: dict[str, Any] = {
        "version": schedule.version,
        "venue": schedule.venue and schedule.venue.model_dump(exclude_none=True),
        "people": [person.model_dump(exclude_none=True) for person in schedule.people],
        "rooms": [room.model_dump() for room in schedule.rooms if room.id != room.name],
    }
    return {
        "title": schedule.title,
        "timezone": schedule.timezone,
        "sessions": [_session(session, schedule, names) for session in schedule.sessions],
    } | {key: value for key, value in rare.items() if value}


def _session(session: Session, schedule: Schedule, names: Counter[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": session.id,
        "title": session.title,
        "kind": session.kind,
        "start": _moment(session.starts_at, schedule),
        "end": _moment(session.ends_at, schedule),
        "room": session.room,
        "track": session.track,
        "speakers": [person.name for person in session.speakers],
        "authors": [person.name for person in session.authors],
        "abstract": session.abstract,
        "links": [link.model_dump() for link in session.links],
        "language": session.language,
        "cancelled": session.cancelled,
    }
    return entry | {key: value for key, value in _rare(session, names).items() if value}


def _rare(session: Session, names: Counter[str]) -> dict[str, Any]:
    """What most sessions do not have, or what their names do not tell."""
    return {
        "url": session.url,
        "part_of": session.part_of,
        "all_day": session.all_day,
        "rooms": [room.name for room in session.rooms] if len(session.rooms) > 1 else [],
        "speaker_ids": _ids_where_needed(session.speakers, names),
        "author_ids": _ids_where_needed(session.authors, names),
    }


def _ids_where_needed(people: tuple[Person, ...], names: Counter[str]) -> list[str]:
    return [person.id for person in people] if any(names[person.name] > 1 for person in people) else []


def _moment(moment: datetime | None, schedule: Schedule) -> str | None:
    return None if moment is None else moment.astimezone(schedule.zone).isoformat()
