"""Answers on the screen, each in the form that was asked for, with their numbered sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.conflicts import put_conflicts
from assistant.app.digests import put_digest
from assistant.app.refused import put_refusal
from assistant.app.safe import one_line, safe
from assistant.app.sources import marked, put_articles_cited, put_sources
from assistant.app.terminal import count, put, put_dates
from assistant.app.timelines import put_timeline
from assistant.domain import Answer, Dropped, Form

if TYPE_CHECKING:
    from rich.console import Console


def put_answer(console: Console, answer: Answer) -> None:
    """Prints an answer with its [n] markers and its sources, or a refusal with what to try."""
    put_rewritten(console, answer.rewritten)
    # A digest names its days itself.
    digest = answer.form is Form.DIGEST and not answer.refused
    put_dates(console, answer.dates, limit=not digest)
    if answer.refused:
        put_refusal(console, answer)
    elif digest:
        put_digest(console, answer)
    elif answer.form is Form.TIMELINE:
        put_timeline(console, answer)
    else:
        labels = {citation.label for citation in answer.citations}
        # Further lines of the text tell of the conflicts, which are drawn below.
        put(console, marked(safe(answer.text).partition("\n")[0], labels))
    put_rest(console, answer)


def put_rewritten(console: Console, rewritten: str | None) -> None:
    """Prints what a follow-up was read as, where it was read as more than it says."""
    if rewritten:
        put(console, Text(f"Read as: {one_line(rewritten)}", style="dim"))
        put(console)


def put_dropped(console: Console, dropped: Sequence[Dropped]) -> None:
    """Prints each sentence that was taken out, with the reason."""
    if not dropped:
        put(console, "Nothing was taken out of the last answer.")
        return
    taken = count(len(dropped), "sentence was", "sentences were")
    put(console, Text(f"{taken} written and not supported by the articles:", style="yellow"))
    for one in dropped:
        put(console, one_line(one.text), first="  × ", rest="    ")
        put(console, Text(one_line(one.reason), style="dim"), first="    ", rest="    ")


def put_rest(console: Console, answer: Answer) -> None:
    """Prints what stands below every answer: conflicts, remarks, the sources."""
    put_conflicts(console, answer)
    remarks = [one_line(notice) for notice in answer.notices]
    if answer.dropped:
        taken = count(len(answer.dropped), "sentence was", "sentences were")
        remarks.insert(0, f"{taken} taken out: not supported by the articles.")
    if remarks:
        put(console)
    for remark in remarks:
        put(console, Text(remark, style="yellow"))
    if not answer.citations:
        return
    put(console)
    if answer.form is Form.ANSWER:
        put_sources(console, answer.citations)
    else:
        # The entries of a timeline stand under the days that their words tell of.
        events = answer.form is Form.DIGEST
        put_articles_cited(console, answer.citations, answer.claims, events=events)
