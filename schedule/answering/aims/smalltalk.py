"""Messages to the bot that ask nothing of the schedule: a greeting, a goodbye, a call for help, their own data."""

from __future__ import annotations

from datetime import datetime

from schedule.answering.aims.nothing import CAN_ASK
from schedule.answering.answer import Answer, Span, Turn, Verdict, Wish, WishAction
from schedule.answering.asked import Asked
from schedule.answering.language import own_data as data
from schedule.answering.language import utterances
from schedule.answering.language.own_data import OwnData
from schedule.answering.language.utterances import Aside, wants_more
from schedule.answering.language.whole import Clock, asks_clock, may_be_whole, wants_undo
from schedule.answering.shown import works


def help_(asked: Asked) -> Answer:
    return Answer(
        Verdict.FOUND, asked.question.aim.value, f"I know the programme. {CAN_ASK}", suggestions=_examples(asked)
    )


def _examples(asked: Asked) -> tuple[str, ...]:
    """Questions that this schedule answers."""
    people = [person.name for session in asked.world.programme.timed for person in session.people][:1]
    named = (f"when is {people[0]}?", f"remind me 10 minutes before {people[0]}") if people else ()
    return ("what is on now?", "what is next?", *named)


_SAID = {
    Aside.BYE: ("bye", "Goodbye, and enjoy the programme!"),
    Aside.CIAO: ("bye", "Ciao! I am here whenever you have a question about the programme."),
    Aside.CONSENT: ("ok", "All right. I am here whenever you have a question about the programme."),
    Aside.PRAISE: ("ok", "Glad to help!"),
}
_NOW = "It is now"
_ZONE = "All times are the conference's own, where it is now"
_UNDO = "Taking back what you changed last:"
_FORGET = "Deleting what is stored about you:"
_STORED = "What is stored about you:"


def aside(text: str, turn: Turn | None, *, answered: bool) -> Answer | None:
    """The reply to a message that asks nothing; None where it is a question, as one that was `answered` mostly is."""
    meant = utterances.aside(text)
    if answered:
        return Answer(Verdict.UNCLEAR, *_SAID[meant]) if meant in (Aside.BYE, Aside.CIAO) else None
    if wants_more(text):
        said = "That is all of it." if turn is not None and turn.sessions else f"More of what? {CAN_ASK}"
        return Answer(Verdict.UNCLEAR, "more", said)
    return Answer(Verdict.UNCLEAR, *_SAID[meant]) if meant is not None else None


def whole(text: str, now: datetime, turn: Turn | None) -> Answer | None:
    """The reply to a message that asks for no session at all."""
    if not may_be_whole(text):
        return None
    if wants_undo(text):
        return Answer(Verdict.FOUND, "undo", _UNDO, wish=Wish(WishAction.UNDO))
    asked = asks_clock(text)
    return own_data(text) if asked is None else _clock(asked, now, turn)


def _clock(asked: Clock, now: datetime, turn: Turn | None) -> Answer:
    """The moment; and the session just spoken of, where its time may be meant."""
    spoken_of = turn.sessions if turn is not None and asked is Clock.BARE and len(works(turn.sessions)) == 1 else ()
    headline = _ZONE if asked is Clock.ZONE else _NOW
    answer = Answer(Verdict.FOUND, "clock", headline, spoken_of, spans=(Span(now, now),))
    return answer.remembered(turn)


def own_data(text: str) -> Answer | None:
    """What the asker wants done with their own data; carried out by the application."""
    match data.own_data(text):
        case OwnData.FORGET:
            return Answer(Verdict.FOUND, "forget", _FORGET, wish=Wish(WishAction.FORGET))
        case OwnData.SHOW:
            return Answer(Verdict.FOUND, "stored", _STORED, wish=Wish(WishAction.STORED))
        case None:
            return None


def unclear() -> Answer:
    return Answer(Verdict.UNCLEAR, "unclear", f"Hello! {CAN_ASK}")
