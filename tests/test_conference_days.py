"""A conference played minute by minute with whatever may happen: each person is told once for each start that stood."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.reminders.models import DeliveryState, Outcome, OutcomeKind, Reason, Reminder, Settings
from bot.reminders.planner import expires_at
from bot.reminders.service import ReminderService
from bot.storage import open_store
from schedule import Schedule, Session
from schedule.answering.answer import Target, TargetKind

BEGIN = datetime(2026, 6, 1, 9, tzinfo=UTC)
LEADS = {"ann": 10, "bob": 25, "cem": 10}
SESSIONS = tuple(f"s{number}" for number in range(6))
SETTLED = timedelta(minutes=3)  # a change older than this has been announced by every healthy tick

people = st.sampled_from(sorted(LEADS))
sessions = st.sampled_from(SESSIONS)


@dataclass
class Person:
    everything_since: datetime | None = None
    since: dict[str, datetime] = field(default_factory=dict)  # sessions asked for by themselves
    known: dict[str, datetime | None] = field(default_factory=dict)  # each start; None: it is cancelled
    known_at: dict[str, datetime] = field(default_factory=dict)

    def learns(self, session: Session, now: datetime) -> None:
        self.known[session.id] = _state(session)
        self.known_at[session.id] = now

    def asked_at(self, session_id: str) -> datetime | None:
        asked = [moment for moment in (self.everything_since, self.since.get(session_id)) if moment is not None]
        return min(asked, default=None)


class ConferenceDay(RuleBasedStateMachine):
    """`up`: the bot runs. `reachable`: messages get through. The model knows when each start began to stand."""

    @initialize(starts=st.lists(st.integers(5, 120), min_size=len(SESSIONS), max_size=len(SESSIONS)))
    def open_the_doors(self, starts: list[int]) -> None:
        self.runner = asyncio.Runner()
        self.now = BEGIN
        self.up = self.reachable = True
        self.people = {name: Person() for name in LEADS}
        self.faults: list[str] = []
        self.told: Counter[tuple[str, str, datetime]] = Counter()
        self.sessions = {
            id_: _session(id_, BEGIN + timedelta(minutes=start)) for id_, start in zip(SESSIONS, starts, strict=True)
        }
        self.changed_at = dict.fromkeys(SESSIONS, BEGIN - SETTLED)
        self.store = self.runner.run(open_store("sqlite+aiosqlite://"))
        self._begin_service()
        self.risen_at = BEGIN - SETTLED

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.runner.run(self.store.close())
            self.runner.close()

    @rule(minutes=st.integers(1, 25))
    def pass_time(self, minutes: int) -> None:
        for _ in range(minutes):
            self.now += timedelta(minutes=1)
            if self.up:
                self.runner.run(self.service.tick(self.now))
                assert self.faults == []
                self._nobody_is_missed()

    @rule(seconds=st.integers(5, 55))
    def pass_a_moment(self, seconds: int) -> None:
        """A tick between two minutes: nobody need be told yet, but whoever is told must be told right."""
        self.now += timedelta(seconds=seconds)
        if self.up:
            self.runner.run(self.service.tick(self.now))
            assert self.faults == []

    @precondition(lambda self: self.up)
    @rule(name=people, id_=st.none() | sessions)
    def ask(self, name: str, id_: str | None) -> None:
        self._later()
        person = self.people[name]
        leads = [timedelta(minutes=LEADS[name])]
        target = Target(TargetKind.EVERYTHING) if id_ is None else Target(TargetKind.SESSION, id_)
        self.runner.run(self.service.subscribe(name, target, self.now, leads=leads))
        if id_ is None:
            person.everything_since = person.everything_since or self.now
        else:
            person.since.setdefault(id_, self.now)
        for session in self.sessions.values():
            # While a change waits to be announced it may be taken back: whoever asks then knows neither for sure.
            settled = max(self.changed_at[session.id], self.risen_at) <= self.now - SETTLED
            if person.asked_at(session.id) == self.now and settled:
                person.learns(session, self.now)

    @precondition(lambda self: self.up)
    @rule(name=people, id_=sessions)
    def ask_shortly_before_the_start(self, name: str, id_: str) -> None:
        ahead = self.sessions[id_].starts_at - self.now
        self.pass_time(min(max(ahead // timedelta(minutes=1) - 3, 0), 120))
        self.ask(name, id_)

    @precondition(lambda self: self.up)
    @rule(name=people)
    def stop(self, name: str) -> None:
        self._later()
        self.runner.run(self.service.unsubscribe(name))
        self.people[name] = Person()

    @rule(id_=sessions, by=st.integers(-40, 60))
    def move(self, id_: str, by: int) -> None:
        session = self.sessions[id_]
        self._change(_session(id_, session.starts_at + timedelta(minutes=by), cancelled=session.cancelled))

    @precondition(lambda self: self.up)
    @rule(name=people, id_=sessions, to=st.integers(1, 9), seconds=st.integers(5, 40))
    def move_near_and_back_within_a_minute(self, name: str, id_: str, to: int, seconds: int) -> None:
        self.ask(name, id_)
        session = self.sessions[id_]
        self._change(_session(id_, self.now + timedelta(minutes=to), cancelled=session.cancelled))
        self.pass_a_moment(seconds)
        self._change(session)
        self.pass_time(4)

    @rule(id_=sessions)
    def move_away_and_back(self, id_: str) -> None:
        session = self.sessions[id_]
        self._change(_session(id_, session.starts_at + timedelta(minutes=30), cancelled=session.cancelled))
        self._change(session)

    @rule(id_=sessions)
    def cancel_or_reinstate(self, id_: str) -> None:
        session = self.sessions[id_]
        self._change(session.model_copy(update={"cancelled": not session.cancelled}))

    @rule()
    def fall_and_rise(self) -> None:
        self.up = not self.up
        if self.up:
            self._later()
            self._begin_service()

    @precondition(lambda self: self.up)
    @rule()
    def restart(self) -> None:
        self._later()
        self._begin_service()

    @rule()
    def lose_or_find_the_way(self) -> None:
        self.reachable = not self.reachable

    # What must hold.

    async def deliver(self, reminder: Reminder) -> Outcome:
        if not self.reachable:
            return Outcome(OutcomeKind.RETRY, why="503")
        (session,) = reminder.sessions
        person = self.people[reminder.recipient]
        # Kept for the test to see: the service goes on after an error in a delivery.
        self.faults += self._faults_of(reminder, session, person)
        person.learns(session, self.now)
        return Outcome(OutcomeKind.DELIVERED, reference="1/2")

    def _faults_of(self, reminder: Reminder, session: Session, person: Person) -> list[str]:
        key = reminder.recipient, session.id, session.starts_at
        if person.asked_at(session.id) is None:
            return [f"{key}: told who did not ask"]
        if _state(session) != _state(self.sessions[session.id]):
            return [f"{key}: told what does not hold"]
        if reminder.reason is not Reason.STARTING:
            unchanged = self.changed_at[session.id] <= person.known_at.get(session.id, BEGIN - SETTLED)
            return [f"{key}: told of a change where there was none"] if unchanged else []
        self.told[key] += 1
        if session.cancelled or self.told[key] > 1:
            return [f"{key}: told of a cancelled start, or told twice"]
        return []

    def _nobody_is_missed(self) -> None:
        if not self.reachable:
            return
        for name, person in self.people.items():
            for session in self.sessions.values():
                asked_at = person.asked_at(session.id)
                if asked_at is not None:
                    self._is_reminded(name, session, asked_at)
                    self._knows(person, session, asked_at)

    def _is_reminded(self, name: str, session: Session, asked_at: datetime) -> None:
        start, due = session.starts_at, session.starts_at - timedelta(minutes=LEADS[name])
        if session.cancelled or asked_at >= start or self.now < due:
            return
        if self.now < expires_at(session):
            assert self.told[name, session.id, start] == 1, "not told of a start"
        elif self.changed_at[session.id] <= due and not self.told[name, session.id, start]:
            history = self.runner.run(self.store.deliveries.history(name, session.id))
            states = [one.state for one in history if one.starts_at == start and one.reason is Reason.STARTING]
            assert states == [DeliveryState.EXPIRED], "a reminder vanished"

    def _knows(self, person: Person, session: Session, asked_at: datetime) -> None:
        changed_at = self.changed_at[session.id]
        if max(changed_at, self.risen_at) > self.now - SETTLED or asked_at > changed_at:
            return
        if session.starts_at > self.now and session.id in person.known:
            assert person.known[session.id] == _state(session), "not told of a change"

    def _change(self, session: Session) -> None:
        self._later()
        self.sessions[session.id] = session
        self.changed_at[session.id] = self.now
        if self.up:
            self.runner.run(self.service.schedule_changed(None, self._schedule(), self.now))

    def _begin_service(self) -> None:
        self.risen_at = self.now
        self.service = ReminderService(self.store, self, Settings(leads=(timedelta(minutes=10),)))
        self.runner.run(self.service.schedule_changed(None, self._schedule(), self.now))

    def _schedule(self) -> Schedule:
        return Schedule(title="A conference", timezone="UTC", sessions=tuple(self.sessions.values()))

    def _later(self) -> None:
        """No two things happen in the same second, so that it is known which came first."""
        self.now += timedelta(seconds=1)


def _session(id_: str, starts_at: datetime, *, cancelled: bool = False) -> Session:
    ends_at = starts_at + timedelta(minutes=30)
    return Session(id=id_, title=id_, starts_at=starts_at, ends_at=ends_at, cancelled=cancelled)


def _state(session: Session) -> datetime | None:
    """What a person has to know: when it starts, or that it does not take place."""
    return None if session.cancelled else session.starts_at


TestConferenceDay = ConferenceDay.TestCase
TestConferenceDay.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
