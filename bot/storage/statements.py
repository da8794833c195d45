"""The larger statements, once for both databases: who is concerned by a session, and who gets a delivery for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Table,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.reminders.models import DeliveryState, Reason
from bot.reminders.store import Announcement, Moment
from bot.storage.tables import agenda, deliveries, lead_minutes, people, seconds, subscription_leads, subscriptions
from schedule.answering.answer import Target, TargetKind

Insert = sqlite.Insert | postgresql.Insert
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

KEY = ("session_id", "recipient", "starts_at", "reason", "lead_minutes", "revision")
WRITTEN = (*KEY, "subscription_id", "due_at", "expires_at", "state", "available_at", "detail")

_wishes = subscriptions.c


def insert_for(dialect: str, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT, which both databases spell alike but SQLAlchemy keeps apart."""
    return _INSERTS[dialect](table)


def write_deliveries(dialect: str, rows: Select[Any]) -> Any:
    """Writes each delivery once. One that was disarmed, as its start was given up, is armed again."""
    insert = write_first_deliveries(dialect, rows)
    return insert.on_conflict_do_update(
        index_elements=list(KEY),
        set_={
            "state": DeliveryState.PENDING,
            "due_at": insert.excluded.due_at,
            "expires_at": insert.excluded.expires_at,
            "subscription_id": insert.excluded.subscription_id,
            "detail": insert.excluded.detail,
            "why": "",
        },
        where=deliveries.c.state == DeliveryState.VOID,
    )


def write_first_deliveries(dialect: str, rows: Select[Any]) -> Any:
    """The same where none of them is there yet: on PostgreSQL in two thirds of the time. Fails where one is."""
    return insert_for(dialect, deliveries).from_select(list(WRITTEN), rows)


def starting(moment: Moment, *, fresh: bool = False, recipient: str | None = None) -> Select[Any]:
    """The rows of a start: one for each recipient whose deciding wish has this lead."""
    conditions = [_wishes.created_at < seconds(moment.starts_at)]
    if recipient is not None:
        conditions.append(_wishes.recipient == recipient)
    elif fresh:
        conditions.append(_wishes.recipient.in_(select(subscriptions.c.recipient).where(subscriptions.c.fresh)))
    wish = deciding(moment.targets, moment.session_id, conditions)
    due = literal(seconds(moment.due_at))
    return select(
        literal(moment.session_id),
        wish.c.recipient,
        literal(seconds(moment.starts_at)),
        literal(Reason.STARTING.value),
        literal(lead_minutes(moment.lead)),
        literal(0),
        wish.c.id,
        # A wish made when the start was near already is not answered late.
        case((wish.c.touched_at > due, wish.c.touched_at), else_=due),
        literal(seconds(moment.expires_at)),
        literal(DeliveryState.PENDING.value),
        literal(0),
        literal(moment.before),
    ).where(wish.c.place == 1, _has_lead(wish, moment), ~_is_reminded(wish, moment))


def changed(announcement: Announcement) -> Select[Any]:
    """The rows of a change: one for each recipient who asked before it and does not know it yet."""
    since = seconds(announcement.changed_at)
    conditions = [_wishes.created_at <= since]
    wish = deciding(announcement.targets, announcement.session_id, conditions)
    return select(
        literal(announcement.session_id),
        wish.c.recipient,
        literal(seconds(announcement.starts_at)),
        literal(announcement.reason.value),
        literal(0),
        literal(announcement.revision + 1),
        wish.c.id,
        literal(seconds(announcement.due_at)),
        literal(seconds(announcement.expires_at)),
        literal(DeliveryState.PENDING.value),
        literal(0),
        literal(announcement.before),
    ).where(wish.c.place == 1, ~_is_told(wish, announcement, since))


def deciding(targets: Sequence[Target], session_id: str, conditions: Sequence[ColumnElement[bool]]) -> Subquery:
    """Each recipient's wishes for a session; `place` 1 is the most specific one, of two the later."""
    place = func.row_number().over(partition_by=_wishes.recipient, order_by=(_wishes.target_rank, _wishes.id.desc()))
    stopped = select(people.c.recipient).where(people.c.stopped_at.is_not(None))
    return (
        select(_wishes.id, _wishes.recipient, _wishes.touched_at, place.label("place"))
        .where(
            _covers(targets, session_id),
            ~_wishes.paused,
            or_(_wishes.spent_on.is_(None), _wishes.spent_on == session_id),
            _wishes.recipient.not_in(stopped),
            *conditions,
        )
        .subquery()
    )


def _covers(targets: Sequence[Target], session_id: str) -> ColumnElement[bool]:
    named = [(target.kind.value, target.value) for target in targets if target.kind is not TargetKind.AGENDA]
    in_agenda = exists().where(agenda.c.recipient == _wishes.recipient, agenda.c.session_id == session_id)
    return or_(
        tuple_(_wishes.target_kind, _wishes.target_value).in_(named),
        and_(_wishes.target_kind == TargetKind.AGENDA.value, in_agenda),
    )


def _has_lead(wish: Subquery, moment: Moment) -> ColumnElement[bool]:
    """The lead is the wish's own, and no shorter one of its own is due as well; or it is the configured one."""
    own = exists().where(_leads.subscription_id == wish.c.id)
    configured = ~own if moment.default else false()
    return or_(
        configured,
        and_(own.where(_leads.lead_minutes == lead_minutes(moment.lead)), ~_any_lead(wish, moment.shorter)),
    )


def _is_reminded(wish: Subquery, moment: Moment) -> ColumnElement[bool]:
    """A shorter lead's reminder of the start went out: whoever then asks for a longer one knows it already."""
    if not moment.shorter:
        return false()
    row = deliveries.c
    return exists().where(
        row.recipient == wish.c.recipient,
        row.session_id == moment.session_id,
        row.starts_at == seconds(moment.starts_at),
        row.reason == Reason.STARTING.value,
        row.lead_minutes < lead_minutes(moment.lead),
        row.state.in_([DeliveryState.PENDING, DeliveryState.DELIVERED]),
    )


def _any_lead(wish: Subquery, leads: Sequence[timedelta]) -> ColumnElement[bool]:
    if not leads:
        return false()
    return exists().where(
        _leads.subscription_id == wish.c.id, _leads.lead_minutes.in_([lead_minutes(lead) for lead in leads])
    )


_leads = subscription_leads.c


def _is_told(wish: Subquery, announcement: Announcement, since: int) -> ColumnElement[bool]:
    """A reminder since the change said it, or an earlier change waits, which will say what holds when it is sent."""
    row = deliveries.c
    of_session = and_(row.recipient == wish.c.recipient, row.session_id == announcement.session_id)
    reminded = and_(
        row.reason == Reason.STARTING.value,
        row.starts_at == seconds(announcement.starts_at),
        row.due_at >= since,
        row.state.in_([DeliveryState.PENDING, DeliveryState.DELIVERED]),
    )
    waiting = and_(
        row.reason != Reason.STARTING.value,
        row.state == DeliveryState.PENDING,
        row.available_at <= seconds(announcement.due_at),
    )
    if announcement.reason is Reason.CANCELLED:
        reminded = false()
    return exists().where(of_session, or_(reminded, waiting))
