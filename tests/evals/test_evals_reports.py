"""Reports: complete, self-contained, safe to open, and the same twice."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.library import Shelf
from evals.reporting import read_rows, write
from evals.runner import Choice, Run, opened, run_cases
from evals.sweeps import repeat, sweep_retrieval

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, dict[str, Shelf]]]:
    """Two seeds' questions that are answered, a refusal, and one that fails for its hostile key."""
    folder = tmp_path_factory.mktemp("cases")
    rows = [
        {"question": "Who did Biden send to Moscow?", "keys": [["Burns"]], "tags": ["who"]},
        {"question": f"Who did {SCRIPT} Biden send to Moscow?", "keys": [[SCRIPT]]},
        {"question": "How do I bake bread?", "expect": "refusal", "reason": "not_in_corpus"},
        {"question": "Who was it?", "turns": ["Who did Biden send to Moscow?"]},
    ]
    lines = [json.dumps({"id": f"m{n}", "corpus": "seeds", **row}) for n, row in enumerate(rows)]
    (folder / "made.jsonl").write_text("\n".join(lines), "utf-8")
    with opened(Choice(cases=folder)) as (cases, shelves):
        yield run_cases(cases, shelves), shelves


def test_two_runs_give_the_same_bytes_but_for_the_time(
    asked: tuple[Run, dict[str, Shelf]], tmp_path: Path
) -> None:
    run, shelves = asked
    write(run, tmp_path / "one")
    write(run_cases([one.case for one in run.results], shelves), tmp_path / "two")
    names = {file.name for file in (tmp_path / "one").iterdir()}
    expected = {"cases.jsonl", "summary.json", "junit.xml", "summary.md", "report.html"}
    assert names == {*expected, "latency.json"}
    for name in expected:
        one, two = (tmp_path / folder / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes(), name


def test_the_full_suite_says_how_often_a_run_repeats_and_ranks_by_every_way_to_search(
    asked: tuple[Run, dict[str, Shelf]],
) -> None:
    run, shelves = asked
    assert repeat(run, shelves, 2) == {"runs": 2, "same": 2}
    assert sweep_retrieval([one.case for one in run.results], shelves) is None  # no gold articles


def test_the_html_is_one_file_without_requests_and_escapes_what_it_shows(
    asked: tuple[Run, dict[str, Shelf]], tmp_path: Path
) -> None:
    write(asked[0], tmp_path)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not any(mark in page for mark in ("http://", "https://", "src=", "@import", "url("))
    assert page.count("<details class=case") == sum(bool(one.failed) for one in asked[0].results)


def test_every_case_has_a_row_with_its_trace(
    asked: tuple[Run, dict[str, Shelf]], tmp_path: Path
) -> None:
    write(asked[0], tmp_path)
    first, hostile, refused, followed = read_rows(tmp_path)
    assert first["passed"]
    assert first["found"][0]["article"]
    assert first["answer"]["citations"][0]["quote"] in first["answer"]["text"]
    assert "key_facts" in hostile["failed"]
    assert refused["answer"]["reason"] == "not_in_corpus"
    assert followed["understood"]["rewritten"]


def test_junit_counts_the_cases_and_their_failures(
    asked: tuple[Run, dict[str, Shelf]], tmp_path: Path
) -> None:
    write(asked[0], tmp_path)
    (suite,) = ET.parse(tmp_path / "junit.xml").getroot()
    failed = [one.get("name") for one in suite if one.find("failure") is not None]
    assert suite.get("tests") == "4"
    assert suite.get("failures") == str(len(failed))
    assert "m1" in failed


def test_the_summary_gives_n_unscored_and_an_interval_for_every_metric(
    asked: tuple[Run, dict[str, Shelf]], tmp_path: Path
) -> None:
    summary = write(asked[0], tmp_path)
    found = summary["metrics"]["all"]["refusal"]
    assert found["n"] == 4
    assert found["low"] <= found["mean"] <= found["high"]
    assert summary["refusals"]["all"]["recall"]["mean"] == 1
    assert set(summary["tags"]) == {"who"}
    assert summary == json.loads((tmp_path / "summary.json").read_text("utf-8"))
