"""What is posted in channels: which sessions share a message, and whether a posted one still holds. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.reminders.models import Notices
from bot.reminders.planner import USEFUL, expires_at, start_of, starting
from bot.reminders.standing import session_in, snapshot, vanished
from bot.reminders.store import NoticePost, PostedNotice
from bot.reminders.targets import kind_word, kind_words
from schedule.models import Schedule, Session

CORRECTED_FOR = timedelta(hours=6)  # after its start nobody reads a notice any more


def channels_of(session: Session, notices: Notices) -> tuple[str, ...]:
    """Where a session is announced: its rooms' own channels, else the one for all."""
    own = [notices.rooms.get(room.name) or notices.rooms.get(room.id) for room in session.rooms]
    found = tuple(dict.fromkeys(channel for channel in own if channel))
    return found or ((notices.channel,) if notices.channel else ())


def sharing(schedule: Schedule, notices: Notices, channel: str, starts_at: datetime) -> tuple[Session, ...]:
    """The sessions that one message in a channel names."""
    return tuple(
        session for session in starting(schedule, starts_at, starts_at) if channel in channels_of(session, notices)
    )


def due_posts(schedule: Schedule, notices: Notices, since: datetime, now: datetime) -> tuple[NoticePost, ...]:
    """The messages due at `now` that were of use at some time after `since`, earliest first."""
    posts: dict[tuple[str, datetime], NoticePost] = {}
    for session in starting(schedule, since - USEFUL, now + notices.lead):
        if expires_at(session) <= since:
            continue
        for channel in channels_of(session, notices):
            posts.setdefault((channel, start_of(session)), _post(channel, session, notices.lead))
    return tuple(posts.values())


def next_due(schedule: Schedule, notices: Notices, now: datetime) -> datetime | None:
    """The earliest moment after `now` at which a message is due."""
    for session in starting(schedule, now + notices.lead, None):
        if start_of(session) - notices.lead > now and channels_of(session, notices):
            return start_of(session) - notices.lead
    return None


def corrections(
    schedule: Schedule, notices: Notices, posted: Sequence[PostedNotice], now: datetime
) -> Iterator[NoticePost]:
    """Messages to send again in the place of those that do not hold any more."""
    for notice in posted:
        if names(named(schedule, notices, notice.channel, notice.starts_at, notice.names)) == notice.names:
            continue
        yield NoticePost(
            channel=notice.channel,
            starts_at=notice.starts_at,
            lead=notices.lead,
            revision=notice.revision + 1,
            due_at=now,
            expires_at=notice.starts_at + CORRECTED_FOR,
            edits=notice.reference,
            names=notice.names,
        )


def named(
    schedule: Schedule, notices: Notices, channel: str, starts_at: datetime, names_before: str
) -> tuple[Session, ...]:
    """What a message has to name: all that it named before, as it stands now, and what joined since."""
    before: dict[str, str] = json.loads(names_before) if names_before else {}
    sessions = {id_: schedule.session(id_) or session_in(id_, vanished(told)) for id_, told in before.items()}
    sessions |= {session.id: session for session in sharing(schedule, notices, channel, starts_at)}
    return tuple(sessions.values())


def names(sessions: Sequence[Session]) -> str:
    """What a message says, as a text to compare."""
    return json.dumps({session.id: snapshot(session) for session in sessions})


def roles_of(sessions: Sequence[Session], notices: Notices) -> tuple[str, ...]:
    """The roles that follow one of the sessions' kinds or tracks."""
    roles = {kind_word(name): role for name, role in notices.roles.items()}
    followed = [word for session in sessions for word in (*kind_words(session), kind_word(session.track or ""))]
    return tuple(dict.fromkeys(roles[word] for word in followed if word in roles))


def _post(channel: str, session: Session, lead: timedelta) -> NoticePost:
    start = start_of(session)
    return NoticePost(channel, start, lead, 0, start - lead, expires_at(session))
