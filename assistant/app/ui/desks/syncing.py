"""A sync that runs beside the page."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from assistant.domain import Progress, SyncReport
from assistant.errors import AssistantError, IndexLocked

if TYPE_CHECKING:
    from assistant.assembly import Assistant

PATIENCE = 600.0
"""Seconds that a sync waits for the end of another one."""

_AGAIN = 0.3
"""Seconds between two tries to begin."""


class Sync:
    """A sync in a thread of its own, so that the page can look at how far it is.

    While another one is under way, in whatever process, it waits for that one's end (``waits``).
    At its own end ``report`` or ``error`` is set, or neither where the program itself failed.
    The thread goes on when the tab is closed; a sync that is broken off, by the end of the
    program at the latest, leaves the last complete index in use.
    """

    def __init__(self, assistant: Assistant, paths: Sequence[Path] | None = None) -> None:
        self.progress: Progress | None = None
        self.report: SyncReport | None = None
        self.error: AssistantError | None = None
        self.waits = False
        self._assistant = assistant
        self._paths = paths
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)
        self._thread.start()

    def running(self, seconds: float) -> bool:
        """Whether it still runs after waiting up to ``seconds`` for its end."""
        self._thread.join(seconds)
        return self._thread.is_alive()

    def _work(self) -> None:
        end = monotonic() + PATIENCE
        try:
            while self.report is None:
                try:
                    self.report = self._assistant.sync(self._paths, on_progress=self._note)
                except IndexLocked:
                    if monotonic() > end:
                        raise
                    self.waits = True
                    threading.Event().wait(_AGAIN)
        except AssistantError as error:
            self.error = error

    def _note(self, progress: Progress) -> None:
        self.waits = False
        self.progress = progress
