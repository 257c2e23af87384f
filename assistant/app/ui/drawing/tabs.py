"""What a digest or a timeline is asked for again by: its address, the name of its file; and the
buttons under it."""

from __future__ import annotations

import re
from datetime import date

from assistant.app.ui.desks import address
from assistant.app.ui.desks.view import Board
from assistant.app.ui.drawing.markup import text
from assistant.chat.shown import Shown
from assistant.dates import iso_day
from assistant.domain import DateRange

_NAMED = 60
"""Characters of a topic that stand in the name of a file."""


def days_of(shown: Shown | None) -> DateRange | None:
    """The days that a digest was asked of; None where they were none."""
    if shown is None:
        return None
    first, _, last = shown.question.partition("..")
    try:
        return DateRange(iso_day(first), iso_day(last or first))
    except ValueError:
        return None


def asked(first: date, last: date) -> str:
    """Days as a digest is asked of them: "2021-11-06", "2021-11-06..2021-11-15"."""
    return f"{first}" if first == last else f"{first}..{last}"


def link(board: Board, shown: Shown) -> str:
    """The address, from its question mark on, that leads to what is shown; "" where none does."""
    as_of = shown.within.as_of
    if board == "timeline":
        return address.of_timeline(shown.question, shown.within.published, as_of)
    days = days_of(shown)
    if days is None or days.start is None or days.end is None:
        return ""
    return address.of_digest(days.start, days.end, as_of)


def file_name(board: Board, shown: Shown) -> str:
    """ "digest-2021-11-06.md", "timeline-donbas.md": letters, digits and hyphens."""
    words = shown.question.replace("..", " to ").casefold()
    named = "-".join(re.findall(r"[^\W_]+", words))[:_NAMED].strip("-")
    return f"{board}-{named}.md" if named else f"{board}.md"


def tools(board: Board, shown: Shown) -> str:
    """Stop while it is made; then its link and its file, or the way to what there is."""
    if shown.busy:
        return f'<p class="dl-tools">{_button("stop", board, "Stop")}</p>'
    if shown.answer is None:
        return ""
    limited = shown.question or shown.within.published
    if board == "timeline" and shown.answer.refused and limited:
        return f'<p class="dl-tools">{_button("all", board, "Show everything that happened")}</p>'
    copied = (
        f'<button type="button" class="dl-more" data-do="link" data-turn="{board}" '
        f'data-query="{text(link(board, shown))}">Copy link</button>'
    )
    return f'<p class="dl-tools">{copied}{_button("file", board, "Save as Markdown")}</p>'


def _button(does: str, board: Board, name: str) -> str:
    return (
        f'<button type="button" class="dl-more" data-do="{does}" '
        f'data-turn="{board}">{name}</button>'
    )
