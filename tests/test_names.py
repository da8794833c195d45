"""Words to people, rooms and tracks, in every form that people type."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedule import Schedule
from schedule.answering.match import MatchKind
from schedule.answering.matching.nicknames import forms
from schedule.answering.matching.people import LOOKED_AT_MOST, WORDS_MOST
from schedule.answering.matching.vocabulary import CANDIDATES_MOST
from schedule.answering.names import Names
from schedule.answering.tokens import words
from schedule.models import Person, Room, Session

PEOPLE = (
    "Jeff Dean", "Stephen Keckler", "Michael Liang", "Katherine O'Malley", "Zoë Ångström", "Jörg Müller",
    "Jean-Luc Ferrand", "Leendert van Doorn", "María de la Cruz", "Anima Anandkumar", "Haoyu Zhang", "Wei Zhang",
    "Li Wei", "山田太郎", "王 小明", "김민수", "P. Vasquez", "Newsha Ardalani", "Riyadh Baghdadi", "Dawn Song",
    "Nicholas Feamster", "Robert Tarjan-Smith",
)  # fmt: skip
ROOMS = ("Hall A", "Hall C (Plenary)", "Auditorium 11+12", "Room 173", "D2", "Saal Dijkstra")
TRACKS = ("Python devroom", "Machine Learning")
TITLES = ("Compilers for tides", "A case for glass", "Opening remarks")


def programme(people=PEOPLE, rooms=ROOMS, tracks=TRACKS, titles=TITLES) -> Schedule:
    sessions = [
        *(
            Session(id=f"p{n}", title="Welcome", speakers=(Person(id=f"{n}", name=who),))
            for n, who in enumerate(people)
        ),
        *(Session(id=f"r{n}", title="Welcome", rooms=(Room(id=room, name=room),)) for n, room in enumerate(rooms)),
        *(Session(id=f"k{n}", title="Welcome", track=track) for n, track in enumerate(tracks)),
        *(Session(id=f"t{n}", title=title) for n, title in enumerate(titles)),
    ]
    return Schedule(title="Harbour", timezone="UTC", sessions=tuple(sessions))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(programme())


def sure(names: Names, text: str) -> list[str]:
    return [match.name for match in names.find(words(text)) if match.sure]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jeff dean", "Jeff Dean"),
        ("DEAN, JEFF", "Jeff Dean"),
        ("jeffdean", "Jeff Dean"),
        ("j. dean", "Jeff Dean"),
        ("jef deen", "Jeff Dean"),
        ("dean", "Jeff Dean"),
        ("geoff dean", "Jeff Dean"),
        ("steve keckler", "Stephen Keckler"),
        ("Steven Heckler", "Stephen Keckler"),
        ("kekler", "Stephen Keckler"),
        ("mike liang", "Michael Liang"),
        ("kate omalley", "Katherine O'Malley"),
        ("zoe angstrom", "Zoë Ångström"),
        ("joerg mueller", "Jörg Müller"),
        ("muller", "Jörg Müller"),
        ("jean luc ferrand", "Jean-Luc Ferrand"),
        ("jeanluc ferrand", "Jean-Luc Ferrand"),
        ("van doorn", "Leendert van Doorn"),
        ("vandoorn", "Leendert van Doorn"),
        ("leendert van dorn", "Leendert van Doorn"),
        ("maria de la cruz", "María de la Cruz"),
        ("maria delacruz", "María de la Cruz"),
        ("anima anand kumar", "Anima Anandkumar"),
        ("zhang haoyu", "Haoyu Zhang"),
        ("山田太郎さんはいつ", "山田太郎"),
        ("太郎 山田", "山田太郎"),
        ("王小明", "王 小明"),
        ("小明王", "王 小明"),
        ("민수", "김민수"),
        ("pablo vasquez", "P. Vasquez"),
        ("neusha ardelani", "Newsha Ardalani"),
        ("Riad Bagdadi", "Riyadh Baghdadi"),
        ("dwan sogn", "Dawn Song"),
        ("nick feamster", "Nicholas Feamster"),
        ("tarjan smith", "Robert Tarjan-Smith"),
    ],
)
def test_person_is_found_however_the_name_is_typed(names: Names, typed: str, found: str) -> None:
    assert sure(names, typed) == [found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("山田大郎さんはいつ", "山田太郎"),
        ("山由太郎", "山田太郎"),
        ("王大明", ""),
        ("山田さん", "山田太郎"),
        ("김만수", ""),
    ],
)
def test_one_character_of_a_whole_name_may_be_another(names: Names, typed: str, found: str) -> None:
    offered = {"王大明": "王 小明", "김만수": "김민수"}.get(typed, found)
    assert (sure(names, typed), [match.name for match in names.find(words(typed))][:1]) == (
        [found] if found else [],
        [offered],
    )


def test_of_one_family_the_name_with_one_other_character_is_meant() -> None:
    names = Names(programme(people=("白井清昭", "白井花子", "山田太郎")))
    assert (sure(names, "白井靖昭の発表は")[:1], sorted(sure(names, "白井さん"))) == (
        ["白井清昭"],
        ["白井清昭", "白井花子"],
    )


@pytest.mark.parametrize(
    "typed",
    ["mark dean", "dean keckler", "yann lecun", "jeff bezos", "dawn glass", "anna de dean", "wei yao", "li zhang", "q"],
)
def test_other_person_is_not_the_near_one(names: Names, typed: str) -> None:
    assert sure(names, typed) == []


ALIKE = (
    "Kangrui Mao", "Ao Ma", "Yuwei Chen", "Chen-Yu Wei", "Viet Nguyen", "Viet Anh Nguyen", "Grant Zhang", "Grace Li",
    "Ben Van Durme", "Niklas Nolte", "Xiyao Wang", "Barbara Hammer", "Mingyu Liu", "Ming-Yu Liu", "Qunbo Wang",
)  # fmt: skip


@pytest.fixture(scope="module")
def alike() -> Names:
    return Names(programme(people=ALIKE))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Kangrui Maao", ["Kangrui Mao"]),  # not Ao Ma, family name first and in one word
        ("Yuwei Cehn", ["Yuwei Chen", "Chen-Yu Wei"]),
        ("Viet Ngguyen", ["Viet Nguyen", "Viet Anh Nguyen"]),
        ("Viet Nguyen", ["Viet Nguyen", "Viet Anh Nguyen"]),
        ("mingyu liu", ["Mingyu Liu", "Ming-Yu Liu"]),
        ("Bn Van Dumre", ["Ben Van Durme"]),
        ("Nilks Nolte", ["Niklas Nolte"]),
        ("Xiyao Wg", ["Xiyao Wang"]),
        ("Qunbo Wsig", ["Qunbo Wang"]),
    ],
)
def test_name_that_is_most_like_goes_first(alike: Names, typed: str, found: list[str]) -> None:
    assert sure(alike, typed) == found


@pytest.mark.parametrize("typed", ["Grace Zhang", "Barbara Rater", "Ben Wang", "Viet Hammer"])
def test_name_put_together_of_others_is_nobody(alike: Names, typed: str) -> None:
    assert sure(alike, typed) == []


@settings(deadline=None, max_examples=200)
@given(
    name=st.sampled_from([name for name in ALIKE if len(name) > 9 and "Ming" not in name]),
    at=st.integers(0, 30),
    letter=st.sampled_from("etaoinsrhl"),
)
def test_somebody_is_still_found_with_one_letter_more(alike: Names, name: str, at: int, letter: str) -> None:
    at = 1 + at % (len(name) - 2)
    assert name in sure(alike, name[:at] + letter + name[at:])


@pytest.mark.parametrize(
    ("typed", "found"), [("jeff dean", ["Jeff Dean"]), ("jeff daen", []), ("steve keckler", ["Stephen Keckler"])]
)
def test_names_as_they_are_borne_can_be_found_alone(names: Names, typed: str, found: list[str]) -> None:
    assert [match.name for match in names.find(words(typed), forgiving=False) if match.sure] == found


def test_near_name_is_offered_though_it_is_not_sure(names: Names) -> None:
    found = names.find(words("mark dean"))
    assert [(match.name, match.sure, match.words) for match in found] == [("Jeff Dean", False, frozenset({1}))]


def test_first_name_and_surname_give_all_who_bear_them(names: Names) -> None:
    assert sorted(sure(names, "zhang")) == ["Haoyu Zhang", "Wei Zhang"]
    assert sorted(sure(names, "wei")) == ["Li Wei", "Wei Zhang"]


def test_two_people_of_one_name_stay_two() -> None:
    found = Names(programme(people=("Wei Zhang", "Wei Zhang"))).find(words("wei zhang"))
    assert [(match.target.id, match.sure) for match in found] == [("0", True), ("1", True)]


def test_two_people_in_one_question_are_both_found(names: Names) -> None:
    found = [match for match in names.find(words("jeff dean dawn song")) if match.sure]
    assert {match.name: match.words for match in found} == {
        "Jeff Dean": frozenset({0, 1}),
        "Dawn Song": frozenset({2, 3}),
    }


def test_words_of_titles_beside_a_name_do_not_contradict_their_own_speaker() -> None:
    session = Session(id="1", title="Compilers for tides", speakers=(Person(id="d", name="Jeff Dean"),))
    names = Names(Schedule(timezone="UTC", sessions=(session, Session(id="2", title="Glass"))))
    assert sure(names, "dean compilers") == ["Jeff Dean"]
    assert sure(names, "jeff glass") == []


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("hall a", MatchKind.ROOM, "Hall A"),
        ("hall c", MatchKind.ROOM, "Hall C (Plenary)"),
        ("plenary", MatchKind.ROOM, "Hall C (Plenary)"),
        ("aud 11", MatchKind.ROOM, "Auditorium 11+12"),
        ("auditorium 12", MatchKind.ROOM, "Auditorium 11+12"),
        ("auditorim 12", MatchKind.ROOM, "Auditorium 11+12"),
        ("173", MatchKind.ROOM, "Room 173"),
        ("hall d2", MatchKind.ROOM, "D2"),
        ("djikstra", MatchKind.ROOM, "Saal Dijkstra"),
        ("python", MatchKind.TRACK, "Python devroom"),
        ("machine learning track", MatchKind.TRACK, "Machine Learning"),
    ],
)
def test_place_is_found_by_its_telling_words(names: Names, typed: str, kind: MatchKind, found: str) -> None:
    assert [(match.kind, match.name) for match in names.find(words(typed)) if match.sure] == [(kind, found)]


@pytest.mark.parametrize("typed", ["a", "hall", "room", "auditorium", "machine", "hall b", "174"])
def test_half_of_a_place_is_no_place(names: Names, typed: str) -> None:
    assert sure(names, typed) == []


def test_rarity_tells_names_from_other_words(names: Names) -> None:
    assert names.rarity("keckler") > names.rarity("zhang") > names.rarity("lunch") == 0.0


@settings(deadline=None)
@given(name=st.sampled_from([name for name in PEOPLE if name.isascii() and len(name) > 8]), data=st.data())
def test_one_wrong_letter_still_finds_or_offers_the_person(names: Names, name: str, data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    at = data.draw(st.sampled_from(places))
    slip = data.draw(st.sampled_from(("drop", "double", "replace")))
    letter = data.draw(st.sampled_from("aeinorst"))
    typed = name[:at] + {"drop": "", "double": name[at] * 2, "replace": letter}[slip] + name[at + 1 :]
    assert name in [match.name for match in names.find(words(typed))]


@settings(deadline=None)
@given(name=st.sampled_from(PEOPLE), upper=st.booleans(), backwards=st.booleans())
def test_case_accents_and_order_do_not_matter(names: Names, name: str, upper: bool, backwards: bool) -> None:  # noqa: FBT001
    typed = list(words(name.upper() if upper else name))
    assert name in sure(names, " ".join(reversed(typed) if backwards else typed))


@settings(deadline=None)
@given(typed=st.lists(st.text(max_size=40), max_size=60))
def test_any_words_are_searched_with_bounded_work(names: Names, typed: list[str]) -> None:
    before = names.judged
    first, again = names.find(typed), names.find(typed)
    assert first == again
    assert (names.judged - before) / 2 <= 6 * LOOKED_AT_MOST + 6 * WORDS_MOST * CANDIDATES_MOST


def test_common_familiar_forms_are_known(shared: Path) -> None:
    with (shared / "schedules" / "names" / "nicknames.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["name1"].strip().lower(), row["name2"].strip().lower()) for row in csv.DictReader(file)}
    # That table holds many forms that nobody has borne for a century; the common ones are what counts.
    known = sum(other in forms(name) for name, other in pairs)
    assert known >= len(pairs) * 0.3
    for name, other in (("steve", "stephen"), ("mike", "michael"), ("kate", "katherine"), ("bob", "robert")):
        assert other in forms(name)


def test_those_of_equal_nicknames_stand_in_one_order_in_every_process() -> None:
    bearers = tuple(
        f"{name.title()} Tarn{letter}" for name, letter in zip(sorted(forms("john")), "abcdefgh", strict=False)
    )
    assert sure(Names(programme(people=bearers[::-1])), "john") == list(bearers)
