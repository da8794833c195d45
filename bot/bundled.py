"""The workshop that comes with the program, so that it can be tried before anything is set up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.config import ScheduleConfig

# The workshop page names neither its date nor its zone: it was held in New Orleans.
WORKSHOP = ScheduleConfig(
    source=str(Path(__file__).parent / "data" / "ml-for-systems-2022.txt"),
    date=date(2022, 12, 3),
    timezone="America/Chicago",
    title="ML for Systems 2022",
)
