"""Keeps the schedule fresh: files that are watched, https addresses that are read again.

The only part that reaches the network. It knows nothing of formats, reminders or Discord; who wants to hear of
a change listens.
"""

from bot.feed.address import Address
from bot.feed.schedule_feed import LastGood, Listener, ScheduleFeed

__all__ = ["Address", "LastGood", "Listener", "ScheduleFeed"]
