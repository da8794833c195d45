"""How the hours of a day are said in German, French, Spanish, Italian and Portuguese, as phrases for the lexicon.

Made out of each language's numbers and prepositions, since the table of all of them would be long and dull. The numbers
stand in phrases only: by themselves several are words of another language (`once`, `due`, `sept`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

_ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_MORNING, _AFTERNOON, _EVENING, _NIGHT = "in the morning", "in the afternoon", "in the evening", "at night"


class _Language(NamedTuple):
    """`numbers` are one to twelve, `before` the prepositions before them, `behind` the words after them."""

    numbers: str
    before: Mapping[str, str]
    behind: Mapping[str, str]
    fixed: Mapping[str, str]


_LANGUAGES = {
    "de": _Language(
        "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
        {"um": "at", "gegen": "around", "ab": "from", "bis": "until", "vor": "before", "nach": "after"},
        {
            "uhr": "oclock",
            **{f"uhr {part}": f"oclock {_MORNING}" for part in ("morgens", "vormittags", "fruh", "am morgen")},
            **{f"uhr {part}": f"oclock {_AFTERNOON}" for part in ("nachmittags", "mittags", "am nachmittag")},
            **{f"uhr {part}": f"oclock {_EVENING}" for part in ("abends", "am abend")},
            **{f"uhr {part}": f"oclock {_NIGHT}" for part in ("nachts", "in der nacht")},
        },
        {
            "ein uhr": "one oclock", "morgens": "morning", "vormittags": "morning", "nachmittags": "afternoon",
            "abends": "evening", "nachts": "night",
        },
    ),
    "fr": _Language(
        "une deux trois quatre cinq six sept huit neuf dix onze douze",
        {},
        {
            "heures": "oclock", "heure": "oclock", "h": "oclock", "heures et demie": "thirty",
            "heures et quart": "fifteen",
        },
        {
            "heures": "oclock", "du matin": _MORNING, "de l apres midi": _AFTERNOON, "de lapres midi": _AFTERNOON,
            "lapres midi": "afternoon", "du soir": _EVENING, "midi et demi": "at half past twelve",
        },
    ),
    "es": _Language(
        "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
        {
            "a las": "at", "a la": "at", "sobre las": "around", "hacia las": "around", "desde las": "from",
            "hasta las": "until", "antes de las": "before", "despues de las": "after", "entre las": "between",
            "y las": "and",
        },
        {},
        {
            "de la tarde": _AFTERNOON, "de la manana": _MORNING, "de la noche": _EVENING, "y media": "thirty",
            "y cuarto": "fifteen",
        },
    ),
    "it": _Language(
        "una due tre quattro cinque sei sette otto nove dieci undici dodici",
        {
            "alle": "at", "all": "at", "verso le": "around", "dalle": "from", "fino alle": "until",
            "prima delle": "before", "dopo le": "after", "tra le": "between", "fra le": "between", "e le": "and",
        },
        {},
        {
            "del pomeriggio": _AFTERNOON, "di pomeriggio": _AFTERNOON, "di mattina": _MORNING, "del mattino": _MORNING,
            "di sera": _EVENING, "di notte": _NIGHT, "e mezza": "thirty", "e mezzo": "thirty", "e un quarto": "fifteen",
            "dopo le": "after", "prima delle": "before", "tra le": "between", "fra le": "between",
        },
    ),
    "pt": _Language(
        "uma duas tres quatro cinco seis sete oito nove dez onze doze",
        {
            "as": "at", "a": "at", "pelas": "around", "desde as": "from", "a partir das": "from", "ate as": "until",
            "antes das": "before", "depois das": "after", "entre as": "between", "e as": "and",
        },
        {"horas": "oclock"},
        {
            "da tarde": _AFTERNOON, "da manha": _MORNING, "da noite": _EVENING, "e meia": "thirty",
            "depois das": "after", "antes das": "before", "a partir das": "from",
        },
    ),
}  # fmt: skip


def spoken_hours() -> Iterator[tuple[str, str, str]]:
    """The language, what people type, folded, and the canonical words it stands for."""
    for language, said in _LANGUAGES.items():
        hours = [*zip(said.numbers.split(), _ENGLISH, strict=True), *((f"{h}", f"{h}") for h in range(1, 25))]
        for typed, hour in hours:
            for preposition, meant in said.before.items():
                yield language, f"{preposition} {typed}", f"{meant} {hour}"
            for unit, meant in said.behind.items():
                yield language, f"{typed} {unit}", f"{hour} {meant}"
                for preposition, relation in said.before.items():
                    yield language, f"{preposition} {typed} {unit}", f"{relation} {hour} {meant}"
        for typed, meant in said.fixed.items():
            yield language, typed, meant


class _Lengths(NamedTuple):
    """How somebody says `an hour later` and `the day after`: amounts, the words behind them, and days."""

    amounts: Mapping[str, str]
    behind: Mapping[str, str]
    days: Mapping[str, str]


_NEXT, _PREVIOUS = "the day after", "the day before"
_LENGTHS = {
    "de": _Lengths(
        {
            "eine stunde": "60 minutes", "eine halbe stunde": "30 minutes", "halbe stunde": "30 minutes",
            "eine viertelstunde": "15 minutes", "viertelstunde": "15 minutes", "zwei stunden": "2 hours",
            "anderthalb stunden": "90 minutes", "drei stunden": "3 hours",
        },
        {"spater": "later", "danach": "after", "fruher": "earlier", "vorher": "earlier", "davor": "before"},
        {
            "am tag danach": _NEXT, "am tag darauf": _NEXT, "am nachsten tag": _NEXT, "am tag davor": _PREVIOUS,
            "tags darauf": _NEXT,
        },
    ),
    "fr": _Lengths(
        {
            "une heure": "60 minutes", "une demi heure": "30 minutes", "un quart dheure": "15 minutes",
            "deux heures": "2 hours", "trois heures": "3 hours",
        },
        {"plus tard": "later", "apres": "after", "plus tot": "earlier", "avant": "before"},
        {"le lendemain": _NEXT, "le jour dapres": _NEXT, "le jour suivant": _NEXT, "la veille": _PREVIOUS},
    ),
    "es": _Lengths(
        {
            "una hora": "60 minutes", "media hora": "30 minutes", "un cuarto de hora": "15 minutes",
            "dos horas": "2 hours", "tres horas": "3 hours",
        },
        {"mas tarde": "later", "despues": "after", "antes": "before"},
        {
            "al dia siguiente": _NEXT, "el dia siguiente": _NEXT, "el dia despues": _NEXT,
            "el dia anterior": _PREVIOUS,
        },
    ),
    "it": _Lengths(
        {
            "unora": "60 minutes", "mezzora": "30 minutes", "un quarto dora": "15 minutes", "due ore": "2 hours",
            "tre ore": "3 hours",
        },
        {"piu tardi": "later", "dopo": "after", "prima": "before"},
        {"il giorno dopo": _NEXT, "il giorno seguente": _NEXT, "il giorno prima": _PREVIOUS},
    ),
    "pt": _Lengths(
        {
            "uma hora": "60 minutes", "meia hora": "30 minutes", "um quarto de hora": "15 minutes",
            "duas horas": "2 hours", "tres horas": "3 hours",
        },
        {"mais tarde": "later", "depois": "after", "antes": "before"},
        {"no dia seguinte": _NEXT, "o dia seguinte": _NEXT, "no dia anterior": _PREVIOUS},
    ),
}  # fmt: skip


def spoken_lengths() -> Iterator[tuple[str, str, str]]:
    """A language, a phrase for `an hour later` or `the day after` in it, folded, and its meaning."""
    for language, said in _LENGTHS.items():
        for amount, minutes in said.amounts.items():
            yield from ((language, f"{amount} {behind}", f"{minutes} {meant}") for behind, meant in said.behind.items())
        yield from ((language, typed, meant) for typed, meant in said.days.items())
