"""`hallway schedule` as a person uses it: what it prints, what it writes, and one line where it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

DATA = Path(__file__).parent / "data"
PAGE = str(DATA / "demo.neurips_text.txt")
HALIFAX = ("--date", "2027-06-11", "--timezone", "America/Halifax")


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def hallway(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["schedule", *arguments])
    out, err = capsys.readouterr()
    return (ended.value.code if isinstance(ended.value.code, int) else 1), out, err


def test_check_says_what_was_read_guessed_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = hallway(capsys, "check", PAGE, *HALIFAX)
    assert (status, err) == (0, "")
    assert (
        out
        == f"""\
{PAGE}: read as a copied NeurIPS, ICML or ICLR page
  sessions  9: 8 with a time, 1 without
  kinds     6: Talk (4), Break (1), Keynote (1), Workshop (1), Social (1), Poster (1)
  days      2, in America/Halifax
            Friday 11 June 2027: 6, the first at 08:30, the last at 23:00
            Saturday 12 June 2027: 2, the first at 09:30, the last at 16:00
  rooms     none
  tracks    none
  people    5

Warnings: none

Guessed: 1
  page: names no date and no time zone; used 2027-06-11 and America/Halifax as configured

Left out: none

Worth a look
  at the same time in one room: none
  titles that repeat: none
  without a time: 1
    Charting the Deep with Sonar [charting-the-deep-with-sonar-f3777f33]
  without an end: none
  without a speaker or author: 2
    Registration & Coffee [registration-coffee-9612ca5f]
    Lights on the Pier [lights-on-the-pier-3156aa5c]
  without a room: all 9
"""
    )


def test_show_prints_the_programme_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = hallway(capsys, "show", PAGE, *HALIFAX)
    assert (status, out) == (
        0,
        """\
Friday 11 June 2027 (America/Halifax)
  08:30-09:00    Registration & Coffee  [Break]
  09:00-10:00    The Tide Tables  [Keynote]  Zoë Ångström
  10:15-11:00    Maps, Charts and Lies  [Talk]  Ana Souza, Li Wei
  10:15-11:00    Küstenlinien messen  [Talk]  Jörg Müller
  14:00-17:00    Knots for Beginners  [Workshop]  Ana Souza
  23:00-00:30    Lights on the Pier  [Social]

Saturday 12 June 2027 (America/Halifax)
  09:30-10:00    Lost Signals  [Talk]  Ngozi Okafor
  16:00-16:30    Closing  [Talk]  Zoë Ångström

Without a time
  Charting the Deep with Sonar  [Poster]  Li Wei, Ngozi Okafor
""",
    )


def test_show_without_a_source_prints_the_bundled_workshop(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = hallway(capsys, "show")
    assert (status, out.splitlines()[:3]) == (
        0,
        ["ML for Systems 2022", "", "Saturday 3 December 2022 (America/Chicago)"],
    )


def test_export_writes_what_is_read_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = hallway(capsys, "export", PAGE, *HALIFAX, "--to", "json")
    (tmp_path / "again.json").write_text(out, "utf-8")
    assert (status, len(json.loads(out)["sessions"])) == (0, 9)
    assert hallway(capsys, "export", "again.json", "--to", "json") == (0, out, "")


def test_strict_fails_on_warnings_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text("Title,Start,Room\nTides,2027-06-11 09:00,Hall\n")
    (tmp_path / "odd.csv").write_text("Title,Start,End,Room\nTides,2027-06-11 15:00,14:00,Hall\n")
    statuses = [hallway(capsys, "check", name, *HALIFAX, "--strict")[0] for name in ("good.csv", "odd.csv")]
    assert (statuses, hallway(capsys, "check", "odd.csv", *HALIFAX)[0]) == ([0, 1], 0)


def test_settings_give_the_date_and_the_zone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        f'[schedule]\nsource = "{PAGE}"\ndate = 2027-06-11\ntimezone = "America/Halifax"\ntitle = "Quaylight"\n'
    )
    assert hallway(capsys, "show")[1].splitlines()[:3] == ["Quaylight", "", "Friday 11 June 2027 (America/Halifax)"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "none.txt"), "none.txt: there is no such file or folder; correct the path"),
        (("check", "empty"), "empty: no data file lies in this folder; give the folder that holds the programme"),
        (("check", "blank.txt"), "blank.txt: the file is empty; give the file that holds the programme"),
        (("check", PAGE, "--date", "3 December"), "--date: '3 December' is not a date; write it as 2026-12-05"),
        (
            ("check", PAGE, "--timezone", "Mars/Base"),
            "--timezone: 'Mars/Base' is not a time zone; use an IANA name as America/Chicago",
        ),
        (
            ("check", PAGE, "--timezone", "America/Halifax"),
            f"{PAGE}: line 1: no date is given; add `date` under [schedule], or --date YYYY-MM-DD",
        ),
        (("check", "nul.csv"), "nul.csv: line 2 holds a NUL byte; this is no text, or a damaged one"),
        (
            ("check", "cut.json"),
            "cut.json: line 1: is not JSON: Expecting ',' delimiter; the file is damaged or cut short",
        ),
        (("check", "latin.csv", *HALIFAX), "latin.csv: line 2 is not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_every_error_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_text("\n \n")
    (tmp_path / "nul.csv").write_bytes(b"Title,Room\nTides,\0Hall\n")
    (tmp_path / "cut.json").write_text('[{"title": "Tides"}')
    (tmp_path / "latin.csv").write_bytes("Title,Room\nKüste,Hall\n".encode("latin-1"))
    assert hallway(capsys, *arguments) == (2, "", f"hallway: {message}\n")


def test_file_of_no_known_format_names_those_that_are(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("The tide comes in.\nThe tide goes out.\n")
    status, out, err = hallway(capsys, "check", "poem.txt")
    assert (status, out, err.startswith("hallway: poem.txt: no known schedule format; Hallway reads ")) == (2, "", True)
    assert err.count("\n") == 1
