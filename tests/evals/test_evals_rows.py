"""Rows, the table, and the order in which things are measured."""

import json
import sys
from pathlib import Path

import pytest

from evals.bench import machine, save, table
from evals.bench.processes import alternate, run
from evals.bench.rows import Bound, Row, Unmeasured, median_row, percentile


def test_the_95th_percentile_is_the_least_that_95_of_100_do_not_exceed() -> None:
    samples = [float(number) for number in range(100, 0, -1)]
    assert percentile(samples, 0.95) == 95
    assert percentile(samples, 0.5) == 50
    assert percentile([3.0], 0.95) == 3
    with pytest.raises(Unmeasured):
        percentile([], 0.95)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (Row("g", "m", ours=3.0, reference=2.0, bound=Bound(1.5, "ratio")), "ok"),
        (Row("g", "m", ours=3.1, reference=2.0, bound=Bound(1.5, "ratio")), "over"),
        (Row("g", "m", ours=0.9, bound=Bound(1.0, "ours")), "ok"),
        (Row("g", "m", ours=1.1, reference=9.0, bound=Bound(1.0, "ours")), "over"),
        (Row("g", "m", ours=1.1), "no bound"),
        (Row("g", "m", unmeasured="there is no command"), "unmeasured"),
        (Row("g", "m", ours=1.0, bound=Bound(1.5, "ratio")), "unmeasured"),
    ],
)
def test_a_row_is_ok_up_to_its_bound_and_never_when_it_was_not_measured(
    row: Row, state: str
) -> None:
    assert row.state == state


def test_a_median_of_nothing_is_unmeasured_and_not_zero() -> None:
    with pytest.raises(Unmeasured):
        median_row("g", "m", [], [1.0])


def test_every_other_round_runs_backwards() -> None:
    order: list[str] = []

    def measure(name: str) -> str:
        order.append(name)
        return name.upper()

    results = alternate(3, lambda: measure("a"), lambda: measure("b"))
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert results == [["A"] * 3, ["B"] * 3]


def test_a_command_that_fails_is_unmeasured_and_says_its_last_line(tmp_path: Path) -> None:
    program = "import sys; print('one', file=sys.stderr); sys.exit('the store is gone')"
    with pytest.raises(Unmeasured, match="ended with 1: the store is gone"):
        run([sys.executable, "-c", program], tmp_path)


def test_a_command_sees_none_of_the_users_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_STORE", "/somewhere/else")
    monkeypatch.setenv("OPENAI_API_KEY", "a key")
    _, output = run([sys.executable, "-c", "import os; print(sorted(os.environ))"], tmp_path)
    assert "ASSISTANT" not in output
    assert "OPENAI" not in output


def test_the_table_keeps_to_80_columns_and_the_json_holds_every_sample(tmp_path: Path) -> None:
    rows = [
        median_row("g", "index 14,000 articles, quick start", [61.2, 64.0], [50.1, 49.0]),
        Row("g", "search", ours=0.0042, bound=Bound(0.01, "ours"), note="word " * 40),
        Row("g", "ui", "bytes", 512e6, 400e6, Bound(600e6, "ours")),
        Row("g", "assistant --help", unmeasured="there is no command; " * 9),
    ]
    shown = table(rows)
    assert max(map(len, shown.splitlines())) <= 80
    assert "4.20 ms" in shown
    assert "512 MB" in shown
    assert "unmeasured: there is no command" in shown
    save(rows, machine(), tmp_path / "bench.json")
    report = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert report["rows"][0]["ours_samples"] == [61.2, 64.0]
    assert [row["state"] for row in report["rows"]] == ["no bound", "ok", "ok", "unmeasured"]
    assert report["machine"]["cores"] >= 1
