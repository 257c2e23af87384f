"""What ``ask``, ``digest`` and ``timeline`` do with their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.domain import Article, Event


def put_result(events: Iterable[Event], as_json: bool, *, live: bool = False) -> None:
    """Prints the answer that the events come to: as JSON, or as text while it comes about.

    ``live`` as in put_events.
    """
    if as_json:
        from assistant.app import streams, wire
        from assistant.app.watching import await_answer

        streams.put_json(wire.answer(await_answer(events)))
        return
    from assistant.app.terminal import screen
    from assistant.app.watching import put_events

    put_events(screen(), events, live=live)


def put_markdown(events: Iterable[Event], article: Callable[[str], Article]) -> None:
    """Prints the answer that the events come to as Markdown; ``article`` looks one up by its id."""
    from assistant.app.export import answer_markdown, urls_of
    from assistant.app.watching import await_answer

    answer = await_answer(events)
    print(answer_markdown(answer, urls_of(answer, article)), end="")


def one_way(days: str | None, as_json: bool, as_markdown: bool) -> None:
    """Refuses ``--markdown`` where the answer is JSON."""
    if as_markdown and (as_json or days == "-"):
        raise typer.BadParameter(
            "leave out one of the two: --json and - print JSON", param_hint="--markdown"
        )


def put_result_lines(ask: Callable[[str], Iterable[Event]]) -> None:
    """Answers the lines of standard input as JSON Lines; exit code 1 where one failed."""
    from assistant.app import streams, wire
    from assistant.app.watching import await_answer

    if not streams.answer_lines(lambda line: wire.answer(await_answer(ask(line)))):
        raise typer.Exit(1)


def one_argument(words: list[str] | None) -> str | None:
    """The words of the command line as one argument, since few type quotes round "last week"."""
    from assistant.app.streams import argument

    return argument(" ".join(words)).strip() or None if words else None
