"""What the columns of a table hold, told by their headings: any order, common wordings, six languages.

Text in, column numbers out. Knows neither files nor cells below the heading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

# Role -> headings, the surest first. One heading may serve several roles: `name` is a title unless there is a better
# one, and then a speaker. Roles are filled in this order.
_HEADINGS: dict[str, str] = {
    "title": "title|summary title|subject|talk|presentation|paper|lecture|contribution|poster|topic|betreff|titel|"
    "titre|intitule|titulo|titolo|thema|vortrag|beitrag|charla|ponencia|intervento|palestra|summary|name|activity|"
    "event|item|agenda item|programme item|program item|name of|programmpunkt|veranstaltung|actividad|attivita|"
    "atividade|activite|session|sesion|sessione|sessao|sessie|what|programme|program|programma|agenda|タイトル|題目|"
    "题目|标题",
    "id": "id|uid|uuid|guid|code|key|session id|talk id|paper id|submission id|event id|number|no|nr|nummer|numero|"
    "kennung|pid|slug",
    "kind": "kind|type|format|session type|art|typ|tipo|formato|formaat|category|kategorie|categoria|categorie",
    "start": "start|starts|start at|starts at|begin|begins|begin at|beginn|start date time|start datetime|"
    "start date and time|date time|datetime|date and time|dtstart|debut|inicio|inizio|from|von|de|da",
    "start_date": "start date|date start|date|day|datum|tag|fecha|data|jour|dia|giorno|dag|begin date|when date|"
    "日付|日期",
    "start_time": "start time|starting time|time|begin time|begin|uhrzeit|zeit|heure|horaire|horaires|hora|ora|orario|"
    "horario|tijd|time slot|timeslot|slot|hours|when|von|heure de debut|hora inicio|hora de inicio|ora inizio|"
    "ora di inizio|startzeit|beginn|anfang|時間|时间",
    "end": "end|ends|end at|ends at|finish|ende|fin|fine|fim|until|to|till|bis|end date time|end datetime|"
    "end date and time|dtend|a|jusqu a",
    "end_date": "end date|date end|finish date|enddatum|date de fin|fecha de fin|data fine",
    "end_time": "end time|ending time|finish time|endzeit|heure de fin|hora fin|hora de fin|ora fine|ora di fine|fin",
    "duration": "duration|length|minutes|duration min|duration minutes|mins|dauer|duree|duracion|durata|duracao",
    "room": "room|rooms|location|room name|hall|stage|venue|place|where|raum|ort|saal|horsaal|salle|lieu|sala|aula|"
    "lugar|luogo|local|zaal|会場|场地",
    "track": "track|tracks|track name|stream|strand|theme|area|thema|themenbereich|piste|fachgebiet|tema|reihe|"
    "bereich|topic",
    "people": "speakers authors|authors speakers|people|participants|persons",
    "speakers": "speakers|speaker|speaker s|presenters|presenter|speaker names|speaker name|invited speaker|"
    "presented by|presenter name|presenting author|panelists|panellists|who|who is speaking|with|by|host|hosts|"
    "instructor|instructors|facilitator|facilitators|lecturer|lecturers|referent|referenten|referent in|vortragende|"
    "vortragender|sprecher|sprecher in|sprecherin|leitung|intervenant|intervenants|orateur|orateurs|ponente|ponentes|"
    "relatore|relatori|relatore i|palestrante|palestrantes|orador|oradores|spreker|sprekers|moderator|moderators|"
    "chair|chairs|name|full name|発表者|讲者",
    "first_name": "first name|firstname|given name|vorname|prenom|nombre|nome",
    "last_name": "last name|lastname|surname|family name|nachname|nom|apellido|apellidos|cognome|sobrenome",
    "authors": "authors|author|author s|author list|author names|autor|autoren|autores|auteurs|auteur|autori|著者|作者",
    "affiliation": "affiliation|affiliations|institution|organisation|organization|company|firma|entreprise",
    "abstract": "abstract|description|details|summary|synopsis|blurb|beschreibung|zusammenfassung|resume|resumen|"
    "riassunto|resumo|descripcion|descrizione|descricao|inhalt|content|about|概要|摘要",
    "url": "url|link|website|web page|page|href|webseite|site|forum",
    "links": "links|paper|pdf|video|slides|recording|stream|zoom|video url|slides url|paper url|paper link|folien",
    "language": "language|lang|sprache|langue|idioma|lingua|taal",
    "status": "cancelled|canceled|status|state|abgesagt",
    "all_day": "all day|all day event|ganztagig|ganztagig termin|journee entiere|todo el dia",
    "part_of": "part of|parent|parent id",
    "timezone": "time zone|timezone|tz|zeitzone",
    "conference": "conference|conference title",
    "block": "session|sessions|session name|block|group|poster",
}
_SEVERAL = frozenset({"id", "speakers", "authors", "links"})
# Words that say which kind of row this is, not what the column holds.
_FILLERS = frozenset(
    "session talk event paper panel proposal submission presentation the your full local book planned".split()  # noqa: SIM905 - twelve quotes hide it
)
_RANKS: dict[str, dict[str, int]] = {
    role: {heading: rank for rank, heading in enumerate(text.split("|"))} for role, text in _HEADINGS.items()
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_A_WORD = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Column numbers by role; `unused` are headings without one, `remarks` what stood in brackets behind a time."""

    by_role: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def is_export(self) -> bool:
        """Whether Hallway wrote the table: no other has these three."""
        return {"conference", "timezone", "part_of"} <= self.by_role.keys()

    def __contains__(self, role: str) -> bool:
        return role in self.by_role

    def cell(self, role: str, cells: Sequence[str]) -> str:
        """The row's text of that role, empty where it has none."""
        for number in self.by_role.get(role, ()):
            if number < len(cells) and cells[number].strip():
                return cells[number].strip()
        return ""

    def having(self, role: str, numbers: tuple[int, ...]) -> Columns:
        """With these columns for a role, or without any."""
        others = {name: own for name, own in self.by_role.items() if name != role}
        return replace(self, by_role=others | {role: numbers} if numbers else others)

    def cells(self, role: str, cells: Sequence[str]) -> list[str]:
        """Every text of a role that several columns may have."""
        numbers = self.by_role.get(role, ())
        return [cells[number].strip() for number in numbers if number < len(cells) and cells[number].strip()]


def find_columns(headings: Sequence[str]) -> Columns | None:
    """None where these are no headings of a programme: a title and one thing more must be among them."""
    names = [_heading(text) for text in headings]
    free = {number for number, name in enumerate(names) if name}
    by_role: dict[str, tuple[int, ...]] = {}
    for role, ranks in _RANKS.items():
        found = sorted((rank, number) for number in free if (rank := _rank(names[number], ranks)) is not None)
        if not found or (role == "block" and "track" in by_role):
            continue
        taken = [number for _, number in found] if role in _SEVERAL else [found[0][1]]
        if role == "speakers" and len(taken) > 1:
            taken = _sure_speakers(found)
        by_role[role] = tuple(taken if role == "id" else sorted(taken))
        free -= set(taken)
    if "title" not in by_role or len(by_role) < 2:
        return None
    unused = tuple(headings[number].strip() for number in sorted(free))
    remarks = tuple(match[1] for text in headings if (match := _BRACKETS.search(text[:_LONGEST_HEADING])))
    return Columns(by_role, unused, remarks)


def _sure_speakers(found: Sequence[tuple[int, int]]) -> list[int]:
    """`Name` beside `Speaker` is something else; `Speaker 1` and `Speaker 2` are both speakers."""
    last = _RANKS["speakers"]["name"] * 3
    return [number for rank, number in found if rank < last] or [found[0][1]]


def _heading(text: str) -> str:
    """A heading as bare words: `startTime` and `Start_Time (EST)` are both `start time`."""
    if not 0 < len(text.strip()) <= _LONGEST_HEADING:
        return ""
    bare = _BRACKETS.sub(" ", _CAMEL.sub(" ", text.strip().replace("#", " no ")))
    folded = "".join(c for c in unicodedata.normalize("NFKD", bare.casefold()) if not unicodedata.combining(c))
    return " ".join(_NOT_A_WORD.sub(" ", unicodedata.normalize("NFC", folded)).split())


def _rank(name: str, ranks: Mapping[str, int]) -> int | None:
    """How sure a heading is for a role; a number or a filler word beside it makes it a little less so."""
    if name in ranks:
        return ranks[name] * 3
    words = name.split()
    counted = " ".join(word for word in words if not word.isdigit())
    if counted in ranks:
        return ranks[counted] * 3 + 1
    bare = " ".join(word for word in words if word not in _FILLERS and not word.isdigit())
    return ranks[bare] * 3 + 2 if bare in ranks else None
