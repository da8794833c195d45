"""What the bot offers in the place of what it did not find, and how somebody takes it, leaves it or asks which."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedule import Person, Room, Schedule, Session
from schedule.answering.answer import Answer, Target, TargetKind, Verdict, WishAction
from schedule.answering.engine import Engine
from tests.running_bot import changed, titles

_ZONE = ZoneInfo("Europe/Prague")
_NOW = datetime(2027, 4, 2, 9, tzinfo=_ZONE)
_HALL = Room(id="hall", name="Mill Hall")


def _talk(hour: int, title: str, *people: Person) -> Session:
    start = _NOW.replace(hour=hour)
    return Session(
        id=title, title=title, kind="talk", starts_at=start, ends_at=start + timedelta(minutes=45), rooms=(_HALL,),
        speakers=people,
    )  # fmt: skip


def _engine(*sessions: Session) -> Engine:
    return Engine(Schedule(title="Mill days", timezone="Europe/Prague", sessions=sessions))


_PAVEL = Person(id="pavel", name="Dr. Pavel Jansen")
_ZHANGS = [Person(id=name, name=f"{name} Zhang") for name in ("Ana", "Bo", "Cy", "Di", "Ed", "Flo")]
_ENGINE = _engine(
    _talk(10, "Weirs and Sluices", _PAVEL),
    _talk(11, "Turbines", Person(id="rumen", name="Rumen Wolff")),
    *(_talk(12 + number, f"Grain {number}", person) for number, person in enumerate(_ZHANGS)),
)


def _said(*texts: str, addressed: bool = True, minutes: int = 1, engine: Engine = _ENGINE) -> Answer:
    """The answer to the last of the texts; all before it are addressed."""
    *before, last = texts
    turn = None
    for text in before:
        turn = engine.answer(text, _NOW, turn=turn).turn or turn
    return engine.answer(last, _NOW + timedelta(minutes=minutes), addressed=addressed, turn=turn)


def _shown(answer: Answer) -> list[str]:
    return [session.title for session in answer.sessions]


_NEAR = "when is ulf jansen?"
_MANY = "when is zhang?"


def test_the_examples_offer_what_the_tests_take() -> None:
    assert _said(_NEAR).suggestions == ("Dr. Pavel Jansen",)
    assert _said(_MANY).suggestions == ("Ana Zhang", "Bo Zhang", "Cy Zhang", "Di Zhang", "Ed Zhang")


@pytest.mark.parametrize(
    "text",
    [
        "yes", "Yes please!", "yeah", "yep, that's the one", "sure", "exactly", "that one", "I do", "ja", "ja bitte",
        "genau", "oui", "oui, s'il te plaît", "sí", "sí, por favor", "sì, grazie", "sim", "the first one",
        "Pavel Jansen", "jansen", "I meant Pavel", "no, Pavel Jansen",
    ],
)  # fmt: skip
def test_the_only_one_offered_is_taken(text: str) -> None:
    answer = _said(_NEAR, text)
    assert (answer.verdict, _shown(answer)) == (Verdict.FOUND, ["Weirs and Sluices"])


def test_what_was_asked_is_asked_of_what_was_offered() -> None:
    wish = _said("remind me 5 minutes before ulf jansen", "yes").wish
    assert wish is not None
    assert (wish.action, wish.targets, wish.leads) == (
        WishAction.REMIND,
        (Target(TargetKind.PERSON, "pavel"),),
        (timedelta(minutes=5),),
    )
    assert _shown(_said("what comes after ulf jansen?", "yes")) == ["Turbines"]
    assert _said("how long is ulf jansen's talk?", "yes").headline.endswith("45 minutes.")


@pytest.mark.parametrize("text", ["yes", "yes please", "ja", "oui", "sí"])
def test_of_several_it_is_asked_which(text: str) -> None:
    answer = _said(_MANY, text)
    assert (answer.headline, answer.suggestions) == ("Which one do you mean?", _said(_MANY).suggestions)
    assert _shown(_said(_MANY, text, "the second one")) == ["Grain 1"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("the first one", "Grain 0"),
        ("the third", "Grain 2"),
        ("the last one", "Grain 4"),
        ("Bo Zhang", "Grain 1"),
        ("cy", "Grain 2"),
        ("yes, the one called Di", "Grain 3"),
        ("der zweite", "Grain 1"),
    ],
)
def test_one_of_several_is_picked(text: str, title: str) -> None:
    assert _shown(_said(_MANY, text)) == [title]


def test_of_the_further_names_one_is_picked_as_well() -> None:
    assert _shown(_said(_MANY, "more", "yes")) == ["Grain 5"]


def test_somebody_known_by_one_name_is_meant_and_no_namesake() -> None:
    engine = _engine(
        _talk(10, "Weirs", Person(id="a", name="Moritz")), _talk(11, "Locks", Person(id="b", name="Moritz Contag"))
    )
    offered = _said("what's on in Moritzxq?", engine=engine).suggestions
    assert sorted(offered) == ["Moritz", "Moritz Contag"]
    assert _shown(_said("what's on in Moritzxq?", "Moritz", engine=engine)) == ["Weirs"]


def test_people_of_one_name_are_picked_by_where_they_come_from() -> None:
    people = [
        Person(id=str(number), name="Li Zhang", affiliation=home)
        for number, home in enumerate(["Porto", "Faro", "Braga", "Sines", "Lagos", "Évora"])
    ]
    engine = _engine(*(_talk(10 + number, f"Sail {number}", person) for number, person in enumerate(people)))
    assert _shown(_said(_MANY, "the one from Braga", engine=engine)) == ["Sail 2"]


@pytest.mark.parametrize("text", ["no", "nope", "no thanks", "nein", "non merci", "none of them", "not that one"])
def test_an_offer_is_left_politely_and_then_is_none(text: str) -> None:
    assert _said(_NEAR, text).headline == "All right. Try another spelling, or a word of a title."
    assert _shown(_said(_NEAR, text, "yes")) == []


@pytest.mark.parametrize("text", ["when is rumen wolff?", "what is next?", "when is turbines?"])
def test_another_question_takes_no_offer(text: str) -> None:
    assert _shown(_said(_NEAR, text)) == _shown(_said(text))
    assert _shown(_said(_NEAR, text, "yes")) == []


def test_a_question_without_an_answer_ends_the_offer() -> None:
    assert _shown(_said(_NEAR, "when is quux frobnitz?", "yes")) == []


def test_what_was_spoken_of_before_an_offer_still_is() -> None:
    assert _said("when is turbines?", _NEAR, "how long is it?").headline.startswith("Turbines")


@pytest.mark.parametrize("text", ["yes", "no", "yes please", "the first one", "Pavel Jansen"])
def test_said_to_nobody_it_counts_for_two_minutes(text: str) -> None:
    assert _said(_NEAR, text, addressed=False).replied
    assert not _said(_NEAR, text, addressed=False, minutes=3).replied
    assert not _ENGINE.answer(text, _NOW, addressed=False).replied


@pytest.mark.parametrize("text", ["yes", "ja", "no"])
def test_where_nothing_was_offered_nothing_is_taken(text: str) -> None:
    assert _said(text).intent == "ok"
    assert _said("when is turbines?", text).intent == "ok"


def test_an_offer_ends_with_the_conversation() -> None:
    assert _shown(_said(_NEAR, "yes", minutes=11)) == []


HEAT = "HEAT: Hardware-Efficient Automatic Tensor Decomposition for Transformer Compression"
SONG = "Dawn Song - Invited Talk"


@pytest.mark.usefixtures("hallway")
async def test_on_discord_an_offer_is_taken_in_its_channel_by_whom_it_was_made_to(hallway, discord_server) -> None:
    server = discord_server
    one = changed(hallway.feed.schedule, SONG, speakers=(Person(id="song", name="Dawn Songster"),))
    await hallway.change(one)
    asked = await server.say(server.ada, server.hall, f"{server.bot.mention} what's on in songstar?")
    assert (await server.reply(asked)).text.splitlines()[-1] == "Perhaps you mean **Dawn Songster**."
    await server.say(server.grace, server.hall, "yes")
    taken = await server.reply(await server.say(server.ada, server.hall, "yes"))
    assert titles(taken.text) == [SONG]
    await hallway.heard()
    assert len(server.said(server.hall)) == 2


@pytest.mark.usefixtures("hallway")
async def test_on_discord_a_session_offered_for_one_without_a_time_is_taken(hallway, discord_server) -> None:
    server, me = discord_server, f"discord:{discord_server.ada.id}"
    where = server.direct(server.ada)
    await server.reply(await server.say(server.ada, where, "remind me of the HEAT poster"))
    which = await server.reply(await server.say(server.ada, where, "yes"))
    assert which.text.splitlines()[0] == "Which one do you mean?"
    await server.reply(await server.say(server.ada, where, "the second one"))
    wished = [wish.target.value for wish in await hallway.reminders.subscriptions(me)]
    breaks = [session.id for session in hallway.feed.schedule.timed if session.title.startswith("Poster Session")]
    assert wished[1:] == breaks[1:]
