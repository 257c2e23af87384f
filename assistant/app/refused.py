"""Refusals on the screen: why there is no answer, and what to type instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.days import as_typed, spell_range
from assistant.app.safe import one_line
from assistant.app.terminal import put
from assistant.domain import Answer, DateRange, Form, Reason

if TYPE_CHECKING:
    from rich.console import Console

# What a refusal's own words do not say; they stand just above.
TRY = {
    Reason.NOT_IN_CORPUS: "assistant search, which shows the passages that come nearest",
    Reason.NOT_IN_RANGE: "other days, or the question without dates",
    Reason.AMBIGUOUS_DATE: "the day written YYYY-MM-DD",
    Reason.NOT_SUPPORTED: "--generator extractive (in a chat: /extractive), which quotes the "
    "articles instead",
}
# A day in numbers, as it stands in a question: 06/11/2021, 6.11.21.
_NUMBERS = re.compile(r"(?<![\w./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/-])")


def put_refusal(console: Console, answer: Answer) -> None:
    """Prints why there is no answer, and what can be asked instead."""
    why = one_line(answer.text)
    put(console, Text.assemble(("No answer. ", "bold yellow"), why))
    if answer.dates.alternatives:
        _put_readings(console, answer)
    else:
        put(console, Text(f"Try: {_attempt(answer, why)}.", style="dim"))


def _attempt(answer: Answer, why: str) -> str:
    assert answer.reason is not None
    if not answer.nearest:
        without = answer.form is Form.DIGEST and answer.reason is Reason.NOT_IN_RANGE
        return "other days" if without else TRY[answer.reason]
    nearest = [day.isoformat() for day in answer.nearest]
    told = all(day in why for day in nearest)
    days = "one of those days" if told else " or ".join(nearest)
    # A digest without its days would be another one.
    return days if answer.form is Form.DIGEST else f"{days}, or the question without dates"


def _put_readings(console: Console, answer: Answer) -> None:
    """Prints the question as it can be typed for each reading of its date."""
    readings = answer.dates.alternatives
    typed = [_typed(answer.question, days) for days in readings]
    width = max(len(line) for line in typed)
    put(console, Text("Ask again, with the day that you mean:", style="dim"))
    for line, days in zip(typed, readings, strict=True):
        put(
            console,
            Text.assemble((f"{line:<{width}}", "bold"), (f"  {spell_range(days)}", "green")),
            first="  ",
            rest="    ",
        )


def _typed(question: str, days: DateRange) -> str:
    """The question with its ambiguous day written YYYY-MM-DD, or else the days alone."""
    if days.start is None or days.start != days.end:
        return as_typed(days)
    asked = one_line(question)
    replaced, times = _NUMBERS.subn(str(days.start), asked)
    return replaced if times == 1 else as_typed(days)
