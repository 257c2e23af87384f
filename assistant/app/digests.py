"""Digests on the screen: what was read, then the points of each part, most important first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.app.days import as_typed, heading, spell_range
from assistant.app.safe import one_line
from assistant.app.sources import claim_text
from assistant.app.terminal import count, put
from assistant.domain import Answer, Claim, DateRange, DateReading

if TYPE_CHECKING:
    from rich.console import Console

Points = Sequence[Sequence[Claim]]


def put_digest(console: Console, answer: Answer) -> None:
    """Prints how many of its articles a digest read, and its parts."""
    put_read(console, answer)
    for part in answer.parts:
        points = [[answer.claims[place] for place in point] for point in part.points]
        put(console)
        named = part.days if len(answer.parts) > 1 else None
        put_part(console, named, part.articles, points)


def put_read(console: Console, answer: Answer, *, days: bool = True) -> None:
    """Prints "Read 3 of 3 articles of 6 November 2021", or only the counts."""
    read, there = answer.articles_read, answer.articles_in_range
    line = "Read the articles"
    if read is not None and there is not None:
        line = f"Read {read:,} of {count(there, 'article')}"
    if days:
        line = f"{line} {_of(answer.range or answer.dates.limit, answer.dates)}".rstrip()
    quoted = {name for one in answer.citations for name in (one.article, *one.also_in)}
    rest = (read or 0) - len(quoted)
    told = f"; {rest:,} of them {'is' if rest == 1 else 'are'} not quoted" if rest > 0 else ""
    put(console, Text.assemble((line, "bold"), (told, "dim")))


def put_begun(console: Console, reading: DateReading) -> None:
    """Prints what is being summed up, where the parts come before the counts are known."""
    of = _of(reading.limit, reading)
    put(console, Text(f"Reading the articles {of}".rstrip(), style="bold"))


def _of(days: DateRange | None, reading: DateReading) -> str:
    """ "of 6 November 2021 (“yesterday”)"; "" where no days are known."""
    if days is None or days.open:
        return ""
    spelled = spell_range(days)
    line = f"of {spelled}" if days.start and days.end else f"published {spelled}"
    words = one_line(reading.limit.words or "") if reading.limit else ""
    # Words that name the days as they are spelled say nothing new.
    bare = re.sub(r"^(?:on|in|from|of) ", "", words.casefold())
    if bare != as_typed(days) and not spelled.casefold().startswith(bare):
        line += f" (“{words}”)"
    return f"{line}, published or told of" if reading.applies_to == "either" else line


def put_part(console: Console, days: DateRange | None, articles: int, points: Points) -> None:
    """Prints a part: its days (unless None) and how many articles they have, then its points."""
    if days is not None:
        there = (f" · {count(articles, 'article')}", "dim")
        put(console, Text.assemble((heading(days), "bold green"), there))
    if not points:
        put(console, Text("Nothing to tell.", style="dim"))
    for point in points:
        line = Text(" ").join(claim_text(claim) for claim in point)
        put(console, line, first=Text("• ", style="green"), rest="  ")
