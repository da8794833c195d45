"""What somebody asks of the bot about their own data: `what do you know about me?`, `delete my data`.

Only a message that says this and nothing else is understood so: what was deleted by a misunderstanding is gone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from schedule.answering.tokens import words

_LONGEST = 20  # words


class OwnData(StrEnum):
    FORGET = "forget"  # delete what is stored
    SHOW = "show"


def own_data(text: str) -> OwnData | None:
    said = " ".join(words(text)[: _LONGEST + 1])
    if _FORGET.fullmatch(said):
        return OwnData.FORGET
    return OwnData.SHOW if _STORED.fullmatch(said) else None


# Without one of these none of it is said; a look is cheaper than reading every message.
SIGNS = frozenset({
    "me", "my", "mich", "mir", "meine", "moi", "mes", "mi", "mim", "mis", "miei", "meus", "data", "daten",
    "datenschutz", "privacy", "olvidame", "dimenticami",
})  # fmt: skip
_PLEASE = r"(?:please |bitte |hey |hi |(?:can|could|would|will) you |i (?:want|would like) you to |id like you to )*"
_NOW = r"(?: now| here| please| completely| bitte| svp| por favor| per favore)*"
_MY_DATA = (
    r"(?:all )?(?:of )?my (?:personal |private |stored |saved |user )?(?:data|information|info|account|profile|details)"
)
_THE_DATA = r"(?:all |everything |anything |(?:all |any )*(?:the |of the )?(?:data|information|info|details) )"
_KNOWN = r"(?:(?:that |which )?you (?:have )?(?:know|store|stored|save|saved|have|keep|kept|hold|remember) )?"
_DELETE = r"(?:delete|erase|remove|wipe|purge|forget)"
_LOESCHE = r"(?:losche|loesche|losch|loesch|entferne|vergiss)"
_VON_MIR = r"(?:uber|ueber|von) (?:mich|mir)"
_FORGETTING = (
    rf"{_DELETE} {_MY_DATA}",
    rf"{_DELETE} {_THE_DATA}{_KNOWN}(?:about|on|of) me",
    r"(?:forget|delete|erase) (?:about )?me",
    r"i want my data (?:to be )?(?:deleted|erased|removed)",
    rf"{_LOESCHE} (?:bitte )?(?:alle )?(?:meine )(?:personlichen )?daten(?: von mir)?",
    rf"{_LOESCHE} (?:bitte )?(?:mich|alles {_VON_MIR}|alle daten {_VON_MIR})",
    r"oublie(?:z)? (?:moi|tout sur moi)",
    r"(?:supprime[rz]?|efface[rz]?) (?:toutes )?mes donnees",
    r"olvidame|(?:borra|borrar|elimina|eliminar) (?:todos )?mis datos",
    r"dimenticami|(?:cancella|elimina) (?:tutti )?i miei dati",
    r"(?:esqueca|esquece) me|(?:apaga|apague|exclua|elimine) (?:todos )?(?:os )?meus dados",
)
_YOU = r"(?:you|the bot|this bot|hallway)"
_KNOWS = r"(?:know|store|stored|save|saved|have|keep|kept|hold|remember|remembered|collect|collected|track)"
_KINDS = r"(?:(?:personal |private )?(?:data|information|info|details) )?"
_STORING = (
    (
        rf"what (?:all |else |exactly )*{_KINDS}(?:do|does|did|have|has) {_YOU} (?:all |ever |actually |exactly |got )*"
        rf"(?:{_KNOWS} )?(?:about|on|of) me"
    ),
    rf"(?:what|which) {_KINDS}(?:is|are) (?:being )?(?:stored|saved|known|kept|collected) (?:about|on|of) me",
    rf"(?:what|which) (?:personal )?(?:data|information|info) (?:do|did|have) {_YOU} {_KNOWS}(?: (?:about|on|of) me)?",
    (
        rf"do {_YOU} (?:store|save|keep|collect|track) (?:any |my |all |personal )*(?:data|information|info|anything)"
        r"(?: (?:about|on|of) me)?"
    ),
    r"(?:show (?:me )?)?(?:all )?my (?:personal |stored )?data|privacy(?: policy)?|data protection",
    rf"was (?:weisst|weist|speicherst|hast) du (?:alles )?{_VON_MIR}(?: gespeichert)?|was ist {_VON_MIR} gespeichert",
    rf"welche daten (?:hast|speicherst) du(?: {_VON_MIR})?(?: gespeichert)?|meine daten|datenschutz",
    r"que sai[st] tu (?:de|sur) moi|quelles donnees (?:as|stockes|gardes) tu sur moi|mes donnees",
    r"que sabes (?:de|sobre) mi|que datos (?:tienes|guardas) (?:de|sobre) mi|mis datos",
    r"(?:che )?cosa sai (?:di|su) (?:di )?me|(?:i )?miei dati",
    r"(?:o )?que (?:voce )?sabes? (?:de|sobre) mim|(?:os )?meus dados",
)
_FORGET = re.compile(rf"{_PLEASE}(?:{'|'.join(_FORGETTING)}){_NOW}")
_STORED = re.compile(rf"(?:and |so |please |hey |hi |ok )*(?:{'|'.join(_STORING)}){_NOW}")
