"""The gate compares case by case, and lets pass only what its tolerances allow."""

from pathlib import Path
from typing import Any

import pytest

from evals.gate import (
    GateFault,
    Tolerance,
    as_baseline,
    compare,
    load_baseline,
    load_tolerances,
    told,
    write_baseline,
)


def rows(values: dict[str, float | None], metric: str = "key_facts") -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "fingerprint": f"{name}-1",
            "scores": {metric: {"value": value, "explanation": f"why {name}", "unscored": None}},
        }
        for name, value in values.items()
    ]


ALLOWED = {"key_facts": Tolerance(0.01, "because"), "mrr": Tolerance(0.5, "because")}
HUNDRED: dict[str, float | None] = {f"c{number:02d}": 1.0 for number in range(100)}


def against(before: dict[str, float | None], now: dict[str, float | None], **rest: Any) -> Any:
    baseline = as_baseline(rows(before), "local")
    return compare(baseline, rows(now), "local", ALLOWED, **rest)


def test_the_same_scores_pass() -> None:
    verdict = against(HUNDRED, HUNDRED)
    assert not verdict.failed
    assert told(verdict).endswith("the gate passes")


def test_a_fall_within_the_tolerance_passes_and_is_listed() -> None:
    verdict = against(HUNDRED, {**HUNDRED, "c07": 0.0})
    assert not verdict.failed
    assert "key_facts: c07; 0 better" in told(verdict)


def test_a_fall_beyond_the_tolerance_fails_with_the_cases_that_got_worse() -> None:
    verdict = against(HUNDRED, {**HUNDRED, "c07": 0.0, "c09": 0.5})
    (failed,) = verdict.failed
    assert [(fall.case, fall.before, fall.now) for fall in failed.worse] == [
        ("c07", 1.0, 0.0),
        ("c09", 1.0, 0.5),
    ]
    assert "c07: 1.00 -> 0.00  why c07" in told(verdict)


def test_cases_that_got_better_outweigh_others() -> None:
    before = {**HUNDRED, "c01": 0.0, "c02": 0.0}
    assert not against(before, {**HUNDRED, "c07": 0.0, "c09": 0.0}).failed


def test_new_removed_and_changed_cases_are_listed_and_fail_nothing() -> None:
    now = rows({"new": 0.0, "kept": 1.0, "other": 0.0})
    now[2]["fingerprint"] = "other-2"
    baseline = as_baseline(rows({"kept": 1.0, "gone": 1.0, "other": 1.0}), "local")
    verdict = compare(baseline, now, "local", ALLOWED)
    assert (verdict.new, verdict.removed, verdict.changed) == (("new",), ("gone",), ("other",))
    assert not verdict.failed
    assert compare(baseline, now, "local", ALLOWED, whole=False).removed == ()


def test_a_metric_that_scores_nothing_any_more_fails() -> None:
    verdict = against({"a": 1.0, "b": None}, {"a": None, "b": None})
    (failed,) = verdict.failed
    assert failed.lost == ("a",)
    assert "not scored any more: a" in told(verdict)


def test_a_metric_without_a_stated_tolerance_may_not_fall_at_all() -> None:
    baseline = as_baseline(rows(HUNDRED, "odd"), "local")
    assert compare(baseline, rows({**HUNDRED, "c07": 0.999}, "odd"), "local", ALLOWED).failed


def test_runs_with_different_embeddings_are_not_compared() -> None:
    with pytest.raises(GateFault, match="'local', this run with 'other'"):
        compare(as_baseline(rows(HUNDRED), "local"), rows(HUNDRED), "other", ALLOWED)


def test_a_baseline_is_read_as_it_was_written_with_a_case_a_line(tmp_path: Path) -> None:
    baseline = as_baseline(rows({"b": 0.5, "a": None}), "local")
    write_baseline(baseline, tmp_path / "baseline.json")
    assert load_baseline(tmp_path / "baseline.json") == baseline
    lines = (tmp_path / "baseline.json").read_text("utf-8").splitlines()
    assert [line.split('"')[1] for line in lines[1:-1]] == ["a", "b"]
    with pytest.raises(GateFault, match="gate --update"):
        load_baseline(tmp_path / "none.json")


def test_what_is_promised_of_every_answer_may_not_fall() -> None:
    tolerances = load_tolerances()
    assert tolerances["quote_exact"].by == tolerances["no_leak"].by == 0
    assert tolerances["read_all"].by == 0
    assert all(0 <= one.by <= 0.03 for one in tolerances.values())
