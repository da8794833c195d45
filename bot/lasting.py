"""Sets aside what lives as long as the bot, so that Python's cyclic collector does not look through it again and again.

A full collection stops everything for as long as it takes to visit each object: a tenth of a second with a large
conference, in the middle of whatever is answered or sent. What is set aside still goes when nothing refers to it any
more; only cycles in it stay, and an engine has hardly any.
"""

from __future__ import annotations

import gc

from schedule import Schedule
from schedule.answering.engine import Engine


def lasting_engine(schedule: Schedule) -> Engine:
    """The schedule's engine, set aside with it and with all that was there before."""
    gc.collect()  # reading leaves cycles behind, which would stay for good
    gc.freeze()
    engine = Engine(schedule)
    gc.freeze()
    return engine
