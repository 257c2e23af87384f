"""Where articles differ, on the screen: each figure with its day, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.safe import one_line
from assistant.app.sources import MARK
from assistant.app.terminal import put
from assistant.dates.spelled import spell_day

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.domain import Answer


def put_conflicts(console: Console, answer: Answer) -> None:
    """Prints a block for each thing of which the articles say different things."""
    for conflict in answer.conflicts:
        put(console)
        head = "Corrected:" if conflict.settled else "Reports differ on"
        about = f"{head} {one_line(conflict.about)}, newest first:"
        put(console, Text(about, style="bold yellow"))
        days = [spell_day(side.day, short=True) for side in conflict.sides]
        width = max((len(day) for day in days), default=0)
        indent = " " * (width + 4)
        for side, day in zip(conflict.sides, days, strict=True):
            markers = [(f" [{n}]", MARK) for n in answer.claims[side.claim].citations]
            since = " (since corrected)" if side.corrected else ""
            said = Text.assemble((one_line(side.words), "bold"), *markers, since)
            put(console, said, first=Text(f"  {day:>{width}}  ", style="green"), rest=indent)
