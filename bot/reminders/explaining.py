"""Why a reminder came, or did not: the wish that decides, the moments, the tries. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.reminders.models import Attempted, DeliveryState, Explanation, Reason, Settings, Subscription
from bot.reminders.planner import expires_at, has_start, start_of
from bot.reminders.store import Person, Store
from bot.reminders.targets import covers, describe, rank
from bot.reminders.wording import lead_words, minutes
from schedule.models import Schedule, Session


async def explain(
    store: Store, schedule: Schedule | None, settings: Settings, recipient: str, session_id: str, *, now: datetime
) -> Explanation:
    session = schedule.session(session_id) if schedule else None
    deliveries = await store.deliveries.history(recipient, session_id)
    if schedule is None or session is None:
        return Explanation(session_id, _of_the_unknown(deliveries), None, (), deliveries)
    wishes = await store.wishes.of(recipient, session_id)
    wish = deciding(wishes, session, await store.wishes.agenda(recipient))
    leads = () if wish is None else wish.leads or settings.leads
    due = tuple(sorted(start_of(session) - lead for lead in leads)) if has_start(session) else ()
    told = [delivery for delivery in deliveries if _is_of_this_start(delivery, session)]
    person = await store.people.person(recipient)
    text = (
        _of_the_person(person)
        or (_of_the_last(told[-1], now) if told else None)
        or _of_the_wish(wish, session, schedule, wishes)
        or _of_the_time(session, wish, leads, now)
    )
    return Explanation(session_id, text, wish, due, deliveries)


def deciding(wishes: Sequence[Subscription], session: Session, agenda: Sequence[str]) -> Subscription | None:
    """The most specific wish for the session that is not paused; of two, the later one."""
    covering = [wish for wish in wishes if not wish.paused and covers(wish.target, session, agenda)]
    return min(covering, key=lambda wish: (rank(wish.target.kind), -wish.id), default=None)


def _is_of_this_start(delivery: Attempted, session: Session) -> bool:
    return delivery.reason is not Reason.STARTING or (has_start(session) and delivery.starts_at == start_of(session))


def _of_the_unknown(deliveries: Sequence[Attempted]) -> str:
    if deliveries:
        return "This session is not in the schedule any more; below is what was sent while it was."
    return "This session is not in the schedule."


def _of_the_person(person: Person) -> str | None:
    if person.stopped_at is None:
        return None
    return f"Your reminders stopped after {person.refusals} messages in a row were refused by your settings."


def _of_the_last(delivery: Attempted, now: datetime) -> str:
    tries = f"after {delivery.tries} tries" if delivery.tries > 1 else "at the first try"
    reason = f" ({delivery.why})" if delivery.why else ""
    match delivery.state:
        case DeliveryState.DELIVERED:
            return f"The last message about it was delivered {tries}, {_ROUTES.get(delivery.route, delivery.route)}."
        case DeliveryState.REFUSED:
            return f"The last message about it was refused {tries}{reason}."
        case DeliveryState.EXPIRED:
            return f"The last message about it came too late to be of use, so it was not sent{reason}."
        case DeliveryState.VOID:
            return f"The last message about it was not needed any more{reason}."
        case DeliveryState.PENDING:
            waiting = minutes(max(now - delivery.due_at, timedelta(0)))
            return f"A message about it has been due for {waiting} and was tried {_times(delivery.tries)}{reason}."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


_ROUTES = {"direct": "by direct message", "channel": "by a mention in the channel"}


def _of_the_wish(
    wish: Subscription | None, session: Session, schedule: Schedule, wishes: Sequence[Subscription]
) -> str | None:
    if session.cancelled:
        return "It is cancelled, so no reminder is due."
    if wish is None:
        if any(other.paused and covers(other.target, session) for other in wishes):
            return "Your wish for it is paused, so no reminder is due."
        return "You have not asked for a reminder of it."
    if not has_start(session):
        return f"You asked for {describe(wish.target, schedule)}, but this session has no time of its own."
    return None


def _of_the_time(session: Session, wish: Subscription | None, leads: Sequence[timedelta], now: datetime) -> str:
    if wish is not None and wish.created_at >= start_of(session):
        return "It had started before you asked, so no reminder was due."
    to_come = [lead for lead in leads if start_of(session) - lead > now]
    if to_come:
        return f"The reminder is not due yet: it comes {lead_words(to_come)}{' the start' if all(to_come) else ''}."
    if expires_at(session) <= now:
        return "It is over, and no message about it was written; the bot knew neither its start nor your wish in time."
    return "The reminder is due and comes with the bot's next round."
