"""``assistant timeline``."""

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


def timeline(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC",
            show_default=False,
            help="What it is about (default: everything); - reads topics from standard input, "
            "one a line, and answers in JSON Lines.",
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
    """Tell what happened, in the order of its days."""
    topic = one_argument(words)
    one_way(topic, as_json, as_markdown)
    limit = limit_between(start, end)
    with opened(store, as_of, generator) as assistant:
        say_who_writes(assistant)
        make_ready(assistant)
        if topic == "-":
            put_result_lines(lambda line: assistant.timeline(line, limit=limit, as_of=as_of))
            return
        events = assistant.timeline(topic, limit=limit, as_of=as_of)
        if as_markdown:
            put_markdown(events, assistant.article)
            return
        put_result(events, as_json)
