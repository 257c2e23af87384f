"""The head of the page: counts, and how a sync goes."""

from __future__ import annotations

from datetime import date

from ui_reading import DAY, Reading

from assistant.app.ui import status
from assistant.domain import (
    Overview,
    Problem,
    Progress,
    SyncReport,
)


def test_the_head_counts_the_articles_and_names_who_writes() -> None:
    overview = Overview(3, 2, 19, DAY, date(2021, 11, 15), "", (), "any")
    local, remote = (Reading(status.corpus(overview, name)).text for name in (None, "big-model"))
    assert local == ("2 articles, 6 Nov 2021 to 15 Nov 2021extractive: nothing leaves this machine")
    assert remote.endswith("questions are sent to the embedding model big-model")
    assert "No articles yet" in status.corpus(None)


def test_a_sync_tells_what_it_did_and_lists_its_problems() -> None:
    problems = tuple(Problem(f"f{n}.txt", None, "has no date") for n in range(201))
    told = Reading(status.synced(SyncReport(9, 2, 1, 0, 6, 201, 0, 30, 1.26, problems))).text
    assert told.startswith("Synced in 1.3 s: 2 added, 1 changed, 201 skipped.201 problems")
    assert "f199.txt has no date" in told
    assert "and 1 more" in told
    nothing = status.synced(SyncReport(2, 0, 0, 0, 2, 0, 0, 19, 0.1))
    assert "nothing has changed" in nothing


def test_progress_has_a_bar_as_soon_as_the_total_is_known() -> None:
    known = status.syncing(Progress("reading", 1200, 2000))
    assert 'value="1200" max="2000"' in known
    assert "Reading: 1,200 of 2,000" in known
    assert "value" not in status.syncing(Progress("reading", 7, None))
