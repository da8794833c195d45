"""Keeps Python's collector of cycles away while indexes are built.

It would look through everything that was built so far again and again, for a quarter of the time, and find nothing:
all of it lasts as long as its engine.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is collected inside; afterwards all is as it was."""
    resumes = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resumes:
            gc.enable()
