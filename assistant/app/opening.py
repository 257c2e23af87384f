"""An Assistant that is open, indexed and says when the corpus has moved on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.stopping import stopping_says

if TYPE_CHECKING:
    from assistant.assembly import Assistant

LAST_INDEX_STAYS = "stopped: the last index stays in use"


@contextmanager
def opened(store: Path | None, as_of: date | None = None) -> Iterator[Assistant]:
    """An Assistant with the settings of this run, closed at the end."""
    from assistant.assembly import build
    from assistant.config import load_settings

    assistant = build(load_settings(store=store, as_of=as_of))
    try:
        yield assistant
    finally:
        assistant.close()


def make_ready(assistant: Assistant) -> None:
    """Builds the index where there is none; says on standard error how many files changed since."""
    if assistant.indexed():
        changed = assistant.changed_files()
        if changed:
            files = "1 file" if changed == 1 else f"{changed:,} files"
            print(f"{files} changed since the last sync: run assistant index", file=sys.stderr)
        return
    from assistant.app.progress import progress_bar

    with stopping_says("stopped: nothing is indexed yet"), progress_bar() as moved:
        report = assistant.sync(on_progress=moved)
    if report.problems:
        count = len(report.problems)
        problems = "1 problem" if count == 1 else f"{count:,} problems"
        print(
            f"{problems} in the corpus: run assistant index to see what was skipped",
            file=sys.stderr,
        )
