"""Messages that ask for no session and are known by all of their words: what time it is, take that back."""

from __future__ import annotations

import re
from enum import StrEnum

from schedule.answering.language.own_data import SIGNS as OWN_DATA
from schedule.answering.tokens import a_glance, words

_LONGEST = 14  # words


class Clock(StrEnum):
    """What is asked of the clock."""

    BARE = "bare"  # `what time is it?`: after a session was spoken of, perhaps that one's
    PRESENT = "present"  # `what time is it now?`
    ZONE = "zone"


def may_be_whole(text: str) -> bool:
    """Whether a message has one of the words that these, and questions about one's own data, cannot do without."""
    return not _SIGNS.isdisjoint(a_glance(text))


def asks_clock(text: str) -> Clock | None:
    said = words(text)
    if not said or len(said) > _LONGEST:
        return None
    phrase = " ".join(word for word in _PLACE.sub("", " ".join(said)).split() if word not in _BESIDE)
    phrase = phrase.removeprefix("and ").removeprefix("so ").removeprefix("but ")
    if _ZONE.fullmatch(phrase):
        return Clock.ZONE
    if phrase in _CURRENT or (phrase in _TIME | _HOUR and not _NOW.isdisjoint(said)):
        return Clock.PRESENT
    return Clock.BARE if phrase in _TIME else None


def wants_undo(text: str) -> bool:
    """`undo that`, `take it back`; what names a reminder is read as a wish."""
    said = words(text)
    phrase = " ".join(word for word in said[: _LONGEST + 1] if word not in _AROUND)
    return _UNDO.fullmatch(phrase) is not None


_PLACE = re.compile(r"(?<= )(?:at|in|for) the (?:conference|venue|workshop|event|programme)$")
# fmt: off
_NOW = frozenset({
    "now", "right", "currently", "today", "jetzt", "gerade", "aktuell", "maintenant", "ahora", "adesso", "agora",
})
_BESIDE = _NOW | frozenset({
    "please", "ok", "okay", "hey", "hi", "hello", "sorry", "bot", "there", "here", "just",
    "exactly", "tell", "show", "give", "me", "us", "can", "could", "you", "know", "bitte", "hallo", "dort", "hier",
    "genau", "denn", "svp", "bonjour", "hola", "ciao", "por", "favor", "alli", "aqui", "per", "favore",
})
_TIME = frozenset({
    "what time is it", "what time it is", "what time it", "what time do we have", "what is the time", "what the time",
    "whats the time", "what time is", "what hour is it", "how late is it", "the time", "do have the time",
    "do what time it is", "have got the time", "what day is it", "what date is it", "what is the date",
    "what the date", "what day is",
    "what time and day is it", "what day and time is it", "what is the date and time", "what is the time and date",
    "wie spat ist es", "wie spaet ist es", "wie spat haben wir es", "wie viel uhr ist es", "wieviel uhr ist es",
    "wieviel uhr haben wir", "wie viel uhr haben wir", "welche uhrzeit haben wir", "welche uhrzeit ist es",
    "welcher tag ist", "wie ist die uhrzeit", "welches datum ist", "welches datum haben wir",
    "quelle heure est il", "quelle heure il est", "il est quelle heure", "cest quelle heure", "quel jour sommes nous",
    "que hora es", "que horas son", "que hora son", "que dia es", "que horas sao", "que horas e", "que hora e",
    "que dia e",
    "che ora e", "che ore sono", "che giorno e", "dime la hora", "dices la hora", "tienes hora",
})
_HOUR = frozenset({"time", "what time", "date", "what date", "what day", "uhrzeit", "lheure", "la hora", "hora"})
_CURRENT = frozenset({
    "current time", "the current time", "what is the current time", "what the current time", "current date",
    "the current date", "what is the current date", "local time", "the local time", "what is the local time",
    "what the local time", "what is the current local time", "time check", "aktuelle uhrzeit", "heure actuelle",
    "hora actual", "lheure actuelle", "ora attuale", "hora atual",
})
_AROUND = frozenset({
    "please", "no", "oh", "oops", "wait", "sorry", "actually", "ok", "okay", "hm", "hey", "bot", "can", "could", "you",
    "just", "again", "now", "bitte", "svp", "por", "favor", "per", "favore", "nein", "non", "pls", "lets", "then",
})
# fmt: on
_ZONE = re.compile(
    r"(?:in )?(?:what|which|welche|welcher|quel|que|che) (?:is )?(?:the )?"
    r"(?:time ?zone|zeitzone|fuseau horaire|zona horaria|fuso orario|fuso horario)"
    r"(?: (?:is|are|the|this|these|that|it|in|of|do|does|use|used|times?|schedule|programme?|conference|workshop|event"
    r"|shown|given|listed|on|we|ist|sind|das|die|zeiten|est|es|e|sono|sao))*"
)
_IT = (
    r"(?:it|that|this|the last (?:one|change|thing|step|action|reminder)|my last (?:change|wish|step|action|reminder))"
)
_UNDO = re.compile(
    rf"(?:undo|revert|take back|roll back|rollback)(?: {_IT}| what i (?:did|said|asked))?"
    rf"|(?:i )?(?:want to )?(?:take|roll) {_IT} back|put (?:it|that|everything|them) back(?: as it was)?"
    r"|(?:mach(?:e)? (?:das|es) )?(?:wieder )?(?:ruckgangig|rueckgangig|rueckgaengig)(?: machen)?"
    r"|nimm (?:das|es) (?:zuruck|zurueck)"
    r"|(?:annule|annulez|annuler|defais|defaire) (?:ca|cela|la derniere action|le dernier changement)"
    r"|deshacer(?: eso| esto)?|deshaz(?:lo| eso| esto)|disfa(?: questo)?"
    r"|annulla (?:questo|lultima(?: azione| modifica)?)"
    r"|desfazer(?: isso)?|desfaz(?: isso)?|desfaca(?: isso)?"
)
_COMMON = frozenset({
    "what", "is", "it", "the", "do", "we", "have", "and", "of", "got", "how", "wie", "ist", "es", "viel", "haben",
    "wir", "est", "il", "e", "que", "son", "sao", "che", "la", "whats", "welche", "welches", "welcher", "quelle",
    "quel", "nous", "sommes", "check", "local", "current",
})  # fmt: skip
_SIGNS = OWN_DATA.union(*(phrase.split() for phrase in _TIME | _HOUR | _CURRENT)) - _COMMON | {
    "zone", "timezone", "zeitzone", "fuseau", "horaire", "horaria", "orario", "horario", "undo", "revert", "back",
    "rollback", "ruckgangig", "rueckgangig", "rueckgaengig", "zuruck", "zurueck", "annule", "annulez", "annuler",
    "defais", "defaire", "deshacer", "deshaz", "deshazlo", "disfa", "annulla", "desfazer", "desfaz", "desfaca",
}  # fmt: skip
