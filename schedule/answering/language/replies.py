"""What somebody replies when the bot asks back: yes, no, or the one they mean. Known by all of its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from schedule.answering.tokens import words

_LONGEST = 12  # words; who replies says no more than that


class Consent(StrEnum):
    YES = "yes"
    NO = "no"


def consent(text: str) -> Consent | None:
    """`yes please`, `that's the one`, `no`; None for anything else, as for `ok`, which may be both."""
    said = words(text)
    if not said or len(said) > _LONGEST:
        return None
    phrase = " ".join(said)
    for meant, phrases, sure in ((Consent.YES, _YES, _SURE), (Consent.NO, _NO, _NOT)):
        if phrase in phrases or (not sure.isdisjoint(said) and all(word in sure or word in _BESIDE for word in said)):
            return meant
    return None


def named_in(text: str, names: Sequence[Sequence[str]]) -> int | None:
    """Which of several names somebody picks by its words, as `yes, the Jeff one`; None where no single one is meant."""
    said = words(text)
    told = [word for word in said if word not in _FRAME]
    if not told or len(said) > _LONGEST + max((len(name) for name in names), default=0):
        return None
    whole = [number for number, name in enumerate(names) if list(name) == told or tuple(name) == said]
    having = whole or [number for number, name in enumerate(names) if _has(name, told)]
    return having[0] if len(having) == 1 else None


def _has(name: Collection[str], told: Sequence[str]) -> bool:
    return all(word in name for word in told)


# fmt: off
_SURE = frozenset({
    "yes", "yeah", "yep", "yup", "yea", "yess", "sure", "exactly", "correct", "indeed", "absolutely", "definitely",
    "certainly", "right", "precisely", "affirmative", "aye", "ya",
    "ja", "jo", "jawohl", "genau", "richtig", "stimmt", "klar", "jep", "jup",
    "oui", "ouais", "exactement", "exact", "si", "claro", "exacto", "correcto", "certo", "esatto", "sim", "isso",
})
_NOT = frozenset({
    "no", "nope", "nah", "neither", "none", "nein", "nee", "non", "nao", "keiner", "keine",
    "niemand", "ninguno",
})
_YES = frozenset({
    "that one", "this one", "that is it", "thats it", "that is the one", "that the one", "thats the one",
    "that", "i do", "i did", "i mean that", "i mean it", "i meant that", "i meant it", "do it", "go ahead", "please do",
    "please", "i would", "i would like that", "id like that", "that would be great", "sounds good", "of course",
    "him", "her", "them", "that him", "that her", "thats him", "thats her",
    "bitte", "mach das", "den", "die", "das", "den meine ich", "die meine ich", "das meine ich", "gerne", "gern",
    "cest ca", "cest lui", "cest elle", "bien sur", "daccord", "d accord", "volontiers",
    "eso es", "por supuesto", "ese", "esa", "por favor", "e lui", "e lei", "proprio lui", "va bene", "per favore",
    "isso mesmo", "e isso", "por favor sim",
})
_NO = frozenset({
    "not that one", "not that", "not him", "not her", "i dont", "i did not", "i didnt", "no i dont", "no i didnt",
    "neither of them", "none of them", "none of those", "none of these", "neither one", "no thank you", "not really",
    "keiner von denen", "keine davon", "aucun", "aucune", "aucun des deux", "ninguno de ellos", "nessuno", "nenhum",
})
_BESIDE = frozenset({
    "please", "thanks", "thank", "you", "that", "thats", "is", "it", "the", "one", "him", "her", "i", "do", "did",
    "mean", "meant", "bot", "hallway", "ok", "okay", "oh", "ah", "well", "so", "and", "of", "them", "those", "these",
    "course", "not", "this", "lets", "sorry", "hm", "hmm", "pls", "plz",
    "bitte", "gerne", "gern", "danke", "doch", "die", "der", "das", "den", "ist", "es", "davon",
    "sil", "te", "vous", "plait", "svp", "merci", "cest", "ca", "lui", "elle", "bien", "d", "accord",
    "por", "favor", "gracias", "eso", "ese", "esa", "per", "favore", "grazie", "e", "lei", "mesmo", "obrigado",
    "obrigada",
})
# Beside a name these say nothing; `a` and `in` stand in titles, where they count for nothing either.
_FRAME = _SURE | _NOT | _BESIDE | frozenset({
    "was", "were", "a", "an", "in", "on", "by", "with", "about", "from", "for", "to", "talk", "ones", "person", "guy",
    "named", "called", "which", "who", "actually", "rather", "want", "would", "like", "id", "im", "looking", "prof",
    "professor", "dr", "mr", "mrs", "ms", "ich", "meine", "meinte", "je", "veux", "dire", "quiero", "decir", "intendo",
    "le", "la", "el", "il", "o", "os", "les",
})
# fmt: on
