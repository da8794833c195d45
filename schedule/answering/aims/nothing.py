"""Honest answers where the schedule has nothing: said plainly, with what is near and what can be asked instead."""

from __future__ import annotations

import re
from collections import Counter

from schedule.answering.answer import Answer, Rest, Verdict
from schedule.answering.asked import Asked
from schedule.answering.edges import in_charge
from schedule.answering.found import PEOPLE_MOST
from schedule.answering.kinds import WORKSHOP
from schedule.answering.tokens import words

SPOKEN = {
    "social": "social event",
    "coffee": "coffee break",
    "bof": "meetup",
    "opening": "opening session",
    "closing": "closing session",
}
_HELLO = re.compile(r"\b(?:hello|hi|hey|moin|hallo|hola|ciao|salut)\b")
_ROOMS_MOST = 10
_WHOLE = {WORKSHOP}  # a kind that may stand for the whole programme
_THANKS = re.compile(r"\bthanks\b")
UNSAID = "unsaid"  # the intent of what no other words could find
CAN_ASK = "Ask me when or where a session is, who speaks, what is on now or next, or what is about a topic."


def not_found(asked: Asked, *, anchor: bool = False, unclear: bool = False) -> Answer:
    """Nothing in the schedule accounts for the words. Names what is near, as a suggestion and never as an answer."""
    if unclear and _THANKS.search(asked.question.source):
        return Answer(Verdict.UNCLEAR, "thanks", "You are welcome.")
    if unclear and asked.question.subject.pronoun:
        return Answer(Verdict.UNCLEAR, "unclear", "Which session do you mean? Name it, or one of its speakers.")
    if unclear and _HELLO.search(asked.question.source):
        return Answer(Verdict.UNCLEAR, "greeting", f"Hello! {CAN_ASK}")
    if unclear:
        return Answer(Verdict.UNCLEAR, "unclear", "I did not understand that as a question.", notes=(CAN_ASK,))
    found = asked.anchor if anchor else asked.found
    phrase = asked.question.anchor if anchor else asked.question.subject
    spoken = asked.world.finder.quoting.spoken
    what = " ".join((*map(spoken, phrase.words), *phrase.labels, *(SPOKEN.get(kind, kind) for kind in phrase.kinds)))
    if phrase.kinds and (phrase.words or len(phrase.kinds) > 1) and not phrase.labels:
        what = " ".join(map(spoken, phrase.whole))  # as it was typed: `harry potter`, of which a word is like a kind
    if what and not (phrase.words or phrase.labels):
        headline = f"No {what} is listed in the schedule."
    else:
        headline = f"I found nothing for “{what}” in the schedule." if what else "The schedule has no such entry."
    return Answer(
        Verdict.NOTHING,
        asked.question.aim.value,
        headline,
        suggestions=found.suggestions,
        notes=() if found.suggestions else (CAN_ASK,),
    )


def untold(asked: Asked) -> Answer | None:
    """What no programme tells: how large something is, who won, who stands behind it."""
    return _unmeasured(asked) or _undecided(asked) or _unorganized(asked)


_MEASURE = re.compile(
    r"^(?:and |so )?how (?!long|many|much|late|early|soon|short|about|do|is|can|to|could|will|would|come|often)(\w+)"
    r" (?:is|do|will|can|have)\b"
)


def _unmeasured(asked: Asked) -> Answer | None:
    """`how big is hall 2?`: what no schedule measures."""
    found = (
        _MEASURE.search(asked.question.source) if asked.question.source.startswith(("how ", "and ", "so ")) else None
    )
    if found is None:
        return None
    return Answer(Verdict.NOTHING, UNSAID, f"The schedule does not say how {found[1]} that is.")


_OUTCOME = re.compile(
    r"^(?:and |so |but )?(?:(?:who|which|what)(?: \S+){0,2}? (?:(?:is|have|do|will|can) )?(won|win|wins|winning|lost)\b"
    r"|(?:who|what) (?:is|do) (?:the |a )?(?:last )?(winners?|scores?|results?)\b"
    r"|(?:do|have) \S+(?: \S+){0,2} (win|won|lost?)\b)"
)


def _undecided(asked: Asked) -> Answer | None:
    """`who won the contest?`: a programme is written before, and tells no outcome."""
    source = asked.question.source
    if not any(sign in source for sign in _SIGNS) or (found := _OUTCOME.search(source)) is None:
        return None
    said = found[1] or found[2] or found[3]
    if any(said in words(session.title) for session in asked.found.titled):
        return None
    asks = "who won" if found[1] or found[3] else f"what the {said} is" if found[2][:3] != "win" else "who won"
    return Answer(Verdict.NOTHING, UNSAID, f"The schedule does not say {asks}.", asked.found.titled[:1])


_SIGNS = (" win", " won", " los", " score", " result")
_ORGANIZERS = re.compile(r"\borgani[sz](?:ers|ing (?:committee|team))\b", re.IGNORECASE)
_TITLED = 0.72  # of a score: titles have the words
_ORGANIZERS_MOST = 3  # sessions that may tell


def _unorganized(asked: Asked) -> Answer | None:
    """`who organizes the workshop?`: a programme names its speakers, and not who stands behind it."""
    question, found = asked.question, asked.found
    titled = found.titled or (found.about and found.score >= _TITLED)  # what a description mentions is no session
    named = found.people or titled or found.rooms or found.tracks
    if not in_charge(question) or asked.referred is not None or named:
        return None
    if found.left or question.relation is not None or set(question.subject.kinds) - _WHOLE:
        return None
    if question.subject.kinds and asked.world.kinds.of(WORKSHOP):
        return None
    telling = tuple(s for s in asked.world.listed if _ORGANIZERS.search(s.title))[:_ORGANIZERS_MOST]
    if telling:
        return Answer(Verdict.FOUND, "who", "The schedule does not say who organizes it, but has this:", telling)
    return Answer(Verdict.NOTHING, UNSAID, "The schedule does not say who organizes it.")


def unlocated(asked: Asked) -> Answer:
    """`where is hall 2?`: the schedule names rooms, not the way to them."""
    if asked.found.tracks and not asked.found.rooms:
        return _track_rooms(asked)
    rooms = " and ".join(room.name for room in asked.found.rooms)
    return Answer(Verdict.NOTHING, "where", f"The schedule does not say where {rooms} is.")


_VAGUE_ROOM = re.compile(
    r"(?<![^ ])(?:main|big|biggest|large|largest|grand) (?:hall|room|stage|auditorium|theat(?:er|re))(?![^ ])"
)


def vague_room(asked: Asked) -> tuple[str, ...]:
    """A note where `the main hall` is asked for and no room is called so: then all of them are looked at."""
    called = _VAGUE_ROOM.search(asked.question.source)
    if called is None or asked.rooms or len(asked.world.schedule.rooms) < 2:  # noqa: PLR2004 - the only room is meant
        return ()
    return (f"No room is called “{called[0]}” in the schedule.",)


def unplaced(asked: Asked) -> Answer:
    """`where is the conference?`: the rooms of the programme are all that the schedule knows."""
    rooms = [room.name for room in asked.world.schedule.rooms]
    if not rooms:
        return Answer(Verdict.NOTHING, "where", "The schedule lists no room.")
    shown = ", ".join(rooms[:_ROOMS_MOST])
    rest = f" and {len(rooms) - _ROOMS_MOST} more" if len(rooms) > _ROOMS_MOST else ""
    return Answer(Verdict.FOUND, "where", f"The programme is in {shown}{rest}.")


def _track_rooms(asked: Asked) -> Answer:
    """A track is where its sessions are."""
    track = asked.found.tracks[0]
    sessions = asked.world.by_track.get(track, [])
    rooms = list(dict.fromkeys(room.name for session in sessions for room in session.rooms))
    if not rooms:
        return Answer(Verdict.NOTHING, "where", f"No room is listed for {track}.")
    return Answer(Verdict.FOUND, "where", f"{track} is in {', '.join(rooms)}.", tuple(sessions[:1]))


def too_many(asked: Asked) -> Answer:
    """More people of one name than can be shown: asks back."""
    people = asked.found.people
    shared = Counter(person.name for person in people)
    # Two of one name are told apart by where they come from.
    told = (f"{p.name} ({p.affiliation})" if shared[p.name] > 1 and p.affiliation else p.name for p in people)
    names = tuple(dict.fromkeys(told))
    return Answer(
        Verdict.AMBIGUOUS,
        asked.question.aim.value,
        f"{len(people)} people fit that name; which one do you mean?",
        suggestions=names[:PEOPLE_MOST],
        rest=Rest(names=names[PEOPLE_MOST:]),
    )
