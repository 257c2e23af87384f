"""A sync that runs beside the page."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from assistant.domain import Progress, SyncReport
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assembly import Assistant


class Sync:
    """A sync in a thread of its own, so that the page can look at how far it is.

    At its end ``report`` or ``error`` is set, or neither where the program itself failed.
    The thread goes on when the tab is closed; a sync that is broken off, by the end of the
    program at the latest, leaves the last complete index in use.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.progress: Progress | None = None
        self.report: SyncReport | None = None
        self.error: AssistantError | None = None
        self._assistant = assistant
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)
        self._thread.start()

    def running(self, seconds: float) -> bool:
        """Whether it still runs after waiting up to ``seconds`` for its end."""
        self._thread.join(seconds)
        return self._thread.is_alive()

    def _work(self) -> None:
        try:
            self.report = self._assistant.sync(on_progress=self._note)
        except AssistantError as error:
            self.error = error

    def _note(self, progress: Progress) -> None:
        self.progress = progress
