"""The benchmark itself, on a few articles: that it runs, not how fast."""

import pytest

from evals.bench import run_bench
from evals.bench.suite import GROUPS


def test_indexing_and_search_run_beside_their_references() -> None:
    rows = run_bench([20], only=["indexing", "search"], rounds=1, questions=20)
    assert {row.measure: row.unmeasured for row in rows if row.unmeasured} == {}
    by_name = {row.measure: row for row in rows}
    for name in ("index 20 articles", "index 20, quick start"):
        assert by_name[name].ratio is not None
    for name in ("search 20, p95", "search 20, days, p95"):
        row = by_name[name]
        assert len(row.ours_samples) == len(row.reference_samples) == 20
        assert row.counts["passages"] > 60
        # A search that does not find the right article would make every time above worthless.
        assert row.counts["found"] >= 0.9 * row.counts["answerable"] > 0


def test_answers_are_timed_and_their_facts_are_counted() -> None:
    rows = run_bench([10], only=["ask"], questions=20)
    assert [(row.measure, row.unmeasured) for row in rows] == [
        ("ask 10, p50", None),
        ("ask 10, p95", None),
    ]
    counts = rows[1].counts
    assert (counts["answerable"], counts["unanswerable"]) == (14, 6)
    assert counts["right"] > 7


def test_written_answers_are_timed_from_the_search_and_from_each_full_stop() -> None:
    rows = run_bench([10], only=["written"], questions=20)
    assert [(row.measure, row.unmeasured) for row in rows] == [
        (f"{name}, p{share}", None)
        for name in ("model asked", "sentence shown")
        for share in (50, 95)
    ]
    assert rows[-1].counts["shown"] > 0 < rows[-1].counts["dropped"]


def test_what_cannot_be_measured_is_a_row_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda name: "/nowhere")
    (row,) = run_bench([20], only=["help"], command_rounds=1)
    assert row.state == "unmeasured"
    assert "no `assistant` command" in str(row.unmeasured)
    assert row.group in GROUPS


def test_dates_events_digests_and_timelines_are_timed() -> None:
    rows = run_bench([12], only=["events", "timeline", "dates", "digest"], rounds=1)
    assert {row.measure: row.unmeasured for row in rows if row.unmeasured} == {}
    by_name = {row.measure: row for row in rows}
    assert by_name["event dates of 12"].counts["event dates"] > 12
    digest = by_name["digest of a day of 40"]
    assert digest.counts["read"] == digest.counts["of"] == 40
    assert by_name["timeline over 12"].counts["read"] == 12
    assert len(by_name["dates of a question, p99"].ours_samples) == 2_000
