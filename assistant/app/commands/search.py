"""``assistant search``."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.app.opening import make_ready, opened
from assistant.app.options import AsJson, AsOf, From, Question, Store, To, limit_between


def search(
    question: Question,
    k: Annotated[
        int, typer.Option("-k", min=1, max=1000, metavar="N", help="How many passages.")
    ] = 10,
    store: Store = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    start: From = None,
    end: To = None,
) -> None:
    """Show the passages nearest to a question."""
    from assistant.app import streams, wire

    limit = limit_between(start, end)
    with opened(store, as_of) as assistant:
        make_ready(assistant)
        if question == "-":
            if not streams.answer_lines(
                lambda line: wire.search_result(
                    assistant.search(line, k=k, limit=limit, as_of=as_of)
                )
            ):
                raise typer.Exit(1)
            return
        result = assistant.search(streams.argument(question), k=k, limit=limit, as_of=as_of)
    if as_json:
        streams.put_json(wire.search_result(result))
        return
    from assistant.app.hits import put_hits
    from assistant.app.terminal import screen

    put_hits(screen(), result)
