"""What ``--markdown`` prints."""

from __future__ import annotations

import pytest
from cli_canned import CannedAssistant
from cli_forms import DIGEST_OF_A_DAY, EMPTY_DAY, TIMELINE
from cli_runner import CommandLine

from assistant.domain import Answer

BOTH = pytest.mark.parametrize(
    ("command", "answer", "title"),
    [("digest", DIGEST_OF_A_DAY, "# Digest: "), ("timeline", TIMELINE, "# Timeline")],
)


@BOTH
def test_markdown_is_the_whole_output_and_names_the_sources(
    cli: CommandLine, command: str, answer: Answer, title: str
) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: answer)
    ran = cli(command, "2021-11-06", "--markdown")
    assert ran.code == 0
    assert ran.out.startswith(title)
    assert "\n## Sources\n" in ran.out
    assert "<https://courier.example/ferry>" in ran.out


def test_a_refusal_is_markdown_too(cli: CommandLine) -> None:
    cli.assistant = CannedAssistant(answer=lambda question: EMPTY_DAY)
    ran = cli("digest", "2021-11-07", "--markdown")
    assert ran.code == 0
    assert "\n> " in ran.out


@BOTH
@pytest.mark.parametrize("other", ["--json", "-"])
def test_markdown_and_json_are_not_mixed(
    cli: CommandLine, command: str, answer: Answer, title: str, other: str
) -> None:
    words = [other] if other == "-" else ["2021-11-06", other]
    ran = cli(command, *words, "--markdown")
    assert ran.code == 2
    assert "--markdown" in ran.err
    assert ran.out == ""
