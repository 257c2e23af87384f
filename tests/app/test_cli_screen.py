"""What the commands print, to the letter, in a pipe and on a terminal of 80 columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from cli_canned import AMBIGUOUS, ANSWER, NOT_IN_RANGE, REPORT, CannedAssistant
from cli_forms import DIFFERING, DIGEST, DIGEST_OF_A_DAY, EMPTY_DAY, TIMELINE
from cli_runner import CommandLine

from assistant.domain import Answer, Problem

Golden = Callable[[str, str], None]

SCREENS: dict[str, tuple[list[str], Answer]] = {
    "ask": (["ask", "Why was the harbour closed?"], ANSWER),
    "ask-not-in-range": (["ask", "Why?"], NOT_IN_RANGE),
    "ask-ambiguous": (["ask", "What happened on 06/11/2021?"], AMBIGUOUS),
    "ask-conflict": (["ask", "How many passengers?"], DIFFERING),
    "ask-digest": (["ask", "Sum up yesterday"], DIGEST_OF_A_DAY),
    "digest-day": (["digest", "yesterday"], DIGEST_OF_A_DAY),
    "digest-days": (["digest", "2021-11-06..2021-11-08"], DIGEST),
    "digest-empty": (["digest", "2021-11-07"], EMPTY_DAY),
    "timeline": (["timeline", "the", "ferry"], TIMELINE),
    "dates": (["dates", "2021-11-06..2021-11-08", "--as-of", "2021-11-15"], ANSWER),
    "search": (["search", "Why was the harbour closed?"], ANSWER),
    "articles": (["articles"], ANSWER),
    "show": (["show", "lake/ferry-aground"], ANSWER),
    "index": (["index", "news"], ANSWER),
}


@pytest.mark.parametrize("name", SCREENS)
def test_in_a_pipe_the_text_is_plain_and_unwrapped(
    name: str, cli: CommandLine, golden: Golden
) -> None:
    argv, answer = SCREENS[name]
    cli.assistant = CannedAssistant(answer=lambda question: answer)
    ran = cli(*argv)
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    golden(f"cli/{name}.txt", ran.out)


@pytest.mark.parametrize("name", SCREENS)
def test_on_a_terminal_the_text_is_wrapped_and_coloured(
    name: str, cli: CommandLine, golden: Golden
) -> None:
    argv, answer = SCREENS[name]
    cli.assistant = CannedAssistant(answer=lambda question: answer)
    cli.terminal(80)
    ran = cli(*argv)
    assert ran.code == 0
    assert max(len(line) for line in without_colour(ran.out).splitlines()) <= 80
    golden(f"cli/{name}.ansi", ran.out)


def test_a_wide_terminal_is_filled_to_100_columns_only(cli: CommandLine) -> None:
    cli.terminal(300)
    lines = without_colour(cli("ask", "Why?").out).splitlines()
    assert 80 < max(len(line) for line in lines) <= 100


def test_no_color_takes_the_colours_away(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.terminal(80)
    monkeypatch.setenv("NO_COLOR", "1")
    out = cli("ask", "Why?").out
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", out)


def test_twenty_problems_are_shown_and_the_rest_counted(cli: CommandLine) -> None:
    many = tuple(Problem("feed.jsonl", line, "has no date") for line in range(1, 1246))
    cli.assistant = CannedAssistant(report=replace(REPORT, skipped=1245, problems=many))
    out = cli("index").out
    assert "\n1,245 skipped:\n" in out
    assert "  feed.jsonl:20: has no date\n  … and 1,225 more: --json lists all\n" in out
    assert "feed.jsonl:21:" not in out


@pytest.mark.parametrize(
    ("skipped", "heading"),
    [(2, "2 skipped:"), (1, "1 skipped, 1 remark:"), (0, "2 remarks:")],
)
def test_what_was_skipped_and_what_only_looks_wrong_are_counted_apart(
    cli: CommandLine, skipped: int, heading: str
) -> None:
    cli.assistant = CannedAssistant(report=replace(REPORT, skipped=skipped))
    out = cli("index").out
    assert f", {skipped} skipped, " in out
    assert f"\n{heading}\n" in out


def test_a_search_shows_no_scores_on_the_screen_and_keeps_them_in_json(cli: CommandLine) -> None:
    assert "3.14" not in cli("search", "Why?").out
    assert "3.1416" in cli("search", "Why?", "--json").out


def test_a_refusal_says_each_thing_once(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: NOT_IN_RANGE)
    assert cli("ask", "Why?").out.count("2021-11-08") == 1
    told = replace(NOT_IN_RANGE, text="Those of 2021-11-06 and 2021-11-08 do.")
    cli.assistant = CannedAssistant(answer=lambda question: told)
    out = cli("ask", "Why?").out
    assert out.count("2021-11-08") == 1
    assert "Try: one of those days, or the question without dates." in out
    empty = replace(NOT_IN_RANGE, nearest=())
    cli.assistant = CannedAssistant(answer=lambda question: empty)
    assert "Try: other days, or the question without dates." in cli("ask", "Why?").out


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
