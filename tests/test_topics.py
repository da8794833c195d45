"""Words to sessions: by title, by a part of it, by initials, by topic; and nothing where nothing is meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedule import Schedule
from schedule.answering.match import MatchKind
from schedule.answering.matching.vocabulary import CANDIDATES_MOST
from schedule.answering.tokens import clean as cleaned
from schedule.answering.tokens import index_words, tokenize, words
from schedule.answering.topics import GIVEN_MOST, WORDS_MOST, Topics
from schedule.models import Session

TALKS = {
    "Lattice Quantisation": "We round weights to the points of a lattice.",
    "TideNet: Forecasting Harbour Currents": "A graph neural network for currents.",
    "Multi-Agent Reinforcement Learning for Cranes": "Cranes learn to share a quay.",
    "HULL: Hardware for Underwater Listening": "Microphones below the keel.",
    "A One-Class SVM for Leaks": "Novelty detection finds leaks in pipes.",
    "Compilers for Tides": "How a compiler turns tide tables into code.",
    "Wi-Fi for Lighthouses": "Long waves.",
    "Garbage Collection at Sea": "A garbage collector that never stops the ship's controls.",
    "Snap!": "Blocks.",
    "Snap! Workshop": "Blocks, for an afternoon.",
    "Datenschutzgrundverordnung im Hafen": "Was Häfen wissen müssen.",
    "What is This?": "",
    "Poster Session | Coffee Break": "",
}


@pytest.fixture(scope="module")
def topics() -> Topics:
    sessions = (Session(id=str(n), title=title, abstract=text) for n, (title, text) in enumerate(TALKS.items()))
    return Topics(Schedule(title="Harbour", timezone="UTC", sessions=tuple(sessions)))


def sure(topics: Topics, text: str) -> list[str]:
    return [match.name for match in topics.find(words(text)) if match.sure]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lattice quantization", "Lattice Quantisation"),
        ("latice quantisaton", "Lattice Quantisation"),
        ("tidenet", "TideNet: Forecasting Harbour Currents"),
        ("tide net", "TideNet: Forecasting Harbour Currents"),
        ("forcasting currents", "TideNet: Forecasting Harbour Currents"),
        ("multiagent learning", "Multi-Agent Reinforcement Learning for Cranes"),
        ("lighthouse wifi", "Wi-Fi for Lighthouses"),
        ("marl", "Multi-Agent Reinforcement Learning for Cranes"),
        ("cranes rl", "Multi-Agent Reinforcement Learning for Cranes"),
        ("HULL", "HULL: Hardware for Underwater Listening"),
        ("hul", "HULL: Hardware for Underwater Listening"),
        ("ocsvm", "A One-Class SVM for Leaks"),
        ("garbage collection", "Garbage Collection at Sea"),
        ("garbage collector", "Garbage Collection at Sea"),
        ("datenschutz", "Datenschutzgrundverordnung im Hafen"),
    ],
)
def test_session_is_found_by_a_part_of_its_title(topics: Topics, typed: str, found: str) -> None:
    first = topics.find(words(typed))[0]
    assert (first.name, first.sure) == (found, True)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("compilers", ["Compilers for Tides"]),
        ("compiling", ["Compilers for Tides"]),
        ("novelty detection", ["A One-Class SVM for Leaks"]),
        ("graph neural networks", ["TideNet: Forecasting Harbour Currents"]),
        ("blocks", ["Snap!", "Snap! Workshop"]),
        ("snap", ["Snap!", "Snap! Workshop"]),
    ],
)
def test_topic_is_found_by_its_words_and_their_inflections(topics: Topics, typed: str, found: list[str]) -> None:
    assert sure(topics, typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "quantum computing",
        "quantum",
        "lunch",
        "house",
        "garden collection",
        "learning to bake",
        "sea monsters",
        "the",
        "",
    ],
)
def test_what_the_programme_does_not_have_is_not_found(topics: Topics, typed: str) -> None:
    assert sure(topics, typed) == []


def test_words_far_apart_in_an_abstract_are_no_topic() -> None:
    far = "Access control is explained. " + "Much else follows here. " * 10 + "Our bodies adapt."
    topics = Topics(Schedule(timezone="UTC", sessions=(Session(id="1", title="Doors", abstract=far), *_others())))
    near = Topics(
        Schedule(timezone="UTC", sessions=(Session(id="1", title="Doors", abstract="Access to bodies."), *_others()))
    )
    assert (sure(topics, "access bodies"), sure(near, "access bodies")) == ([], ["Doors"])


def _others() -> list[Session]:
    return [Session(id=f"o{n}", title=f"Boat {n}", abstract="Access." if n % 2 else "Bodies.") for n in range(10)]


def test_whole_title_comes_before_titles_that_contain_it(topics: Topics) -> None:
    assert sure(topics, "snap workshop")[0] == "Snap! Workshop"
    assert topics.find(words("snap"))[0].name == "Snap!"


@settings(deadline=None)
@given(title=st.sampled_from(list(TALKS)), upper=st.booleans())
def test_every_session_is_found_by_its_own_title(topics: Topics, title: str, upper: bool) -> None:  # noqa: FBT001
    first = topics.find(words(title.upper() if upper else title))[0]
    assert (first.name, first.kind, first.sure) == (title, MatchKind.TITLE, True)


def test_every_session_of_the_workshop_is_found_by_its_own_title(workshop: Schedule) -> None:
    topics = Topics(workshop)
    found = {session.title: topics.find(words(session.title))[0] for session in workshop.sessions}
    assert {title: (match.name, match.sure) for title, match in found.items()} == {t: (t, True) for t in found}


# A title of everyday words only, as a coffee break's, has no word to be known by when one is misspelt.
@settings(deadline=None)
@given(title=st.sampled_from([title for title in TALKS if len(title) > 20 and "Break" not in title]), data=st.data())
def test_title_with_one_letter_dropped_is_still_found(topics: Topics, title: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n, letter in enumerate(title) if letter.isalpha()]))
    assert topics.find(words(title[:at] + title[at + 1 :]))[0].name == title


def test_rarity_tells_words_of_the_programme(topics: Topics) -> None:
    assert topics.rarity("lattice") > topics.rarity("snap") > topics.rarity("lunch") == 0.0
    assert topics.rarity("latice") > 0.0


@settings(deadline=None)
@given(typed=st.lists(st.text(max_size=40), max_size=60))
def test_any_words_are_searched_with_bounded_work(topics: Topics, typed: list[str]) -> None:
    before = topics.judged
    first, again = topics.find(typed), topics.find(typed)
    assert first == again
    assert len(first) <= GIVEN_MOST
    assert (topics.judged - before) / 2 <= 2 * WORDS_MOST * CANDIDATES_MOST


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_texts_of_the_index_are_cut_as_questions_are(text: str) -> None:
    expected = tuple(token.word for token in tokenize(cleaned(text)))
    assert words(text) == expected
    assert tuple(index_words(text)) == expected


ALIKE = (
    "Learning Models of Harbour Traffic by Diffusion",
    "Diffusion for Harbour Models",
    "Pilots and the Diffusion of Models",
    "Models, Tides and Diffusion",
    "Tide Diffusion Models in the Estuary",
)


def test_titles_with_the_words_side_by_side_and_in_order_go_first() -> None:
    sessions = tuple(Session(id=str(n), title=title) for n, title in enumerate(ALIKE))
    topics = Topics(Schedule(title="Harbour", timezone="UTC", sessions=sessions))
    assert [match.name for match in topics.find(words("diffusion models"))][:2] == [ALIKE[2], ALIKE[4]]
    assert [match.name for match in topics.find(words("diffusoin models"))][:2] == [ALIKE[2], ALIKE[4]]
    assert sure(topics, "models diffusion")[0] not in (ALIKE[2], ALIKE[4])


UNSPACED = (
    "大規模言語モデルを用いた港の記録の要約",
    "港の潮位の予測における言語モデルの評価",
    "OCR誤り訂正のための灯台日誌コーパス",
    "등대 기록을 위한 언어 모델",
)


@pytest.fixture(scope="module")
def unspaced() -> Topics:
    sessions = tuple(Session(id=str(n), title=title) for n, title in enumerate(UNSPACED))
    return Topics(Schedule(title="Harbour", timezone="UTC", sessions=sessions))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("港の記録の要約", 0),
        ("記録の要", 0),
        ("潮位の予測", 1),
        ("位の予測におけ", 1),
        ("誤り訂正", 2),
        ("ocr誤り訂", 2),
        ("灯台日コーパス", 2),
        ("언어 모델", 3),
    ],
)
def test_any_part_of_a_title_without_spaces_leads_to_it(unspaced: Topics, typed: str, number: int) -> None:
    assert sure(unspaced, typed) == [UNSPACED[number]]


@pytest.mark.parametrize("typed", ["量子計算", "天気予報の要点", "会議室はどこですか"])
def test_other_words_without_spaces_lead_nowhere(unspaced: Topics, typed: str) -> None:
    assert sure(unspaced, typed) == []


@settings(deadline=None, max_examples=100)
@given(number=st.integers(0, 2), start=st.integers(0, 20), length=st.integers(6, 14))
def test_every_run_of_characters_leads_to_its_title(unspaced: Topics, number: int, start: int, length: int) -> None:
    title = UNSPACED[number]
    start = min(start, len(title) - length)
    assert UNSPACED[number] in sure(unspaced, title[start : start + length])


def test_titles_that_name_a_topic_go_before_those_with_another_form_of_its_words() -> None:
    titles = ("Cook up a Soup", "Cook up a Storm", "Cook and Pilot", "Cooking on Board", "Cooking for Pilots")
    sessions = tuple(Session(id=str(n), title=title) for n, title in enumerate(titles))
    topics = Topics(Schedule(title="Harbour", timezone="UTC", sessions=sessions))
    assert sure(topics, "cooking") == [*titles[3:], *titles[:3]]
    assert sure(topics, "cook")[:3] == list(titles[:3])


@pytest.mark.parametrize(
    ("typed", "found"), [("harborfodl3", ["HarborFold3"]), ("harborfold2", []), ("harborfold33", [])]
)
def test_number_in_a_name_is_no_slip(typed: str, found: list[str]) -> None:
    topics = Topics(Schedule(title="x", timezone="UTC", sessions=(Session(id="1", title="HarborFold3"),)))
    assert sure(topics, typed) == found


def _harbour(*titles: str) -> Topics:
    sessions = (Session(id=str(n), title=title) for n, title in enumerate(titles))
    return Topics(Schedule(title="Harbour", timezone="UTC", sessions=tuple(sessions)))


def test_abbreviation_is_also_found_where_its_term_is_written_out() -> None:
    harbour = _harbour("DPS Trials", "Dynamic Positioning Systems", "Dynamic Positioning Systems at Anchor", "Buoys")
    assert sure(harbour, "dps") == [
        "DPS Trials",
        "Dynamic Positioning Systems",
        "Dynamic Positioning Systems at Anchor",
    ]


def test_abbreviation_that_is_commoner_than_words_with_its_letters_is_not_written_out() -> None:
    harbour = _harbour("Zig at Sea", "Zig for Ships", "Zig and Buoys", "Zinc Import Gates", "Zinc Import Gates by Rail")
    assert sorted(sure(harbour, "zig")) == ["Zig and Buoys", "Zig at Sea", "Zig for Ships"]
