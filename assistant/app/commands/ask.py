"""``assistant ask`` and ``assistant chat``."""

from __future__ import annotations

import typer

from assistant.app.commands.results import put_result
from assistant.app.opening import make_ready, opened
from assistant.app.options import AsJson, AsOf, From, Generator, Question, Store, To, limit_between
from assistant.app.sending import say_who_writes, writer_of


def ask(
    question: Question,
    store: Store = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    start: From = None,
    end: To = None,
    generator: Generator = None,
) -> None:
    """Answer a question, every sentence with its source."""
    from assistant.app import streams, wire

    limit = limit_between(start, end)
    with opened(store, as_of, generator) as assistant:
        say_who_writes(assistant)
        make_ready(assistant)
        if question == "-":
            if not streams.answer_lines(
                lambda line: wire.answer(assistant.ask(line, limit=limit, as_of=as_of))
            ):
                raise typer.Exit(1)
            return
        asked = streams.argument(question)
        live = writer_of(assistant) is not None
        put_result(assistant.stream(asked, limit=limit, as_of=as_of), as_json, live=live)


def chat(
    store: Store = None,
    as_of: AsOf = None,
    start: From = None,
    end: To = None,
    generator: Generator = None,
) -> None:
    """Ask and follow up, in the terminal."""
    limit = limit_between(start, end)
    with opened(store, as_of, generator) as assistant:
        say_who_writes(assistant)
        make_ready(assistant)
        from assistant.app.conversation import converse, typed_lines
        from assistant.app.terminal import screen

        converse(assistant, screen(), typed_lines(), limit=limit, as_of=as_of)
