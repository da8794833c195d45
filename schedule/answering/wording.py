"""An Answer as one plain text, for the terminal and for tests. Times are the conference's, with the zone by name.

Text only: no markup, no colours; Discord has its own rendering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from schedule.answering.aims.languages import name_language
from schedule.answering.aims.lengths import spoken
from schedule.answering.answer import Answer, Detail, Rest, Span
from schedule.answering.links import links_of
from schedule.answering.programme import containing
from schedule.models import Schedule, Session

_OFFSET_ZONE = re.compile(r"Etc/GMT([+-]\d+)$")
_PEOPLE_MOST = 8
_ABSTRACT_MOST = 400  # characters


def word(answer: Answer, schedule: Schedule, now: datetime) -> str:  # noqa: ARG001
    """The reply as a person reads it, several lines for several sessions; empty where the bot says nothing."""
    if not answer.replied:
        return ""
    return "\n\n".join("\n".join(_lines(part, schedule)) for part in (answer, *answer.further))


def how_many_more(rest: Rest) -> str:
    """The line below a list that goes on, and how to go on with it."""
    if rest.names and not rest.sessions:
        return f"… and {len(rest)} more; say “more” to see them."
    if rest.sessions:
        return f"… and {len(rest)} more; say “more”, or name a day, a room or a kind."
    return f"… and {len(rest)} more; name a day, a room or a kind to see fewer."


def zone_name(schedule: Schedule) -> str:
    """The conference's zone; one that is only an offset is named by it, as `Etc/GMT-1` means the contrary."""
    found = _OFFSET_ZONE.match(schedule.timezone)
    if found is None:
        return schedule.timezone
    return f"UTC{-int(found[1]):+d}" if int(found[1]) else "UTC"


def _lines(answer: Answer, schedule: Schedule) -> Iterator[str]:
    zone = schedule.zone
    moments = "".join(f" {_span(span, zone)} ({zone_name(schedule)})" for span in answer.spans if span.is_moment)
    if answer.headline:
        yield f"{answer.headline}{moments}"
    for span in answer.spans:
        if not span.is_moment:
            yield f"{_span(span, zone)} ({zone_name(schedule)})"
    rooms_matter = any(s.rooms for s in schedule.sessions)
    for session in answer.sessions:
        yield _session(session, answer, schedule, rooms_matter=rooms_matter)
        yield from _details(session, answer)
    if answer.rest:
        yield how_many_more(answer.rest)
    yield from answer.notes
    if answer.suggestions:
        yield f"{'You can ask' if answer.found else 'Did you mean'}: {'; '.join(answer.suggestions)}"


def _session(session: Session, answer: Answer, schedule: Schedule, *, rooms_matter: bool) -> str:
    parts = [_when(session, schedule)]
    whole = containing(session, schedule)
    if room := session.room or (whole.room if whole else None):
        parts.append(room)
    elif rooms_matter and session.starts_at:
        parts.append("no room is listed")
    if Detail.DURATION in answer.details and session.starts_at and session.ends_at:
        parts.append(spoken(session.ends_at - session.starts_at))
    if Detail.LANGUAGE in answer.details and session.language:
        parts.append(f"language: {name_language(session.language)}")
    if Detail.TRACK in answer.details and session.track:
        parts.append(f"track: {session.track}")
    if Detail.PEOPLE in answer.details and (people := _people(session)):
        parts.append(people)
    kind = f" ({session.kind})" if session.kind else ""
    struck = "Cancelled: " if session.cancelled else ""
    return f"{struck}{session.title}{kind}: {', '.join(parts)}"


def _when(session: Session, schedule: Schedule) -> str:
    if session.starts_at is None:
        whole = containing(session, schedule)
        return "no time is listed" if whole is None else f"part of {whole.title}, {_when(whole, schedule)}"
    start = session.starts_at.astimezone(schedule.zone)
    day = f"{start:%a} {start.day} {start:%b}"
    if session.all_day:
        return f"{day}, all day"
    if session.ends_at is None:
        return f"{day}, {start:%H:%M} ({zone_name(schedule)}), no end is listed"
    return f"{day}, {start:%H:%M}–{session.ends_at.astimezone(schedule.zone):%H:%M} ({zone_name(schedule)})"


def _span(span: Span, zone: ZoneInfo) -> str:
    start, end = (moment.astimezone(zone) for moment in (span.start, span.end))
    day = f"{start:%a} {start.day} {start:%b}"
    return f"{day}, {_clock(start)}" if span.is_moment else f"{day}, {_clock(start)}–{_clock(end)}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _people(session: Session) -> str:
    names = [person.name for person in session.speakers or session.authors]
    if len(names) > _PEOPLE_MOST:
        return f"{', '.join(names[:_PEOPLE_MOST])} and {len(names) - _PEOPLE_MOST} more"
    return ", ".join(names)


def _details(session: Session, answer: Answer) -> Iterator[str]:
    if Detail.ABSTRACT in answer.details:
        yield f"  {_shortened(session.abstract)}" if session.abstract else "  No abstract is listed."
    yield from (f"  {link.label}: {link.url}" for link in links_of(session, answer.details))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _ABSTRACT_MOST:
        return text
    return f"{text[:_ABSTRACT_MOST].rsplit(' ', 1)[0]} …"
