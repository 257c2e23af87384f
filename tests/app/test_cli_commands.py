"""What the commands ask for, say on standard error and exit with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cli_canned import ANSWER, FERRY, REPORT, CannedAssistant
from cli_runner import CommandLine

from assistant.domain import Answer, DateRange, Problem
from assistant.errors import CorpusError, QuestionError


def test_from_and_to_limit_the_question_and_as_of_says_what_today_is(cli: CommandLine) -> None:
    cli(
        "ask", "Why?", "--from", "2021-11-01", "--to", "2021-11-07", "--as-of", "2021-11-09",
        "--store", "here",
    )  # fmt: skip
    question, how = cli.assistant.calls[0]
    assert question == "Why?"
    assert how["limit"] == DateRange(date(2021, 11, 1), date(2021, 11, 7))
    assert how["as_of"] == date(2021, 11, 9)
    assert cli.settings == [{"store": Path("here"), "as_of": date(2021, 11, 9), "generator": None}]
    assert cli.assistant.closed


@pytest.mark.parametrize("command", ["ask", "search", "digest", "timeline", "chat", "articles"])
def test_from_after_to_is_one_clear_sentence_and_exit_1(cli: CommandLine, command: str) -> None:
    question = ["Why?"] if command in ("ask", "search", "digest") else []
    ran = cli(command, *question, "--from", "2021-11-15", "--to", "2021-11-06")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err == (
        "assistant: --from 2021-11-15 is after --to 2021-11-06: swap the two days, or leave one "
        "out\n"
    )


@pytest.mark.parametrize("day", ["2021-13-01", "20211106", "2021-W44-6", "yesterday", ""])
def test_a_day_that_is_not_written_as_one_is_bad_usage(cli: CommandLine, day: str) -> None:
    ran = cli("ask", "Why?", "--from", day)
    assert ran.code == 2
    assert "--from" in ran.err


@pytest.mark.parametrize(
    "argv", [["ask"], ["bogus"], ["ask", "Why?", "--bogus"], ["search", "Why?", "-k", "0"], []]
)
def test_bad_usage_exits_with_2_and_prints_nothing_on_standard_output(
    cli: CommandLine, argv: list[str]
) -> None:
    ran = cli(*argv)
    assert ran.code == 2
    assert argv == [] or ran.out == ""


def test_an_error_is_one_line_on_standard_error_and_exit_1(cli: CommandLine) -> None:
    ran = cli("show", "nobody")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err == f"assistant: there is no article nobody; the nearest is {FERRY.id}\n"


def test_an_error_cannot_send_orders_to_the_terminal(cli: CommandLine) -> None:
    ran = cli("show", "\x1b[31mred\nline")
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 1


def test_ctrl_c_exits_with_130_and_a_sentence(cli: CommandLine) -> None:
    def stop(question: str) -> Answer:
        raise KeyboardInterrupt

    cli.assistant = CannedAssistant(answer=stop)
    ran = cli("ask", "Why?")
    assert (ran.code, ran.err) == (130, "\nassistant: stopped\n")
    assert cli.assistant.closed


def test_ctrl_c_while_indexing_says_that_the_last_index_stays(cli: CommandLine) -> None:
    class Stopping(CannedAssistant):
        def sync(self, *args: object, **how: object) -> None:  # type: ignore[override]
            raise KeyboardInterrupt

    cli.assistant = Stopping()
    ran = cli("index")
    assert (ran.code, ran.err) == (130, "\nassistant: stopped: the last index stays in use\n")
    assert cli.assistant.closed


def test_version_names_the_distribution(cli: CommandLine) -> None:
    ran = cli("--version")
    assert ran.code == 0
    assert ran.out.startswith("dateline-assistant ")


@pytest.mark.parametrize(
    "argv", [["ask", "Why?"], ["search", "Why?"], ["chat"], ["digest", "today"], ["timeline"]]
)
def test_the_index_is_built_first_where_there_is_none(cli: CommandLine, argv: list[str]) -> None:
    cli.assistant = CannedAssistant(indexed=False)
    ran = cli(*argv)
    assert ran.code == 0
    assert cli.assistant.calls[0][0] == "sync"
    assert ran.err == "2 skipped in the corpus: run assistant index to see why\n"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (0, ""),
        (1, "1 file changed since the last sync: run assistant index\n"),
        (1234, "1,234 files changed since the last sync: run assistant index\n"),
    ],
)
def test_files_that_changed_since_the_last_sync_are_counted_on_standard_error(
    cli: CommandLine, changed: int, said: str
) -> None:
    cli.assistant = CannedAssistant(changed=changed)
    ran = cli("ask", "Why?", "--json")
    assert ran.err == said
    json.loads(ran.out)


@pytest.mark.parametrize(
    "error",
    [CorpusError("/news cannot be listed.", path="/news"), PermissionError(13, "no", "/news")],
)
def test_a_corpus_that_cannot_be_looked_at_is_a_note_and_the_index_answers(
    cli: CommandLine, error: Exception
) -> None:
    class Unseen(CannedAssistant):
        def changed_files(self) -> int:
            raise error

    cli.assistant = Unseen()
    ran = cli("ask", "Why?", "--json")
    assert ran.code == 0
    assert ran.err == f"cannot look for changes: {error}\n"
    json.loads(ran.out)


def test_advice_names_the_store_unless_it_is_the_default_one(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(changed=1, store="my news")
    said = "1 file changed since the last sync: run assistant index --store 'my news'\n"
    assert cli("ask", "Why?").err == said
    cli.assistant = CannedAssistant(indexed=False, store="my news")
    assert "run assistant index --store 'my news' to see why" in cli("ask", "Why?").err


def test_index_passes_on_its_paths_and_flags(cli: CommandLine) -> None:
    cli("index", "news", "more.jsonl", "--rebuild")
    cli("index", "--strict")
    assert cli.assistant.calls == [
        ("sync", {"paths": [Path("news"), Path("more.jsonl")], "strict": False, "rebuild": True}),
        ("sync", {"paths": None, "strict": True, "rebuild": False}),
    ]


class Strict(CannedAssistant):
    def sync(self, *args: object, **how: object) -> None:  # type: ignore[override]
        raise CorpusError("2 problems; nothing was changed", problems=REPORT.problems)


def test_a_strict_run_lists_every_problem_before_it_fails(cli: CommandLine) -> None:
    cli.assistant = Strict()
    ran = cli("index", "--strict")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "2 problems:\n"
        "  news/empty.txt: is empty\n"
        "  news/feed.jsonl:12: this line is not JSON: it ends inside a string\n"
        "assistant: 2 problems; nothing was changed\n"
    )


def test_a_strict_run_lists_every_problem_in_json_too(cli: CommandLine) -> None:
    cli.assistant = Strict()
    ran = cli("index", "--strict", "--json")
    assert ran.code == 1
    told = json.loads(ran.out)
    assert told["error"] == "2 problems; nothing was changed"
    assert [problem["line"] for problem in told["problems"]] == [None, 12]


def test_json_lists_all_problems(cli: CommandLine) -> None:
    many = tuple(Problem("feed.jsonl", line, "has no date") for line in range(1, 101))
    cli.assistant = CannedAssistant(report=replace(REPORT, problems=many))
    assert len(json.loads(cli("index", "--json").out)["problems"]) == 100


def test_articles_can_be_limited_to_days(cli: CommandLine) -> None:
    told = json.loads(cli("articles", "--from", "2021-11-07", "--json").out)
    assert [entry["id"] for entry in told] == ["lake/swans"]


def test_in_a_pipe_show_gives_the_body_to_the_letter(cli: CommandLine) -> None:
    body = "one\r\ntwo\x0c\x1b[31m \u202e three\t\n\n"
    cli.assistant = CannedAssistant(article=replace(FERRY, body=body))
    assert cli("show", FERRY.id).out.endswith(f"ferry\n\n{body}")


def test_questions_from_standard_input_are_answered_in_order_as_json_lines(
    cli: CommandLine,
) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: replace(ANSWER, question=question))
    ran = cli("ask", "-", "--from", "2021-11-01", stdin="\ufeffWho?\n\n  \nWhy?\r\nWhére?")
    assert ran.code == 0
    assert [json.loads(line)["question"] for line in ran.out.splitlines()] == [
        "Who?",
        "Why?",
        "Whére?",
    ]
    assert {how["limit"] for _, how in cli.assistant.calls} == {DateRange(date(2021, 11, 1))}


def test_a_question_that_fails_gives_its_error_and_the_others_are_answered(
    cli: CommandLine,
) -> None:
    def answer(question: str) -> Answer:
        if question == "bad":
            raise QuestionError("cannot be read")
        return replace(ANSWER, question=question)

    cli.assistant = CannedAssistant(answer=answer)
    ran = cli("ask", "-", stdin="Who?\nbad\nWhy?\n")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [line["question"] for line in lines] == ["Who?", "bad", "Why?"]
    assert lines[1] == {"question": "bad", "error": "cannot be read"}


def test_a_long_question_that_fails_is_shortened_in_its_error(cli: CommandLine) -> None:
    def answer(question: str) -> Answer:
        raise QuestionError("is too long")

    cli.assistant = CannedAssistant(answer=answer)
    ran = cli("ask", "-", stdin=f"{'a' * 200}\n{'b' * 201}\n")
    told = [json.loads(line)["question"] for line in ran.out.splitlines()]
    assert told == ["a" * 200, "b" * 199 + "…"]
    assert [len(question) for question, _ in cli.assistant.calls] == [200, 201]


def test_search_reads_questions_from_standard_input_too(cli: CommandLine) -> None:
    ran = cli("search", "-", "-k", "3", stdin="Who?\nWhy?\n")
    assert [json.loads(line)["ms"] for line in ran.out.splitlines()] == [4.43, 4.43]
    assert [how["k"] for _, how in cli.assistant.calls] == [3, 3]


def test_bytes_that_are_no_text_become_replacement_marks(cli: CommandLine) -> None:
    cli("ask", "caf\udce9?")
    assert cli.assistant.calls[0][0] == "caf\ufffd?"
