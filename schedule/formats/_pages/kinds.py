"""The words of programmes: what names a kind of session, a role of a person, a column of a table, a place.

Vocabulary only; where a word stands in a page is not known here.
"""

from __future__ import annotations

import re
from enum import StrEnum

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|&")
# What numbers a session: `Invited Speaker 3`, `Session II`, `Oral Session 1A`.
_NUMBER = re.compile(r"[\s#]{0,4}(?:#?\d{1,3}[a-z]?|\b[ivx]{1,4}|\b[a-h]|\bno\.?\s?\d{1,3})[.:)]?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")

_MODIFIERS = frozenset(
    """invited keynote plenary contributed special guest accepted selected lightning spotlight oral paper poster
    industry demo tutorial short long best featured distinguished main regular flash mini technical research
    sponsor sponsored student virtual live video panel round interactive networking open lab parallel breakout
    flashlight award and & of the track late-breaking remote online hybrid scientific project opening closing
    awarded""".split()  # noqa: SIM905
)
_HEADS = frozenset(
    """keynote keynotes talk talks speaker speakers speech presentation presentations paper papers oral orals spotlight
    spotlights poster posters invited session sessions panel panels debate tutorial tutorials workshop demo
    demos roundtable lecture lectures plenary discussion discussions symposium unconference mentoring hackathon
    pitches table chat address q&a demonstrations contributed""".split()  # noqa: SIM905
)
_LABELS = _HEADS | frozenset({"remarks", "welcome", "moderator", "award", "awards", "introduction", "competition"})
# With the words of German, French, Spanish, Italian and Portuguese: titles there say no more than these.
_BREAKS = frozenset(
    """break lunch coffee tea breakfast refreshments intermission pause kaffee kaffeepause mittagspause mittagessen
    frühstück café déjeuner pausa almuerzo desayuno descanso pranzo caffè almoço""".split()  # noqa: SIM905
)
_SOCIALS = frozenset(
    """dinner reception banquet party afterparty drinks social socializing abendessen empfang dîner apéro cena
    jantar""".split()  # noqa: SIM905
)
_NUMBERED = frozenset({"tutorial", "workshop", "lecture", "demo", "lab", "day"})  # people ask for `tutorial 2`
_MOST_WORDS = 6

_GUESTS = frozenset("invited keynote keynotes plenary guest distinguished panel panels debate".split())  # noqa: SIM905
_PRESENTERS = frozenset(
    """speaker speakers presenter presenters mentor mentors panelist panelists panellist panellists instructor
    instructors moderator moderators lecturer lecturers author authors by presented facilitator facilitators
    trainer trainers tutor tutors participants discussants discussant featuring with""".split()  # noqa: SIM905
)
_HOSTS = frozenset({"host", "hosts", "chair", "chairs", "organizer", "organizers", "organiser", "organisers"})
_PLACES = re.compile(
    r"\b(?:room|hall|auditorium|ballroom|theat(?:er|re)|lobby|foyer|atrium|building|lounge|pavilion|amphitheat(?:er|re)"
    r"|raum|saal|salle|aula|gallery|terrace|suite|concourse)\b",
    re.IGNORECASE,
)


class Role(StrEnum):
    """What a table's column holds."""

    TIME = "time"
    END = "end"
    DAY = "day"
    TITLE = "title"
    KIND = "kind"
    PEOPLE = "people"
    AFFILIATION = "affiliation"
    ROOM = "room"
    ABSTRACT = "abstract"
    LINK = "link"
    LENGTH = "length"
    TRACK = "track"
    IGNORED = "ignored"


_COLUMNS = {
    Role.TIME: "time times when hour hours start starts begin begins from zeit uhrzeit heure hora orario slot clock",
    Role.END: "end ends until finish to",
    Role.DAY: "date day datum jour fecha data tag",
    Role.PEOPLE: "speaker speakers presenter presenters who author authors name names instructor instructors lecturer"
    " people person panelist panelists presenting referent orador relatore",
    Role.AFFILIATION: "affiliation affiliations institution institutions organization organisation university company",
    Role.ROOM: "room rooms location where place venue hall raum salle sala ort",
    Role.ABSTRACT: "abstract abstracts description details notes note comments summary",
    Role.LINK: "link links slides video videos recording recordings paper pdf url materials material zoom",
    Role.LENGTH: "duration length minutes",
    Role.KIND: "type kind category format",
    Role.TRACK: "track theme stream",
    Role.IGNORED: "# no nr number id chair chairs host hosts",
    Role.TITLE: "title titles talk talks event events activity activities session sessions topic topics item items"
    " programme program agenda schedule section subject what presentation description titel titre titulo contents"
    " content paper",
}
_COLUMN = {word: role for role, words in reversed(_COLUMNS.items()) for word in words.split()}


def column_role(heading: str) -> Role | None:
    """The role that a column's heading names; `Time (EST)` and `Speaker / Title` go by their first known word."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+|#", _BRACKETS.sub("", heading))]
    if len(words) > _MOST_WORDS:
        return None
    if "end" in words and "time" in words:
        return Role.END
    if len(words) > 1 and words[-1] in ("id", "nr", "number"):
        return Role.IGNORED  # `Talk ID` holds no talk
    return next((role for word in words if (role := _COLUMN.get(word))), None)


def without_number(label: str) -> str:
    """`Invited Speaker 3:` as `Invited Speaker`."""
    label = re.sub(r"^[^\w\"“«(]+", "", label).strip(" :–—-")
    return _NUMBER.sub("", label).strip(" :–—-") or label


def as_kind(label: str) -> str | None:
    """The kind that a label names and nothing else: `Invited Talk`, `Paper 5`; None for other words."""
    bare = without_number(label)
    words = _words(bare)
    if not 0 < len(words) <= _MOST_WORDS or words[-1] not in _LABELS | _MODIFIERS:
        return None
    known = all(word in _LABELS or word in _MODIFIERS for word in words)
    return bare if known and any(word in _LABELS for word in words) else None


def kind_of_title(title: str) -> str | None:
    """The kind of a session whose title says no more: `Poster Session 1`, `Lunch Break`; None for a real title."""
    bare = without_number(_BRACKETS.sub("", title))
    words = _words(bare)
    if not words or len(words) > _MOST_WORDS:
        return None
    if words[-1] in _BREAKS or words[0] in _BREAKS:
        return "Break"
    if words[-1] in _SOCIALS or words[0] in _SOCIALS:
        return "Social"
    heads = [word for word in words if word in _HEADS]
    if heads and all(word in _HEADS or word in _MODIFIERS for word in words):
        return bare
    if "session" in heads and ("poster" in words or "posters" in words):
        return "Poster Session"
    return "Keynote" if words[0] == "keynote" else None


def names_people(kind: str) -> bool:
    """Whether such a label is followed by people: `Invited Speaker: …`."""
    return any(word in _PRESENTERS for word in _words(kind))


def is_for_guests(kind: str) -> bool:
    """Whether such a session is known by who gives it: `Invited Talk`, `Keynote`, `Panel`."""
    return not _GUESTS.isdisjoint(_words(kind))


def is_session_label(label: str) -> bool:
    """Whether such a label belongs to its title: `Session 2: Robots`, `Tutorial 1: Tides`."""
    words = set(_words(label))
    is_numbered = without_number(label) != label.strip(" :–—-")
    return bool({"session", "sessions"} & words) or (is_numbered and bool(_NUMBERED & words))


def is_presenter_label(label: str) -> bool:
    """`Speaker`, `Mentors`, `Presented by`: what follows are people who present."""
    words = _words(label)
    return 0 < len(words) <= 3 and any(word in _PRESENTERS for word in words)


def is_host_label(label: str) -> bool:
    """`Host`, `Session chair`: what follows are people who do not present."""
    words = _words(label)
    return "(" not in label and 0 < len(words) <= 3 and any(word in _HOSTS for word in words)


def is_title_label(label: str) -> bool:
    """`Title`, `Talk title`, `Topic`: what follows is the title."""
    return label.strip().casefold() in ("title", "talk title", "talk", "topic", "titel", "titre", "título", "titolo")


def is_place_label(label: str) -> bool:
    """`Room`, `Location`: what follows is a place."""
    return label.strip().casefold() in ("room", "location", "venue", "where", "place", "raum", "ort", "salle", "sala")


def is_place(text: str) -> bool:
    return len(text) <= 60 and _PLACES.search(text) is not None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
