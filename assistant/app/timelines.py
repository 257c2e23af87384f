"""Timelines on the screen: days in a column, one development each beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.days import spell_range
from assistant.app.entries import event_of
from assistant.app.sources import claim_text
from assistant.app.terminal import count, put, put_beside
from assistant.dates.spelled import spell_day, spell_days
from assistant.domain import Answer, Claim, EventDate

if TYPE_CHECKING:
    from rich.console import Console

NEW = "+"
LEGEND = {
    NEW: "has a number or a name that no earlier entry has",
    "published": "the day of the article, where its words tell of none",
    "planned": "was still to come when the article was written",
}


def put_timeline(console: Console, answer: Answer) -> None:
    """Prints how much a timeline tells and read, its entries, and what its marks mean."""
    put(console, Text(_headline(answer), style="bold"))
    put(console)
    events = [event_of(claim, answer.citations) for claim in answer.claims]
    pairs = list(zip(answer.claims, events, strict=True))
    days = [_day(claim, event) for claim, event in pairs]
    notes = [_note(claim, event) for claim, event in pairs]
    width = max((len(cell) for cell in (*days, *notes)), default=0)
    noted = max((len(note) for note in notes), default=0)
    for claim, day, note in zip(answer.claims, days, notes, strict=True):
        mark = Text(f"  {NEW if claim.new else ' '} ", style="bold yellow")
        first = Text.assemble((f"{day:>{width}}", "green"), mark)
        margin = [first]
        if console.is_terminal:
            if note:
                margin.append(Text(f"{note:>{width}}    ", style="dim"))
        elif noted:
            first = Text.assemble(f"{day:>{width}}  {note:<{noted}}", mark)
            margin = [first]
        put_beside(console, margin, claim_text(claim))
    _put_legend(console, {*notes, *(NEW for claim in answer.claims if claim.new)})


def _headline(answer: Answer) -> str:
    line = count(len(answer.claims), "development")
    read, there = answer.articles_read, answer.articles_in_range
    if read is not None and there is not None:
        line += f"; read {read:,} of {count(there, 'article')}"
        # The days of the articles: what they tell of may lie long before.
        if answer.range is not None and not answer.range.open:
            closed = answer.range.start and answer.range.end
            line += f" {'of' if closed else 'published'} {spell_range(answer.range)}"
    return line


def _day(claim: Claim, event: EventDate | None) -> str:
    """ "Tue 2 Nov 2021"; the days of an event that took several: "1 to 7 Nov 2021", "2014"."""
    if event is not None and event.start != event.end:
        return spell_days(event.start, event.end, short=True)
    return f"{claim.date:%a} {spell_day(claim.date, short=True)}" if claim.date else ""


def _note(claim: Claim, event: EventDate | None) -> str:
    if event is not None and event.planned:
        return "planned"
    return "published" if claim.date_is == "published" else ""


def _put_legend(console: Console, used: set[str]) -> None:
    told = {sign: meaning for sign, meaning in LEGEND.items() if sign in used}
    if not told:
        return
    put(console)
    width = max(map(len, told))
    for sign, meaning in told.items():
        first = f"{sign:<{width}}  "
        put(console, Text(meaning, style="dim"), first=Text(first, "dim"), rest=" " * len(first))
