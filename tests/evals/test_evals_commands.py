"""``python -m evals run`` and ``gate`` over a corpus and cases of one's own, as the README says."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evals.__main__ import app

ARTICLE = (
    " date 2024-03-05 The old bridge over the Tarn was closed on Monday. Engineer Ada Brandt had "
    "counted 59 cracks in its pillars. Mayor Jonas Reuter promised a ferry for the schoolchildren."
)
CASE = {
    "id": "bridge-01",
    "corpus": "mine",
    "question": "How many cracks did Ada Brandt count?",
    "articles": ["bridge"],
    "keys": [["59"]],
    "tags": ["count"],
}


@pytest.fixture
def mine(tmp_path: Path) -> list[str]:
    """The options that name one article and one case below the folder."""
    for name in ("news", "cases"):
        (tmp_path / name).mkdir()
    (tmp_path / "news" / "bridge.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "cases" / "mine.jsonl").write_text(json.dumps(CASE) + "\n", "utf-8")
    return [
        *("--corpus", f"mine={tmp_path / 'news'}", "--cases", str(tmp_path / "cases")),
        *("--out", str(tmp_path / "report")),
    ]


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_corpus_and_cases_of_ones_own_are_asked_reported_and_gated(
    mine: list[str], tmp_path: Path
) -> None:
    ran = call("run", *mine)
    assert ran.exit_code == 0, ran.output
    assert "1 of 1 cases pass" in ran.output
    report, baseline = str(tmp_path / "report"), str(tmp_path / "mine.json")
    kept = call("gate", "--run", report, "--baseline", baseline, "--update")
    assert kept.exit_code == 0, kept.output
    passed = call("gate", *mine, "--baseline", baseline)
    assert passed.exit_code == 0, passed.output
    assert "the gate passes" in passed.output
    # The article loses what was asked for.
    (tmp_path / "news" / "bridge.txt").write_text(ARTICLE.replace("59 cracks", "cracks"), "utf-8")
    failed = call("gate", *mine, "--baseline", baseline)
    assert failed.exit_code == 1
    assert "bridge-01: 1.00 -> 0.00" in failed.output
    assert (tmp_path / "report" / "gate.txt").read_text("utf-8") in failed.output


def test_faults_in_the_cases_stop_the_run_with_file_and_line(
    mine: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "cases" / "mine.jsonl"
    file.write_text(json.dumps({**CASE, "articles": ["brigde"]}), "utf-8")
    stopped = call("run", *mine)
    assert stopped.exit_code == 1
    assert f"{file}:1: there is no article 'brigde' in 'mine'" in stopped.output
    assert not (tmp_path / "report").exists()


def test_a_selection_that_leaves_nothing_is_an_error(mine: list[str]) -> None:
    stopped = call("run", *mine, "--only", "money")
    assert stopped.exit_code == 1
    assert "no case is left: only money" in stopped.output


def test_a_part_of_the_cases_makes_no_baseline(mine: list[str], tmp_path: Path) -> None:
    assert call("run", *mine, "--only", "count").exit_code == 0
    refused = call("gate", "--run", str(tmp_path / "report"), "--update")
    assert refused.exit_code == 1
    assert "a baseline holds every case" in refused.output


def test_the_settings_in_force_do_not_move_today(
    mine: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_AS_OF", "2020-01-01")
    ran = call("run", *mine)
    assert "1 of 1 cases pass" in ran.output
