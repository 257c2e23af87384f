"""``assistant feedback export``."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Annotated, Literal

import typer

from assistant.app.options import Store

feedback = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Use what readers thought of answers.",
)


@feedback.command()
def export(
    store: Store = None,
    corpus: Annotated[
        str,
        typer.Option("--corpus", metavar="NAME", help="What the cases call the corpus."),
    ] = "mine",
    votes: Annotated[
        Literal["up", "down", "all"],
        typer.Option("--votes", help="Which of them to print."),
    ] = "all",
) -> None:
    """Print an eval case for each vote, in JSON Lines."""
    if not corpus.strip():
        raise typer.BadParameter("name the corpus: --corpus mine")
    from assistant.app import streams
    from assistant.app.eval_cases import eval_case
    from assistant.chat.conversations import Conversations
    from assistant.config import load_settings

    settings = load_settings(store=store)
    name = streams.argument(corpus)
    told = left_out = 0
    with closing(Conversations(settings.store)) as conversations:
        for one in conversations.feedback():
            if votes not in ("all", one.vote.vote):
                continue
            case = eval_case(one, name)
            if case is None:
                left_out += 1
                continue
            streams.put_json_line(case)
            told += 1
    if left_out:
        votes_are = "1 vote was" if left_out == 1 else f"{left_out:,} votes were"
        print(f"{votes_are} left out: no answer came, or it cannot be read", file=sys.stderr)
    elif not told:
        print(
            f"there are no such votes in {settings.store}: readers give them in the page, under an "
            "answer",
            file=sys.stderr,
        )
