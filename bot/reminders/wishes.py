"""Carries out a wish that was read out of words or given to a command, and says what came of it in plain sentences.

The terminal, chat and slash commands all go through here, so that they promise the same. Times are not written into
the sentences: whoever shows them shows the sessions' times beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.reminders.agenda import added, agenda, dropped
from bot.reminders.fulfilled import Fulfilled, earliest, parted
from bot.reminders.models import Confirmation, Subscription
from bot.reminders.overview import changed, forgotten, overview, stored
from bot.reminders.service import ReminderService
from bot.reminders.targets import named, normal, sessions_of
from bot.reminders.wording import capital, lead_words, sessions_count
from schedule.answering.answer import Target, TargetKind, Wish, WishAction
from schedule.models import Schedule, Session

_CHANGING = frozenset(WishAction) - {WishAction.SHOW, WishAction.STORED, WishAction.FORGET}
WISHES_AT_MOST = 200  # of one person; far beyond any use, and a bound to what one person can store


async def fulfil(
    wish: Wish, recipient: str, service: ReminderService, schedule: Schedule, now: datetime, *, once: bool = False
) -> Fulfilled:
    """Does what the wish says. Never fails for what a person may ask."""
    if wish.action is WishAction.UNDO:
        return await service.last_changes.take_back(recipient, service, schedule, now)
    if wish.action not in _CHANGING:
        return await _fulfil(wish, recipient, service, schedule, now, once=once)
    async with service.last_changes.noted(recipient, service, now):
        return await _fulfil(wish, recipient, service, schedule, now, once=once)


async def _fulfil(
    wish: Wish, recipient: str, service: ReminderService, schedule: Schedule, now: datetime, *, once: bool
) -> Fulfilled:
    match wish.action:
        case WishAction.REMIND:
            return await _remind(wish, recipient, service, schedule, now, once=once)
        case WishAction.STOP:
            return await _stop(wish, recipient, service, schedule)
        case WishAction.PAUSE:
            return await _pause(wish, recipient, service, schedule, now)
        case WishAction.RESUME:
            return await _resume(wish, recipient, service, schedule, now)
        case WishAction.CHANGE:
            return await changed(wish.leads, recipient, service, now)
        case _:
            return await _look_after(wish, recipient, service, schedule, now)


async def _look_after(
    wish: Wish, recipient: str, service: ReminderService, schedule: Schedule, now: datetime
) -> Fulfilled:
    """The agenda, and what is stored of a person at all."""
    match wish.action:
        case WishAction.ADD:
            return await added(wish.targets, recipient, service, schedule, now)
        case WishAction.DROP:
            return await dropped(wish.targets, recipient, service, schedule)
        case WishAction.STORED:
            return await stored(recipient, service, schedule, now)
        case WishAction.FORGET:
            return await forgotten(recipient, service)
    if any(target.kind is TargetKind.AGENDA for target in wish.targets):
        return await agenda(recipient, service, schedule, now)
    return await overview(recipient, service, schedule, now)


async def _remind(
    wish: Wish, recipient: str, service: ReminderService, schedule: Schedule, now: datetime, *, once: bool
) -> Fulfilled:
    if not wish.targets:
        return Fulfilled("Tell me what to remind you of: a session, a person, a kind, a track, a room or everything.")
    if len(await service.subscriptions(recipient)) + len(wish.targets) > WISHES_AT_MOST:
        return Fulfilled(f"{WISHES_AT_MOST} reminders are the most that I keep for you; stop some of them first.")
    over = [target for target in wish.targets if _is_over(target, schedule, now)]
    wanted = [target for target in wish.targets if target not in over]
    confirmations = [await service.subscribe(recipient, t, now, leads=wish.leads, once=once) for t in wanted]
    timed = [confirmation for confirmation in confirmations if confirmation.sessions]
    sessions = _merged(timed)
    untimed = [session for confirmation in confirmations for session in confirmation.untimed]
    offers = tuple(one for one in _poster_sessions(untimed, schedule, now) if one not in sessions)
    notes = [f"{_over_words([target], schedule, now)}." for target in over]
    notes += [*_idle_notes(confirmations, schedule), *_untimed_notes(confirmations, offers)]
    notes += _near_notes(timed, sessions)
    promise = _promise(timed, sessions, schedule)
    if len(timed) == 1 and timed[0].subscription.once:
        sessions = sessions[:1]
    shown, rest = parted(sessions)
    return Fulfilled(
        headline=promise or _no_promise(confirmations, over, schedule, now),
        notes=tuple(notes) if confirmations else tuple(notes[len(over) :]),
        sessions=shown,
        rest=rest,
        offers=offers,
        next_due=min((c.next_due for c in timed if c.next_due is not None and not c.at_once), default=None),
        confirmations=tuple(confirmations),
    )


def _promise(timed: Sequence[Confirmation], sessions: Sequence[Session], schedule: Schedule) -> str | None:
    """What will come and when; None where nothing will."""
    if not timed:
        return None
    what = named([c.subscription.target for c in timed], schedule)
    leads = tuple(dict.fromkeys(lead for c in timed for lead in c.leads))
    before = lead_words(leads) if all(leads) else f"{lead_words(leads)} of"
    kinds = [c.subscription.target.kind for c in timed]
    if len(sessions) == 1 and kinds == [TargetKind.SESSION]:
        return f"I will remind you {before} {what}."
    if len(timed) == 1 and timed[0].subscription.once:
        first = "the first session" if kinds == [TargetKind.EVERYTHING] else f"the first of {what}"
        return f"I will remind you once, {before} {first}."
    to_come = sessions_count(len(sessions))
    return (
        f"I will remind you {before} {what}."
        if what == to_come
        else f"I will remind you {before} {what}: {to_come} to come."
    )


def _no_promise(
    confirmations: Sequence[Confirmation], over: Sequence[Target], schedule: Schedule, now: datetime
) -> str:
    if not confirmations:
        return f"{_over_words(over, schedule, now)}, so there is nothing left to remind you of."
    untimed = sum(len(c.untimed) for c in confirmations)
    targets = [c.subscription.target for c in confirmations if c.untimed or not untimed]
    what = named(targets, schedule)
    if untimed and not any(s.starts_at for target in targets for s in sessions_of(target, schedule)):
        when = "it gets one" if untimed == 1 else "they get one"
        return f"{capital(what)}: the schedule gives no time, so no reminder is due; I will tell you when {when}."
    if all(target.kind is TargetKind.EVERYTHING for target in targets):
        return "Nothing is to come any more; I will remind you should that change."
    if all(target.kind is TargetKind.AGENDA for target in targets):
        return "Your agenda has nothing to come; I will remind you of what you add to it."
    return f"Nothing is to come of {what}; I will remind you should that change."


def _idle_notes(confirmations: Sequence[Confirmation], schedule: Schedule) -> list[str]:
    """Of what was asked for beside what is still to come."""
    idle = [c.subscription.target for c in confirmations if not c.sessions and not c.untimed]
    if not idle or len(idle) == len(confirmations):
        return []
    return [f"Nothing is to come of {named(idle, schedule)}; I will remind you should that change."]


def _untimed_notes(confirmations: Sequence[Confirmation], offers: Sequence[Session]) -> list[str]:
    untimed = [session for confirmation in confirmations for session in confirmation.untimed]
    notes = []
    if untimed and any(confirmation.sessions for confirmation in confirmations):
        without = "1 session has" if len(untimed) == 1 else f"{len(untimed)} sessions have"
        notes.append(f"{without} no time in the schedule.")
    if offers:
        which = "the poster session" if len(offers) == 1 else "one of the poster sessions"
        what = "It" if len(untimed) == 1 else "They"
        notes.append(f"{what} may be shown in {which}; ask for that one instead.")
    return notes


def _near_notes(timed: Sequence[Confirmation], sessions: Sequence[Session]) -> list[str]:
    """Of starts that are nearer than the lead: the message comes now, or came already by another wish."""
    one = "It" if len(sessions) == 1 else "One of them"
    if any(confirmation.at_once for confirmation in timed):
        return [f"{one} starts so soon that its reminder comes at once."]
    if any(confirmation.told for confirmation in timed):
        return [f"{one} starts soon, and its reminder was sent already."]
    return []


def _poster_sessions(untimed: Sequence[Session], schedule: Schedule, now: datetime) -> tuple[Session, ...]:
    """Where works without a time may be shown: what contains them, else every poster session to come."""
    parents = [schedule.session(session.part_of) for session in untimed if session.part_of]
    known = [session for session in parents if session is not None and session.starts_at is not None]
    if untimed and not known and any(_is_poster(session) for session in untimed):
        known = [session for session in schedule.timed if _is_poster(session)]
    unique = {session.id: session for session in known if session.starts_at is not None and session.starts_at > now}
    return tuple(unique.values())


def _is_poster(session: Session) -> bool:
    return "poster" in f"{session.kind or ''} {session.title}".casefold()


def _over_words(targets: Sequence[Target], schedule: Schedule, now: datetime) -> str:
    """`“A talk” has begun`, `“A talk” and “Another” are over`."""
    sessions = [schedule.session(target.value) for target in targets]
    goes_on = any(session is not None and session.ends_at is not None and session.ends_at > now for session in sessions)
    one, several = ("has begun", "have begun") if goes_on else ("is over", "are over")
    what = named(targets, schedule)
    return f"{capital(what)} {one if len(targets) == 1 else several}"


def _is_over(target: Target, schedule: Schedule, now: datetime) -> bool:
    """Of one session only: a person or a kind may get another one."""
    session = schedule.session(target.value) if target.kind is TargetKind.SESSION else None
    return session is not None and session.starts_at is not None and session.starts_at <= now


async def _stop(wish: Wish, recipient: str, service: ReminderService, schedule: Schedule) -> Fulfilled:
    targets: Sequence[Target | None] = wish.targets or (None,)
    counts = [await service.unsubscribe(recipient, target) for target in targets]
    remaining = await service.subscriptions(recipient)
    if not wish.targets:
        stopped = {1: "Your reminder is", 2: "Both reminders are"}.get(counts[0], f"All {counts[0]} reminders are")
        return Fulfilled(f"{stopped} stopped." if counts[0] else "There is nothing to stop: you have no reminders.")
    ended = [target for target, count in zip(wish.targets, counts, strict=True) if count]
    absent = [target for target, count in zip(wish.targets, counts, strict=True) if not count]
    notes = _still_covered(wish.targets, remaining, schedule)
    if ended:
        headline = f"I will not remind you of {named(ended, schedule)} any more."
    else:
        headline = f"There is nothing to stop: you have no reminder for {named(absent, schedule, 'or')}."
    return Fulfilled(headline, notes=notes, subscriptions=remaining)


def _still_covered(targets: Sequence[Target], remaining: Sequence[Subscription], schedule: Schedule) -> tuple[str, ...]:
    """Other wishes that keep bringing reminders of what was stopped, or of another entry of the same work."""
    stopped = [session for target in targets for session in sessions_of(target, schedule)]
    ids = {session.id for session in stopped}
    titles = {stopped[0].title} if len(stopped) == 1 else set()
    covering: list[Target] = []
    namesakes: list[Target] = []
    for wish in remaining:
        covered = sessions_of(wish.target, schedule)
        if any(session.id in ids for session in covered):
            covering.append(wish.target)
        elif wish.target.kind is TargetKind.SESSION and any(session.title in titles for session in covered):
            namesakes.append(wish.target)
    notes = []
    if covering:
        notes.append(_kept(covering, schedule, "still covers some of it", "still cover some of it"))
    if namesakes:
        notes.append(_kept(namesakes, schedule, "stays", "stay"))
    return tuple(notes)


def _kept(wishes: Sequence[Target], schedule: Schedule, one: str, several: str) -> str:
    what = named(wishes, schedule)
    if len(wishes) == 1:
        return f"Your wish for {what} {one}; stop that as well if you like."
    return f"Your wishes for {what} {several}; stop them as well if you like."


async def _pause(wish: Wish, recipient: str, service: ReminderService, schedule: Schedule, now: datetime) -> Fulfilled:
    if wish.targets:
        meant = await _theirs(wish, recipient, service, schedule)
        paused = [one for one in meant if await service.pause(recipient, now, one.id)]
        return Fulfilled(_done_with(paused, wish, schedule, "paused until you resume"))
    if not await service.pause(recipient, now):
        return Fulfilled("There is nothing to pause: you have no reminders running.")
    return Fulfilled("Your reminders are paused until you resume them.")


async def _resume(wish: Wish, recipient: str, service: ReminderService, schedule: Schedule, now: datetime) -> Fulfilled:
    if wish.targets:
        meant = await _theirs(wish, recipient, service, schedule)
        resumed = [one for one in meant if await service.resume(recipient, now, one.id)]
        return Fulfilled(_done_with(resumed, wish, schedule, "running again"))
    if not await service.resume(recipient, now):
        return Fulfilled("There is nothing to resume: you have no paused reminders.")
    shown = await overview(recipient, service, schedule, now)
    return Fulfilled(
        "Your reminders go on.", sessions=shown.sessions, rest=shown.rest, subscriptions=shown.subscriptions
    )


async def _theirs(wish: Wish, recipient: str, service: ReminderService, schedule: Schedule) -> list[Subscription]:
    """The person's wishes for just these targets."""
    targets = {normal(target, schedule) for target in wish.targets}
    return [one for one in await service.subscriptions(recipient) if one.target in targets]


def _done_with(changed: Sequence[Subscription], wish: Wish, schedule: Schedule, what: str) -> str:
    if not changed:
        return (
            f"You have no such reminder for {named(wish.targets, schedule, 'or')}; “my reminders” lists what you have."
        )
    return f"{capital(named([one.target for one in changed], schedule))}: {what}."


def _merged(confirmations: Sequence[Confirmation]) -> tuple[Session, ...]:
    unique = {session.id: session for confirmation in confirmations for session in confirmation.sessions}
    return tuple(earliest(list(unique.values())))
