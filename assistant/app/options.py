"""The options that several commands share, as annotated types, and what they are read into."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.errors import QuestionError

if TYPE_CHECKING:
    from assistant.domain import DateRange


def iso_day(words: str) -> date:
    """The day that YYYY-MM-DD names; anything else is bad usage (exit code 2)."""
    from assistant import dates

    try:
        return dates.iso_day(words)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def limit_between(start: date | None, end: date | None) -> DateRange | None:
    """The days from --from to --to, both included; None where neither is given."""
    from assistant.domain import DateRange

    if start is None and end is None:
        return None
    if start is not None and end is not None and start > end:
        raise QuestionError(
            f"--from {start} is after --to {end}: swap the two days, or leave one out"
        )
    return DateRange(start, end)


Question = Annotated[
    str,
    typer.Argument(
        metavar="QUESTION",
        show_default=False,
        help="What to ask; - reads questions from standard input, one a line, and answers "
        "in JSON Lines.",
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        show_default=False,
        help="Where the index lives (setting ASSISTANT_STORE, default .assistant).",
    ),
]
# The words of domain.GeneratorName, which --help must not wait for.
Generator = Annotated[
    Literal["extractive", "llm"] | None,
    typer.Option(
        "--generator",
        show_default=False,
        help="Who writes: extractive quotes the articles and sends nothing, llm is the model "
        "(default: llm where OPENAI_API_KEY, OPENAI_BASE_URL or ASSISTANT_MODEL is set).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
AsMarkdown = Annotated[
    bool, typer.Option("--markdown", help="Print Markdown, with every source and its quote.")
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=iso_day,
        metavar="DATE",
        show_default=False,
        help='The day that "today" means (default: the newest article\'s).',
    ),
]
From = Annotated[
    date | None,
    typer.Option(
        "--from",
        parser=iso_day,
        metavar="DATE",
        show_default=False,
        help="Only articles published on this day or later.",
    ),
]
To = Annotated[
    date | None,
    typer.Option(
        "--to",
        parser=iso_day,
        metavar="DATE",
        show_default=False,
        help="Only articles published on this day or earlier.",
    ),
]
