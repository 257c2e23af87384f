"""Answers and their numbered sources on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.safe import one_line, safe
from assistant.app.terminal import count, put, put_dates, spell_days, spell_range
from assistant.domain import Answer, Citation, Reason

if TYPE_CHECKING:
    from rich.console import Console

# What a refusal's own words do not say; they stand just above.
TRY = {
    Reason.NOT_IN_CORPUS: "assistant search, which shows the passages that come nearest",
    Reason.NOT_IN_RANGE: "other days, or the question without dates",
    Reason.AMBIGUOUS_DATE: "the day written YYYY-MM-DD",
    Reason.NOT_SUPPORTED: "assistant search, which shows the passages themselves",
}


def put_answer(console: Console, answer: Answer) -> None:
    """Prints an answer with its [n] markers and its sources, or a refusal with what to try."""
    if answer.rewritten:
        put(console, Text(f"Read as: {one_line(answer.rewritten)}", style="dim"))
        put(console)
    put_dates(console, answer.dates)
    if answer.reason is not None:
        _put_refusal(console, answer, answer.reason)
    else:
        for paragraph in safe(answer.text).split("\n"):
            put(console, _with_markers(paragraph, answer.citations))
    if answer.dropped:
        taken = count(len(answer.dropped), "sentence was", "sentences were")
        put(console)
        put(console, Text(f"{taken} taken out: not supported by the articles.", style="yellow"))
    if answer.citations:
        put(console)
        put_sources(console, answer.citations)


def _with_markers(paragraph: str, citations: Sequence[Citation]) -> Text:
    text = Text(paragraph)
    labels = {citation.label for citation in citations}
    for marker in re.finditer(r"\[([0-9]{1,4})\]", paragraph):
        # "[2021]" in an article's own words is no marker of ours.
        if int(marker[1]) in labels:
            text.stylize("bold cyan", *marker.span())
    return text


def _put_refusal(console: Console, answer: Answer, reason: Reason) -> None:
    why = one_line(answer.text)
    put(console, Text.assemble(("No answer. ", "bold yellow"), why))
    if answer.dates.alternatives:
        readings = " or ".join(spell_range(days) for days in answer.dates.alternatives)
        put(console, Text(f"It can be read as: {readings}"))
    attempt = TRY[reason]
    if answer.nearest:
        told = all(day.isoformat() in why for day in answer.nearest)
        days = "one of those days" if told else spell_days(answer.nearest)
        attempt = f"{days}, or the question without dates"
    put(console, Text(f"Try: {attempt}.", style="dim"))


def put_sources(console: Console, citations: Sequence[Citation]) -> None:
    """Prints the numbered sources: date, title, article id, quote."""
    width = max(len(str(citation.label)) for citation in citations) + 3
    indent = " " * width
    for number, citation in enumerate(citations):
        if number:
            put(console)
        put(
            console,
            Text.assemble(
                (citation.published.isoformat(), "green"),
                "  ",
                (one_line(citation.title), "bold"),
            ),
            first=Text(f"[{citation.label}]".ljust(width), style="bold cyan"),
            rest=indent,
        )
        put(console, Text(one_line(citation.article), style="dim"), first=indent, rest=indent)
        if citation.event is not None:
            event = citation.event
            days = str(event.start) if event.start == event.end else f"{event.start} to {event.end}"
            told = f"tells of {days} (“{one_line(event.words)}”)"
            put(console, Text(told, style="dim"), first=indent, rest=indent)
        put(console, one_line(citation.quote), first=f"{indent}│ ", rest=f"{indent}│ ")
        if citation.also_in:
            copies = ", ".join(one_line(copy) for copy in citation.also_in)
            put(console, Text(f"also in: {copies}", style="dim"), first=indent, rest=indent)
