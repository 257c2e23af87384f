"""The corpus as the page shows it: its counts and days, its problems, who writes over it, and what
brings it up to date."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from assistant.app.sending import named, remote_embedding, where, writer_of
from assistant.app.ui.desks import uploads
from assistant.app.ui.desks.syncing import Sync
from assistant.app.ui.desks.update import Update
from assistant.app.ui.drawing import status
from assistant.domain import Overview, Progress, SyncReport
from assistant.errors import AssistantError, CorpusError, IndexMissing
from assistant.index import added_folder

if TYPE_CHECKING:
    from assistant.assembly import Assistant

UNSYNCED = "The sync could not be finished; the terminal that runs the assistant says why."

_LOOK = 0.15
"""Seconds between two looks at how far a sync is."""

FRESH = 2.0
"""Seconds for which a look at the files holds: tabs share it."""


class Shelf:
    """The corpus under the page; tabs share one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._synced: datetime | None = None
        self._looking = threading.Lock()
        self._looked = (-FRESH, 0)

    def overview(self) -> Overview | None:
        """None where nothing is indexed yet."""
        try:
            return self._assistant.overview()
        except IndexMissing:
            return None

    def articles(self) -> int:
        """How many there are; 0 where that cannot be had."""
        try:
            overview = self.overview()
        except AssistantError:
            return 0
        return overview.articles if overview else 0

    def counts(self, overview: Overview | None) -> str:
        return status.corpus(overview, self._synced)

    def fresh_counts(self) -> str | None:
        """The counts after what may have been synced elsewhere, None where they cannot be had."""
        try:
            return self.counts(self.overview())
        except AssistantError:
            return None

    def problems(self, overview: Overview | None) -> str:
        """What the last sync could not read, whoever ran it."""
        return status.problems(self._assistant.problems() if overview else ())

    def writer(self) -> str:
        """Who writes the answers, and what leaves this process for it."""
        model, told = writer_of(self._assistant), None
        if model is not None:
            told = f"Written by {named(model)}; passages are sent {where(model)}"
        quotes = model is not None and self._assistant.settings.fallback == "extractive"
        return status.writer(remote_embedding(self._assistant), told, quotes=quotes)

    def hint(self) -> str:
        """The day that counts as today where the field is empty."""
        given = self._assistant.settings.as_of is not None
        return status.today(self._assistant.today(), given=given)

    def changed(self) -> Update:
        """How many files changed since the last sync.

        It looks at every file, so a page asks for it once it has been drawn. One look at a time.
        """
        with self._looking:
            if monotonic() - self._looked[0] > FRESH:
                try:
                    number = self._assistant.changed_files()
                except AssistantError:  # a sync says what is wrong with the files
                    number = 0
                self._looked = (monotonic(), number)
            return Update(changed=status.changed(self._looked[1]))

    def sync(self) -> Generator[Update, None, Update | None]:
        """A sync with its progress; gives what it did and its problems, None where it failed (and
        said so)."""
        report = yield from self._run(Sync(self._assistant))
        if report is None:
            return None
        return Update(sync=status.synced(report), problems=status.problems(report.problems))

    def add(self, names: Sequence[str]) -> Generator[Update, None, Update | None]:
        """The same for files that were uploaded, and only for their folder.

        Where nothing was indexed yet, the corpus is first: a store that knows of the uploads alone
        would take them for all there is.
        """
        folder = added_folder(self._assistant.settings.store)
        kept = uploads.kept(folder, names)
        if not kept:
            return None
        if not self._assistant.indexed():
            begun = Sync(self._assistant)
            if (yield from self._run(begun)) is None and not isinstance(begun.error, CorpusError):
                return None
        report = yield from self._run(Sync(self._assistant, [folder]))
        if report is None:
            return None
        paths = {str(folder.resolve() / name) for name in kept}
        mine = [one for one in report.problems if one.path in paths]
        return Update(
            sync=status.added(kept, report, mine), problems=status.problems(report.problems)
        )

    def _run(self, work: Sync) -> Generator[Update, None, SyncReport | None]:
        """Shows how far the sync is until it ends, and where it fails why."""
        yield Update(sync=status.syncing(None))
        last: Progress | None = None
        waits = False
        while work.running(_LOOK):
            if work.waits != waits or work.progress is not last:
                last, waits = work.progress, work.waits
                yield Update(sync=status.syncing(last, waits=waits))
        with self._looking:
            self._looked = (-FRESH, 0)
        if work.report is None:
            problems = work.error.problems if isinstance(work.error, CorpusError) else ()
            yield Update(
                sync=status.notice(str(work.error or UNSYNCED)),
                problems=status.problems(problems) if problems else None,
            )
            return None
        self._synced = datetime.now(UTC)
        return work.report
