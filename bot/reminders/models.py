"""The values that reminders are made of, and the two narrow interfaces the service needs.

Adapters (the store, Discord, the terminal) implement the protocols; nothing here knows any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Subscription:
    """A wish. `recipient` is opaque (`discord:1234`, `terminal:me`) and read only by the adapter it belongs to."""

    id: int
    recipient: str
    target: Target
    leads: tuple[timedelta, ...]  # empty: the configured lead
    once: bool  # ends after its first reminder
    paused: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """One due message. `id` is stable across attempts and restarts: an adapter makes its nonce of it."""

    id: str
    recipient: str  # a person, or a channel for notices
    reason: Reason
    sessions: tuple[Session, ...]  # those that start together share one message
    starts_at: datetime | None
    before: Session | None = None  # what stood in the schedule until it changed
    late: timedelta | None = None  # how much later than due, where that is worth saying
    roles: tuple[str, ...] = ()  # opaque ids of roles to mention in a channel
    edits: str | None = None  # the reference of an earlier message that this one replaces


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


class Delivery(Protocol):
    """Sends one reminder. Never raises for an expected refusal or fault."""

    async def deliver(self, reminder: Reminder) -> Outcome: ...
