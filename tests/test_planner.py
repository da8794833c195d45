"""Who is told what and when, as computed from a schedule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reminders import notices as noticeboard
from bot.reminders.models import Notices, Reason
from bot.reminders.planner import expires_at, moments, next_due
from bot.reminders.standing import difference, session_in, snapshot, targets_in, vanished
from bot.reminders.store import PostedNotice
from bot.reminders.targets import describe, normal, sessions_of, targets_of
from schedule import Person, Room
from schedule.answering.answer import Target, TargetKind

HALL, ATTIC = Room(id="r1", name="Hall"), Room(id="r2", name="Attic")
DAWN = Person(id="p1", name="Dawn Song")


def lead(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.fixture
def due(at):
    """Session and lead of all that is due, for wishes with leads of 30 and 5 and a configured lead of 10."""

    def find(schedule, now: float, since: float | None = None, changed=None):
        found = moments(
            schedule,
            [lead(30), lead(5)],
            [lead(10)],
            since=at(now if since is None else since),
            now=at(now),
            changed=changed or {},
        )
        return [(one.session_id, one.lead // lead(1)) for one in found]

    return find


def test_a_start_is_due_once_its_lead_is_reached(make_schedule, make_session, due):
    schedule = make_schedule(make_session("x"))
    assert [due(schedule, now) for now in (-30.1, -30, -10, -5)] == [
        [],
        [("x", 30)],
        [("x", 30), ("x", 10)],
        [("x", 30), ("x", 10), ("x", 5)],
    ]


def test_the_earliest_due_comes_first(make_schedule, make_session, due):
    schedule = make_schedule(make_session("x", 20), make_session("y"))
    assert due(schedule, -8) == [("y", 30), ("y", 10), ("x", 30)]


@pytest.mark.parametrize(
    ("length", "minutes"), [(30, 15), (8, 8), (2, 5), (0, 5)], ids=["long", "short", "very short", "a moment"]
)
def test_a_reminder_is_of_use_until_shortly_after_the_start(make_session, at, length, minutes):
    assert expires_at(make_session("x", length=length)) == at(minutes)


def test_what_ran_out_before_the_last_look_is_not_due(make_schedule, make_session, due):
    schedule = make_schedule(make_session("x"))
    assert [due(schedule, 60, since) != [] for since in (14, 15)] == [True, False]


def test_sessions_without_a_start_of_their_own_are_never_due(make_schedule, make_session, due):
    schedule = make_schedule(
        make_session("poster", None), make_session("cancelled", cancelled=True), make_session("day", all_day=True)
    )
    assert due(schedule, 0) == []


def test_nobody_is_late_for_what_changed_just_now(make_schedule, make_session, at):
    schedule = make_schedule(make_session("x"))
    found = moments(schedule, [], [lead(10)], since=at(-3), now=at(-3), changed={"x": at(-4)})
    assert [one.due_at for one in found] == [at(-4)]


def test_the_shortest_configured_lead_that_is_due_stands_for_all(make_schedule, make_session, at):
    schedule = make_schedule(make_session("x"))
    found = moments(schedule, [], [lead(30), lead(10)], since=at(-5), now=at(-5), changed={})
    assert [(one.lead // lead(1), one.default, one.shorter) for one in found] == [
        (30, False, (lead(10),)),
        (10, True, ()),
    ]


@pytest.mark.parametrize(("now", "minute"), [(-100, -30), (-30, -10), (-10, -5), (-5, 30), (55, None)])
def test_the_next_moment_is_the_nearest_lead_of_any_session(make_schedule, make_session, at, now, minute):
    schedule = make_schedule(make_session("x"), make_session("y", 60), make_session("gone", 1, cancelled=True))
    expected = None if minute is None else at(minute)
    assert next_due(schedule, [lead(30), lead(5)], [lead(10)], at(now)) == expected


def test_what_covers_a_session_the_most_specific_first(make_session):
    session = make_session("x", kind="Poster", track="ML", rooms=(HALL,), speakers=(DAWN,))
    assert targets_of(session) == (
        Target(TargetKind.SESSION, "x"),
        Target(TargetKind.AGENDA),
        Target(TargetKind.PERSON, "p1"),
        Target(TargetKind.ROOM, "r1"),
        Target(TargetKind.TRACK, "ML"),
        Target(TargetKind.KIND, "poster"),
        Target(TargetKind.EVERYTHING),
    )


@pytest.mark.parametrize(
    ("kind", "word", "covers"),
    [
        ("Poster - Recorded Presentation", "poster", True),
        ("Posters", "poster", True),
        ("Invited Talk", "talks", True),
        ("Invited Talk", "invited talk", True),
        ("Spotlight", "talk", True),
        ("Poster", "talk", False),
        ("Plenary", "keynote", True),
        ("Coffee Break", "breaks", True),
        ("Lunches", "lunch", True),
        ("Talk", "tutorial", False),
        (None, "talk", True),
    ],
)
def test_a_kind_is_found_by_each_of_its_words(make_schedule, make_session, kind, word, covers):
    schedule = make_schedule(make_session("x", kind=kind))
    assert (sessions_of(Target(TargetKind.KIND, word), schedule) != ()) is covers


def test_a_kind_that_is_missing_means_what_others_call_the_same(make_schedule, make_session):
    oral = make_session("x", kind="Oral")
    assert sessions_of(Target(TargetKind.KIND, "spotlights"), make_schedule(oral)) == (oral,)
    spotlight = make_session("y", kind="Spotlight")
    assert sessions_of(Target(TargetKind.KIND, "spotlights"), make_schedule(oral, spotlight)) == (spotlight,)


def test_a_title_that_is_nothing_but_a_kind_counts(make_schedule, make_session):
    session = make_session("x", title="Poster Session | Coffee Break")
    schedule = make_schedule(session)
    for word in ("poster session", "coffee"):
        assert sessions_of(Target(TargetKind.KIND, word), schedule) == (session,)


def test_an_agenda_covers_what_its_owner_put_there(make_schedule, make_session):
    x, y = make_session("x"), make_session("y", 30)
    assert sessions_of(Target(TargetKind.AGENDA), make_schedule(x, y), ["y"]) == (y,)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target(TargetKind.SESSION, "x"), "“About x”"),
        (Target(TargetKind.SESSION, "gone"), "a session that is not in the schedule any more"),
        (Target(TargetKind.PERSON, "p1"), "the sessions of Dawn Song"),
        (Target(TargetKind.PERSON, "p2"), "somebody who is not in the schedule any more"),
        (Target(TargetKind.ROOM, "r1"), "the sessions in Hall"),
        (Target(TargetKind.TRACK, "ML"), "the track ML"),
        (Target(TargetKind.KIND, "Poster"), "all posters"),
        (Target(TargetKind.KIND, "lunch"), "all lunches"),
        (Target(TargetKind.KIND, "ceremonies"), "all ceremonies"),
        (Target(TargetKind.AGENDA), "your agenda"),
        (Target(TargetKind.EVERYTHING, "ignored"), "every session"),
    ],
)
def test_targets_in_words(make_schedule, make_session, target, words):
    schedule = make_schedule(make_session("x", rooms=(HALL,), speakers=(DAWN,)))
    assert describe(normal(target), schedule) == words


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({}, {}, None),
        ({}, {"title": "Another title"}, None),
        ({}, {"minutes": 5}, Reason.MOVED),
        ({}, {"minutes": None}, Reason.MOVED),
        ({"minutes": None}, {}, Reason.MOVED),
        ({"rooms": (HALL,)}, {"rooms": (ATTIC,)}, Reason.RELOCATED),
        ({"rooms": (HALL,)}, {"rooms": (ATTIC,), "minutes": 5}, Reason.MOVED),
        ({"rooms": (HALL, ATTIC)}, {"rooms": (ATTIC, HALL)}, None),
        ({"rooms": (HALL,)}, {}, None),
        ({}, {"rooms": (HALL,)}, Reason.RELOCATED),
        ({}, {"cancelled": True}, Reason.CANCELLED),
        ({"cancelled": True}, {"cancelled": True, "minutes": 5}, None),
        ({"cancelled": True}, {}, Reason.REINSTATED),
    ],
)
def test_what_there_is_to_tell_of_a_change(make_session, before, after, reason):
    assert difference(make_session("x", **before), make_session("x", **after)) is reason


def test_a_snapshot_keeps_what_a_change_is_told_by(make_session):
    session = make_session("x", kind="Talk", rooms=(HALL,), speakers=(DAWN,))
    known = session_in("x", snapshot(session))
    assert known == session.model_copy(update={"speakers": ()})
    assert targets_in(snapshot(session)) == targets_of(session)
    assert session_in("x", vanished(snapshot(session))) == known.model_copy(update={"cancelled": True})


NOTICES = Notices(
    channel="main", lead=lead(10), rooms={"Attic": "attic"}, roles={"Spotlights": "role 1", "ML": "role 2"}
)


def test_sessions_that_start_together_share_one_message_in_each_channel(make_schedule, make_session, at):
    schedule = make_schedule(
        make_session("x", rooms=(HALL,)),
        make_session("y"),
        make_session("z", rooms=(ATTIC,)),
        make_session("both", rooms=(HALL, ATTIC)),
        make_session("later", 5),
    )
    posts = noticeboard.due_posts(schedule, NOTICES, at(-10), at(-10))
    assert [(post.channel, post.starts_at, post.due_at) for post in posts] == [
        ("main", at(0), at(-10)),
        ("attic", at(0), at(-10)),
    ]
    named = {
        post.channel: [session.id for session in noticeboard.named(schedule, NOTICES, post.channel, at(0), "")]
        for post in posts
    }
    assert named == {"main": ["x", "y"], "attic": ["z", "both"]}
    assert noticeboard.next_due(schedule, NOTICES, at(-10)) == at(-5)


def test_roles_follow_kinds_and_tracks(make_session):
    sessions = [make_session("x", kind="Spotlight"), make_session("y", track="ML", kind="Talk"), make_session("z")]
    assert noticeboard.roles_of(sessions, NOTICES) == ("role 1", "role 2")


def test_a_posted_notice_that_does_not_hold_any_more_is_corrected(make_schedule, make_session, at):
    x, y = make_session("x"), make_session("y")
    posted = PostedNotice("main", at(0), 0, "1/2", noticeboard.names([x, y]))
    same = make_schedule(x, y, make_session("later", 5))
    moved = make_schedule(x, make_session("y", 20))
    assert list(noticeboard.corrections(same, NOTICES, [posted], at(-5))) == []
    (edit,) = noticeboard.corrections(moved, NOTICES, [posted], at(-5))
    assert (edit.revision, edit.edits, edit.due_at) == (1, "1/2", at(-5))
    shown = noticeboard.named(moved, NOTICES, "main", at(0), edit.names)
    assert [(session.id, session.starts_at) for session in shown] == [("x", at(0)), ("y", at(20))]


def test_a_session_that_vanished_stays_in_its_notice_as_cancelled(make_schedule, make_session, at):
    x, y = make_session("x"), make_session("y")
    shown = noticeboard.named(make_schedule(x), NOTICES, "main", at(0), noticeboard.names([x, y]))
    assert [(session.id, session.cancelled) for session in shown] == [("x", False), ("y", True)]
