"""The terminal chat from greeting to goodbye."""

from __future__ import annotations

from datetime import datetime

from bot.clock import Clock, RehearsalClock
from bot.console.chat import ConsoleChat
from bot.console.screen import Screen
from schedule.models import Schedule

_BOT = "ansigreen"
_ASIDE = "ansibrightblack"


async def talk(chat: ConsoleChat, screen: Screen) -> None:
    """Returns at the end of input, or when the person leaves."""
    with screen.held():
        screen.write(greeting(chat.feed.schedule, chat.clock), _ASIDE)
        async for line in screen.lines():
            reply = await chat.say(line)
            if reply is None:
                break
            if reply:
                screen.write(reply, _BOT)
        screen.write("Goodbye.", _ASIDE)


def greeting(schedule: Schedule, clock: Clock) -> str:
    """What the clock says, and what to try first; the examples are of this schedule."""
    sessions = len(schedule.sessions)
    speed = f", running {clock.speed:g} times as fast" if isinstance(clock, RehearsalClock) and clock.speed != 1 else ""
    zone = schedule.timezone.replace("_", " ")
    return (
        f"Hallway: {schedule.title or 'your schedule'}, {sessions} sessions.\n"
        f"It is {written(clock.now().astimezone(schedule.zone))} ({zone}){speed}.\n"
        f"Ask as an attendee would: {_example(schedule)}   what's next   remind me before …\n"
        "/help lists the commands, /quit leaves."
    )


def written(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}"


def _example(schedule: Schedule) -> str:
    speaker = next((s.speakers[0].name for s in schedule.sessions if len(s.speakers) == 1 and s.starts_at), None)
    return f"when is {speaker.lower()}?" if speaker else "what is on today?"
