"""The corpus as the page shows it: its counts and days, who writes over it, and a sync."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from assistant.app.sending import named, remote_embedding, where, writer_of
from assistant.app.ui import status
from assistant.app.ui.syncing import Sync
from assistant.app.ui.update import Update
from assistant.domain import Overview, Progress, SyncReport
from assistant.errors import AssistantError, IndexMissing

if TYPE_CHECKING:
    from assistant.assembly import Assistant

UNSYNCED = "The sync could not be finished; the terminal that runs the assistant says why."

_LOOK = 0.15
"""Seconds between two looks at how far a sync is."""


class Shelf:
    """The corpus under the page; holds nothing of its own, so tabs share one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def overview(self) -> Overview | None:
        """None where nothing is indexed yet."""
        try:
            return self._assistant.overview()
        except IndexMissing:
            return None

    def counts(self, overview: Overview | None) -> str:
        model, told = writer_of(self._assistant), None
        if model is not None:
            told = f"Written by {named(model)}; passages are sent {where(model)}"
        return status.corpus(overview, remote_embedding(self._assistant), told)

    def fresh_counts(self) -> str | None:
        """The counts after what may have been synced elsewhere, None where they cannot be had."""
        try:
            return self.counts(self.overview())
        except AssistantError:
            return None

    def hint(self) -> str:
        """The day that counts as today where the field is empty."""
        given = self._assistant.settings.as_of is not None
        return status.today(self._assistant.today(), given=given)

    def sync(self) -> Generator[Update, None, SyncReport | None]:
        """A sync with its progress; its report at the end, None where it failed and that was said."""
        work = Sync(self._assistant)
        yield Update(sync=status.syncing(None))
        last: Progress | None = None
        while work.running(_LOOK):
            if work.progress is not last:
                last = work.progress
                yield Update(sync=status.syncing(last))
        if work.report is None:
            yield Update(sync=status.notice(str(work.error or UNSYNCED)))
        return work.report
