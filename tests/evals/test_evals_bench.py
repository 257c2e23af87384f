"""The benchmark itself, on twenty articles: that it runs, not how fast."""

from evals.bench import run_bench
from evals.bench.suite import GROUPS


def test_twenty_articles_are_indexed_searched_and_asked_beside_their_references() -> None:
    rows = run_bench([20], only=["indexing", "search", "ask"], rounds=1, questions=20)
    assert {row.measure: row.unmeasured for row in rows if row.unmeasured} == {}
    by_name = {row.measure: row for row in rows}
    assert by_name["index 20 articles"].ratio is not None
    assert by_name["index 20, quick start"].ratio is not None
    for name in ("search 20", "search 20, days", "ask 20"):
        assert len(by_name[f"{name}, p95"].ours_samples) == 20
    counts = by_name["search 20, p95"].counts
    assert counts["passages"] > 60
    # A right article that is not found would make every time above worthless.
    assert counts["found"] >= 0.9 * counts["answerable"] > 0


def test_what_cannot_be_measured_is_a_row_with_its_reason(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sysconfig.get_path", lambda name: "/nowhere")
    (row,) = run_bench([20], only=["help"], command_rounds=1)
    assert row.state == "unmeasured"
    assert "no `assistant` command" in str(row.unmeasured)
    assert row.group in GROUPS
