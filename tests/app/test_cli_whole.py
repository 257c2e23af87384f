"""The commands on the real parts: files in, cited answers out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runner import CommandLine

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "Who did Biden send to Moscow?"


@pytest.fixture
def real(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> CommandLine:
    """The command line on the real Assistant, its store in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsys, canned=False)


def test_a_question_on_a_fresh_machine_indexes_the_seeds_and_cites_them(
    real: CommandLine, seeds: Path
) -> None:
    ran = real("ask", QUESTION, "--json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert told["kind"] == "answer"
    assert "Burns" in told["text"]
    assert "[1]" in told["text"]
    for citation in told["citations"]:
        article = json.loads(real("show", citation["article"], "--json").out)
        assert article["body"][citation["start"] : citation["end"]] == citation["quote"]
        assert article["body"].encode() in (seeds / f"{article['id']}.txt").read_bytes()


def test_what_the_corpus_does_not_hold_is_refused_with_exit_0(real: CommandLine) -> None:
    ran = real("ask", "What is the price of coffee in Brazil?")
    assert ran.code == 0
    assert ran.out.startswith("No answer. ")
    assert "Try: " in ran.out


def test_files_that_cannot_be_read_are_reported_with_path_and_line(
    real: CommandLine, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text(" date 2021-11-06 The ferry ran aground off Lindau.")
    (news / "undated.txt").write_text("No day stands here.")
    (news / "feed.jsonl").write_text('{"id": "a", "date": "2021-11-07", "text": "Swans."}\n{oops\n')
    told = json.loads(real("index", "news", "--json").out)
    assert told["articles"]["added"] == 2
    where = {(Path(problem["path"]).name, problem["line"]) for problem in told["problems"]}
    assert where == {("undated.txt", None), ("feed.jsonl", 2)}


def test_a_strict_run_changes_nothing_and_lists_what_is_wrong(
    real: CommandLine, tmp_path: Path
) -> None:
    real("index", ROOT / "seeds")
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "undated.txt").write_text("No day stands here.")
    (bad / "good.txt").write_text(" date 2021-11-06 The ferry ran aground off Lindau.")
    ran = real("index", "bad", "--strict")
    assert ran.code == 1
    assert ran.err.count("undated.txt") == 1
    assert ran.err.startswith("1 problem:\n")
    assert "assistant: 1 problem in the corpus, and --strict was asked for" in ran.err
    assert len(json.loads(real("articles", "--json").out)) == 2


def test_changed_files_are_noticed(real: CommandLine, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text(" date 2021-11-06 The ferry ran aground off Lindau.")
    real("index", "news")
    (news / "two.txt").write_text(" date 2021-11-07 The ferry was towed to Bregenz.")
    ran = real("search", "ferry")
    assert ran.err == "1 file changed since the last sync: run assistant index\n"


def test_a_folder_that_can_no_longer_be_listed_does_not_keep_the_index_from_answering(
    real: CommandLine, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text(" date 2021-11-06 The ferry ran aground off Lindau.")
    real("index", "news")
    news.rename("elsewhere")
    os.mkfifo(news)  # no folder and no file, for root too, whom no permission keeps out
    ran = real("search", "ferry")
    assert ran.code == 0
    assert "ran aground" in ran.out
    assert ran.err.startswith(f"cannot look for changes: {news} ")
    assert ran.err.count("\n") == 1


def test_a_corpus_that_is_not_there_is_one_sentence(real: CommandLine) -> None:
    ran = real("index", "nowhere")
    assert ran.code == 1
    assert ran.err.startswith("assistant: ")
    assert "nowhere" in ran.err
    assert ran.err.count("\n") == 1


def test_the_list_of_articles_before_any_index_says_what_to_run(real: CommandLine) -> None:
    ran = real("articles")
    assert ran.code == 1
    assert "assistant index" in ran.err


def test_an_unknown_id_names_the_nearest(real: CommandLine, seeds: Path) -> None:
    real("index", seeds)
    ran = real("show", "000_8e8ff")
    assert ran.code == 1
    assert "000_8e8ff5001f552b0c" in ran.err


@pytest.mark.parametrize("name", ["wire.txt", "news/wire.txt", "./WIRE.TXT", "feed.jsonl", "x.md"])
def test_a_file_given_for_an_id_is_told_from_one(
    real: CommandLine, tmp_path: Path, name: str
) -> None:
    (tmp_path / "news" / "far").mkdir(parents=True)
    (tmp_path / "news" / "far" / "WIRE.TXT").write_text(" date 2021-11-06 The ferry sank.")
    (tmp_path / "news" / "wire.txt").write_text(" date 2021-11-06 The ferry ran aground.")
    (tmp_path / "news" / "feed.jsonl").write_text('{"date": "2021-11-07", "text": "Swans."}\n')
    real("index", "news")
    ran = real("show", name)
    assert ran.code == 1
    hint = {
        "wire.txt": "Run assistant show wire.",
        "news/wire.txt": "Run assistant show wire.",
        "./WIRE.TXT": "Run assistant show far/WIRE.",
        "feed.jsonl": "each article in it has its own, such as feed:1.",
        "x.md": "no article has that name. assistant articles lists the ids.",
    }[name]
    assert ran.err.startswith("assistant: ")
    assert hint in ran.err


def test_doctor_tells_what_the_last_sync_skipped_and_what_is_dated_ahead(
    real: CommandLine, tmp_path: Path
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text(" date 2021-11-06 The ferry ran aground off Lindau.")
    (news / "late.txt").write_text(" date 2999-01-01 The ferry was towed to Bregenz.")
    for number in range(4):
        (news / f"undated{number}.txt").write_text("No day stands here.")
    ran = real("index", "news")
    assert ", 4 skipped, " in ran.out
    assert "\n4 skipped, 1 remark:\n" in ran.out
    ran = real("doctor")
    assert ran.code == 0
    indexed = ran.out.partition("\n\n")[0]
    assert indexed.startswith("Indexed\n")
    assert "undated2.txt: has no date" in indexed
    assert "undated3.txt" not in indexed
    assert "… and 1 more: assistant index lists them" in indexed
    assert "late: 2999-01-01" in indexed
    assert ran.out.endswith("✓ Nothing is broken; 4 skipped, 1 remark: see Indexed.\n")
    told = json.loads(real("doctor", "--json").out)
    assert told["ok"]
    assert len(told["indexed"]["skipped"]) == 4
    assert told["indexed"]["ahead"] == [{"article": "late", "date": "2999-01-01"}]


def test_each_line_is_answered_before_the_next_is_asked(tmp_path: Path) -> None:
    """Another program can talk to one process, question by question."""
    code = "from assistant.app.main import run; run()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "ask", "-", "--store", str(tmp_path / "store")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for question in (QUESTION, "What did Kirby say?"):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait(timeout=30) == 0
