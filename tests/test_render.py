"""What Discord is given to show: exact messages, Discord's limits, and nothing that mentions or formats by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway import markdown, render, stamps
from bot.gateway.announce import show_reminder
from bot.gateway.packing import Shown, pack
from bot.gateway.render import show_parts, show_text
from bot.reminders.models import Reason, Reminder
from schedule.answering.answer import Answer, Detail, Rest, Span, Verdict
from schedule.models import Link, Person, Room, Schedule, Session

CHICAGO = ZoneInfo("America/Chicago")
ROOMLESS = Schedule(timezone="America/Chicago", sessions=())
START = datetime(2026, 12, 5, 15, 30, tzinfo=UTC)  # 09:30 in Chicago
END = START + timedelta(minutes=30)
S, E = int(START.timestamp()), int(END.timestamp())


def talk(**changes: object) -> Session:
    values: dict[str, object] = {
        "id": "t1",
        "title": "Learned Indexes",
        "kind": "Talk",
        "starts_at": START,
        "ends_at": END,
        "rooms": (Room(id="r1", name="Hall B"),),
        "speakers": (Person(id="p1", name="Ada Byron"),),
    }
    return Session.model_validate(values | changes)


def found(*sessions: Session, **changes: object) -> Answer:
    return Answer(Verdict.FOUND, "when", sessions=sessions, **changes)  # type: ignore[arg-type]


def show_answer(answer: Answer, schedule: Schedule) -> Shown:
    return show_parts((answer, *answer.further), schedule)[0]


WHEN = f"<t:{S}:F>–<t:{E}:t> (<t:{S}:R>; Sat 09:30–10:00 Chicago)"


def test_one_session_has_every_clock_room_and_people() -> None:
    shown = show_answer(found(talk(), headline="Ada Byron speaks once."), ROOMLESS)
    assert shown == Shown(f"Ada Byron speaks once.\n**Learned Indexes** · Talk · {WHEN} · Hall B · Ada Byron")


def test_a_headline_that_leads_to_the_session_stays_one_line() -> None:
    shown = show_answer(found(talk(), headline="On now:", details=frozenset()), ROOMLESS)
    assert shown == Shown(f"On now: **Learned Indexes** · Talk · {WHEN} · Hall B")


def test_a_session_without_a_room_says_so_where_others_have_one() -> None:
    roomless = talk(id="t2", rooms=())
    schedule = Schedule(timezone="America/Chicago", sessions=(talk(), roomless))
    shown = show_answer(found(roomless, details=frozenset()), schedule)
    assert shown == Shown(f"**Learned Indexes** · Talk · {WHEN} · no room is listed")


def test_an_answer_that_found_something_offers_its_suggestions_as_questions() -> None:
    answer = Answer(Verdict.FOUND, "help", headline="Ask me.", suggestions=("what is next?",))
    assert show_answer(answer, ROOMLESS) == Shown("Ask me.\nYou can ask **what is next?**.")


def test_a_missing_abstract_is_said() -> None:
    shown = show_answer(found(talk(), details=frozenset({Detail.ABSTRACT})), ROOMLESS)
    assert shown == Shown(f"**Learned Indexes** · Talk · {WHEN} · Hall B\n> No abstract is listed.")


def test_a_headline_that_names_the_session_stays_one_line() -> None:
    shown = show_answer(found(talk(), headline="“Learned Indexes” is next."), ROOMLESS)
    assert shown == Shown(f"“Learned Indexes” is next. Talk · {WHEN} · Hall B · Ada Byron")


def test_several_sessions_are_numbered() -> None:
    second = talk(id="t2", title="Heat", rooms=(), kind=None)
    shown = show_answer(found(talk(), second, headline="Two talks.", details=frozenset()), ROOMLESS)
    assert shown == Shown(
        f"Two talks.\n1. **Learned Indexes** · Talk · {WHEN} · Hall B\n2. **Heat** · {WHEN}",
    )


def test_a_works_second_entry_does_not_say_it_all_again() -> None:
    poster = talk(id="t2", kind="Poster", starts_at=None, ends_at=None, rooms=())
    shown = show_answer(found(talk(abstract="Trees."), poster, details=frozenset(Detail)), ROOMLESS)
    assert shown == Shown(
        f"1. **Learned Indexes** · Talk · {WHEN} · Hall B · Ada Byron · 30 min\n> Trees.\n"
        "2. **Learned Indexes** · Poster · no time of its own"
    )


def test_a_long_list_leaves_the_time_that_is_left_to_the_reader() -> None:
    sessions = [talk(id=str(n), title=f"Talk {n}", rooms=(), kind=None) for n in range(4)]
    shown = show_answer(found(*sessions, details=frozenset()), ROOMLESS)
    time = f"<t:{S}:F>–<t:{E}:t> (Sat 09:30–10:00 Chicago)"
    assert shown == Shown("\n".join(f"{n + 1}. **Talk {n}** · {time}" for n in range(4)))


def test_a_poster_without_a_time_says_so() -> None:
    poster = talk(starts_at=None, ends_at=None, kind="Poster")
    assert show_answer(found(poster, details=frozenset()), ROOMLESS) == Shown(
        "**Learned Indexes** · Poster · no time of its own · Hall B"
    )


def test_a_paper_inside_a_session_has_the_sessions_time_and_room() -> None:
    whole = talk(id="s1", title="Session 2", kind="Session", speakers=())
    paper = talk(id="p1", kind="Paper", starts_at=None, ends_at=None, rooms=(), part_of="s1")
    schedule = Schedule(timezone="America/Chicago", sessions=(whole, paper))
    line = show_answer(found(paper), schedule).content
    assert line.endswith(f"· part of **Session 2**, {render.when(whole, CHICAGO)} · Hall B")


def test_an_all_day_entry_has_the_conferences_date() -> None:
    entry = talk(all_day=True, starts_at=datetime(2026, 12, 5, tzinfo=CHICAGO), ends_at=None, kind=None, rooms=())
    assert show_answer(found(entry, details=frozenset()), ROOMLESS) == Shown(
        "**Learned Indexes** · Saturday, 05 December 2026, all day"
    )


def test_details_are_shown_where_asked_for() -> None:
    session = talk(
        track="Systems",
        language="en",
        abstract="Trees\nlearn.",
        url="https://conf.example/t1",
        links=(
            Link(label="paper", url="https://conf.example/p_1.pdf"),
            Link(label="odd", url="javascript:alert(1)"),
            Link(label="told", url="discord://-/channels/1"),
        ),
    )
    shown = show_answer(found(session, details=frozenset(Detail)), ROOMLESS)
    assert shown == Shown(
        f"**Learned Indexes** · Talk · {WHEN} · Hall B · Ada Byron · 30 min · track Systems · language en · "
        "[paper](<https://conf.example/p_1.pdf>) · [page](<https://conf.example/t1>)\n> Trees learn."
    )


def test_a_cancelled_session_is_struck() -> None:
    shown = show_answer(found(talk(cancelled=True, rooms=(), speakers=(), kind=None)), ROOMLESS)
    assert shown == Shown(f"~~**Learned Indexes**~~ (cancelled) · {WHEN}")


def test_gaps_notes_suggestions_and_further_answers_follow() -> None:
    answer = Answer(
        Verdict.NOTHING,
        "when",
        headline="No lunch is listed.",
        spans=(Span(START, END),),
        notes=("The schedule lists no rooms.",),
        suggestions=("Ada Byron", "Bob*", "Cy"),
        further=(Answer(Verdict.FOUND, "count", headline="There are 14 talks."),),
    )
    assert show_answer(answer, ROOMLESS) == Shown(
        "No lunch is listed.\n"
        f"<t:{S}:f>–<t:{E}:t> (Sat 09:30–10:00 Chicago)\n"
        "The schedule lists no rooms.\n"
        "Perhaps you mean **Ada Byron**, **Bob\\*** or **Cy**.\n"
        "There are 14 talks."
    )


def test_a_long_list_goes_into_embeds_and_says_what_is_left_out() -> None:
    sessions = [talk(id=str(n), title=f"Talk {n}") for n in range(60)]
    shown, rest = show_parts((found(*sessions, headline="Sixty talks.", rest=Rest(beyond=4)),), ROOMLESS)
    texts = [embed.description or "" for embed in shown.embeds]
    listed = sum(text.count("**Talk ") for text in texts)
    assert (shown.content, shown.cut) == ("Sixty talks.", 0)
    assert texts[-1].endswith(f"… and {64 - listed} more; say “more”, or name a day, a room or a kind.")
    assert [session.title for session in rest.sessions] == [f"Talk {n}" for n in range(listed, 60)]


def test_what_is_said_below_a_list_is_not_cut_with_it() -> None:
    sessions = [talk(id=str(n), title=f"Talk {n}") for n in range(60)]
    shown = show_answer(found(*sessions, headline="Sixty talks.", notes=("No room is listed for these.",)), ROOMLESS)
    below = (shown.embeds[-1].description or "").splitlines()[-2]
    assert below == "No room is listed for these."


def test_a_list_just_too_long_for_a_message_goes_into_one_embed_whole() -> None:
    sessions = [talk(id=str(n), title=f"Talk {n}") for n in range(20)]
    shown = show_answer(found(*sessions, headline="Twenty talks."), ROOMLESS)
    lines = [line.partition(" ")[0] for embed in shown.embeds for line in (embed.description or "").splitlines()]
    assert (shown.content, len(shown.embeds), lines) == ("Twenty talks.", 1, [f"{n + 1}." for n in range(20)])


STARTING = Reminder("1", "discord:1", Reason.STARTING, (talk(),), START)


def test_a_reminder_says_what_comes() -> None:
    assert show_reminder(STARTING, CHICAGO) == Shown(
        f"Coming up: **Learned Indexes** · Talk · {WHEN} · Hall B · Ada Byron"
    )


def test_a_late_reminder_says_how_late() -> None:
    shown = show_reminder(replace(STARTING, late=timedelta(minutes=12)), CHICAGO)
    assert shown.content.splitlines()[1:] == ["This message comes 12 min late."]


def test_sessions_that_start_together_share_one_message_that_mentions_the_roles() -> None:
    second = talk(id="t2", title="Heat", speakers=())
    notice = replace(STARTING, sessions=(talk(speakers=()), second), roles=("42", "43"))
    assert show_reminder(notice, CHICAGO) == Shown(
        f"<@&42> <@&43> Coming up <t:{S}:R>:\n"
        f"- **Learned Indexes** · Talk · {WHEN} · Hall B\n"
        f"- **Heat** · Talk · {WHEN} · Hall B"
    )


def test_a_reminder_in_a_channel_mentions_its_person() -> None:
    shown = show_reminder(replace(STARTING, mention="discord:77"), CHICAGO)
    assert shown.content.startswith("<@77> Coming up: ")


def test_a_move_shows_old_and_new_time_and_room() -> None:
    later = talk(starts_at=START + timedelta(hours=1), ends_at=END + timedelta(hours=1))
    moved = talk(starts_at=later.starts_at, ends_at=later.ends_at, rooms=(Room(id="r2", name="Hall C"),), speakers=())
    shown = show_reminder(Reminder("2", "discord:1", Reason.MOVED, (moved,), moved.starts_at, before=talk()), CHICAGO)
    n, m = S + 3600, E + 3600
    assert shown == Shown(
        f"Moved: **Learned Indexes** · ~~<t:{S}:F>, Sat 09:30–10:00 Chicago~~ → "
        f"<t:{n}:F>–<t:{m}:t> (<t:{n}:R>; Sat 10:30–11:00 Chicago) · ~~Hall B~~ → Hall C"
    )


def test_what_moved_into_its_reminders_time_shows_the_old_time() -> None:
    later = talk(starts_at=START + timedelta(hours=1), ends_at=END + timedelta(hours=1))
    shown = show_reminder(replace(STARTING, before=later), CHICAGO)
    assert shown == Shown(
        f"Moved, and coming up: **Learned Indexes** · ~~<t:{S + 3600}:F>, Sat 10:30–11:00 Chicago~~ → {WHEN} · Hall B"
    )


def test_a_corrected_notice_says_what_moved_and_strikes_what_is_cancelled() -> None:
    moved = talk(
        id="t2", title="Heat", speakers=(), starts_at=START + timedelta(hours=1), ends_at=END + timedelta(hours=1)
    )
    gone = talk(id="t3", title="Storage", speakers=(), cancelled=True)
    notice = replace(STARTING, sessions=(talk(speakers=()), moved, gone), edits="1/2")
    assert [line.split(" · ")[0] for line in show_reminder(notice, CHICAGO).content.splitlines()] == [
        f"Coming up <t:{S}:R>:",
        "- **Learned Indexes**",
        "- Moved: **Heat**",
        "- ~~**Storage**~~ (cancelled)",
    ]
    alone = show_reminder(replace(notice, sessions=(moved,)), CHICAGO)
    assert alone.content.split(" · ")[0] == "Moved: **Heat**"


def test_a_session_that_lost_its_time_says_so() -> None:
    moved = talk(starts_at=None, ends_at=None)
    shown = show_reminder(Reminder("2", "discord:1", Reason.MOVED, (moved,), None, before=talk()), CHICAGO)
    assert shown == Shown(
        f"Moved: **Learned Indexes** · ~~<t:{S}:F>, Sat 09:30–10:00 Chicago~~ → no time of its own · Hall B"
    )


def test_another_room_shows_both() -> None:
    now_in = talk(rooms=(Room(id="r2", name="Hall C"),))
    shown = show_reminder(Reminder("3", "discord:1", Reason.RELOCATED, (now_in,), START, before=talk()), CHICAGO)
    assert shown == Shown(f"New room: **Learned Indexes** · ~~Hall B~~ → Hall C · {WHEN}")


def test_a_cancellation_taken_back_says_so() -> None:
    shown = show_reminder(replace(STARTING, reason=Reason.REINSTATED), CHICAGO)
    assert shown == Shown(f"On again: **Learned Indexes** · Talk · {WHEN} · Hall B · Ada Byron")


def test_a_first_message_says_what_will_come_here() -> None:
    shown = show_reminder(Reminder("4", "discord:1", Reason.WELCOME, (), None), CHICAGO)
    assert shown == Shown("Your reminders will arrive here, as this message did. “What are my reminders?” shows them.")


def test_a_cancellation_is_struck() -> None:
    shown = show_reminder(replace(STARTING, reason=Reason.CANCELLED), CHICAGO)
    assert shown == Shown(f"Cancelled: ~~**Learned Indexes**~~ · {WHEN}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*bold* _it_ `code` ||spoiler|| ~~no~~", r"\*bold\* \_it\_ \`code\` \|\|spoiler\|\| \~\~no\~\~"),
        ("<@123> <@&4> <#5> <:x:6> <t:7:F>", r"\<@123\> \<@&4\> \<#5\> \<:x:6\> \<t:7:F\>"),
        ("@everyone @HERE a@b.example", "@\u200beveryone @\u200bHERE a@b.example"),
        ("https://x.example Discord.GG/abc", r"https:\//x.example Discord.GG\/abc"),
        ("I/O and/or (24/7)", "I/O and/or (24/7)"),
        ("[click](https://x.example)", r"\[click\](https:\//x.example)"),
        ("# Title", r"\# Title"),
        ("- item", r"\- item"),
        ("12. item", "12\\. item"),
        ("> quote\n# and more", r"\> quote # and more"),
        ("back\\slash", r"back\\slash"),
        ("right\u202eto left\x00", "rightto left"),
    ],
)
def test_foreign_text_shows_as_it_was_written(text: str, shown: str) -> None:
    assert markdown.plain(text) == shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "discord://x",
        "ftp://x.example",
        "https://",
        "//x.example",
        "https://[",
        "http://a@b.example",
    ],
)
def test_odd_addresses_are_no_links(url: str) -> None:
    assert markdown.link("paper", url) is None


def test_an_address_cannot_end_its_link() -> None:
    assert markdown.link("a]", "https://x.example/a)>b <@1>") == "[a\\]](<https://x.example/a%29%3Eb%20%3C@1%3E>)"


def test_zones_without_a_city_are_named_whole() -> None:
    assert [stamps.place(ZoneInfo(name)) for name in ("America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5")] == [
        "Buenos Aires",
        "UTC",
        "Etc/GMT+5",
    ]


def test_plain_sentences_stand_on_their_own_lines() -> None:
    assert show_text("One.", "Two*") == Shown("One.\nTwo\\*")


def test_nothing_is_still_a_message() -> None:
    assert pack([]) == Shown("There is nothing to show.")


# Signs that mean something to Discord turn up far more often than chance would bring them.
MARKUP = [
    "*",
    "\\",
    "`",
    "||",
    "~~",
    "_",
    "[a](",
    ")",
    "#",
    "# ",
    "-",
    "1. ",
    "\n",
    " ",
    "\u200d",
    "\u202e",
    "é",
    "漢",
    "😀",
]
TOKENS = ["<@", "1", ">", "@everyone", "@here", "<@2>", "<#2>", "<@&3>", "<:a:4>", "<t:5:F>", "</a:6>", "https://x.y/z"]
FRAGMENTS = [*MARKUP, *TOKENS, "discord.gg/abc", "word"]
hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=30).map("".join)
endless = st.builds(lambda text, times: text * times, hostile, st.sampled_from([1, 1, 1, 40, 200]))
title = endless.filter(lambda text: bool(text.strip()))
moment = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
people = st.lists(title.map(lambda name: Person(id=name, name=name)), max_size=9, unique_by=lambda p: p.id)
links = st.lists(st.builds(Link, label=title, url=title | st.just("https://x.example/" + "a" * 600)), max_size=5)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    start = draw(st.none() | moment)
    end = start + timedelta(minutes=draw(st.integers(0, 3000))) if start and draw(st.booleans()) else None
    return Session(
        id="s",
        title=draw(title),
        kind=draw(st.none() | endless),
        starts_at=start,
        ends_at=end,
        all_day=draw(st.booleans()) and start is not None,
        rooms=tuple(Room(id=name, name=name) for name in draw(st.lists(title, max_size=2, unique=True))),
        track=draw(st.none() | endless),
        speakers=tuple(draw(people)),
        abstract=draw(endless),
        url=draw(st.none() | title),
        links=tuple(draw(links)),
        language=draw(st.none() | endless),
        cancelled=draw(st.booleans()),
    )


answers = st.builds(
    Answer,
    verdict=st.sampled_from(Verdict),
    intent=st.just("when"),
    headline=endless,
    sessions=st.lists(sessions(), max_size=5).map(tuple),
    rest=st.builds(Rest, beyond=st.integers(0, 5000)),
    suggestions=st.lists(endless, max_size=6).map(tuple),
    notes=st.lists(endless, max_size=3).map(tuple),
    details=st.frozensets(st.sampled_from(Detail)),
)
reminders = st.builds(
    Reminder,
    id=st.just("1"),
    recipient=st.just("discord:1"),
    reason=st.sampled_from(Reason),
    sessions=st.lists(sessions(), max_size=5).map(tuple),
    starts_at=st.none() | moment,
    before=st.none() | sessions(),
    late=st.none() | st.timedeltas(timedelta(0), timedelta(days=2)),
)

ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
OURS = re.compile(r"\]\(<https?://[^<>\s()]+>\)|<t:-?\d+:[A-Za-z]>")
MENTION = re.compile(
    r"@everyone|@here|<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|</[\w -]+:\d+>|https?://|discord\.gg/|<t:\d+(?::\w)?>",
    re.IGNORECASE,
)


def mentions(text: str) -> list[str]:
    """What Discord would make a mention, an emoji or a link of, besides the stamps and links that we make."""
    bare = OURS.sub("", text)
    # Discord's server looks at the raw text, its clients at the text without escapes: neither may find any.
    return MENTION.findall(bare) + MENTION.findall(ESCAPED.sub("", bare))


def check(shown: Shown) -> None:
    texts = [embed.description or "" for embed in shown.embeds]
    assert 0 < markdown.length(shown.content) <= 2000
    assert all(0 < markdown.length(text) <= 4096 for text in texts)
    assert sum(map(markdown.length, texts)) <= 6000
    assert len(texts) <= 10
    assert [hit for text in (shown.content, *texts) for hit in mentions(text)] == []


@settings(max_examples=60, deadline=None)
@given(answers)
def test_any_answer_fits_and_mentions_nobody(answer: Answer) -> None:
    check(show_answer(answer, ROOMLESS))


@settings(max_examples=60, deadline=None)
@given(reminders)
def test_any_reminder_fits_and_mentions_nobody(reminder: Reminder) -> None:
    check(show_reminder(reminder, CHICAGO))


@given(endless, st.integers(1, 300))
def test_cut_text_fits_and_never_ends_in_half_an_escape(text: str, limit: int) -> None:
    cut = markdown.plain_within(text, limit)
    assert markdown.length(cut) <= limit
    assert not re.search(r"(?<!\\)(?:\\\\)*\\$", cut)
