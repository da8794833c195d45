"""One fact of a session: how long it is, when it ends, its links, its language, its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from schedule.answering import paging
from schedule.answering.aims import free
from schedule.answering.aims.languages import name_language
from schedule.answering.aims.lengths import length_of, spoken
from schedule.answering.aims.nothing import not_found
from schedule.answering.answer import Answer, Detail, Verdict
from schedule.answering.asked import Asked
from schedule.answering.kinds import TALK
from schedule.answering.links import links_of
from schedule.answering.question import Aim, Relation
from schedule.answering.selection import ends_of, select
from schedule.models import Session

_WHOLE = frozenset({"conference", "event", "congress", "workshop", "con", "conf", "symposium", "weekend"})
_ONE_WORK = 4
_WANTED = {
    Aim.LINK: ("link", Detail.LINKS),
    Aim.VIDEO: ("video", Detail.VIDEO),
    Aim.SLIDES: ("slides", Detail.SLIDES),
    Aim.PAPER: ("paper link", Detail.PAPER),
}


def duration(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    if asked.question.relation is Relation.BETWEEN:
        return _between(asked)
    if (meal := free.no_meal(asked)) is not None:
        return meal
    if _is_event(asked):
        return _event(asked, "The programme")
    sessions = _timed_first(asked)
    return _lasting(asked, sessions) if sessions else not_found(asked)


def _lasting(asked: Asked, sessions: list[Session]) -> Answer:
    lengths = [length_of(s) for s in sessions if s.starts_at and s.ends_at]
    details = frozenset({Detail.DURATION, Detail.PEOPLE})
    if not lengths:
        lacking = "end" if any(s.starts_at for s in sessions) else "time"
        unknown = f"No {lacking} is listed for it, so its length is not known."
        return Answer(Verdict.FOUND, "duration", unknown, tuple(sessions[:_ONE_WORK]), details=details)
    shown, rest = paging.listed(sessions, details)
    least, most = spoken(min(lengths)), spoken(max(lengths))
    what = shown[0].title if len(shown) == 1 or not asked.question.subject.kinds else "Each"
    said = f"{what} lasts {least if least == most else f'{least} to {most}'}."
    return Answer(Verdict.FOUND, "duration", said, shown, rest, details=details)


def ends(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    if _is_event(asked):
        return _last(asked)
    return free.no_meal(asked) or _ends(asked)


def _ends(asked: Asked) -> Answer | None:
    subject = asked.question.subject
    named = asked.found.named or subject.kinds or subject.order or asked.question.relation or asked.referred
    if (asked.found.rooms or asked.found.tracks) and (not named or _talks(asked)):
        return _last_there(asked)
    sessions = _timed_first(asked)
    if not sessions:
        return not_found(asked)
    if sessions[0].ends_at is None:
        return Answer(Verdict.FOUND, "end", "No end is listed for it.", tuple(sessions[:_ONE_WORK]))
    return Answer(Verdict.FOUND, "end", f"The end of {sessions[0].title}:", tuple(sessions[:_ONE_WORK]))


def links(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    sessions = select(asked).sessions
    if not sessions:
        return not_found(asked)
    noun, sort = _WANTED[asked.question.aim]
    wanted = frozenset({sort, Detail.PEOPLE})
    holding = [s for s in sessions if links_of(s, wanted)]
    if not asked.found.named and asked.referred is None:
        return _any_links(asked, holding, noun, wanted)
    shown = (holding or list(sessions))[:_ONE_WORK]
    if holding:
        return Answer(Verdict.FOUND, asked.question.aim.value, "", tuple(shown), details=wanted)
    details = frozenset({Detail.LINKS, Detail.PEOPLE})
    missing = f"No {noun} is listed" if noun != "slides" else "No slides are listed"
    return Answer(
        Verdict.FOUND, asked.question.aim.value, f"{missing} for {shown[0].title}.", tuple(shown), details=details
    )


def _any_links(asked: Asked, holding: list[Session], noun: str, details: frozenset[Detail]) -> Answer:
    """`are the talks recorded?`: which of them have such a link."""
    if not holding:
        return Answer(Verdict.NOTHING, asked.question.aim.value, f"The schedule lists no {noun}{_of_what(asked)}.")
    shown, rest = paging.listed(holding, details)
    said = f"{len(holding)} entries have a {noun.removesuffix('s')}:"
    return Answer(Verdict.FOUND, asked.question.aim.value, said, shown, rest, details=details)


def _of_what(asked: Asked) -> str:
    return " for them" if asked.question.subject or asked.question.time or asked.question.plural else ""


def language(asked: Asked) -> Answer | None:
    if not asked.found.complete:
        return not_found(asked)
    if not asked.found.named and asked.referred is None:
        return None
    wanted = asked.question.language
    sessions = select(replace(asked, question=replace(asked.question, language=None))).sessions[:_ONE_WORK]
    details = frozenset({Detail.LANGUAGE, Detail.PEOPLE})
    spoken_in = [s.language for s in sessions if s.language]
    if not spoken_in:
        return Answer(Verdict.FOUND, "language", "No language is listed for it.", sessions)
    headline = ""
    if wanted is not None:
        fits = any(language.casefold().startswith(wanted) for language in spoken_in)
        headline = f"{'Yes' if fits else 'No'}, {sessions[0].title} is in {name_language(spoken_in[0])}."
    return Answer(Verdict.FOUND, "language", headline, sessions, details=details)


def kind(asked: Asked) -> Answer | None:
    """`is it a talk or a poster?`: every entry of the work, each with its kind."""
    if not asked.found.complete or not (asked.found.titled or asked.referred):
        return None
    sessions = [twin for s in (asked.found.titled or asked.referred or ())[:1] for twin in asked.world.twins(s)]
    kinds = " and ".join(dict.fromkeys(s.kind or asked.world.kinds.main(s) for s in sessions))
    return Answer(Verdict.FOUND, "kind", f"{sessions[0].title}: {kinds}.", tuple(sessions))


def _between(asked: Asked) -> Answer | None:
    ends = ends_of(asked)
    if ends is None:
        return not_found(asked, anchor=True)
    first, second = ends
    if first.starts_at is None or second.starts_at is None:
        return None
    pause = second.starts_at - (first.ends_at or first.starts_at)
    if not pause:
        said = f"None: {second.title} starts when {first.title} ends."
        return Answer(Verdict.FOUND, "duration", said, (first, second))
    if pause < timedelta(0):
        return Answer(Verdict.FOUND, "duration", f"None: {first.title} and {second.title} overlap.", (first, second))
    return Answer(
        Verdict.FOUND,
        "duration",
        f"There are {spoken(pause)} between {first.title} and {second.title}.",
        (first, second),
    )


def _is_event(asked: Asked) -> bool:
    question = asked.question
    if (
        asked.found.named
        or asked.found.rooms
        or asked.found.tracks
        or question.subject.order
        or asked.referred is not None
    ):
        return False
    return (
        question.event
        or not question.subject.kinds
        or _talks(asked)
        or (question.subject.kinds == ("workshop",) and not asked.world.kinds.of("workshop"))
    )


def _event(asked: Asked, what: str) -> Answer | None:
    sessions = _of_window(asked)
    starts = [s.starts_at for s in sessions if s.starts_at]
    finishes = [s.ends_at or s.starts_at for s in sessions if s.starts_at]
    if not starts:
        return None
    length = max(end for end in finishes if end) - min(starts)
    return Answer(Verdict.FOUND, "duration", f"{what} lasts {spoken(length)}.", (sessions[0], sessions[-1]))


def _last(asked: Asked) -> Answer | None:
    sessions = _of_window(asked)
    if not sessions:
        return None
    end = max(s.ends_at or s.starts_at for s in sessions if s.starts_at)
    last = [s for s in sessions if (s.ends_at or s.starts_at) == end]
    label = f" {asked.window.label}" if asked.window and asked.window.label else ""
    return Answer(Verdict.FOUND, "end", f"The programme{label} ends with {last[0].title}.", tuple(last))


def _last_there(asked: Asked) -> Answer | None:
    """`when does hall 2 finish?`: the end of the last session there, today or on the day that is named."""
    world = asked.world
    held = [s for room in asked.found.rooms for s in world.by_room.get(room.id, ()) if s.starts_at]
    held = held or [s for track in asked.found.tracks for s in world.by_track.get(track, ()) if s.starts_at]
    if asked.window is not None:
        held = [s for s in held if asked.window.holds(s)]
    else:
        left = [s for s in held if (s.ends_at or s.starts_at or asked.now) > asked.now] or held
        days = [world.programme.day_of(s.starts_at) for s in left if s.starts_at]
        held = [s for s, day in zip(left, days, strict=True) if day == min(days)]
    places = " or ".join((*(room.name for room in asked.found.rooms), *asked.found.tracks))
    label = f" {asked.window.label}" if asked.window and asked.window.label else ""
    if not held:
        return Answer(Verdict.NOTHING, "end", f"Nothing in {places} is listed{label}.")
    last = max(held, key=lambda s: (s.ends_at or s.starts_at or asked.now).timestamp())
    return Answer(Verdict.FOUND, "end", f"The last in {places}{label} is {last.title}.", (last,))


def _talks(asked: Asked) -> bool:
    """`until when do talks run?`: no single one is meant."""
    question = asked.question
    return question.plural and question.subject.kinds == (TALK,) and not (asked.found.named or question.subject.order)


def _of_window(asked: Asked) -> list[Session]:
    programme = asked.world.programme
    if asked.window is not None and asked.window.spans:
        return list(programme.parts([s for s in programme.timed if asked.window.holds(s)]))
    day = programme.day_of(asked.now)
    said = asked.question.source.split()
    whole = any(word in _WHOLE or word in asked.world.own_name for word in said)
    return list(programme.parts(programme.timed if whole else programme.sessions_of(day) or programme.timed))


def _timed_first(asked: Asked) -> list[Session]:
    sessions = select(asked).sessions
    if asked.found.titled and not asked.question.plural:
        sessions = sessions[:_ONE_WORK]
    timed = [s for s in sessions if s.starts_at]
    return timed or list(sessions)
