"""``assistant check``."""

from __future__ import annotations

from typing import Annotated

import typer


def check(
    lines: Annotated[
        str,
        typer.Argument(
            metavar="-",
            show_default=False,
            help='- reads {"claim", "source", "published"} from standard input, one a line, and '
            "answers in JSON Lines.",
        ),
    ],
) -> None:
    """Say whether a source says what a claim says, and where."""
    if lines != "-":
        raise typer.BadParameter(
            'claims come from standard input: assistant check - < claims.jsonl, each line {"claim",'
            ' "source", "published"}',
            param_hint="-",
        )
    from assistant.app.checks import read_lines

    if not read_lines():
        raise typer.Exit(1)
