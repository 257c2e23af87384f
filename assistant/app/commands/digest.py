"""``assistant digest``."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.app.commands.results import (
    one_argument,
    one_way,
    put_markdown,
    put_result,
    put_result_lines,
)
from assistant.app.opening import make_ready, opened
from assistant.app.options import (
    AsJson,
    AsMarkdown,
    AsOf,
    From,
    Generator,
    Store,
    To,
    limit_between,
)
from assistant.app.sending import say_who_writes


def digest(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DATE|RANGE",
            show_default=False,
            help='A day or a range: 2021-11-06, "last week", 2021-11-06..2021-11-15; - reads '
            "them from standard input, one a line, and answers in JSON Lines.",
        ),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    as_of: AsOf = None,
    start: From = None,
    end: To = None,
    generator: Generator = None,
) -> None:
    """Sum up days, from every article of them."""
    days = one_argument(words)
    if days is None:
        raise typer.BadParameter(
            "name a day or a range, such as: assistant digest 2021-11-06, or "
            "assistant digest last week",
            param_hint="DATE|RANGE",
        )
    one_way(days, as_json, as_markdown)
    limit = limit_between(start, end)
    with opened(store, as_of, generator) as assistant:
        say_who_writes(assistant)
        make_ready(assistant)
        if days == "-":
            put_result_lines(lambda line: assistant.digest(line, limit=limit, as_of=as_of))
            return
        events = assistant.digest(days, limit=limit, as_of=as_of)
        if as_markdown:
            put_markdown(events, assistant.article)
            return
        put_result(events, as_json)
