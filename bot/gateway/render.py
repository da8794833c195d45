"""An Answer as Discord shows it: one message within its size limits.

Decides how things look, never what is answered. Everything that comes from the schedule or from a person passes
through `markdown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.gateway import markdown, stamps
from bot.gateway.packing import Shown, pack
from bot.reminders.fulfilled import Fulfilled
from schedule.answering.answer import Answer, Detail, Rest, Span
from schedule.answering.links import links_of
from schedule.answering.paging import together
from schedule.answering.programme import containing
from schedule.answering.wording import how_many_more
from schedule.models import Person, Schedule, Session

_TITLE_LIMIT = 300  # the longest real titles have some 250 letters
_FEW = 3  # beyond so many, a list is skimmed and each line counts
_OF_THE_WORK = frozenset({Detail.PEOPLE, Detail.ABSTRACT})
_SENTENCE_LIMIT = 600
_SUGGESTIONS = 5
_NAMES = 6  # a paper of thirty authors is named by its first
_ABSTRACT_ALONE = 1200
_ABSTRACT_IN_LIST = 240
_LINKS_LENGTH = 1000  # of all addresses of one session together


_ALL_REMINDERS = "`/remind list` shows all of them, page by page."
Part = Answer | Fulfilled


def show_parts(parts: Sequence[Part], schedule: Schedule, *below: str) -> tuple[Shown, Rest]:
    """All of them in one message, and what `more` shows next: also what its size leaves no room for."""
    while True:
        lines = [line for part in parts for line in _part_lines(part, schedule)]
        rest = together(_rest_of(part) for part in parts)
        shown = pack([*lines, *below], last=how_many_more(rest) if rest else "")
        shorter = _shortened(parts, shown.cut) if shown.cut else None
        if shorter is None:
            if shown.cut and any(isinstance(part, Fulfilled) and part.subscriptions for part in parts):
                shown = pack([*lines, *below], last=_ALL_REMINDERS)
            return shown, rest
        parts = shorter


def _part_lines(part: Part, schedule: Schedule) -> Iterator[str]:
    return answer_lines(part, schedule) if isinstance(part, Answer) else fulfilled_lines(part, schedule.zone)


def _rest_of(part: Part) -> Rest:
    return part.rest if isinstance(part, Answer) else Rest(part.rest)


def _shortened(parts: Sequence[Part], by: int) -> list[Part] | None:
    """The last list without its end, which goes to what is left; None where no list can be shortened."""
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        if isinstance(part, Answer) and len(part.sessions) > 1:
            kept = max(1, len(part.sessions) - by)
            left = replace(part.rest, sessions=(*part.sessions[kept:], *part.rest.sessions), details=part.details)
            return [*parts[:number], replace(part, sessions=part.sessions[:kept], rest=left), *parts[number + 1 :]]
    return None


def show_text(*sentences: str) -> Shown:
    """Plain sentences, a line each."""
    return pack([markdown.plain(sentence) for sentence in sentences])


def answer_lines(answer: Answer, schedule: Schedule) -> Iterator[str]:
    """Of this answer alone, without its further ones."""
    moments = "".join(f" {_moment(span, schedule.zone)}" for span in answer.spans if span.is_moment)
    headline = markdown.plain_within(answer.headline, _SENTENCE_LIMIT) + moments
    if len(answer.sessions) == 1:
        yield from _one(answer, headline, answer.sessions[0], schedule)
    else:
        if headline:
            yield headline
        yield from _several(answer, schedule)
    yield from (_gap(gap, schedule.zone) for gap in answer.spans if not gap.is_moment)
    yield from (markdown.plain_within(note, _SENTENCE_LIMIT) for note in answer.notes)
    if answer.suggestions:
        yield _suggestions(answer)


def fulfilled_lines(done: Fulfilled, zone: ZoneInfo) -> Iterator[str]:
    """What came of a wish: the promise, the sessions it is about, and when the first message comes."""
    yield markdown.plain_within(done.headline, _SENTENCE_LIMIT)
    notes = [markdown.plain_within(note, _SENTENCE_LIMIT) for note in done.notes]
    if done.subscriptions:
        # The wishes themselves: what they bring comes below.
        yield from (f"- {note}" for note in notes)
        yield from ["Next:"] if notes and done.sessions else []
    yield from (f"- {session_line(session, zone)}" for session in done.sessions)
    if done.next_due is not None:
        yield f"The first message comes {stamps.relative(done.next_due)}."
    yield from [] if done.subscriptions else notes
    yield from (f"- {session_line(session, zone)}" for session in done.offers)
    if done.last:
        yield markdown.plain_within(done.last, _SENTENCE_LIMIT)


def session_line(
    session: Session,
    zone: ZoneInfo,
    details: frozenset[Detail] = frozenset(),
    *,
    title: bool = True,
    left: bool = True,
) -> str:
    """Title, kind, when (with the time `left` until then), where, who; on one line."""
    return " · ".join(
        filter(
            None,
            [
                session_title(session) if title else "",
                markdown.plain_within(session.kind or "", 60),
                when(session, zone, left=left),
                markdown.plain_within(session.room or "", 120),
                *_extras(session, details),
            ],
        )
    )


def session_title(session: Session) -> str:
    name = f"**{markdown.plain_within(session.title, _TITLE_LIMIT)}**"
    return f"~~{name}~~ (cancelled)" if session.cancelled else name


def when(session: Session, zone: ZoneInfo, *, left: bool = True) -> str:
    """The reader's clock, the time left, and the conference's clock."""
    if session.starts_at is None:
        return "no time of its own"
    if session.all_day:
        return stamps.span(session, zone)
    beside = stamps.clock(session, zone)
    if left:
        beside = f"{stamps.relative(session.starts_at)}; {beside}"
    return f"{stamps.span(session, zone)} ({beside})"


def _one(answer: Answer, headline: str, session: Session, schedule: Schedule) -> Iterator[str]:
    """One line where the headline names the session or only leads to it, else two."""
    named = markdown.fold(session.title).casefold() in markdown.fold(answer.headline).casefold()
    line = _line(session, answer, schedule, title=not named) + _abstract(session, answer, _ABSTRACT_ALONE)
    if headline and (named or headline.endswith(":")):
        yield f"{headline} {line}"
        return
    if headline:
        yield headline
    yield line


def _several(answer: Answer, schedule: Schedule) -> Iterator[str]:
    """Numbered, so that "the second one" can be asked. A work's second entry does not say it all again."""
    short = len(answer.sessions) > _FEW
    told: set[str] = set()
    for number, session in enumerate(answer.sessions, start=1):
        again = session.title in told
        part = replace(answer, details=answer.details - _OF_THE_WORK) if again else answer
        told.add(session.title)
        line = _line(session, part, schedule, left=not short)
        yield f"{number}. {line}{_abstract(session, part, _ABSTRACT_IN_LIST)}"


def _line(session: Session, answer: Answer, schedule: Schedule, *, title: bool = True, left: bool = True) -> str:
    line = session_line(session, schedule.zone, answer.details, title=title, left=left)
    if (whole := containing(session, schedule)) is not None:
        room = f" · {markdown.plain_within(whole.room, 120)}" if whole.room and not session.room else ""
        return f"{line} · part of {session_title(whole)}, {when(whole, schedule.zone, left=left)}{room}"
    roomless = session.starts_at is not None and not session.rooms and bool(schedule.rooms)
    return f"{line} · no room is listed" if roomless else line


def _extras(session: Session, details: frozenset[Detail]) -> Iterator[str]:
    if Detail.PEOPLE in details:
        yield _names(session.speakers or session.authors)
    if Detail.DURATION in details and session.starts_at and session.ends_at:
        yield stamps.duration(session.ends_at - session.starts_at)
    if Detail.TRACK in details and session.track:
        yield "track " + markdown.plain_within(session.track, 100)
    if Detail.LANGUAGE in details and session.language:
        yield "language " + markdown.plain_within(session.language, 30)
    yield from _links(session, details)


def _names(people: Sequence[Person]) -> str:
    shown = [markdown.plain_within(person.name, 80) for person in people[:_NAMES]]
    rest = len(people) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _links(session: Session, details: frozenset[Detail]) -> Iterator[str]:
    room = _LINKS_LENGTH
    for label, url in links_of(session, details):
        made = markdown.link(markdown.shorten(label, 40), url)
        if made and len(made) <= room:
            room -= len(made)
            yield made


def _abstract(session: Session, answer: Answer, limit: int) -> str:
    if Detail.ABSTRACT not in answer.details:
        return ""
    return "\n> " + (markdown.plain_within(session.abstract, limit) or "No abstract is listed.")


def _gap(gap: Span, zone: ZoneInfo) -> str:
    start, end = gap.start.astimezone(zone), gap.end.astimezone(zone)
    clocks = f"{start:%a %H:%M}–{end:%H:%M} {stamps.place(zone)}"
    return f"{stamps.date_and_time(gap.start)}–{stamps.time_only(gap.end)} ({clocks})"


def _moment(span: Span, zone: ZoneInfo) -> str:
    return f"{stamps.full(span.start)} ({span.start.astimezone(zone):%a %H:%M} {stamps.place(zone)})"


def _suggestions(answer: Answer) -> str:
    names = [markdown.bold(markdown.shorten(text, 120)) for text in answer.suggestions[:_SUGGESTIONS]]
    listed = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    return f"{'You can ask' if answer.found else 'Perhaps you mean'} {listed}."
