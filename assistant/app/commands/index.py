"""``assistant index``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.app.opening import LAST_INDEX_STAYS, opened
from assistant.app.options import AsJson, Store
from assistant.app.stopping import stopping_says
from assistant.errors import CorpusError


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="Files or folders (default: setting ASSISTANT_CORPUS, else what was indexed "
            "before, else the seeds).",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Change nothing if anything cannot be read.")
    ] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build everything anew, also what did not change.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Read the corpus into the store; only what changed is read again."""
    from assistant.app.progress import progress_bar

    try:
        with stopping_says(LAST_INDEX_STAYS), opened(store) as assistant, progress_bar() as moved:
            report = assistant.sync(
                paths or None, strict=strict, rebuild=rebuild, on_progress=moved
            )
    except CorpusError as error:
        _list_problems(error, as_json)
        raise
    if as_json:
        from assistant.app import streams, wire

        streams.put_json(wire.sync_report(report))
        return
    from assistant.app.reports import put_report
    from assistant.app.terminal import screen

    put_report(screen(), report)


def _list_problems(error: CorpusError, as_json: bool) -> None:
    """Prints everything that is wrong, before the one sentence that every error gets."""
    if as_json:
        from assistant.app import streams, wire

        streams.put_json({"error": str(error), "problems": wire.problems(error.problems)})
    elif error.problems:
        from assistant.app.reports import put_problems
        from assistant.app.terminal import count, screen

        heading = count(len(error.problems), "problem")
        put_problems(screen(stderr=True), error.problems, heading)
