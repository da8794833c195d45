"""Messages to the bot that ask nothing of the schedule: answered in a line, and left alone where others are meant."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from schedule import Schedule
from schedule.answering.answer import Wish, WishAction
from schedule.answering.engine import Engine
from schedule.models import Session

_NOW = datetime(2022, 12, 3, 9, 20, tzinfo=ZoneInfo("America/Chicago"))

_ASIDES = {
    "Goodbye, and enjoy the programme!": [
        "bye", "goodbye!", "Good night", "cya", "see you tomorrow", "tschüss", "adiós", "au revoir", "ok bye",
        "thanks, bye", "bye bot", "hasta luego", "arrivederci", "tchau", "gute nacht",
    ],
    "Ciao! I am here whenever you have a question about the programme.": ["ciao", "servus", "salut"],
    "All right. I am here whenever you have a question about the programme.": [
        "ok", "got it", "never mind", "forget it", "no", "sorry", "alles klar",
    ],
    "Glad to help!": ["great", "good bot", "you are awesome", "cool", "perfect, thanks"],
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(workshop: Schedule) -> Engine:
    return Engine(workshop)


@pytest.mark.parametrize(("reply", "text"), [(reply, text) for reply, texts in _ASIDES.items() for text in texts])
def test_an_aside_is_answered_in_a_line_and_never_among_others(engine: Engine, reply: str, text: str) -> None:
    answer = engine.answer(text, _NOW)
    assert (answer.headline, answer.notes, answer.found) == (reply, (), False)
    assert not engine.answer(text, _NOW, addressed=False).replied


def test_a_session_of_that_name_goes_first() -> None:
    engine = Engine(Schedule(title="Songs", timezone="UTC", sessions=(Session(id="1", title="Goodbye"),)))
    assert [session.title for session in engine.answer("goodbye", _NOW).sessions] == ["Goodbye"]


_FORGET = [
    "forget me", "Forget about me!", "delete my data", "please delete all my data", "can you delete my data?",
    "delete everything you know about me", "erase all data about me", "delete all the data you have on me",
    "I want my data deleted", "lösche meine Daten", "bitte lösche alle meine Daten", "vergiss mich",
    "supprime mes données", "oublie-moi", "borra mis datos", "cancella i miei dati", "apaga os meus dados",
]  # fmt: skip
_STORED = [
    "what do you know about me?", "what do you store about me", "what data do you have about me?", "my data",
    "what have you stored about me?", "which data is stored about me", "do you store my data?", "privacy",
    "was weißt du über mich?", "que sais-tu sur moi ?", "¿qué sabes de mí?", "cosa sai di me?",
    "o que sabes sobre mim?",
]  # fmt: skip
_NEITHER = [
    "forget it", "forget everything", "forget me not", "forget about the keynote", "delete my reminder for keckler",
    "delete my data science reminder", "what do you know about compilers?", "don't forget me", "never delete my data",
    "remind me to delete my data", "forget me? never!", "what do you know about dawn song",
]  # fmt: skip


@pytest.mark.parametrize(
    ("action", "text"),
    [(WishAction.FORGET, text) for text in _FORGET] + [(WishAction.STORED, text) for text in _STORED],
)
def test_what_concerns_the_askers_own_data_is_a_wish(engine: Engine, action: WishAction, text: str) -> None:
    assert engine.answer(text, _NOW).wish == Wish(action)
    assert not engine.answer(text, _NOW, addressed=False).replied


@pytest.mark.parametrize("text", _NEITHER)
def test_only_the_whole_message_deletes(engine: Engine, text: str) -> None:
    wish = engine.answer(text, _NOW).wish
    assert wish is None or wish.action not in {WishAction.FORGET, WishAction.STORED}
