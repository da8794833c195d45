"""Question, schedule, moment and conversation in, an Answer out. Deterministic: no clock, no input or output."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from schedule.answering import conjoined, edges, paging
from schedule.answering.aims import (
    cancelled,
    comparing,
    counting,
    facts,
    free,
    lasting,
    listing,
    smalltalk,
    taste,
    untimed,
    wishes,
)
from schedule.answering.aims.nothing import UNSAID, untold
from schedule.answering.aims.things import things
from schedule.answering.anchors import anchored
from schedule.answering.answer import Answer, Turn, Verdict
from schedule.answering.asked import Asked, World
from schedule.answering.corrections import corrected
from schedule.answering.easing import ease
from schedule.answering.edges import about_programme
from schedule.answering.followup import means_present, merge, refer
from schedule.answering.found import Found
from schedule.answering.language.companions import told_plainly
from schedule.answering.language.grammar import parse_question
from schedule.answering.language.passages import asides, passages
from schedule.answering.misspelt import room_instead
from schedule.answering.moments import resolve
from schedule.answering.offering import asked_instead
from schedule.answering.question import Aim, Question, Relation
from schedule.answering.shown import fresh, turn_after
from schedule.answering.silence import asks, doubt, glance, second_thoughts, vague
from schedule.answering.suggest import Suggest
from schedule.answering.tales import retold
from schedule.answering.times import Flow, TimePhrase
from schedule.answering.told import FAILED, SILENT, WISHES, Told, answered, is_better, is_whole, joined, narrows
from schedule.answering.uncollected import uncollected
from schedule.answering.wished import as_wish, wished
from schedule.models import Person, Schedule, Session

_ON_IN = re.compile(r"\bon (?:in|at) ")  # `what is on in hall 2` means now
Family = Callable[[Asked], Answer | None]
_FAMILIES: dict[Aim, Family] = {
    Aim.COUNT: counting.answer,
    Aim.DURATION: facts.duration,
    Aim.END: facts.ends,
    Aim.COMPARE: comparing.order,
    Aim.CANCELLED: cancelled.answer,
    Aim.LENGTH: lasting.answer,
    Aim.CLASH: comparing.clash,
    Aim.FREE: free.answer,
    Aim.LANGUAGE: facts.language,
    Aim.KIND: facts.kind,
    Aim.LINK: facts.links,
    Aim.VIDEO: facts.links,
    Aim.SLIDES: facts.links,
    Aim.PAPER: facts.links,
}


class Engine:
    """Built once for a schedule; may be asked from several places at once."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        with uncollected():
            self.world = World(schedule)
            self._suggest = Suggest(schedule, self.world.finder.names, self.world.finder.topics)
        self._month_days = frozenset((day.month, day.day) for day in self.world.programme.days)

    def answer(self, text: str, now: datetime, *, addressed: bool = True, turn: Turn | None = None) -> Answer:
        """The reply to a message; `replied` False where an unaddressed one is better left alone."""
        turn = fresh(turn, now)
        if (part := paging.next_part(text, now, turn, addressed=addressed)) is not None:
            return part
        if (instead := asked_instead(text, now, turn, self.read, self.world, addressed=addressed)) is not None:
            question, meant, said = instead
            return said or self.consider(question, now, turn, addressed=True, meant=meant)[1]
        if not addressed:
            if glance(text):
                return SILENT
            whole = self._in_passing(text, now, turn)
            parts = () if whole else filter(asks, passages(text))
            return joined(next(filter(None, (self._in_passing(part, now, turn, part=True) for part in parts)), whole))
        if (known := smalltalk.whole(text, now, turn)) is not None:
            return known
        text = as_wish(text, turn)
        told = conjoined.each(text, self._eased(text, now, turn)[1], lambda part: self._told(part, now, turn))
        named = answered(told) and any(asked.found.named or asked.question.aim is not Aim.WHAT for asked, _ in told)
        beside = None if named else smalltalk.aside(text, turn, answered=bool(answered(told)))
        return beside or (joined([answer for _, answer in told]) if told else smalltalk.unclear())

    def ease(self, text: str, now: datetime, turn: Turn | None = None) -> str:
        """A message to the bot without the words that stood in the way of an answer; as it is where none did."""
        return self._eased(text, now, turn)[0]

    def _in_passing(self, text: str, now: datetime, turn: Turn | None, *, part: bool = False) -> list[Answer]:
        """The answers to a message that nobody addressed to the bot, where they are worth an interruption."""
        answers: list[Answer] = []
        for question in self.read(text, in_passing=True):
            if not doubt(question):
                asked, answer = self.consider(question, now, turn, addressed=False)
                if not (second_thoughts(asked, answer) or (part and vague(asked))):
                    answers.append(answer)
                    turn = answer.turn or turn
        return answers

    def _told(self, text: str, now: datetime, turn: Turn | None) -> Told:
        told: Told = []
        questions = self.read(text)
        explaining = asides(questions)
        for number, question in enumerate(questions):
            asked, answer = self.consider(question, now, turn, addressed=True)
            if number not in explaining:
                if told and asked.referred is not None and not told[-1][0].question.asked:
                    told.pop()  # `Ana Souza. When is she on?`: the name alone asks nothing
                told.append((asked, answer))
            if number not in explaining or (asked.found.named and asked.found.complete):
                turn = answer.turn or turn
        return told

    def _eased(self, text: str, now: datetime, turn: Turn | None) -> tuple[str, Told]:
        """What is told to a message with a tale before it or a correction in it, or as it is."""
        if (both := corrected(text)) is not None:
            before = self._told(both[0], now, turn) if both[0] else []
            told = self._told(both[1], now, before[-1][1].turn if before else turn)
            if answered(told) if not before else any(answer.verdict is not Verdict.UNCLEAR for _, answer in told):
                return text, told
        if tale := retold(text, self.world, self.read, now):
            read, told = self._plainer(tale, now, turn)
            if answered(told):
                return read, told
        for plain in told_plainly(text):
            read, told = self._plainer(plain, now, turn)
            if answered(told) and all(asked.found.complete for asked, _ in told):
                return read, told
        return self._plainer(text, now, turn)

    def _plainer(self, text: str, now: datetime, turn: Turn | None) -> tuple[str, Told]:
        """What is told to a message; where that is nothing, what is told to it in plainer words (see `easing`)."""
        read, told = text, self._told(text, now, turn)
        unanswered = [asked for asked, answer in told if answer.verdict in FAILED and answer.intent != UNSAID]
        if not unanswered and answered(told):
            return read, told
        failed = self.read(text) if len(unanswered) == len(told) else [asked.question for asked in unanswered]
        sought = [phrase for question in failed for phrase in (question.subject, question.anchor)]
        unexplained = [w for phrase in sought for at, w in enumerate(phrase.words) if at not in phrase.placed]
        known, stands_for = self.world.vocabulary, self.world.finder.topics.titles.stands_for
        for plainer in ease(text, unexplained, known, stands_for) if unanswered or not told else ():
            again = self._told(plainer, now, turn)
            if is_better(again, told):
                read, told = plainer, again
            if all(asked.found.complete and asked.anchor.complete for asked, _ in told):
                break
        if answered(told) or (part := self._in_part(text, now, turn)) is None:
            return read, told
        return part if narrows(part[1]) or not narrows(told) else (read, told)  # `Eve Noname, which day?`: none of hers

    def _in_part(self, text: str, now: datetime, turn: Turn | None) -> tuple[str, Told] | None:
        """What is told to the first part of a message that is a whole question; each part may follow up on another."""
        for part in passages(text):
            told = self._told(part, now, turn)
            turn = told[-1][1].turn or turn if told else turn
            if answered(told) and all(is_whole(asked) for asked, _ in told):
                return part, told
        return None

    def read(self, text: str, *, in_passing: bool = False) -> tuple[Question, ...]:
        """The questions of a message, with this schedule's words known; `in_passing` those that may be for the bot."""
        quoted, verbatim = self.world.finder.quoting.find, self.world.finder.verbatim.find
        return parse_question(text, self.world.vocabulary, self._month_days, quoted, verbatim, in_passing=in_passing)

    def resolve(self, question: Question, now: datetime, *, turn: Turn | None = None) -> Answer:
        """The answer to one question that was read already, as by a command."""
        return self.consider(question, now, turn, addressed=True)[1]

    def consider(
        self, question: Question, now: datetime, turn: Turn | None, *, addressed: bool, meant: Found | None = None
    ) -> tuple[Asked, Answer]:
        """The answer, and everything that was found out on the way to it."""
        turn = fresh(turn, now)
        question = about_programme(question, self.world)
        subject, found = self.world.subjects.find(question.subject)
        if subject is not question.subject:  # a copy costs more than most of what is done to it
            question = replace(question, subject=subject)
        found = meant or found
        if found.rooms and not found.named and not question.time and _ON_IN.search(question.source):
            question = replace(question, time=TimePhrase(flow=Flow.NOW))
        if turn is not None:
            question, found = merge(question, found, turn, self.world)
        asked = self._asked(question, found, now, turn, addressed=addressed)
        answer = self._answer(asked)
        return asked, answer.remembered(turn_after(answer, question, now, turn))

    def suggest(self, prefix: str, limit: int = 25) -> tuple[Session | Person, ...]:
        """Completions for what somebody is typing, best first."""
        return self._suggest.find(prefix, limit)

    def _asked(self, question: Question, found: Found, now: datetime, turn: Turn | None, *, addressed: bool) -> Asked:
        window = resolve(question.time, now, self.world.programme) if question.time else None
        if window is not None:
            found = room_instead(question, found, window, self.world)
        referred = refer(question, found, turn, self.world) if turn is not None else None
        if referred is None and means_present(question):
            referred = tuple(self.world.programme.running(now)) or None
        known = wished(question, turn)
        asked = Asked(self.world, question, found, Found(), window, now, referred, wished=known, addressed=addressed)
        if question.relation is None:
            return asked
        return anchored(asked, turn, lambda inner, meant: self._asked(inner, meant, now, turn, addressed=addressed))

    def _answer(self, asked: Asked) -> Answer:  # noqa: PLR0911 - what is asked decides which family answers
        asked = untimed.without_time(edges.meant(asked))
        question = asked.question
        if question.aim in WISHES:
            return wishes.answer(asked)
        if question.aim in (Aim.HELP, Aim.GREETING):
            return smalltalk.help_(asked)
        if (unsaid := untold(asked) or taste.answer(asked) or untimed.answer(asked)) is not None:
            return unsaid
        if question.aim is Aim.WHAT and (found := things(asked)) is not None:
            return found
        if question.language and (asked.found.named or asked.referred) and not question.plural:
            return facts.language(asked) or listing.answer(asked)
        aim = comparing.aim_of(question)
        if aim is Aim.FREE and question.relation is Relation.BETWEEN:  # `the gap between X and Y`
            aim = Aim.DURATION
        family = _FAMILIES.get(aim)
        if family is not None and (answer := family(asked)) is not None:
            return answer
        return listing.answer(asked)
