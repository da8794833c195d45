"""Follow-ups: what a message means after the one before it, for ten minutes and for one person only."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedule import Schedule
from schedule.answering.answer import Answer, Detail, Rest, Span, Turn, Verdict, Wish, WishAction
from schedule.answering.conversation import Conversations
from schedule.answering.engine import Engine
from tests.demo import DEMO

_NOW = datetime(2022, 12, 3, 9, 5, tzinfo=ZoneInfo("America/Chicago"))
_DEMO_NOW = datetime(2027, 6, 11, 9, 30, tzinfo=ZoneInfo("America/Halifax"))
_DEAN, _SONG, _BREAK = "Jeff Dean - Invited Talk", "Dawn Song - Invited Talk", "Poster Session | Coffee Break"

# What was asked before, then the follow-up, the titles it shows (as far as they are given) and a part of what is said.
_TALKS = [
    ("when is jeff dean?", "and dawn song?", "when", [_SONG]),
    ("when is jeff dean?", "what about keckler", "when", ["Steve Keckler - Invited Talk"]),
    ("when is jeff dean?", "and after that?", "what", [_SONG]),
    ("when is dawn song?", "what comes after it?", "what", [_BREAK]),
    ("when is dawn song?", "what was before that", "what", [_DEAN]),
    ("when is dawn song?", "how long is it?", "duration", [_SONG]),
    ("when is dawn song?", "where?", "where", [_SONG]),
    ("when is dawn song?", "is she on before the coffee break?", "compare", [_SONG, _BREAK]),
    ("when is dawn song?", "remind me of it", "remind", [_SONG]),
    ("who wrote lattice quantization?", "is there a video?", "video", ["Lattice Quantization"]),
    ("what keynotes are there?", "the second one", "what", [_SONG]),
    ("what keynotes are there?", "the last one, who is it", "who", ["Riyadh Baghdadi - Invited Talk"]),
    ("what is on now?", "who is it?", "who", [_DEAN]),
    ("what is on now?", "and at 3pm?", "what", ["Newsha Ardalani - Invited Talk"]),
    ("what does brucek khailany present?", "what else does he do?", "what", ["HEAT: Hardware-Efficient"]),
    ("when is the bbr spotlight?", "is there a poster for it?", "what", ["Predicting Network Buffer"]),
    ("when is the bbr spotlight?", "what about the poster", "when", ["Predicting Network Buffer"]),
    ("how long is jeff dean's talk?", "same for keckler", "duration", ["Steve Keckler - Invited Talk"]),
]
# A word or two that stand for a whole question about what was spoken of.
_BRIEF = [
    ("till?", "end", [_SONG]),
    ("bis wann?", "end", [_SONG]),
    ("hall?", "where", [_SONG]),
    ("who by", "who", [_SONG]),
    ("di chi?", "who", [_SONG]),
    ("how many min does she get", "duration", [_SONG]),
    ("length?", "duration", [_SONG]),
    ("combien de temps ?", "duration", [_SONG]),
    ("topic?", "about", [_SONG]),
    ("is there a paper", "paper", [_SONG]),
    ("then what?", "what", [_BREAK]),
    ("and the next one", "what", [_BREAK]),
    ("y luego?", "what", [_BREAK]),
    ("et ensuite ?", "what", [_BREAK]),
    ("e poi?", "what", [_BREAK]),
    ("davor?", "what", [_DEAN]),
    ("is that today?", "what", [_SONG]),
    ("erinnere mich daran", "remind", [_SONG]),
    ("recuérdamelo", "remind", [_SONG]),
    ("too late?", "what", [_SONG]),
    ("does it overlap with the coffee break?", "clash", [_SONG, _BREAK]),
    ("no, i meant jeff dean", "when", [_DEAN]),
]
# Questions that are complete: what was spoken of has no part in them.
_COMPLETE = [
    ("what's next?", "what", [_SONG]),
    ("when is steve keckler?", "when", ["Steve Keckler - Invited Talk"]),
    ("when is the last talk?", "when", ["Riyadh Baghdadi - Invited Talk"]),
    ("is there a paper on compilers?", "what", ["LoopStack: ML-friendly"]),
    ("how long is the closing?", "duration", []),
    ("when does the workshop end?", "end", ["Riyadh Baghdadi - Invited Talk"]),
]
_SEVERAL = [
    ("when are dawn song and jeff dean?", "which of them is earlier", "what", [_DEAN]),
    ("when are dawn song and jeff dean?", "who is first?", "who", [_DEAN]),
    ("when are dawn song and jeff dean?", "the later one, how long", "duration", [_SONG]),
    ("when are dawn song and jeff dean?", "which one is longer?", "length", [_DEAN]),
    ("when are dawn song and jeff dean?", "do they overlap?", "clash", [_DEAN, _SONG]),
    ("when are dawn song and jeff dean?", "can i see both", "clash", [_DEAN, _SONG]),
    ("when are dawn song and jeff dean?", "remind me of both", "remind", [_SONG, _DEAN]),
    ("when are dawn song and jeff dean?", "the other one, where", "where", [_DEAN]),
    ("when are dawn song and jeff dean?", "how much time between them?", "duration", [_DEAN, _SONG]),
    ("when are dawn song and jeff dean?", "der zweite, wo?", "where", [_DEAN]),
    ("when are dawn song and jeff dean?", "le premier, c'est où ?", "where", [_SONG]),
    ("when are dawn song and jeff dean?", "erinner mich an beide", "remind", [_SONG, _DEAN]),
    ("what keynotes are there?", "the one by keckler, how long", "duration", ["Steve Keckler - Invited Talk"]),
]
_DEMO_TALKS = [
    ("what's on in the main hall?", "and in deck 2?", "what", ["Küstenlinien messen"]),
    ("first talk on friday", "and on saturday?", "what", ["Closing"]),
    ("when are the tide tables?", "what else is in that room that day?", "what", ["Maps, Charts and Lies"]),
    ("when is küstenlinien messen?", "is it in english?", "language", ["Küstenlinien messen"]),
    ("when is jörg müller?", "and next there?", "what", ["Knots for Beginners"]),
    ("when is jörg müller?", "what comes right after it there", "what", ["Knots for Beginners"]),
    ("what was on in deck 2 at 10:30", "then what?", "what", ["Knots for Beginners"]),
    ("what is on at 10:30", "the one in deck 2, who is that", "who", ["Küstenlinien messen"]),
    ("what is on at 10:30", "which one is in english?", "what", ["Maps, Charts and Lies"]),
    ("talks on friday", "only the ones after 10", "what", ["Maps, Charts and Lies", "Küstenlinien messen"]),
    ("when is küstenlinien messen?", "auf englisch?", "language", ["Küstenlinien messen"]),
    ("what is on in deck 2 on friday morning?", "then what?", "what", ["Knots for Beginners"]),
]


@pytest.fixture(scope="module")
def engine(workshop: Schedule) -> Engine:
    return Engine(workshop)


@pytest.mark.parametrize(("before", "then", "intent", "titles"), _TALKS)
def test_follow_up_refers_back(engine: Engine, before: str, then: str, intent: str, titles: list[str]) -> None:
    assert _told(engine, before, then, _NOW, titles) == (intent, titles)


@pytest.mark.parametrize(("before", "then", "intent", "titles"), _SEVERAL)
def test_one_or_both_of_several_are_picked(
    engine: Engine, before: str, then: str, intent: str, titles: list[str]
) -> None:
    assert _told(engine, before, then, _NOW, titles) == (intent, titles)


@pytest.mark.parametrize(("then", "intent", "titles"), [*_BRIEF, *_COMPLETE])
def test_brief_follow_up_is_told_from_a_complete_question(
    engine: Engine, then: str, intent: str, titles: list[str]
) -> None:
    assert _told(engine, "when is dawn song?", then, _NOW, titles) == (intent, titles)


def test_both_are_the_last_two_that_were_asked_for(engine: Engine) -> None:
    turn = None
    for asked in ("when is dawn song?", "and keckler?", "and jeff dean?"):
        turn = engine.answer(asked, _NOW, turn=turn).turn
    answer = engine.answer("remind me of both", _NOW, turn=turn)
    assert [session.title for session in answer.sessions] == ["Steve Keckler - Invited Talk", _DEAN]
    assert engine.answer("which of them is first?", _NOW, turn=turn).sessions[0].title == _DEAN


@pytest.mark.parametrize(("before", "then", "intent", "titles"), _DEMO_TALKS)
def test_follow_up_keeps_rooms_and_days(before: str, then: str, intent: str, titles: list[str]) -> None:
    assert _told(Engine(DEMO), before, then, _DEMO_NOW, titles) == (intent, titles)


def _told(engine: Engine, before: str, then: str, now: datetime, titles: list[str]) -> tuple[str, list[str]]:
    turn = engine.answer(before, now).turn
    answer = engine.answer(then, now + timedelta(minutes=1), turn=turn)
    shown = [session.title for session in answer.sessions]
    return answer.intent, [title[: len(wanted)] for title, wanted in zip(shown, titles, strict=False)]


def test_follow_up_after_ten_minutes_refers_to_nothing(engine: Engine) -> None:
    turn = engine.answer("when is jeff dean?", _NOW).turn
    assert engine.answer("how long is it?", _NOW + timedelta(minutes=10), turn=turn).sessions[0].title == _DEAN
    assert engine.answer("where is it?", _NOW + timedelta(minutes=11), turn=turn).sessions == ()


def test_conversations_are_apart_and_end() -> None:
    conversations = Conversations()
    conversations.keep("ana in the hall", Turn(at=_NOW, subject="jeff dean"))
    assert conversations.turn("ana in the hall", _NOW + timedelta(minutes=10)) == Turn(at=_NOW, subject="jeff dean")
    assert conversations.turn("bo in the hall", _NOW) is None
    assert conversations.turn("ana in the hall", _NOW + timedelta(minutes=10, seconds=1)) is None
    assert len(conversations) == 0


def test_conversations_are_bounded_and_the_oldest_gives_way() -> None:
    conversations = Conversations(most=2)
    for key in ("one", "two", "three"):
        conversations.keep(key, Turn(at=_NOW, subject=key))
    assert [conversations.turn(key, _NOW) for key in ("one", "two", "three")] == [
        None,
        Turn(at=_NOW, subject="two"),
        Turn(at=_NOW, subject="three"),
    ]


def test_an_answer_that_left_nothing_changes_no_conversation() -> None:
    conversations = Conversations()
    conversations.keep("ana", Turn(at=_NOW, subject="jeff dean"))
    conversations.keep("ana", None)
    assert conversations.turn("ana", _NOW) == Turn(at=_NOW, subject="jeff dean")


def test_a_remembered_answer_keeps_everything_but_its_turn() -> None:
    session = DEMO.sessions[0]
    answer = Answer(
        Verdict.FOUND,
        "when",
        "Said.",
        (session,),
        rest=Rest((session,)),
        suggestions=("This?",),
        notes=("Noted.",),
        spans=(Span(_NOW, _NOW),),
        details=frozenset({Detail.LINKS}),
        wish=Wish(WishAction.SHOW),
        further=(Answer(Verdict.NOTHING, "who"),),
        replied=False,
    )
    plain = Answer(Verdict.UNCLEAR, "")
    assert [f.name for f in fields(Answer) if getattr(answer, f.name) == getattr(plain, f.name)] == ["turn"]
    turn = Turn(_NOW, (session,))
    assert (answer.remembered(turn), answer.remembered(turn).turn) == (answer, turn)


@pytest.mark.parametrize(
    "text",
    [
        "and which other sessions are there at the same time?",
        "what else is on then?",
        "other talks in parallel?",
        "what other talks are on at that time?",
    ],
)
def test_others_at_the_same_time_are_those_beside_what_was_spoken_of(text: str) -> None:
    engine = Engine(DEMO)
    turn = engine.answer("when is maps, charts and lies?", _DEMO_NOW).turn
    answer = engine.answer(text, _DEMO_NOW, turn=turn)
    assert [session.title for session in answer.sessions] == ["Küstenlinien messen"]


def test_any_of_those_are_of_the_list_just_shown() -> None:
    engine = Engine(DEMO)
    turn = engine.answer("what is on friday?", _DEMO_NOW).turn
    answer = engine.answer("any of those on knots?", _DEMO_NOW, turn=turn)
    assert [session.title for session in answer.sessions] == ["Knots for Beginners"]
