"""The sources of an answer on the screen: each with its quote, or one line an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.days import spell_event
from assistant.app.safe import one_line
from assistant.app.terminal import put

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.domain import Citation, Claim

MARK = "bold cyan"
LABELS = 12  # columns for the labels of one article; more of them get a line of their own


def marked(text: str, labels: Collection[int]) -> Text:
    """The text with its [n] markers coloured."""
    told = Text(text)
    for marker in re.finditer(r"\[([0-9]{1,4})\]", text):
        # "[2021]" in an article's own words is no marker of ours.
        if int(marker[1]) in labels:
            told.stylize(MARK, *marker.span())
    return told


def claim_text(claim: Claim) -> Text:
    """The claim with its markers behind it."""
    return Text.assemble(one_line(claim.text), *((f" [{n}]", MARK) for n in claim.citations))


def put_sources(console: Console, citations: Sequence[Citation]) -> None:
    """Prints the numbered sources: date, title, article id, quote."""
    width = max(len(str(citation.label)) for citation in citations) + 3
    indent = " " * width
    for number, citation in enumerate(citations):
        if number:
            put(console)
        first = Text(f"[{citation.label}]".ljust(width), style=MARK)
        put(console, _headline(citation), first=first, rest=indent)
        put(console, Text(one_line(citation.article), style="dim"), first=indent, rest=indent)
        if note := _event(citation):
            put(console, note, first=indent, rest=indent)
        put(console, one_line(citation.quote), first=f"{indent}│ ", rest=f"{indent}│ ")
        _put_copies(console, [citation], indent)


def put_articles_cited(
    console: Console, citations: Sequence[Citation], claims: Iterable[Claim], *, events: bool
) -> None:
    """Prints the sources an article each: its labels, date, title and id.

    A quote is shown only where no claim already says it word for word; with ``events`` the words
    that tell of a day stand with that day.
    """
    said = {one_line(claim.text) for claim in claims}
    by_article: dict[str, list[Citation]] = {}
    for citation in citations:
        by_article.setdefault(citation.article, []).append(citation)
    names = {article: _labels(cited) for article, cited in by_article.items()}
    width = max((len(name) for name in names.values() if len(name) <= LABELS), default=0) + 1
    indent = " " * width
    for article, cited in by_article.items():
        label = Text(names[article].ljust(width), style=MARK)
        if len(names[article]) > LABELS:
            put(console, label)
            label = Text(indent)
        put(console, _headline(cited[0]), first=label, rest=indent)
        put(console, Text(one_line(article), style="dim"), first=indent, rest=indent)
        for citation in cited:
            # Where an article is cited once, its labels need no repeating.
            mark = Text(f"[{citation.label}] " if len(cited) > 1 else "", style="cyan")
            if events and (note := _event(citation)):
                put(console, Text.assemble(mark, note), first=indent, rest=indent)
            if one_line(citation.quote) not in said:
                quote = Text.assemble(mark, one_line(citation.quote))
                put(console, quote, first=f"{indent}│ ", rest=f"{indent}│ ")
        _put_copies(console, cited, indent)


def _headline(citation: Citation) -> Text:
    return Text.assemble(
        (citation.published.isoformat(), "green"), "  ", (one_line(citation.title), "bold")
    )


def _event(citation: Citation) -> Text | None:
    """The words that tell of a day with that day; None where they name its year themselves."""
    event = citation.event
    if event is None or (str(event.start.year) in event.words and not event.planned):
        return None
    planned = ", planned" if event.planned else ""
    return Text.assemble(
        (f"“{one_line(event.words)}”: ", "dim"), (f"{spell_event(event)}{planned}", "green")
    )


def _put_copies(console: Console, cited: Sequence[Citation], indent: str) -> None:
    copies = dict.fromkeys(one_line(copy) for citation in cited for copy in citation.also_in)
    if copies:
        put(
            console,
            Text(f"also in: {', '.join(copies)}", style="dim"),
            first=indent,
            rest=indent,
        )


def _labels(cited: Sequence[Citation]) -> str:
    """ "[1] [4]"; three or more in a row as "[1]–[3]"."""
    runs: list[list[int]] = []
    for label in sorted(citation.label for citation in cited):
        if runs and label == runs[-1][-1] + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return " ".join(
        f"[{run[0]}]–[{run[-1]}]" if len(run) > 2 else " ".join(f"[{label}]" for label in run)
        for run in runs
    )
