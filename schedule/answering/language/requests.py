"""What the asker wants done: reminders, their agenda, help. See `wants`, which reads what they want to know."""

from __future__ import annotations

import re

from schedule.answering.language.reading import Reading, whole_words
from schedule.answering.question import Aim


def read_request(reading: Reading) -> Aim | None:
    """What the asker wants done about reminders, or help; None where they ask a question of the schedule."""
    if reading.said(_HELP_WORDS) and reading.opens(_HELP):
        return Aim.HELP
    if reading.said(_TELL_WORDS) and _TELL_BEFORE.search(reading.text) and (reading.has(_LATER) or "·" in reading.text):
        reading.take(_TELL_BEFORE)
        reading.take(_ONCE)
        reading.take(_START_IN_REMINDER)
        return Aim.REMIND
    if reading.said(_MY) and (aim := _of_agenda(reading)) is not None:
        return aim
    if "remind" not in reading.text and not reading.text.startswith((" stop", " pause", " resume")):
        return None
    for aim, pattern in _REMIND_PATTERNS:
        if reading.take(pattern):
            reading.take(_START_IN_REMINDER)
            return aim
    return None


def _of_agenda(reading: Reading) -> Aim | None:
    """`add X to my agenda`, `take it off my list`."""
    for aim, verb, place in _AGENDA:
        if reading.has(verb) and reading.take(place):
            reading.take(verb)
            return aim
    return None


_REMINDING = (
    (
        Aim.STOP,
        (
            r"(?:stop|not|do not|dont|never|cancel|drop|end)(?: \S+){0,4} remind(?:ers)?(?: me)?(?: about| of| for)?"
            r"|remind(?: me)? (?:off|no more)|stop"
        ),
    ),
    (
        Aim.SHOW,  # asks about a reminder, and wants none
        (
            r"(?:when|why|what|which(?: \S+)?|how many) (?:do|will|is|am|have) (?:you|i|my|the)(?: \S+){0,3}"
            r" remind(?:ers)?"
            r"|(?<=^ )(?:and |so |but )?(?:do|have|is|am) (?:i|there|my)(?: \S+){0,4} remind(?:ers)?"
        ),
    ),
    (Aim.REMIND, r"(?:change|set|move)(?: \S+){0,3} reminders|(?:change|move)(?: \S+){0,3} remind(?: for| of| about)?"),
    (Aim.PAUSE, r"pause(?: \S+){0,4} remind\w*|pause"),
    (Aim.RESUME, r"resume(?: \S+){0,4} remind\w*|resume"),
    (Aim.SHOW, r"(?:what|which|show|list|see|do|have|my)(?: \S+){0,5} reminders|reminders(?: do i have)?|my remind"),
    (
        Aim.REMIND,
        (
            r"(?:set |add |create |(?:i |we )?(?:would |will )?(?:want |like |need |get )(?:to be |to get )?)?"
            r"(?:a |an )?remind(?: me| us)?(?: to (?:go to|see|attend|watch|join))?"
            r"(?: about| of| for| when| to| before| prior to| whenever| once| on| at)?(?: (?:do|is) )?"
        ),
    ),
)
_REMIND_PATTERNS = tuple((aim, whole_words(text)) for aim, text in _REMINDING)
_TELL_WORDS = frozenset({"tell", "call", "wake", "message", "write", "inform", "say"})
_TELL_BEFORE = whole_words(
    r"(?:tell|call|wake|message|write|inform|say)(?: to)? me"
    r"(?= (?:\d+|five|ten|fifteen|twenty|thirty|·+|before|once) )"
)
_ONCE = whole_words("before|once")
_LATER = whole_words(r"before|once .*(?:start|is on|up)")
_START_IN_REMINDER = whole_words(r"(?:do |is )?(?:start|about to start|on|up|talking)")

_MY = frozenset({"my"})
_OWN = r"my (?:own |personal )?(?:agenda|schedule|plan|list|programme?|calendar|itinerary)"
_AGENDA = (
    (
        Aim.ADD,
        re.compile(r"(?<= )(?:add|put|save|include|place|write|note|keep|pencil)(?= )"),
        whole_words(rf"(?:in )?(?:to|on|onto|in|into) {_OWN}"),
    ),
    (
        Aim.DROP,
        re.compile(r"(?<= )(?:stop|drop|take|kick|throw|strike)(?= )"),
        whole_words(rf"(?:from|off|off from|out of|of) {_OWN}"),
    ),
)
# `commands` and `use` are common in titles, so that nothing else may be said.
_HELP_WORDS = frozenset(
    {"help", "use", "work", "you", "ask", "bot", "command", "commands", "usage", "manual", "instructions"}
)
_HELP = re.compile(
    r"^ (?:· |·+ |bot |and |so |ok |hey |hi |hello )*"
    r"(?:(?:i need |i want |can i have |can i get |please |can you )?help(?: me)?(?: please)?"
    r"|how (?:do|can|to|does|should) (?:i |you |we |it |this |that |the |bot |one )*(?:use|work|ask)"
    r"(?: you| it| this| the| bot)*"
    r"|what can you|(?:what|which) (?:kind of |sort of )?(?:things |questions |commands |stuff )?"
    r"(?:can|could|do|may|should) (?:i|you|we|this bot|the bot)"
    r" (?:ask|do|say|tell|know|answer|understand|have|type|use|help)"
    r"(?: you| me| us| for| with| about| here| to| do)*"
    r"|commands?|usage|manual|instructions|(?:who|what) is (?:you|this bot|the bot)"
    r"|what do (?:this|the) bot do)"
    r"(?: ·+| bot| please)* *$"
)
