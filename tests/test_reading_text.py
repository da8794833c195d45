"""Text arrives clean: markup, LaTeX, wrong encodings, odd spaces; and ids that outlive a change of plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.formats._ids import Ids, name_id
from schedule.formats._people import is_work, split_names
from schedule.formats._text import clean, clean_lines, from_html, line_from_html, web_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \t b\n c\u00a0d ", "a b c d"),
        ("in\u200bvisible\u202e order\ufeff", "invisible order"),
        ("decision latency of $\\mu$s", "decision latency of μs"),
        ("13.3\\% better", "13.3% better"),
        ("Nystr\\\"om and M\\'exico", "Nyström and México"),
        ("$\\textbf{NeuralFuse}$ wins", "NeuralFuse wins"),
        ("from $5 to $10 and 50% of it", "from $5 to $10 and 50% of it"),
        ("C:\\temp stays", "C:\\temp stays"),
        ("C√©dric Rommel", "Cédric Rommel"),
        ("MÃ¼ller and Åsa", "Müller and Åsa"),
        ("Zoë Ångström · 李威", "Zoë Ångström · 李威"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
    ],
)
def test_line_is_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree"),
        ("a <b>bold</b>\nword", "a bold word"),
        ('see <a href="https://a.example/x">the page</a>', "see the page (https://a.example/x)"),
        ('see <a href="https://a.example/x">https://a.example/x</a>', "see https://a.example/x"),
        ('<a href="javascript:alert(1)">click</a>', "click"),
        ("AT&amp;T &lt;3 caf&eacute;", "AT&T <3 café"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<script>steal()</script>Tides<style>p{}</style>", "Tides"),
        ("plain\n\n text ", "plain\ntext"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
    ],
)
def test_html_becomes_lines_with_its_links(text: str, expected: str) -> None:
    assert from_html(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" http://a.example ", "http://a.example"),
        ("ftp://a.example", None),
        ("javascript:alert(1)", None),
        ("https:///nowhere", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_followed(address: str | None, expected: str | None) -> None:
    assert web_address(address) == expected


@given(st.text(max_size=200))
def test_no_text_survives_with_what_a_reader_cannot_see(text: str) -> None:
    for found in (clean(text), clean_lines(text), from_html(text), line_from_html(text)):
        assert not any(char in found for char in "\x00\u200b\u202e\u2066\ufeff\r\t")
        assert not any("\ud800" <= char <= "\udfff" for char in found)


@given(st.text(alphabet="<>&;$\\{}[]()ab/'\"=# \n", max_size=300))
def test_no_broken_markup_breaks_the_cleaning(text: str) -> None:
    assert clean(from_html(text)) == " ".join(clean(from_html(text)).split())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Souza · Li Wei", ["Ana Souza", "Li Wei"]),
        ("Ana Souza, Li Wei and Zoë Ångström", ["Ana Souza", "Li Wei", "Zoë Ångström"]),
        ("Ana Souza, Li Wei, and Bo", ["Ana Souza", "Li Wei", "Bo"]),
        ("Ana Souza & Li Wei", ["Ana Souza", "Li Wei"]),
        ("Martin King, Jr., Ana Souza", ["Martin King, Jr.", "Ana Souza"]),
        ("Souza, Ana; Wei, Li", ["Souza, Ana", "Wei, Li"]),
        ("Xinyu Chen,Sheng Xu", ["Xinyu Chen", "Sheng Xu"]),
        ("A|B|C", ["A", "B", "C"]),
        ("TBA", []),
        ("-", []),
        ("", []),
        ("Alexandra Anderson", ["Alexandra Anderson"]),
    ],
)
def test_names_of_a_list(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_people_of_a_poster_are_its_authors() -> None:
    kinds = ("Poster - Recorded Presentation", "Spotlight", "Contributed Talk", "Talk", "Keynote", None)
    assert [is_work(kind) for kind in kinds] == [True, True, True, False, False, False]


def test_id_is_made_of_title_and_kind_and_repeats_differ_by_people() -> None:
    ids = Ids()
    first = ids.made("Tides", "Talk", ["Ana"])
    assert first == Ids().made("  TIDES ", "talk", ["Bo"])
    assert first != Ids().made("Tides", "Poster")
    other, again = ids.made("Tides", "Talk", ["Bo"]), ids.made("Tides", "Talk", ["Bo"])
    assert (other.startswith(first), again) == (True, f"{other}-2")


def test_id_of_a_later_repeat_does_not_depend_on_the_order_of_the_others() -> None:
    def later(people: list[list[str]]) -> set[str]:
        ids = Ids()
        ids.made("Tides", "Talk", ["Ana"])
        return {ids.made("Tides", "Talk", names) for names in people}

    assert later([["Bo"], ["Cem"]]) == later([["Cem"], ["Bo"]])


def test_name_is_one_person_however_it_is_spelt() -> None:
    assert {name_id(name) for name in ("José  Núñez", "JOSE NUNEZ", "jose nunez")} == {"jose-nunez"}
    assert name_id("李威") == "李威"
    assert name_id("!!!") != name_id("???")
