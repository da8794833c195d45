"""A large programme without times or rooms: hundreds of posters, and a few sessions of other kinds among them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from schedule.answering.answer import Verdict
from schedule.answering.engine import Engine
from schedule.models import Person, Schedule, Session

NOON = datetime(2027, 6, 11, 12, tzinfo=UTC)
MIRA, TIDE, LOTTE, COAST = (
    Person(id=name, name=name) for name in ("Mira Halvorsen", "Owen Tide", "Lotte Brandt", "Ada Coast")
)
_FEW = (
    ("W1", "Workshop on Kelp Farming", "Workshop", (MIRA, LOTTE), "How kelp is grown on ropes."),
    ("W2", "Autonomous Surface Vessels at Work", "Workshop", (TIDE,), "Boats without crews."),
    ("W3", "Autonomous Surface Vessels and the Coast Guard", "Workshop", (MIRA,), "Boats without crews, and law."),
    ("W4", "Tide Gauges Old and New", "Workshop", (LOTTE,), "From brass to radar."),
    ("T1", "Harbour Cranes: an Introduction", "Tutorial", (LOTTE,), "How ASV berths and quays share one crane."),
    ("P1", "Kelp Under Ice", "Poster", (MIRA,), "Where kelp survives the winter."),
    ("P2", "A Crane for Small Quays", "Poster", (MIRA, COAST), "It folds."),
)
_POSTERS = tuple(
    Session(id=f"{word}{n}", title=f"{word} and {other} {n}", kind="Poster", abstract=f"{word} of {other}.")
    for n, other in enumerate(("Salt", "Sand", "Rope", "Rain", "Moss", "Wind", "Fog", "Ice", "Oil", "Mud") * 3)
    for word in ("Kelp", "Cranes", "ASV", "Crab")
)
PROGRAMME = Schedule(
    title="Shoreline 2027",
    timezone="UTC",
    sessions=(
        *_POSTERS,
        *(
            Session(id=id_, title=title, kind=kind, authors=people, abstract=abstract)
            for id_, title, kind, people, abstract in _FEW
        ),
    ),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(PROGRAMME)


def _ids(engine: Engine, text: str) -> list[str]:
    answer = engine.answer(text, NOON)
    assert answer.verdict is Verdict.FOUND
    return [session.id for session in answer.sessions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("any workshops on kelp", ["W1"]),
        ("which tutorials are about cranes?", ["T1"]),
        ("tutorial on cranes", ["T1"]),
        ("the asv workshops, which ones are there", ["W2", "W3"]),
        ("coast workshop", ["W3"]),  # nobody of that name holds one
        ("owen tide's workshop", ["W2"]),
    ],
)
def test_topic_of_a_kind_is_looked_for_among_that_kind(engine: Engine, text: str, found: list[str]) -> None:
    assert _ids(engine, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mira halvorsen on kelp", ["P1", "W1"]),
        ("halvorsen's kelp posters", ["P1"]),
        ("lotte brandt cranes", ["T1"]),
    ],
)
def test_topic_of_a_person_is_looked_for_among_their_sessions(engine: Engine, text: str, found: list[str]) -> None:
    assert sorted(_ids(engine, text)) == found


@pytest.mark.parametrize(
    "text", ["board number of kelp under ice", "which booth is kelp under ice", "poster nr for kelp under ice"]
)
def test_board_is_a_place(engine: Engine, text: str) -> None:
    answer = engine.answer(text, NOON)
    assert (answer.intent, answer.sessions[0].id, answer.notes[-1]) == ("where", "P1", "No room is listed for it.")


@pytest.mark.parametrize("text", ["how many tutorials are there lol im scared", "how many tutorials, im overwhelmed"])
def test_feelings_beside_a_question_count_nothing(engine: Engine, text: str) -> None:
    assert engine.answer(text, NOON).headline == "1 tutorial is listed."


def _talk(engine: Engine, *said: str) -> list[str]:
    """What the last of a person's messages is answered with."""
    turn, shown = None, ()
    for text in said:
        answer = engine.answer(text, NOON, turn=turn)
        turn, shown = answer.turn, answer.sessions
    return [session.id for session in shown]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("mira halvorsen", "just the workshops"), ["W1", "W3"]),
        (("mira halvorsen", "just the workshops", "and her posters"), ["P1", "P2"]),
        (("mira halvorsen", "her posters?"), ["P1", "P2"]),
        (("lotte brandt", "her workshops", "her tutorial?"), ["T1"]),
        (("kelp under ice", "her poster"), ["P1"]),  # nobody was named: that of what was spoken of
    ],
)
def test_kind_narrows_what_was_told_of_a_person(engine: Engine, said: tuple[str, ...], found: list[str]) -> None:
    assert _talk(engine, *said) == found


@pytest.mark.parametrize(
    "text",
    [
        "kelp farming organisers",
        "organizers of the kelp farming workshop",
        "kelp farming workshop organizing committee",
    ],
)
def test_organizers_of_a_session_are_the_people_listed_for_it(engine: Engine, text: str) -> None:
    answer = engine.answer(text, NOON)
    assert (answer.intent, [session.id for session in answer.sessions]) == ("who", ["W1"])


def test_organizers_of_the_programme_are_not_told(engine: Engine) -> None:
    answer = engine.answer("the organizers?", NOON)
    assert (answer.verdict, answer.headline) == (Verdict.NOTHING, "The schedule does not say who organizes it.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("more tutorials or more workshops?", "More workshops: 1 tutorial, 4 workshops."),
        ("what are there fewer of, workshops or tutorials", "Fewer tutorials: 4 workshops, 1 tutorial."),
        ("are there more workshops than posters?", "No: 4 workshops, 122 posters."),
        ("are there fewer workshops than posters?", "Yes: 4 workshops, 122 posters."),
        ("how many workshops and tutorials", "4 workshops and 1 tutorial are listed."),
        ("gibt es mehr workshops oder mehr poster?", "More posters: 4 workshops, 122 posters."),
        ("who has more, lotte brandt or mira halvorsen", "Mira Halvorsen has more: Lotte Brandt 3, Mira Halvorsen 4."),
        (
            "does lotte brandt have more workshops than mira halvorsen?",
            "Equally many: Lotte Brandt 2, Mira Halvorsen 2.",
        ),
        ("owen tide vs lotte brandt, who has fewer talks", "Owen Tide has fewer: Owen Tide 1, Lotte Brandt 3."),
        ("who has the most posters?", "Mira Halvorsen has the most: 2 posters."),
        (
            "which speaker has the most workshops",
            "Mira Halvorsen and Lotte Brandt have equally many: 2 workshops each.",
        ),
    ],
)
def test_more_and_less_are_counted(engine: Engine, text: str, said: str) -> None:
    assert engine.answer(text, NOON).headline == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what's on now?", "The schedule lists no times: it does not say what is on now."),
        ("what's next", "The schedule lists no times."),
        ("workshops on saturday", "The schedule lists no times: it does not say what is on Saturday."),
        ("how many posters are there tomorrow", "The schedule lists no times: it does not say what is on tomorrow."),
        ("when does it all end", "The schedule lists no times."),
        ("last tutorial", "The schedule lists no times."),
        ("longest workshop?", "The schedule lists no times."),
        ("any free slot today", "The schedule lists no times: it does not say what is on today."),
        ("does kelp under ice clash with tide gauges", "The schedule lists no times."),
        ("what comes after tide gauges old and new", "The schedule lists no times."),
        ("when is lunch", "No lunch is listed in the schedule, and no times are."),
    ],
)
def test_programme_without_times_never_says_that_nothing_is_on(engine: Engine, text: str, said: str) -> None:
    answer = engine.answer(text, NOON)
    assert (answer.verdict, answer.headline) == (Verdict.NOTHING, said)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is tide gauges old and new today?", ["W4"]),
        ("any workshop on kelp tomorrow", ["W1"]),
        ("when are the workshops", ["W1", "W2", "W3", "W4"]),
        ("everything except posters", ["W1", "W2", "W3", "W4", "T1"]),
    ],
)
def test_sessions_without_times_are_shown_all_the_same(engine: Engine, text: str, found: list[str]) -> None:
    answer = engine.answer(text, NOON)
    assert [session.id for session in answer.sessions] == found
    assert "Not today" not in "".join(answer.notes)


@pytest.mark.parametrize(("text", "count"), [("how many posters about kelp", 31), ("how many papers on crab?", 30)])
def test_every_title_on_a_topic_is_counted(engine: Engine, text: str, count: int) -> None:
    answer = engine.answer(text, NOON)
    assert (int(answer.headline.split()[0]), len(answer.sessions) + answer.more) == (count, count)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mira halvorsen together with lotte brandt", ["W1"]),
        ("what did mira halvorsen do with lotte brandt", ["W1"]),
        ("anything mira halvorsen and ada coast cowrote", ["P2"]),
        ("workshops by lotte brandt and mira halvorsen", ["W1", "W4", "W3"]),  # the one that they share goes first
    ],
)
def test_what_people_do_together_goes_before_the_rest(engine: Engine, text: str, found: list[str]) -> None:
    assert _ids(engine, text) == found


def test_a_kind_that_has_nothing_on_a_topic_is_said(engine: Engine) -> None:
    assert engine.answer("any tutorial on moss", NOON).notes[0] == "No tutorial about that is listed."
