"""What a follow-up refers back to: `it`, `the second one`, `and after that?`, `and on Saturday?`, `what about …?`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from schedule.answering import shifting, shown
from schedule.answering.answer import Turn
from schedule.answering.asked import World, distinct, in_order
from schedule.answering.found import Found
from schedule.answering.kinds import TALK
from schedule.answering.question import Aim, Phrase, Question, Relation
from schedule.answering.times import ALWAYS, DayName, Flow, TimePhrase
from schedule.models import Session

_ATTRIBUTES = frozenset({
    Aim.WHEN, Aim.WHERE, Aim.WHO, Aim.ABOUT, Aim.DURATION, Aim.END, Aim.LINK, Aim.VIDEO, Aim.SLIDES, Aim.PAPER,
    Aim.LANGUAGE, Aim.REMIND, Aim.KIND,
})  # fmt: skip


_NEXT = TimePhrase(flow=Flow.NEXT)
_ASKS = re.compile(r"^(?:and |so )?(?:is|do|will|can|could|would) ")


def means_present(question: Question) -> bool:
    """`when does this talk end?`, where nothing was spoken of before: what is on."""
    subject = question.subject
    if subject.words or subject.order or question.time or question.relation or question.event:
        return False
    if not subject.pronoun or subject.kinds not in ((), (TALK,)):
        return False
    return " this " in f" {question.source} "


_HE_OR_SHE = re.compile(r"(?<![^ ])(?:he|she|him|her|his|hers)(?![^ ])")


def speaks_of_one(question: Question) -> bool:
    """`when does she speak on Friday?`: somebody who was named before, and nothing else."""
    subject = question.subject
    plainly = subject.pronoun and not subject.words and not subject.order and subject.kinds in ((), (TALK,))
    return plainly and _HE_OR_SHE.search(question.source) is not None


def merge(question: Question, found: Found, turn: Turn, world: World) -> tuple[Question, Found]:
    """Completes a question that leaves out what the one before it said."""
    if (picked := shown.ranked(question, turn)) is not None:
        return _picked(question, *picked)
    if (moved := shifting.moved(question, found, turn, world)) is not None:
        return moved
    if (question.same_room or question.same_day) and not (question.relation and question.anchor.words):
        return _there(question, found, turn, world)
    return (question, found) if turn.question is None else _completed(question, found, turn, turn.question, world)


def _completed(question: Question, found: Found, turn: Turn, before: Question, world: World) -> tuple[Question, Found]:
    if _ONWARD.match(question.source) and _in_one_slot(turn):
        question = replace(question, relation=Relation.AFTER, time=ALWAYS, subject=_kinds_of(before), topical=False)
    if shown.at_once(question, turn):
        question = replace(question, aims=(Aim.CLASH,), relation=None)
    if question.relation is not None:
        return (question, found) if question.anchor.words else _beside(question, found, before, world)
    if (theirs := _of_named(question, before, world)) is not None:
        return theirs
    if question.follows and question.aims == (Aim.WHAT,) and (found.named or _is_wished_again(question, before)):
        leads = question.leads or before.leads
        return replace(question, aims=before.aims, leads=leads), _other_person(question, found, turn, world)
    return _narrowed(_of_the_shown(question, turn), found, before, world)


def _is_wished_again(question: Question, before: Question) -> bool:
    """`the same for the closing`, after a reminder was asked for."""
    return before.aim is Aim.REMIND and bool(question.subject.kinds) and not question.subject.pronoun


def _of_named(question: Question, before: Question, world: World) -> tuple[Question, Found] | None:
    """`his posters?`, where somebody was asked for by name: the same as with the name."""
    subject = question.subject
    if not subject.kinds or subject.words or not subject.pronoun or _THEIRS.search(question.source) is None:
        return None
    earlier = world.subjects.find(before.subject)[1]
    if not earlier.people or earlier.titled or earlier.about:
        return None
    named = replace(subject, words=before.subject.words, breaks=before.subject.breaks, pronoun=False)
    return replace(question, subject=named), earlier


def _narrowed(question: Question, found: Found, before: Question, world: World) -> tuple[Question, Found]:
    """`and on Saturday?`, `only in hall 2`: the question before it, with another time or place."""
    said = question.source.split()
    only_time = (
        len(said) <= _FEW
        and not question.subject.pronoun
        and (question.time.days or question.time.part or question.time.clocks)
    )
    narrows = question.follows or bool(only_time) or _NARROWS.search(question.source) is not None
    if not narrows or question.aim in _ATTRIBUTES or found.named or found.left:
        return question, found
    order = before.subject.order and question.subject.order  # `the first talk in hall 2`, `and the last?`
    if not (question.time or found.rooms or found.tracks or question.language or question.subject.kinds or order):
        return question, found
    earlier = world.finder.find(before.subject)
    merged = replace(
        before,
        time=_times(before.time, question.time),
        language=question.language or before.language,
        relation=None,
        anchor=Phrase(),
        subject=replace(
            before.subject,
            kinds=question.subject.kinds or before.subject.kinds,
            order=question.subject.order or before.subject.order,
        ),
        asked=True,
    )
    return merged, replace(
        earlier,
        rooms=found.rooms or earlier.rooms,
        tracks=found.tracks or earlier.tracks,
    )


_ONWARD = re.compile(
    r"^(?:and |ok |so |but )*(?:(?:who|what|when|where|which) (?:is |do |come |comes )*)?"
    r"(?:then(?: what| who| where| when| is| next)*|(?<=and )(?:the )?next"
    r"|(?:the )?next one(?: after (?:that|this|it))?|the one after(?: that| this| it)?|later(?<=^and later))$"
)
_THEIRS = re.compile(r"(?<![^ ])(?:his|her|hers|their|theirs)(?![^ ])")
_NARROWS = re.compile(r"^(?:(?:and|so|ok|but|no) )*just |(?<![^ ])(?:only|ones|those|them)(?![^ ])")
_TALKING = re.compile(r"^(?:and )?who (?:is )?(?:the )?(?:talking|presenting|speakers?)$")
_FEW = 3  # words
_NOW = TimePhrase(flow=Flow.NOW)


def _picked(question: Question, session: Session, word: str) -> tuple[Question, Found]:
    """The earlier, or the longer one of those just shown."""
    aims = question.aims
    if word in shown.BY_LENGTH and question.aim in (Aim.WHAT, Aim.WHO):
        aims = (Aim.DURATION,)
    question = replace(question, aims=aims, subject=Phrase(words=(word,)), time=ALWAYS, topical=False, plural=False)
    return question, Found(titled=(session,), score=1.0)


def _in_one_slot(turn: Turn) -> bool:
    """Whether what comes after the sessions just shown is one thing: a list has no next one."""
    return len({session.starts_at for session in turn.sessions if session.starts_at}) == 1


def _kinds_of(before: Question) -> Phrase:
    """`the first spotlight`, `and the next one`: the next spotlight."""
    return Phrase(kinds=before.subject.kinds if before.subject.kinds != (TALK,) else ())


def _beside(question: Question, found: Found, before: Question, world: World) -> tuple[Question, Found]:
    """`and after that?`, where a room or a track was spoken of: what comes after it there."""
    if found.rooms or found.tracks or found.named or question.subject.words or question.room or question.track:
        return question, found
    earlier = world.subjects.find(before.subject)[1]
    if before.anchor and not (earlier.rooms or earlier.tracks):  # `after X in hall 2`
        earlier = world.subjects.find(before.anchor)[1]
    rooms = before.room or next((room.name for room in earlier.rooms), None)
    return replace(question, room=rooms, track=before.track or next(iter(earlier.tracks), None)), found


def _other_person(question: Question, found: Found, turn: Turn, world: World) -> Found:
    """`the other Jeff`: not the one just spoken of."""
    if not question.others or not turn.sessions:
        return found
    ids = {session.id for session in turn.sessions[:1]}
    people = tuple(p for p in found.people if ids.isdisjoint(s.id for s in world.finder.sessions_of(p)))
    return replace(found, people=people or found.people)


def _of_the_shown(question: Question, turn: Turn) -> Question:
    """A question that needs no present moment, but the sessions just shown: `who speaks?`, `can I see both?`."""
    if question.time == _NOW and turn.sessions[:1] and turn.sessions[0].people and _TALKING.match(question.source):
        return replace(question, time=ALWAYS, subject=Phrase())
    if question.aims == (Aim.WHAT,) and question.asked and not question.time and shown.sees_both(question):
        return replace(question, aims=(Aim.CLASH,))
    if question.language and len(question.source.split()) <= _FEW and not question.subject and not question.time:
        return replace(question, subject=Phrase(pronoun=True))  # `in German?`
    return question


def _there(question: Question, found: Found, turn: Turn, world: World) -> tuple[Question, Found]:
    """`anything else in that hall that day?`: the room and the day of the session just spoken of."""
    if not turn.sessions:
        return question, found
    session = turn.sessions[0]
    if question.time == _NEXT and question.same_room and (session.ends_at or session.starts_at or turn.at) > turn.at:
        question = replace(question, time=ALWAYS, relation=Relation.AFTER)
    if question.same_room and not found.rooms:
        found = replace(found, rooms=session.rooms)
    if (question.same_day or not question.time) and session.starts_at is not None:
        day = DayName(exact=world.programme.day_of(session.starts_at))
        question = replace(question, time=replace(question.time, days=(day,)))
    relation = Relation.EXCEPT if question.others and question.relation is None else question.relation
    return replace(question, subject=replace(question.subject, pronoun=False), relation=relation), found


def _times(before: TimePhrase, new: TimePhrase) -> TimePhrase:
    if not new:
        return before
    return replace(new, days=new.days or before.days, part=new.part or (before.part if new.clocks else None))


def refer(question: Question, found: Found, turn: Turn, world: World) -> tuple[Session, ...] | None:
    """The earlier sessions that a question without a subject of its own is about; None where it has one."""
    if (one := shown.among(question, found, turn)) is not None:
        return one
    if question.subject.words or not turn.sessions:
        return None
    if question.time or question.relation:
        return _beside_time(question, turn, world)
    if question.room or question.track or question.event or question.same_room or question.same_day:
        return None
    rules = (_both, _other_one, _of_same_people, _nth, _of_kind, _spoken_of)
    return next((meant for rule in rules if (meant := rule(question, turn, world)) is not None), None)


def _beside_time(question: Question, turn: Turn, world: World) -> tuple[Session, ...] | None:
    """What `it` stands for in `is that today?`, `is it before the break?` and `how much time between them?`."""
    if question.relation is Relation.BETWEEN and not question.anchor.words:
        return shown.pair(turn) if question.aim in (Aim.DURATION, Aim.FREE) else None
    if question.relation is None and speaks_of_one(question):
        return _all_of_people(turn, world)
    if not question.subject.pronoun or not _ASKS.match(question.source):
        return None
    if question.relation is not None:
        return turn.sessions[:1]
    return turn.sessions if question.aims == (Aim.WHAT,) else None


def _both(question: Question, turn: Turn, _: World) -> tuple[Session, ...] | None:
    return shown.both(question, turn)


def _other_one(question: Question, turn: Turn, _: World) -> tuple[Session, ...] | None:
    return shown.others(turn) if _THE_OTHER.search(question.source) else None


_THE_OTHER = re.compile(r"\bthe other(?: ones?| talks?)?(?: is)?$|\bthe other ones?\b")


def _of_same_people(question: Question, turn: Turn, world: World) -> tuple[Session, ...] | None:
    """`what else does she do?`: everything of the people just spoken of."""
    if not (question.others and question.subject.pronoun) or question.aim is Aim.ABOUT:
        return None
    return _all_of_people(turn, world)


def _all_of_people(turn: Turn, world: World) -> tuple[Session, ...] | None:
    named = world.subjects.find(turn.question.subject)[1].people if turn.question else ()
    people = named or turn.sessions[0].speakers or turn.sessions[0].authors
    return tuple(distinct(s for person in people for s in in_order(world.finder.sessions_of(person)))) or None


def _nth(question: Question, turn: Turn, _: World) -> tuple[Session, ...] | None:
    """`the second one`."""
    order = question.subject.order
    if order is None or question.subject.kinds:
        return None
    listed = shown.choice(turn)
    return tuple(listed[-1:] if order == -1 else listed[order - 1 : order])


def _of_kind(question: Question, turn: Turn, world: World) -> tuple[Session, ...] | None:
    """`is there a poster for it?`: another entry of the same work."""
    subject = question.subject
    first = turn.sessions[:1]
    twins = [twin for s in first for twin in world.twins(s)]
    fitting = tuple(s for s in twins if subject.kinds and world.kinds.has(s, subject.kinds))
    if subject.kinds and subject.pronoun:
        return fitting or first
    if len(subject.kinds) != 1 or question.aim is not Aim.WHAT or question.plural:
        return None
    return tuple(s for s in fitting if s.id != first[0].id) or None


def _spoken_of(question: Question, turn: Turn, world: World) -> tuple[Session, ...] | None:
    """`how long is it?`, `where?`, `how long does the talk go?`."""
    subject = question.subject
    the_one = subject.kinds in (("talk",), ("poster",)) and " the " in f" {question.source} "
    plain = the_one and not question.plural and subject.order is None
    if question.stands and not subject:  # `too late?`
        return _kept(turn.sessions, subject, world)
    if question.aim in _ATTRIBUTES and (subject.pronoun or not subject or plain):
        return _kept(turn.sessions, subject, world)
    return turn.sessions if subject.pronoun and not subject.kinds and not question.plural else None


def _kept(sessions: Sequence[Session], subject: Phrase, world: World) -> tuple[Session, ...]:
    fitting = tuple(s for s in sessions if not subject.kinds or world.kinds.has(s, subject.kinds))
    return fitting or tuple(sessions)
