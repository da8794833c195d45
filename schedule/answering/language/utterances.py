"""Whole messages that are no questions of a schedule: `show more`, `bye`, `ok`.

Each is known by all of its words, as they were typed: a message with one word beside them is read as a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from schedule.answering.tokens import words

_LONGEST = 12  # words; who asks for more says no more than that


class Aside(StrEnum):
    """What somebody says to the bot without asking anything."""

    BYE = "bye"
    CONSENT = "consent"  # `ok`, `got it`, `never mind`
    PRAISE = "praise"
    CIAO = "ciao"  # said by who comes and by who goes


def wants_more(text: str, before: str = "") -> bool:
    """`more`, `and the others?`, `the other 12`; `before` is the question that was answered, whose words may return."""
    said = words(text)
    if not said or len(said) > _LONGEST or _OF_ONE.search(" ".join(said)):
        return False
    if " ".join(said) in _ONWARD:
        return True
    counted = any(word.isdigit() for word in said) or not _ONES.isdisjoint(said)
    if counted and not _OTHER.isdisjoint(said):
        return all(word in _FRAME or word in _OTHER or word in _ONES or word.isdigit() for word in said)
    return not _MORE.isdisjoint(said) and _only(said, _MORE | _FRAME | _NOUNS | _OTHER | frozenset(before.split()))


def wants_all(text: str, before: str = "") -> bool:
    """`show all`, `what else?`: a question of its own where no list goes on."""
    said = words(text)
    if not said or len(said) > _LONGEST:
        return False
    if not _ELSE.isdisjoint(said):
        return _only(said, _ELSE | _FRAME | _NOUNS | frozenset(before.split()))
    return not _ALL.isdisjoint(said) and _only(said, _ALL | _FRAME)


def aside(text: str) -> Aside | None:
    said = " ".join(words(text)[: _LONGEST + 1]).replace("thank you", "thanks").split()
    phrase = " ".join(word for word in said if word not in _BESIDE)
    return next((meant for meant, phrases in _ASIDES.items() if phrase in phrases), None)


def _only(said: Sequence[str], known: Collection[str]) -> bool:
    return all(word in known or word.isdigit() for word in said)


# fmt: off
_MORE = frozenset({
    "more", "rest", "remaining", "remainder", "others", "page",
    "mehr", "restliche", "restlichen", "anderen", "ubrigen", "uebrigen", "weitere", "weiteren", "weiter", "seite",
    "suite", "reste", "autres", "plus", "davantage", "encore",
    "mas", "resto", "demas", "otros", "otras", "restantes", "pagina",
    "altri", "altre", "rimanenti", "restanti", "ancora", "piu",
    "mais", "outros", "outras", "restante", "demais",
})
_OTHER = frozenset({"other", "next", "further", "andere", "nachsten", "naechsten", "prochains", "proximos", "prossimi"})
_ONES = frozenset({"ones"})
_ONWARD = frozenset({
    "continue", "continue please", "go on", "go on please", "keep going", "carry on", "weiter", "mach weiter",
    "weiter bitte", "continuer", "continuez", "la suite", "continua", "continuar", "sigue", "adelante", "avanti",
    "vai avanti", "siguiente", "siguientes", "segue",
})
_ELSE = frozenset({"else"})
_ALL = frozenset({
    "all", "everything", "full", "whole", "complete", "entire", "alle", "alles", "ganze", "komplette", "tous",
    "toutes", "tout", "todo", "todos", "todas", "tutto", "tutti", "tutte", "tudo",
})
_NOUNS = frozenset({
    "talks", "sessions", "events", "entries", "items", "results", "ones", "options", "matches", "hits", "names",
    "people", "vortrage", "vortraege", "treffer", "ergebnisse", "resultats", "resultados", "risultati", "charlas",
    "sesiones", "sessioni", "sessoes", "palestras",
})
_FRAME = frozenset({
    "and", "show", "me", "us", "give", "list", "see", "view", "display", "tell", "what", "which", "are", "is", "about",
    "the", "of", "them", "those", "these", "that", "there", "any", "anything", "something", "please", "pls", "plz",
    "can", "could", "you", "we", "i", "get", "have", "to", "want", "would", "like", "next", "other", "also", "some",
    "id", "lets", "let", "with", "do", "whats", "ok", "okay", "yes",
    "und", "zeig", "zeige", "zeigen", "mir", "uns", "die", "den", "der", "das", "dem", "noch", "bitte", "was", "ist",
    "sind", "mit", "welche", "gibt", "gibts", "es", "sehen", "anzeigen", "auch", "liste", "nachste", "kannst", "du",
    "et", "montre", "montrez", "moi", "nous", "les", "le", "la", "l", "de", "des", "voir", "affiche", "afficher",
    "donne", "svp", "sil", "te", "vous", "plait", "quels", "quelles", "sont", "en", "a", "t", "il", "y",
    "muestra", "muestrame", "muestreme", "ver", "los", "las", "el", "lo", "que", "cuales", "son", "hay", "dame",
    "por", "favor", "quiero", "ensename",
    "e", "mostra", "mostrami", "mostrare", "vedi", "vedere", "gli", "di", "quali", "sono", "ci", "fammi", "dammi",
    "per", "favore", "vorrei", "tutta",
    "mostre", "mostrar", "os", "as", "o", "quais", "sao", "ha", "da", "quero", "um", "pouco", "un", "po", "poco", "peu",
})
_OF_ONE = re.compile(r"\b(?:more|plus|mehr|mas|piu|mais) (?:about|of (?:it|that|this)|it|that)\b")  # of a session
# Beside one of the phrases below these change nothing.
_BESIDE = frozenset({
    "bot", "hallway", "everyone", "everybody", "all", "folks", "guys", "then", "for", "now", "so", "well", "please",
    "dear", "friend", "mate", "bitte", "zusammen", "dann", "alle", "tous", "todos", "tutti", "thanks", "thx",
    "danke", "merci", "gracias", "grazie", "obrigado", "obrigada", "hey", "and",
})
_ASIDES = {
    Aside.BYE: frozenset({
        "bye", "bye bye", "byebye", "goodbye", "good bye", "good night", "goodnight", "gnight", "cya", "see ya",
        "see you", "see you later", "see you soon", "see you tomorrow", "see you around", "cu", "laters", "ttyl",
        "talk to you later", "take care", "farewell", "so long", "im off", "i am off", "gotta go", "i gotta go",
        "have a good night", "have a nice day", "have a good day", "have a great day", "have a good one", "ok bye",
        "okay bye", "cheerio", "until tomorrow", "till tomorrow", "until next time", "i have to go",
        "tschuss", "tschuess", "tschuessi", "tschussi", "tschau", "auf wiedersehen", "wiedersehen", "bis spater",
        "bis spaeter", "bis morgen", "bis bald", "gute nacht", "machs gut", "schonen tag noch", "schonen abend noch",
        "au revoir", "bonne nuit", "bonne journee", "bonne soiree", "a plus", "a plus tard", "a bientot", "a demain",
        "adios", "hasta luego", "hasta manana", "hasta la vista", "hasta pronto", "chao", "chau", "nos vemos",
        "arrivederci", "buonanotte", "buona notte", "a presto", "a dopo", "a domani",
        "tchau", "adeus", "ate logo", "ate amanha", "ate mais", "ate breve",
    }),
    Aside.CIAO: frozenset({"ciao", "servus", "salut", "ciao ciao", "buenas noches"}),
    Aside.CONSENT: frozenset({
        "ok", "okay", "okey", "k", "kk", "alright", "right", "got it", "gotcha", "i see", "understood", "fine",
        "all right", "sure", "never mind", "nevermind", "nvm", "forget it", "forget that", "forget about it",
        "no", "nope", "nah", "no problem", "np", "sorry", "my bad", "oops", "my mistake", "no worries", "ok cool",
        "ok great", "ok good", "ok got it", "ok fine", "ah ok", "oh ok", "oh i see", "ah i see", "ok i see", "noted",
        "yes", "yeah", "yep", "ja", "oui", "si", "sim",
        "alles klar", "verstanden", "egal", "schon gut", "nein", "vergiss es", "entschuldigung", "sorry bot",
        "d accord", "daccord", "compris", "tant pis", "non", "pardon", "vale", "de acuerdo", "entendido",
        "no importa", "perdon", "va bene", "capito", "non importa", "scusa", "scusi", "entendi", "deixa", "desculpa",
    }),
    Aside.PRAISE: frozenset({
        "good", "great", "nice", "cool", "perfect", "awesome", "excellent", "brilliant", "wow", "neat", "sweet",
        "amazing", "wonderful", "lovely", "good job", "well done", "nice one", "good one", "nice work", "great job",
        "good work", "nice job", "love it", "i love it", "love you", "i love you", "you are great", "youre great",
        "you are awesome", "youre awesome", "you are the best", "youre the best", "you rock", "best bot", "very good",
        "very nice", "very cool", "super", "toll", "klasse", "prima", "spitze", "sehr gut", "gut gemacht", "genial",
        "parfait", "bravo", "excelente", "perfecto", "muy bien", "bravissimo", "perfetto", "perfeito", "otimo",
        "helpful", "very helpful", "that helps", "that helped", "that was helpful",
    }),
}
# fmt: on
