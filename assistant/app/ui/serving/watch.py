"""A sync of its own accord, when files of the corpus have changed and come to rest."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.safe import one_line
from assistant.corpus.files import find_files
from assistant.errors import AssistantError, IndexLocked
from assistant.index import known_sources

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.domain import SyncReport

SECONDS = 2.0
"""Between two looks at the files; they are at rest when two looks in a row see the same."""

_Seen = frozenset[tuple[str, int, int]]


class Watch:
    """A thread that looks at the files until it is stopped; one sync at a time, never two.

    Where another process writes the index, it is tried again at the next look. What a sync did, and
    what is wrong, is a line on standard error each. A sync that fails is not tried again
    before the files have changed once more.
    """

    def __init__(self, assistant: Assistant, seconds: float = SECONDS) -> None:
        self._assistant = assistant
        self._seconds = seconds
        self._over = threading.Event()
        self._last: _Seen | None = None
        self._failed: _Seen | None = None
        self._complaint = ""
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 1.0) -> None:
        """Ends it; waits that long for a sync that runs, which leaves the last index in use."""
        self._over.set()
        self._thread.join(seconds)

    def _work(self) -> None:
        while not self._over.wait(self._seconds):
            try:
                self.look()
            except IndexLocked:
                continue
            except (AssistantError, OSError) as error:
                self._complain(f"cannot look for changes: {error}")

    def look(self) -> None:
        """One look: a sync where files have changed since the last one and not since the last look.

        Raises IndexLocked, and what looking at the files raises.
        """
        if not self._assistant.changed_files():
            self._last = self._failed = None
            self._complaint = ""
            return
        seen = _seen(known_sources(self._assistant.settings.store))
        rests, self._last = seen == self._last, seen
        if not rests or seen == self._failed:
            return
        try:
            report = self._assistant.sync()
        except IndexLocked:
            raise
        except AssistantError as error:
            self._failed = seen
            self._complain(f"the changed files could not be indexed: {error}")
            return
        # Should files still count as changed, once more would not help, either.
        self._failed, self._complaint = seen, ""
        _say(_told(report))

    def _complain(self, sentence: str) -> None:
        """Says it, once for as long as nothing else happens."""
        if sentence != self._complaint:
            self._complaint = sentence
            _say(sentence)


@contextmanager
def watching(assistant: Assistant, *, wanted: bool) -> Iterator[None]:
    """A Watch for as long as the block lasts, or nothing where it is not wanted."""
    if not wanted:
        yield
        return
    watch = Watch(assistant)
    watch.start()
    try:
        yield
    finally:
        watch.stop()


def _seen(roots: list[Path]) -> _Seen:
    return frozenset(
        (str(file.path), file.size, file.mtime_ns)
        for root in roots
        if root.exists()
        for file in find_files(root)
    )


def _told(report: SyncReport) -> str:
    counts = f"{report.added} added, {report.changed} changed, {report.removed} removed"
    if not report.problems:
        return f"synced: {counts}"
    first = report.problems[0]
    many = "1 problem" if len(report.problems) == 1 else f"{len(report.problems):,} problems"
    return f"synced: {counts}; {many}, first {first.path}: {first.message}"


def _say(sentence: str) -> None:
    print(f"watch: {one_line(sentence)}", file=sys.stderr, flush=True)
