"""An Assistant that is open, indexed and says when the corpus has moved on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.safe import one_line
from assistant.app.stopping import stopping_says
from assistant.errors import CorpusError

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.domain import GeneratorName

LAST_INDEX_STAYS = "stopped: the last index stays in use"


@contextmanager
def opened(
    store: Path | None, as_of: date | None = None, generator: GeneratorName | None = None
) -> Iterator[Assistant]:
    """An Assistant with the settings of this run, closed at the end."""
    from assistant.assembly import build
    from assistant.config import load_settings

    assistant = build(load_settings(store=store, as_of=as_of, generator=generator))
    try:
        yield assistant
    finally:
        assistant.close()


def make_ready(assistant: Assistant) -> None:
    """Builds the index where there is none; says on standard error how many files changed since.

    Files that cannot be looked at are a note there, too: the index answers without them.
    """
    # Here, since it costs numpy: --help must not wait for it.
    from assistant.index.advice import index_command

    if assistant.indexed():
        try:
            changed = assistant.changed_files()
        except (CorpusError, OSError) as error:
            # The articles are in the index: that their files cannot be seen keeps nobody waiting.
            print(f"cannot look for changes: {one_line(str(error))}", file=sys.stderr)
            return
        if changed:
            files = "1 file" if changed == 1 else f"{changed:,} files"
            advice = index_command(assistant.settings.store)
            print(f"{files} changed since the last sync: run {advice}", file=sys.stderr)
        return
    from assistant.app.progress import progress_bar

    with stopping_says("stopped: nothing is indexed yet"), progress_bar() as moved:
        report = assistant.sync(on_progress=moved)
    if report.problems:
        from assistant.app.terminal import tally

        found = tally(report.skipped, len(report.problems))
        advice = index_command(assistant.settings.store)
        print(f"{found} in the corpus: run {advice} to see why", file=sys.stderr)
