"""``assistant dates``."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.app.commands.results import one_argument
from assistant.app.options import AsJson, AsOf, Store


def dates(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PHRASE",
            show_default=False,
            help='Words with dates, such as a question; - reads phrases, or {"phrase", "as_of"}, '
            "from standard input, one a line, and answers in JSON Lines.",
        ),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Say what the dates in a phrase are read as."""
    phrase = one_argument(words)
    if phrase is None:
        raise typer.BadParameter(
            'name a phrase, such as: assistant dates "What did Biden say last week?"',
            param_hint="PHRASE",
        )
    from assistant.app import readings, streams

    today = readings.Today(store, as_of)
    if phrase == "-":
        if not readings.read_lines(today):
            raise typer.Exit(1)
        return
    reading, ms = readings.timed(phrase, today.day)
    if as_json:
        streams.put_json(readings.as_json(reading, today.day, ms))
        return
    from assistant.app.terminal import screen

    readings.put_reading(screen(), reading, today)
