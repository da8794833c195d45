"""What the reminders need of a store: wishes, deliveries, what people were told of the schedule, addresses.

The protocol and the values that cross it; the one implementation is in `bot/storage`. A store decides nothing: it
keeps, and it lets exactly one claimant have a delivery.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.reminders.models import Attempted, DeliveryState, Reason, Report, Subscription
from schedule.answering.answer import Target


@dataclass(frozen=True, slots=True)
class Moment:
    """A start that is due at one lead: the order to write one delivery for each recipient whom it concerns."""

    session_id: str
    starts_at: datetime
    lead: timedelta
    due_at: datetime  # not before the session got this start
    expires_at: datetime
    targets: tuple[Target, ...]  # what a wish may name to cover the session; the most specific first
    default: bool  # wishes without a lead of their own are due as well
    shorter: tuple[timedelta, ...]  # leads due at the same time, which take this one's place
    before: str = ""  # what people knew until it changed, as `Standing` writes it

    @property
    def key(self) -> tuple[str, datetime, timedelta]:
        return (self.session_id, self.starts_at, self.lead)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A change that has stood long enough: one delivery for each recipient whom it concerns."""

    session_id: str
    reason: Reason
    starts_at: datetime | None  # the new start
    revision: int  # of what people knew until now
    changed_at: datetime  # wishes made later were made in knowledge of it
    due_at: datetime
    expires_at: datetime
    targets: tuple[Target, ...]
    before: str  # what people knew until now, as `Standing` writes it
    told: str  # what they know from now on


@dataclass(frozen=True, slots=True)
class NoticePost:
    """A channel's message about the sessions of one start; `edits` names the message it replaces."""

    channel: str
    starts_at: datetime
    lead: timedelta
    revision: int
    due_at: datetime
    expires_at: datetime
    edits: str | None = None
    names: str = ""  # what an edited message named before


@dataclass(frozen=True, slots=True)
class PostedNotice:
    """The newest message that stands in a channel for one start."""

    channel: str
    starts_at: datetime
    revision: int
    reference: str
    names: str  # the sessions it names and how they stood, as `notices` writes it


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is this process's until its lease ends."""

    id: str  # at most 25 characters; the same at each try
    row: int
    recipient: str
    session_id: str  # empty: a notice
    starts_at: datetime | None
    reason: Reason
    due_at: datetime
    expires_at: datetime
    tries: int  # this one included
    edits: str | None
    detail: str  # what stood before a change; what an edited notice named


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a delivery ended. `names`: what a notice's message says, to see later whether it still holds."""

    state: DeliveryState
    route: str = ""
    reference: str | None = None
    why: str = ""
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What people know of a session, and what the schedule says instead, since when (None: it does not)."""

    session_id: str
    told: str
    revision: int
    seen: str | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """How a recipient can be reached."""

    recipient: str
    refusals: int = 0  # in a row
    stopped_at: datetime | None = None  # nothing is sent any more
    fallback: bool = False  # agreed to be mentioned in a channel


class Wishes(Protocol):
    """Who wants what."""

    async def subscribe(
        self, recipient: str, target: Target, leads: Sequence[timedelta], now: datetime, *, once: bool
    ) -> Subscription: ...

    async def unsubscribe(self, recipient: str, target: Target | None) -> int: ...

    async def change(
        self,
        recipient: str,
        subscription_id: int | None,
        now: datetime,
        *,
        leads: Sequence[timedelta] | None = None,
        paused: bool | None = None,
    ) -> int:
        """How many wishes were changed; all of the recipient's where no id is given."""

    async def of(self, recipient: str, session_id: str | None = None) -> tuple[Subscription, ...]:
        """The wishes that stand, and those for once that were spent on the session, which still decide for it."""

    async def leads(self) -> frozenset[timedelta]:
        """Every lead that some wish names."""

    async def forget(self, recipient: str) -> int:
        """Removes all rows of a person; how many there were."""

    async def add_to_agenda(self, recipient: str, session_id: str, now: datetime) -> bool: ...

    async def remove_from_agenda(self, recipient: str, session_id: str) -> bool: ...

    async def agenda(self, recipient: str) -> tuple[str, ...]: ...


class Deliveries(Protocol):
    """One row for each message that is due, written once."""

    async def fan_out(self, due: Moment) -> int | None:
        """Writes the moment's deliveries; None where that was done before."""

    async def fan_out_fresh(self, due: Sequence[Moment], recipient: str | None = None) -> int:
        """The same for wishes made or changed lately, whose moments may have been fanned out without them."""

    async def settle_fresh(self, before: datetime) -> None:
        """Wishes last touched before that moment are fresh no longer."""

    async def announce(self, announcement: Announcement) -> int | None:
        """Writes the change's deliveries and what people know from now on; None where that was done before."""

    async def post(self, notices: Sequence[NoticePost]) -> None: ...

    async def posted(self, since: datetime) -> tuple[PostedNotice, ...]:
        """Notices of starts after `since` that stand in a channel."""

    async def claim(self, limit: int, now: datetime, lease: timedelta) -> tuple[Claimed, ...]:
        """The earliest due first, none that another claimant holds."""

    async def settle(self, claimed: Claimed, settlement: Settlement, now: datetime) -> None: ...

    async def release(self, claimed: Sequence[Claimed], until: datetime, why: str) -> None:
        """Gives deliveries back, to be claimed again from `until` on; without a reason they were not tried."""

    async def expire(self, now: datetime) -> int:
        """Gives up what is of no use any more; how many that were."""

    async def next_at(self) -> datetime | None:
        """When the next waiting delivery can be claimed."""

    async def history(self, recipient: str, session_id: str) -> tuple[Attempted, ...]: ...

    async def report(self, since: datetime) -> Report: ...


class Standings(Protocol):
    """What people know of the schedule, so that a change is told once, across restarts too."""

    async def all(self) -> tuple[Standing, ...]: ...

    async def changed(self) -> tuple[Standing, ...]:
        """Those of which the schedule says something else."""

    async def learn(self, told: Mapping[str, str], dropped: Collection[str] = ()) -> None:
        """Notes sessions as known without telling anyone, and forgets the dropped ones."""

    async def mark(self, seen: Mapping[str, str | None], now: datetime) -> None:
        """What the schedule says of a session that differs from what people know; None: nothing differs any more.

        It is marked as changed now, unless it was seen so before.
        """

    async def rearm(self, starts: Mapping[str, datetime | None]) -> None:
        """Disarms waiting deliveries of other starts than these; None: of every start."""

    async def checked_until(self) -> datetime | None:
        """Until when due moments were looked for."""

    async def set_checked_until(self, moment: datetime) -> None: ...


class People(Protocol):
    """How people are reached: refusals, fallbacks, and the address an adapter wants kept."""

    async def person(self, recipient: str) -> Person: ...

    async def persons(self, recipients: Sequence[str]) -> Mapping[str, Person]: ...

    async def note_outcome(self, recipient: str, *, refused: bool, limit: int, now: datetime) -> Person:
        """Counts a refusal, or forgets the earlier ones; at `limit` in a row the person is stopped."""

    async def restart(self, recipient: str, now: datetime) -> bool:
        """Lets a stopped person be told again; whether they were stopped."""

    async def set_fallback(self, recipient: str, *, agreed: bool) -> None: ...

    async def address(self, recipient: str) -> str | None: ...

    async def set_address(self, recipient: str, address: str) -> None: ...


class Retention(Protocol):
    """What is kept for how long."""

    async def last_look(self, now: datetime, pause: timedelta) -> datetime | None:
        """When it was last looked for what is too old, where that is a pause ago; now is the next one then.

        None on the first look, on one by a clock that was set back, and where a pause has not passed yet.
        """

    async def remove(self, before: datetime, *, wishes: bool, limit: int) -> int:
        """Removes at most so many rows of what was settled and of no use before that moment; how many that were.

        With `wishes`, also those that were last touched before it, and all that is known of people who have none.
        """


class Store(Protocol):
    @property
    def wishes(self) -> Wishes: ...

    @property
    def deliveries(self) -> Deliveries: ...

    @property
    def standings(self) -> Standings: ...

    @property
    def people(self) -> People: ...

    @property
    def retention(self) -> Retention: ...

    async def close(self) -> None: ...
