"""The head of the page: counts, and how a sync goes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ui_reading import DAY, Reading

from assistant.app.ui.drawing import status
from assistant.domain import (
    Overview,
    Problem,
    Progress,
    SyncReport,
)

SYNCED = "2026-11-22T10:42:29.510+00:00"
OVERVIEW = Overview(3, 2, 19, DAY, date(2021, 11, 15), SYNCED, (), "any")


def test_the_corpus_is_its_articles_its_days_and_when_it_was_synced() -> None:
    drawn = status.corpus(OVERVIEW)
    told = Reading(drawn).text
    assert told == "2 articles6 Nov 2021 to 15 Nov 2021Synced 22 Nov 2026, 10:42 UTC"
    assert 'datetime="2026-11-22T10:42:29+00:00"' in drawn
    assert 'data-generation="3" data-articles="2"' in drawn


def test_a_sync_that_changed_nothing_counts_as_the_last_one() -> None:
    later = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
    assert "22 Nov 2026, 12:05 UTC" in status.corpus(OVERVIEW, later)
    earlier = datetime(2026, 11, 21, tzinfo=UTC)
    assert "22 Nov 2026, 10:42 UTC" in status.corpus(OVERVIEW, earlier)


def test_without_articles_the_corpus_says_what_to_press() -> None:
    assert "press <b>Sync</b>" in status.corpus(None)


def test_the_head_names_who_writes_and_what_leaves() -> None:
    local, remote = (Reading(status.writer(name)).text for name in (None, "big-model"))
    assert local == "extractive: nothing leaves this machine"
    assert remote.endswith("questions are sent to the embedding model big-model")
    assert "quotations meanwhile" in status.writer(None, "Written by it", quotes=True)


def test_a_corpus_that_was_synced_elsewhere_is_told_in_articles() -> None:
    told = [Reading(status.synced_elsewhere(9, now)).text for now in (12, 10, 8, 9)]
    assert [one.partition(": ")[2] for one in told] == [
        "3 articles more.",
        "1 article more.",
        "1 article fewer.",
        "as many articles as before.",
    ]


def test_a_sync_tells_what_it_did_and_lists_its_problems() -> None:
    problems = tuple(Problem(f"f{n}.txt", None, "has no date") for n in range(201))
    done = Reading(status.synced(SyncReport(9, 2, 1, 0, 6, 201, 0, 30, 1.26, problems))).text
    assert done == "Synced in 1.3 s: 2 added, 1 changed, 201 skipped."
    told = Reading(status.problems(problems)).text
    assert told.startswith("201 problems")
    assert "f199.txt has no date" in told
    assert "and 1 more" in told
    nothing = status.synced(SyncReport(2, 0, 0, 0, 2, 0, 0, 19, 0.1))
    assert "nothing has changed" in nothing


def test_progress_has_a_bar_as_soon_as_the_total_is_known() -> None:
    known = status.syncing(Progress("reading", 1200, 2000))
    assert 'value="1200" max="2000"' in known
    assert "Reading: 1,200 of 2,000" in known
    assert "value" not in status.syncing(Progress("reading", 7, None))
