"""The values that reminders are made of, and the two narrow interfaces the service needs.

Adapters (the store, Discord, the terminal) implement the protocols; nothing here knows any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from schedule.answering.answer import Target
from schedule.models import Session


class Reason(StrEnum):
    """Why a message goes out."""

    STARTING = "starting"
    MOVED = "moved"  # another start
    RELOCATED = "relocated"  # another room, the same start
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"  # cancelled before, takes place after all
    WELCOME = "welcome"  # a first message, to learn whether messages arrive


@dataclass(frozen=True, slots=True)
class Subscription:
    """A wish. `recipient` is opaque and read only by the adapter it belongs to.

    A person is `discord:1234` or `terminal:me`, a channel `discord-channel:1234`.
    """

    id: int
    recipient: str
    target: Target
    leads: tuple[timedelta, ...]  # empty: the configured lead
    once: bool  # ends after its first reminder
    paused: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """One due message. `id` is stable across attempts and restarts: an adapter makes its nonce of it.

    A channel's notice names all sessions that start at `starts_at`, as they stand now. When it is sent again with
    `edits`, one that is `cancelled` is to be struck, and one with another start or none has moved.
    """

    id: str  # at most 25 characters of [a-z0-9-]
    recipient: str  # a person, or a channel for notices
    reason: Reason
    sessions: tuple[Session, ...]  # those that start together share one message
    starts_at: datetime | None
    before: Session | None = None  # what stood in the schedule until it changed; also on a STARTING that moved just now
    late: timedelta | None = None  # how much later than due, where that is worth saying
    roles: tuple[str, ...] = ()  # opaque ids of roles to mention in a channel
    edits: str | None = None  # the reference of an earlier message that this one replaces
    mention: str | None = None  # the person to mention, where a channel stands in for closed direct messages


class OutcomeKind(StrEnum):
    DELIVERED = "delivered"
    REFUSED = "refused"  # will not succeed: closed messages, no shared server, no such channel
    RETRY = "retry"  # a fault of the moment


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: OutcomeKind
    reference: str | None = None  # of the message sent, to edit it later
    why: str = ""  # a short plain reason, shown to organisers
    retry_after: timedelta | None = None
    invalid: int = 0  # requests answered 401, 403 or 429 on the way: too many of them bar the bot


class Delivery(Protocol):
    """Sends one reminder. Never raises for an expected refusal or fault."""

    async def deliver(self, reminder: Reminder) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Notices:
    """What is posted in channels before each session. Channels and roles are opaque to everyone but the adapter."""

    channel: str | None = None  # where a room has no channel of its own
    lead: timedelta = timedelta(minutes=10)
    rooms: dict[str, str] = field(default_factory=dict)  # a room's name or id -> its channel
    roles: dict[str, str] = field(default_factory=dict)  # a kind or a track -> the role to mention


@dataclass(frozen=True, slots=True)
class Settings:
    """How reminders behave, whoever delivers them."""

    leads: tuple[timedelta, ...] = (timedelta(minutes=10),)  # for wishes that name none
    notices: Notices = field(default_factory=Notices)
    settle: timedelta = timedelta(seconds=60)  # a change must stand this long before it is announced
    lease: timedelta = timedelta(seconds=60)  # a claimed delivery is nobody else's; below Discord's memory of nonces
    backoff: timedelta = timedelta(seconds=2)  # until the second try; doubled with each further one
    batch: int = 50  # deliveries claimed at once
    workers: int = 10  # sends in flight at once
    refusals: int = 3  # refused in a row until a person's reminders stop
    fallback: str | None = None  # the channel that stands in for closed direct messages, for those who agree


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a new wish will bring."""

    subscription: Subscription
    sessions: tuple[Session, ...]  # still to come, earliest first
    untimed: tuple[Session, ...]  # covered, but without a time
    leads: tuple[timedelta, ...]  # the ones that hold, the configured ones included
    next_due: datetime | None  # when the first message comes; None: none will
    at_once: bool  # a start is nearer than its lead: the message comes now
    told: bool = False  # a start is nearer than its lead, and the message about it went out before


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    EXPIRED = "expired"  # too late to be of use; shown to the organiser
    VOID = "void"  # nothing to say any more: moved, stopped, paused


@dataclass(frozen=True, slots=True)
class Attempted:
    """One delivery of the past or the queue, as the person it concerns may see it."""

    session_id: str
    reason: Reason
    starts_at: datetime | None
    lead: timedelta
    due_at: datetime
    state: DeliveryState
    tries: int
    route: str  # "direct" or "channel"; empty until sent
    settled_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a reminder came, or did not. `text` says it in one plain line without clock times."""

    session_id: str
    text: str
    subscription: Subscription | None  # the wish that decides
    due: tuple[datetime, ...]  # when reminders are due, by the schedule of now
    deliveries: tuple[Attempted, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the deliveries since a moment, for the organiser."""

    counts: dict[DeliveryState, int]
    failed: tuple[Failure, ...]  # the expired and the refused, most frequent first
    stopped: int  # people whose reminders stopped after repeated refusals


@dataclass(frozen=True, slots=True)
class Failure:
    session_id: str  # empty: a channel's notice
    state: DeliveryState
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did. `more`: it stopped with work left, so tick again at once."""

    delivered: int = 0
    refused: int = 0
    retried: int = 0
    expired: int = 0
    more: bool = False
